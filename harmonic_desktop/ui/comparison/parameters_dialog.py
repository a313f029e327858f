"""The window that lays the parameters of two universes side by side, and copies from one to the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ...domain.parallels import Parallel
from .. import theme
from ..widgets.buttons import Button
from ..widgets.calm_combo import CalmCombo
from ..widgets.empty_state import EmptyState
from ..widgets.field import Field
from ..widgets.sentence import Sentence, announce
from .parallel_table import ParallelTable

SIZE = QSize(190 * theme.SPACE, 150 * theme.SPACE)


_KEYS = {
    **{"copyLeft": "Alt+Left", "copyAllLeft": "Alt+Shift+Left"},
    **{"copyRight": "Alt+Right", "copyAllRight": "Alt+Shift+Right"},
}


class ParametersDialog(QDialog):
    """Alt+Right and Alt+Left copy what is selected to that side; with Shift, all. Says what is wanted only."""

    pair_chosen = Signal()
    copy_wanted = Signal(object, bool)
    """Parallels that are to be copied, and whether from the left universe to the right one."""
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("parametersDialog")
        self.setWindowTitle(self.tr("Compare parameters"))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # arrows and keys mean sides, in every language
        self._rows: Sequence[Parallel] = ()
        self._before: tuple[int | None, int | None] = (None, None)
        self.left, self.right = CalmCombo(), CalmCombo()
        for combo, name in ((self.left, "leftUniverse"), (self.right, "rightUniverse")):
            combo.setObjectName(name)
            combo.activated.connect(lambda _row, combo=combo: self._on_chosen(combo))
        self.table = ParallelTable()
        self.table.itemSelectionChanged.connect(self._follow_selection)
        self.only_different = QCheckBox(self.tr("Only what differs"))
        self.only_different.setObjectName("onlyDifferent")
        self.only_different.toggled.connect(self._fill)
        self.said = Sentence()
        self.said.setObjectName("parametersSaid")
        self._make_buttons()
        self._lay_out()

    def _make_buttons(self) -> None:
        self.to_left = Button(self.tr("← Copy"), lambda: self._copy(self.table.selected(), to_right=False))
        self.all_to_left = Button(self.tr("← Copy all"), lambda: self._copy(self._rows, to_right=False))
        self.to_right = Button(self.tr("Copy →"), lambda: self._copy(self.table.selected(), to_right=True))
        self.all_to_right = Button(self.tr("Copy all →"), lambda: self._copy(self._rows, to_right=True))
        buttons = (self.to_left, self.all_to_left, self.to_right, self.all_to_right)
        for button, (name, keys) in zip(buttons, _KEYS.items(), strict=True):
            button.setObjectName(name)
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)
        for standard, signal in (
            (QKeySequence.StandardKey.Undo, self.undo_wanted),
            (QKeySequence.StandardKey.Redo, self.redo_wanted),
        ):
            for keys_ in QKeySequence.keyBindings(standard):
                QShortcut(keys_, self).activated.connect(signal)

    def _lay_out(self) -> None:
        pair = QHBoxLayout()
        pair.setSpacing(4 * theme.SPACE)
        pair.addWidget(Field(self.tr("Left universe"), self.left), 1)
        pair.addWidget(Field(self.tr("Right universe"), self.right), 1)
        about = QHBoxLayout()
        about.setSpacing(4 * theme.SPACE)
        about.addWidget(self.said, 1)
        about.addWidget(self.only_different)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * theme.SPACE)
        buttons.addWidget(self.to_left)
        buttons.addWidget(self.all_to_left)
        buttons.addSpacing(4 * theme.SPACE)
        buttons.addWidget(self.to_right)
        buttons.addWidget(self.all_to_right)
        buttons.addStretch(1)
        buttons.addWidget(Button(self.tr("Close"), self.close))
        self._pages = QStackedWidget()
        self._pages.addWidget(
            EmptyState(
                self.tr("Nothing to compare yet"),
                self.tr("It takes two universes. Make another one, or duplicate this one, and come back."),
            )
        )
        self._pages.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[5 * theme.SPACE] * 4)
        column.setSpacing(3 * theme.SPACE)
        column.addLayout(pair)
        column.addWidget(self._pages, 1)
        column.addLayout(about)
        column.addLayout(buttons)

    def fit(self) -> None:
        """Takes the size that there is room for."""
        room = self.screen().availableSize() - QSize(10, 20) * theme.SPACE
        self.resize(SIZE.boundedTo(room).expandedTo(self.minimumSizeHint()))

    @property
    def pair(self) -> tuple[int | None, int | None]:
        """The ids of the universes at the left and right."""
        return self.left.currentData(), self.right.currentData()

    def show_universes(self, names: Mapping[int, str], open_id: int | None) -> None:
        """Offers universes; the pair that is shown stays, and is the open one beside another one at first."""
        ids = list(names)
        left, right = self._before
        left = left if left in names else next((i for i in [open_id, *ids] if i in names and i != right), None)
        right = right if right in names else next((i for i in ids if i != left), None)
        for combo, chosen in ((self.left, left), (self.right, right)):
            shown = [(combo.itemText(row), combo.itemData(row)) for row in range(combo.count())]
            if shown != [(name, i) for i, name in names.items()]:
                combo.clear()
                for universe_id, name in names.items():
                    combo.addItem(name, universe_id)
            combo.setCurrentIndex(combo.findData(chosen))
            combo.setEnabled(len(names) > 1)
        self._before = (left, right)
        self._pages.setCurrentIndex(1 if left is not None and right is not None else 0)

    def show_rows(self, rows: Sequence[Parallel]) -> None:
        """Shows what the two of them have."""
        self._rows = rows
        self._fill()

    def tell(self, sentence: str) -> None:
        """Says what was done."""
        self.said.setText(sentence)
        announce(self.table, sentence)

    def _on_chosen(self, combo: CalmCombo) -> None:
        """Choosing the universe that the other side has swaps the two."""
        left, right = self.pair
        if left == right:
            other = self.right if combo is self.left else self.left
            other.setCurrentIndex(other.findData(self._before[0 if combo is self.left else 1]))
        self._before = self.pair
        self.pair_chosen.emit()

    def _fill(self) -> None:
        only = self.only_different.isChecked()
        rows = [row for row in self._rows if row.is_different or not only]
        self.table.show_rows(rows, self.left.currentText(), self.right.currentText())
        different, number = sum(row.is_different for row in self._rows), self.locale().toString
        if not self._rows:
            said = self.tr("Neither of them has parameters.") if None not in self.pair else ""
        elif not different:
            said = self.tr("They have the same parameters.")
        else:
            said = self.tr("{0} of {1} differ.").format(number(different), number(len(self._rows)))
        self.said.setText(said)
        self._follow_selection()

    def _follow_selection(self) -> None:
        selected = self.table.selected()
        left, right = self.left.currentText(), self.right.currentText()
        for button, rows, to_right in (
            (self.to_left, selected, False),
            (self.all_to_left, self._rows, False),
            (self.to_right, selected, True),
            (self.all_to_right, self._rows, True),
        ):
            button.setEnabled(any(_would_copy(row, to_right) for row in rows))
            what = self.tr("Copy all parameters to “{0}”") if rows is self._rows else self.tr("Copy to “{0}”")
            words = what.replace("{0}", right if to_right else left)
            button.setAccessibleName(words)
            button.setToolTip(f"{words} ({_KEYS[button.objectName()]})")

    def _copy(self, rows: Sequence[Parallel], *, to_right: bool) -> None:
        self.copy_wanted.emit([row for row in rows if _would_copy(row, to_right)], to_right)


def _would_copy(row: Parallel, to_right: bool) -> bool:
    """Whether copying a row to that side changes anything; what the other side lacks is left alone."""
    return row.is_different and (row.left if to_right else row.right) is not None
