"""The palette of Find: a field over the window, and under it what was found, while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ...domain.searching import Findings, Order, sought_words
from ...storage.errors import StorageError
from .. import icons, theme
from ..widgets.calm_combo import CalmCombo
from ..widgets.field_icons import add_icons
from ..widgets.sentence import Sentence, announce
from .delegate import ResultDelegate, row_height
from .results import Results
from .words import count_in_words, in_words

if TYPE_CHECKING:
    from ...storage.search import Search

WIDEST = 168 * theme.SPACE
MARGIN = 6 * theme.SPACE
TOP = 14 * theme.SPACE
MOST_ROWS = 8
AROUND = 28 * theme.SPACE
"""What field, words and space around the rows take of the height, at most."""
WAIT_MS = 30
"""What is typed meanwhile is looked for at once."""
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: MOST_ROWS - 1, Qt.Key.Key_PageUp: 1 - MOST_ROWS}


class FindPalette(QFrame):
    """Lies over its window until something is chosen, Esc is pressed, or the focus goes elsewhere."""

    chosen = Signal(object)
    """What was found and is to be shown, a Found."""
    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("findPalette")
        self.setAccessibleName(self.tr("Find in all universes"))
        self._over = window
        self._search: Search | None = None
        self._came_from: QWidget | None = None
        self._typing = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._typing.timeout.connect(self._find)
        self._reader = QTimer(self, interval=0)
        self._reader.timeout.connect(self._read_on)
        self._make_field()
        self._make_rows()
        self._lay_out()
        window.installEventFilter(self)
        self.hide()

    def open_on(self, search: Search) -> None:
        """Shows the palette on what an account has, the words of the last time selected."""
        self._search = search
        if self.isHidden():
            self._came_from = self._over.focusWidget()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._reader.start()
        self._find()

    def close_palette(self) -> None:
        """Takes it away; the keyboard goes back to where it was."""
        if self.isHidden():
            return
        self._typing.stop()
        self._reader.stop()
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        came_from, self._came_from, self._search = self._came_from, None, None
        self.hide()
        if had_focus and came_from is not None:
            came_from.setFocus()
        self.closed.emit()

    def forget(self) -> None:
        """Forgets what was looked for, when somebody else signs in."""
        self.close_palette()
        self.field.clear()
        self._results.show((), ())

    def _make_field(self) -> None:
        self.field = QLineEdit()
        self.field.setObjectName("findField")
        self.field.setAccessibleName(self.tr("Words to find"))
        self.field.setPlaceholderText(self.tr("Find cards, plotlines, markers and universes"))
        add_icons(self.field, icons.icon("search"), self.tr("Find"))
        self.field.textChanged.connect(lambda: self._typing.start())
        self.field.installEventFilter(self)
        self.order = CalmCombo()
        self.order.setObjectName("findOrder")
        self.order.setAccessibleName(self.tr("Sort the cards"))
        self.order.setToolTip(self.tr("Sort the cards"))
        self.order.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.order.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.order.setMinimumWidth(34 * theme.SPACE)
        for order, words in (
            (Order.BEST, self.tr("Best match")),
            (Order.STORY, self.tr("Story order")),
            (Order.HARMONY, self.tr("Harmony")),
        ):
            self.order.addItem(words, order)
        self.order.activated.connect(self._find)
        self.order.installEventFilter(self)

    def _make_rows(self) -> None:
        self._results = Results()
        self.rows = QListView()
        self.rows.setObjectName("findResults")
        self.rows.setAccessibleName(self.tr("What was found"))
        self.rows.setModel(self._results)
        self.rows.setItemDelegate(ResultDelegate(self.rows))
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setUniformItemSizes(True)
        self.rows.setMouseTracking(True)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.rows.clicked.connect(self._choose)
        self.words = Sentence("", "quiet")
        self.words.setObjectName("findWords")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(2 * theme.SPACE)
        top.addWidget(self.field, 1)
        top.addWidget(self.order)
        inset = 3 * theme.SPACE
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(inset, inset, inset, 2 * theme.SPACE)
        box.setSpacing(2 * theme.SPACE)
        box.addLayout(top)
        box.addWidget(self.rows, 1)
        box.addWidget(self.words)

    def _read_on(self) -> None:
        """Has what was changed since the last time read, a step between any two events."""
        if self._search is None:
            self._reader.stop()
            return
        try:
            if self._search.bring_up_to_date():
                self._reader.stop()
                self._find()
        except StorageError as failure:
            self._reader.stop()
            self._show(Findings(), str(failure))

    def _find(self) -> None:
        self._typing.stop()
        if self._search is None or self._reader.isActive():
            self._show(Findings(), self.tr("Reading your universes…"))
            return
        order = self.order.currentData()
        try:
            findings = self._search.find(self.field.text(), order)
        except StorageError as failure:
            self._show(Findings(), str(failure))
            return
        self._show(findings, count_in_words(findings, QLocale()) or self._nothing())

    def _nothing(self) -> str:
        if not sought_words(self.field.text()):
            return self.tr(
                "Type words that a card has in its plot point or description; accents and case don’t matter."
            )
        return self.tr("Nothing has all of these words. Try fewer, or only their beginnings.")

    def _show(self, findings: Findings, sentence: str) -> None:
        self._results.show(findings.found, sought_words(self.field.text()))
        self.rows.setCurrentIndex(self._results.index(0))
        self.rows.setVisible(bool(findings.found))
        if sentence != self.words.text():
            self.words.setText(sentence)
            announce(self, sentence)
        self._place()

    def _place(self) -> None:
        width = min(WIDEST, self._over.width() - 2 * MARGIN)
        room = self._over.height() - TOP - 2 * MARGIN
        most = max((room - AROUND) // row_height(), 1)
        self.rows.setFixedHeight(min(self._results.rowCount(), MOST_ROWS, most) * row_height())
        height = min(self._box.totalHeightForWidth(width), room)
        self.setGeometry((self._over.width() - width) // 2, TOP, width, height)

    def _walk(self, steps: int) -> None:
        count = self._results.rowCount()
        if count:
            row = min(max(self.rows.currentIndex().row() + steps, 0), count - 1)
            self.rows.setCurrentIndex(self._results.index(row))
            found = self._results.at(row)
            announce(self.rows, in_words(found, QLocale()) if found is not None else "")

    def _choose(self, index: QModelIndex) -> None:
        found = self._results.at(index.row())
        if found is not None:
            self.close_palette()
            self.chosen.emit(found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.field:
            return self._on_key(Qt.Key(event.key()))
        if event.type() == QEvent.Type.FocusOut and watched in (self.field, self.order):
            QTimer.singleShot(0, self, self._close_when_left)
        return super().eventFilter(watched, event)

    def _on_key(self, key: Qt.Key) -> bool:
        if key in _STEPS:
            self._walk(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._typing.isActive():
                self._find()
            self._choose(self.rows.currentIndex())
        else:
            return False
        return True

    def _close_when_left(self) -> None:
        """Closes when the focus went to something else of the window; another window may have it for a while."""
        focus = QApplication.focusWidget()
        if focus is not None and focus.window() is self.window() and not self.isAncestorOf(focus):
            self.close_palette()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """Tab goes to and fro between the field and the order."""
        (self.field if self.order.hasFocus() else self.order).setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().line, 1))
        painter.setBrush(theme.current().raised)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
