"""Everything on the canvas in its order, and the cards on it: planes, bars, and the words that fit."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from .. import theme
from ..rects import fill_rects
from .backdrop import paint_backdrop, paint_empty
from .camera import GAP, LEAST_WIDTH
from .card_words import NUMBER_FROM, CardWords, Place
from .detail import LARGE_FROM, LINE_FROM, LINES_FROM, foot, sizes
from .full_cards import FullCards
from .harmony_bars import HarmonyNumbers, paint_bars, paint_upright_bars, paint_warning
from .kept import HeldPicture, StillPicture
from .layout import Floats, Layout
from .marks import paint_marks, paint_origins
from .planes import Planes, paint_narrow_outlines, paint_narrow_planes, paint_plane
from .raster import FarRows
from .refusal import paint_refusal
from .scene import Near, Scene, near
from .texts import NEW_PER_FRAME, Budget

STEEP_FROM = 18
"""Cards narrower than this many px have no words."""
WORDS_FROM = 56
"""Cards narrower than this many px have their title along their height."""
LOW_NUMBER_FROM = 110
"""Cards with one line have the number from this width (px) on, so that enough of the title is left."""
PAD, PAD_RIGHT = 3 * theme.SPACE, 2 * theme.SPACE
CLOSE_PAD, CLOSE_PAD_RIGHT = 7, 3
STEEP_PAD, STEEP_PAD_RIGHT = 5, 2
"""Between a card's edges and its words, in px; the close ones on cards without a number."""
STICKY = 16
"""Words of a card that begins left of the viewport stay in it, in steps of so many px: few are laid out anew."""
HELD = 68
"""Where so many px of a card with a number are left in the viewport, its words and its bar scroll out together."""
SHORTEST_BAR = 4.0
MARK = 14
"""Room for the mark of a harmony out of range, in px."""


class CardPainter:
    """Paints the scene; keeps what is expensive to lay out until the look changes."""

    def __init__(self, new_texts_per_frame: int = NEW_PER_FRAME) -> None:
        self._new_texts_per_frame = new_texts_per_frame
        self.drop_caches()

    def drop_caches(self) -> None:
        """Forgets all texts and pieces, when font, style or palette changed."""
        self._budget = Budget(self._new_texts_per_frame)
        self._planes = Planes()
        self._far = FarRows()
        self._still, self._held = StillPicture(), HeldPicture()
        self._words = CardWords(self._budget)
        self._full = FullCards(self._budget)
        self._numbers = HarmonyNumbers(theme.font(theme.SMALL))

    @property
    def is_behind(self) -> bool:
        """Whether the last frame left out texts, so that another one is needed."""
        return self._budget.is_spent

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """Paints everything in the viewport."""
        self._budget.begin_frame()
        self._still.paint(painter, scene, self._paint_still, self._is_behind)
        paint_marks(painter, scene)
        if scene.lifted is not None:
            self._held.paint(painter, scene, self._paint_held, self._is_behind)
            paint_refusal(painter, scene)
        else:
            self._held.drop()
        paint_empty(painter, scene)

    def _is_behind(self) -> bool:
        return self.is_behind

    def _paint_still(self, painter: QPainter, scene: Scene) -> None:
        """What nothing held moves: the lanes, and the cards that lie on them."""
        paint_backdrop(painter, scene)
        if scene.lifted is not None:
            paint_origins(painter, scene, scene.lifted)
        parted = scene.veil.overviews if scene.is_far else scene.veil.passes
        for layout, opacity in parted(scene.shown):
            painter.setOpacity(opacity)
            self._paint_layout(painter, scene, layout)
        painter.setOpacity(1.0)

    def _paint_held(self, painter: QPainter, scene: Scene, held: Layout) -> None:
        painter.setOpacity(0.95)
        self._paint_shadows(painter, scene, held)
        self._paint_layout(painter, scene, held)
        painter.setOpacity(1.0)

    def _paint_layout(self, painter: QPainter, scene: Scene, layout: Layout) -> None:
        if scene.is_far:
            self._far.paint(painter, scene, layout)
            return
        cards = near(layout, scene.camera, scene.rows_painted)
        folded = scene.camera.folded(cards.row)
        for of, thin in ((cards.picked(~folded), False), (cards.picked(folded), True)):
            if len(of.ids):
                self._paint_cards(painter, scene, of, float(scene.camera.card_height(int(of.row[0]))), thin)

    def _paint_cards(self, painter: QPainter, scene: Scene, cards: Near, tall: float, thin: bool) -> None:
        """Paints cards of one height, as much of each as there is room for."""
        if thin or tall < theme.room(LINE_FROM):
            self._paint_narrow(painter, scene, cards, tall, filled=True)
            return
        width = cards.right - cards.left
        self._paint_narrow(painter, scene, cards.picked(width < theme.room(STEEP_FROM)), tall)
        self._paint_wide(painter, scene, cards.picked(width >= theme.room(STEEP_FROM)), tall)

    def _paint_shadows(self, painter: QPainter, scene: Scene, held: Layout) -> None:
        """The slight shadow of cards in the hand."""
        if scene.is_far:
            return
        cards = near(held, scene.camera)
        left, top, width = cards.left, scene.camera.card_tops(cards.row), cards.right - cards.left - GAP
        tall = scene.camera.card_heights(cards.row)
        for grown, alpha in ((3, 22), (2, 30), (1, 44)):
            colour = QColor(0, 0, 0, alpha)
            fill_rects(painter, left - grown, top - grown + 2, width + 2 * grown, tall + 2.0 * grown, colour)

    def _paint_narrow(self, painter: QPainter, scene: Scene, cards: Near, tall: float, *, filled: bool = False) -> None:
        if not len(cards.ids):
            return
        span = cards.right - cards.left
        left, top = cards.left, scene.camera.card_tops(cards.row)
        width: Floats = np.maximum(span - np.where(span > 8, GAP, 1), LEAST_WIDTH)
        paint_narrow_planes(painter, left, top, width, tall, cards.row, _hues(scene))
        paint_upright_bars(painter, left, top, width, tall, cards.tie, filled=filled)
        chosen = scene.selected(cards.ids)
        paint_narrow_outlines(painter, left[chosen], top[chosen], width[chosen], tall)

    def _paint_wide(self, painter: QPainter, scene: Scene, cards: Near, tall: float) -> None:
        if not len(cards.ids):
            return
        top, chosen = scene.camera.card_tops(cards.row), scene.selected(cards.ids)
        width = cards.right - cards.left - GAP
        self._planes.paint(painter, cards.left, top, width, tall, cards.row, _hues(scene), chosen)
        self._paint_hover(painter, scene, cards)
        known = scene.contents.cards if scene.contents is not None else {}
        high, wide = map(theme.room, LARGE_FROM)
        large = width >= wide if tall >= high else np.zeros(len(width), np.bool_)
        self._full.paint(painter, known, _full_places(scene, cards.picked(large), tall), tall)
        cards, top, width = cards.picked(~large), top[~large], width[~large]
        left, right = _room_for_words(cards)
        words_end = self._paint_harmony(painter, left, right, top, width, cards.tie, tall)
        columns = (cards.ids.tolist(), left.tolist(), top.tolist(), words_end.tolist(), width.tolist())
        self._words.paint(painter, known, map(Place, *columns), tall)

    def _paint_hover(self, painter: QPainter, scene: Scene, cards: Near) -> None:
        for index in np.flatnonzero(cards.ids == (scene.hover or 0)).tolist():
            row = int(cards.row[index])
            rect = QRectF(cards.left[index], scene.camera.card_tops(cards.row[index : index + 1])[0],
                          cards.right[index] - cards.left[index] - GAP, scene.camera.card_height(row))  # fmt: skip
            hue, selected = _hues(scene)[row], scene.hover in scene.selection
            paint_plane(painter, rect, hue, theme.current().hover, selected=selected)

    def _paint_harmony(
        self, painter: QPainter, left: Floats, right: Floats, top: Floats, width: Floats, tie: Floats, tall: float
    ) -> Floats:
        """Paints bars, numbers where there is room, and marks; returns where the words have to end."""
        place, beside_title = foot(tall), tall < theme.room(LINES_FROM)
        end = right.copy()
        painter.setFont(self._numbers.font)
        numbered = width >= theme.room(LOW_NUMBER_FROM if beside_title else NUMBER_FROM)
        for index in np.flatnonzero(numbered).tolist():
            middle = float(top[index]) + place.number_middle
            end[index] = self._numbers.paint(painter, float(right[index]), middle, float(tie[index])) - PAD_RIGHT
        for index in np.flatnonzero(~((tie >= 0) & (tie <= 1))).tolist():
            paint_warning(painter, QPointF(end[index] - MARK / 2 + 2, top[index] + place.number_middle))
            end[index] -= MARK
        bar_end = right if beside_title else end
        fits = bar_end - left >= SHORTEST_BAR
        paint_bars(painter, left[fits], top[fits] + place.bar_top, (bar_end - left)[fits], tie[fits], place.bar)
        return end if beside_title else right


def _full_places(scene: Scene, cards: Near, tall: float) -> list[Place]:
    """Where the words of full cards lie: no wider than the viewport, and in it as long as they can be."""
    places = []
    tops = scene.camera.card_tops(cards.row).tolist()
    for card_id, left, right, top in zip(
        cards.ids.tolist(), cards.left.tolist(), cards.right.tolist(), tops, strict=True
    ):
        width = right - left - GAP
        chosen = sizes(tall, width)
        pad = chosen.pad if chosen is not None else 0.0
        room = min(width, scene.camera.scale.width) - 2 * pad
        begin = min(max(left, 0.0) + pad, right - GAP - pad - room)
        places.append(Place(card_id, begin, top, begin + room, width))
    return places


def _room_for_words(cards: Near) -> tuple[Floats, Floats]:
    """From where to where (px) the words and the bar of each card may lie, in the viewport as long as they can be."""
    span = cards.right - cards.left
    words_from = theme.room(WORDS_FROM)
    kinds = [span < words_from, span - GAP < theme.room(NUMBER_FROM)]
    hidden = np.ceil(np.maximum(-cards.left, 0.0) / STICKY) * STICKY
    held = np.select(kinds, [span, np.full(len(span), float(words_from))], float(theme.room(HELD)))
    left: Floats = np.minimum(cards.left + hidden, np.maximum(cards.right - held, cards.left))
    left = left + np.select(kinds, [STEEP_PAD, CLOSE_PAD], PAD)
    return left, cards.right - GAP - np.select(kinds, [STEEP_PAD_RIGHT, CLOSE_PAD_RIGHT], PAD_RIGHT)


def _hues(scene: Scene) -> list[QColor]:
    """The colour of each row's plotline."""
    now, plotlines = theme.current(), scene.contents.plotlines if scene.contents is not None else {}
    known = (plotlines.get(lane.plotline_id) for lane in scene.layout.lanes)
    return [now.plotline(plotline.colour) if plotline is not None else now.line for plotline in known]
