"""The whole program on a real file, and a person at it with mouse and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from harmonic_desktop.app import Program
from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.storyboard import Card
from harmonic_desktop.options import Options
from harmonic_desktop.storage.database import Database
from harmonic_desktop.ui.main_window import MainWindow
from harmonic_desktop.ui.workspace import Workspace

W = TypeVar("W", bound=QWidget)
PATIENCE_MS = 20_000


class Desk:
    """A person at the program: starts it, finds things by their names, moves mouse and keys, closes it."""

    def __init__(self, qtbot: QtBot, data_dir: Path) -> None:
        self.qtbot = qtbot
        self.options = Options(data_dir=data_dir, size=(1280, 860))
        self._data_dir = data_dir
        self._program: Program | None = None

    @property
    def window(self) -> MainWindow:
        assert self._program is not None
        return self._program.window

    @property
    def database(self) -> Database | None:
        assert self._program is not None
        return self._program._database

    @property
    def workspace(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    @property
    def contents(self) -> Contents:
        assert self.workspace.contents is not None
        return self.workspace.contents

    def start(self, database: Path | None = None) -> None:
        """Starts the program and waits until its window and all panels are there."""
        self._program = Program(replace(self.options, database=database), self._data_dir)
        self._program.start()
        self.qtbot.waitUntil(lambda: self.window.is_complete, timeout=PATIENCE_MS)
        for name in self.window.tabs.names:
            self.window.tabs.panel(name)  # at once, which would else be done between frames
        self.window.activateWindow()

    def close(self) -> None:
        """Closes the window as a person does, and lets go of the database."""
        if self._program is None:
            return
        for dialog in self._dialogs():
            dialog.close()
        self.window.close()
        self._program.end()
        self.window.deleteLater()
        self._program = None
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def dialog(self, name: str) -> QDialog:
        """The dialog of that name, once it is open."""
        self.qtbot.waitUntil(lambda: any(d.objectName() == name for d in self._dialogs()), timeout=PATIENCE_MS)
        return next(d for d in self._dialogs() if d.objectName() == name)

    def find(self, kind: type[W], name: str) -> W:
        """The widget of that kind and object name in the window."""
        found = self.window.findChild(kind, name)
        assert found is not None, f"there is no {name}"
        return found

    def wait_for_universe(self, name: str) -> None:
        self.wait(lambda: self._open_name() == name)

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=PATIENCE_MS)

    def click(self, parent: QWidget, name: str) -> None:
        """Clicks the visible button of that name."""
        QApplication.processEvents()  # a page just shown gets its place
        button = next(b for b in parent.findChildren(QAbstractButton, name) if b.isVisible())
        self.click_at(button, button.rect().center())

    def click_at(self, widget: QWidget, point: QPoint, *, double: bool = False) -> None:
        """Clicks a point of a widget, through the window it is in."""
        at = self._in_window(widget, point)
        handle = widget.window().windowHandle()
        click = QTest.mouseDClick if double else QTest.mouseClick
        click(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    def write(self, parent: QWidget, name: str, text: str) -> None:
        """Types into the visible field of that name, in place of what is there."""
        parent.window().activateWindow()
        self.wait(parent.window().isActiveWindow)
        edit = next(e for e in parent.findChildren(QLineEdit, name) if e.isVisible())
        self.click_at(edit, edit.rect().center())
        self.wait(edit.hasFocus)
        self.keys("Ctrl+A")
        QTest.keyClicks(edit, text)

    def keys(self, sequence: str) -> None:
        """Presses a key where the focus is, such as Ctrl+Z; without a dialog that is the window."""
        if not self._dialogs():
            self.window.activateWindow()
            self.wait(self.window.isActiveWindow)
        focus = QApplication.focusWidget() or self.window
        QTest.keySequence(focus, sequence)

    def drag(self, widget: QWidget, start: QPoint, by: QPoint) -> None:
        """Presses, moves in steps and lets go, as a hand does."""
        handle = widget.window().windowHandle()
        first = self._in_window(widget, start)
        button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(handle, button, none, first)
        for step in range(1, 9):
            QTest.mouseMove(handle, first + QPoint(by.x() * step // 8, by.y() * step // 8))
            QCoreApplication.processEvents()
        QTest.mouseRelease(handle, button, none, first + by)

    def card(self, plot_point: str) -> Card:
        return next(c for c in self.contents.cards.values() if c.plot_point == plot_point)

    def card_centre(self, card: Card) -> QPoint:
        """Where a card lies in the timeline’s viewport; it has to be in view."""
        rect = self.window.timeline.scene.rect_of(card)
        point = QPointF(rect.center()).toPoint()
        assert self.window.timeline.viewport().rect().contains(point), "the card is not in view"
        return point

    def action(self, text: str) -> QAction:
        """The action of a menu by its words."""
        for menu in self.window.menuBar().actions():
            inside = menu.menu()
            assert isinstance(inside, QMenu)
            for action in inside.actions():
                if action.text() == text:
                    return action
        raise AssertionError(f"no menu has “{text}”")

    def _in_window(self, widget: QWidget, point: QPoint) -> QPoint:
        QCoreApplication.sendPostedEvents()
        at = widget.mapTo(widget.window(), point)
        assert widget.window().rect().contains(at), "the point lies outside the window"
        return at

    def _open_name(self) -> str | None:
        workspace = self.window.workspace
        return workspace.contents.universe.name if workspace is not None and workspace.contents is not None else None

    def _dialogs(self) -> list[QDialog]:
        return [d for d in self.window.findChildren(QDialog) if d.isVisible()]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    data_dir = tmp_path / "data"
    data_dir.mkdir(mode=0o700)
    person = Desk(qtbot, data_dir)
    yield person
    person.close()
