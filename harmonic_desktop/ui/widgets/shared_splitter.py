"""A splitter whose panes keep their shares of its height, whatever is put in and however it is resized."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget


class SharedSplitter(QSplitter):
    """Panes one above the other; `shares` are their heights in any unit, changed by hand or set."""

    def __init__(self, shares: Sequence[int] = (), parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.shares = list(shares)
        self.setChildrenCollapsible(False)
        for _ in shares:
            self.addWidget(QWidget())
        self.splitterMoved.connect(self._on_moved)

    def add(self, pane: QWidget, share: int) -> None:
        """Puts a pane below all others, with its share of the height."""
        self.shares.append(share)
        self.addWidget(pane)
        self.share()

    def put(self, row: int, pane: QWidget) -> None:
        """Puts a pane in place of the one in that row."""
        self.replaceWidget(row, pane)
        self.share()

    def share(self) -> None:
        """Gives the panes their shares of the height, once one that was kept small need not be any more."""
        whole = sum(self.shares) or 1
        self.setSizes([self.height() * share // whole for share in self.shares])

    def _on_moved(self) -> None:
        self.shares = self.sizes()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share()
