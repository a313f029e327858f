"""The tables as they are at the newest revision, one declarative class each; what migrations are compared with."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, Float, ForeignKey, LargeBinary, MetaData, String, Text, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(DeclarativeBase):
    """What all tables share: every constraint has a name, by one rule."""

    metadata = MetaData(naming_convention=NAMING)


class AccountRow(Row):
    """An account."""

    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("username"), UniqueConstraint("email"))

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(40))
    email: Mapped[str] = mapped_column(String(255))
    password_hash: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[datetime | None] = mapped_column(DateTime)
    updated_at: Mapped[datetime | None] = mapped_column(DateTime)
    is_guest: Mapped[bool] = mapped_column(server_default=text("0"))


class UniverseRow(Row):
    """A universe of an account."""

    __tablename__ = "universes"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    description: Mapped[str | None] = mapped_column(Text)
    gravity_constant: Mapped[float | None] = mapped_column(Float)
    environment_harmony: Mapped[float | None] = mapped_column(Float)
    creator_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    created_at: Mapped[datetime | None] = mapped_column(DateTime)
    updated_at: Mapped[datetime | None] = mapped_column(DateTime)
    target_low: Mapped[float | None] = mapped_column(Float)
    target_high: Mapped[float | None] = mapped_column(Float)


class PhysicsParameterRow(Row):
    """A physics parameter of a universe."""

    __tablename__ = "physics_parameters"

    id: Mapped[int] = mapped_column(primary_key=True)
    universe_id: Mapped[int] = mapped_column(ForeignKey("universes.id", ondelete="CASCADE"), index=True)
    parameter_name: Mapped[str] = mapped_column(String(100), index=True)
    value: Mapped[float] = mapped_column(Float)
    unit: Mapped[str] = mapped_column(String(50))


class MusicParameterRow(Row):
    """A music parameter of a universe."""

    __tablename__ = "music_parameters"

    id: Mapped[int] = mapped_column(primary_key=True)
    universe_id: Mapped[int] = mapped_column(ForeignKey("universes.id", ondelete="CASCADE"), index=True)
    parameter_name: Mapped[str] = mapped_column(String(100), index=True)
    value: Mapped[float] = mapped_column(Float)
    instrument: Mapped[str | None] = mapped_column(String(50), index=True)


class PlotlineRow(Row):
    """A lane of a universe's storyboard."""

    __tablename__ = "plotlines"

    id: Mapped[int] = mapped_column(primary_key=True)
    universe_id: Mapped[int] = mapped_column(ForeignKey("universes.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    colour: Mapped[int]
    position: Mapped[int]
    instrument: Mapped[str | None] = mapped_column(String(50))
    is_folded: Mapped[bool] = mapped_column(server_default=text("0"))
    is_muted: Mapped[bool] = mapped_column(server_default=text("0"))
    is_solo: Mapped[bool] = mapped_column(server_default=text("0"))


class CardRow(Row):
    """A card of a universe's storyboard."""

    __tablename__ = "storyboards"

    id: Mapped[int] = mapped_column(primary_key=True)
    universe_id: Mapped[int] = mapped_column(ForeignKey("universes.id", ondelete="CASCADE"), index=True)
    plot_point: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text)
    harmony_tie: Mapped[float] = mapped_column(Float)
    created_at: Mapped[datetime | None] = mapped_column(DateTime)
    updated_at: Mapped[datetime | None] = mapped_column(DateTime)
    start_beat: Mapped[float] = mapped_column(Float, server_default=text("0"))
    duration_beats: Mapped[float] = mapped_column(Float, server_default=text("4"))
    plotline_id: Mapped[int | None] = mapped_column(ForeignKey("plotlines.id", ondelete="SET NULL"), index=True)


class MarkerRow(Row):
    """A named span or moment of a universe's story."""

    __tablename__ = "markers"

    id: Mapped[int] = mapped_column(primary_key=True)
    universe_id: Mapped[int] = mapped_column(ForeignKey("universes.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    start_beat: Mapped[float] = mapped_column(Float)
    duration_beats: Mapped[float] = mapped_column(Float)
    colour: Mapped[int]


class SnapshotRow(Row):
    """A universe as it was, by its name."""

    __tablename__ = "snapshots"

    id: Mapped[int] = mapped_column(primary_key=True)
    universe_id: Mapped[int] = mapped_column(ForeignKey("universes.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    card_count: Mapped[int]
    created_at: Mapped[datetime | None] = mapped_column(DateTime)


class SnapshotDataRow(Row):
    """What a snapshot holds."""

    __tablename__ = "snapshot_data"

    id: Mapped[int] = mapped_column(primary_key=True)
    universe_id: Mapped[int] = mapped_column(ForeignKey("universes.id", ondelete="CASCADE"), index=True)
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshots.id", ondelete="CASCADE"), index=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class SignInTokenRow(Row):
    """A computer that an account stays signed in on."""

    __tablename__ = "sign_in_tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(DateTime)


class SignInFailureRow(Row):
    """How often in a row signing in under a name failed; only its hash is kept, for people type passwords there."""

    __tablename__ = "sign_in_failures"

    name_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    failure_count: Mapped[int]
    last_failed_at: Mapped[datetime] = mapped_column(DateTime)
