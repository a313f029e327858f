"""What assistive tools read of the plot, and what they can do there."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.storyboard import Card, Plotline, remove_cards, set_harmony
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.ui.plot.harmony_plot import HarmonyPlot
from harmonic_desktop.ui.time_scale import TimeScale

STORY_ORDER = [1, 2, 5, 3, 6, 4]


@pytest.fixture
def chart(plot: HarmonyPlot) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(plot)


@pytest.fixture
def reader_is_there(qapp: object) -> Iterator[None]:
    """Has everything told that is told only while a tool listens."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def name(interface: QAccessibleInterface) -> str:
    return interface.text(QAccessible.Text.Name)


def point(chart: QAccessibleInterface, card_id: int) -> QAccessibleInterface:
    return chart.child(STORY_ORDER.index(card_id))


def do(interface: QAccessibleInterface, action: str) -> None:
    actions = interface.actionInterface()
    assert action in actions.actionNames()
    actions.doAction(action)


def test_points_are_children_in_story_order_with_their_words(chart: QAccessibleInterface) -> None:
    assert chart.role() == QAccessible.Role.Chart
    assert chart.childCount() == 6
    assert [name(chart.child(index)) for index in range(3)] == [
        "Point 1, harmony 0.80, 1 of 6, plotline Main",
        "Point 2, harmony 0.50, 2 of 6, plotline Main",
        "Point 5, harmony 0.40, 3 of 6, plotline Sea",
    ]
    assert chart.indexOfChild(chart.child(4)) == 4


def test_a_point_tells_where_it_is_and_is_found_there(plot: HarmonyPlot, chart: QAccessibleInterface) -> None:
    row = plot.points.row_of(3)
    assert row is not None
    place = plot.mapToGlobal(plot.point_of(row).toPoint())
    third = point(chart, 3)
    assert third.rect().contains(place)
    assert third.rect().width() == third.rect().height() == 24
    assert chart.indexOfChild(chart.childAt(place.x(), place.y())) == STORY_ORDER.index(3)
    far = plot.mapToGlobal(QPoint(plot.width() - 2, 2))
    assert chart.childAt(far.x(), far.y()) is None


def test_a_point_tells_whether_it_is_selected_focused_and_in_view(
    plot: HarmonyPlot, chart: QAccessibleInterface
) -> None:
    plot.activateWindow()
    plot.setFocus()
    plot.choose({2, 3}, 3)
    states = {card_id: point(chart, card_id).state() for card_id in STORY_ORDER}
    assert [card_id for card_id, state in states.items() if state.selected] == [2, 3]
    assert [card_id for card_id, state in states.items() if state.focused] == [3]
    assert all(state.selectable and state.focusable and not state.offscreen for state in states.values())
    focused = chart.focusChild()
    assert chart.indexOfChild(focused) == STORY_ORDER.index(3)
    plot.time.show(100.0, 45.0)
    assert point(chart, 3).state().offscreen


def test_its_value_is_the_harmony_and_can_be_set(plot: HarmonyPlot, chart: QAccessibleInterface) -> None:
    asked, said = list[dict[int, float]](), list[str]()
    plot.ties_dropped.connect(asked.append)
    plot.announced.connect(said.append)
    value = point(chart, 5).valueInterface()
    read = value.minimumValue(), value.currentValue(), value.maximumValue(), value.minimumStepSize()
    assert read == (0.0, 0.4, 1.0, 0.01)
    value.setCurrentValue(0.75)
    value.setCurrentValue(7.0)
    value.setCurrentValue(float("nan"))
    assert asked == [{5: 0.75}, {5: 1.0}]
    assert said[0] == "“Point 5”, harmony 0.75"


def test_a_point_can_be_selected_focused_and_given_a_typed_number(
    plot: HarmonyPlot, chart: QAccessibleInterface
) -> None:
    do(point(chart, 3), "Press")
    assert plot.selection == {3}
    assert plot.current == 3
    do(point(chart, 4), "Toggle")
    assert plot.selection == {3, 4}
    do(point(chart, 1), "SetFocus")
    assert plot.selection == {3, 4}
    assert plot.current == 1
    assert plot.hasFocus()
    do(point(chart, 6), "Set harmony")
    assert plot._editor.isVisible()
    assert plot.selection == {6}
    plot._editor.leave()


def test_the_menu_of_a_point_is_opened(
    plot: HarmonyPlot, chart: QAccessibleInterface, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QPoint] = []
    monkeypatch.setattr(QMenu, "popup", lambda _menu, place: opened.append(place))  # no popups without a screen
    do(point(chart, 3), "ShowMenu")
    assert plot.selection == {3}
    assert point(chart, 3).rect().contains(opened[0])


def test_the_selection_is_read_and_changed_as_a_whole(plot: HarmonyPlot, chart: QAccessibleInterface) -> None:
    selection = chart.selectionInterface()
    plot.choose({6, 2}, 2)
    assert selection.selectedItemCount() == 2
    assert [name(item)[:7] for item in selection.selectedItems()] == ["Point 2", "Point 6"]
    assert selection.isSelected(point(chart, 6))
    assert selection.select(point(chart, 1))
    assert selection.unselect(point(chart, 6))
    assert plot.selection == {1, 2}
    assert selection.selectAll()
    assert len(plot.selection) == 6
    assert selection.clear()
    assert plot.selection == frozenset()
    assert selection.selectedItem(0) is None


def test_the_number_editor_lies_beside_the_points_while_it_is_open(
    plot: HarmonyPlot, chart: QAccessibleInterface
) -> None:
    plot.choose({2}, 2)
    plot.edit_number()
    assert chart.childCount() == 7
    editor = chart.child(6)
    assert editor.object() is plot._editor
    assert chart.indexOfChild(editor) == 6
    middle = editor.rect().center()
    assert chart.childAt(middle.x(), middle.y()).object() is plot._editor
    plot._editor.leave()
    assert chart.childCount() == 6


@pytest.mark.usefixtures("reader_is_there")
def test_a_point_that_is_gone_is_no_longer_valid(
    plot: HarmonyPlot, chart: QAccessibleInterface, contents: Contents
) -> None:
    assert name(point(chart, 3)).startswith("Point 3")
    kept = plot.interface
    assert kept is not None
    edit = remove_cards(contents, [3])
    plot.refresh(edit, contents.after(edit))
    assert chart.childCount() == 5
    assert 3 not in kept._known
    plot.refresh(edit.inverse(), contents)
    assert name(point(chart, 3)).startswith("Point 3")
    plot.show_universe(None)
    assert chart.childCount() == 0
    assert not kept._known


@pytest.mark.usefixtures("reader_is_there")
def test_what_is_gone_and_still_held_says_so(
    plot: HarmonyPlot, chart: QAccessibleInterface, contents: Contents
) -> None:
    QAccessible.setActive(False)
    held = point(chart, 3)
    edit = remove_cards(contents, [3])
    plot.refresh(edit, contents.after(edit))
    assert not held.isValid()
    assert held.state().invalid
    assert name(held) == ""
    assert held.rect().isEmpty()
    held.valueInterface().setCurrentValue(0.5)
    held.actionInterface().doAction("Press")
    assert plot.selection == frozenset()


@pytest.mark.usefixtures("reader_is_there")
def test_while_a_tool_listens_the_plot_works_as_ever(
    plot: HarmonyPlot, chart: QAccessibleInterface, contents: Contents
) -> None:
    plot.activateWindow()
    plot.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Up):
        QTest.keyClick(plot.windowHandle(), key)
    edit = set_harmony(contents, {2: 0.51})
    plot.refresh(edit, contents.after(edit))
    assert name(point(chart, 2)) == "Point 2, harmony 0.51, 2 of 6, plotline Main"
    plot.choose(plot.points.ids.tolist())
    plot.choose(())


def test_of_a_long_story_only_what_is_asked_for_is_made(plot: HarmonyPlot, chart: QAccessibleInterface) -> None:
    cards = [Card(i, 1, 1, f"Point {i}", start_beat=4.0 * i) for i in range(1, 10_001)]
    plot.show_universe(contents_of(Universe(1, 1, "Long"), [Plotline(1, 1, "Main"), *cards]))
    assert chart.childCount() == 10_000
    assert name(chart.child(9_998)) == "Point 9999, harmony 0.00, 9999 of 10000, plotline Main"
    assert plot.interface is not None
    assert len(plot.interface._known) == 1


def test_a_plot_that_was_read_can_be_thrown_away(qtbot: QtBot, contents: Contents) -> None:
    for _ in range(5):
        plot = HarmonyPlot(TimeScale())
        plot.show_universe(contents)
        chart = QAccessible.queryAccessibleInterface(plot)
        assert [chart.child(index).isValid() for index in range(chart.childCount())] == [True] * 6
        del chart
        delete(plot)
        del plot
        gc.collect()
