"""What is true: records and the pure functions that make edits of them. Knows no screen and no database."""
