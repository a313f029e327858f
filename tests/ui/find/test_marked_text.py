"""Found words are bold in their line, whatever letters stand before them, and the line stays in its box."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from harmonic_desktop.domain.searching import Spans, marked
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.find.marked_text import paint_marked

BOX = QRectF(20, 10, 200, 24)
PLAIN, MARK = QColor("blue"), QColor("red")


def painted(text: str, spans: Spans) -> QImage:
    image = QImage(260, 44, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_marked(painter, BOX, text, spans, theme.font(theme.NORMAL), PLAIN, MARK)
    painter.end()
    return image


def columns(image: QImage, colour: QColor) -> list[int]:
    """The columns with ink that is more of that colour than of the other."""
    found = []
    for x in range(image.width()):
        for y in range(image.height()):
            pixel = image.pixelColor(x, y)
            own, other = (pixel.red(), pixel.blue()) if colour == MARK else (pixel.blue(), pixel.red())
            if own - other > 100:
                found.append(x)
                break
    return found


@pytest.mark.parametrize("before", ["", "The ", "😀🎭 ", "é — "])
def test_only_what_is_marked_is_painted_as_a_mark(qapp: QApplication, before: str) -> None:
    text = f"{before}storm ends"
    image = painted(text, marked(text, ("storm",)))
    marks, plain = columns(image, MARK), columns(image, PLAIN)
    assert marks and plain
    # “ends” follows on the mark, and nothing of the mark is in it.
    assert max(marks) < max(plain)
    alone = columns(painted("storm", ((0, 5),)), MARK)
    assert abs((max(marks) - min(marks)) - (max(alone) - min(alone))) <= 1


@pytest.mark.parametrize("text", ["storm " * 60, "x" * 300, "عاصفة " * 60])
def test_a_long_line_is_cut_within_its_box(qapp: QApplication, text: str) -> None:
    image = painted(text, marked(text, ("storm",)))
    ink = columns(image, MARK) + columns(image, PLAIN)
    assert ink and BOX.left() - 1 <= min(ink) and max(ink) <= BOX.right() + 1


def test_nothing_is_painted_for_no_text(qapp: QApplication) -> None:
    assert columns(painted("", ()), PLAIN) == []
