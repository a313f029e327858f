"""The own account: changed by who knows its password, ended with all that is in it, or made of a guest."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.accounts import Account, check_password, hash_password
from harmonic_desktop.domain.edits import new_id
from harmonic_desktop.domain.universe import create_universe
from harmonic_desktop.storage.accounts import Accounts
from harmonic_desktop.storage.database import Database
from harmonic_desktop.storage.remembered import read_secret, write_secret
from harmonic_desktop.ui.accounts.account_dialog import AccountDialog
from harmonic_desktop.ui.accounts.sign_in import SignIn

from .conftest import CHEAP, PASSWORD, Hands, told

NAME, PASSWORD_TAB, REMOVE = range(3)


@pytest.fixture
def bert(accounts: Accounts) -> Account:
    return accounts.create(Account(new_id(), "Bert", "bert@example.org", hash_password(PASSWORD, CHEAP)))


def opened(sign_in: SignIn, hands: Hands, account: Account, tab: int = NAME, universes: int = 0) -> QDialog:
    sign_in.open_account(account, universes)
    dialog = hands.dialog("accountDialog")
    assert isinstance(dialog, AccountDialog)
    if not account.is_guest:
        dialog.tabs.setCurrentIndex(tab)
    return dialog


def enter(hands: Hands, dialog: QDialog) -> None:
    hands.press(dialog, Qt.Key.Key_Return)
    hands.wait_for_work(dialog)


def test_name_and_email_are_changed_with_the_password(
    sign_in: SignIn, hands: Hands, qtbot: QtBot, anna: Account, accounts: Accounts
) -> None:
    dialog = opened(sign_in, hands, anna)
    hands.fill(dialog, username="Anna Lee", email="lee@example.org", current=PASSWORD)
    with qtbot.waitSignal(sign_in.account_changed) as caught:
        enter(hands, dialog)
    stored = accounts.get(anna.id)
    assert told(caught) == (stored,)
    assert (stored.username, stored.email) == ("Anna Lee", "lee@example.org")
    assert stored.password_hash == anna.password_hash
    assert hands.field(dialog, "current").text == ""


def test_without_the_right_password_nothing_changes(
    sign_in: SignIn, hands: Hands, qtbot: QtBot, anna: Account, accounts: Accounts
) -> None:
    dialog = opened(sign_in, hands, anna)
    with qtbot.assertNotEmitted(sign_in.account_changed):
        hands.fill(dialog, username="Anna Lee")
        enter(hands, dialog)
        assert "current password" in hands.error(dialog, "current")
        hands.fill(dialog, current="wrong horse")
        enter(hands, dialog)
    assert "not your current password" in hands.error(dialog, "current")
    assert accounts.get(anna.id) == anna
    assert accounts.failures("Anna") == 1


def test_a_taken_name_or_email_is_refused_beside_its_field(
    sign_in: SignIn, hands: Hands, anna: Account, bert: Account, accounts: Accounts
) -> None:
    dialog = opened(sign_in, hands, anna)
    hands.fill(dialog, username="BERT", current=PASSWORD)
    enter(hands, dialog)
    assert "Another account" in hands.error(dialog, "username")
    hands.fill(dialog, username="Anna", email="Bert@Example.org", current=PASSWORD)
    enter(hands, dialog)
    assert "Another account" in hands.error(dialog, "email")
    assert accounts.get(anna.id) == anna


def test_an_email_without_an_at_is_refused(sign_in: SignIn, hands: Hands, anna: Account, accounts: Accounts) -> None:
    dialog = opened(sign_in, hands, anna)
    hands.fill(dialog, username="", email="anna.example.org", current=PASSWORD)
    enter(hands, dialog)
    assert "empty" in hands.error(dialog, "username")
    assert "@" in hands.error(dialog, "email")
    assert accounts.get(anna.id) == anna


def test_the_case_of_the_own_name_can_be_changed(
    sign_in: SignIn, hands: Hands, anna: Account, accounts: Accounts
) -> None:
    dialog = opened(sign_in, hands, anna)
    hands.fill(dialog, username="anna", current=PASSWORD)
    enter(hands, dialog)
    assert accounts.get(anna.id).username == "anna"


def test_an_odd_email_of_an_older_file_may_stay_when_the_name_changes(
    sign_in: SignIn, hands: Hands, accounts: Accounts
) -> None:
    old = accounts.create(Account(new_id(), "Old", "no at", hash_password(PASSWORD, CHEAP)))
    dialog = opened(sign_in, hands, old)
    hands.fill(dialog, username="Older", current=PASSWORD)
    enter(hands, dialog)
    assert (accounts.get(old.id).username, accounts.get(old.id).email) == ("Older", "no at")


def test_a_new_password_ends_staying_signed_in(
    sign_in: SignIn, hands: Hands, qtbot: QtBot, anna: Account, accounts: Accounts, data_dir: Path
) -> None:
    secret = accounts.remember(anna.id)
    write_secret(data_dir, secret)
    dialog = opened(sign_in, hands, anna, PASSWORD_TAB)
    hands.fill(dialog, current=PASSWORD, password="another horse")
    with qtbot.waitSignal(sign_in.account_changed):
        enter(hands, dialog)
    stored = accounts.get(anna.id)
    assert check_password("another horse", stored.password_hash)
    assert not check_password(PASSWORD, stored.password_hash)
    assert accounts.recall(secret) is None
    assert [hands.field(dialog, name).text for name in ("current", "password")] == ["", ""]


def test_the_new_password_is_the_current_one_from_then_on(
    sign_in: SignIn, hands: Hands, anna: Account, accounts: Accounts
) -> None:
    dialog = opened(sign_in, hands, anna, PASSWORD_TAB)
    hands.fill(dialog, current=PASSWORD, password="another horse")
    enter(hands, dialog)
    assert isinstance(dialog, AccountDialog)
    dialog.tabs.setCurrentIndex(NAME)
    hands.fill(dialog, username="Anna Lee", current="another horse")
    enter(hands, dialog)
    assert accounts.get(anna.id).username == "Anna Lee"


@pytest.mark.parametrize(("password", "why"), [("short", "8 characters"), ("password1", "common"), ("ж" * 37, "bytes")])
def test_a_bad_new_password_is_refused(
    sign_in: SignIn, hands: Hands, anna: Account, accounts: Accounts, password: str, why: str
) -> None:
    dialog = opened(sign_in, hands, anna, PASSWORD_TAB)
    hands.fill(dialog, current=PASSWORD, password=password)
    enter(hands, dialog)
    assert why in hands.error(dialog, "password")
    assert accounts.get(anna.id) == anna


def test_an_account_is_removed_with_its_universes_and_nothing_of_another_one(
    sign_in: SignIn, hands: Hands, qtbot: QtBot, anna: Account, bert: Account, database: Database
) -> None:
    for account in (anna, anna, bert):
        database.store(account.id).apply(create_universe(account.id, "World"))
    dialog = opened(sign_in, hands, anna, REMOVE, universes=2)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
    assert "its 2 universes" in said
    assert "can’t be undone" in said
    hands.fill(dialog, current="wrong horse")
    enter(hands, dialog)
    assert len(database.accounts.list_accounts()) == 2
    hands.fill(dialog, current=PASSWORD)
    with qtbot.waitSignal(sign_in.signed_out):
        hands.click(dialog, "submit")
    assert database.accounts.list_accounts() == [bert]
    assert len(database.store(bert.id).list_universes()) == 1
    hands.dialog("signInDialog").close()


def test_a_guest_becomes_an_account_with_everything_kept(
    sign_in: SignIn, hands: Hands, qtbot: QtBot, database: Database, data_dir: Path
) -> None:
    sign_in.look_around()
    guest = database.accounts.list_accounts()[0]
    database.store(guest.id).apply(create_universe(guest.id, "World"))
    dialog = opened(sign_in, hands, guest)
    hands.fill(dialog, username="Zoë", email="zoe@example.org", password=PASSWORD)
    with qtbot.waitSignal(sign_in.account_changed) as caught:
        hands.press(dialog, Qt.Key.Key_Return)
    account = told(caught)[0]
    assert (account.id, account.username, account.is_guest) == (guest.id, "Zoë", False)
    assert database.accounts.list_accounts() == [account]
    assert [u.name for u in database.store(account.id).list_universes()] == ["World"]
    secret = read_secret(data_dir)
    assert secret is not None
    assert database.accounts.recall(secret) == account
    assert hands.nothing_open()


def test_a_guest_who_becomes_an_account_and_does_not_stay_is_asked_at_the_next_start(
    sign_in: SignIn, hands: Hands, qtbot: QtBot, accounts: Accounts, data_dir: Path
) -> None:
    sign_in.look_around()
    secret = read_secret(data_dir)
    assert secret is not None
    dialog = opened(sign_in, hands, accounts.list_accounts()[0])
    hands.fill(dialog, username="Zoë", email="zoe@example.org", password=PASSWORD)
    hands.click(dialog, "stay")
    with qtbot.waitSignal(sign_in.account_changed):
        hands.click(dialog, "submit")
    assert read_secret(data_dir) is None
    assert accounts.recall(secret) is None
    sign_in.begin()
    hands.dialog("signInDialog")


def test_a_guest_who_takes_a_taken_name_stays_a_guest(
    sign_in: SignIn, hands: Hands, anna: Account, accounts: Accounts
) -> None:
    sign_in.look_around()
    guest = next(a for a in accounts.list_accounts() if a.is_guest)
    dialog = opened(sign_in, hands, guest)
    hands.fill(dialog, username="anna", email="zoe@example.org", password=PASSWORD)
    enter(hands, dialog)
    assert "Another account" in hands.error(dialog, "username")
    assert accounts.get(guest.id) == guest


def test_escape_closes_the_dialog_and_signs_nobody_out(
    sign_in: SignIn, hands: Hands, qtbot: QtBot, anna: Account
) -> None:
    dialog = opened(sign_in, hands, anna)
    with qtbot.assertNotEmitted(sign_in.cancelled), qtbot.assertNotEmitted(sign_in.signed_out):
        hands.press(dialog, Qt.Key.Key_Escape)
    assert hands.nothing_open()
