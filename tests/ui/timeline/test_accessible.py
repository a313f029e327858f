"""What assistive tools read of the timeline."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from harmonic_desktop.domain.storyboard import remove_cards
from harmonic_desktop.ui.time_scale import TimeScale
from harmonic_desktop.ui.timeline.canvas import TimelineView

if TYPE_CHECKING:
    from .conftest import Stage


def children(interface: QAccessibleInterface) -> list[QAccessibleInterface]:
    return [interface.child(index) for index in range(interface.childCount())]


def cards(stage: Stage) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(stage.view.viewport())


def name(interface: QAccessibleInterface) -> str:
    return interface.text(QAccessible.Text.Name)


def test_cards_are_children_in_story_order_with_their_words(stage: Stage) -> None:
    assert [name(card) for card in children(cards(stage))] == [
        "A, harmony 0.50, 1 of 3, plotline Main",
        "D, harmony 0.50, 1 of 2, plotline Side",
        "B, harmony 0.50, 2 of 3, plotline Main",
        "E, harmony 0.50, 2 of 2, plotline Side",
        "C, harmony 0.50, 3 of 3, plotline Main",
    ]


def test_a_card_tells_whether_it_is_selected_and_where_it_is(stage: Stage) -> None:
    stage.select("C")
    last = cards(stage).child(4)
    assert last.state().selected
    assert last.state().focused
    assert not cards(stage).child(0).state().selected
    place = stage.view.window().mapToGlobal(stage.at(14))
    assert last.rect().contains(place)
    assert cards(stage).indexOfChild(cards(stage).childAt(place.x(), place.y())) == 4


def test_a_card_that_is_gone_is_no_longer_valid(stage: Stage) -> None:
    last = cards(stage).child(4)
    stage.workspace.perform(remove_cards, {stage.cards["C"].id})
    assert not last.isValid()
    assert cards(stage).childCount() == 4


def do(interface: QAccessibleInterface, action: str) -> None:
    actions = interface.actionInterface()
    assert action in actions.actionNames()
    actions.doAction(action)


def test_a_card_can_be_selected_renamed_and_moved(stage: Stage) -> None:
    do(cards(stage).child(2), "Press")
    assert stage.selected() == {"B"}
    do(cards(stage).child(4), "Toggle")
    assert stage.selected() == {"B", "C"}
    do(cards(stage).child(4), "One beat later")
    assert stage.spans()["C"] == ("Main", 13.0, 4.0)
    assert stage.said[-1] == "“C” moved to bar 4, beat 2, plotline Main"
    do(cards(stage).child(0), "Edit title")
    editor = cards(stage).child(5)
    assert editor.object().text() == "A"  # type: ignore[attr-defined]
    stage.key(Qt.Key.Key_Escape)
    assert cards(stage).childCount() == 5


def test_its_value_is_the_harmony_and_can_be_set(stage: Stage) -> None:
    value = cards(stage).child(0).valueInterface()
    assert value.currentValue() == 0.5
    value.setCurrentValue(0.62)
    assert stage.cards["A"].harmony_tie == 0.62
    assert value.currentValue() == 0.62
    assert stage.said[-1] == "“A”, harmony 0.62"
    assert stage.steps() == 1


def test_the_menu_of_a_card_is_opened(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QPoint] = []
    monkeypatch.setattr(QMenu, "popup", lambda _menu, place: opened.append(place))  # no popups without a screen
    do(cards(stage).child(4), "ShowMenu")
    assert stage.selected() == {"C"}
    assert cards(stage).child(4).rect().contains(opened[0])


def test_the_selection_is_read_and_changed_as_a_whole(stage: Stage) -> None:
    selection = cards(stage).selectionInterface()
    stage.select("A", "C")
    assert [name(card)[0] for card in selection.selectedItems()] == ["A", "C"]
    assert selection.unselect(cards(stage).child(0))
    assert stage.selected() == {"C"}


def test_while_a_tool_listens_the_timeline_works_as_ever(stage: Stage) -> None:
    QAccessible.setActive(True)
    try:
        children(cards(stage))
        for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Delete):
            stage.key(key)
        assert cards(stage).childCount() == 4
        stage.workspace.undo_stack.undo()
        assert [name(card)[0] for card in children(cards(stage))] == ["A", "D", "B", "E", "C"]
        stage.workspace.open_universe(None)
        assert cards(stage).childCount() == 0
    finally:
        QAccessible.setActive(False)


def test_the_plotlines_are_in_the_tree_beside_the_cards(stage: Stage) -> None:
    tree = QAccessible.queryAccessibleInterface(stage.view)
    header = next(child for child in children(tree) if child.object() is stage.view.header)
    rows = [name(row) for row in children(header.child(0))]
    assert "Plotline Main, 3 cards, 1 of 2" in rows


def test_a_timeline_that_was_read_can_be_thrown_away(qtbot: QtBot, stage: Stage) -> None:
    for _ in range(5):
        view = TimelineView(TimeScale())
        view.show_universe(stage.workspace.contents)
        interface = QAccessible.queryAccessibleInterface(view.viewport())
        assert len(children(interface)) == 5
        assert interface.childAt(*QPoint(-5000, -5000).toTuple()) is None
        del interface
        delete(view)
        del view
        gc.collect()
