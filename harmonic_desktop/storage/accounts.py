"""The accounts of a database: found, made, changed and removed, kept signed in, and slowed down after failures."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ..domain.accounts import Account
from ..domain.errors import NameTaken, NotFound
from .connection import Connection
from .errors import explained
from .originals import Originals
from .repositories import ACCOUNTS
from .values import moment, stored_moment

FREE_TRIES = 3
"""So many failures in a row cost no waiting."""
LONGEST_WAIT = 60.0
"""In seconds: nobody is locked out for good."""
_FORGIVEN_AFTER = timedelta(days=1)
_CHILD_TABLES = ("storyboards", "plotlines", "physics_parameters", "music_parameters")


class Accounts:
    """All accounts of the database; names and emails are compared without regard to case."""

    def __init__(self, connection: Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def list_accounts(self) -> list[Account]:
        """Every account, by id; raises StorageError."""
        with explained(self._path, "nothing is shown"), self._connection.reading() as driver:
            return list(ACCOUNTS.all_by_id(driver).values())

    def find_by_name_or_email(self, text: str) -> list[Account]:
        """The accounts of that username or email, one spelt exactly so first; an older file may hold several."""
        wanted = _folded(text)
        found = [a for a in self.list_accounts() if wanted in (_folded(a.username), _folded(a.email))]
        return sorted(found, key=lambda a: text not in (a.username, a.email))

    def get(self, account_id: int) -> Account:
        """The account with that id; raises NotFound, StorageError."""
        with explained(self._path, "nothing is shown"), self._connection.reading() as driver:
            return _get(driver, account_id)

    def create(self, account: Account) -> Account:
        """Adds the account, under an id of its own, and returns it so; raises NameTaken, StorageError."""
        now = datetime.now(UTC)
        with explained(self._path, "no account was made"), self._connection.writing() as driver:
            new_id = ACCOUNTS.highest_id(driver) + 1
            created = replace(account, id=new_id, created_at=now, updated_at=now)
            _refuse_taken(driver, created, None)
            ACCOUNTS.insert(driver, ACCOUNTS.columns_of([created]), Originals())
            return created

    def change(self, account: Account) -> Account:
        """Writes what differs of the account with that id; raises NameTaken, NotFound, StorageError."""
        with explained(self._path, "the account was not changed"), self._connection.writing() as driver:
            before = _get(driver, account.id)
            changed = replace(account, created_at=before.created_at, updated_at=datetime.now(UTC))
            _refuse_taken(driver, changed, before)
            columns = ACCOUNTS.columns_of([changed])
            differing = [name for name in ACCOUNTS.fields if columns[name] != (getattr(before, name),)]
            ACCOUNTS.update(driver, differing, columns, Originals())
            return changed

    def remove(self, account_id: int) -> None:
        """Removes the account with everything of it; raises NotFound, StorageError."""
        with explained(self._path, "nothing was removed"), self._connection.writing() as driver:
            account = _get(driver, account_id)
            # Said table by table: files of the web application have no ON DELETE.
            of_account = "universe_id IN (SELECT id FROM universes WHERE creator_id = ?)"
            for table in _CHILD_TABLES:
                driver.execute(f"DELETE FROM {table} WHERE {of_account}", (account_id,))
            driver.execute("DELETE FROM universes WHERE creator_id = ?", (account_id,))
            driver.execute("DELETE FROM sign_in_tokens WHERE account_id = ?", (account_id,))
            ACCOUNTS.delete(driver, ACCOUNTS.columns_of([account]), Originals())

    def remember(self, account_id: int, days: int = 30) -> bytes:
        """Keeps the account signed in for so many days: a secret for `recall`, of which only the hash is stored."""
        secret = os.urandom(32)
        now = datetime.now(UTC)
        expires = stored_moment(now + timedelta(days=days))
        with explained(self._path, "you will have to sign in again"), self._connection.writing() as driver:
            driver.execute("DELETE FROM sign_in_tokens WHERE expires_at <= ?", (stored_moment(now),))
            driver.execute(
                "INSERT INTO sign_in_tokens (account_id, token_hash, expires_at) VALUES (?, ?, ?)",
                (_get(driver, account_id).id, _hashed(secret), expires),
            )
        return secret

    def recall(self, secret: bytes) -> Account | None:
        """The account that `remember` gave that secret for, unless it has expired or was forgotten."""
        with explained(self._path, "you will have to sign in again"), self._connection.reading() as driver:
            found = driver.execute(
                "SELECT account_id FROM sign_in_tokens WHERE token_hash = ? AND expires_at > ?",
                (_hashed(secret), stored_moment(datetime.now(UTC))),
            ).fetchone()
            return None if found is None else _get(driver, found[0])

    def forget(self, account_id: int) -> None:
        """Ends every “stay signed in” of the account: it signed out, or has a new password."""
        with explained(self._path, "you may still be signed in"), self._connection.writing() as driver:
            driver.execute("DELETE FROM sign_in_tokens WHERE account_id = ?", (account_id,))

    def failures(self, name: str) -> int:
        """How often in a row signing in under that name failed; forgiven a day after the last time."""
        return self._failures(name)[0]

    def record_failure(self, name: str) -> int:
        """Counts one more failure, and returns how many there are now."""
        now = datetime.now(UTC)
        count = self.failures(name) + 1
        with explained(self._path, "signing in failed"), self._connection.writing() as driver:
            forgiven = stored_moment(now - _FORGIVEN_AFTER)
            driver.execute("DELETE FROM sign_in_failures WHERE last_failed_at <= ?", (forgiven,))
            driver.execute(
                "INSERT OR REPLACE INTO sign_in_failures (name_hash, failure_count, last_failed_at) VALUES (?, ?, ?)",
                (_name_hash(name), count, stored_moment(now)),
            )
        return count

    def clear_failures(self, name: str) -> None:
        """Forgets the failures, after signing in."""
        with explained(self._path, "signing in failed"), self._connection.writing() as driver:
            driver.execute("DELETE FROM sign_in_failures WHERE name_hash = ?", (_name_hash(name),))

    def seconds_to_wait(self, name: str) -> float:
        """Before the next try under that name: 2 s after the fourth failure, then doubling up to a minute."""
        count, last = self._failures(name)
        if count <= FREE_TRIES or last is None:
            return 0.0
        passed = (datetime.now(UTC) - last).total_seconds()
        wait = min(2.0 ** min(count - FREE_TRIES, 10), LONGEST_WAIT)
        # A failure in the future means that the clock was set back: nobody waits for that.
        return max(0.0, wait - passed) if passed >= 0 else 0.0

    def _failures(self, name: str) -> tuple[int, datetime | None]:
        with explained(self._path, "signing in failed"), self._connection.reading() as driver:
            row = driver.execute(
                "SELECT failure_count, last_failed_at FROM sign_in_failures WHERE name_hash = ?", (_name_hash(name),)
            ).fetchone()
        last = moment(row[1]) if row is not None else None
        if row is None or last is None or datetime.now(UTC) - last >= _FORGIVEN_AFTER:
            return 0, None
        return row[0], last


def _get(driver: sqlite3.Connection, account_id: int) -> Account:
    account = ACCOUNTS.find(driver, account_id)
    if account is None:
        raise NotFound("That account is no longer there; nothing was changed.")
    return account


def _refuse_taken(driver: sqlite3.Connection, account: Account, before: Account | None) -> None:
    """An older file may hold names that differ in case only: each may stay as it is, none may come to be another's."""
    others = [a for a in ACCOUNTS.all_by_id(driver).values() if a.id != account.id]
    for field, what in (("username", "name"), ("email", "email")):
        value = getattr(account, field)
        if before is not None and value == getattr(before, field):
            continue
        if any(_folded(value) == _folded(getattr(other, field)) for other in others):
            raise NameTaken(f"Another account has this {what} already; choose another one.", field)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _hashed(secret: bytes) -> str:
    return hashlib.sha256(secret).hexdigest()


def _name_hash(name: str) -> str:
    return _hashed(_folded(name).encode("utf-8", "replace"))
