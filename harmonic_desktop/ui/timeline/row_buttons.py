"""The small switches on a plotline's row: folded or open, muted, solo."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from .. import theme

CHEVRON = 4.0
"""Half of the longer side of the chevron, in px."""


class RowSwitch(QToolButton):
    """A switch that shows what is stored; the row has a key for it, so that Tab passes it."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.resize(theme.TARGET, theme.TARGET)

    def show_state(self, on: bool, accessible_name: str, tip: str) -> None:
        """Shows whether it is on, and says for which plotline."""
        self.setChecked(on)
        self.setAccessibleName(accessible_name)
        self.setToolTip(tip)

    def nextCheckState(self) -> None:
        """A click asks for the edit; what is stored then is shown."""

    def sizeHint(self) -> QSize:
        return QSize(theme.TARGET, theme.TARGET)


class LetterSwitch(RowSwitch):
    """One letter: outlined while off, filled while on."""

    def __init__(self, parent: QWidget, name: str, letter: str) -> None:
        super().__init__(parent, name)
        self.setText(letter)

    def paintEvent(self, event: QPaintEvent) -> None:
        now, on = theme.current(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5)
        painter.setPen(QPen(now.text if on or self.underMouse() else now.line, 1))
        painter.setBrush(now.text if on else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, theme.SPACE, theme.SPACE)
        painter.setFont(theme.font(theme.SMALL, QFont.Weight.DemiBold))
        painter.setPen(now.panel if on else now.text if self.underMouse() else now.quiet)
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self.text())


class FoldSwitch(RowSwitch):
    """A chevron: down while the plotline is open, to its name while it is folded."""

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = now.text if self.underMouse() else now.quiet
        painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.translate(QPointF(self.width() / 2, self.height() / 2))
        if self.isChecked():
            painter.rotate(-90.0)
        half = CHEVRON / 2
        painter.drawPolyline([QPointF(-CHEVRON, -half), QPointF(0, half), QPointF(CHEVRON, -half)])
