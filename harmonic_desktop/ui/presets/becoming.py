"""A table of what becomes what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from .. import theme
from .words import Becomes

WHAT, NOW, THEN = range(3)
LEAST_ROWS = 2


class BecomingTable(QTreeWidget):
    """Rows to be read; a screen reader hears each as one sentence."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("airy", "true")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        self.setHeaderLabels([name, self.tr("Now"), self.tr("Then")])
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(self.header().sizeHint().height() + LEAST_ROWS * theme.TARGET)

    def show_rows(self, rows: Sequence[Becomes]) -> None:
        """Shows other rows."""
        self.clear()
        for row in rows:
            item = QTreeWidgetItem([row.what, row.now, row.then])
            item.setForeground(NOW, QBrush(theme.current().quiet))
            item.setFont(THEN, theme.font(weight=QFont.Weight.Medium))
            sentence = self.tr("{what}: {now} becomes {then}.").replace("{now}", row.now).replace("{then}", row.then)
            sentence = f"{sentence.replace('{what}', row.what)} {row.note}".strip()
            item.setData(WHAT, Qt.ItemDataRole.AccessibleTextRole, sentence)
            for column in (WHAT, NOW, THEN):
                item.setToolTip(column, sentence)
            if row.note:
                item.setForeground(THEN, QBrush(theme.current().danger))
            self.addTopLevelItem(item)
        for column in (NOW, THEN):
            self.resizeColumnToContents(column)
        self.setVisible(bool(rows))
