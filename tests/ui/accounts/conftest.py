"""A real file with accounts in it, a window, and hands that type and click."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from harmonic_desktop.domain.accounts import Account, hash_password
from harmonic_desktop.domain.edits import new_id
from harmonic_desktop.storage.accounts import Accounts
from harmonic_desktop.storage.database import Database, open_database
from harmonic_desktop.ui.accounts.form import Form
from harmonic_desktop.ui.accounts.sign_in import SignIn
from harmonic_desktop.ui.widgets.form_field import FormField

CHEAP = 4
"""bcrypt's cost in these tests."""
PASSWORD = "correct horse"


def told(caught: Any) -> tuple[Any, ...]:
    """What a signal that was waited for said."""
    assert caught.args is not None
    return tuple(caught.args)


class Hands:
    """What a person does at the dialog in front."""

    def __init__(self, qtbot: QtBot, window: QWidget) -> None:
        self.qtbot = qtbot
        self.window = window

    def dialog(self, name: str) -> QDialog:
        """The open dialog of that object name, with the keyboard."""
        self.qtbot.waitUntil(lambda: any(d.objectName() == name for d in self._open()))
        dialog = next(d for d in self._open() if d.objectName() == name)
        dialog.activateWindow()
        self.qtbot.waitUntil(dialog.isActiveWindow)
        _check(dialog)
        return dialog

    def nothing_open(self) -> bool:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return not self._open()

    def click(self, dialog: QWidget, name: str) -> None:
        """Clicks the visible button of that object name with the mouse, through the window."""
        button = next(b for b in dialog.findChildren(QAbstractButton, name) if b.isVisible())
        handle = dialog.window().windowHandle()
        assert handle is not None
        QApplication.sendPostedEvents()  # a page just shown gets its place
        point = button.mapTo(dialog.window(), button.rect().center())
        self.qtbot.waitUntil(lambda: dialog.window().rect().contains(point))
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)

    def fill(self, dialog: QWidget, **texts: str) -> None:
        """Types into the visible fields of those names, in place of what is there."""
        for name, text in texts.items():
            edit = self.field(dialog, name).edit
            edit.setFocus()
            assert QApplication.focusWidget() is edit
            QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClick(edit, Qt.Key.Key_Delete)
            if text.isascii():
                QTest.keyClicks(edit, text)
            else:  # what an input method does; QTest has no keys for it
                written = QInputMethodEvent()
                written.setCommitString(text)
                QApplication.sendEvent(edit, written)
            assert edit.text() == text

    def press(self, dialog: QWidget, key: Qt.Key) -> None:
        """Presses a key where the focus is."""
        handle = dialog.window().windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key)

    def field(self, dialog: QWidget, name: str) -> FormField:
        return next(f for f in dialog.findChildren(FormField) if f.edit.objectName() == name and f.isVisible())

    def error(self, dialog: QWidget, name: str) -> str:
        return self.field(dialog, name).error

    def wait_for_work(self, dialog: QWidget) -> None:
        """Until no form of the dialog is busy any more, or the dialog is gone because all went well."""

        def is_over() -> bool:
            return not isValid(dialog) or not any(form.worker.is_busy for form in dialog.findChildren(Form))

        self.qtbot.waitUntil(is_over, timeout=20000)

    def close_at_the_answer(self, dialog: QDialog) -> None:
        """Submits the form that is shown, and closes the dialog once the answer is on its way but not yet here."""
        form = next(f for f in dialog.findChildren(Form) if f.isVisible())
        form.submit()
        for thread in threading.enumerate():
            if thread.name == "password":
                thread.join()
        dialog.reject()
        QCoreApplication.sendPostedEvents()

    def _open(self) -> list[QDialog]:
        return [d for d in self.window.findChildren(QDialog) if d.isVisible()]


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def database(data_dir: Path) -> Iterator[Database]:
    opened = open_database(data_dir / "universes.db")
    yield opened
    opened.close()


@pytest.fixture
def accounts(database: Database) -> Accounts:
    return database.accounts


@pytest.fixture
def anna(accounts: Accounts) -> Account:
    return accounts.create(Account(new_id(), "Anna", "anna@example.org", hash_password(PASSWORD, CHEAP)))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    shown.resize(900, 700)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


@pytest.fixture
def hands(qtbot: QtBot, window: QWidget) -> Hands:
    return Hands(qtbot, window)


@pytest.fixture
def sign_in(accounts: Accounts, data_dir: Path, window: QWidget) -> SignIn:
    return SignIn(accounts, data_dir, window, cost=CHEAP)


def _check(dialog: QDialog) -> None:
    """Every label shows plain text, every button and field has a name that can be read out."""
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText, label.text()
    for field in dialog.findChildren(FormField):
        assert field.label.buddy() is field.edit
    for widget in [*dialog.findChildren(QAbstractButton), *dialog.findChildren(QLineEdit)]:
        assert widget.accessibleName() or not widget.isVisible(), widget.objectName()
        assert "&" not in widget.accessibleName()
