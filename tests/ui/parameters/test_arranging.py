"""Sorting and filtering change the view alone: no value, no order in the file, and no row under the hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from harmonic_desktop.domain import parameters as verbs
from harmonic_desktop.ui.parameters.columns import Column

from .conftest import NAME, UNIT, VALUE, Tab

# The offscreen platform says that it can neither raise a popup nor give it the keyboard.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(autouse=True)
def sound(physics: Tab) -> Iterator[None]:
    tester = QAbstractItemModelTester(physics.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    yield
    assert tester.model() is physics.model


def names(tab: Tab) -> list[str]:
    """What the first column shows, the last row too."""
    return [tab.text(row, NAME) for row in range(tab.model.rowCount())]


def click_header(tab: Tab, column: Column) -> None:
    header = tab.table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
    at = header.viewport().mapTo(tab.panel, at)
    QTest.mouseClick(tab.panel.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def write_filter(tab: Tab, text: str) -> None:
    tab.panel.filter.setFocus()
    tab.panel.filter.selectAll()
    QTest.keyClicks(tab.panel.filter, text)


def test_a_click_on_a_header_sorts_up_then_down_then_no_longer(physics: Tab) -> None:
    before = physics.rows
    click_header(physics, NAME)
    assert names(physics) == ["Friction", "Gravity", "magic", "Add…"]
    click_header(physics, NAME)
    assert names(physics) == ["magic", "Gravity", "Friction", "Add…"]
    click_header(physics, NAME)
    assert names(physics) == ["Gravity", "Friction", "magic", "Add…"]
    assert physics.rows == before
    assert physics.steps == 0


def test_numbers_are_sorted_as_numbers(physics: Tab) -> None:
    physics.type(2, VALUE, "10")
    click_header(physics, VALUE)
    assert names(physics)[:3] == ["Friction", "Gravity", "magic"]


def test_the_menu_sorts_too(physics: Tab) -> None:
    sorts = physics.panel.actions_._sorts
    sorts[UNIT].trigger()
    assert names(physics)[:3] == ["magic", "Friction", "Gravity"]
    assert sorts[UNIT].isChecked()
    sorts[None].trigger()
    assert names(physics)[:3] == ["Gravity", "Friction", "magic"]


def test_the_current_cell_stays_the_same_one(physics: Tab) -> None:
    physics.table.go_to(0, UNIT)
    click_header(physics, NAME)
    assert (physics.table.currentIndex().row(), physics.table.currentIndex().column()) == (1, UNIT)


def test_an_edited_row_stays_where_it_is(physics: Tab) -> None:
    click_header(physics, VALUE)
    physics.type(0, VALUE, "99")
    assert names(physics)[:3] == ["Friction", "magic", "Gravity"]
    physics.workspace.undo_stack.undo()
    assert names(physics)[:3] == ["Friction", "magic", "Gravity"]


@pytest.mark.parametrize("clicks", [1, 2])
def test_a_new_row_goes_to_its_place_and_an_old_one_comes_back_to_it(physics: Tab, clicks: int) -> None:
    for _ in range(clicks):
        click_header(physics, NAME)
    physics.panel.requests.add("density")
    order = ["Density", "Friction", "Gravity", "magic"]
    order = order if clicks == 1 else order[::-1]
    assert names(physics)[:4] == order
    assert physics.text(physics.table.currentIndex().row(), NAME) == "Density"
    physics.panel.select_row(order.index("Friction"))
    physics.panel.requests.remove_selected()
    physics.workspace.undo_stack.undo()
    assert names(physics)[:4] == order


def test_what_is_typed_while_a_header_is_clicked_is_taken(physics: Tab) -> None:
    physics.type(0, VALUE, "4", None)
    click_header(physics, NAME)
    assert physics.rows[0][1] == 4.0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("fric", ["Friction"]),
        ("BANANAS", ["magic"]),
        ("tempo", ["Gravity"]),
        ("r i", ["Friction", "Gravity"]),
        ("zzz", []),
        ("  ", ["Gravity", "Friction", "magic"]),
    ],
)
def test_a_filter_leaves_rows_that_hold_all_words(physics: Tab, text: str, found: list[str]) -> None:
    write_filter(physics, text)
    assert sorted(names(physics)[:-1]) == sorted(found)
    assert names(physics)[-1] == "Add…"
    QTest.keyClick(physics.panel.filter, Qt.Key.Key_Escape)
    assert names(physics) == ["Gravity", "Friction", "magic", "Add…"]
    assert physics.steps == 0


def test_a_row_that_is_edited_under_a_filter_stays_until_the_next_key(physics: Tab) -> None:
    write_filter(physics, "friction")
    physics.type(0, NAME, "glue")
    assert names(physics) == ["glue", "Add…"]
    write_filter(physics, "friction")
    assert names(physics) == ["Add…"]


def test_down_goes_from_the_filter_to_the_rows(physics: Tab) -> None:
    write_filter(physics, "magic")
    QTest.keyClick(physics.panel.filter, Qt.Key.Key_Down)
    assert physics.table.hasFocus()
    assert physics.text(physics.table.currentIndex().row(), NAME) == "magic"


def test_what_a_filter_hides_is_not_removed_with_the_rest(physics: Tab) -> None:
    write_filter(physics, "fric")
    physics.table.setFocus()
    physics.table.selectAll()
    QTest.keyClick(physics.table, Qt.Key.Key_Delete)
    assert [row[0] for row in physics.rows] == ["gravity", "magic"]


def test_an_edit_of_a_hidden_row_shows_when_the_filter_is_gone(physics: Tab) -> None:
    write_filter(physics, "fric")
    gravity = min(physics.contents.physics)
    physics.workspace.perform(verbs.change_physics_parameter, gravity, value=1.62)
    assert names(physics) == ["Friction", "Add…"]
    physics.panel.filter.clear()
    assert physics.text(0, VALUE) == "1.62"


def test_another_universe_is_shown_whole_and_unsorted(physics: Tab) -> None:
    write_filter(physics, "fric")
    click_header(physics, NAME)
    physics.panel.show_universe(None)
    physics.panel.show_universe(physics.contents)
    assert physics.panel.filter.text() == ""
    assert names(physics) == ["Gravity", "Friction", "magic", "Add…"]


def test_twins_are_marked_by_the_order_of_adding_however_they_are_sorted(physics: Tab) -> None:
    physics.panel.requests.add("surface gravity")
    click_header(physics, NAME)
    click_header(physics, NAME)
    assert names(physics)[0] == "surface gravity"
    physics.panel.select_row(0)
    assert "that one counts" in physics.panel.words.remarks.text()


def test_the_count_of_filtered_rows_is_announced(physics: Tab) -> None:
    said: list[str] = []
    physics.panel.announced.connect(said.append)
    write_filter(physics, "ma")
    assert said[-1] == "Parameters shown: 1"
