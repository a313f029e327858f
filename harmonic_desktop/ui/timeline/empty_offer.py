"""The button under the words of an empty storyboard that offers to start from a beat sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer

from ..widgets.buttons import Button
from .backdrop import UNDER_WORDS, empty_middle

if TYPE_CHECKING:
    from .canvas import TimelineView


class EmptyOffer(Button):
    """There while a universe is open that has no card; it lies where the words end."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__("", view.beat_sheet_requested.emit, parent=view.viewport())
        self._view = view
        self.setObjectName("startFromBeatSheet")
        text = self.tr("Start from a beat sheet…")
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(self.tr("Plot points, acts and a harmony curve to begin with"))
        self.hide()
        view.viewport().installEventFilter(self)
        view.verticalScrollBar().valueChanged.connect(self.follow)

    def follow(self) -> None:
        """Comes and goes with the first card, and stays under the words."""
        contents = self._view.scene.contents
        is_wanted = contents is not None and not contents.cards
        if not is_wanted and self.window().focusWidget() is self:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)  # or it would go to any field
        self.setVisible(is_wanted)
        size, room = self.sizeHint(), self._view.viewport().width()
        top = round(empty_middle(self._view.scene)) + UNDER_WORDS
        self.setGeometry((room - size.width()) // 2, top, size.width(), size.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self.follow)  # once the timeline has taken over the size
        return False
