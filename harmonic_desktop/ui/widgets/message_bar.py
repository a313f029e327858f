"""One sentence under the plot that stays until it is closed or replaced, and asks for nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton

from .. import theme
from .sentence import Sentence, announce

MARGIN = 3 * theme.SPACE
LOOK_MS = 50
"""How often it looks whether the hand has let go."""
EDGE, LINE = 3, 1
"""Width of the coloured edge that tells an error from a notice, and of the line towards the story."""


class MessageBar(QFrame):
    """A row of its own in what holds it, as tall as its sentence; it is not there while nothing is said."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
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
        self._waiting = QTimer(self, interval=LOOK_MS)
        self._waiting.timeout.connect(self._open)
        self._act.clicked.connect(self._on_act)
        self._close = QToolButton()
        self._close.setText("✕")
        self._close.setObjectName("closeMessage")
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.setToolTip(self.tr("Close the message"))
        self._close.setMinimumSize(theme.TARGET, theme.TARGET)
        self._close.clicked.connect(self.close_message)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN + EDGE, theme.SPACE + LINE, 2 * theme.SPACE, theme.SPACE)
        row.setSpacing(MARGIN)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._act)
        row.addWidget(self._close)
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
        self._waiting.stop()
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
        self._open()
        self.update()
        announce(self, sentence)

    def _open(self) -> None:
        """Shows itself, but not while the hand holds what would move under it."""
        if self.isHidden() and QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._waiting.start()
        else:
            self._waiting.stop()
            self.show()

    def _on_act(self) -> None:
        if self._do is not None:
            self._do()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), theme.current()
        painter.fillRect(self.rect(), colours.raised)
        painter.fillRect(0, 0, self.width(), LINE, colours.grid)
        edge: QColor = colours.danger if self._is_error else colours.accent
        painter.fillRect(0, LINE, EDGE, self.height() - LINE, edge)
