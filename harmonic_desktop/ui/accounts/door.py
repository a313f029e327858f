"""What every form of the accounts needs to do its work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...domain.accounts import BCRYPT_COST

if TYPE_CHECKING:
    from ...storage.accounts import Accounts


@dataclass(frozen=True)
class Door:
    """What a form signs in with: the accounts of the file, and how dear a new hash is (bcrypt's cost)."""

    accounts: Accounts
    cost: int = BCRYPT_COST
