"""A scrolling column of fields that gives way to an empty state."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from .. import theme
from .column import Column
from .empty_state import EmptyState


class FormPage(QWidget):
    """Fields under each other, as wide as the page and scrolled up and down only; `show_form(False)` hides them."""

    def __init__(self, empty: EmptyState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = QWidget()
        self.fields = QVBoxLayout(self._form)
        self.fields.setContentsMargins(*[4 * theme.SPACE] * 4)
        self.fields.setSpacing(5 * theme.SPACE)
        self._scroll = Column(self._form)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(self._scroll)

    def show_form(self, shown: bool) -> None:
        """Shows the fields, or what the page is for."""
        self._stack.setCurrentIndex(1 if shown else 0)

    def have_in_view(self, widget: QWidget, place: QRect) -> None:
        """Scrolls, if it must, to a place in one of the fields."""
        at = widget.mapTo(self._form, place.center())
        self._scroll.ensureVisible(at.x(), at.y(), 0, place.height())
