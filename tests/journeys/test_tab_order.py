"""Tab walks through the whole window as it is read, and Shift+Tab the same way back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from harmonic_desktop.domain.storyboard import add_plotline, remove_plotline

from .conftest import Desk
from .test_look_around import look_around

TABS = ("Universe", "Physics", "Music", "Card", "Harmony")
IN_ORDER = [
    "list", "filter bar", "new marker", "markers", "plotlines", "timeline", "selection bar", "minimap",
    "plot row", "plot", "transport", "details",
]  # fmt: skip
MOST = 300
"""More stops than the window has, cells of tables among them."""


def part_of(desk: Desk, widget: QWidget) -> str:
    """The part of the window that a widget belongs to; the innermost, as the timeline holds others."""
    window, timeline = desk.window, desk.window.timeline
    parts: dict[str, QWidget] = {
        "list": window.universe_list, "filter bar": window.filter_bar, "new marker": timeline.corner,
        "markers": timeline.marker_band, "plotlines": timeline.header, "selection bar": timeline.selection_bar,
        "minimap": timeline.minimap, "timeline": timeline, "plot": window.plot, "plot row": window.plot_panel,
        "transport": window.playback.bar, "details": window.tabs,
    }  # fmt: skip
    return next(name for name, part in parts.items() if part is widget or part.isAncestorOf(widget))


def walk(desk: Desk, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Where Tab leads, from the search field until it is there again."""
    start = desk.window.universe_list.search
    start.setFocus()
    stops: list[QWidget] = [start]
    for _ in range(MOST):
        QTest.keyClick(desk.window.windowHandle(), key)
        here = QApplication.focusWidget()
        assert here is not None
        if here is start:
            return [stop for stop, _ in groupby(stops)]  # markers and cells are many stops of one widget
        stops.append(here)
    raise AssertionError(f"Tab never came back; it ends at {stops[-1]}")


def parts(desk: Desk, stops: Sequence[QWidget]) -> list[str]:
    return [name for name, _ in groupby(part_of(desk, stop) for stop in stops)]


@pytest.fixture
def full(desk: Desk) -> Desk:
    """The sample with everything there that Tab can lead to: the filter, and the bar of a selection."""
    look_around(desk)
    desk.window.show_filter(True)
    desk.workspace.select(list(desk.contents.cards)[:3])
    desk.window.activateWindow()
    desk.wait(desk.window.isActiveWindow)
    return desk


@pytest.mark.parametrize("index", range(len(TABS)), ids=TABS)
def test_tab_goes_through_the_window_as_it_is_read(full: Desk, index: int) -> None:
    full.window.tabs.setCurrentIndex(index)
    QApplication.processEvents()
    stops = walk(full)
    assert parts(full, stops) == IN_ORDER
    assert len(stops) == len(set(stops))


def test_shift_tab_goes_the_same_way_back(full: Desk) -> None:
    tabs = full.window.tabs
    full.wait(lambda: len(tabs.made) == len(tabs.names))
    there, back = walk(full), walk(full, Qt.Key.Key_Backtab)
    assert parts(full, there) == IN_ORDER
    assert back[1:] == there[:0:-1]


def test_the_order_stays_when_plotlines_come_and_go(full: Desk) -> None:
    for _ in range(4):
        full.workspace.perform(add_plotline)
    first = full.contents.ordered_plotlines()[0]
    full.workspace.perform(remove_plotline, first.id, None)
    full.workspace.undo_stack.undo()
    full.window.timeline.verticalScrollBar().setValue(200)
    full.workspace.select(list(full.contents.cards)[:3])
    QApplication.processEvents()
    assert parts(full, walk(full)) == IN_ORDER


def test_the_order_stays_when_a_panel_was_taken_out_and_put_back(full: Desk) -> None:
    for dock in (full.window.list_dock, full.window.tabs_dock):
        dock.setFloating(True)
        QApplication.processEvents()
        dock.setFloating(False)
        QApplication.processEvents()
    full.window.activateWindow()
    full.wait(full.window.isActiveWindow)
    assert parts(full, walk(full)) == IN_ORDER
