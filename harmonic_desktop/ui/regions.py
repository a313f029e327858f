"""The regions of the window: F6 goes through them as it is read, Shift+F6 back, and enters each where it was left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from .focus_order import stops_of

if TYPE_CHECKING:
    from .main_window import MainWindow


class Regions:
    """Those that can be seen now; one may lie within another, as the bar of the selection does in the timeline."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def go(self, step: int) -> None:
        """Gives the keyboard to the next region that takes it, or with −1 to the one before."""
        regions, here = self._shown(), self.region_of(QApplication.focusWidget())
        first = regions.index(here) if here is not None else min(-step, 0)
        for away in range(1, len(regions) + 1):
            stop = self._entrance(regions[(first + step * away) % len(regions)])
            if stop is not None:
                stop.window().activateWindow()  # a panel may float
                stop.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def region_of(self, widget: QWidget | None) -> QWidget | None:
        """The region that holds a widget; of two, the one that lies within the other."""
        around = [one for one in self._shown() if widget is not None and one.isAncestorOf(widget)]
        return around[-1] if around else None

    def _shown(self) -> list[QWidget]:
        """In the order in which the window is read, and what lies within another after that."""
        window = self._window
        filters = [window.filter_bar] if hasattr(window, "filter_bar") else []
        story = [*filters, window.timeline, window.timeline.selection_bar]
        under = [window.plot_panel, window.message_bar, window.playback.bar] if window.is_complete else []
        regions: list[QWidget] = [window.universe_list, *story, *under, window.tabs]
        return [one for one in regions if one.isVisible()]

    def _entrance(self, region: QWidget) -> QWidget | None:
        """What takes the keyboard: what had it there last, else what the region is for, else its first control."""
        window = self._window
        views = [window.universe_list.view, window.timeline, window.tabs.tabBar()]
        for stop in (region.focusWidget(), *views, *([window.plot] if window.is_complete else []), *stops_of(region)):
            if stop is not None and stop.isVisible() and stop.isEnabled() and self.region_of(stop) is region:
                return stop
        return None
