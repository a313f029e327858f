"""Two numbers that make a band, a lower and an upper edge, and a button that empties both."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from .. import theme
from .buttons import Button
from .field import Field
from .number_field import NumberField
from .number_text import number_text, read_number

Band = tuple[float, float]


class BandField(QWidget):
    """A band within 0..1, or none. One edge alone reaches to the end; emptying one empties both."""

    previewed = Signal(object)
    """The band while it is being set; the stored one again when that was cancelled."""
    committed = Signal(object)
    """The new band, or None where it was emptied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._band: Band | None = None
        self.low = NumberField(0.0, 1.0, optional=True, read=self._read_low)
        self.high = NumberField(0.0, 1.0, optional=True, read=self._read_high)
        self.low_field, self.high_field = Field(self.tr("From"), self.low), Field(self.tr("To"), self.high)
        self.low.setAccessibleName(self.tr("Target, lower edge"))
        self.high.setAccessibleName(self.tr("Target, upper edge"))
        self.clear_button = Button(self.tr("Clear"), self._clear, "flat")
        self.clear_button.setAccessibleName(self.tr("Clear the target"))
        self.clear_button.setToolTip(self.clear_button.accessibleName())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.SPACE)
        for edge, field in ((self.low, self.low_field), (self.high, self.high_field)):
            edge.setPlaceholderText(self.tr("Not set"))
            row.addWidget(field, 1)
        row.addWidget(self.clear_button)
        self._connect_signals()
        self.show_band(None)

    def _connect_signals(self) -> None:
        for index, (edge, field) in enumerate(((self.low, self.low_field), (self.high, self.high_field))):
            edge.refused.connect(field.set_error)
            edge.committed.connect(lambda value, index=index: self._commit(index, value))
            edge.previewed.connect(lambda value, index=index: self.previewed.emit(self._with(index, value)))
            edge.cancelled.connect(lambda: self.previewed.emit(self._band))

    @property
    def band(self) -> Band | None:
        """The stored band, whatever is being typed."""
        return self._band

    def show_band(self, band: Band | None) -> None:
        """Shows a stored band, or none."""
        self._band = band
        self.low.set_value(band[0] if band is not None else None)
        self.high.set_value(band[1] if band is not None else None)
        self.clear_button.setEnabled(band is not None)

    def commit_pending(self) -> None:
        """Takes what was typed, if anything was."""
        self.low.commit_pending()
        self.high.commit_pending()

    def forget_pending(self) -> None:
        """Drops what was typed, and what was said about it."""
        for edge, field in ((self.low, self.low_field), (self.high, self.high_field)):
            edge.restore()
            field.set_error("")

    def _with(self, index: int, value: float) -> Band:
        low, high = self._band if self._band is not None else (0.0, 1.0)
        return (value, high) if index == 0 else (low, value)

    def _commit(self, index: int, value: float | None) -> None:
        band = self._with(index, value) if value is not None else None
        self.show_band(band)
        self.committed.emit(band)

    def _clear(self) -> None:
        self.forget_pending()
        self._commit(0, None)
        self.low.setFocus()

    def _read_low(self, text: str) -> float:
        value = read_number(text, self.locale(), 0.0, 1.0)
        if self._band is not None and value > self._band[1]:
            raise ValueError(self._beyond(self.tr("%1 is above the upper edge, %2."), value, self._band[1]))
        return value

    def _read_high(self, text: str) -> float:
        value = read_number(text, self.locale(), 0.0, 1.0)
        if self._band is not None and value < self._band[0]:
            raise ValueError(self._beyond(self.tr("%1 is below the lower edge, %2."), value, self._band[0]))
        return value

    def _beyond(self, sentence: str, value: float, edge: float) -> str:
        return sentence.replace("%1", number_text(value, self.locale())).replace("%2", number_text(edge, self.locale()))
