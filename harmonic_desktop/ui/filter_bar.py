"""The bar under the toolbar that filters the cards of the open story by words, harmony and plotline.

What is asked for stays with the universe: another one is opened unfiltered, and nothing of it is kept for the next
start, because cards that are missing for a forgotten reason are taken for lost.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..domain.contents import Contents
from ..domain.edits import Edit
from ..domain.filtering import CardFilter, FilteredCards
from ..domain.storyboard import Card, Plotline
from . import icons, theme
from .filter_words import count_in_words, hidden_in_words, what_happened, what_moves
from .widgets.calm_combo import CalmCombo
from .widgets.elided_label import ElidedLabel
from .widgets.field_icons import add_icons
from .widgets.harmony_range import HarmonyRange
from .widgets.sentence import Sentence, announce

ROOMY = 190 * theme.SPACE
"""From this width on everything is in one row."""
COUNT_WIDTH = 22 * theme.SPACE
"""What the count of cards takes at most where there is little room, in px."""
WIDEST = 120 * theme.SPACE
"""Of words and range, however wide the window is."""


class FilterBar(QWidget):
    """Says which cards the filter stops, and whether they are to be hidden; changes nothing itself."""

    filtered = Signal(object, bool)
    """frozenset of the ids of cards that are stopped; whether they are hidden."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filterBar")
        self.setAccessibleName(self.tr("Filter cards"))
        self.stopped: frozenset[int] = frozenset()
        self._contents: Contents | None = None
        self._cards: FilteredCards | None = None
        """None while nothing is asked for: who does not filter need not wait for it."""
        self._spared: frozenset[int] = frozenset()
        """Cards that were made or changed since the filter was: they stay in sight until it changes."""
        self._shown: tuple[frozenset[int], bool] | None = None
        """What the views were told last."""
        self._is_preview = False
        self._came_from: QWidget | None = None
        self._make_fields()
        self._lay_out()
        self._connect_signals()
        self.hide()

    @property
    def hidden(self) -> frozenset[int]:
        """The cards that are out of sight."""
        return self.stopped if self.hides.isChecked() else frozenset()

    def _make_fields(self) -> None:
        self.field = QLineEdit()
        self.field.setObjectName("filterField")
        self.field.setPlaceholderText(self.tr("Words in plot point or description"))
        self.field.setAccessibleName(self.tr("Words that cards have"))
        add_icons(self.field, icons.icon("filter"), self.tr("Filter"), self.tr("Clear the words"), esc=False)
        self.range = HarmonyRange()
        self.range.setObjectName("filterRange")
        self._numbers = QLabel()
        self._numbers.setAccessibleName(self.tr("Range of harmony"))
        self._numbers.setProperty("quiet", True)
        self.plotline = CalmCombo()
        self.plotline.setObjectName("filterPlotline")
        self.plotline.setAccessibleName(self.tr("Plotline"))
        self.plotline.setToolTip(self.tr("Plotline of the cards"))
        self.plotline.setMinimumWidth(30 * theme.SPACE)
        self.hides = QToolButton()
        self.hides.setObjectName("filterHides")
        self.hides.setIcon(icons.icon("eye-off"))
        self.hides.setCheckable(True)
        self.hides.setAccessibleName(self.tr("Hide the others"))
        self.hides.setToolTip(self.tr("Hide the others instead of dimming them"))
        self._make_words()

    def _make_words(self) -> None:
        self.count = ElidedLabel()
        self.count.setObjectName("filterCount")
        self.count.setAccessibleName(self.tr("Cards that pass"))
        self.count.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.notice = Sentence("", "quiet")
        self.notice.setObjectName("filterNotice")
        self.notice.hide()
        self._close = QToolButton()
        self._close.setObjectName("closeFilter")
        self._close.setIcon(icons.icon("close"))
        self._close.setAccessibleName(self.tr("Clear the filter and close it"))
        self._close.setToolTip(self.tr("Clear the filter and close it (Esc)"))
        for button in (self.hides, self._close):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setMinimumSize(theme.TARGET, theme.TARGET)

    def _lay_out(self) -> None:
        inset = 3 * theme.SPACE
        rest = QHBoxLayout()
        rest.setSpacing(2 * theme.SPACE)
        rest.addWidget(self.range, 1)
        for widget in (self._numbers, self.plotline, self.hides):
            rest.addWidget(widget)
        rest.addStretch()
        for widget in (self.count, self._close):
            rest.addWidget(widget)
        self.field.setMaximumWidth(WIDEST)
        self.range.setMaximumWidth(WIDEST)
        self.plotline.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(2 * theme.SPACE)
        self._row.addWidget(self.field, 1)
        self._row.addLayout(rest, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(inset, theme.SPACE, inset, 2 * theme.SPACE)
        box.setSpacing(theme.SPACE)
        box.addLayout(self._row)
        box.addWidget(self.notice)

    def _connect_signals(self) -> None:
        self.field.textChanged.connect(self._on_asked)
        self.range.changed.connect(self._on_asked)
        self.plotline.activated.connect(self._on_asked)
        self.hides.toggled.connect(self._on_asked)
        self._close.clicked.connect(self.close_bar)

    # entry points

    def open_bar(self) -> None:
        """Shows the bar with the keyboard in its field."""
        if self.isHidden():
            self._came_from = QApplication.focusWidget()
            self.show()
            self._show_all()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_bar(self) -> None:
        """Lets all cards through and takes the bar away; the keyboard goes back to where it was."""
        if self.isHidden():
            return
        self.clear()
        focus, came_from = QApplication.focusWidget(), self._came_from
        had_focus = focus is not None and self.isAncestorOf(focus)
        self._came_from = None
        self.hide()
        if had_focus and came_from is not None:
            came_from.setFocus()
        self.closed.emit()

    def clear(self) -> None:
        """Asks for nothing any more."""
        with QSignalBlocker(self.field), QSignalBlocker(self.range):
            self.field.clear()
            self.range.set_range(0.0, 1.0)
        self.plotline.setCurrentIndex(0)
        self._on_asked()

    def show_universe(self, contents: Contents | None) -> None:
        """Filters another universe, of which nothing is asked yet, or the same one anew."""
        before, self._contents, self._cards, self._shown = self._contents, contents, None, None
        if before is None or contents is None or before.universe.id != contents.universe.id:
            self._list_plotlines()
            self.clear()
        else:
            self._show_all()

    def refresh(self, edit: Edit, contents: Contents) -> None:
        """Follows an edit, and says what it did to cards that can’t be seen; the view stays as it is."""
        self._contents = contents
        happened = what_happened(edit, self.hidden, QLocale())
        self._spared |= {change.record.id for change in edit.of(Card)} - self.stopped
        if self._cards is not None:
            self._cards.follow(edit, contents.cards)
        if edit.of(Plotline):
            self._list_plotlines()
        self._show_all()
        self._say(happened)

    def preview_cards(self, cards: Mapping[int, Card]) -> None:
        """Says before cards are let go how many that can’t be seen will move with them; none ends it."""
        if cards or self._is_preview:
            self._is_preview = bool(cards)
            self._say(what_moves(len(self.hidden & cards.keys()), QLocale()))

    def wanted(self) -> CardFilter:
        """What is asked for."""
        return CardFilter(self.field.text(), self.range.low, self.range.high, self.plotline.currentData())

    def _on_asked(self) -> None:
        self._spared = frozenset()
        self._show_all()
        self._say("")
        announce(self, self.count.text())

    def _list_plotlines(self) -> None:
        chosen = self.plotline.currentData()
        self.plotline.clear()
        self.plotline.addItem(self.tr("All plotlines"), None)
        for plotline in self._contents.ordered_plotlines() if self._contents is not None else ():
            self.plotline.addItem(plotline.name, plotline.id)
        self.plotline.setCurrentIndex(max(self.plotline.findData(chosen), 0))

    def _show_all(self) -> None:
        """Filters, and shows it."""
        cards = self._contents.cards if self._contents is not None else {}
        self.stopped = self._stopped_by(self.wanted(), cards) - self._spared
        low, high = (QLocale().toString(value, "f", 2) for value in (self.range.low, self.range.high))
        self._numbers.setText(f"{low}–{high}")
        self.count.set_text(count_in_words(len(cards) - len(self.stopped), len(cards), QLocale()))
        most = count_in_words(len(cards), len(cards), QLocale())
        self.count.setMinimumWidth(min(self.count.fontMetrics().horizontalAdvance(most), COUNT_WIDTH))
        shown = self.stopped, self.hides.isChecked()
        if shown != self._shown:  # else the views need not be painted anew
            self._shown = shown
            self.filtered.emit(*shown)

    def _stopped_by(self, wanted: CardFilter, cards: Mapping[int, Card]) -> frozenset[int]:
        if not wanted:
            return frozenset()
        if self._cards is None:
            self._cards = FilteredCards(cards)
        return self._cards.stopped(wanted)

    def _say(self, sentence: str) -> None:
        """Says something of hidden cards, or how many there are; the line is there as long as there may be some.

        It does not come and go with what it says, or the timeline would move under the hand that drags.
        """
        shown = sentence or hidden_in_words(len(self.hidden), QLocale())
        self.notice.setVisible(self.hides.isChecked())
        if shown != self.notice.text():
            self.notice.setText(shown)
            announce(self, sentence)

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_roomy = event.size().width() >= ROOMY
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(beside if is_roomy else below)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)
