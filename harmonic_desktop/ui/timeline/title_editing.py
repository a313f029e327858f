"""Editing a card's title in its place on the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from ...domain.checks import PLOT_POINT_LIMIT, checked_text
from .inline_editor import InlineEditor

if TYPE_CHECKING:
    from .canvas import TimelineView


class TitleEditing:
    """At most one title is being edited; its field follows the card as the view moves."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self._editor: InlineEditor | None = None
        self._card_id = 0

    def open(self, card_id: int) -> None:
        """Opens the field on a card that is in view."""
        card = self._view.scene.card(card_id)
        if card is None:
            return
        self._card_id = card_id
        self._editor = InlineEditor(
            self._view.viewport(), QCoreApplication.translate("TimelineView", "Title"), card.plot_point, _checked
        )
        self._editor.committed.connect(self._on_committed)
        self._editor.closed.connect(self._on_closed)
        self.follow()
        self._editor.show()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> bool:
        """Takes what was typed; False when it is refused and stays open."""
        return self._editor is None or self._editor.commit()

    def cancel(self) -> None:
        """Gives up what was typed."""
        if self._editor is not None:
            self._editor.cancel()

    def follow(self) -> None:
        """Puts the field where the card is now, or gives it up when the card is gone."""
        if self._editor is None:
            return
        card = self._view.scene.card(self._card_id)
        if card is None:
            self._editor.cancel()
            return
        self._editor.lie_on(self._view.scene.rect_of(card).toRect())

    def _on_committed(self, title: str) -> None:
        self._view.card_renamed.emit(self._card_id, title)

    def _on_closed(self, had_focus: bool) -> None:
        self._editor = None
        if had_focus:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)


def _checked(title: str) -> str:
    return checked_text(
        title, QCoreApplication.translate("TimelineView", "The plot point"), PLOT_POINT_LIMIT, "plot_point"
    )
