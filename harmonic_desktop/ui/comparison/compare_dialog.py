"""The window in which the harmony of several universes is compared."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ...domain.comparison import curve_of_outline, likeness, over_percent
from ...domain.harmony import Curve
from ...domain.outline import Outline
from .. import theme
from ..widgets.sentence import Sentence, announce
from .chart import Compared, ComparisonChart, pen_of

MOST = 8
"""So many curves can be told apart."""
SAMPLE = QSize(7 * theme.SPACE, 4 * theme.SPACE)
ROW = 7 * theme.SPACE
ID = Qt.ItemDataRole.UserRole


class CompareDialog(QDialog):
    """Universes to tick at the left, their curves at the right, and what can be said of them below."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("compareDialog")
        self.setWindowTitle(self.tr("Compare harmony"))
        self._outlines: Mapping[int, Outline] = {}
        self._curves: dict[int, tuple[Outline, Curve]] = {}
        self._places: dict[int, int] = {}
        """Which hue and dash each ticked universe has; it keeps them as long as it is ticked."""
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Universes to compare"))
        self.list.setIconSize(SAMPLE)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.itemChanged.connect(self._on_ticked)
        self.chart = ComparisonChart()
        self.chart.place_read.connect(self._say_reading)
        self.said = Sentence()
        self.read = Sentence("", "quiet")
        self._lay_out(self._make_axis())

    def _make_axis(self) -> QHBoxLayout:
        self.over_time = QRadioButton(self.tr("Story time"))
        self.over_percent = QRadioButton(self.tr("Percent of the story"))
        self.over_time.setChecked(True)
        self._axis = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(4 * theme.SPACE)
        row.addWidget(Sentence(self.tr("Over")))
        for button in (self.over_time, self.over_percent):
            self._axis.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self._axis.buttonToggled.connect(self._draw)
        return row

    def _lay_out(self, axis: QHBoxLayout) -> None:
        left, right, both = QVBoxLayout(), QVBoxLayout(), QHBoxLayout(self)
        hint = Sentence(self.tr("Tick up to {0} universes.").format(self.locale().toString(MOST)), "quiet")
        left.addWidget(self.list, 1)
        left.addWidget(hint)
        right.addLayout(axis)
        right.addWidget(self.chart, 1)
        right.addWidget(self.said)
        right.addWidget(self.read)
        both.setContentsMargins(*[5 * theme.SPACE] * 4)
        both.setSpacing(5 * theme.SPACE)
        for column in (left, right):
            column.setSpacing(2 * theme.SPACE)
        self.list.setMinimumWidth(50 * theme.SPACE)
        self.list.setMaximumWidth(70 * theme.SPACE)
        both.addLayout(left, 1)
        both.addLayout(right, 3)
        self.resize(225 * theme.SPACE, 130 * theme.SPACE)

    def show_universes(self, names: Mapping[int, str], outlines: Mapping[int, Outline], open_id: int | None) -> None:
        """Shows the universes there are now; what is ticked stays. At first that is the open one and another."""
        self._outlines = outlines
        listed = sorted((i for i in names if i in outlines), key=lambda i: (i != open_id, names[i].casefold(), i))
        self._places = {i: place for i, place in self._places.items() if i in listed}
        if not self._places:
            self._places = {i: place for place, i in enumerate([i for i in listed if outlines[i].card_count][:2])}
        self.list.blockSignals(True)
        row = self.list.currentRow()
        self.list.clear()
        for universe_id in listed:
            item = QListWidgetItem(names[universe_id])
            item.setData(ID, universe_id)
            item.setSizeHint(QSize(0, ROW))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if universe_id in self._places else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(max(row, 0))
        self.list.blockSignals(False)
        self._draw()

    def _on_ticked(self, item: QListWidgetItem) -> None:
        universe_id = item.data(ID)
        if item.checkState() is not Qt.CheckState.Checked:
            self._places.pop(universe_id, None)
        elif universe_id not in self._places:
            free = [place for place in range(MOST) if place not in self._places.values()]
            if not free:
                item.setCheckState(Qt.CheckState.Unchecked)
                return
            self._places[universe_id] = free[0]
        self._draw()

    def _draw(self) -> None:
        percent = self.over_percent.isChecked()
        curves = [
            Compared(self._name_of(i), over_percent(self._curve(i)) if percent else self._curve(i), place)
            for i, place in sorted(self._places.items(), key=lambda entry: entry[1])
        ]
        axis = self.tr("Percent of the story") if percent else self.tr("Beats")
        self.chart.show_curves(curves, axis, 100.0 if percent else None)
        self._show_samples()
        self.said.setText(self._in_words())
        self.chart.setAccessibleName(self.tr("Harmony curves compared"))
        self.chart.setAccessibleDescription(self.said.text())

    def _curve(self, universe_id: int) -> Curve:
        """The curve of a universe, summed anew only when its cards have changed."""
        outline = self._outlines[universe_id]
        kept = self._curves.get(universe_id)
        if kept is None or kept[0] != outline:
            kept = self._curves[universe_id] = outline, curve_of_outline(outline)
        return kept[1]

    def _show_samples(self) -> None:
        self.list.blockSignals(True)
        for item in self._items():
            place = self._places.get(item.data(ID))
            item.setIcon(_sample(place, self.devicePixelRatioF()))
        self.list.blockSignals(False)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _name_of(self, universe_id: int) -> str:
        return next(item.text() for item in self._items() if item.data(ID) == universe_id)

    # What is said

    def _in_words(self) -> str:
        """Means of all, and how alike two are."""
        number, chosen = self.locale().toString, sorted(self._places, key=self._places.__getitem__)
        if not chosen:
            return self.tr("Tick the universes whose harmony you want to see together.")
        parts = []
        for universe_id in chosen:
            mean = self._curve(universe_id).mean()
            words = self.tr("“{0}” has a mean of {1}") if isfinite(mean) else self.tr("“{0}” has no cards yet")
            parts.append(words.format(self._name_of(universe_id), number(mean, "f", 2) if isfinite(mean) else ""))
        return "; ".join(parts) + "." + (self._alike(*chosen) if len(chosen) == 2 else "")

    def _alike(self, one: int, other: int) -> str:
        told = likeness(self._curve(one), self._curve(other))
        if told is None:
            return ""
        number = self.locale().toString(told, "f", 2)
        if told >= 0.5:
            return " " + self.tr("They rise and fall together (correlation {0}).").format(number)
        if told <= -0.5:
            return " " + self.tr("Where one rises the other falls (correlation {0}).").format(number)
        return " " + self.tr("They rise and fall each in its own way (correlation {0}).").format(number)

    def _say_reading(self, place: float) -> None:
        number, percent = self.locale().toString, self.over_percent.isChecked()
        where = self.tr("At {0} %") if percent else self.tr("At beat {0}")
        told = []
        for compared in self.chart.curves:
            harmony = float(compared.curve.at(place))
            value = number(harmony, "f", 2) if isfinite(harmony) else self.tr("nothing")
            told.append(f"{compared.name} {value}")
        self.read.setText(": ".join((where.format(number(place, "f", 0)), ", ".join(told))))
        if self.chart.hasFocus():
            announce(self.chart, self.read.text())

    def done(self, result: int) -> None:
        super().done(result)
        self.closed.emit()


def _sample(place: int | None, ratio: float) -> QIcon:
    """A bit of a curve's line, or nothing, as wide."""
    pixmap = QPixmap(SAMPLE * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(Qt.GlobalColor.transparent))
    if place is not None:
        painter = QPainter(pixmap)
        painter.setPen(pen_of(place))
        painter.drawLine(0, SAMPLE.height() // 2, SAMPLE.width(), SAMPLE.height() // 2)
        painter.end()
    return QIcon(pixmap)
