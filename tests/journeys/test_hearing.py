"""Playing the story in the real window, on a computer without a loudspeaker and with a tone for its music."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton

from harmonic_desktop.ui.player import playback as playback_module
from harmonic_desktop.ui.player import player as player_module
from harmonic_desktop.ui.player.playback import Playback
from harmonic_desktop.ui.player.player import Player, State
from harmonic_desktop.ui.player.speaker import NoSpeaker
from tests.ui.player.tones import make

from .conftest import Desk
from .test_look_around import look_around

NO, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


@pytest.fixture
def hearing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    def none(*_: object) -> None:
        raise NoSpeaker("there is no loudspeaker")

    monkeypatch.setattr(player_module, "Speaker", none)
    monkeypatch.setattr(playback_module, "_performed", make)
    look_around(desk)
    desk.window.timeline.setFocus()
    return desk


def playback(desk: Desk) -> Playback:
    return desk.window.playback


def player(desk: Desk) -> Player:
    return desk.window.playback.player


def press(desk: Desk, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
    handle = desk.window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, key, modifiers)


def on_ruler(desk: Desk, beat: float) -> QPoint:
    ruler = desk.window.timeline.ruler
    return ruler.mapTo(desk.window, QPoint(round(desk.window.scale.x(beat)), ruler.height() // 2))


def drag(desk: Desk, start: QPoint, end: QPoint, *, lets_go: bool = True) -> None:
    handle = desk.window.windowHandle()
    assert handle is not None
    QTest.mousePress(handle, LEFT, NO, start)
    for step in range(1, 6):
        QTest.mouseMove(handle, start + (end - start) * step / 5)
    if lets_go:
        QTest.mouseRelease(handle, LEFT, NO, end)


def test_the_space_bar_plays_and_stands_still(hearing: Desk) -> None:
    press(hearing, Qt.Key.Key_Space)
    hearing.wait(lambda: player(hearing).beat > 0.2)
    assert player(hearing).state is State.PLAYING
    assert all(playhead.isVisible() for playhead in playback(hearing).playheads)
    press(hearing, Qt.Key.Key_Space)
    assert player(hearing).state is State.PAUSED


def test_the_space_bar_is_a_space_in_a_field_and_presses_a_button(hearing: Desk) -> None:
    panel = hearing.window.universe_panel
    field = panel.findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    press(hearing, Qt.Key.Key_Space)
    assert player(hearing).state is State.STOPPED
    hearing.window.timeline.setFocus()
    button = playback(hearing).bar.widgetForAction(playback(hearing).actions_.metronome)
    assert isinstance(button, QToolButton)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    press(hearing, Qt.Key.Key_Space)
    assert player(hearing).state is State.STOPPED
    assert playback(hearing).actions_.metronome.isChecked()


def test_a_click_on_the_ruler_goes_there(hearing: Desk) -> None:
    hearing.click_at(hearing.window.timeline.ruler, QPoint(round(hearing.window.scale.x(12.1)), 8))
    assert player(hearing).beat == 12.0
    line = playback(hearing).playheads[0]
    assert line.isVisible()
    assert line.geometry().center().x() == pytest.approx(hearing.window.scale.x(12.0), abs=1)


def test_a_drag_along_the_ruler_is_looped(hearing: Desk) -> None:
    drag(hearing, on_ruler(hearing, 8.1), on_ruler(hearing, 16.1))
    assert player(hearing).loop == (8.0, 16.0)
    assert player(hearing).is_looping
    assert playback(hearing).loop_mark.isVisible()
    assert playback(hearing).actions_.looping.isChecked()


def test_escape_in_a_drag_along_the_ruler_leaves_all_as_it_was(hearing: Desk) -> None:
    steps = hearing.workspace.undo_stack.index()
    drag(hearing, on_ruler(hearing, 8.1), on_ruler(hearing, 16.1), lets_go=False)
    press(hearing, Qt.Key.Key_Escape)
    handle = hearing.window.windowHandle()
    assert handle is not None
    QTest.mouseRelease(handle, LEFT, NO, on_ruler(hearing, 16.1))
    assert player(hearing).loop is None
    assert player(hearing).beat == 0.0
    assert hearing.workspace.undo_stack.index() == steps


def test_it_plays_from_the_selected_card(hearing: Desk) -> None:
    card = max(hearing.contents.cards.values(), key=lambda card: card.start_beat)
    hearing.workspace.select([card.id])
    hearing.action("Play from the selected card").trigger()
    hearing.wait(lambda: player(hearing).state is State.PLAYING)
    assert player(hearing).beat == pytest.approx(card.start_beat, abs=0.5)


def test_the_view_follows_only_if_asked(hearing: Desk) -> None:
    scale = hearing.window.scale
    scale.show(0.0, 200.0)
    player(hearing).play_from(0.0)
    hearing.wait(lambda: scale.x(player(hearing).beat) > 0.95 * scale.width)
    assert scale.left_beat == 0.0
    playback(hearing).actions_.follow.trigger()
    hearing.wait(lambda: scale.left_beat > 0)
    assert 0 <= scale.x(player(hearing).beat) <= scale.width


def test_playing_changes_nothing_of_the_story(hearing: Desk) -> None:
    before, steps = hearing.contents, hearing.workspace.undo_stack.index()
    press(hearing, Qt.Key.Key_Space)
    hearing.wait(lambda: player(hearing).beat > 0.2)
    player(hearing).stop()
    assert hearing.contents is before
    assert hearing.workspace.undo_stack.index() == steps
