"""Accounts: their names are one's own without regard to case, and signing in is remembered, forgotten, slowed down."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from harmonic_desktop.domain.accounts import Account
from harmonic_desktop.domain.edits import new_id
from harmonic_desktop.domain.errors import NameTaken, NotFound
from harmonic_desktop.domain.storyboard import create_card
from harmonic_desktop.domain.universe import create_universe
from harmonic_desktop.storage import accounts as module
from harmonic_desktop.storage.accounts import FREE_TRIES, LONGEST_WAIT, Accounts
from harmonic_desktop.storage.database import Database, open_database
from harmonic_desktop.storage.store import Store

from .files import values_of
from .web_application import make_web_file, web_values


@pytest.fixture
def accounts(database: Database) -> Accounts:
    return database.accounts


def person(name: str, email: str = "") -> Account:
    return Account(new_id(), name, email or f"{name}@example.org", "hash")


class Clock(datetime):
    """The time as the module under test sees it: the real one, moved by `passed`."""

    passed = timedelta()

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return datetime.now(UTC) + cls.passed


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    class Own(Clock):
        pass

    monkeypatch.setattr(module, "datetime", Own)
    return Own


def test_a_new_account_gets_an_id_and_is_found_again(accounts: Accounts) -> None:
    made = accounts.create(Account(new_id(), "Zoë 宇宙", "Z@example.org", "hash", is_guest=True))
    assert made.id > 0
    assert made.created_at is not None and made.created_at == made.updated_at
    assert accounts.list_accounts() == [made]
    assert accounts.get(made.id) == made


@pytest.mark.parametrize("text", ["Zoë", "zoË", "Zoe\u0308", "z@EXAMPLE.org"])
def test_an_account_is_found_by_name_or_email_without_regard_to_case(accounts: Accounts, text: str) -> None:
    made = accounts.create(person("Zoë", "Z@example.org"))
    accounts.create(person("Zo"))
    assert accounts.find_by_name_or_email(text) == [made]
    assert accounts.find_by_name_or_email("nobody") == []


@pytest.mark.parametrize(
    ("name", "email", "field"),
    [
        ("IDA", "new@e.org", "username"), ("Ida", "new@e.org", "username"), ("new", "IDA@example.org", "email"),
        ("STRASSE", "new@e.org", "username"), ("e\u0301", "new@e.org", "username"),
    ],
)  # fmt: skip
def test_a_name_or_email_belongs_to_one_account(accounts: Accounts, name: str, email: str, field: str) -> None:
    for taken in (person("Ida", "ida@example.org"), person("Straße"), person("é")):
        accounts.create(taken)
    with pytest.raises(NameTaken) as refusal:
        accounts.create(person(name, email))
    assert refusal.value.field == field
    assert len(accounts.list_accounts()) == 3
    mine = accounts.create(person("mine"))
    with pytest.raises(NameTaken):
        accounts.change(replace(mine, username=name, email=email))
    assert accounts.get(mine.id) == mine


def test_a_change_is_written_and_stamped(accounts: Accounts) -> None:
    made = accounts.create(replace(person("guest"), is_guest=True))
    changed = accounts.change(replace(made, username="GUEST", email="g@e.org", password_hash="new", is_guest=False))
    assert accounts.list_accounts() == [changed]
    assert (changed.created_at, changed.username, changed.is_guest) == (made.created_at, "GUEST", False)
    assert made.updated_at is not None and changed.updated_at is not None
    assert changed.updated_at > made.updated_at


def test_an_account_that_is_gone_is_not_found(accounts: Accounts) -> None:
    made = accounts.create(person("Ida"))
    accounts.remove(made.id)
    for attempt in (accounts.get, accounts.remove, accounts.remember):
        with pytest.raises(NotFound):
            attempt(made.id)
    with pytest.raises(NotFound):
        accounts.change(made)


def test_twins_of_an_older_file_keep_their_names_but_get_no_others(tmp_path: Path) -> None:
    path = make_web_file(tmp_path / "web.db")
    before = web_values(path)
    database = open_database(path)
    accounts = database.accounts
    small, capital = accounts.find_by_name_or_email("ida")
    assert (small.username, capital.username) == ("ida", "IDA")
    assert [account.username for account in accounts.find_by_name_or_email("IDA")] == ["IDA", "ida"]
    accounts.change(replace(small, password_hash="new"))
    with pytest.raises(NameTaken):
        accounts.change(replace(small, username="Ida"))
    accounts.change(replace(small, username="Ida the first", email="first@example.org"))
    with pytest.raises(NameTaken):
        accounts.change(replace(small, username="iDA"))
    database.close()
    after = web_values(path)
    assert after["users"][1:] == before["users"][1:]


def test_a_change_leaves_odd_values_alone(tmp_path: Path) -> None:
    path = make_web_file(tmp_path / "web.db")
    before = web_values(path)["users"][2]
    database = open_database(path)
    database.accounts.change(replace(database.accounts.get(7), password_hash="new"))
    database.close()
    after = web_values(path)["users"][2]
    assert [i for i, (old, new) in enumerate(zip(before, after, strict=True)) if old != new] == [3, 5]


@pytest.mark.parametrize("web_made", [False, True])
def test_removing_an_account_takes_all_of_it_and_nothing_else(tmp_path: Path, web_made: bool) -> None:
    path = tmp_path / "file.db"
    if web_made:
        make_web_file(path)
    database = open_database(path)
    accounts = database.accounts
    gone, kept = accounts.create(person("gone")), accounts.create(person("kept"))
    start = values_of(database.store(kept.id))
    for account in (kept, gone):
        store = database.store(account.id)
        contents = store.get_contents(store.apply(create_universe(account.id, "One")).changes[0].record.id)
        store.apply(create_card(contents, min(contents.plotlines), 0.0, 4.0))
        accounts.remember(account.id)
        if account is kept:
            without = values_of(store)
    accounts.remove(gone.id)
    after = values_of(database.store(kept.id))
    without["users"] = [row for row in start["users"] if "str 'gone'" not in row]
    assert after == without
    assert database.store(kept.id).list_outlines()[without_id(database.store(kept.id))].card_count == 1
    database.close()


def without_id(store: Store) -> int:
    return store.list_universes()[0].id


def test_a_remembered_account_is_recalled_by_its_secret_alone(accounts: Accounts, database: Database) -> None:
    ida, olaf = accounts.create(person("Ida")), accounts.create(person("Olaf"))
    secret = accounts.remember(ida.id)
    assert len(secret) == 32
    assert accounts.remember(olaf.id) != secret
    assert accounts.recall(secret) == ida
    assert accounts.recall(b"\0" * 32) is None
    assert accounts.recall(b"") is None
    database.close()
    assert secret not in database.path.read_bytes()
    assert secret.hex().encode() not in database.path.read_bytes()


def test_signing_out_ends_it_everywhere_for_that_account(accounts: Accounts) -> None:
    ida, olaf = accounts.create(person("Ida")), accounts.create(person("Olaf"))
    secrets = [accounts.remember(ida.id), accounts.remember(ida.id)]
    other = accounts.remember(olaf.id)
    accounts.forget(ida.id)
    assert [accounts.recall(secret) for secret in secrets] == [None, None]
    assert accounts.recall(other) == olaf


def test_a_secret_is_worth_something_for_thirty_days(accounts: Accounts, clock: type[Clock]) -> None:
    ida = accounts.create(person("Ida"))
    secret, short = accounts.remember(ida.id), accounts.remember(ida.id, days=1)
    clock.passed = timedelta(days=29, hours=23)
    assert accounts.recall(secret) is not None
    assert accounts.recall(short) is None
    clock.passed = timedelta(days=30, seconds=1)
    assert accounts.recall(secret) is None


def test_secrets_that_have_expired_are_not_kept(accounts: Accounts, store: Store, clock: type[Clock]) -> None:
    ida = accounts.list_accounts()[0]
    accounts.remember(ida.id)
    clock.passed = timedelta(days=31)
    accounts.remember(ida.id)
    assert len(values_of(store)["sign_in_tokens"]) == 1


def test_failures_are_counted_by_name_and_outlive_a_restart(accounts: Accounts, database: Database) -> None:
    assert accounts.failures("Ida") == 0
    assert [accounts.record_failure("Ida"), accounts.record_failure("iDA"), accounts.record_failure("Olaf")] == [
        1,
        2,
        1,
    ]
    database.close()
    again = open_database(database.path)
    assert (again.accounts.failures("ida"), again.accounts.failures("olaf")) == (2, 1)
    again.accounts.clear_failures("IDA")
    assert (again.accounts.failures("ida"), again.accounts.failures("olaf")) == (0, 1)
    again.close()


def test_the_next_try_waits_longer_and_longer_but_never_for_good(accounts: Accounts, clock: type[Clock]) -> None:
    waits = []
    for _ in range(FREE_TRIES + 12):
        accounts.record_failure("Ida")
        waits.append(round(accounts.seconds_to_wait("ida"), 1))
    assert waits[:FREE_TRIES] == [0.0] * FREE_TRIES
    assert waits[FREE_TRIES : FREE_TRIES + 3] == pytest.approx([2.0, 4.0, 8.0], abs=0.5)
    assert max(waits) <= LONGEST_WAIT
    assert accounts.seconds_to_wait("Olaf") == 0.0
    clock.passed = timedelta(seconds=LONGEST_WAIT)
    assert accounts.seconds_to_wait("Ida") == 0.0
    assert accounts.failures("Ida") == FREE_TRIES + 12
    clock.passed = timedelta(days=1)
    assert accounts.failures("Ida") == 0


def test_nobody_waits_because_the_clock_was_set_back(accounts: Accounts, clock: type[Clock]) -> None:
    clock.passed = timedelta(days=300)
    for _ in range(FREE_TRIES + 5):
        accounts.record_failure("Ida")
    clock.passed = timedelta()
    assert accounts.seconds_to_wait("Ida") == 0.0


def test_a_password_typed_as_a_name_is_not_kept(accounts: Accounts, database: Database) -> None:
    accounts.record_failure("correct horse battery staple")
    accounts.record_failure("lone \ud800 surrogate")
    database.close()
    with closing(sqlite3.connect(database.path)) as connection:
        assert "horse" not in "".join(connection.iterdump())


def test_failures_that_are_forgiven_are_not_kept(accounts: Accounts, store: Store, clock: type[Clock]) -> None:
    accounts.record_failure("Ida")
    clock.passed = timedelta(days=2)
    accounts.record_failure("Olaf")
    assert len(values_of(store)["sign_in_failures"]) == 1
