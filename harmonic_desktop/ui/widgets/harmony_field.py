"""A harmony as a slider with its number beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from .. import theme
from .harmony_slider import HarmonySlider
from .number_field import NumberField

_NUMBER_WIDTH = 18 * theme.SPACE


class HarmonyField(QWidget):
    """Slider and number show one harmony, 0..1; where `optional` there is a button that empties it."""

    previewed = Signal(float)
    cancelled = Signal()
    """What was previewed does not hold: the stored harmony does."""
    committed = Signal(object)
    """The new harmony, or None where it was emptied."""
    refused = Signal(str)

    def __init__(self, name: str, *, optional: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = HarmonySlider()
        self.slider.setAccessibleName(self.tr("%1, slider").replace("%1", name))
        self.number = NumberField(0.0, 1.0, 0.01, optional=optional)
        self._keep_width()
        self.number.setAccessibleName(name)
        self.clear_button = QPushButton(self.tr("Clear"))
        self.clear_button.setAccessibleName(self.tr("Clear %1").replace("%1", name))
        self.clear_button.setToolTip(self.tr("Leaves it empty"))
        self.clear_button.setFlat(True)
        self._optional = optional
        self._arrange()
        self._connect_signals()

    def _keep_width(self) -> None:
        self.number.setFixedWidth(theme.room(_NUMBER_WIDTH))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "number"):
            self._keep_width()

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.SPACE)
        row.addWidget(self.slider, 1)
        row.addWidget(self.number)
        row.addWidget(self.clear_button)
        self.clear_button.setVisible(self._optional)

    def _connect_signals(self) -> None:
        self.slider.previewed.connect(self._on_slider_previewed)
        self.slider.cancelled.connect(self._on_slider_cancelled)
        self.slider.committed.connect(self._on_committed)
        self.number.previewed.connect(self._on_number_previewed)
        self.number.cancelled.connect(self._on_number_cancelled)
        self.number.committed.connect(self._on_committed)
        self.number.refused.connect(self.refused)
        self.clear_button.clicked.connect(self._on_cleared)

    @property
    def harmony(self) -> float | None:
        """The stored harmony."""
        return self.number.value

    def set_harmony(self, harmony: float | None, placeholder: str = "") -> None:
        """Shows a stored harmony, or `placeholder` where there is none."""
        self.slider.set_harmony(harmony)
        self.number.setPlaceholderText(placeholder)
        self.number.set_value(harmony)
        self.clear_button.setEnabled(harmony is not None)

    def commit_pending(self) -> None:
        """Takes what was typed or slid, if anything was."""
        self.slider.commit_pending()
        self.number.commit_pending()

    def forget_pending(self) -> None:
        """Drops what was typed or slid."""
        self.slider.cancel()
        self.number.restore()

    def _on_slider_previewed(self, harmony: float) -> None:
        self.number.show_preview(harmony)
        self.previewed.emit(harmony)

    def _on_slider_cancelled(self) -> None:
        self.number.restore()
        self.cancelled.emit()

    def _on_number_previewed(self, harmony: float) -> None:
        self.slider.show_preview(harmony)
        self.previewed.emit(harmony)

    def _on_number_cancelled(self) -> None:
        self.slider.show_preview(None)
        self.cancelled.emit()

    def _on_committed(self, harmony: float | None) -> None:
        self.slider.show_preview(None)
        self.number.restore()
        self.set_harmony(harmony, self.number.placeholderText())
        self.refused.emit("")
        self.committed.emit(harmony)

    def _on_cleared(self) -> None:
        self.number.restore()
        if self.harmony is not None:
            self._on_committed(None)
