"""The window that lists the snapshots of the open universe."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...domain.snapshots import Snapshot
from .. import theme
from ..widgets.buttons import Button
from ..widgets.empty_state import EmptyState
from ..widgets.sentence import Sentence
from .words import cards_in_words, time_in_words

ID = Qt.ItemDataRole.UserRole
NAME, TIME, CARDS = range(3)
ROW = 7 * theme.SPACE


class SnapshotDialog(QDialog):
    """Newest first; F2 renames, Delete removes, the ghost of one is shown in the plot. Says what is wanted only."""

    take_wanted = Signal()
    chosen = Signal(object)
    """The id of the snapshot that the row in focus is, or None: what has changed since is to be told."""
    ghost_wanted = Signal(object)
    """The id of the snapshot whose ghost is to be shown, or None for none."""
    renamed = Signal(object, str)
    removed = Signal(object)
    restored = Signal(object)
    copied = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("snapshotDialog")
        self.setWindowTitle(self.tr("Snapshots"))
        self._ghost: int | None = None
        self._make_list()
        self.since = Sentence("", "quiet")
        self._make_buttons()
        empty = EmptyState(
            self.tr("No snapshots yet"),
            self.tr("A snapshot keeps the universe as it is. Take one before a large change, and compare later."),
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(empty)
        self._pages.addWidget(self.list)
        self._lay_out()

    def _make_list(self) -> None:
        self.list = QTreeWidget()
        self.list.setAccessibleName(self.tr("Snapshots"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setHeaderLabels([self.tr("Name"), self.tr("Taken"), self.tr("Cards")])
        self.list.header().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.currentItemChanged.connect(lambda *_: self._show_chosen())
        self.list.itemDoubleClicked.connect(lambda *_: self.rename())
        self.list.itemChanged.connect(self._on_renamed)

    def _make_buttons(self) -> None:
        self.take = Button(self.tr("Take snapshot…"), self.take_wanted.emit, "primary")
        self.ghost = Button(self.tr("Show in the plot"), self._toggle_ghost)
        self.ghost.setCheckable(True)
        self.restore_button = Button(self.tr("Restore"), self._emit_chosen(self.restored))
        self.restore_button.setToolTip(self.tr("Makes the universe what it was then; undo takes that back"))
        self.copy_button = Button(self.tr("Open as a copy"), self._emit_chosen(self.copied))
        self.copy_button.setToolTip(self.tr("Makes a universe of its own from it"))
        self.rename_button = Button(self.tr("Rename"), self.rename)
        self.rename_button.setToolTip(self.tr("Rename (F2)"))
        self.remove_button = Button(self.tr("Remove"), self.remove)
        self.remove_button.setToolTip(self.tr("Remove (Delete)"))

    @property
    def _of_chosen(self) -> list[Button]:
        return [self.ghost, self.restore_button, self.copy_button, self.rename_button, self.remove_button]

    def _emit_chosen(self, signal: SignalInstance) -> Callable[[], None]:
        """A slot that sends the snapshot in focus."""
        return lambda: signal.emit(self.chosen_id()) if self.chosen_id() is not None else None

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2 * theme.SPACE)
        for button in (self.take, *self._of_chosen):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(Button(self.tr("Close"), self.close))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[5 * theme.SPACE] * 4)
        column.setSpacing(3 * theme.SPACE)
        column.addWidget(self._pages, 1)
        column.addWidget(self.since)
        column.addLayout(row)
        self.resize(160 * theme.SPACE, 90 * theme.SPACE)

    def show_snapshots(self, snapshots: Sequence[Snapshot], ghost: int | None) -> None:
        """Lists them; the row in focus stays, or the newest one gets it. `ghost` is the one shown in the plot."""
        kept = self.chosen_id()
        self._ghost = ghost
        self.list.blockSignals(True)
        self.list.clear()
        for snapshot in sorted(snapshots, key=lambda s: s.id, reverse=True):
            item = QTreeWidgetItem([snapshot.name, time_in_words(snapshot.created_at, self.locale())])
            item.setText(CARDS, cards_in_words(snapshot.card_count, self.locale()))
            item.setData(NAME, ID, snapshot.id)
            item.setSizeHint(NAME, QSize(0, ROW))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.list.addTopLevelItem(item)
            if kept is None or snapshot.id == kept:
                kept = snapshot.id
                self.list.setCurrentItem(item)
        for column in (TIME, CARDS):
            self.list.resizeColumnToContents(column)
        self.list.blockSignals(False)
        newest = self.list.topLevelItem(0)
        if self.list.currentItem() is None and newest is not None:
            self.list.setCurrentItem(newest)
        self._pages.setCurrentIndex(1 if snapshots else 0)
        self._show_chosen()

    def chosen_id(self) -> int | None:
        """The id of the snapshot that the row in focus is."""
        item = self.list.currentItem()
        return item.data(NAME, ID) if item is not None else None

    def rename(self) -> None:
        """Opens the name of the row in focus for editing."""
        item = self.list.currentItem()
        if item is not None:
            self.list.editItem(item, NAME)

    def remove(self) -> None:
        """Asks for the removal of the snapshot in focus, which undo takes back."""
        if self.chosen_id() is not None:
            self.removed.emit(self.chosen_id())

    def _toggle_ghost(self) -> None:
        self.ghost_wanted.emit(self.chosen_id() if self.ghost.isChecked() else None)

    def _show_chosen(self) -> None:
        chosen = self.chosen_id()
        for button in self._of_chosen:
            button.setEnabled(chosen is not None)
        self.ghost.setChecked(chosen is not None and chosen == self._ghost)
        self.since.clear()
        self.chosen.emit(chosen)

    def _on_renamed(self, item: QTreeWidgetItem, column: int) -> None:
        if column == NAME:
            self.renamed.emit(item.data(NAME, ID), item.text(NAME))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.rename()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove()
        else:
            super().keyPressEvent(event)
