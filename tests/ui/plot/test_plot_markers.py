"""Acts and moments in the plot: lines at their edges on the timeline's pixels, and they come and go with edits."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.markers import Marker, create_marker, remove_marker
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.plot.harmony_plot import HarmonyPlot
from harmonic_desktop.ui.plot.marker_lines import LINES


def line_colour(hue: int) -> QColor:
    return theme.mixed(theme.current().window, theme.current().plotline(hue), LINES)


def colour_at(plot: HarmonyPlot, beat: float) -> QColor:
    """What is painted at a beat a little over the foot of the plot, left of the beat as all lines are."""
    image = plot.grab().toImage()
    return image.pixelColor(round(plot.x_of(beat)) - 1, int(plot.area.bottom()) - 3)


def marked(contents: Contents, start: float, beats: float, hue: int) -> tuple[Contents, Marker]:
    after = contents.after(create_marker(contents, start, beats, "Act II", hue))
    return after, next(iter(after.markers.values()))


@pytest.mark.parametrize("beat", [20.0, 28.0])
def test_there_is_a_line_at_each_edge_of_an_act(plot: HarmonyPlot, contents: Contents, beat: float) -> None:
    plot.time.show(0.0, 20.0)
    before = colour_at(plot, beat)
    after, _ = marked(contents, 20.0, 8.0, 6)
    plot.show_universe(after)
    assert colour_at(plot, beat) == line_colour(6) != before


def test_markers_come_and_go_with_edits(plot: HarmonyPlot, contents: Contents) -> None:
    plot.time.show(0.0, 20.0)
    empty = plot.grab().toImage()
    edit = create_marker(contents, 20.0, 8.0, "Act II", 3)
    after = contents.after(edit)
    plot.refresh(edit, after)
    assert plot.grab().toImage() != empty
    gone = remove_marker(after, next(iter(after.markers)))
    plot.refresh(gone, after.after(gone))
    assert plot.grab().toImage() == empty


def test_names_stand_at_the_top_where_no_point_is(plot: HarmonyPlot, contents: Contents) -> None:
    plot.time.show(0.0, 20.0)
    before = plot.grab().toImage()
    after, _ = marked(contents, 20.0, 8.0, 3)
    plot.show_universe(after)
    image = plot.grab().toImage()
    left, right = round(plot.x_of(20.0)) + 4, round(plot.x_of(28.0)) - 4
    changed = {y for y in range(image.height()) for x in range(left, right) if image.pixel(x, y) != before.pixel(x, y)}
    assert changed and max(changed) < plot.y_of(1.0)
