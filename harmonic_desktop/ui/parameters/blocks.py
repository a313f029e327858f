"""Blocks of cells as in a spreadsheet: copied, cut, pasted and filled down, each change as one edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import isfinite

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence

from ...domain.contents import Contents
from ...domain.edits import Edit
from ...domain.parameter_blocks import cut_parameters, put_parameters
from ...exchange.block_text import Block, read_block, write_block, write_html
from ...exchange.cells import text_cell, told_text
from ..widgets.number_text import number_text
from .block_reading import BlockReading, Texts
from .columns import ENTERED, Column
from .model import ParameterModel
from .rows import third_of
from .table import ParameterTable


class Blocks(QObject):
    """What the keys and the menu of a table do with its selection; what can't be done whole is not done at all."""

    edit_requested = Signal(object)
    """A verb of the domain with its arguments bound."""
    announced = Signal(str)
    refused = Signal(str)
    """Why nothing was changed, in one sentence; "" once it no longer holds."""

    def __init__(self, table: ParameterTable, model: ParameterModel) -> None:
        super().__init__(table)
        self._table, self._model, self._cells = table, model, table.cells
        keys = QKeySequence.StandardKey
        table.block_keys = {
            keys.Copy: self.copy, keys.Cut: self.cut, keys.Paste: self.paste, "Ctrl+D": self.fill_down,
        }  # fmt: skip

    def copy(self) -> None:
        """Puts the selected cells on the clipboard."""
        rows, columns = self._cells.rows(), self._cells.columns()
        if rows and columns:
            self._put_on_clipboard(rows, columns)
            count = self._model.locale.toString(len(rows) * len(columns))
            self.announced.emit(self.tr("Cells copied: {0}").format(count))

    def cut(self) -> None:
        """Takes the selected rows along as a whole, and goes to “Add…”, where they can be pasted again."""
        rows = self._cells.rows()
        gone = [self._model.rows[row] for row in rows]
        if gone:
            self._put_on_clipboard(rows, ENTERED)
            self._request(lambda contents: cut_parameters(contents, gone))
            self._table.go_to(self._model.rowCount() - 1, Column.NAME)

    def paste(self) -> None:
        """Enters the clipboard's cells from the first selected one on; rows that are missing are added."""
        data = QGuiApplication.clipboard().mimeData()
        try:
            block = read_block(data.text() if data is not None and data.hasText() else "")
            row, columns = self._place(max(map(len, block)))
        except ValueError as refusal:
            self.refused.emit(str(refusal))
            return
        texts = [_by_column(columns, cells) for cells in self._tiled(block)]
        room = max(len(self._model.rows) - row, 0)
        self._enter(dict(enumerate(texts[:room], row)), texts[room:], self.tr("Paste"))

    def fill_down(self) -> None:
        """Enters the first selected row's cells into those below; those of the row above into a single selected one."""
        rows, columns = self._cells.rows(), self._cells.columns()
        if len(rows) == 1 and rows[0] > 0:
            rows.insert(0, rows[0] - 1)
        if len(rows) > 1 and columns:
            first = {column: self._text(rows[0], column) for column in columns}
            self._enter(dict.fromkeys(rows[1:], first), [], self.tr("Fill"))

    def _enter(self, changed: Mapping[int, Texts], added: Sequence[Texts], verb: str) -> None:
        """Enters texts into rows, and adds others, as one edit; selects the cells of both."""
        contents = self._model.contents
        if contents is None:
            return
        reading = BlockReading(contents, self._model.kind, self._model.locale)
        for row, texts in changed.items():
            reading.change(self._model.rows[row], texts)
        for texts in added:
            reading.add(texts)
        refusal = reading.refusal()
        if refusal:
            self.refused.emit(refusal)
            return
        before = {one.id for one in self._model.rows.all}
        self._request(lambda contents: put_parameters(contents, reading.wanted, verb))
        made = [row for row, one in enumerate(self._model.rows.all) if one.id not in before] if added else []
        columns = [column for column in ENTERED if any(column in texts for texts in (*changed.values(), *added))]
        self._cells.select([*changed, *made], columns)

    def _request(self, verb: Callable[[Contents], Edit]) -> None:
        self.refused.emit("")
        self.edit_requested.emit(verb)

    def _put_on_clipboard(self, rows: Sequence[int], columns: Sequence[Column]) -> None:
        cells = [[self._cell(row, column) for column in columns] for row in rows]
        data = QMimeData()
        data.setText(write_block([text for text, _ in row] for row in cells))
        data.setHtml(write_html(cells))
        QGuiApplication.clipboard().setMimeData(data)

    def _cell(self, row: int, column: Column) -> tuple[str, float | None]:
        """A cell as it is copied, and its number where it is one."""
        text, value = self._text(row, column), self._model.rows[row].value
        if column is not Column.VALUE:
            return text_cell(text), None
        is_number = isfinite(value) and text == number_text(value, self._model.locale)
        return text, value if is_number else None

    def _text(self, row: int, column: Column) -> str:
        """What typing into another cell makes it the same; names and units as they are stored."""
        parameter = self._model.rows[row]
        if column is Column.NAME:
            return parameter.parameter_name
        return third_of(parameter) if column is Column.UNIT else self._model.editor_text(self._model.index(row, column))

    def _place(self, width: int) -> tuple[int, Sequence[Column]]:
        """The first row and the columns that are pasted into; raises ValueError where they are too few."""
        rows, columns = self._cells.rows(), self._cells.columns()
        current = self._table.currentIndex()
        row = rows[0] if rows else current.row() if current.isValid() else len(self._model.rows)
        first = columns[0] if columns and self._model.parameter(row) is not None else Column.NAME
        room = ENTERED[ENTERED.index(first) :]
        if width > len(room):
            words = self.tr("The clipboard has {0} columns, and from here there are {1}. Nothing was changed.")
            raise ValueError(words.format(width, len(room)))
        return row, room

    def _tiled(self, block: Block) -> Block:
        """The block as often as it goes into the selection, as in a spreadsheet; else once."""
        rows, columns = self._cells.rows(), self._cells.columns()
        widths = {len(row) for row in block}
        is_whole = bool(rows) and rows[-1] - rows[0] == len(rows) - 1 and len(widths) == 1
        if not is_whole or len(rows) % len(block) or len(columns) % max(widths):
            return block
        return tuple(row * (len(columns) // len(row)) for row in block) * (len(rows) // len(block))


def _by_column(columns: Sequence[Column], cells: Sequence[str]) -> Texts:
    pairs = zip(columns, cells, strict=False)  # rows may be shorter
    return {column: cell if column is Column.VALUE else told_text(cell) for column, cell in pairs}
