"""The header of a parameter table: a click on a column sorts the view by it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from .columns import Column


class SortHeader(QHeaderView):
    """A column is sorted upwards, then downwards, then no longer; who sorts says so by `show_sorting`."""

    sort_asked = Signal(object, bool)
    """A column, or None for the order of adding; and whether it is sorted downwards."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sorted_by: Column | None = None
        self._is_descending = False
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.sectionClicked.connect(self._on_clicked)

    def show_sorting(self, column: Column | None, *, descending: bool = False) -> None:
        """Marks the column that the rows are sorted by."""
        self._sorted_by, self._is_descending = column, descending
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.blockSignals(True)
        self.setSortIndicatorShown(column is not None)
        self.setSortIndicator(-1 if column is None else column, order)
        self.blockSignals(False)
        self.viewport().update()

    def _on_clicked(self, section: int) -> None:
        column = Column(section)
        if self._sorted_by is not column:
            self.sort_asked.emit(column, False)
        elif not self._is_descending:
            self.sort_asked.emit(column, True)
        else:
            self.sort_asked.emit(None, False)
