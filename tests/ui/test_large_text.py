"""Where words are painted by hand there is room for them, also where text is as large as it may be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from harmonic_desktop.ui import theme
from harmonic_desktop.ui.chain import delegate as chain
from harmonic_desktop.ui.find import delegate as found
from harmonic_desktop.ui.parameters import places as parameters
from harmonic_desktop.ui.parameters.about_row import AboutRow
from harmonic_desktop.ui.plot import labels, overlay
from harmonic_desktop.ui.plot.marker_lines import STRIP, names_height
from harmonic_desktop.ui.time_scale import TimeScale
from harmonic_desktop.ui.timeline import detail, row_looks
from harmonic_desktop.ui.timeline.camera import LANE_HEIGHT, RULER_HEIGHT, Camera
from harmonic_desktop.ui.timeline.markers.places import BAND_HEIGHT
from harmonic_desktop.ui.universes import delegate as universes


@pytest.fixture(params=[100, max(theme.TEXT_SIZES)], ids=["usual", "large"], autouse=True)
def text(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light", request.param)
    yield
    theme.apply(qapp, "light")


def needed(size: int) -> int:
    """How high a line of text is, from the top of a capital to the bottom of a tail."""
    metrics = QFontMetrics(theme.font(size))
    return metrics.capHeight() + metrics.descent()


def test_in_the_list_of_universes() -> None:
    row = QRect(0, 0, 240, theme.room(universes.ROW_HEIGHT))
    assert universes.name_box(row).height() >= needed(theme.NORMAL)
    assert row.contains(universes.name_box(row))
    assert row.contains(universes.spark_box(row))


def test_in_the_tables_of_parameters(qapp: QApplication) -> None:
    cell = QRect(0, 0, 200, parameters.row_height())
    first, second = parameters.first_line(cell), parameters.second_line(cell)
    assert first.height() >= needed(theme.NORMAL)
    assert second.height() >= needed(theme.SMALL)
    assert cell.contains(first) and cell.contains(second)
    assert cell.contains(parameters.knob_rect(cell, 0.5).center())
    assert AboutRow("").minimumHeight() >= 5 * needed(theme.SMALL)


def test_in_what_is_found_and_in_what_is_heard() -> None:
    assert theme.room(found.LINE) >= needed(theme.NORMAL)
    assert found.row_height() >= 2 * needed(theme.SMALL) + needed(theme.NORMAL)
    assert chain.row_height() >= needed(theme.NORMAL) + needed(theme.SMALL)


def test_on_the_rows_of_plotlines() -> None:
    at = row_looks.places(theme.HEADER_WIDTH, Camera(TimeScale()).open_height)
    assert at.lines == 2 and at.is_tall, "a row has the parts that it has with usual text"
    assert theme.room(row_looks.NAME_LINE) >= needed(theme.NORMAL)
    assert theme.room(row_looks.ABOUT_LINE) >= needed(theme.SMALL)
    assert at.mute.top() >= at.name_top + theme.room(row_looks.NAME_LINE) + theme.room(row_looks.ABOUT_LINE)
    assert at.mute.bottom() < theme.room(LANE_HEIGHT)


def test_on_cards() -> None:
    tall = float(theme.room(LANE_HEIGHT) - 8)
    foot = detail.foot(tall)
    assert foot.number_middle + needed(theme.SMALL) / 2 <= tall
    assert foot.number_middle - needed(theme.SMALL) / 2 > 0
    low = detail.foot(float(theme.room(detail.LINE_FROM)))
    assert low.bar_top >= needed(theme.SMALL)


def test_over_the_lanes_and_in_the_plot() -> None:
    for height in (BAND_HEIGHT, RULER_HEIGHT - 2 * theme.SPACE, overlay.PILL_HEIGHT, labels._height()):
        assert height >= needed(theme.SMALL)
    assert names_height() - STRIP >= needed(theme.SMALL) - 1
