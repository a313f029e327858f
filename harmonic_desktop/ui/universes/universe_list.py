"""The panel of all universes of the account: found, sorted, opened, made, renamed, duplicated and removed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ...domain.contents import Contents
from ...domain.edits import Edit
from ...domain.outline import Outline
from ...domain.storyboard import Card
from ...domain.universe import Universe
from .. import icons, theme
from ..widgets.empty_state import EmptyState
from ..widgets.sentence import Sentence, announce
from ..widgets.tips import tip
from .model import Order, UniverseModel
from .search import ICON, SEARCH_KEY, UniverseSearch
from .view import UniverseView
from .words import free_name

OUTLINE_MS = 250
"""The sparkline of the open universe follows when the hand rests so long."""


class UniverseList(QWidget):
    """Shows the universes and says what is wanted with them; changes nothing itself."""

    universe_chosen = Signal(object)
    universe_created = Signal(str)
    universe_renamed = Signal(object, str)
    universe_duplicated = Signal(object)
    universe_removed = Signal(object)

    search_key = SEARCH_KEY

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("universeList")
        self.setAccessibleName(self.tr("Universes"))
        self._model = UniverseModel(self)
        self._open: int | None = None
        self._contents: Contents | None = None
        self._outliner = QTimer(self, singleShot=True, interval=OUTLINE_MS)
        self._outliner.timeout.connect(self._outline_open)
        self._make_search()
        self._make_view()
        self._new = QPushButton(icons.icon("plus"), self.tr("New universe"))
        self._new.setAccessibleName(self._new.text())
        self._new.setToolTip(tip(self.tr("Makes a universe and opens it"), QKeySequence(QKeySequence.StandardKey.New)))
        self._new.setIconSize(QSize(ICON, ICON))
        self._new.clicked.connect(lambda: self.universe_created.emit(self.free_name()))
        self._lay_out()
        self._show_whether_empty()

    def _make_search(self) -> None:
        self._search_row = UniverseSearch()
        self.search = self._search_row.field
        self._search_row.show_order(self._model.order)
        self._search_row.text_changed.connect(self._find)
        self._search_row.order_chosen.connect(self.sort_by)
        self._search_row.went_down.connect(self._go_to_rows)
        self._search_row.entered.connect(self._open_first)

    def _make_view(self) -> None:
        self.view = UniverseView(self._model)
        self.view.setAccessibleName(self.tr("Universes"))
        self.view.chosen.connect(self.universe_chosen)
        self.view.rename_wanted.connect(self.begin_rename)
        self.view.removal_wanted.connect(self.universe_removed)
        self.view.menu_wanted.connect(self._show_menu)
        self.view.left_upwards.connect(self.focus_search)
        self.view.delegate.renamed.connect(self.universe_renamed)
        self.view.delegate.refused.connect(self._show_refusal)
        self._empty = EmptyState("", "")
        self._refusal = Sentence("", "error", self.view.viewport())
        self._refusal.setObjectName("universeRefusal")
        self._refusal.setAutoFillBackground(True)
        self._refusal.setMargin(2 * theme.SPACE)
        self._refusal.hide()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._search_row)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        inset = 3 * theme.SPACE
        foot = QHBoxLayout()
        foot.setContentsMargins(inset, 0, inset, 0)
        foot.addWidget(self._new)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 2 * theme.SPACE, 0, inset)
        box.setSpacing(2 * theme.SPACE)
        top.setContentsMargins(inset, 0, inset, 0)
        box.addLayout(top)
        box.addWidget(self._stack, 1)
        box.addLayout(foot)

    def show_universes(self, universes: list[Universe], outlines: Mapping[int, Outline]) -> None:
        """Shows these universes; scroll and the row under the keyboard stay."""
        self._keeping_place(lambda: self._model.show(universes, outlines))

    def show_open(self, universe_id: int | None) -> None:
        """Marks the universe that is open; the keyboard goes to it when it is another one."""
        is_another = universe_id != self._open
        self._open = universe_id
        self._model.set_open(universe_id)
        row = self._model.row_of(universe_id)
        if row is not None and (is_another or not self.view.currentIndex().isValid()):
            self.view.setCurrentIndex(self._model.index(row))

    def refresh(self, edit: Edit, contents: Contents | None) -> None:
        """Follows an edit of any universe; `contents` is what is open now."""
        for change in edit.of(Universe):
            if change.after is None:
                self._model.remove(change.record.id)
            else:
                self._model.put(change.after)
        self._contents = contents
        self._refusal.hide()
        self._outline_others(edit)
        if contents is not None and any(c.record.universe_id == contents.universe.id for c in edit.of(Card)):
            self._outliner.start()
        self._show_whether_empty()

    def begin_rename(self, universe_id: int) -> None:
        """Lets the name of a universe be typed in its row."""
        if self._model.row_of(universe_id) is None:
            self.search.clear()
        row = self._model.row_of(universe_id)
        if row is not None:
            index = self._model.index(row)
            self.view.setFocus()
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
            self.view.edit(index)

    def commit_pending(self) -> None:
        """Takes over a name that is being typed."""
        editor = self.view.findChild(QLineEdit, "universeNameEditor")
        if editor is not None and self.view.state() == self.view.State.EditingState:
            self.view.commitData(editor)
            self.view.closeEditor(editor, self.view.delegate.EndEditHint.NoHint)

    def neighbour_of(self, universe_id: int) -> int | None:
        """The universe in the next row, or in the one before the last; None when it is alone."""
        row = self._model.row_of(universe_id)
        if row is None:
            return self._model.id_at(0)
        after = self._model.id_at(row + 1)
        return after if after is not None else self._model.id_at(row - 1)

    def free_name(self) -> str:
        """A name for a new universe that none has yet."""
        return free_name(self._model.names())

    def focus_search(self) -> None:
        """Puts the keyboard into the search field."""
        self._search_row.take_focus()

    def sort_by(self, order: Order) -> None:
        """Sorts the rows."""
        self._keeping_place(lambda: self._model.set_order(order))
        self._search_row.show_order(order)

    def _outline_others(self, edit: Edit) -> None:
        """Outlines universes that came whole with the edit: a copy, or one that was brought back."""
        came = {change.after.id for change in edit.of(Universe) if change.before is None and change.after is not None}
        for universe_id in came:
            cards = [c.after for c in edit.of(Card) if c.after is not None and c.after.universe_id == universe_id]
            self._model.set_outline(universe_id, _outline(cards))

    def _outline_open(self) -> None:
        if self._contents is not None:
            self._model.set_outline(self._contents.universe.id, _outline(list(self._contents.cards.values())))

    def _find(self, text: str) -> None:
        self._keeping_place(lambda: self._model.set_filter(text))

    def _keeping_place(self, change: Callable[[], None]) -> None:
        """Makes a change to all rows; the current one and the scroll position stay."""
        current, scrolled = self._model.id_at(self.view.currentIndex().row()), self.view.verticalScrollBar().value()
        change()
        row = self._model.row_of(current if current is not None else self._open)
        if row is not None:
            self.view.setCurrentIndex(self._model.index(row))
        self.view.verticalScrollBar().setValue(scrolled)
        self._show_whether_empty()

    def _show_whether_empty(self) -> None:
        if len(self._model) == 0:
            heading = self.tr("No universe yet")
            words = self.tr("A universe holds physics, music and a story. Make the first one below.")
        else:
            heading = self.tr("Nothing found")
            words = self.tr("No universe has “{text}” in its name.").format(text=self.search.text())
        self._empty.set_words(heading, words)
        self._stack.setCurrentWidget(self.view if self._model.rowCount() else self._empty)

    def _show_refusal(self, sentence: str) -> None:
        """Says under the row why its name can't be so, or nothing any more."""
        self._refusal.setText(sentence)
        self._refusal.setVisible(bool(sentence))
        if sentence:
            row = self.view.visualRect(self.view.currentIndex())
            height = self._refusal.heightForWidth(row.width())
            below = row.bottom() + 1 + height <= self.view.viewport().height()
            self._refusal.setGeometry(
                row.left(), row.bottom() + 1 if below else row.top() - height, row.width(), height
            )
            announce(self.view, sentence)

    def _show_menu(self, universe_id: int, at: QPoint) -> None:
        self.make_menu(universe_id).popup(at)

    def make_menu(self, universe_id: int) -> QMenu:
        """What can be done with a universe."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._entry(menu, self.tr("Open"), "Return", lambda: self.universe_chosen.emit(universe_id))
        menu.addSeparator()
        self._entry(menu, self.tr("Rename"), "F2", lambda: self.begin_rename(universe_id), "pencil")
        duplicate = self.tr("Duplicate")
        self._entry(menu, duplicate, "", lambda: self.universe_duplicated.emit(universe_id), "duplicate")
        self._entry(menu, self.tr("Remove"), "Delete", lambda: self.universe_removed.emit(universe_id), "trash")
        return menu

    def _entry(self, menu: QMenu, words: str, keys: str, do: Callable[[], object], icon: str = "") -> None:
        action = QAction(words, menu)
        if icon:
            action.setIcon(icons.icon(icon))
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda: do())
        menu.addAction(action)

    def _go_to_rows(self) -> None:
        if self._model.rowCount():
            if not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self._model.index(0))
            self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _open_first(self) -> None:
        first = self._model.id_at(0)
        if first is not None:
            self.universe_chosen.emit(first)


def _outline(cards: list[Card]) -> Outline:
    spans = sorted((card.start_beat, card.duration_beats, card.harmony_tie) for card in cards)
    return Outline(len(cards), tuple(spans))
