"""One sentence at the bottom edge of the window that stays until it is closed or replaced, and asks for nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from .. import theme
from .sentence import Sentence, announce

MARGIN = 3 * theme.SPACE
WIDEST = 180 * theme.SPACE
EDGE = 3
"""Width of the coloured edge that tells an error from a notice."""


class MessageBar(QFrame):
    """Lies over the bottom edge of its parent and follows its size, so that nothing beneath it moves."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.setAccessibleName(self.tr("Message"))
        self._is_error = False
        self._sentence = Sentence()
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._act = QPushButton()
        self._act.setObjectName("messageAction")
        self._act.setAutoDefault(False)
        self._act.hide()
        self._do: Callable[[], object] | None = None
        self._act.clicked.connect(self._on_act)
        self._close = QToolButton()
        self._close.setText("✕")
        self._close.setObjectName("closeMessage")
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.setToolTip(self.tr("Close the message"))
        self._close.setMinimumSize(theme.TARGET, theme.TARGET)
        self._close.clicked.connect(self.close_message)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN + EDGE, 2 * theme.SPACE, 2 * theme.SPACE, 2 * theme.SPACE)
        row.setSpacing(MARGIN)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._act)
        row.addWidget(self._close)
        self._over = parent
        parent.installEventFilter(self)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is being said, or nothing."""
        return self._sentence.text() if not self.isHidden() else ""

    @property
    def is_error(self) -> bool:
        """Whether it is said as something that went wrong."""
        return self._is_error

    def show_notice(self, sentence: str, action: str = "", do: Callable[[], object] | None = None) -> None:
        """Says what the person may want to know, in place of what was said before, and offers to `do` something."""
        self._say(sentence, False, action, do)

    def show_error(self, sentence: str) -> None:
        """Says what went wrong, in place of what was said before."""
        self._say(sentence, True)

    def close_message(self) -> None:
        """Takes the sentence away."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _say(self, sentence: str, is_error: bool, action: str = "", do: Callable[[], object] | None = None) -> None:
        self._is_error = is_error
        self._do = do
        self._act.setText(action)
        self._act.setAccessibleName(action)
        self._act.setToolTip(action)
        self._act.setVisible(do is not None)
        self._sentence.setText(sentence)
        self.setAccessibleDescription(sentence)
        self.show()
        self._place()
        self.raise_()
        self.update()
        announce(self, sentence)

    def _on_act(self) -> None:
        if self._do is not None:
            self._do()

    def _place(self) -> None:
        room = self._over.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        words = self._sentence.fontMetrics().horizontalAdvance(self._sentence.text())
        around = self.sizeHint().width() - self._sentence.sizeHint().width()
        width = max(min(words + around + 2 * theme.SPACE, WIDEST, room.width()), theme.TARGET)
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        self.setGeometry(room.center().x() - width // 2, room.bottom() - height + 1, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        frame = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(colours.line, 1))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        edge: QColor = colours.danger if self._is_error else colours.accent
        painter.fillRect(theme.SPACE + 1, theme.RADIUS, EDGE, self.height() - 2 * theme.RADIUS, edge)
