"""The column of plotlines: named, coloured, reordered, removed, by mouse and by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain import storyboard
from harmonic_desktop.ui.time_scale import TimeScale
from harmonic_desktop.ui.timeline.canvas import TimelineView
from harmonic_desktop.ui.timeline.instrument_dialog import InstrumentDialog
from harmonic_desktop.ui.timeline.plotline_menu import plotline_menu
from harmonic_desktop.ui.timeline.remove_plotline import RemovePlotlineDialog
from harmonic_desktop.ui.timeline.swatch import hue_actions

if TYPE_CHECKING:
    from .conftest import Stage

Key, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier
NO_WINDOW_MANAGER = pytest.mark.qt_log_ignore("This plugin does not support")


def row_at(stage: Stage, row: int, down: int = 30) -> QPoint:
    """A place on a row, in the window."""
    return stage.view.header.rows[row].mapTo(stage.view.window(), QPoint(80, down))


def dialog(stage: Stage) -> RemovePlotlineDialog:
    found = stage.view.findChild(QDialog, "removePlotlineDialog")
    assert isinstance(found, RemovePlotlineDialog)
    return found


def accept(asked: RemovePlotlineDialog) -> None:
    box = asked.findChild(QDialogButtonBox)
    assert box is not None
    box.accepted.emit()


def test_each_plotline_has_a_row_that_says_what_it_is(stage: Stage) -> None:
    names = [row.accessibleName() for row in stage.view.header.rows]
    assert names == ["Plotline Main, 3 cards, 1 of 2", "Plotline Side, 2 cards, 2 of 2"]
    assert stage.view.header.rows[0].swatch.accessibleName() == "Colour of plotline Main: Blue"


def test_a_name_in_a_tooltip_is_no_markup(stage: Stage) -> None:
    name = "<img src=x> " * 8
    stage.workspace.perform(storyboard.change_plotline, stage.view.header.rows[0].plotline.id, name=name)
    assert stage.view.header.rows[0].toolTip().startswith("<b>&lt;img")


def test_a_button_adds_a_plotline_under_the_last(stage: Stage) -> None:
    button = stage.view.header.findChild(QPushButton, "addPlotline")
    assert button is not None
    stage.click(button.mapTo(stage.view.window(), button.rect().center()))
    assert stage.lanes() == ["Main", "Side", "New plotline"]
    assert len(stage.view.header.rows) == 3
    stage.type("Storm")
    stage.key(Key.Key_Return)
    assert stage.lanes() == ["Main", "Side", "Storm"]


def test_a_plotline_that_is_added_below_the_view_comes_into_it(stage: Stage) -> None:
    stage.view.resize(900, 280)
    action = next(a for a in stage.view.storyboard_actions() if a.text() == "Add plotline")
    action.trigger()
    stage.key(Key.Key_Escape)
    row, button = stage.view.header.rows[-1], stage.view.header.findChild(QPushButton, "addPlotline")
    assert button is not None
    room = stage.view.header.rect()
    for shown in (row, button):
        assert room.contains(QRect(shown.mapTo(stage.view.header, QPoint(0, 0)), shown.size()))


def test_the_present_hue_is_ticked(stage: Stage) -> None:
    def pictures(present: int) -> list[QImage]:
        actions = hue_actions(QMenu(stage.view), present, lambda _: None)
        return [action.icon().pixmap(16).toImage() for action in actions]

    first, second = pictures(1), pictures(2)
    assert [a != b for a, b in zip(first, second, strict=True)] == [hue in (1, 2) for hue in range(8)]


def test_without_a_universe_there_is_nothing_to_add_a_plotline_to(qtbot: QtBot, empty_stage: Stage) -> None:
    fresh = TimelineView(TimeScale())
    qtbot.addWidget(fresh)
    fresh.show()
    empty_stage.view.show_universe(None)
    for view in (fresh, empty_stage.view):
        button = view.header.findChild(QPushButton, "addPlotline")
        assert button is not None
        assert not button.isVisible() and not view.header.isEnabled()
    empty_stage.view.show_universe(empty_stage.workspace.contents)
    assert empty_stage.view.header.isEnabled()


def test_tab_goes_from_each_row_to_its_colour_then_to_the_button(stage: Stage) -> None:
    stage.workspace.perform(storyboard.move_plotline, stage.view.header.rows[1].plotline.id, 0)
    first, second = stage.view.header.rows
    button = stage.view.header.findChild(QPushButton, "addPlotline")
    first.setFocus()
    went = []
    for _ in range(4):
        stage.key(Key.Key_Tab)
        went.append(QApplication.focusWidget())
    assert went == [first.swatch, second, second.swatch, button]


def test_a_double_click_renames(stage: Stage) -> None:
    stage.double_click(row_at(stage, 1))
    stage.type("Storm")
    stage.key(Key.Key_Return)
    assert stage.lanes() == ["Main", "Storm"]
    assert stage.view.header.rows[1].hasFocus()


def test_f2_renames_and_esc_gives_up(stage: Stage) -> None:
    stage.view.header.rows[0].setFocus()
    stage.key(Key.Key_F2)
    stage.type("x")
    stage.key(Key.Key_Escape)
    assert stage.lanes() == ["Main", "Side"]
    assert stage.steps() == 0


def test_an_empty_name_is_refused_and_stays(stage: Stage) -> None:
    stage.view.header.rows[0].setFocus()
    stage.key(Key.Key_F2)
    stage.key(Key.Key_Delete)
    stage.key(Key.Key_Return)
    field = stage.view.findChild(QLineEdit, "inlineEditor")
    assert field is not None and field.isVisible()
    assert not stage.view.commit_pending()
    stage.key(Key.Key_Escape)


def test_a_row_is_dragged_to_another_place(stage: Stage) -> None:
    stage.workspace.perform(storyboard.add_plotline, "Third")
    stage.drag(row_at(stage, 0), row_at(stage, 2, down=80))
    assert stage.lanes() == ["Side", "Third", "Main"]
    assert stage.steps() == 2
    stage.drag(row_at(stage, 2), row_at(stage, 0, down=10))
    assert stage.lanes() == ["Main", "Side", "Third"]
    stage.drag(row_at(stage, 0), row_at(stage, 1, down=80))
    assert stage.lanes() == ["Side", "Main", "Third"]


def test_esc_ends_the_drag_of_a_row(stage: Stage) -> None:
    stage.view.header.rows[0].setFocus()
    stage.hold(row_at(stage, 0), row_at(stage, 1, down=80))
    stage.key(Key.Key_Escape)
    stage.release(row_at(stage, 1, down=80))
    assert stage.lanes() == ["Main", "Side"]


def test_keys_move_a_plotline_and_the_focus_goes_with_it(stage: Stage) -> None:
    stage.view.header.rows[0].setFocus()
    stage.key(Key.Key_Down, ALT)
    assert stage.lanes() == ["Side", "Main"]
    assert stage.view.header.rows[1].hasFocus()
    assert stage.said[-1] == "Plotline Main is 2 of 2"
    stage.key(Key.Key_Up, ALT)
    assert stage.lanes() == ["Main", "Side"]


def test_up_and_down_go_from_row_to_row(stage: Stage) -> None:
    stage.view.header.rows[0].setFocus()
    stage.key(Key.Key_Down)
    assert stage.view.header.rows[1].hasFocus()
    stage.key(Key.Key_Up)
    assert stage.view.header.rows[0].hasFocus()


def instrument_dialog(stage: Stage) -> InstrumentDialog:
    action = next(
        a for a in plotline_menu(stage.view.header.rows[0], stage.view).actions() if a.text() == "Instrument…"
    )
    action.trigger()
    found = stage.view.findChild(QDialog, "instrumentDialog")
    assert isinstance(found, InstrumentDialog)
    return found


def instrument(stage: Stage) -> str | None:
    return stage.view.header.rows[0].plotline.instrument


def test_a_plotline_is_given_an_instrument_by_name_and_loses_it_again(stage: Stage) -> None:
    asked = instrument_dialog(stage)
    asked.field.setText("Celesta")
    asked.accept()
    assert instrument(stage) == "Celesta"
    assert stage.view.header.rows[0].accessibleName() == "Plotline Main, 3 cards, Celesta, 1 of 2"
    assert stage.steps() == 1
    again = instrument_dialog(stage)
    assert again.field.text() == "Celesta"
    again.field.clear()
    again.accept()
    assert instrument(stage) is None


def test_an_instrument_of_ones_own_is_taken_and_one_too_long_refused_beside_the_field(stage: Stage) -> None:
    asked = instrument_dialog(stage)
    asked.field.setText("x" * 500)
    asked.accept()
    assert asked.isVisible() and "instrument" in asked.said.text()
    asked.field.setText("Glass harp of the Mere")
    asked.accept()
    assert instrument(stage) == "Glass harp of the Mere"


@NO_WINDOW_MANAGER
def test_the_swatch_offers_eight_hues_by_name(stage: Stage) -> None:
    swatch = stage.view.header.rows[1].swatch
    stage.click(swatch.mapTo(stage.view.window(), swatch.rect().center()))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    actions = menu.actions()
    menu.close()
    assert len(actions) == 8
    assert [a.text() for a in actions if a.isChecked()] == ["Violet"]
    actions[6].trigger()
    assert stage.workspace.contents is not None
    assert stage.workspace.contents.ordered_plotlines()[1].colour == 6


@NO_WINDOW_MANAGER
def test_the_context_menu_offers_everything(stage: Stage) -> None:
    row = stage.view.header.rows[0]
    place = QPoint(80, 60)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(row, QContextMenuEvent(reason, place, row.mapToGlobal(place)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = {a.text(): a.isEnabled() for a in menu.actions() if a.text()}
    menu.close()
    assert offered == {
        "Rename": True, "Colour": True, "Instrument…": True, "Mute": True, "Solo": True, "Fold": True,
        "Fold others": True, "Fold all": True, "Unfold all": False, "Move up": False, "Move down": True,
        "Remove plotline…": True,
    }  # fmt: skip


def test_an_empty_plotline_is_removed_at_once(stage: Stage) -> None:
    stage.workspace.perform(storyboard.add_plotline, "Third")
    stage.view.header.rows[2].setFocus()
    stage.key(Key.Key_Delete)
    assert stage.lanes() == ["Main", "Side"]


@NO_WINDOW_MANAGER
def test_removing_asks_and_moves_the_cards_to_the_plotline_that_was_chosen(stage: Stage) -> None:
    stage.view.header.rows[1].remove()
    accept(dialog(stage))
    assert stage.lanes() == ["Main"]
    assert {lane for lane, _, _ in stage.spans().values()} == {"Main"}
    assert len(stage.cards) == 5
    assert stage.steps() == 1


@NO_WINDOW_MANAGER
def test_removing_with_the_cards_is_one_step_too(stage: Stage) -> None:
    stage.view.header.rows[1].remove()
    asked = dialog(stage)
    asked.remove_choice.setChecked(True)
    accept(asked)
    assert set(stage.cards) == {"A", "B", "C"}
    stage.workspace.undo_stack.undo()
    assert set(stage.cards) == {"A", "B", "C", "D", "E"}
    assert stage.lanes() == ["Main", "Side"]


@NO_WINDOW_MANAGER
def test_the_keyboard_stays_with_the_plotlines_when_one_was_removed(stage: Stage, qtbot: QtBot) -> None:
    stage.select("A")
    stage.view.header.rows[1].setFocus()
    stage.key(Key.Key_Delete)
    accept(dialog(stage))
    stage.view.window().activateWindow()
    qtbot.waitUntil(lambda: stage.view.header.rows[0].hasFocus())
    stage.key(Key.Key_Delete)  # of the last plotline, and not of the selected card
    assert "A" in stage.cards


@NO_WINDOW_MANAGER
def test_thinking_better_of_it_removes_nothing(stage: Stage) -> None:
    stage.view.header.rows[1].remove()
    dialog(stage).reject()
    assert stage.lanes() == ["Main", "Side"]
    assert stage.steps() == 0


def test_the_last_plotline_stays_and_is_told_why(empty_stage: Stage) -> None:
    empty_stage.view.header.rows[0].setFocus()
    empty_stage.key(Key.Key_Delete)
    assert empty_stage.lanes() == ["Main"]
    assert "at least one plotline" in empty_stage.said[-1]


def test_tab_reaches_the_rows_from_the_canvas(stage: Stage) -> None:
    stage.view.setFocus()
    reached = set()
    for _ in range(8):
        QTest.keyClick(stage.window, Key.Key_Tab)
        focus = QApplication.focusWidget()
        reached.add(focus.accessibleName() if focus is not None else "")
    assert {"Plotline Main, 3 cards, 1 of 2", "Plotline Side, 2 cards, 2 of 2"} <= reached


def test_an_edit_from_elsewhere_ends_the_drag_of_a_row(stage: Stage) -> None:
    stage.workspace.perform(storyboard.add_plotline, "Third")
    stage.hold(row_at(stage, 0), row_at(stage, 1, down=80))
    assert stage.view.header.drag.row is not None
    stage.workspace.undo_stack.undo()
    assert stage.view.header.drag.row is None
    stage.release(row_at(stage, 1, down=80))
    assert stage.lanes() == ["Main", "Side"]


def test_a_row_held_at_the_edge_scrolls_the_lanes_and_lands_beyond_the_view(stage: Stage, qtbot: QtBot) -> None:
    for name in ("Third", "Fourth", "Fifth", "Sixth"):
        stage.workspace.perform(storyboard.add_plotline, name)
    header = stage.view.header
    edge = header.mapTo(stage.view.window(), QPoint(80, header.height() - 3))
    stage.hold(row_at(stage, 0), edge)
    bar = stage.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    stage.release(edge)
    assert stage.lanes() == ["Side", "Third", "Fourth", "Fifth", "Sixth", "Main"]
    assert stage.said[-1] == "Plotline Main is 6 of 6"


def test_a_small_movement_on_a_row_drags_nothing(stage: Stage) -> None:
    stage.drag(row_at(stage, 0), row_at(stage, 0) + QPoint(0, QApplication.startDragDistance() - 1))
    assert stage.steps() == 0
    assert stage.lanes() == ["Main", "Side"]
