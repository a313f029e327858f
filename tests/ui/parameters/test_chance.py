"""Parameters are left to chance from a seed that is shown and typed, and put back together; each is one step."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from harmonic_desktop.ui.parameters.randomise_dialog import RandomiseDialog

from .conftest import VALUE, Tab


@pytest.fixture
def ask(qtbot: QtBot) -> Callable[[Tab], RandomiseDialog]:
    """Opens the question from the menu."""

    def asked(tab: Tab) -> RandomiseDialog:
        tab.panel.actions_.randomise.trigger()
        dialog = tab.panel.findChild(RandomiseDialog)
        assert isinstance(dialog, RandomiseDialog)
        qtbot.waitUntil(dialog.isVisible)
        return dialog

    return asked


def write_seed(dialog: RandomiseDialog, text: str) -> None:
    dialog.seed.setFocus()
    dialog.seed.selectAll()
    QTest.keyClicks(dialog.seed, text)


def values(tab: Tab) -> list[float]:
    return [row[1] for row in tab.rows]


def test_all_are_thrown_from_the_typed_seed_in_one_step(physics: Tab, ask: Callable[[Tab], RandomiseDialog]) -> None:
    dialog = ask(physics)
    assert dialog.all.isChecked()
    write_seed(dialog, "7")
    QTest.keyClick(dialog.seed, Qt.Key.Key_Return)
    assert values(physics) == [9.7, 0.93, 3.0]
    assert physics.steps == 1
    assert physics.workspace.undo_stack.undoText() == "Randomise 2 parameters"
    physics.workspace.undo_stack.undo()
    assert values(physics) == [9.81, 0.5, 3.0]


def test_the_same_seed_gives_a_selection_what_it_gives_all(physics: Tab, ask: Callable[[Tab], RandomiseDialog]) -> None:
    physics.table.cells.select([1, 2], [VALUE])
    dialog = ask(physics)
    assert dialog.only_selected.isChecked()
    write_seed(dialog, "7")
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert values(physics) == [9.81, 0.93, 3.0]


def test_another_seed_is_suggested_each_time(physics: Tab, ask: Callable[[Tab], RandomiseDialog]) -> None:
    dialog = ask(physics)
    seeds = {dialog.seed.text()}
    for _ in range(20):
        QTest.mouseClick(dialog.dice, Qt.MouseButton.LeftButton)
        seeds.add(dialog.seed.text())
    assert len(seeds) > 10
    assert all(seed.isdigit() for seed in seeds)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert physics.steps == 0


@pytest.mark.parametrize(
    ("text", "words"), [("", "needs a number"), ("1.5", "whole"), ("-3", "not from 0"), ("x", "not a")]
)
def test_what_is_no_seed_is_refused_beside_it(
    physics: Tab, ask: Callable[[Tab], RandomiseDialog], text: str, words: str
) -> None:
    dialog = ask(physics)
    dialog.seed.selectAll()
    QTest.keyClick(dialog.seed, Qt.Key.Key_Delete)
    QTest.keyClicks(dialog.seed, text)
    QTest.keyClick(dialog.seed, Qt.Key.Key_Return)
    assert words in dialog.field.error
    assert dialog.isVisible()
    dialog.reject()
    assert physics.steps == 0


def test_nothing_known_is_refused_with_a_sentence(physics: Tab) -> None:
    said: list[str] = []
    physics.workspace.refused.connect(said.append)
    physics.panel.select_row(2)
    physics.panel.requests.randomise(physics.panel.requests.selected(), 1)
    assert "none has a range" in said[0]


def test_reset_all_is_one_step_and_leaves_other_names(physics: Tab) -> None:
    physics.type(0, VALUE, "3")
    physics.type(1, VALUE, "0.1")
    physics.workspace.undo_stack.clear()
    physics.panel.actions_.reset_all.trigger()
    assert values(physics) == [9.81, 0.5, 3.0]
    assert physics.steps == 1
    physics.workspace.undo_stack.undo()
    assert values(physics) == [3.0, 0.1, 3.0]


def test_reset_takes_all_selected_rows(physics: Tab) -> None:
    physics.type(0, VALUE, "3")
    physics.type(1, VALUE, "0.1")
    physics.table.go_to(0, VALUE)
    physics.table.cells.select([0, 1, 2], [VALUE])
    QTest.mouseClick(physics.panel.reset_button, Qt.MouseButton.LeftButton)
    assert values(physics) == [9.81, 0.5, 3.0]
    assert QApplication.activeModalWidget() is None
