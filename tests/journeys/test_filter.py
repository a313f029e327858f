"""Somebody filters a story by words, harmony and plotline, and edits it while cards are hidden."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolBar, QWidget

from harmonic_desktop.domain.storyboard import create_card
from harmonic_desktop.ui.filter_bar import FilterBar

from .conftest import Desk
from .test_find import find
from .test_look_around import look_around
from .test_names import nameless

BEAT = 18
"""Px per beat."""
STORY = {"Storm one": 0.1, "Calm one": 0.9, "Storm two": 0.2, "Calm two": 0.8, "Calm three": 0.7}


@pytest.fixture
def filtering(desk: Desk) -> FilterBar:
    """A universe of five cards with the bar open: storms at 0–4 and 8–12, calms between and after them."""
    look_around(desk)
    desk.window.universes.create("Weather")
    desk.window.commit_pending()
    lane = desk.contents.ordered_plotlines()[0].id
    for number, (title, tie) in enumerate(STORY.items()):
        desk.workspace.perform(create_card, lane, 4.0 * number, 4.0, title, "", tie)
    desk.workspace.undo_stack.clear()
    desk.workspace.select(())
    desk.window.scale.show(0.0, BEAT)
    desk.window.timeline.setFocus()
    desk.keys("Ctrl+Shift+F")
    bar = desk.window.filter_bar
    desk.wait(bar.field.hasFocus)
    return bar


def write(bar: FilterBar, text: str) -> None:
    bar.field.setFocus()
    bar.field.selectAll()
    QTest.keyClicks(bar.field, text)


def hide(desk: Desk, bar: FilterBar) -> None:
    if not bar.hides.isChecked():
        desk.click(bar, "filterHides")


def seen(desk: Desk) -> set[str]:
    """The cards that pass, as every view has them."""
    cards, scene = desk.contents.cards, desk.window.timeline.scene
    points = desk.window.plot.points
    passing = {card_id for lane in scene.veil.passes(scene.layout)[-1][0].lanes for card_id in lane.ids.tolist()}
    assert passing == set(points.ids[~points.stopped()].tolist())
    return {cards[card_id].plot_point for card_id in passing}


def test_every_keystroke_filters_and_counts(desk: Desk, filtering: FilterBar) -> None:
    assert filtering.count.text() == "5 of 5 cards"
    QTest.keyClicks(filtering.field, "sto")
    assert filtering.count.text() == "2 of 5 cards"
    assert seen(desk) == {"Storm one", "Storm two"}
    QTest.keyClicks(filtering.field, "rm TWO")
    assert seen(desk) == {"Storm two"}
    assert desk.workspace.undo_stack.index() == 0


def test_harmony_and_plotline_filter_too(desk: Desk, filtering: FilterBar) -> None:
    filtering.range.set_range(0.2, 0.7)
    assert seen(desk) == {"Storm two", "Calm three"}
    desk.action("Add plotline").trigger()
    desk.window.commit_pending()
    assert filtering.plotline.count() == 3
    filtering.plotline.setFocus()
    QTest.keyClick(filtering.plotline, Qt.Key.Key_End)
    assert filtering.count.text() == "0 of 5 cards"


def test_escape_clears_closes_and_gives_the_keyboard_back(desk: Desk, filtering: FilterBar) -> None:
    write(filtering, "storm")
    desk.keys("Escape")
    assert filtering.isHidden() and filtering.field.text() == ""
    assert len(seen(desk)) == 5
    assert desk.window.timeline.hasFocus()
    assert not desk.action("Filter cards").isChecked()


def test_the_key_and_the_button_open_and_close(desk: Desk, filtering: FilterBar) -> None:
    toolbar = desk.find(QToolBar, "storyToolbar")
    button = toolbar.widgetForAction(desk.window.menus.filter)
    assert button is not None and "Ctrl+Shift+F" in desk.window.menus.filter.toolTip()
    write(filtering, "storm")
    desk.click_at(button, button.rect().center())
    assert filtering.isHidden() and len(seen(desk)) == 5
    desk.click_at(button, button.rect().center())
    assert filtering.isVisible()
    desk.keys("Ctrl+Shift+F")
    assert filtering.isHidden()


def test_keys_alone_reach_everything_in_the_bar(desk: Desk, filtering: FilterBar) -> None:
    reached = []
    for _ in range(6):
        focus = QApplication.focusWidget()
        assert focus is not None and filtering.isAncestorOf(focus)
        reached.append(focus.accessibleName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert reached == [
        "Words that cards have", "Lowest harmony", "Highest harmony", "Plotline", "Hide the others",
        "Clear the filter and close it",
    ]  # fmt: skip


def test_hidden_cards_are_taken_out_of_the_selection(desk: Desk, filtering: FilterBar) -> None:
    storm, calm = desk.card("Storm one").id, desk.card("Calm one").id
    desk.window.select({storm, calm})
    write(filtering, "storm")
    assert desk.workspace.selection == {storm, calm}  # dimmed ones are still there
    hide(desk, filtering)
    assert desk.workspace.selection == {storm}
    desk.window.timeline.setFocus()
    desk.keys("Ctrl+A")
    desk.keys("Delete")
    assert {card.plot_point for card in desk.contents.cards.values()} == {"Calm one", "Calm two", "Calm three"}
    desk.keys("Ctrl+Z")
    assert calm not in desk.workspace.selection
    desk.window.select({storm, calm})
    assert desk.workspace.selection == {storm}


def test_a_drop_that_moves_hidden_cards_says_so_before_and_after(desk: Desk, filtering: FilterBar) -> None:
    write(filtering, "storm")
    hide(desk, filtering)
    assert filtering.notice.text() == "3 cards are hidden."
    viewport = desk.window.timeline.viewport()
    QApplication.processEvents()
    height = viewport.height()
    start = viewport.mapTo(desk.window, desk.card_centre(desk.card("Storm one")))
    handle = desk.window.windowHandle()
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(handle, button, none, start)
    for step in range(1, 9):
        QTest.mouseMove(handle, start + QPoint(BEAT * step, 0))
        QApplication.processEvents()
    desk.wait(lambda: filtering.notice.text() == "2 hidden cards will move too.")
    assert viewport.height() == height
    QTest.mouseRelease(handle, button, none, start + QPoint(BEAT * 8, 0))
    assert desk.card("Storm one").start_beat == 8.0
    assert filtering.notice.text() == "2 hidden cards moved too."
    desk.keys("Ctrl+Z")
    assert desk.card("Storm one").start_beat == 0.0
    assert filtering.notice.text() == "2 hidden cards moved too."


def test_a_cancelled_drag_leaves_nothing_said(desk: Desk, filtering: FilterBar) -> None:
    write(filtering, "storm")
    hide(desk, filtering)
    QApplication.processEvents()
    viewport = desk.window.timeline.viewport()
    start = viewport.mapTo(desk.window, desk.card_centre(desk.card("Storm one")))
    handle = desk.window.windowHandle()
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(handle, button, none, start)
    for step in range(1, 9):
        QTest.mouseMove(handle, start + QPoint(BEAT * step, 0))
        QApplication.processEvents()
    desk.keys("Escape")
    QTest.mouseRelease(handle, button, none, start + QPoint(BEAT * 8, 0))
    assert filtering.notice.text() == "3 cards are hidden."
    assert filtering.isVisible()


def test_a_new_card_that_does_not_pass_is_seen_until_the_filter_changes(desk: Desk, filtering: FilterBar) -> None:
    write(filtering, "storm")
    hide(desk, filtering)
    desk.window.timeline.setFocus()
    desk.keys("Ctrl+Shift+N")
    desk.window.commit_pending()
    assert seen(desk) == {"Storm one", "Storm two", "New card"}
    assert filtering.count.text() == "3 of 6 cards"
    write(filtering, "storm on")
    assert seen(desk) == {"Storm one"}


def test_a_card_does_not_vanish_under_the_hand_that_changes_it(desk: Desk, filtering: FilterBar) -> None:
    filtering.range.set_range(0.0, 0.2)
    hide(desk, filtering)
    desk.window.select({desk.card("Storm two").id})
    desk.window.timeline.setFocus()
    desk.keys("Ctrl+Shift+Up")
    assert desk.card("Storm two").harmony_tie == 0.3
    assert seen(desk) == {"Storm one", "Storm two"}


def test_another_universe_is_opened_unfiltered(desk: Desk, filtering: FilterBar) -> None:
    write(filtering, "storm")
    hide(desk, filtering)
    other = next(u for u in desk.workspace.universes.values() if u.name != "Weather")
    desk.window.universes.open(other.id)
    assert filtering.field.text() == "" and filtering.isVisible()
    assert len(seen(desk)) == len(desk.contents.cards)
    desk.window.show_workspace(None)
    assert filtering.count.text() == "0 of 0 cards"


def test_the_plot_hides_points_and_keeps_the_curve_of_the_whole_story(desk: Desk, filtering: FilterBar) -> None:
    plot = desk.window.plot
    desk.window.repaint()
    QApplication.processEvents()
    curve = [part.tolist() for part in plot.drawn]
    write(filtering, "storm")
    QApplication.processEvents()
    assert len(plot.shown) == 5
    hide(desk, filtering)
    QApplication.processEvents()
    assert len(plot.shown) == 2
    assert [part.tolist() for part in plot.drawn] == curve
    plot.setFocus()
    desk.keys("Ctrl+A")
    assert {desk.contents.cards[i].plot_point for i in desk.workspace.selection} == {"Storm one", "Storm two"}
    desk.keys("End")
    desk.keys("Left")
    assert {desk.contents.cards[i].plot_point for i in desk.workspace.selection} == {"Storm one"}


def test_find_lands_on_a_card_that_the_filter_had_hidden(desk: Desk, filtering: FilterBar) -> None:
    write(filtering, "storm")
    hide(desk, filtering)
    find(desk, "calm three")
    desk.keys("Return")
    assert desk.workspace.selection == {desk.card("Calm three").id}
    assert len(seen(desk)) == 5
    desk.card_centre(desk.card("Calm three"))


def test_everything_in_the_bar_has_a_name(desk: Desk, filtering: FilterBar) -> None:
    assert nameless(filtering) == []
    assert desk.find(QWidget, "filterBar").accessibleName() == "Filter cards"


@pytest.mark.parametrize("width", [880, 1024, 1600])
def test_the_bar_fits_into_the_window(desk: Desk, filtering: FilterBar, width: int) -> None:
    desk.window.resize(width, 700)
    QApplication.processEvents()
    assert desk.window.width() == width
    inside = filtering.rect()
    for name in ("filterField", "filterRange", "filterPlotline", "filterHides", "filterCount", "closeFilter"):
        widget = desk.find(QWidget, name)
        assert inside.contains(widget.rect().translated(widget.mapTo(filtering, QPoint()))), name
        assert widget.width() >= min(widget.minimumSizeHint().width(), 24), name


def test_words_and_range_stay_near_each_other_in_a_wide_window(desk: Desk, filtering: FilterBar) -> None:
    desk.window.resize(3840, 1200)
    QApplication.processEvents()
    assert filtering.field.width() <= filtering.field.maximumWidth() < filtering.width() / 3
    assert filtering.range.geometry().right() < filtering.width() / 2
