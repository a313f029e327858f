"""Markers as assistive tools see them: named children of the band, with place and state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QAccessibleInterface

from harmonic_desktop.domain import markers

if TYPE_CHECKING:
    from .conftest import Stage


@pytest.fixture
def band(stage: Stage) -> QAccessibleInterface:
    """The interface of a band with two acts and a moment far to the right."""
    for start, beats, name in ((0.0, 8.0, "Act I"), (8.0, 16.0, "Act II"), (900.0, 0.0, "Far")):
        stage.workspace.perform(markers.create_marker, start, beats, name)
    return QAccessible.queryAccessibleInterface(stage.view.marker_band)


def test_the_band_is_a_list_of_markers_in_story_order(band: QAccessibleInterface) -> None:
    assert (band.role(), band.text(QAccessible.Text.Name)) == (QAccessible.Role.List, "Markers")
    names = [band.child(index).text(QAccessible.Text.Name) for index in range(band.childCount())]
    assert names == ["Act I, bar 1 to bar 2, 1 of 3", "Act II, bar 3 to bar 6, 2 of 3", "Far, bar 226, 3 of 3"]
    assert all(band.child(index).role() == QAccessible.Role.ListItem for index in range(3))
    assert [band.indexOfChild(band.child(index)) for index in range(3)] == [0, 1, 2]


def test_a_marker_is_where_it_is_painted(stage: Stage, band: QAccessibleInterface) -> None:
    place = band.child(1).rect()
    assert place.topLeft() == stage.view.marker_band.mapToGlobal(QPoint(160, 0))
    assert band.childAt(place.center().x(), place.center().y()) is band.child(1)


def test_the_current_marker_has_the_focus_and_one_out_of_view_says_so(stage: Stage, band: QAccessibleInterface) -> None:
    stage.view.marker_band.make_current(stage.view.marker_band.markers[1].id)
    states = [band.child(index).state() for index in range(3)]
    assert [state.focused for state in states] == [0, 1, 0]
    assert [state.offscreen for state in states] == [0, 0, 1]
    assert band.focusChild() is band.child(1)


def test_a_marker_that_is_gone_is_invalid(stage: Stage, band: QAccessibleInterface) -> None:
    first = band.child(0)
    stage.workspace.perform(markers.remove_marker, stage.view.marker_band.markers[0].id)
    assert not first.isValid() and band.childCount() == 2
