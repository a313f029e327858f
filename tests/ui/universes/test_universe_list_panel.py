"""The universe list under mouse and keyboard: found, opened, made, renamed in place, duplicated, removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.edits import Change, Edit, Record, created
from harmonic_desktop.domain.storyboard import Card, Plotline, create_card
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.universes.delegate import button_box, spark_box
from harmonic_desktop.ui.universes.model import Order, Role
from harmonic_desktop.ui.universes.universe_list import UniverseList

Key = Qt.Key


def row_rect(panel: UniverseList, universe_id: int) -> QRect:
    row = panel._model.row_of(universe_id)
    assert row is not None
    return panel.view.visualRect(panel._model.index(row))


def click(panel: UniverseList, at: QPoint, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    there = panel.view.viewport().mapTo(panel, at)
    QTest.mouseClick(panel.windowHandle(), button, Qt.KeyboardModifier.NoModifier, there)


def editor(panel: UniverseList) -> QLineEdit | None:
    found = panel.view.viewport().findChild(QLineEdit, "universeNameEditor")
    return found if isinstance(found, QLineEdit) and found.isVisible() else None


def retype(panel: UniverseList, text: str) -> None:
    field = editor(panel)
    assert field is not None
    field.selectAll()
    QTest.keyClick(field, Key.Key_Delete)
    QTest.keyClicks(field, text)


def shown(panel: UniverseList) -> list[str]:
    return [panel._model.index(row).data() for row in range(panel._model.rowCount())]


def contents(cards: int = 3) -> Contents:
    rows = [Card(i, 1, 1, f"Card {i}", start_beat=4.0 * i, harmony_tie=0.5) for i in range(1, cards + 1)]
    return contents_of(
        Universe(1, 1, "Tides", updated_at=datetime(2026, 5, 12, tzinfo=UTC)), [Plotline(1, 1, "A"), *rows]
    )


def test_a_click_opens_a_universe(panel: UniverseList, asked: Any) -> None:
    click(panel, row_rect(panel, 3).center())
    assert asked.all == [("chosen", 3)]


def test_arrows_walk_and_enter_opens(panel: UniverseList, asked: Any) -> None:
    panel.view.setFocus()
    QTest.keyClick(panel.view, Key.Key_Down)
    assert asked.all == []
    QTest.keyClick(panel.view, Key.Key_Return)
    assert asked.all == [("chosen", 2)]


def test_down_leads_from_the_search_to_the_rows_and_up_back(panel: UniverseList, asked: Any) -> None:
    panel.activateWindow()
    panel.focus_search()
    QTest.keyClicks(panel.search, "etude")
    assert shown(panel) == ["Étude 10", "Étude 9"]
    QTest.keyClick(panel.search, Key.Key_Down)
    assert panel.view.hasFocus()
    QTest.keyClick(panel.view, Key.Key_Down)
    QTest.keyClick(panel.view, Key.Key_Return)
    assert asked.all == [("chosen", 3)]
    QTest.keyClick(panel.view, Key.Key_Up)
    QTest.keyClick(panel.view, Key.Key_Up)
    assert panel.search.hasFocus()


def test_enter_in_the_search_opens_the_first_found_and_escape_empties_it(panel: UniverseList, asked: Any) -> None:
    QTest.keyClicks(panel.search, "clock")
    QTest.keyClick(panel.search, Key.Key_Return)
    assert asked.all == [("chosen", 2)]
    QTest.keyClick(panel.search, Key.Key_Escape)
    assert panel.search.text() == ""
    assert len(shown(panel)) == 5


def test_searching_opens_nothing_and_keeps_the_row_of_the_keyboard(panel: UniverseList, asked: Any) -> None:
    QTest.keyClicks(panel.search, "tid")
    panel.search.clear()
    assert asked.all == []
    assert panel.view.currentIndex().data() == "Tides"


def test_f2_renames_in_place(panel: UniverseList, asked: Any, qtbot: QtBot) -> None:
    panel.view.setFocus()
    QTest.keyClick(panel.view, Key.Key_F2)
    retype(panel, "  Ebb   and flow ")
    field = editor(panel)
    assert field is not None
    QTest.keyClick(field, Key.Key_Return)
    qtbot.waitUntil(lambda: editor(panel) is None)
    assert asked.all == [("renamed", 1, "Ebb and flow")]


def test_escape_leaves_the_name_as_it_was(panel: UniverseList, asked: Any) -> None:
    panel.begin_rename(1)
    retype(panel, "Other")
    field = editor(panel)
    assert field is not None
    QTest.keyClick(field, Key.Key_Escape)
    assert asked.all == []
    assert editor(panel) is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("   ", "The name of a universe can’t be empty."),
        ("x" * 101, "The name of a universe has 101 characters; 100 is the most it can have."),
    ],
)
def test_a_name_that_cannot_be_is_refused_beside_the_field(
    panel: UniverseList, asked: Any, typed: str, sentence: str
) -> None:
    panel.begin_rename(1)
    retype(panel, typed)
    field = editor(panel)
    assert field is not None
    QTest.keyClick(field, Key.Key_Return)
    assert editor(panel) is field, "it stays open"
    assert panel._refusal.isVisible() and panel._refusal.text() == sentence
    assert asked.all == []
    QTest.keyClicks(field, "y")
    assert not panel._refusal.isVisible()
    QTest.keyClick(field, Key.Key_Escape)


def test_a_name_that_was_typed_is_kept_when_the_list_is_left(panel: UniverseList, asked: Any) -> None:
    panel.begin_rename(1)
    retype(panel, "Ebb")
    panel.commit_pending()
    panel.commit_pending()  # its editor lives on for a moment
    assert asked.all == [("renamed", 1, "Ebb")]
    assert editor(panel) is None


def test_the_same_name_again_asks_for_nothing(panel: UniverseList, asked: Any, qtbot: QtBot) -> None:
    panel.begin_rename(1)
    field = editor(panel)
    assert field is not None
    QTest.keyClick(field, Key.Key_Return)
    qtbot.waitUntil(lambda: editor(panel) is None)
    assert asked.all == []


def test_renaming_one_that_is_not_found_shows_all_again(panel: UniverseList) -> None:
    panel.search.setText("clock")
    panel.begin_rename(1)
    assert panel.search.text() == ""
    field = editor(panel)
    assert field is not None and field.text() == "Tides"
    QTest.keyClick(field, Key.Key_Escape)


def test_delete_removes_with_the_focus_in_the_list_only(panel: UniverseList, asked: Any) -> None:
    QTest.keyClick(panel.search, Key.Key_Delete)
    assert asked.all == []
    panel.view.setFocus()
    QTest.keyClick(panel.view, Key.Key_Delete)
    assert asked.all == [("removed", 1)]


def test_new_asks_for_a_free_name(panel: UniverseList, asked: Any, five: list[Universe]) -> None:
    button = panel.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    panel.show_universes([*five, Universe(8, 1, "New universe")], {})
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.all == [("created", "New universe"), ("created", "New universe 2")]


def test_the_menu_of_a_row_has_all_that_can_be_done(panel: UniverseList, asked: Any) -> None:
    menu = panel.make_menu(2)
    entries = {action.text(): action for action in menu.actions() if action.text()}
    assert list(entries) == ["Open", "Rename", "Duplicate", "Remove"]
    for text in ("Open", "Duplicate", "Remove"):
        entries[text].trigger()
    assert asked.all == [("chosen", 2), ("duplicated", 2), ("removed", 2)]
    entries["Rename"].trigger()
    field = editor(panel)
    assert field is not None and field.text() == "clockwork"
    QTest.keyClick(field, Key.Key_Escape)
    menu.deleteLater()


def test_the_button_in_a_row_and_the_right_button_show_the_menu_and_open_nothing(
    panel: UniverseList, asked: Any, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    popped: list[QPoint] = []
    monkeypatch.setattr(QMenu, "popup", lambda _menu, at: popped.append(at))
    with qtbot.waitSignal(panel.view.menu_wanted) as told:
        click(panel, button_box(row_rect(panel, 3)).center())
    assert told.args is not None and told.args[0] == 3
    click(panel, row_rect(panel, 3).center(), Qt.MouseButton.RightButton)
    assert len(popped) == 2
    assert asked.all == []
    assert panel.view.currentIndex().data(Role.ID) == 1


def test_the_button_is_a_target_of_24_pixels_apart_from_the_curve(panel: UniverseList) -> None:
    rect = row_rect(panel, 1)
    assert button_box(rect).width() >= theme.TARGET and button_box(rect).height() >= theme.TARGET
    assert rect.contains(button_box(rect)) and rect.contains(spark_box(rect))
    assert not button_box(rect).intersects(spark_box(rect))


def test_an_edit_is_followed_without_moving_the_view(panel: UniverseList, qtbot: QtBot) -> None:
    before = contents()
    edit = create_card(before, 1, 40.0, 4.0)
    stamped = replace(before.universe, updated_at=datetime(2030, 1, 1, tzinfo=UTC))
    edit = Edit(edit.label, (*edit.changes, Change(before.universe, stamped)))
    panel.refresh(edit, before.after(edit))
    assert shown(panel)[0] == "Tides"
    assert panel.view.currentIndex().data(Role.ID) == 1
    row = panel._model.row_of(1)
    assert row is not None
    qtbot.waitUntil(lambda: panel._model.index(row).data(Role.DETAILS).startswith("4 cards"))


def test_a_universe_that_comes_back_brings_its_curve(panel: UniverseList) -> None:
    cards = [Card(i, 7, 70, f"Card {i}", start_beat=4.0 * i, harmony_tie=1.0) for i in range(1, 4)]
    parts: tuple[Record, ...] = (Universe(7, 1, "Back"), Plotline(70, 7, "A"), *cards)
    edit = Edit("", tuple(map(created, parts)))
    panel.refresh(edit, contents())
    row = panel._model.row_of(7)
    assert row is not None
    assert panel._model.index(row).data(Role.DETAILS) == "3 cards"
    assert panel._model.index(row).data(Role.SPARKLINE) == [1.0] * 24
    panel.refresh(edit.inverse(), contents())
    assert panel._model.row_of(7) is None


def test_the_open_one_is_marked_and_the_keyboard_goes_to_it(panel: UniverseList) -> None:
    panel.show_open(3)
    assert panel.view.currentIndex().data(Role.ID) == 3
    assert panel.view.currentIndex().data(Role.IS_OPEN)
    panel.show_open(None)
    assert not panel.view.currentIndex().data(Role.IS_OPEN)


def test_the_neighbour_is_the_next_row_or_the_one_before_the_last(panel: UniverseList) -> None:
    assert panel.neighbour_of(4) == 1
    assert panel.neighbour_of(5) == 3
    panel.show_universes([Universe(1, 1, "Alone")], {})
    assert panel.neighbour_of(1) is None


def test_sorting_is_named_on_its_button_and_keeps_the_current_row(panel: UniverseList) -> None:
    panel.sort_by(Order.NAME)
    assert shown(panel)[0] == "clockwork"
    assert panel._search_row.sort.toolTip() == "Sort: Name, A to Z"
    assert panel.view.currentIndex().data(Role.ID) == 1


def test_empty_places_say_what_they_are_for(panel: UniverseList) -> None:
    panel.search.setText("zzz")
    assert panel._empty.isVisible() and not panel.view.isVisible()
    assert panel._empty._heading.text() == "Nothing found"
    assert panel._empty._sentence.text() == "No universe has “zzz” in its name."
    panel.search.clear()
    assert panel.view.isVisible()
    panel.show_universes([], {})
    assert panel._empty._heading.text() == "No universe yet"


def test_html_in_a_name_is_painted_as_text(panel: UniverseList, five: list[Universe]) -> None:
    panel.show_universes([replace(five[0], name="<b>W</b>")], {})
    as_text = panel.view.grab().toImage()
    panel.show_universes([replace(five[0], name="W")], {})
    assert panel.view.grab().toImage() != as_text


def test_everything_has_a_name_for_screen_readers(panel: UniverseList) -> None:
    assert panel.objectName() == "universeList"
    for widget in (panel, panel.view, panel.search, panel._search_row.sort):
        assert widget.accessibleName()
    assert panel.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == "Tides, 2 cards, open"


def test_ten_thousand_rows_are_filtered_whole(panel: UniverseList) -> None:
    panel.show_universes([Universe(i, 1, f"World {i}") for i in range(1, 10_001)], {})
    panel.search.setText("world 999")
    assert panel._model.rowCount() == 19


def test_every_button_has_a_name_for_screen_readers(panel: UniverseList) -> None:
    buttons = panel.findChildren(QAbstractButton)
    assert len(buttons) >= 4
    assert all(button.accessibleName() for button in buttons)
