"""Coming back: the right password opens the door, a wrong one says nothing but that, and trying costs time."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.accounts import Account, check_password, hash_password
from harmonic_desktop.domain.edits import new_id
from harmonic_desktop.storage.accounts import Accounts
from harmonic_desktop.storage.database import Database, open_database
from harmonic_desktop.storage.remembered import FILE_NAME, read_secret, write_secret
from harmonic_desktop.ui.accounts.sign_in import SignIn

from .conftest import CHEAP, PASSWORD, Hands, told


def submit(hands: Hands, name: str, password: str) -> QDialog:
    dialog = hands.dialog("signInDialog")
    hands.fill(dialog, name=name, password=password)
    hands.press(dialog, Qt.Key.Key_Return)
    hands.wait_for_work(dialog)
    return dialog


@contextmanager
def started_again(database: Database, data_dir: Path, window: QWidget) -> Iterator[tuple[SignIn, Accounts]]:
    """The program on the same file, closed and opened."""
    database.close()
    again = open_database(database.path)
    yield SignIn(again.accounts, data_dir, window, cost=CHEAP), again.accounts
    again.close()


def test_name_or_email_in_any_case_and_the_password_sign_in(
    sign_in: SignIn, hands: Hands, qtbot: QtBot, anna: Account, data_dir: Path
) -> None:
    for name in ("Anna", " anna ", "ANNA@EXAMPLE.ORG"):
        sign_in.begin()
        with qtbot.waitSignal(sign_in.signed_in) as caught:
            submit(hands, name, PASSWORD)
        assert told(caught) == (anna, False)
        assert hands.nothing_open()
    assert read_secret(data_dir) is None


def test_a_wrong_password_and_an_unknown_name_get_the_same_sentence(
    sign_in: SignIn, hands: Hands, qtbot: QtBot, anna: Account
) -> None:
    sign_in.begin()
    with qtbot.assertNotEmitted(sign_in.signed_in):
        dialog = submit(hands, "Anna", "wrong horse")
        wrong = hands.error(dialog, "password")
        submit(hands, "Nobody", PASSWORD)
    assert "don’t belong together" in wrong
    assert hands.error(dialog, "password") == wrong
    assert hands.error(dialog, "name") == ""
    assert hands.field(dialog, "password").edit.hasFocus()
    assert hands.field(dialog, "password").edit.selectedText()


def test_nothing_is_tried_while_a_field_is_empty(
    sign_in: SignIn, hands: Hands, anna: Account, accounts: Accounts
) -> None:
    sign_in.begin()
    dialog = hands.dialog("signInDialog")
    hands.click(dialog, "submit")
    assert "username" in hands.error(dialog, "name")
    hands.fill(dialog, name="Anna")
    hands.press(dialog, Qt.Key.Key_Return)
    assert "password" in hands.error(dialog, "password")
    assert accounts.failures("Anna") == 0


def test_enter_on_stay_signed_in_signs_in(sign_in: SignIn, hands: Hands, qtbot: QtBot, anna: Account) -> None:
    sign_in.begin()
    dialog = hands.dialog("signInDialog")
    hands.fill(dialog, name="Anna", password=PASSWORD)
    stay = dialog.findChild(QCheckBox, "stay")
    assert stay is not None
    stay.setFocus()
    with qtbot.waitSignal(sign_in.signed_in):
        QTest.keyClick(stay, Qt.Key.Key_Return)


def test_who_stays_signed_in_comes_in_without_a_dialog_until_signing_out(
    sign_in: SignIn, hands: Hands, qtbot: QtBot, anna: Account, data_dir: Path, database: Database, window: QWidget
) -> None:
    sign_in.begin()
    dialog = hands.dialog("signInDialog")
    hands.click(dialog, "stay")
    with qtbot.waitSignal(sign_in.signed_in):
        submit(hands, "Anna", PASSWORD)
    with started_again(database, data_dir, window) as (again, accounts):
        with qtbot.waitSignal(again.signed_in) as caught:
            again.begin()
        assert told(caught) == (anna, False)
        secret = read_secret(data_dir)
        assert secret is not None
        with qtbot.waitSignal(again.signed_out):
            again.sign_out(anna)
        assert accounts.recall(secret) is None
        assert read_secret(data_dir) is None
        with qtbot.waitSignal(again.cancelled):
            hands.press(hands.dialog("signInDialog"), Qt.Key.Key_Escape)


def test_a_secret_that_is_nobodys_is_passed_over(sign_in: SignIn, hands: Hands, anna: Account, data_dir: Path) -> None:
    write_secret(data_dir, b"x" * 32)
    sign_in.begin()
    hands.dialog("signInDialog")
    (data_dir / FILE_NAME).write_bytes(b"\xff" * 5000)
    assert read_secret(data_dir) is None


def test_wrong_tries_cost_time_which_is_counted_down_and_shown(
    sign_in: SignIn, hands: Hands, qtbot: QtBot, anna: Account
) -> None:
    sign_in.begin()
    for _ in range(4):
        dialog = submit(hands, "Anna", "wrong horse")
    button = dialog.findChild(QPushButton, "submit")
    assert isinstance(button, QPushButton)
    assert "don’t belong together. Please wait" in hands.error(dialog, "password")
    assert not button.isEnabled()
    hands.fill(dialog, password=PASSWORD)
    with qtbot.assertNotEmitted(sign_in.signed_in):
        hands.press(dialog, Qt.Key.Key_Return)
        hands.wait_for_work(dialog)
    qtbot.waitUntil(button.isEnabled, timeout=20000)
    assert "wait" not in hands.error(dialog, "password")
    with qtbot.waitSignal(sign_in.signed_in):
        submit(hands, "Anna", PASSWORD)


def test_the_wait_survives_a_restart_and_holds_for_name_and_email_alike(
    hands: Hands, qtbot: QtBot, anna: Account, accounts: Accounts, data_dir: Path, database: Database, window: QWidget
) -> None:
    for _ in range(9):
        accounts.record_failure("Anna")
    with started_again(database, data_dir, window) as (again, same_accounts):
        again.begin()
        with qtbot.assertNotEmitted(again.signed_in):
            dialog = submit(hands, "anna@example.org", PASSWORD)
        assert "Please wait" in hands.error(dialog, "password")
        same_accounts.clear_failures("ANNA")
        hands.fill(dialog, name="Anna")  # another name may be tried at once
        with qtbot.waitSignal(again.signed_in):
            hands.press(dialog, Qt.Key.Key_Return)


def test_the_right_password_forgets_the_wrong_ones(
    sign_in: SignIn, hands: Hands, qtbot: QtBot, anna: Account, accounts: Accounts
) -> None:
    sign_in.begin()
    submit(hands, "Anna", "wrong horse")
    assert accounts.failures("anna") == 1
    with qtbot.waitSignal(sign_in.signed_in):
        submit(hands, "Anna", PASSWORD)
    assert accounts.failures("anna") == 0


def test_twins_of_an_older_file_each_come_in_by_their_own_password(
    hands: Hands, qtbot: QtBot, anna: Account, accounts: Accounts, data_dir: Path, database: Database, window: QWidget
) -> None:
    twin = accounts.create(Account(new_id(), "twin", "twin@example.org", hash_password("twin password", CHEAP)))
    database.close()
    with sqlite3.connect(database.path) as connection:
        connection.execute("UPDATE users SET username = 'anna' WHERE id = ?", (twin.id,))
    connection.close()
    with started_again(database, data_dir, window) as (again, _):
        for name, password, account_id in (
            ("Anna", PASSWORD, anna.id), ("anna", "twin password", twin.id), ("ANNA", "twin password", twin.id),
        ):  # fmt: skip
            again.begin()
            with qtbot.waitSignal(again.signed_in) as caught:
                submit(hands, name, password)
            assert told(caught)[0].id == account_id


def test_an_old_hash_is_renewed_at_sign_in(
    sign_in: SignIn, hands: Hands, qtbot: QtBot, anna: Account, accounts: Accounts
) -> None:
    digest = hashlib.pbkdf2_hmac("sha256", PASSWORD.encode(), b"salt", 1000).hex()
    accounts.change(replace(anna, password_hash=f"pbkdf2:sha256:1000$salt${digest}"))
    sign_in.begin()
    with qtbot.waitSignal(sign_in.signed_in) as caught:
        submit(hands, "Anna", PASSWORD)
    stored = accounts.get(anna.id)
    assert told(caught)[0] == stored
    assert stored.password_hash.startswith("$2b$")
    assert check_password(PASSWORD, stored.password_hash)


def test_the_guest_can_go_on_from_the_sign_in(
    sign_in: SignIn, hands: Hands, qtbot: QtBot, anna: Account, accounts: Accounts
) -> None:
    sign_in.begin()
    with qtbot.waitSignal(sign_in.signed_in) as caught:
        hands.click(hands.dialog("signInDialog"), "lookAround")
    guest, is_fresh = told(caught)
    assert guest.is_guest
    assert is_fresh
    assert {a.id for a in accounts.list_accounts()} == {anna.id, guest.id}


def test_a_guest_has_no_password_to_sign_in_with(
    sign_in: SignIn, hands: Hands, qtbot: QtBot, anna: Account, accounts: Accounts
) -> None:
    sign_in.look_around()
    guest = next(a for a in accounts.list_accounts() if a.is_guest)
    sign_in.sign_out(guest)
    with qtbot.assertNotEmitted(sign_in.signed_in):
        dialog = submit(hands, guest.username, "x")
    assert "don’t belong together" in hands.error(dialog, "password")


def test_an_answer_that_arrives_after_the_dialog_was_closed_signs_nobody_in(
    sign_in: SignIn, hands: Hands, qtbot: QtBot, anna: Account
) -> None:
    sign_in.begin()
    dialog = hands.dialog("signInDialog")
    hands.fill(dialog, name="Anna", password=PASSWORD)
    with qtbot.waitSignal(sign_in.cancelled), qtbot.assertNotEmitted(sign_in.signed_in, wait=100):
        hands.close_at_the_answer(dialog)
    assert hands.nothing_open()


def test_tab_leads_from_the_name_over_everything_back_to_it(sign_in: SignIn, hands: Hands, anna: Account) -> None:
    sign_in.begin()
    dialog = hands.dialog("signInDialog")
    met = []
    for _ in range(7):
        focused = dialog.focusWidget()
        assert focused is not None
        met.append(focused.objectName())
        hands.press(dialog, Qt.Key.Key_Tab)
    assert met == ["name", "password", "passwordShown", "stay", "submit", "createAccount", "lookAround"]
    assert dialog.focusWidget() is hands.field(dialog, "name").edit


def test_a_file_that_can_be_read_no_more_is_said_and_not_a_crash(
    sign_in: SignIn, hands: Hands, qtbot: QtBot, anna: Account, accounts: Accounts, database: Database
) -> None:
    sign_in.begin()
    dialog = hands.dialog("signInDialog")
    with accounts._connection.reading() as connection:
        connection.execute("PRAGMA query_only = ON")
    hands.click(dialog, "lookAround")
    assert "universes.db" in dialog._problem.text()  # type: ignore[attr-defined]
    submit(hands, "Anna", "wrong horse")
    assert "universes.db" in dialog.form.problem.text()  # type: ignore[attr-defined]
    with qtbot.waitSignal(sign_in.signed_in):
        submit(hands, "Anna", PASSWORD)
    with accounts._connection.reading() as connection:
        connection.execute("PRAGMA query_only = OFF")
