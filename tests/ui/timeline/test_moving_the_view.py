"""The view moves when a hand moves it, by wheel, bar or key, and at no other time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from harmonic_desktop.domain import storyboard
from harmonic_desktop.domain.universe import set_gravity

if TYPE_CHECKING:
    from .conftest import Stage

NO = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def long_stage(stage: Stage) -> Stage:
    """The story with a last card far to the right, and more plotlines than fit."""
    stage.workspace.perform(storyboard.create_card, stage.cards["A"].plotline_id, 400.0, 4.0, "Z")
    for _ in range(6):
        stage.workspace.perform(storyboard.add_plotline)
    stage.view.scene.camera.scale.show(100.0, 20.0)
    stage.view.verticalScrollBar().setValue(50)
    return stage


def turn(stage: Stage, down: int, modifiers: Qt.KeyboardModifier = NO, x: int = 200) -> None:
    """One or more ticks of the wheel over the canvas; negative is towards the hand."""
    viewport = stage.view.viewport()
    place = QPointF(x, 100)
    event = QWheelEvent(
        place, QPointF(viewport.mapToGlobal(place.toPoint())), QPoint(), QPoint(0, down),
        Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


def test_ctrl_and_wheel_zoom_and_keep_the_beat_under_the_pointer(long_stage: Stage) -> None:
    scale = long_stage.view.scene.camera.scale
    before = scale.beat(200)
    turn(long_stage, 240, CTRL)
    assert scale.pixels_per_beat == pytest.approx(20 * 1.25**2)
    assert scale.beat(200) == pytest.approx(before)
    turn(long_stage, -600, CTRL)
    assert scale.beat(200) == pytest.approx(before)


def test_without_a_universe_nothing_scrolls_or_zooms(long_stage: Stage) -> None:
    scale, bar = long_stage.view.scene.camera.scale, long_stage.view.horizontalScrollBar()
    long_stage.view.show_universe(None)
    before = scale.pixels_per_beat
    turn(long_stage, -240, CTRL)
    turn(long_stage, -240, SHIFT)
    assert (scale.left_beat, scale.pixels_per_beat) == (0.0, before)
    assert not bar.isEnabled()
    assert not any(a.isEnabled() for a in long_stage.view.view_actions() if a.text() in ("Zoom in", "Fit story"))


def test_the_wheel_scrolls_down_and_with_shift_sideways(long_stage: Stage) -> None:
    scale, bar = long_stage.view.scene.camera.scale, long_stage.view.verticalScrollBar()
    turn(long_stage, -120)
    assert (bar.value(), scale.left_beat) == (110, 100.0)
    turn(long_stage, -120, SHIFT)
    assert (bar.value(), scale.left_beat) == (110, 103.0)


def test_the_wheel_scrolls_sideways_where_all_plotlines_are_in_view(stage: Stage) -> None:
    stage.view.scene.camera.scale.set_end(400.0)
    turn(stage, -120)
    assert stage.view.scene.camera.scale.left_beat == 3.0


def test_the_bar_and_the_scale_follow_each_other(long_stage: Stage) -> None:
    scale, bar = long_stage.view.scene.camera.scale, long_stage.view.horizontalScrollBar()
    assert bar.value() == 2000
    bar.setValue(3000)
    assert scale.left_beat == 150.0
    scale.scroll_to(10.0)
    assert bar.value() == 200


def test_one_can_scroll_past_the_end_until_it_is_in_the_middle(long_stage: Stage) -> None:
    scale = long_stage.view.scene.camera.scale
    scale.scroll_to(10_000.0)
    assert scale.x(404.0) == pytest.approx(scale.width / 2)


def test_keys_and_actions_zoom_and_fit(long_stage: Stage) -> None:
    scale = long_stage.view.scene.camera.scale
    long_stage.key(Qt.Key.Key_Plus, CTRL)
    assert scale.pixels_per_beat == pytest.approx(25.0)
    long_stage.key(Qt.Key.Key_Minus, CTRL)
    assert scale.pixels_per_beat == pytest.approx(20.0)
    long_stage.key(Qt.Key.Key_0, CTRL)
    assert scale.left_beat == 0.0
    assert scale.x(404.0) <= scale.width


def test_the_header_scrolls_with_the_lanes(long_stage: Stage) -> None:
    view = long_stage.view
    row = view.header.rows[2]
    assert row.mapTo(view, QPoint(0, 0)).y() == view.viewport().y() + view.scene.camera.lane_top(2)


def test_beat_zero_lies_where_the_axis_begins(stage: Stage) -> None:
    axis = stage.view.axis_rect()
    assert stage.view.mapToGlobal(QPoint(0, 0)).x() + stage.view.viewport().x() == axis.left()
    assert axis.width() == stage.view.scene.camera.scale.width


def test_where_one_reads_to_the_left_the_header_still_lies_beside_the_lanes(stage: Stage) -> None:
    view = stage.view
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        QApplication.processEvents()
        bar = view.verticalScrollBar().mapTo(view, QPoint(0, 0)).x()
        assert view.header.geometry().right() < view.viewport().x() < bar
        stage.click(stage.at(14))
        assert stage.selected() == {"C"}
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


EDITS: dict[str, Callable[[Stage], object]] = {
    "move": lambda s: s.workspace.perform(storyboard.move_cards, {s.cards["A"].id}, 30.0),
    "create": lambda s: s.workspace.perform(storyboard.create_card, s.cards["A"].plotline_id, 600.0, 4.0),
    "remove": lambda s: s.workspace.perform(storyboard.remove_cards, {s.cards["Z"].id}),
    "resize": lambda s: s.workspace.perform(storyboard.resize_card, s.cards["A"].id, 0.0, 90.0),
    "rename": lambda s: s.workspace.perform(storyboard.change_card, s.cards["A"].id, plot_point="Aa"),
    "harmony": lambda s: s.workspace.perform(storyboard.set_harmony, {s.cards["A"].id: 0.9}),
    "gravity": lambda s: s.workspace.perform(set_gravity, 3.0),
    "add plotline": lambda s: s.workspace.perform(storyboard.add_plotline),
    "move plotline": lambda s: s.workspace.perform(storyboard.move_plotline, s.cards["A"].plotline_id, 1),
    "remove plotline": lambda s: s.workspace.perform(storyboard.remove_plotline, s.cards["D"].plotline_id),
    "undo": lambda s: s.workspace.undo_stack.undo(),
    "selection": lambda s: s.workspace.select({s.cards["Z"].id}),
    "shown again": lambda s: s.workspace.opened.emit(),
    "theme": lambda s: QApplication.sendEvent(s.view, _palette_change()),
}


def _palette_change() -> QEvent:
    return QEvent(QEvent.Type.PaletteChange)


@pytest.mark.parametrize("name", EDITS)
def test_no_edit_moves_the_view(long_stage: Stage, name: str) -> None:
    scale, bar = long_stage.view.scene.camera.scale, long_stage.view.verticalScrollBar()
    long_stage.select("A", "B")
    selected = long_stage.selected()
    EDITS[name](long_stage)
    assert (scale.left_beat, scale.pixels_per_beat, bar.value()) == (100.0, 20.0, 50)
    if name not in ("selection", "rename", "undo"):
        assert long_stage.selected() == selected


def test_another_universe_is_shown_from_its_beginning_wide_enough_to_read(long_stage: Stage) -> None:
    workspace = long_stage.workspace
    workspace.create_universe("Other")
    contents = workspace.contents
    assert contents is not None
    scale = long_stage.view.scene.camera.scale
    assert scale.left_beat == 0.0
    assert scale.pixels_per_beat == 40.0
    assert long_stage.view.verticalScrollBar().value() == 0
