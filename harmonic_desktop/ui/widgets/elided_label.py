"""A sentence on one line, cut short with an ellipsis where there is no room; all of it is in its tooltip then."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from .sentence import Sentence


class ElidedLabel(Sentence):
    """Never asks for more width than it is given; screen readers get the whole text."""

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", role, parent)
        self.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_text(self, text: str) -> None:
        """Shows a text, whatever is in it, as it is."""
        self.setText(text)
        self._explain()

    @property
    def shown(self) -> str:
        """As much of the text as there is room for."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())

    def _explain(self) -> None:
        is_cut = self.shown != self.text()
        self.setToolTip(f"<span>{escape(self.text())}</span>" if is_cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        painter.drawText(self.contentsRect(), side | Qt.AlignmentFlag.AlignVCenter, self.shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())
