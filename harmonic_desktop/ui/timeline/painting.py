"""Cards one by one: planes, edges, bars, and the words that fit; the narrow ones all at once."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF, QStaticText

from .. import theme
from .backdrop import paint_backdrop, paint_empty
from .camera import GAP, INSET, LANE_HEIGHT
from .layout import Floats, Layout
from .marks import paint_marks, paint_origins
from .raster import paint_far
from .rects import fill_rects
from .scene import Near, Scene, near
from .texts import TextCache, static_text

EDGE = 3
"""Width of the edge in the plotline's colour, in px."""
WORDS_FROM = 40
"""Cards narrower than this many px have no words."""
FULL_FROM = 96
"""Cards from this width have a description and the number of their harmony."""
PAD = 3 * theme.SPACE
BAR = 4
CARD_HEIGHT = LANE_HEIGHT - 2 * INSET
HARMONY_STEPS = 20


class CardPainter:
    """Paints the scene; keeps what is expensive to lay out until the look changes."""

    def __init__(self) -> None:
        self.drop_caches()

    def drop_caches(self) -> None:
        """Forgets all texts, when font, style or palette changed."""
        self._titles = TextCache(theme.font(theme.NORMAL, QFont.Weight.Medium))
        self._details = TextCache(theme.font(theme.SMALL), lines=2)
        self._numbers: dict[str, tuple[QStaticText, float]] = {}

    @property
    def is_behind(self) -> bool:
        """Whether the last frame left out texts, so that another one is needed."""
        return self._titles.is_behind or self._details.is_behind

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """Paints everything in the viewport."""
        self._titles.begin_frame()
        self._details.begin_frame()
        paint_backdrop(painter, scene)
        if scene.lifted is not None:
            paint_origins(painter, scene, scene.lifted)
        self._paint_layout(painter, scene, scene.shown, scene.selection)
        paint_marks(painter, scene)
        if scene.lifted is not None:
            self._paint_held(painter, scene, scene.lifted.held)
        paint_empty(painter, scene)

    def _paint_layout(self, painter: QPainter, scene: Scene, layout: Layout, selection: frozenset[int]) -> None:
        if scene.is_far:
            paint_far(painter, scene, layout, selection)
            return
        cards = near(layout, scene.camera)
        width = cards.right - cards.left
        self._paint_narrow(painter, scene, cards, width < WORDS_FROM, selection)
        for index in np.flatnonzero(width >= WORDS_FROM).tolist():
            card_id = int(cards.ids[index])
            rect = _rect(scene, int(cards.row[index]), float(cards.left[index]), float(cards.right[index]))
            self._paint_card(painter, scene, card_id, rect, float(cards.tie[index]), card_id in selection)

    def _paint_held(self, painter: QPainter, scene: Scene, held: Layout) -> None:
        """The cards in the hand: a slight shadow, and 95 % of themselves."""
        painter.setOpacity(0.95)
        if not scene.is_far:
            cards = near(held, scene.camera)
            top: Floats = (cards.row * LANE_HEIGHT - scene.camera.top + INSET).astype(np.float64)
            for grown, alpha in ((3, 22), (2, 30), (1, 44)):
                shade = QColor(0, 0, 0, alpha)
                fill_rects(painter, cards.left - grown, top - grown + 2.0, cards.right - cards.left - GAP + 2 * grown,
                           np.full(len(top), CARD_HEIGHT + 2.0 * grown), shade)  # fmt: skip
        self._paint_layout(painter, scene, held, scene.selection)
        painter.setOpacity(1.0)

    # narrow cards: rectangles batched by colour

    def _paint_narrow(
        self, painter: QPainter, scene: Scene, cards: Near, which: NDArray[np.bool_], selection: frozenset[int]
    ) -> None:
        if not which.any():
            return
        left, row, tie = cards.left[which], cards.row[which], cards.tie[which]
        width = np.maximum(cards.right[which] - left - np.where(cards.right[which] - left > 8, GAP, 1), 1.0)
        top = (row * LANE_HEIGHT - scene.camera.top + INSET).astype(np.float64)
        now = theme.current()
        fill_rects(painter, left, top, width, np.full(len(left), float(CARD_HEIGHT)), now.raised)
        for lane in np.unique(row).tolist():
            of = row == lane
            edge: Floats = np.minimum(float(EDGE), np.ceil(width[of] / 2))
            fill_rects(painter, left[of], top[of], edge, np.full(int(of.sum()), float(CARD_HEIGHT)), _hue(scene, lane))
        self._paint_narrow_bars(painter, left, top, width, tie)
        chosen = np.isin(cards.ids[which], np.fromiter(selection, np.int64, len(selection)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(now.accent, 2))
        for x, y, w in zip(left[chosen].tolist(), top[chosen].tolist(), width[chosen].tolist(), strict=True):
            painter.drawRect(QRectF(x + 1, y + 1, max(w - 2, 1), CARD_HEIGHT - 2))

    def _paint_narrow_bars(self, painter: QPainter, left: Floats, top: Floats, width: Floats, tie: Floats) -> None:
        """Upright bars beside the edge, as high as the harmony, so that it is never told by colour alone."""
        share = np.clip(np.nan_to_num(tie), 0.0, 1.0)
        step = np.rint(share * HARMONY_STEPS).astype(np.intp)
        inset = np.where(width >= 12, EDGE + 3.0, np.minimum(EDGE, np.ceil(width / 2)))
        wide = np.maximum(width - inset - np.where(width >= 12, 3.0, 0.0), 0.0)
        high = 2 + np.rint(share * (CARD_HEIGHT - 14))
        foot = top + CARD_HEIGHT - 4 - high
        for level in np.unique(step).tolist():
            of = step == level
            colour = theme.harmony_colour(round(100 * level / HARMONY_STEPS))
            fill_rects(painter, (left + inset)[of], foot[of], wide[of], high[of], colour)

    # cards with words

    def _paint_card(
        self, painter: QPainter, scene: Scene, card_id: int, rect: QRectF, tie: float, selected: bool
    ) -> None:
        _paint_plane(painter, scene, rect, card_id == scene.hover, _hue_of(scene, card_id), selected)
        card = scene.card(card_id)
        if card is None:
            return
        # Words of a card that begins left of the viewport stay in it, moved in steps so that few are laid out anew.
        hidden = max(0.0, -rect.left())
        inner = QRectF(rect)
        inner.setLeft(min(rect.left() + math.ceil(hidden / 16) * 16, rect.right() - WORDS_FROM) + PAD)
        inner.setRight(rect.right() - PAD + theme.SPACE)
        now = theme.current()
        painter.setPen(now.text)
        painter.setFont(self._titles.font)
        for line in self._titles.lines(card_id, card.plot_point, inner.width()):
            painter.drawStaticText(QPointF(inner.left(), rect.top() + 7), line)
        if rect.width() >= FULL_FROM and card.description:
            self._paint_description(painter, card_id, card.description, inner)
        self._paint_harmony(painter, inner, tie, rect.width() >= FULL_FROM)

    def _paint_description(self, painter: QPainter, card_id: int, words: str, inner: QRectF) -> None:
        painter.setPen(theme.current().quiet)
        painter.setFont(self._details.font)
        y = inner.top() + 9 + self._titles.ruler.height
        for line in self._details.lines(card_id, words, inner.width()):
            painter.drawStaticText(QPointF(inner.left(), y), line)
            y += self._details.ruler.height

    def _paint_harmony(self, painter: QPainter, inner: QRectF, tie: float, with_number: bool) -> None:
        now = theme.current()
        in_range = 0.0 <= tie <= 1.0
        right, y = inner.right(), inner.bottom() - 13
        if with_number:
            number, width = self._number(tie)
            painter.setPen(now.quiet if in_range else now.danger)
            painter.setFont(self._details.font)
            painter.drawStaticText(QPointF(right - width, y + BAR / 2 - self._details.ruler.height / 2), number)
            right -= width + 2 * theme.SPACE
        if not in_range:
            right -= 3 * theme.SPACE
            paint_warning(painter, QPointF(right + 6, y + BAR / 2))
        track = QRectF(inner.left(), y, max(right - inner.left(), 4.0), BAR)
        painter.fillRect(track, now.grid)
        percent = theme.harmony_percent(tie)
        track.setWidth(max(track.width() * percent / 100, 2.0))
        painter.fillRect(track, theme.harmony_colour(percent))

    def _number(self, tie: float) -> tuple[QStaticText, float]:
        text = harmony_text(tie)
        found = self._numbers.get(text)
        if found is None:
            found = (static_text(text, self._details.font), self._details.ruler.width(text))
            self._numbers[text] = found
        return found


def harmony_text(tie: float) -> str:
    """A harmony as a person reads it: two decimals, or as it is where it is far out of range."""
    return QLocale().toString(tie, "f", 2) if abs(tie) < 1000 else QLocale().toString(tie, "g", 3)


def paint_warning(painter: QPainter, centre: QPointF) -> None:
    """The small mark of a value out of its range: a triangle with a gap, told by shape as well as by colour."""
    x, y = centre.x(), centre.y()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().danger)
    painter.drawPolygon(QPolygonF([QPointF(x - 5, y + 4.5), QPointF(x + 5, y + 4.5), QPointF(x, y - 4.5)]))
    painter.setBrush(theme.current().raised)
    painter.drawRect(QRectF(x - 0.75, y - 1.5, 1.5, 3))
    painter.drawRect(QRectF(x - 0.75, y + 2.3, 1.5, 1.2))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_plane(painter: QPainter, scene: Scene, rect: QRectF, hovered: bool, hue: QColor, selected: bool) -> None:
    now = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(hue)
    painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
    painter.setBrush(now.hover if hovered else now.raised)
    painter.drawRoundedRect(rect.adjusted(EDGE, 0, 0, 0), theme.RADIUS - 1, theme.RADIUS - 1)
    if selected:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(now.accent, 2))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), theme.RADIUS - 1, theme.RADIUS - 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _rect(scene: Scene, row: int, left: float, right: float) -> QRectF:
    return QRectF(left, scene.camera.lane_top(row) + INSET, max(right - left - GAP, 1.0), CARD_HEIGHT)


def _hue(scene: Scene, row: int) -> QColor:
    contents = scene.contents
    if contents is None or row >= len(scene.layout.lanes):
        return theme.current().line
    plotline = contents.plotlines.get(scene.layout.lanes[row].plotline_id)
    return theme.current().plotline(plotline.colour if plotline is not None else 0)


def _hue_of(scene: Scene, card_id: int) -> QColor:
    card = scene.card(card_id)
    return _hue(scene, scene.row_of(card)) if card is not None else theme.current().line
