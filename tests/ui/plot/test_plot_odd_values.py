"""Files hold values that nobody meant: whatever they are, the plot can be seen and walked."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.ui.plot.harmony_plot import HarmonyPlot
from harmonic_desktop.ui.time_scale import TimeScale

ODD = [math.nan, math.inf, -math.inf, 1e300, -1e300, -5.0, 0.0, 5e-324]
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize("field", ["harmony_tie", "start_beat", "duration_beats", "environment_harmony"])
@pytest.mark.parametrize("odd", ODD)
def test_a_story_with_an_odd_value_is_drawn_walked_and_described(
    qtbot: QtBot, contents: Contents, field: str, odd: float
) -> None:
    if field == "environment_harmony":
        contents = replace(contents, universe=replace(contents.universe, environment_harmony=odd))
    else:
        card = replace(contents.cards[2], **{field: odd})  # type: ignore[arg-type]
        contents = replace(contents, cards={**contents.cards, 2: card})
    scale = TimeScale()
    plot = HarmonyPlot(scale)
    qtbot.addWidget(plot)
    plot.resize(800, 240)
    plot.show_universe(contents)
    plot.show()
    qtbot.waitExposed(plot)
    plot.setFocus()
    for pixels in (400.0, 40.0, 1.0, 0.001):
        scale.show(0.0, pixels)
        assert not plot.grab().isNull()
    scale.show(0.0, 30.0)
    for key in (Qt.Key.Key_Home, *[Qt.Key.Key_Right] * 6):
        QTest.keyClick(plot.windowHandle(), key)
        QTest.keyClick(plot.windowHandle(), Qt.Key.Key_Up)
        assert not plot.grab().isNull()
    QTest.keyClick(plot.windowHandle(), Qt.Key.Key_Home, SHIFT)
    QTest.keyClick(plot.windowHandle(), Qt.Key.Key_Down, SHIFT)
    for x in range(180, 600, 20):
        QTest.mouseMove(plot.windowHandle(), QPoint(x, 100))
    assert plot.words.course()
    assert math.isfinite(scale.left_beat)
