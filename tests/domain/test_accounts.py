"""Names, emails, passwords and their hashes."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import replace

import bcrypt
import pytest

from harmonic_desktop.domain.accounts import (
    Account,
    authenticated,
    check_password,
    checked_email,
    checked_password,
    checked_username,
    guest_account,
    hash_password,
    needs_rehash,
    password_bytes,
)
from harmonic_desktop.domain.common_passwords import COMMON_PASSWORDS
from harmonic_desktop.domain.errors import InvalidValue

CHEAP = 4
ANNA = Account(1, "Anna", "anna@example.org", "")


def refusal(rule: object, value: str) -> InvalidValue:
    assert callable(rule)
    with pytest.raises(InvalidValue) as caught:
        rule(value)
    return caught.value


def test_a_username_has_one_to_forty_characters_and_no_space_around_it() -> None:
    assert checked_username("  Ada \n Lovelace ") == "Ada Lovelace"
    assert checked_username("x" * 40) == "x" * 40
    assert refusal(checked_username, "x" * 41).field == "username"
    assert refusal(checked_username, " \t ").field == "username"


@pytest.mark.parametrize("email", ["a@b", "ada@example.org", "дарья@пример.рф", "  spaced@example.org "])
def test_an_email_with_something_on_both_sides_of_one_at_is_kept(email: str) -> None:
    assert checked_email(email) == email.strip()


@pytest.mark.parametrize(
    "email", ["", "ada", "@example.org", "ada@", "a@b@c", "a b@c", "a@b c", "a\n@b", "x" * 252 + "@b.c"]
)
def test_another_email_is_refused_beside_its_field(email: str) -> None:
    assert refusal(checked_email, email).field == "email"


def test_an_email_may_have_255_characters() -> None:
    assert len(checked_email("x" * 251 + "@b.c")) == 255


def test_a_password_has_at_least_eight_characters_counted_as_people_count() -> None:
    assert checked_password("käsebrot") == "käsebrot"
    decomposed = unicodedata.normalize("NFD", "käsebro")
    assert len(decomposed) == 8
    assert "8" in str(refusal(checked_password, decomposed))


def test_a_password_takes_at_most_72_bytes() -> None:
    assert checked_password("ж" * 36)
    assert "74" in str(refusal(checked_password, "ж" * 37))
    assert password_bytes(unicodedata.normalize("NFD", "é")) == 2


@pytest.mark.parametrize("password", ["password", "PassWord1", "12345678", "qwertyuiop", "Passwort1"])
def test_the_most_common_passwords_are_refused_in_any_case(password: str) -> None:
    assert "common" in str(refusal(checked_password, password))


def test_every_common_password_on_the_list_is_one_that_the_other_rules_let_through() -> None:
    assert len(COMMON_PASSWORDS) > 200
    assert all(len(p) >= 8 and p == p.casefold() for p in COMMON_PASSWORDS)


def test_a_password_fits_its_own_hash_and_no_other() -> None:
    stored = hash_password("correct horse", CHEAP)
    assert check_password("correct horse", stored)
    assert not check_password("Correct horse", stored)
    assert not check_password("", stored)
    assert hash_password("correct horse", CHEAP) != stored


def test_a_password_fits_however_its_accents_are_typed() -> None:
    composed, decomposed = "crème brûlée", unicodedata.normalize("NFD", "crème brûlée")
    assert check_password(decomposed, hash_password(composed, CHEAP))
    old = bcrypt.hashpw(decomposed.encode(), bcrypt.gensalt(CHEAP)).decode()
    assert check_password(decomposed, old)


def test_a_hash_of_a_longer_password_by_an_older_bcrypt_is_of_its_first_72_bytes() -> None:
    old = bcrypt.hashpw(b"x" * 72, bcrypt.gensalt(CHEAP)).decode()
    assert check_password("x" * 90, old)
    assert not check_password("x" * 71, old)


@pytest.mark.parametrize("prefix", ["$2a$", "$2b$", "$2y$"])
def test_each_letter_of_bcrypt_is_read(prefix: str) -> None:
    stored = hash_password("correct horse", CHEAP).replace("$2b$", prefix)
    assert check_password("correct horse", stored)
    assert not check_password("wrong horse", stored)


def test_the_hashes_of_werkzeug_are_read() -> None:
    salt = "saltsalt"
    slow = hashlib.pbkdf2_hmac("sha256", b"correct horse", salt.encode(), 1000).hex()
    big = hashlib.scrypt(b"correct horse", salt=salt.encode(), n=2**15, r=8, p=1, maxmem=2**26).hex()
    for stored in (f"pbkdf2:sha256:1000${salt}${slow}", f"scrypt:32768:8:1${salt}${big}", f"scrypt${salt}${big}"):
        assert check_password("correct horse", stored), stored
        assert not check_password("wrong horse", stored), stored


def test_a_hash_that_was_stored_as_bytes_is_read() -> None:
    assert check_password("correct horse", hash_password("correct horse", CHEAP).encode())


@pytest.mark.parametrize(
    "stored",
    [
        "", "garbage", "$2b$", "$2b$04$short", "$2b$99$" + "a" * 53, "$2b$04$" + "é" * 53, "$2b$31$" + "a" * 53,
        "scrypt:1:2$salt$00", "scrypt:x:8:1$salt$00", "scrypt:99999999999:8:1$s$00", "scrypt:32768:8:1:9$s$00",
        "pbkdf2:nosuch:1000$salt$00", "pbkdf2:sha256:0$salt$00", "pbkdf2:sha256:999999999999$s$00",
        "pbkdf2:sha256:x$s$0", "pbkdf2:sha256:10$é$é",
        "plain$$", "\x00", "a$b$c$d", "sha256$salt$00", "pbkdf2", "\udc80$2b$",
    ],
)  # fmt: skip
def test_a_garbage_hash_fits_no_password_and_raises_nothing(stored: str) -> None:
    assert not check_password("correct horse", stored)
    assert not check_password("", stored)
    assert not check_password("\udc80\x00", stored)


def test_a_hash_is_renewed_when_it_is_cheaper_or_of_another_kind() -> None:
    stored = hash_password("correct horse", 5)
    assert needs_rehash(stored, 6)
    assert not needs_rehash(stored, 5)
    assert not needs_rehash(stored, 4)
    assert needs_rehash("scrypt:32768:8:1$salt$00", 4)


def test_signing_in_gives_the_account_with_a_renewed_hash() -> None:
    anna = replace(ANNA, password_hash=hash_password("correct horse", 4))
    found = authenticated([anna], "correct horse", 5)
    assert found is not None
    assert found.id == anna.id
    assert found.password_hash.startswith("$2b$05$")
    assert check_password("correct horse", found.password_hash)
    assert authenticated([anna], "correct horse", 4) == anna
    assert authenticated([anna], "wrong horse", 4) is None


def test_a_password_too_long_for_a_new_hash_still_signs_in_and_keeps_the_old_one() -> None:
    anna = replace(ANNA, password_hash=bcrypt.hashpw(b"x" * 72, bcrypt.gensalt(4)).decode())
    assert authenticated([anna], "x" * 80, 5) == anna


def test_of_twins_the_one_whose_password_it_is_signs_in() -> None:
    first = replace(ANNA, password_hash=hash_password("first password", 4))
    second = Account(2, "anna", "ANNA@example.org", hash_password("second password", 4))
    assert authenticated([first, second], "second password", 4) == second
    assert authenticated([first, second], "first password", 4) == first
    assert authenticated([first, second], "third password", 4) is None


def test_nobody_signs_in_as_a_guest() -> None:
    guest = guest_account()
    assert guest.is_guest
    assert guest.id < 0
    assert checked_username(guest.username) == guest.username
    assert checked_email(guest.email) == guest.email
    assert guest_account().username != guest.username
    assert authenticated([guest], "", 4) is None


def test_a_name_that_nobody_has_is_checked_as_long_as_one_that_somebody_has(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds: list[bytes] = []
    real = bcrypt.checkpw

    def counted(password: bytes, stored: bytes) -> bool:
        fits = real(password, stored)  # raises at once for a salt that is none
        rounds.append(stored[:7])
        return fits

    monkeypatch.setattr(bcrypt, "checkpw", counted)
    anna = replace(ANNA, password_hash=hash_password("correct horse", 4))
    assert authenticated([anna], "wrong horse", 4) is None
    assert authenticated([], "wrong horse", 4) is None
    assert authenticated([guest_account()], "wrong horse", 4) is None
    assert authenticated([replace(ANNA, password_hash="garbage")], "wrong horse", 4) is None
    assert rounds == [b"$2b$04$"] * 4
