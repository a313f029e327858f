"""Texts on cards, elided and laid out once and kept; few new ones a frame, so that no frame waits for many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QStaticText, QTextOption, QTransform

NEW_PER_FRAME: Final = 40
"""Lines laid out anew in one frame."""
MOST_COUNTED: Final = 12
"""A text of more lines than this counts as one of so many: few have them all."""
KEPT: Final = 6000
LONGEST_LINE: Final = 600
"""No line holds more characters than this."""
ELLIPSIS: Final = "…"
IDEOGRAPHS: Final = "\u2e80"
"""From here on (roughly) scripts are written without spaces, and a line may end after any character."""


class FontRuler:
    """Measures and elides text by the widths of its characters, which is many times faster than laying it out."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetricsF(font)
        self.height = self._metrics.height()
        self._widths: dict[str, float] = {}

    def width(self, text: str) -> float:
        """The sum of the widths of its characters, in px."""
        widths = self._widths
        try:
            return sum([widths[c] for c in text])
        except KeyError:
            widths.update({c: self._metrics.horizontalAdvance(c) for c in set(text) - widths.keys()})
            return sum([widths[c] for c in text])

    def elided(self, text: str, width: float) -> str:
        """`text`, cut with an ellipsis where it is wider than `width` px."""
        if self.width(text) <= width:
            return text
        if not text.isascii():
            return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        cut = self._fitting(text, width - self.width(ELLIPSIS))
        return text[:cut].rstrip() + ELLIPSIS if cut else ""

    def wrapped(self, text: str, width: float, most: int) -> list[str]:
        """`text` in at most that many lines, the last one elided."""
        lines: list[str] = []
        rest = text
        while rest and len(lines) < most - 1 and self.width(rest[:LONGEST_LINE]) > width:
            cut = self._fitting(rest, width)
            space = rest.rfind(" ", 0, cut + 1)
            if space > 0:
                lines.append(rest[:space])
                rest = rest[space:].lstrip()
            elif rest[cut] < IDEOGRAPHS:
                # A word wider than the line is cut, and the next one begins a line of its own.
                word, _, rest = rest.partition(" ")
                lines.append(self.elided(word, width))
            else:
                lines.append(rest[: max(cut, 1)])
                rest = rest[max(cut, 1) :]
        return [*lines, self.elided(rest[:LONGEST_LINE], width)] if rest else lines

    def _fitting(self, text: str, width: float) -> int:
        """How many characters from the left fit."""
        used = 0.0
        for index, character in enumerate(text):
            used += self._widths.get(character) or self.width(character)
            if used > width:
                return index
        return len(text)


@dataclass(slots=True)
class _Kept:
    source: str
    width: float
    lines: int
    natural: float
    """The width it was laid out to take, which may be less than it was given."""
    whole: bool
    text: QStaticText


class Budget:
    """How many lines may still be laid out in this frame, by all caches together."""

    def __init__(self, per_frame: int = NEW_PER_FRAME) -> None:
        self._per_frame = self._left = per_frame
        self.is_spent = False
        """Whether something was left out, so that another frame is needed."""

    def begin_frame(self) -> None:
        """A frame begins: the budget is full again."""
        self._left = self._per_frame
        self.is_spent = False

    def take(self, lines: int = 1) -> bool:
        """Whether one more may be laid out, of so many lines; in a frame that has laid out none, one of any size."""
        fits = self._left >= min(lines, MOST_COUNTED, self._per_frame)
        self._left -= min(lines, MOST_COUNTED) if fits else 0
        self.is_spent = self.is_spent or not fits
        return fits


class TextCache:
    """The laid-out texts of one kind, by card."""

    def __init__(self, font: QFont, budget: Budget) -> None:
        self._budget = budget
        self.ruler = FontRuler(font)
        self.font = font
        self._kept: dict[int, _Kept] = {}

    def get(self, card_id: int, source: str, width: float, lines: int = 1) -> QStaticText | None:
        """The text of a card within `width` px and lines; nothing when this frame has laid out enough already."""
        kept = self._kept.get(card_id)
        same = kept is not None and kept.source == source
        if (
            kept is not None
            and same
            and (
                (kept.width == width and kept.lines == lines)
                or (kept.whole and source.isascii() and kept.natural <= width)
            )
        ):
            return kept.text
        if not self._budget.take(lines):
            fits = kept is not None and same and kept.natural <= width and kept.lines <= lines
            return kept.text if kept is not None and fits else None
        kept = self._laid_out(source, width, lines)
        if len(self._kept) > KEPT:
            self._kept.clear()
        self._kept[card_id] = kept
        return kept.text

    def _laid_out(self, source: str, width: float, lines: int) -> _Kept:
        text = " ".join(source[: LONGEST_LINE * lines].split())
        if lines == 1:
            rows = [self.ruler.elided(text, width)]
        elif lines <= MOST_COUNTED:
            rows = self.ruler.wrapped(text, width, lines)
        else:
            rows = self._paragraphs(source[: LONGEST_LINE * lines], width, lines)
        natural = max((self.ruler.width(row) for row in rows), default=0.0)
        whole = rows == [text]
        # All lines as one text: each call of the painter costs more than the line it paints.
        return _Kept(source, width, lines, natural, whole, static_text("\u2028".join(rows), self.font, width))

    def _paragraphs(self, source: str, width: float, lines: int) -> list[str]:
        """The lines of a text with room for its paragraphs."""
        rows: list[str] = []
        for paragraph in source.splitlines():
            if len(rows) >= lines:
                rows[-1] = self.ruler.elided(rows[-1] + "  " + ELLIPSIS, width)
                break
            rows += self.ruler.wrapped(" ".join(paragraph.split()), width, lines - len(rows)) or [""]
        return rows


def static_text(text: str, font: QFont, width: float | None = None) -> QStaticText:
    """Plain text (whatever it looks like), laid out for a font; in lines of that width in px where it has some."""
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if width is not None:
        # Line separators count only where there is a width; right-to-left text begins at its right end.
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        made.setTextOption(option)
        made.setTextWidth(width)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    made.prepare(QTransform(), font)
    return made
