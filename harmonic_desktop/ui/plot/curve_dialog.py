"""What the dialogs on a whole curve have in common: which cards they are for, the live preview, one step on OK."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from ...domain.contents import Contents
from ...domain.edits import Edit
from ...domain.harmony import Floats
from .. import theme
from ..widgets.sentence import Sentence, announce
from .points import NO_TIES, Ties

if TYPE_CHECKING:
    from .harmony_plot import HarmonyPlot

Verb: TypeAlias = Callable[[Contents], Edit]
WIDTH = 100 * theme.SPACE
FRAME = 10 * theme.SPACE
"""What a window manager may put around a dialog, in px; before it is shown nobody can tell."""


class CurveDialog(QDialog):
    """Lies over the timeline, so that the plot below shows at once what OK would do; Cancel leaves all as it was.

    A dialog says what the cards would be (`reshaped`), and the verb that makes it so (`verb`).
    """

    def __init__(self, plot: HarmonyPlot, name: str, title: str) -> None:
        super().__init__(plot.window())
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._plot = plot
        self._is_over = False
        rows = plot.rows_in_scope()
        self._ids = plot.points.ids[rows]
        self.moments = plot.points.moments(rows)
        self.card_ids = plot.scope()
        """The cards it is for; None for all."""
        self.form = QFormLayout()
        self.form.setSpacing(2 * theme.SPACE)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.head = QVBoxLayout()
        self._refusal = Sentence("", "error")
        self._refusal.hide()

    def lay_out(self, done: str) -> None:
        """Puts everything in its place, the buttons last: that is also the order of the Tab key."""
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(done)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[5 * theme.SPACE] * 4)
        column.setSpacing(3 * theme.SPACE)
        column.addWidget(Sentence(self._whom(), "quiet"))
        column.addLayout(self.head)
        column.addLayout(self.form)
        column.addWidget(self._refusal)
        column.addSpacing(theme.SPACE)
        column.addWidget(buttons)
        self.setMinimumWidth(WIDTH)

    def add_row(self, name: str, field: QWidget) -> None:
        """Puts a field into the form, its name on one line with it."""
        label = QLabel(name)
        label.setMinimumHeight(field.sizeHint().height())
        label.setBuddy(field)
        self.form.addRow(label, field)

    def reshaped(self) -> Floats:
        """What the harmonies of the cards would be."""
        raise NotImplementedError

    def verb(self) -> Verb:
        """The verb that makes them so."""
        raise NotImplementedError

    def show_refusal(self, sentence: str) -> None:
        """Says why what was typed was not taken, until something else is."""
        self._refusal.setText(sentence)
        self._refusal.setVisible(bool(sentence))
        announce(self, sentence)

    def preview(self) -> None:
        """Shows what OK would do; a field that is left as the dialog closes shows nothing more."""
        if not self._is_over:
            self._plot.pull(self._changes())

    def _changes(self) -> Ties:
        return Ties(self._ids, self.reshaped()).differing(self.moments.ties)

    def _whom(self) -> str:
        count = self.locale().toString(len(self._ids))
        if self.card_ids is not None and len(self._plot.selection) < 2:
            return self.tr("For the {count} cards that the filter shows.").format(count=count)
        if self.card_ids is not None:
            return self.tr("For the {count} selected cards.").format(count=count)
        if len(self._ids) == 1:
            return self.tr("For the only card.")
        return self.tr("For all {count} cards; select two or more to change only those.").format(count=count)

    def accept(self) -> None:
        verb, changes = self.verb(), self._changes()
        super().accept()
        if len(changes):
            self._plot.edit_requested.emit(verb)
            self._plot.announced.emit(self._plot.words.reshaped(len(changes)))

    def done(self, result: int) -> None:
        self._is_over = True
        self._plot.pull(NO_TIES)
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        over = self._plot.mapToGlobal(QPoint(round(self._plot.area.center().x()), 0))
        room = self.screen().availableGeometry()
        x = min(max(over.x() - self.width() // 2, room.left()), room.right() - self.width())
        self.move(x, max(over.y() - self.height() - FRAME, room.top()))
        self.preview()
