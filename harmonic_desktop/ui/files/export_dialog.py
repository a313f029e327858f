"""The question how something is to be written: what those for music and documents have in common."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QLayout, QVBoxLayout, QWidget

from .. import theme
from ..widgets.answers import Answers
from ..widgets.calm_combo import CalmCombo
from ..widgets.sentence import Sentence


class ExportDialog(QDialog):
    """A kind of file, what it is, and more choices; where it is saved is asked next."""

    chosen = Signal(object)
    """What a person chose."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.what = Sentence("", "quiet")

    def combo(self, name: str, titles: Sequence[str]) -> CalmCombo:
        """One of several titles to choose."""
        combo = CalmCombo()
        combo.setAccessibleName(name)
        combo.addItems(titles)
        return combo

    def lay_out(self, rows: Sequence[tuple[str, QWidget | QLayout]]) -> None:
        """Puts the choices, each with its name, over the buttons."""
        form = QFormLayout()
        form.setHorizontalSpacing(4 * theme.SPACE)
        form.setVerticalSpacing(3 * theme.SPACE)
        for name, choice in rows:
            form.addRow(name, choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[5 * theme.SPACE] * 4)
        column.setSpacing(4 * theme.SPACE)
        column.addLayout(form)
        column.addWidget(Answers(self.tr("Save…"), self))
        self.setMinimumWidth(110 * theme.SPACE)
