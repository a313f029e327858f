"""The band of markers as tests look at it and take hold of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF

from harmonic_desktop.domain.markers import Marker
from harmonic_desktop.ui.timeline.inline_editor import InlineEditor

if TYPE_CHECKING:
    from .conftest import Stage

Placed = dict[str, tuple[float, float]]


def placed(stage: Stage) -> Placed:
    """Start and length of each stored marker by name."""
    assert stage.workspace.contents is not None
    return {m.name: (m.start_beat, m.duration_beats) for m in stage.workspace.contents.markers.values()}


def marker(stage: Stage, name: str) -> Marker:
    assert stage.workspace.contents is not None
    return next(m for m in stage.workspace.contents.markers.values() if m.name == name)


def on_band(stage: Stage, beat: float) -> QPoint:
    """A place in the band, in the window."""
    band = stage.view.marker_band
    place = QPointF(stage.view.scene.camera.scale.x(beat), band.height() / 2).toPoint()
    return band.mapTo(stage.view.window(), place)


def editor(stage: Stage) -> InlineEditor:
    found = [e for e in stage.view.findChildren(InlineEditor) if e.isVisible()]
    assert len(found) == 1
    return found[0]


def current(stage: Stage) -> str | None:
    chosen = stage.view.marker_band.current_marker
    return chosen.name if chosen is not None else None


def focus(stage: Stage, name: str) -> None:
    stage.view.marker_band.make_current(marker(stage, name).id)
    assert stage.view.marker_band.hasFocus()
