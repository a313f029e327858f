"""A bug is shown once, from whatever thread it comes, and can be copied."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from harmonic_desktop.ui.bug_dialog import BugReporter


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.show()
    return shown


def dialogs(window: QWidget) -> list[QDialog]:
    return [d for d in window.findChildren(QDialog, "bugDialog") if d.isVisible()]


def press(dialog: QDialog, text: str) -> None:
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_bug_of_another_thread_is_shown_in_the_window(window: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    reporter = BugReporter(tmp_path / "logs" / "x.log", window)
    thread = threading.Thread(target=lambda: reporter.report("builtins.ValueError\n  <b>x</b>.py:3 in f"))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(dialogs(window)) == 1)
    shown = dialogs(window)[0].findChild(QPlainTextEdit)
    assert isinstance(shown, QPlainTextEdit)
    assert "<b>x</b>.py:3" in shown.toPlainText()
    press(dialogs(window)[0], "Copy details")
    assert "ValueError" in QGuiApplication.clipboard().text()
    press(dialogs(window)[0], "Close")
    assert dialogs(window) == []


def test_each_bug_is_shown_once_and_one_at_a_time(window: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    reporter = BugReporter(tmp_path / "x.log", window)
    for details in ("first", "first", "second"):
        reporter.report(details)
    qtbot.waitUntil(lambda: len(dialogs(window)) == 1)
    press(dialogs(window)[0], "Close")
    reporter.report("first")
    reporter.report("second")
    qtbot.waitUntil(lambda: len(dialogs(window)) == 1)
    shown = dialogs(window)[0].findChild(QPlainTextEdit)
    assert isinstance(shown, QPlainTextEdit)
    assert shown.toPlainText() == "second"
    press(dialogs(window)[0], "Close")
