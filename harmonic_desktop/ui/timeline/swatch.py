"""A plotline's colour as a button that offers the eight hues by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ...domain.storyboard import COLOURS
from .. import theme

DOT = 3 * theme.SPACE


class Swatch(QToolButton):
    """Shows one hue; a click offers the others."""

    colour_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._colour = 0
        self.clicked.connect(self._on_clicked)

    def show_colour(self, colour: int, plotline_name: str) -> None:
        """Shows a hue, 0..7, as that of a plotline."""
        self._colour = colour
        name = hue_name(colour)
        self.setAccessibleName(
            self.tr("Colour of plotline {plotline}: {colour}").format(plotline=plotline_name, colour=name)
        )
        self.setToolTip(self.tr("Colour: {colour}").format(colour=name))
        self.update()

    def menu_of_hues(self) -> QMenu:
        """The eight hues, the present one ticked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(hue_actions(menu, self._colour, self.colour_chosen.emit))
        return menu

    def _on_clicked(self) -> None:
        self.menu_of_hues().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def sizeHint(self) -> QSize:
        return QSize(theme.TARGET, theme.TARGET)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().plotline(self._colour))
        grown = 1.0 if self.underMouse() else 0.0
        dot = QRectF(0, 0, DOT + 2 * grown, DOT + 2 * grown)
        dot.moveCenter(QPointF(self.width() / 2, self.height() / 2))
        painter.drawRoundedRect(dot, theme.SPACE, theme.SPACE)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.current().accent, 2))
            painter.drawRoundedRect(dot.adjusted(-3, -3, 3, 3), theme.RADIUS, theme.RADIUS)


def hue_name(colour: int) -> str:
    """What a hue is called."""
    return hue_names()[colour % COLOURS]


def hue_names() -> tuple[str, ...]:
    """What the hues are called, 0..7."""
    return (
        QCoreApplication.translate("Swatch", "Blue"),
        QCoreApplication.translate("Swatch", "Violet"),
        QCoreApplication.translate("Swatch", "Pink"),
        QCoreApplication.translate("Swatch", "Coral"),
        QCoreApplication.translate("Swatch", "Amber"),
        QCoreApplication.translate("Swatch", "Olive"),
        QCoreApplication.translate("Swatch", "Green"),
        QCoreApplication.translate("Swatch", "Teal"),
    )


def hue_actions(menu: QMenu, present: int, choose: Callable[[int], object]) -> list[QAction]:
    """An action for each hue, with its name and a picture of it."""
    group = QActionGroup(menu)
    actions = []
    for colour in range(COLOURS):
        is_present = colour == present % COLOURS
        action = QAction(hue_icon(colour, is_present), hue_name(colour), group, checkable=True, checked=is_present)
        action.triggered.connect(partial(_chosen, choose, colour))
        actions.append(action)
    return actions


def _chosen(choose: Callable[[int], object], colour: int, _checked: bool = False) -> None:
    choose(colour)


def hue_icon(colour: int, is_present: bool = False) -> QIcon:
    """A square of the hue, ticked if it is the present one: beside a picture menus show no tick of their own."""
    picture = QPixmap(4 * DOT, 4 * DOT)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().plotline(colour))
    painter.drawRoundedRect(QRectF(picture.rect()), DOT, DOT)
    if is_present:
        painter.setPen(QPen(theme.current().window, DOT / 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline([QPointF(x * DOT, y * DOT) for x, y in ((1.0, 2.1), (1.7, 2.8), (3.0, 1.3))])
    painter.end()
    made = QIcon(picture)
    made.addPixmap(picture, QIcon.Mode.Selected)  # or it would be tinted in a list
    return made
