"""Pictures and tables written a bit at a time, so that the window goes on and a person can stop it half way."""

from __future__ import annotations

import re
from collections.abc import Generator
from pathlib import Path

import numpy as np
from PySide6.QtCore import QBuffer, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from ...domain.contents import Contents
from ...exchange.curve_csv import ROWS_AT_ONCE, curve_csv
from ...exchange.files import written_safely
from ...exchange.png import PngWriter, Rgb
from .. import theme
from .page import Format, Part, Picture

DOTS_PER_INCH = 96
ROWS_A_STEP = 256
_NOT_IN_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
"""What XML 1.0 has no place for, in UTF-8; a title may hold it all the same."""

Steps = Generator[float]
"""Work that is done step by step: tells each time which share of it is done; closed early it leaves nothing behind."""


def picture_steps(picture: Picture, path: Path, kind: Format) -> Steps:
    """Writes a picture; raises NotWritten."""
    return png_steps(picture, path) if kind is Format.PNG else svg_steps(picture, path)


def png_steps(picture: Picture, path: Path) -> Steps:
    """Writes PNG part by part: of the pixels only those of one part are ever in memory."""
    size = picture.size
    with written_safely(path) as file:
        png = PngWriter(file, size.width(), size.height(), picture.title, picture.scale)
        for top, part in picture.tops():
            strip = _painted(picture, part, top, picture.scale)
            yield top / picture.height
            if not strip.isNull():
                rows = _rgb(strip)
                for first in range(0, len(rows), ROWS_A_STEP):
                    png.write_rows(rows[first : first + ROWS_A_STEP])
                    yield (top + part.height * first / len(rows)) / picture.height
        yield 1.0
        png.finish()


def svg_steps(picture: Picture, path: Path) -> Steps:
    """Writes SVG, in which shapes stay shapes and text stays text."""
    with written_safely(path) as file:
        buffer = QBuffer()
        generator = _generator(picture, buffer)
        painter = QPainter(generator)
        try:
            painter.fillRect(QRectF(0, 0, picture.width, picture.height), picture.look.panel)
            for top, part in picture.tops():
                painter.save()
                painter.translate(0, top)
                _paint(painter, picture, part)
                painter.restore()
                yield (top + part.height) / picture.height
        finally:
            painter.end()
        file.write(_tidied(bytes(buffer.data().data())))


def csv_steps(contents: Contents, path: Path) -> Steps:
    """Writes the harmony curve as a table."""
    pieces = max(2 * len(contents.cards) / ROWS_AT_ONCE, 1.0)
    with written_safely(path) as file:
        for number, piece in enumerate(curve_csv(contents)):
            file.write(piece.encode("utf-8"))
            yield min(number / pieces, 1.0)


def image_steps(picture: Picture, scale: float, into: list[QImage]) -> Steps:
    """Paints a picture at another scale, for the eye; the image is put in the list when it is whole."""
    size = QSize(max(round(picture.width * scale), 1), max(round(picture.height * scale), 1))
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(picture.look.panel)
    painter = QPainter(image)
    try:
        for top, part in picture.tops():
            painter.drawImage(0, round(top * scale), _painted(picture, part, top, scale))
            yield (top + part.height) / picture.height
    finally:
        painter.end()
    into.append(image)


def painted(picture: Picture, scale: float | None = None) -> QImage:
    """The whole picture in pixels, at its own scale if at no other."""
    images: list[QImage] = []
    for _ in image_steps(picture, picture.scale if scale is None else scale, images):
        pass
    return images[0]


def _painted(picture: Picture, part: Part, top: int, scale: float) -> QImage:
    """The pixels of a part that begins so many px down the page; null where it has not even a row of them."""
    first, last = round(top * scale), round((top + part.height) * scale)
    strip = QImage(round(picture.width * scale), last - first, QImage.Format.Format_RGB32)
    if strip.isNull():
        return strip
    strip.fill(picture.look.panel)
    strip.setDevicePixelRatio(scale)
    painter = QPainter(strip)
    painter.translate(0, top - first / scale)
    try:
        _paint(painter, picture, part)
    finally:
        painter.end()  # Qt ends the program when an image goes while it is painted on
    strip.setDevicePixelRatio(1)
    return strip


def _paint(painter: QPainter, picture: Picture, part: Part) -> None:
    with theme.painting_in(picture.look):
        part.paint(painter)


def _rgb(image: QImage) -> Rgb:
    packed = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(packed.constBits(), np.uint8).reshape(packed.height(), packed.bytesPerLine())
    return rows[:, : packed.width() * 3].copy()  # what an image holds goes with it


def _tidied(svg: bytes) -> bytes:
    """Well-formed XML, and without what is so anyway; a text can't hold any of it, as its quotes are escaped."""
    for needless in (b' fill-opacity="1"', b' stroke-opacity="1"', b' transform="matrix(1,0,0,1,0,0)"',
                     b' font-style="normal"', b' stroke-linecap="square" stroke-linejoin="bevel"'):  # fmt: skip
        svg = svg.replace(needless, b"")
    return _NOT_IN_XML.sub(b"", svg)


def _generator(picture: Picture, buffer: QBuffer) -> QSvgGenerator:
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(DOTS_PER_INCH)
    generator.setSize(QSize(picture.width, picture.height))
    generator.setViewBox(QRect(0, 0, picture.width, picture.height))
    generator.setTitle(picture.title)
    return generator
