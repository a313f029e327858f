"""The Account record, the rules for names and passwords, and how a password is hashed and checked."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from .checks import checked_text
from .common_passwords import COMMON_PASSWORDS
from .edits import new_id
from .errors import InvalidValue

USERNAME_LIMIT = 40
EMAIL_LIMIT = 255
PASSWORD_MINIMUM = 8
"""Least length of a password in characters."""
PASSWORD_BYTES = 72
"""Most that bcrypt reads, in bytes of UTF-8."""
BCRYPT_COST = 12

_BCRYPT = re.compile(r"\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}")
_DEAREST_COST = 18
"""bcrypt cost above which a stored hash is not tried: it would take minutes to check."""
_DEAREST_SCRYPT = 1 << 30
"""Bytes of memory above which a stored scrypt hash is not tried."""
_DEAREST_PBKDF2 = 20_000_000
_NOBODY = "." * 53
"""Salt and digest that no password has; a check against them takes the time of a real one."""


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


def guest_account() -> Account:
    """A new guest, under a name and email that no person would choose and with no password to sign in by."""
    name = f"guest-{os.urandom(8).hex()}"
    return Account(new_id(), name, f"{name}@localhost", "", is_guest=True)


def checked_username(username: str) -> str:
    """`username` without space around it, 1..40 characters; raises InvalidValue."""
    return checked_text(username, "A username", USERNAME_LIMIT, "username")


def checked_email(email: str) -> str:
    """`email` with one @ and something on both sides of it, at most 255 characters; raises InvalidValue."""
    if len(email.split()) > 1:
        raise InvalidValue("An email address has no spaces in it.", "email")
    address = checked_text(email, "An email address", EMAIL_LIMIT, "email")
    before, _, after = address.partition("@")
    if not before or not after or "@" in after:
        raise InvalidValue("An email address has one @, with something on both sides of it.", "email")
    return address


def checked_password(password: str) -> str:
    """`password` as it is typed, if a new one may be it; raises InvalidValue.

    At least 8 characters, at most 72 bytes once it is NFC in UTF-8, and not one of the most common.
    """
    if len(_normalised(password)) < PASSWORD_MINIMUM:
        raise InvalidValue(f"A password has at least {PASSWORD_MINIMUM} characters.", "password")
    size = password_bytes(password)
    if size > PASSWORD_BYTES:
        raise InvalidValue(f"This password takes {size} bytes; {PASSWORD_BYTES} is the most it can take.", "password")
    if _normalised(password).casefold() in COMMON_PASSWORDS:
        raise InvalidValue("This is one of the most common passwords; please choose another.", "password")
    return password


def password_bytes(password: str) -> int:
    """How many of the 72 bytes a password takes; letters beyond ASCII take two to four."""
    return len(_encoded(_normalised(password)))


def hash_password(password: str, cost: int = BCRYPT_COST) -> str:
    """The bcrypt hash of a password of at most 72 bytes; takes about 0.2 s at cost 12. Raises InvalidValue."""
    import bcrypt

    data = _encoded(_normalised(password))
    if len(data) > PASSWORD_BYTES:
        raise InvalidValue(f"A password can take {PASSWORD_BYTES} bytes at most.", "password")
    return bcrypt.hashpw(data, bcrypt.gensalt(cost)).decode("ascii")


def check_password(password: str, stored: str | bytes) -> bool:
    """Whether `stored` is a hash of `password`, made here or by the web application (bcrypt, Werkzeug).

    The password is tried in NFC and as typed. A hash that is none of these is False; nothing is raised.
    """
    text = stored.decode("utf-8", "replace") if isinstance(stored, bytes) else stored
    return any(_check(_encoded(spelling), text) for spelling in dict.fromkeys((_normalised(password), password)))


def needs_rehash(stored: str, cost: int = BCRYPT_COST) -> bool:
    """Whether a hash is of another kind than bcrypt, or cheaper than what is made now."""
    found = _BCRYPT.fullmatch(stored)
    return found is None or int(found[1]) < cost


def authenticated(candidates: Sequence[Account], password: str, cost: int = BCRYPT_COST) -> Account | None:
    """The first of the accounts whose password this is, or None; the time taken does not tell whether there was one.

    Its hash is renewed when an older, cheaper one was stored: the caller keeps the changed account.
    """
    known = [account for account in candidates if not account.is_guest]
    for account in known:
        if check_password(password, account.password_hash):
            return _renewed(account, password, cost)
    # Where nobody was found, or only hashes that are read faster, a check at full price is made all the same.
    if all(needs_rehash(account.password_hash, cost) for account in known):
        check_password(password, f"$2b${cost:02d}${_NOBODY}")
    return None


def _renewed(account: Account, password: str, cost: int) -> Account:
    # An older program let longer passwords through and cut them off: such a hash stays as it is.
    if not needs_rehash(account.password_hash, cost) or password_bytes(password) > PASSWORD_BYTES:
        return account
    return replace(account, password_hash=hash_password(password, cost))


def _normalised(password: str) -> str:
    return unicodedata.normalize("NFC", password)


def _encoded(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")


def _check(password: bytes, stored: str) -> bool:
    try:
        if stored.startswith("$2"):
            return _check_bcrypt(password, stored)
        return _check_werkzeug(password, stored)
    except (ValueError, TypeError, OverflowError, MemoryError):
        return False


def _check_bcrypt(password: bytes, stored: str) -> bool:
    import bcrypt

    found = _BCRYPT.fullmatch(stored)
    if found is None or int(found[1]) > _DEAREST_COST:
        return False
    # bcrypt before 5 passed over what comes after 72 bytes, so such a hash is of the first 72.
    return bcrypt.checkpw(password[:PASSWORD_BYTES], stored.encode("ascii"))


def _check_werkzeug(password: bytes, stored: str) -> bool:
    """Werkzeug's `pbkdf2:HASH:ITERATIONS$salt$hex` and `scrypt:N:r:p$salt$hex`."""
    method, salt, digest = stored.split("$")
    kind, *arguments = method.split(":")
    if kind == "scrypt":
        made = _scrypt(password, salt.encode(), *(int(a) for a in arguments))
    elif kind == "pbkdf2":
        made = _pbkdf2(password, salt.encode(), *arguments)
    else:
        return False
    return hmac.compare_digest(made.hex().encode(), digest.lower().encode())


def _scrypt(password: bytes, salt: bytes, n: int = 2**15, r: int = 8, p: int = 1) -> bytes:
    memory = 132 * n * r * p
    if memory > _DEAREST_SCRYPT:
        raise ValueError("too dear")
    return hashlib.scrypt(password, salt=salt, n=n, r=r, p=p, maxmem=memory)


def _pbkdf2(password: bytes, salt: bytes, name: str = "sha256", iterations: str = "1000000") -> bytes:
    rounds = int(iterations)
    if rounds > _DEAREST_PBKDF2:
        raise ValueError("too dear")
    return hashlib.pbkdf2_hmac(name, password, salt, rounds)
