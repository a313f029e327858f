"""The Account record, the rules for names and passwords, and how a password is hashed and checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Account:
    """A person on this computer; a guest has no password and can become a full account later."""

    id: int
    username: str
    email: str
    password_hash: str
    is_guest: bool = False
    created_at: datetime | None = None
    updated_at: datetime | None = None
