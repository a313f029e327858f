"""A dialog of a few pages, of which one is shown; it takes the size of that page, within the screen's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from .. import theme
from ..widgets.sentence import Sentence, announce
from .form import Form

MARGIN = 8 * theme.SPACE


class PagedDialog(QDialog):
    """Window-modal, deleted once closed; work that a form still does then is let go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._pages: list[QWidget] = []
        content = QWidget()
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(MARGIN, MARGIN - 2 * theme.SPACE, MARGIN, MARGIN - 2 * theme.SPACE)
        self.column.setSpacing(4 * theme.SPACE)
        self._problem = Sentence("", "error")
        self._problem.hide()
        self.column.addWidget(self._problem)
        self._area = _ScreenArea(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        outer.addWidget(self._area)

    def add_page(self, page: QWidget) -> None:
        """Adds a page; the first one is shown."""
        self.column.insertWidget(self.column.count() - 1, page)
        page.setVisible(not self._pages)  # only now, or it would be a window of its own for a moment
        self._pages.append(page)

    def show_page(self, page: QWidget) -> None:
        """Shows that page instead of the one before, and puts the focus where it begins."""
        for other in self._pages:
            other.setVisible(other is page)
        first = next((w for w in page.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus), page)
        first.setFocus()

    def tell(self, sentence: str) -> None:
        """Says under the page what went wrong."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        announce(self, sentence)

    def done(self, result: int) -> None:
        for form in self.findChildren(Form):
            form.cancel()
        super().done(result)


def page(*widgets: QWidget, spacing: int = 4) -> QWidget:
    """A column of widgets; spacing in steps of the grid."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing * theme.SPACE)
    for widget in widgets:
        column.addWidget(widget)
    return made


def heading(text: str) -> Sentence:
    """The title of a page."""
    return Sentence(text, "title")


class _ScreenArea(QScrollArea):
    """As large as what is in it, and scrolled only where the screen is smaller."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(content)
        content.installEventFilter(self)

    def sizeHint(self) -> QSize:
        layout = self._content.layout()
        assert layout is not None
        width = layout.totalSizeHint().width()
        height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        room = self.screen().availableSize() * 0.9
        if height > room.height():
            width += self.verticalScrollBar().sizeHint().width()
        return QSize(width, height).boundedTo(room)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
