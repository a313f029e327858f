"""First start: in without a form, or with an account of one's own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.accounts import Account, check_password
from harmonic_desktop.storage.accounts import Accounts
from harmonic_desktop.storage.remembered import read_secret
from harmonic_desktop.ui.accounts.sign_in import SignIn, display_name

from .conftest import CHEAP, PASSWORD, Hands, told


def test_one_click_looks_around_as_a_fresh_guest(
    sign_in: SignIn, hands: Hands, qtbot: QtBot, accounts: Accounts
) -> None:
    sign_in.begin()
    dialog = hands.dialog("welcomeDialog")
    with qtbot.waitSignal(sign_in.signed_in) as caught:
        hands.click(dialog, "lookAround")
    guest, is_fresh = told(caught)
    assert guest == accounts.list_accounts()[0]
    assert guest.is_guest
    assert is_fresh
    assert display_name(guest) == "Guest"
    assert hands.nothing_open()


def test_enter_looks_around_at_once(sign_in: SignIn, hands: Hands, qtbot: QtBot) -> None:
    sign_in.begin()
    dialog = hands.dialog("welcomeDialog")
    with qtbot.waitSignal(sign_in.signed_in):
        hands.press(dialog, Qt.Key.Key_Return)


def test_the_guest_comes_back_without_a_dialog(sign_in: SignIn, hands: Hands, qtbot: QtBot, accounts: Accounts) -> None:
    sign_in.look_around()
    with qtbot.waitSignal(sign_in.signed_in) as caught:
        sign_in.begin()
    assert caught.args == [accounts.list_accounts()[0], False]
    assert hands.nothing_open()


def test_there_is_one_guest_who_goes_on_where_they_were(
    sign_in: SignIn, hands: Hands, qtbot: QtBot, accounts: Accounts
) -> None:
    sign_in.look_around()
    guest = accounts.list_accounts()[0]
    with qtbot.waitSignal(sign_in.signed_out):
        sign_in.sign_out(guest)
    dialog = hands.dialog("welcomeDialog")
    with qtbot.waitSignal(sign_in.signed_in) as caught:
        hands.click(dialog, "lookAround")
    assert caught.args == [guest, False]
    assert len(accounts.list_accounts()) == 1


def test_closing_the_welcome_signs_nobody_in(sign_in: SignIn, hands: Hands, qtbot: QtBot, accounts: Accounts) -> None:
    sign_in.begin()
    dialog = hands.dialog("welcomeDialog")
    with qtbot.waitSignal(sign_in.cancelled), qtbot.assertNotEmitted(sign_in.signed_in):
        hands.press(dialog, Qt.Key.Key_Escape)
    assert accounts.list_accounts() == []
    assert hands.nothing_open()


def test_the_window_with_the_welcome_says_that_accounts_do_not_encrypt(sign_in: SignIn, hands: Hands) -> None:
    sign_in.begin()
    dialog = hands.dialog("welcomeDialog")
    said = " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
    assert "don’t encrypt" in said


def test_an_account_is_made_by_typing_and_enter(
    sign_in: SignIn, hands: Hands, qtbot: QtBot, accounts: Accounts, data_dir: Path
) -> None:
    sign_in.begin()
    dialog = hands.dialog("welcomeDialog")
    hands.click(dialog, "createAccount")
    hands.fill(dialog, username="Zoë <b>", email="zoe@example.org", password=PASSWORD)
    with qtbot.waitSignal(sign_in.signed_in) as caught:
        hands.press(dialog, Qt.Key.Key_Return)
    account, is_fresh = told(caught)
    assert not is_fresh
    assert accounts.list_accounts() == [account]
    assert (account.username, account.email, account.is_guest) == ("Zoë <b>", "zoe@example.org", False)
    assert account.password_hash.startswith(f"$2b${CHEAP:02d}$")
    assert check_password(PASSWORD, account.password_hash)
    secret = read_secret(data_dir)
    assert secret is not None
    assert accounts.recall(secret) == account
    assert hands.nothing_open()


def test_who_does_not_want_to_stay_signed_in_is_asked_again(
    sign_in: SignIn, hands: Hands, qtbot: QtBot, data_dir: Path
) -> None:
    sign_in.begin()
    dialog = hands.dialog("welcomeDialog")
    hands.click(dialog, "createAccount")
    hands.fill(dialog, username="Zoë", email="zoe@example.org", password=PASSWORD)
    hands.click(dialog, "stay")
    with qtbot.waitSignal(sign_in.signed_in):
        hands.click(dialog, "submit")
    assert read_secret(data_dir) is None
    sign_in.begin()
    hands.dialog("signInDialog").close()


def test_every_refusal_stands_beside_its_field(sign_in: SignIn, hands: Hands, accounts: Accounts) -> None:
    sign_in.begin()
    dialog = hands.dialog("welcomeDialog")
    hands.click(dialog, "createAccount")
    hands.click(dialog, "submit")
    assert "empty" in hands.error(dialog, "username")
    assert "empty" in hands.error(dialog, "email")
    assert "8 characters" in hands.error(dialog, "password")
    assert hands.field(dialog, "username").edit.hasFocus()
    hands.fill(dialog, username="x" * 41, email="zoe.example.org", password="password1")
    hands.press(dialog, Qt.Key.Key_Return)
    assert "41 characters" in hands.error(dialog, "username")
    assert "@" in hands.error(dialog, "email")
    assert "common" in hands.error(dialog, "password")
    hands.fill(dialog, password="ж" * 37)
    assert hands.error(dialog, "password") == ""
    hands.press(dialog, Qt.Key.Key_Return)
    assert "74 bytes" in hands.error(dialog, "password")
    assert hands.field(dialog, "password").edit.accessibleDescription() == hands.error(dialog, "password")
    assert accounts.list_accounts() == []


def test_a_taken_name_or_email_is_refused_without_regard_to_case(
    sign_in: SignIn, hands: Hands, qtbot: QtBot, accounts: Accounts, anna: Account
) -> None:
    sign_in.begin()
    dialog = hands.dialog("signInDialog")
    hands.click(dialog, "createAccount")
    hands.fill(dialog, username="ANNA", email="new@example.org", password=PASSWORD)
    hands.press(dialog, Qt.Key.Key_Return)
    hands.wait_for_work(dialog)
    assert "Another account" in hands.error(dialog, "username")
    assert hands.field(dialog, "username").edit.hasFocus()
    hands.fill(dialog, username="Bert", email="Anna@Example.org")
    hands.press(dialog, Qt.Key.Key_Return)
    hands.wait_for_work(dialog)
    assert "Another account" in hands.error(dialog, "email")
    assert accounts.list_accounts() == [anna]
    hands.fill(dialog, email="bert@example.org")
    with qtbot.waitSignal(sign_in.signed_in):
        hands.press(dialog, Qt.Key.Key_Return)
    assert len(accounts.list_accounts()) == 2


def test_bytes_are_counted_as_one_types(sign_in: SignIn, hands: Hands) -> None:
    sign_in.begin()
    dialog = hands.dialog("welcomeDialog")
    hands.click(dialog, "createAccount")
    field = hands.field(dialog, "password")
    hands.fill(dialog, password="жук")
    assert field.note.text() == "6 of 72 bytes"
    hands.fill(dialog, password="ж" * 37)
    assert field.note.text() == "74 of 72 bytes"
    hands.fill(dialog, password="")
    assert field.note.text() == ""


def test_a_password_can_be_shown_while_typing(sign_in: SignIn, hands: Hands) -> None:
    sign_in.begin()
    dialog = hands.dialog("welcomeDialog")
    hands.click(dialog, "createAccount")
    edit = hands.field(dialog, "password").edit
    hands.fill(dialog, password="secret words")
    assert "secret" not in edit.displayText()
    hands.click(dialog, "passwordShown")
    assert edit.displayText() == "secret words"
    hands.click(dialog, "passwordShown")
    assert "secret" not in edit.displayText()


def test_closing_while_the_password_is_hashed_makes_no_account(
    sign_in: SignIn, hands: Hands, qtbot: QtBot, accounts: Accounts
) -> None:
    sign_in.begin()
    dialog = hands.dialog("welcomeDialog")
    hands.click(dialog, "createAccount")
    hands.fill(dialog, username="Zoë", email="zoe@example.org", password=PASSWORD)
    with qtbot.waitSignal(sign_in.cancelled), qtbot.assertNotEmitted(sign_in.signed_in, wait=100):
        hands.close_at_the_answer(dialog)
    assert accounts.list_accounts() == []


def test_back_leads_to_the_welcome_again(sign_in: SignIn, hands: Hands) -> None:
    sign_in.begin()
    dialog = hands.dialog("welcomeDialog")
    hands.click(dialog, "createAccount")
    hands.click(dialog, "back")
    hands.click(dialog, "lookAround")
    assert hands.nothing_open()
