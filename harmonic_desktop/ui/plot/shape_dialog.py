"""The six story shapes, to be blended into the harmony of cards."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton

from ...domain.harmony import Floats
from ...domain.reshaping import blend_shape
from ...domain.shapes import StoryShape, blended
from .. import theme
from ..widgets.labelled_slider import LabelledSlider
from .curve_dialog import CurveDialog, Verb
from .harmony_range import HarmonyRange

if TYPE_CHECKING:
    from .harmony_plot import HarmonyPlot

PICTURE = QSize(14 * theme.SPACE, 8 * theme.SPACE)
COLUMNS = 2
USUAL_SHARE = 40
"""How many percent of the shape are blended in at first."""


class ShapeDialog(CurveDialog):
    """Which shape, between which harmonies, and how much of it."""

    def __init__(self, plot: HarmonyPlot) -> None:
        title = QCoreApplication.translate("ShapeDialog", "Shape harmony")
        super().__init__(plot, "shapeDialog", title)
        self.choices: dict[StoryShape, QRadioButton] = {}
        self._make_choices()
        self.bounds = HarmonyRange(self.tr("Lowest"), self.tr("Highest"), *self._usual_bounds(), is_ordered=True)
        self.share = LabelledSlider(self.tr("How much"), 100, self._percent)
        self.share.set_value(USUAL_SHARE)
        self.bounds.add_to(self.add_row)
        self.add_row(self.tr("How much"), self.share)
        self.bounds.changed.connect(self.preview)
        self.bounds.refused.connect(self.show_refusal)
        self.share.changed.connect(self.preview)
        self.lay_out(self.tr("Blend in"))

    @property
    def shape(self) -> StoryShape:
        """The shape that is chosen."""
        return next(shape for shape, choice in self.choices.items() if choice.isChecked())

    def reshaped(self) -> Floats:
        return blended(self.moments, self.shape, *self.bounds.values, self.share.value / 100)

    def verb(self) -> Verb:
        low, high = self.bounds.values
        return partial(
            blend_shape, card_ids=self.card_ids, shape=self.shape, low=low, high=high, share=self.share.value / 100
        )

    def _make_choices(self) -> None:
        grid, group, names = QGridLayout(), QButtonGroup(self), shape_names()
        grid.setSpacing(theme.SPACE)
        for number, (shape, name) in enumerate(names.items()):
            choice = self.choices[shape] = QRadioButton(name)
            choice.setIcon(QIcon(picture(shape, self.devicePixelRatioF())))
            choice.setIconSize(PICTURE)
            choice.setMinimumHeight(theme.TARGET)
            group.addButton(choice)
            grid.addWidget(choice, number // COLUMNS, number % COLUMNS)
        self.choices[StoryShape.RISE].setChecked(True)
        group.buttonToggled.connect(lambda _button, on: self.preview() if on else None)
        self.head.addLayout(grid)

    def _usual_bounds(self) -> tuple[float, float]:
        """From where to where the cards go now, if they go anywhere."""
        ties = self.moments.ties[self.moments.counted]
        if not len(ties) or float(np.ptp(ties)) < 0.1:
            return 0.1, 0.9
        return round(float(ties.min()), 2), round(float(ties.max()), 2)

    def _percent(self, value: int) -> str:
        return self.tr("{0} %").format(self.locale().toString(value))


def shape_names() -> dict[StoryShape, str]:
    """What the shapes are called, in the order in which they are offered."""
    tr = partial(QCoreApplication.translate, "ShapeDialog")
    return {
        StoryShape.RISE: tr("Rise"),
        StoryShape.FALL: tr("Fall"),
        StoryShape.RISE_FALL: tr("Rise–fall"),
        StoryShape.FALL_RISE: tr("Fall–rise"),
        StoryShape.RISE_FALL_RISE: tr("Rise–fall–rise"),
        StoryShape.FALL_RISE_FALL: tr("Fall–rise–fall"),
    }


def picture(shape: StoryShape, ratio: float) -> QPixmap:
    """The curve of a shape in a thumb’s room, at a scale of the screen."""
    pixmap = QPixmap(PICTURE * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    edge, shares = float(theme.SPACE), np.linspace(0.0, 1.0, 40)
    across = edge + shares * (PICTURE.width() - 2 * edge)
    down = edge + (1.0 - shape.at(shares)) * (PICTURE.height() - 2 * edge)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.current().quiet, 2))
    painter.drawPolyline([QPointF(x, y) for x, y in zip(across.tolist(), down.tolist(), strict=True)])
    painter.end()
    return pixmap
