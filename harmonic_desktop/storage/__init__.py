"""What is kept: the only package that knows SQLAlchemy, Alembic and the database file."""
