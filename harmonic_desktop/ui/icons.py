"""The icons: one family of line drawings in `resources/icons`, drawn in the colours of the theme in use."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

from ..paths import resource_path
from . import theme

APP_SIZES = (16, 24, 32, 48, 64, 128, 256)
"""The sizes in px that window managers ask an application's icon in."""


@lru_cache(maxsize=64)
def icon(name: str) -> QIcon:
    """The icon in `resources/icons/<name>.svg`; raises FileNotFoundError. It follows the theme by itself."""
    return QIcon(_ThemedEngine(resource_path(f"icons/{name}.svg").read_text("utf-8")))


@lru_cache(maxsize=1)
def app_icon() -> QIcon:
    """The mark of the program, in its own colours."""
    svg = resource_path("icons/app.svg").read_text("utf-8")
    made = QIcon()
    for size in APP_SIZES:
        made.addPixmap(_drawn(svg, QSize(size, size), 1.0))
    return made


class _ThemedEngine(QIconEngine):
    """Draws an icon when it is first asked for in a size, a state and a theme, and keeps the picture."""

    def __init__(self, svg: str) -> None:
        super().__init__()
        self._svg = svg

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return _coloured(self._svg, size.width(), size.height(), scale, _colour(mode).rgba())

    def clone(self) -> QIconEngine:
        copy = _ThemedEngine(self._svg)
        _copies.append(copy)
        return copy


_copies: list[QIconEngine] = []
"""WORKAROUND(PySide 6.11): a copy that only C++ knows is freed as soon as `clone` has returned it."""


def _colour(mode: QIcon.Mode) -> QColor:
    """What a line is drawn in: like the words beside it."""
    if mode == QIcon.Mode.Disabled:
        return theme.current().line
    return theme.current().on_accent if mode == QIcon.Mode.Selected else theme.current().text


@lru_cache(maxsize=512)
def _coloured(svg: str, width: int, height: int, scale: float, rgba: int) -> QPixmap:
    return _drawn(svg.replace("currentColor", QColor.fromRgba(rgba).name()), QSize(width, height), scale)


def _drawn(svg: str, size: QSize, scale: float) -> QPixmap:
    """The drawing in `size` px at a scale of the screen, in the middle where that is not square."""
    from PySide6.QtSvg import QSvgRenderer  # not before there is something to draw

    pixmap = QPixmap(size * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    side = min(size.width(), size.height())
    painter = QPainter(pixmap)
    QSvgRenderer(svg.encode()).render(
        painter, QRectF((size.width() - side) / 2, (size.height() - side) / 2, side, side)
    )
    painter.end()
    return pixmap
