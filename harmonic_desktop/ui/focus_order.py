"""The order in which Tab goes through the window: as it is read, from the universes over the story to the details."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from .main_window import MainWindow


def follow_focus_order(window: MainWindow) -> None:
    """Puts the panels that there are in order; to be called when one comes, or comes back into the window.

    Inside a panel the order is its own: the header of the timeline, whose rows come and go while it is scrolled, keeps
    them behind the markers by itself. As Tab goes round, it does not matter that the details are first here. They are
    because their bar cannot be moved: Qt counts all tabs to it.
    """
    details = [window.tabs.tabBar(), *window.tabs.made]
    stops = (stop for panel in (*details, *_panels(window)) for stop in stops_of(panel))
    for before, after in pairwise(stop for stop in stops if stop.window() is window):
        QWidget.setTabOrder(before, after)


def _panels(window: MainWindow) -> list[QWidget]:
    """What Tab goes through before it comes to the details."""
    timeline, plot = window.timeline, window.plot_panel
    filters = [window.filter_bar] if hasattr(window, "filter_bar") else []
    return [
        window.universe_list,
        *filters,
        *(timeline.corner, timeline.marker_band, *timeline.header.stops),
        *(timeline, timeline.empty_offer, timeline.selection_bar, timeline.minimap),
        *(plot.show_button, plot.shape_button, *plot.action_buttons, plot.plot),
        *(window.message_bar, window.playback.bar),
    ]


def stops_of(panel: QWidget) -> list[QWidget]:
    """What in a panel takes the keyboard, in the order in which it was put in; a panel that does is one stop."""
    if _is_stop(panel):
        return [panel]
    # Not by `nextInFocusChain`: PySide would take each widget for a child of the one before, and let it go with that.
    return [stop for stop in panel.findChildren(QWidget) if _is_stop(stop)]


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
