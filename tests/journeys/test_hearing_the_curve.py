"""Hearing the harmony curve in the whole window: by its key, with the words for it, and back to silence."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible

from harmonic_desktop.ui.player import output as output_module
from harmonic_desktop.ui.player.player import State
from tests.ui.player.pretended import Pretended

from .conftest import Desk

pytestmark = pytest.mark.usefixtures("silent")


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told to say."""
    told: list[str] = []
    monkeypatch.setattr(
        QAccessible,
        "updateAccessibility",
        lambda event: told.append(event.message() if hasattr(event, "message") else ""),
    )
    return told


def look_around(desk: Desk) -> None:
    desk.start()
    desk.click(desk.dialog("welcomeDialog"), "lookAround")
    desk.wait_for_universe("Carrow Wheel")
    desk.window.plot.setFocus()


@pytest.mark.parametrize(
    ("is_heard", "begins"),
    [
        (True, "The harmony curve starts at 0."),
        (False, "The harmony curve can’t be heard. It starts at 0."),
    ],
)
def test_a_key_plays_the_curve_and_says_what_it_does(
    desk: Desk, announced: list[str], monkeypatch: pytest.MonkeyPatch, is_heard: bool, begins: str
) -> None:
    if is_heard:
        monkeypatch.setattr(output_module, "Speaker", Pretended)
    look_around(desk)
    player = desk.window.playback.player
    desk.keys("Ctrl+Shift+U")
    assert player.is_aside
    said = desk.window.statusBar().currentMessage()
    assert said.startswith(begins)
    assert ("Nothing can be heard" in desk.window.message_bar.sentence) != is_heard
    assert said.endswith(desk.window.plot.words.way())
    assert f"{said} 52 cards, mean harmony 0.55." in announced
    desk.wait(lambda: not player.is_aside)
    assert (player.state, player.beat) == (State.STOPPED, 0.0)


@pytest.mark.parametrize("key", ["Escape", "Ctrl+Shift+U"])
def test_esc_or_the_key_again_ends_it_and_nothing_else(desk: Desk, key: str) -> None:
    look_around(desk)
    desk.window.select(desk.contents.cards)
    selected = desk.workspace.selection
    desk.keys("Ctrl+Shift+U")
    assert desk.action("Stop the harmony curve").isEnabled()
    desk.keys(key)
    assert not desk.window.playback.player.is_aside
    assert desk.workspace.selection == selected
    assert desk.action("Hear the harmony curve").isEnabled()
    desk.keys("Escape")
    assert not desk.workspace.selection, "without a curve to be ended, Esc is the view’s again"


def test_music_that_plays_pauses_for_it_and_goes_on_from_there(desk: Desk) -> None:
    look_around(desk)
    player = desk.window.playback.player
    player.play()
    desk.wait(lambda: player.beat > 0.1)
    desk.keys("Ctrl+Shift+U")
    assert player.state is State.PAUSED
    beat = player.beat
    desk.keys("Escape")
    desk.keys("Space")
    desk.wait(lambda: player.beat > beat and player.state is State.PLAYING)


def test_without_cards_there_is_no_curve_to_hear(desk: Desk) -> None:
    look_around(desk)
    action = desk.action("Hear the harmony curve")
    assert action.isEnabled()
    desk.workspace.create_universe("Empty")
    assert not action.isEnabled()
    desk.window.menus.undo.trigger()
