"""Cards to the clipboard and from it: in a format of their own, and as text for other programs."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QMimeData
from PySide6.QtGui import QGuiApplication

from ...domain.contents import Contents
from ...domain.edits import Edit
from ...domain.pasting import Clip, clip_of, cut_cards, paste_cards
from ...domain.storyboard import Card
from ...exchange.card_clip import MEDIA_TYPE, read_clip, write_clip
from ...exchange.card_text import read_text, write_table
from . import bulk_words

if TYPE_CHECKING:
    from .canvas import TimelineView


class CardClipboard:
    """Copies, cuts and pastes the selection."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self._scene = view.scene

    def copy(self) -> None:
        """Takes the selection along."""
        if self._put():
            self._view.announced.emit(bulk_words.copied(len(self._scene.selection)))

    def cut(self) -> None:
        """Takes the selection along and removes it."""
        ids = self._scene.selection
        if self._put():
            self._view.bulk.request(lambda contents: cut_cards(contents, ids))

    def paste(self) -> None:
        """Puts the cards or the lines of the clipboard after the selection, and selects them."""
        before = self._scene.contents
        data = QGuiApplication.clipboard().mimeData()
        if before is None:
            return
        if data is None or not (data.hasFormat(MEDIA_TYPE) or data.hasText()):
            self._view.announced.emit(bulk_words.nothing_to_paste())
            return
        start, plotline_id = self._place()
        bar, ripple = float(self._scene.meter.beats_per_bar), self._scene.ripple

        def pasted(contents: Contents) -> Edit:
            return paste_cards(contents, _clip_in(data, bar), start, plotline_id, ripple=ripple)

        self._view.edit_requested.emit(pasted)
        after = self._scene.contents
        made = after.cards.keys() - before.cards.keys() if after is not None else set()
        if made:
            self._show(frozenset(made))

    def _put(self) -> bool:
        """Puts the selection on the clipboard; False when there is none."""
        contents = self._scene.contents
        if contents is None or not self._scene.selection:
            return False
        clip = clip_of(contents, self._scene.selection)
        data = QMimeData()
        data.setData(MEDIA_TYPE, write_clip(clip).encode("utf-8", "replace"))
        data.setText(write_table(clip, QLocale().decimalPoint()))
        QGuiApplication.clipboard().setMimeData(data)
        return True

    def _place(self) -> tuple[float, int | None]:
        """Where cards are pasted: after the selection, after the current card in view, else at the first bar in view.

        The plotline is for what belongs to none, such as lines of text.
        """
        chosen = [card for card_id in self._scene.selection if (card := self._scene.card(card_id)) is not None]
        current = self._scene.card(self._scene.current)
        if chosen:
            last = max(chosen, key=lambda card: (card.end_beat, card.id))
            lead = current if current is not None and current.id in self._scene.selection else last
            return last.end_beat, lead.plotline_id
        if current is not None and self._is_in_view(current):
            return current.end_beat, current.plotline_id
        bar, lanes = self._scene.meter.beats_per_bar, self._scene.layout.lanes
        row = self._scene.camera.nearest_row(self._scene.camera.height / 2)
        return ceil(self._scene.camera.scale.left_beat / bar) * float(bar), lanes[row].plotline_id if lanes else None

    def _show(self, made: frozenset[int]) -> None:
        """Selects what was pasted; where none of it is in view, the first of it is brought there."""
        cards = [card for card_id in made if (card := self._scene.card(card_id)) is not None]
        first = min(cards, key=lambda card: (card.start_beat, self._scene.row_of(card), card.id))
        self._view.selecting.select(made, current=first.id)
        if not any(self._is_in_view(card) for card in cards):
            self._view.reveal(first.id)
        self._view.announced.emit(bulk_words.pasted(len(made)))

    def _is_in_view(self, card: Card) -> bool:
        return self._scene.rect_of(card).intersects(self._view.viewport().rect().toRectF())


def _clip_in(data: QMimeData, bar: float) -> Clip:
    """The cards of a clipboard; raises InvalidValue."""
    if data.hasFormat(MEDIA_TYPE):
        return read_clip(bytes(data.data(MEDIA_TYPE).data()).decode("utf-8", "replace"))
    return read_text(data.text(), bar)
