"""Parameters of two universes as a table: what differs is marked by a sign, by weight, and in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtGui import QBrush, QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ...domain.named_parameters import Key, Named
from ...domain.parallels import Parallel
from .. import theme
from ..catalogue_words import amount_words, title_of

WHAT, LEFT, MARK, RIGHT = range(4)
ROW = Qt.ItemDataRole.UserRole
MARK_WIDTH = 8 * theme.SPACE


class ParallelTable(QTreeWidget):
    """Several rows may be selected; they stay so, and the view stays where it is, whatever the rows become."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("parallelTable")
        self.setAccessibleName(self.tr("Parameters of both universes"))
        self.setProperty("airy", "true")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setColumnCount(4)
        self.header().setStretchLastSection(False)
        for column in (WHAT, LEFT, RIGHT):
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(MARK, QHeaderView.ResizeMode.Fixed)
        self.header().resizeSection(MARK, MARK_WIDTH)
        self._names = ("", "")
        self._rows: Sequence[Parallel] = ()

    def show_rows(self, rows: Sequence[Parallel], left: str, right: str) -> None:
        """Shows what two universes of those names have."""
        selected, scroll = {row.key for row in self.selected()}, self.verticalScrollBar().value()
        current = self._key(self.currentItem())
        self._names, self._rows = (left, right), rows
        self.setHeaderLabels([self.tr("Parameter"), left, "", right])
        self.blockSignals(True)
        self.clear()
        self.addTopLevelItems([self._item(row) for row in rows])
        for place in range(self.topLevelItemCount()):
            item = self.topLevelItem(place)
            assert item is not None
            if self._key(item) == current:
                self.setCurrentItem(item)
        for place in range(self.topLevelItemCount()):
            item = self.topLevelItem(place)
            assert item is not None
            item.setSelected(self._key(item) in selected)
        self.blockSignals(False)
        self.verticalScrollBar().setValue(scroll)
        self.itemSelectionChanged.emit()

    def selected(self) -> list[Parallel]:
        """The rows that are selected."""
        return [item.data(WHAT, ROW) for item in self.selectedItems()]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._rows:  # another theme
            self.show_rows(self._rows, *self._names)

    def _key(self, item: QTreeWidgetItem | None) -> Key | None:
        row: Parallel | None = item.data(WHAT, ROW) if item is not None else None
        return row.key if row is not None else None

    def _item(self, row: Parallel) -> QTreeWidgetItem:
        locale = self.locale()
        what, left, right = title(row), amount(row.left, locale), amount(row.right, locale)
        item = QTreeWidgetItem([what, left, "≠" if row.is_different else "", right])
        item.setData(WHAT, ROW, row)
        item.setTextAlignment(MARK, Qt.AlignmentFlag.AlignCenter)
        sentence = self._sentence(row, what, left, right)
        item.setData(WHAT, Qt.ItemDataRole.AccessibleTextRole, sentence)
        item.setData(MARK, Qt.ItemDataRole.AccessibleTextRole, self._verdict(row))
        for column, side in ((LEFT, row.left), (RIGHT, row.right)):
            if side is None:
                item.setForeground(column, QBrush(theme.current().quiet))
        for column in range(4):
            item.setToolTip(column, sentence)
            if row.is_different:
                item.setFont(column, theme.font(weight=QFont.Weight.DemiBold))
        return item

    def _verdict(self, row: Parallel) -> str:
        return self.tr("different") if row.is_different else self.tr("the same")

    def _sentence(self, row: Parallel, what: str, left: str, right: str) -> str:
        words = self.tr("{what}: {left} in “{one}”, {right} in “{other}”, {verdict}.")
        words = words.replace("{left}", left).replace("{right}", right).replace("{verdict}", self._verdict(row))
        return words.replace("{what}", what).replace("{one}", self._names[0]).replace("{other}", self._names[1])


def title(row: Parallel) -> str:
    """What a row is about: “Octave, Cello”."""
    if row.field == "gravity_constant":
        return _tr("Gravity at the surface")
    if row.field == "environment_harmony":
        return _tr("Harmony of the environment")
    one = row.named
    name = title_of(row.kind, one.canonical_name)
    return f"{name}, {one.instrument.strip()}" if one.instrument.strip() else name


def amount(side: Named | None, locale: QLocale) -> str:
    """What a universe has of it."""
    if side is None:
        return _tr("not set")
    return amount_words(side.kind, side.name, side.value, side.unit, locale)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ParallelTable", text)
