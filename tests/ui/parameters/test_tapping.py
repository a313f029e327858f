"""A tempo is tapped on a button or a key: shown while it is, and entered once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from harmonic_desktop.ui.parameters.tap_button import TapButton

from .conftest import UNIT, VALUE, Tab

# The offscreen platform says that it can neither raise a popup nor give it the keyboard.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class Hand:
    """Taps at moments of its own clock."""

    def __init__(self, tab: Tab) -> None:
        assert tab.panel.tap is not None
        self.tab, self.button = tab, tab.panel.tap
        self.now = 100.0
        self.button.clock = lambda: self.now

    def tap(self, times: int = 1, every: float = 0.75, *, on_key: bool = False) -> None:
        for _ in range(times):
            if on_key:
                QTest.keyClick(self.tab.table, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
            else:
                QTest.mouseClick(self.button, Qt.MouseButton.LeftButton)
            self.now += every


@pytest.fixture
def hand(music: Tab) -> Iterator[Hand]:
    made = Hand(music)
    music.table.setFocus()
    yield made
    made.button.forget_pending()


def tempo(hand: Hand) -> float:
    (value,) = [row[1] for row in hand.tab.rows if row[0] == "tempo" and row[2] is None]
    return float(value)


@pytest.mark.parametrize("on_key", [False, True])
def test_taps_are_shown_and_entered_once_after_a_pause(hand: Hand, qtbot: QtBot, on_key: bool) -> None:
    hand.button._pause.setInterval(60_000)
    hand.tap(5, on_key=on_key)
    assert hand.tab.text(1, VALUE) == "80 BPM"
    assert hand.button.text() == "80 BPM"
    assert tempo(hand) == 96.0
    hand.button._pause.start(0)
    qtbot.waitUntil(lambda: tempo(hand) == 80.0)
    assert hand.tab.steps == 1
    assert hand.button.text() == "Tap tempo"


def test_one_tap_says_how_to_go_on_and_enters_nothing(hand: Hand) -> None:
    hand.tap()
    assert hand.button.text() == "Tap on…"
    hand.button.commit_pending()
    assert hand.tab.steps == 0


def test_a_pause_begins_anew(hand: Hand) -> None:
    hand.tap(3, 0.4)
    hand.now += 5.0
    hand.tap(3, 1.0)
    hand.button.commit_pending()
    assert tempo(hand) == 60.0


def test_leaving_the_tab_takes_what_was_tapped(hand: Hand) -> None:
    hand.tap(4, 0.5)
    hand.tab.panel.commit_pending()
    assert tempo(hand) == 120.0
    assert hand.tab.steps == 1


def test_another_universe_forgets_the_taps(hand: Hand) -> None:
    hand.tap(4, 0.5)
    hand.tab.panel.show_universe(None)
    hand.tab.panel.commit_pending()
    assert hand.tab.steps == 0


def test_space_taps_and_a_key_that_is_held_taps_once(hand: Hand) -> None:
    hand.button.setFocus()
    QTest.keyClick(hand.button, Qt.Key.Key_Space)
    hand.now += 0.5
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True)
    QApplication.sendEvent(hand.button, held)
    assert hand.button.text() == "Tap on…"
    QTest.keyClick(hand.button, Qt.Key.Key_Space)
    hand.button.commit_pending()
    assert tempo(hand) == 120.0


def test_a_tempo_is_added_where_there_is_none_for_all(hand: Hand) -> None:
    hand.tab.type(1, UNIT, "Cello")
    steps = hand.tab.steps
    hand.tap(4, 0.5)
    hand.button.commit_pending()
    assert ("tempo", 120.0, None) in hand.tab.rows
    assert ("tempo", 96.0, "Cello") in hand.tab.rows
    assert hand.tab.steps == steps + 1


def test_physics_has_no_tempo_to_tap(physics: Tab) -> None:
    assert physics.panel.tap is None
    assert physics.panel.findChildren(TapButton) == []
