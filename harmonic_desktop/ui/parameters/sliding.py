"""The slider of a row under the mouse: what it stands at is shown while it is dragged, and entered once."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QTableView

from .columns import Column
from .model import ParameterModel
from .places import knob_rect, share_of, slider_share


class Sliding:
    """Follows one drag of a knob; a click on it changes nothing."""

    def __init__(self, table: QTableView, model: ParameterModel) -> None:
        self._table, self._model = table, model
        self._parameter_id: int | None = None
        self._grip = QPoint()
        """Where a knob was taken hold of."""
        self._beside_knob = 0
        """How far right of the knob's middle that was."""
        self._is_dragging = False

    @property
    def is_held(self) -> bool:
        """Whether a knob is held."""
        return self._parameter_id is not None

    def is_on_knob(self, point: QPoint) -> bool:
        """Whether there is a slider's knob."""
        knob = self._knob_at(point)
        return knob is not None and knob.contains(point)

    def begin(self, point: QPoint) -> bool:
        """Takes hold of the knob at a point, if there is one."""
        knob, parameter = self._knob_at(point), self._model.parameter(self._table.indexAt(point).row())
        if knob is None or parameter is None or not knob.contains(point):
            return False
        self._grip, self._beside_knob = point, point.x() - knob.center().x()
        self._parameter_id, self._is_dragging = parameter.id, False
        return True

    def move(self, point: QPoint) -> None:
        """Shows the value at a point once the hand has really moved."""
        far = (point - self._grip).manhattanLength()
        self._is_dragging = self._is_dragging or far >= QApplication.startDragDistance()
        row = self._row
        if not self._is_dragging or row is None:
            return
        value = self._value_at(row, point.x() - self._beside_knob)
        if value is not None:
            self._model.preview(row, value)

    def cancel(self) -> None:
        """Lets go of the knob and shows the row's own value again."""
        row, self._parameter_id = self._row, None
        if row is not None:
            self._model.preview(row, None)

    def finish(self) -> None:
        """Lets go of the knob and enters the value that it stands at."""
        row = self._row
        parameter = self._model.parameter(row) if row is not None else None
        value = self._model.shown_value(row) if row is not None else 0.0
        self.cancel()
        if parameter is not None and value != parameter.value and self._is_dragging:
            self._model.entered.emit(parameter.id, {"value": value})

    @property
    def _row(self) -> int | None:
        return self._model.find_row(self._parameter_id) if self._parameter_id is not None else None

    def _knob_at(self, point: QPoint) -> QRect | None:
        """The knob of the row at a point."""
        index = self._table.indexAt(point)
        facts = self._model.facts(index.row()) if index.isValid() and index.column() == Column.VALUE else None
        if facts is None or facts.span is None:
            return None
        return knob_rect(self._table.visualRect(index), share_of(facts.span, self._model.shown_value(index.row())))

    def _value_at(self, row: int, x: float) -> float | None:
        """What the slider of a row stands at over a pixel: a whole number of steps."""
        facts = self._model.facts(row)
        if facts is None or facts.span is None or facts.known is None:
            return None
        low, high = facts.span
        cell = self._table.visualRect(self._model.index(row, Column.VALUE))
        own_unit = (low, high) == (facts.known.low, facts.known.high)
        step = facts.known.step if own_unit else (high - low) / 100
        value = low + round(slider_share(cell, x) * (high - low) / step) * step
        return float(f"{min(max(value, low), high):.12g}")
