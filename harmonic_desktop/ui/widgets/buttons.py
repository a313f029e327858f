"""A push button for dialogs in which Enter belongs to the form."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget


class Button(QPushButton):
    """Pressed by mouse, Space or Enter when it has the focus; never by Enter elsewhere in the dialog.

    `kind` is a property that the style sheet knows: primary, flat, danger, or none.
    """

    def __init__(
        self, text: str, on_click: Callable[[], object], kind: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        if kind:
            self.setProperty(kind, "true")
        if kind == "flat":
            self.setFlat(True)
        self.clicked.connect(lambda: on_click())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
