"""A stranger looks around: a living window without a form, a drag, an undo, and all of it there the next day."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from .conftest import Desk

SAMPLE = "Carrow Wheel"
CARD = "Flour day at the mill"


def look_around(desk: Desk) -> None:
    desk.start()
    desk.click(desk.dialog("welcomeDialog"), "lookAround")
    desk.wait_for_universe(SAMPLE)


def theme_action(desk: Desk, text: str) -> QAction:
    """An entry of View → Theme."""
    menu = desk.action("Theme").menu()
    assert isinstance(menu, QMenu)
    return next(action for action in menu.actions() if action.text() == text)


def test_one_click_opens_the_whole_sample(desk: Desk) -> None:
    look_around(desk)
    assert len(desk.contents.plotlines) >= 4
    assert len(desk.contents.cards) >= 40
    assert len(desk.contents.physics) == 6
    assert len(desk.contents.music) >= 10
    assert not desk.workspace.undo_stack.canUndo()


def test_a_dragged_card_is_put_back_by_undo_and_kept_over_a_restart(desk: Desk) -> None:
    look_around(desk)
    before = desk.contents
    card = desk.card(CARD)
    beats = 12
    viewport = desk.window.timeline.viewport()
    by = QPoint(round(beats * desk.window.scale.pixels_per_beat), 0)
    desk.drag(viewport, desk.card_centre(card), by)
    moved = desk.card(CARD)
    assert moved.start_beat == card.start_beat + beats
    assert desk.workspace.undo_stack.count() == 1

    desk.keys("Ctrl+Z")
    assert desk.contents == before
    desk.keys("Ctrl+Shift+Z")
    assert desk.card(CARD) == moved
    after, zoom = desk.contents, desk.window.scale.pixels_per_beat
    assert "All changes saved" in desk.window.saved_label.text()

    desk.close()
    desk.start()
    desk.wait_for_universe(SAMPLE)
    assert desk.contents == after
    assert desk.workspace.selection == {card.id}
    assert desk.window.scale.pixels_per_beat == zoom


def test_a_pulled_point_changes_the_harmony_once(desk: Desk) -> None:
    look_around(desk)
    card = desk.card(CARD)
    plot = desk.window.plot
    row = plot.points.row_of(card.id)
    assert row is not None
    start = plot.point_of(row).toPoint()
    desk.drag(plot, start, QPoint(0, 40))
    assert desk.card(CARD).harmony_tie < card.harmony_tie
    assert desk.workspace.undo_stack.count() == 1
    desk.keys("Ctrl+Z")
    assert desk.card(CARD) == card


def test_tab_selection_and_theme_come_back(desk: Desk) -> None:
    look_around(desk)
    desk.window.tabs.setCurrentIndex(2)
    theme_action(desk, "Dark").trigger()
    desk.close()
    desk.start()
    desk.wait_for_universe(SAMPLE)
    assert desk.window.tabs.currentIndex() == 2
    assert theme_action(desk, "Dark").isChecked()


def test_timeline_and_plot_keep_their_shares_over_many_starts(desk: Desk) -> None:
    look_around(desk)
    splitter = desk.window.story
    splitter.moveSplitter(splitter.height() // 2, 1)
    shares = splitter.sizes()
    for _ in range(3):
        desk.close()
        desk.start()
        desk.wait_for_universe(SAMPLE)
    assert desk.window.story.sizes() == pytest.approx(shares, abs=3)


def test_the_height_of_lanes_and_the_hidden_minimap_come_back(desk: Desk) -> None:
    look_around(desk)
    desk.action("Taller lanes").trigger()
    height = desk.window.timeline.scene.camera.open_height
    desk.action("Minimap").trigger()
    desk.close()
    desk.start()
    desk.wait_for_universe(SAMPLE)
    assert desk.window.timeline.scene.camera.open_height == height > 92
    assert not desk.window.timeline.minimap.isVisible()
