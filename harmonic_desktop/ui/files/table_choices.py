"""How a table is read: which table it is, its separator and decimal mark, and which column of it holds what."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSizePolicy, QWidget

from ...exchange.csv_columns import COLUMNS, KINDS, Kind
from ...exchange.csv_numbers import Decimal
from ...exchange.csv_sheet import SEPARATORS
from ...exchange.table_reading import Choices, TableRead
from .. import theme
from ..widgets.calm_combo import CalmCombo
from ..widgets.sentence import Sentence
from .table_words import column_title, kind_title, shortened

DECIMALS: tuple[Decimal, ...] = ("either", ".", ",")
IN_A_ROW = 3
MOST_COLUMNS = max(len(columns) for columns in COLUMNS.values())


class TableChoices(QWidget):
    """A grid of combo boxes, filled in with what was found out; the mapping follows the table that is chosen."""

    changed = Signal(object)
    """The Choices, once a person has made another one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = Choices()
        self._kind: Kind = "cards"
        self._labels: dict[CalmCombo, Sentence] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * theme.SPACE)
        self._grid.setVerticalSpacing(2 * theme.SPACE)
        for column in range(IN_A_ROW):
            self._grid.setColumnStretch(2 * column + 1, 1)
        self.kind = self._combo(0, self.tr("Table"), [kind_title(kind) for kind in KINDS])
        self.separator = self._combo(1, self.tr("Separator"), self._separators())
        self.decimal = self._combo(2, self.tr("Decimal mark"), self._decimals())
        self.has_headings = QCheckBox(self.tr("The first row holds the headings"))
        """Laid out by the dialog, beside what is said of the file."""
        self.fields = [self._combo(IN_A_ROW + number, "", []) for number in range(MOST_COLUMNS)]
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._connect()

    def _separators(self) -> list[str]:
        return [self.tr("Comma"), self.tr("Semicolon"), self.tr("Tab")]

    def _decimals(self) -> list[str]:
        return [self.tr("Point or comma"), self.tr("Point"), self.tr("Comma")]

    def _combo(self, place: int, title: str, items: list[str]) -> CalmCombo:
        """A combo box with its title before it, in a place of the grid."""
        combo, label = CalmCombo(), Sentence(title)
        combo.addItems(items)
        combo.setAccessibleName(title)
        combo.setMinimumContentsLength(8)
        label.setWordWrap(False)
        self._labels[combo] = label
        row, column = divmod(place, IN_A_ROW)
        self._grid.addWidget(label, row, 2 * column)
        self._grid.addWidget(combo, row, 2 * column + 1)
        return combo

    def _connect(self) -> None:
        self.kind.activated.connect(lambda row: self._choose(replace(self._choices, kind=KINDS[row], mapping=None)))
        self.separator.activated.connect(lambda row: self._read_anew(SEPARATORS[row], self._choices.has_headings))
        self.decimal.activated.connect(lambda row: self._choose(replace(self._choices, decimal=DECIMALS[row])))
        self.has_headings.clicked.connect(lambda on: self._read_anew(self._choices.separator, on))
        for field in self.fields:
            field.activated.connect(self._map_anew)

    def _read_anew(self, separator: str, has_headings: bool) -> None:
        """With other columns the mapping is found out again; the table stays the one that it was."""
        self._choose(Choices(separator, has_headings, self._kind))

    def _map_anew(self) -> None:
        columns = zip(COLUMNS[self._kind], self.fields, strict=False)
        mapping = {column.name: field.currentIndex() - 1 for column, field in columns}
        taken = {name: place if place >= 0 else None for name, place in mapping.items()}
        self._choose(replace(self._choices, mapping=taken))

    def _choose(self, choices: Choices) -> None:
        self._choices = choices
        self.changed.emit(choices)

    def show_read(self, read: TableRead, choices: Choices) -> None:
        """Shows how a table was read: what was chosen, and what was found out."""
        separator = read.sheet.separator
        self._choices = replace(choices, separator=separator, kind=read.kind, mapping=read.mapping)
        self._kind = read.kind
        self.kind.setCurrentIndex(KINDS.index(read.kind))
        self.separator.setCurrentIndex(SEPARATORS.index(separator))
        self.decimal.setCurrentIndex(DECIMALS.index(read.decimal))
        self.has_headings.setChecked(choices.has_headings)
        for number, field in enumerate(self.fields):
            self._fill(number, field, read)

    def showEvent(self, event: QShowEvent) -> None:
        """Keeps its height where labels that wrap compete for room, which would cut off the last row."""
        super().showEvent(event)
        self.setMinimumHeight(self.sizeHint().height())

    def _fill(self, number: int, field: CalmCombo, read: TableRead) -> None:
        """Shows which column of the file is taken for one of ours; a field that the table has none for goes away."""
        columns, label = COLUMNS[read.kind], self._labels[field]
        for widget in (field, label):
            widget.setVisible(number < len(columns))
        if number >= len(columns):
            return
        column = columns[number]
        nothing = self.tr("Choose…") if column.is_needed else self.tr("None")
        heads = [shortened(head) or self.tr("Column {0}").format(i) for i, head in enumerate(read.sheet.header, 1)]
        title, place = column_title(column.name), read.mapping.get(column.name)
        label.setText(title)
        field.setAccessibleName(self.tr("Column of the file for {0}").format(title))
        field.setToolTip(field.accessibleName())
        field.clear()
        field.addItems([nothing, *heads])
        field.setCurrentIndex(0 if place is None else place + 1)
