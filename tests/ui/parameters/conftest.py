"""A panel of parameters on a real file, wired as the window wires it, and a person at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from harmonic_desktop.domain import parameters as verbs
from harmonic_desktop.domain.catalogue import Kind
from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.ui.parameters.columns import Column
from harmonic_desktop.ui.parameters.parameter_panel import ParameterPanel
from harmonic_desktop.ui.workspace import Workspace

NAME, VALUE, UNIT = Column.NAME, Column.VALUE, Column.UNIT


class Tab:
    """A panel wired to a workspace as the window wires it, and hands on its table."""

    def __init__(self, kind: Kind, workspace: Workspace) -> None:
        self.panel, self.workspace = ParameterPanel(kind), workspace
        self.table, self.model = self.panel.table, self.panel.model
        self.model.locale = QLocale("en_US")
        self.kind = kind
        self.panel.edit_requested.connect(workspace.perform)
        workspace.opened.connect(lambda: self.panel.show_universe(workspace.contents))
        workspace.edited.connect(lambda edit: self.panel.refresh(edit, self.contents))
        self.panel.show_universe(workspace.contents)

    @property
    def contents(self) -> Contents:
        assert self.workspace.contents is not None
        return self.workspace.contents

    @property
    def rows(self) -> list[tuple[Any, ...]]:
        """What is stored: name, value, unit or instrument."""
        physics = sorted(self.contents.physics.values(), key=lambda p: p.id)
        music = sorted(self.contents.music.values(), key=lambda p: p.id)
        if self.kind == "physics":
            return [(p.parameter_name, p.value, p.unit) for p in physics]
        return [(p.parameter_name, p.value, p.instrument) for p in music]

    @property
    def steps(self) -> int:
        return self.workspace.undo_stack.count()

    def text(self, row: int, column: Column) -> str:
        return str(self.model.index(row, column).data())

    def open(self, row: int, column: Column) -> QLineEdit:
        """Opens the editor of a cell as F2 does."""
        self.table.setFocus()
        self.table.go_to(row, column)
        QTest.keyClick(self.table, Qt.Key.Key_F2)
        return self.editor()

    def editor(self) -> QLineEdit:
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit), f"no editor has the focus, but {editor}"
        return editor

    def click(self, row: int, column: Column) -> None:
        """Clicks a cell above its slider, as a person does."""
        at = self.table.visualRect(self.model.index(row, column)).topLeft() + QPoint(12, 8)
        at = self.table.viewport().mapTo(self.panel, at)
        QTest.mouseClick(self.panel.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    def type(self, row: int, column: Column, text: str, then: Qt.Key | None = Qt.Key.Key_Return) -> None:
        editor = self.open(row, column)
        editor.selectAll()
        QTest.keyClicks(editor, text)
        if then is not None:
            QTest.keyClick(editor, then)


@pytest.fixture
def physics(workspace: Workspace, shown: Callable[[QWidget], None]) -> Iterator[Tab]:
    workspace.perform(verbs.add_physics_parameter, "gravity", 9.81, "m/s²")
    workspace.perform(verbs.add_physics_parameter, "friction", 0.5, "dimensionless")
    workspace.perform(verbs.add_physics_parameter, "magic", 3.0, "bananas")
    tab = Tab("physics", workspace)
    tab.panel.resize(340, 600)
    shown(tab.panel)
    workspace.undo_stack.clear()
    yield tab
    tab.panel.table.forget_pending()


@pytest.fixture
def music(workspace: Workspace, shown: Callable[[QWidget], None]) -> Iterator[Tab]:
    workspace.perform(verbs.add_music_parameter, "key", 2.0, None)
    workspace.perform(verbs.add_music_parameter, "tempo", 96.0, None)
    tab = Tab("music", workspace)
    tab.panel.resize(340, 600)
    shown(tab.panel)
    workspace.undo_stack.clear()
    yield tab
    tab.panel.table.forget_pending()
