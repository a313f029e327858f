"""What assistive tools read of the timeline."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QAccessibleInterface
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
