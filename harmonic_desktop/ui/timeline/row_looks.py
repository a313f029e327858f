"""How a plotline's row looks at each height: where its parts lie, and its words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from ...domain.storyboard import Plotline
from .. import theme

translate = QCoreApplication.translate

NAME_LEFT = 2 * theme.TARGET
RIGHT = 2 * theme.SPACE
"""Free at the right of the words and of the switches, in px."""
TALL_FROM = 11 * theme.SPACE
"""With the words; lower rows have no room for the switches under them: those are at the right when needed."""
TWO_LINES_FROM = 5 * theme.SPACE
"""With the words; lower rows have no room under the name, and it stands in their middle."""
NAME_FROM = 3 * theme.SPACE
"""Lower rows have no words: their colour is all there is room for."""
NAME_LINE, ABOUT_LINE = 5 * theme.SPACE, 4 * theme.SPACE
SWITCH = QSize(theme.TARGET, theme.TARGET)


@dataclass(frozen=True, slots=True)
class RowState:
    """What a row shows: a plotline, where it is among how many, what lies on it, and whether it sounds."""

    plotline: Plotline
    index: int
    of: int
    cards: int
    is_silent: bool = False

    @property
    def about(self) -> str:
        """“muted, 12 cards, Cello”."""
        return ", ".join(filter(None, (self.sound, _cards_in_words(self.cards), self.plotline.instrument)))

    @property
    def sound(self) -> str:
        """“muted”, “solo”, “silent” where another one is solo, or nothing."""
        if self.plotline.is_muted:
            return translate("PlotlineRow", "muted")
        if self.plotline.is_solo:
            return translate("PlotlineRow", "solo")
        return translate("PlotlineRow", "silent") if self.is_silent else ""

    @property
    def in_words(self) -> str:
        """“Plotline Main, 12 cards, Cello, muted, folded, 2 of 5”."""
        folded = translate("PlotlineRow", "folded") if self.plotline.is_folded else ""
        cards = _cards_in_words(self.cards)
        about = ", ".join(filter(None, (cards, self.plotline.instrument, self.sound, folded)))
        return translate("PlotlineRow", "Plotline {name}, {about}, {row} of {count}").format(
            name=self.plotline.name, about=about, row=self.index + 1, count=self.of
        )


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of a row lie at a size, in its own pixels."""

    fold: QRect
    swatch: QRect
    mute: QRect
    solo: QRect
    name_top: int
    lines: int
    """How many of name and what is said about it there is room for."""
    is_tall: bool
    """Whether the switches have a place of their own, where they are always seen."""
    has_switches: bool


def places(width: int, height: int) -> Places:
    """The parts of a row of that size."""
    name, about = theme.room(NAME_LINE), theme.room(ABOUT_LINE)
    lines = 2 if height >= name + about + TWO_LINES_FROM else 1 if height >= NAME_FROM else 0
    is_tall = height >= name + about + TALL_FROM
    words = name + (about if lines == 2 else 0)
    top = 3 * theme.SPACE if is_tall else (height - words) // 2
    beside_name = top + (name - theme.TARGET) // 2
    if is_tall:
        under = top + words + theme.SPACE
        mute, solo = QRect(NAME_LEFT - 2, under, 0, 0), QRect(NAME_LEFT + theme.TARGET - 2, under, 0, 0)
    else:
        middle = (height - theme.TARGET) // 2
        right = width - RIGHT - theme.TARGET
        mute, solo = QRect(right - theme.TARGET, middle, 0, 0), QRect(right, middle, 0, 0)
    return Places(
        fold=QRect(0, beside_name, theme.TARGET, theme.TARGET),
        swatch=QRect(theme.TARGET, beside_name, theme.TARGET, theme.TARGET),
        mute=QRect(mute.topLeft(), SWITCH),
        solo=QRect(solo.topLeft(), SWITCH),
        name_top=top,
        lines=lines,
        is_tall=is_tall,
        has_switches=height >= theme.TARGET,
    )


def paint_words(painter: QPainter, state: RowState, at: Places, right: int) -> None:
    """Paints the name, quiet where the plotline does not sound, and what is said about it, up to a pixel."""
    now = theme.current()
    name_size = theme.NORMAL if at.has_switches else theme.SMALL
    name = (state.plotline.name, name_size, QFont.Weight.Medium, now.quiet if state.is_silent else now.text)
    about = (state.about, theme.SMALL, QFont.Weight.Normal, now.quiet)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # as the words run, not as the program does
    beside_swatch = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
    line = QRectF(NAME_LEFT, at.name_top, right - NAME_LEFT, theme.room(NAME_LINE))
    for text, size, weight, colour in (name, about)[: at.lines]:
        painter.setFont(theme.font(size, weight))
        painter.setPen(colour)
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(line.width()))
        painter.drawText(line, beside_swatch, elided)
        line = line.translated(0, theme.room(NAME_LINE + ABOUT_LINE) / 2)


def paint_colour(painter: QPainter, colour: int, height: int) -> None:
    """Paints the hue of a row that is too low for a swatch."""
    left = theme.TARGET + (theme.TARGET - NAME_FROM) / 2
    painter.fillRect(QRectF(left, 0.5, NAME_FROM, max(height - 2.0, 1.0)), theme.current().plotline(colour))


def paint_focus(painter: QPainter, room: QRect) -> None:
    """Paints the ring that shows which row has the keyboard."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.current().accent, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(room).adjusted(2, 2, -3, -3), theme.RADIUS, theme.RADIUS)


def _cards_in_words(cards: int) -> str:
    if cards == 1:
        return translate("PlotlineRow", "1 card")
    return translate("PlotlineRow", "{count} cards").format(count=QLocale().toString(cards))
