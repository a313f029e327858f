"""Labels that show what they are given as it is, never as markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QWidget


class Sentence(QLabel):
    """Wrapping plain text. `role` is a property that the style sheet knows: title, heading, quiet, error, or none."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self._role = ""
        self.set_role(role)
        self.setText(text)

    def set_role(self, role: str) -> None:
        """Gives the text another look."""
        if role == self._role:
            return
        if self._role:
            self.setProperty(self._role, None)
        if role:
            self.setProperty(role, "true")
        self._role = role
        if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            self.style().unpolish(self)
            self.style().polish(self)


def announce(widget: QWidget, sentence: str) -> None:
    """Has a screen reader say the sentence, wherever its focus is."""
    if sentence:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))
