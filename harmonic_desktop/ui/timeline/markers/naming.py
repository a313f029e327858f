"""Typing a marker's name in its place in the band."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from ....domain.checks import NAME_LIMIT, checked_text
from ..inline_editor import InlineEditor

if TYPE_CHECKING:
    from .band import MarkerBand


class Naming:
    """At most one name is being typed; its field lies on the timeline, so that a refusal has room under it."""

    def __init__(self, band: MarkerBand) -> None:
        self._band = band
        self._editor: InlineEditor | None = None

    def open(self) -> None:
        """Opens the name of the current marker."""
        marker = self._band.current_marker
        if marker is None:
            return
        marker_id = marker.id
        name = QCoreApplication.translate("Markers", "Name of the marker")
        self._editor = InlineEditor(self._band.view, name, marker.name, _checked)
        self._editor.committed.connect(lambda text: self._band.commands.rename(marker_id, text))
        self._editor.closed.connect(self._on_closed)
        self.follow()
        self._editor.show()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> bool:
        """Takes what was typed; False when it is refused and stays open."""
        return self._editor is None or self._editor.commit()

    def follow(self) -> None:
        """Puts the field where the marker is now, or gives it up when the marker is gone."""
        if self._editor is None:
            return
        marker = self._band.current_marker
        if marker is None:
            self._editor.cancel()
        else:
            self._editor.lie_on(self._band.rect_of(marker.id).translated(self._band.pos()))

    def _on_closed(self, had_focus: bool) -> None:
        self._editor = None
        if had_focus:
            self._band.setFocus(Qt.FocusReason.OtherFocusReason)


def _checked(name: str) -> str:
    return checked_text(name, QCoreApplication.translate("Markers", "The name of a marker"), NAME_LIMIT, "name")
