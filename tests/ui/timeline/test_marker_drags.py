"""Acts and moments in the hand: moved, resized, snapped and snapped to, one undo step each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt

from harmonic_desktop.domain import markers

from .marking import marker, on_band, placed

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from .conftest import Stage

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def test_a_drag_moves_an_act_as_one_step(acts: Stage) -> None:
    acts.drag(on_band(acts, 4), on_band(acts, 4 + 24.1))
    assert placed(acts)["Act I"] == (24.0, 8.0)
    assert acts.steps() == 1
    assert acts.said[-1] == "“Act I”, bar 7 to bar 8"
    acts.workspace.undo_stack.undo()
    assert placed(acts)["Act I"] == (0.0, 8.0)


def test_a_drag_moves_a_moment(acts: Stage) -> None:
    acts.drag(on_band(acts, 14.2), on_band(acts, 17.3))
    assert placed(acts)["Turn"] == (17.0, 0.0)


def test_an_act_stops_at_the_first_beat(acts: Stage) -> None:
    acts.drag(on_band(acts, 12), on_band(acts, 1))
    assert placed(acts)["Act II"] == (0.0, 16.0)


def test_the_edges_are_dragged(acts: Stage) -> None:
    acts.drag(on_band(acts, 23.9), on_band(acts, 28))
    assert placed(acts)["Act II"] == (8.0, 20.0)
    acts.drag(on_band(acts, 8.2), on_band(acts, 10.2))
    assert placed(acts)["Act II"] == (10.0, 18.0)
    assert acts.steps() == 2


def test_an_edge_stops_before_the_other_one(acts: Stage) -> None:
    acts.drag(on_band(acts, 7.9), on_band(acts, 0.3))
    assert placed(acts)["Act I"] == (0.0, 0.25)
    acts.drag(on_band(acts, 8.2), on_band(acts, 30))
    assert placed(acts)["Act II"] == (23.75, 0.25)


def test_a_marker_does_not_snap_to_where_it_was(acts: Stage) -> None:
    acts.workspace.perform(markers.place_marker, marker(acts, "Act II").id, 25.3, 4.0)
    acts.hold(on_band(acts, 27), on_band(acts, 30))
    acts.move(on_band(acts, 27.25))
    held = acts.view.scene.held_marker
    assert acts.view.scene.guide is None and held is not None and held.start_beat == pytest.approx(25.55, abs=0.06)
    acts.key(Key.Key_Escape)


def test_alt_suspends_snapping(acts: Stage) -> None:
    acts.drag(on_band(acts, 4), on_band(acts, 27.3), ALT)
    start, beats = placed(acts)["Act I"]
    assert start == pytest.approx(23.3, abs=0.06) and start % 1 and beats == 8.0


def test_a_dragged_marker_snaps_to_the_edges_of_cards_and_other_markers(acts: Stage) -> None:
    acts.view.scene.camera.scale.show(0.0, 8.0)  # a beat is finer than the grid: only edges pull to 14
    acts.hold(on_band(acts, 3), on_band(acts, 9.1))
    guide = acts.view.scene.guide
    assert guide is not None and (guide.beat, guide.name) == (14.0, "Turn")
    acts.key(Key.Key_Escape)


def test_a_dragged_card_snaps_to_markers_and_the_guide_names_them(acts: Stage) -> None:
    acts.workspace.perform(markers.place_marker, marker(acts, "Act II").id, 20.5, 4.0)
    acts.hold(acts.at(14, 0), acts.at(14 + 8.6, 0))
    guide = acts.view.scene.guide
    assert guide is not None and (guide.beat, guide.name) == (20.5, "Act II")
    acts.move(acts.at(14 + 12.6, 0))
    guide = acts.view.scene.guide
    assert guide is not None and (guide.beat, guide.name) == (24.5, "End of “Act II”")
    acts.key(Key.Key_Escape)


@pytest.mark.parametrize(("start", "end"), [(4, 20), (7.9, 12), (14.2, 20), (26, 33)])
def test_escape_takes_back_any_drag(acts: Stage, start: float, end: float) -> None:
    before, picture = placed(acts), acts.view.grab().toImage()
    acts.hold(on_band(acts, start), on_band(acts, end))
    assert acts.view.scene.held_marker is not None
    acts.key(Key.Key_Escape)
    assert acts.view.scene.held_marker is None and acts.view.scene.guide is None
    acts.release(on_band(acts, end))
    assert placed(acts) == before and acts.steps() == 0
    acts.view.setFocus()
    acts.view.marker_band.current = None
    acts.move(acts.at(30, 1))
    assert acts.view.grab().toImage() == picture


def test_nothing_is_saved_while_a_marker_is_held(acts: Stage) -> None:
    acts.hold(on_band(acts, 4), on_band(acts, 30))
    assert placed(acts)["Act I"] == (0.0, 8.0)
    held = acts.view.scene.held_marker
    assert held is not None and held.start_beat == 26.0
    acts.release(on_band(acts, 30))
    assert placed(acts)["Act I"] == (26.0, 8.0)


def test_a_marker_held_at_the_end_of_the_band_scrolls_the_story(acts: Stage, qtbot: QtBot) -> None:
    band, scale = acts.view.marker_band, acts.view.scene.camera.scale
    acts.press(on_band(acts, 4))
    acts.move(on_band(acts, 10))
    edge = band.mapTo(acts.view.window(), QPoint(band.width() - 4, 12))
    acts.move(edge)
    qtbot.waitUntil(lambda: scale.left_beat > 2)
    acts.key(Key.Key_Escape)
    acts.release(edge)
    assert acts.steps() == 0
