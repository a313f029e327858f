"""The icon at the start of a line that is typed into, and the cross that empties it, with their words and keys."""

from __future__ import annotations

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLineEdit, QToolButton

from .tips import tip


def add_icons(
    field: QLineEdit, icon: QIcon, about: str, clearing: str = "", *, keys: str = "", esc: bool = True
) -> None:
    """Puts an icon that says what the field is for and which keys lead there, and a cross if it says what that does.

    `esc` says that Esc empties the field too.
    """
    field.setClearButtonEnabled(bool(clearing))
    crosses = field.findChildren(QToolButton)
    field.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
    for button in field.findChildren(QToolButton):
        is_cross = button in crosses
        button.setAccessibleName(clearing if is_cross else about)
        button.setToolTip(tip(clearing, "Esc" if esc else "") if is_cross else tip(about, keys))
