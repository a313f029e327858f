"""The row over the harmony plot: its sentence, its switches, and room for other commands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from harmonic_desktop.ui import theme
from harmonic_desktop.ui.plot.plot_panel import ROW, PlotPanel
from harmonic_desktop.ui.plot.switches import TREND_BARS, USUAL, PlotSwitches
from harmonic_desktop.ui.time_scale import TimeScale

from .conftest import SIZE, story


@pytest.fixture
def panel(qtbot: QtBot) -> PlotPanel:
    scale = TimeScale()
    scale.set_width(SIZE[0] - theme.HEADER_WIDTH)
    scale.show(0.0, 45.0)
    made = PlotPanel(scale, PlotSwitches())
    qtbot.addWidget(made)
    made.resize(SIZE[0], SIZE[1] + ROW)
    made.plot.show_universe(story())
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_row_says_in_one_sentence_what_the_curve_does(panel: PlotPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: panel.sentence.text() != "")
    assert panel.plot.accessibleDescription().startswith(panel.sentence.text())
    assert panel.sentence.toolTip() == ""


def test_a_sentence_that_is_cut_short_is_whole_in_its_tooltip(panel: PlotPanel, qtbot: QtBot) -> None:
    panel.resize(300, SIZE[1])
    panel.sentence.set_text("Falls to 0.12 at <b>, then climbs to the end and far beyond it")
    assert panel.sentence.shown.endswith("…")
    assert (
        panel.sentence.toolTip() == "<span>Falls to 0.12 at &lt;b&gt;, then climbs to the end and far beyond it</span>"
    )


def test_the_plot_begins_at_the_left_edge_of_the_row(panel: PlotPanel) -> None:
    assert panel.plot.mapTo(panel, QPoint(0, 0)) == QPoint(0, ROW)
    assert panel.plot.width() == panel.width()


def test_what_is_switched_off_is_not_drawn(panel: PlotPanel) -> None:
    plot, switches = panel.plot, panel.plot.switches
    assert plot._line.isVisible()
    switches.mean.trigger()
    without_mean = plot.grab().toImage()
    assert not plot._line.isVisible()
    switches.environment.trigger()
    assert plot.grab().toImage() != without_mean


def test_the_menu_of_the_row_has_the_switches(panel: PlotPanel) -> None:
    menu, switches = panel.show_button.menu(), panel.plot.switches
    assert menu.actions()[: len(switches.actions)] == switches.actions
    menu.actions()[0].trigger()
    assert not switches.mean.isChecked()


def test_other_commands_have_their_place_in_the_row(panel: PlotPanel) -> None:
    done = []
    action = QAction("Shape…", panel)
    action.setObjectName("shapeCurve")
    action.triggered.connect(lambda: done.append(1))
    button = panel.add_action(action)
    panel.grab()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == [1]
    assert button.accessibleName() == "Shape…" and button.height() >= theme.TARGET


def test_what_is_shown_can_be_kept_and_taken_up_again(qapp: QApplication) -> None:
    switches = PlotSwitches()
    assert switches.shown == USUAL
    switches.shown = {"trend", "no such thing"}
    switches.trend_bars = 16
    assert switches.shown == {"trend"} and switches.trend_bars == 16
    switches.trend_bars = 5
    assert switches.trend_bars in TREND_BARS


def test_whoever_chooses_a_window_sees_the_trend(qapp: QApplication) -> None:
    switches = PlotSwitches()
    told: list[int] = []
    switches.changed.connect(lambda: told.append(switches.trend_bars))
    switches.trend_menu.actions()[0].trigger()
    assert switches.trend.isChecked() and told[-1] == 1
