"""What a person switched on in the plot is there again at the next start."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton

from .conftest import Desk


def test_what_is_shown_in_the_plot_comes_back(desk: Desk) -> None:
    desk.start()
    desk.click(desk.dialog("welcomeDialog"), "lookAround")
    desk.wait(lambda: desk.window.workspace is not None and desk.workspace.contents is not None)
    assert desk.find(QToolButton, "showInPlot").isVisible()
    desk.window.plot_switches.trend.trigger()
    desk.window.plot_switches.mean.trigger()
    desk.window.plot_switches.trend_bars = 16
    desk.close()
    desk.start()
    assert desk.window.plot_switches.shown == {"trend", "environment"}
    assert desk.window.plot_switches.trend_bars == 16
