"""F6 goes through the regions of the window as it is read, Shift+F6 back, and each is entered where it was left."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from .conftest import Desk
from .test_look_around import look_around

IN_ORDER = ["list", "filter bar", "timeline", "selection bar", "plot", "message", "transport", "details"]


def region(desk: Desk) -> str:
    """The region that has the keyboard; the innermost, as the timeline holds another."""
    window, focus = desk.window, QApplication.focusWidget()
    regions: dict[str, QWidget] = {
        "list": window.universe_list, "filter bar": window.filter_bar,
        "selection bar": window.timeline.selection_bar, "timeline": window.timeline, "plot": window.plot_panel,
        "message": window.message_bar, "transport": window.playback.bar, "details": window.tabs,
    }  # fmt: skip
    assert focus is not None
    return next(name for name, one in regions.items() if one is focus or one.isAncestorOf(focus))


def went(desk: Desk, key: str, times: int) -> list[str]:
    """Where the keyboard was after each press."""
    found = []
    for _ in range(times):
        desk.keys(key)
        found.append(region(desk))
    return found


@pytest.fixture
def full(desk: Desk) -> Desk:
    """The sample with every region there is; the keyboard is with the cards."""
    look_around(desk)
    desk.window.show_filter(True)
    desk.window.message_bar.show_notice("Saved.")
    desk.workspace.select(list(desk.contents.cards)[:3])
    desk.window.activateWindow()
    desk.wait(desk.window.isActiveWindow)
    desk.window.timeline.setFocus()
    return desk


def test_f6_goes_through_all_regions_from_each_of_them(full: Desk) -> None:
    order = IN_ORDER[3:] + IN_ORDER[:3]
    assert went(full, "F6", len(order)) == order
    assert full.window.timeline.hasFocus()


def test_shift_f6_goes_the_same_way_back(full: Desk) -> None:
    back = IN_ORDER[1::-1] + IN_ORDER[:1:-1]
    assert went(full, "Shift+F6", len(back)) == back
    assert full.window.timeline.hasFocus()


def test_what_cannot_be_seen_is_passed_over(full: Desk) -> None:
    full.window.message_bar.close_message()
    full.window.show_filter(False)
    full.window.list_dock.hide()
    full.workspace.select(())
    full.window.timeline.setFocus()
    assert went(full, "F6", 4) == ["plot", "transport", "details", "timeline"]


def test_a_region_is_entered_where_it_was_left(full: Desk) -> None:
    full.window.tabs.setCurrentIndex(0)
    full.window.universe_panel.name.setFocus()
    assert region(full) == "details"
    left = QApplication.focusWidget()
    went(full, "F6", 3)
    assert went(full, "Shift+F6", 3)[-1] == "details"
    assert QApplication.focusWidget() is left
    full.window.universe_list.search.setFocus()
    went(full, "Shift+F6", 1)
    assert QApplication.focusWidget() is left


def test_nobody_is_lost_where_nothing_has_the_keyboard(full: Desk) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    focus.clearFocus()
    assert QApplication.focusWidget() is None
    full.window.menus.next_region.trigger()
    assert region(full) == "list"
