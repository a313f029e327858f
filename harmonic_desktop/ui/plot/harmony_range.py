"""Two harmonies that belong together, each with slider and number."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ..widgets.harmony_field import HarmonyField


class HarmonyRange(QObject):
    """The fields and what they say now, what is being slid or typed too.

    Where the range `is_ordered`, the one that is changed pushes the other along.
    """

    changed = Signal()
    refused = Signal(str)
    """A sentence on what was typed, or "" once it no longer holds."""

    def __init__(self, first: str, second: str, low: float, high: float, *, is_ordered: bool = False) -> None:
        super().__init__()
        self._names = first, second
        self._is_ordered = is_ordered
        self._values = [low, high]
        self.fields = HarmonyField(first), HarmonyField(second)
        for index, field in enumerate(self.fields):
            field.set_harmony(self._values[index])
            field.previewed.connect(partial(self._take, index))
            field.committed.connect(partial(self._take, index))
            field.cancelled.connect(partial(self._restore, index))
            field.refused.connect(self.refused)

    @property
    def values(self) -> tuple[float, float]:
        """Both harmonies."""
        return self._values[0], self._values[1]

    def add_to(self, add_row: Callable[[str, QWidget], None]) -> None:
        """Puts the fields into a form, with their names."""
        for name, field in zip(self._names, self.fields, strict=True):
            add_row(name, field)

    def _take(self, index: int, harmony: float) -> None:
        self._values[index] = harmony
        other = 1 - index
        low, high = self.values
        if self._is_ordered and low > high:
            self._values[other] = harmony
            self.fields[other].set_harmony(harmony)
        self.changed.emit()

    def _restore(self, index: int) -> None:
        stored = self.fields[index].harmony
        if stored is not None:
            self._take(index, stored)
