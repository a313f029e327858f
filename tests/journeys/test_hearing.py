"""Playing the story in the real window, on a computer without a loudspeaker and with a tone for its music."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QThread
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QLineEdit, QMenu, QToolButton

from harmonic_desktop.domain.storyboard import resize_card
from harmonic_desktop.ui.parameters.columns import Column
from harmonic_desktop.ui.player import playback as playback_module
from harmonic_desktop.ui.player.playback import Playback
from harmonic_desktop.ui.player.player import Player, State
from harmonic_desktop.ui.player.studio import Studio
from harmonic_desktop.ui.timeline.hits import Hit
from tests.ui.player.tones import make

from .conftest import Desk
from .test_look_around import look_around

NO, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


@pytest.fixture
def hearing(silent: None, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
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


def test_the_menu_names_the_space_bar_and_the_button_is_pressed_by_it_once(hearing: Desk) -> None:
    assert hearing.action("Play").shortcut().toString() == "Space"
    button = playback(hearing).bar.widgetForAction(playback(hearing).actions_.play)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.hasFocus()
    press(hearing, Qt.Key.Key_Space)
    hearing.wait(lambda: player(hearing).state is State.PLAYING)
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


def test_the_space_bar_plays_from_lists_and_tables_too(hearing: Desk) -> None:
    window = hearing.window
    window.tabs.setCurrentWidget(window.physics_panel)
    table, heard = window.physics_panel.table, window.chains.section("physics").list
    table.go_to(0, Column.VALUE)
    views: list[QAbstractItemView] = [window.universe_list.view, table, heard]
    for view in views:
        view.setFocus()
        press(hearing, Qt.Key.Key_Space)
        hearing.wait(lambda: player(hearing).state is State.PLAYING)
        press(hearing, Qt.Key.Key_Space)
        assert player(hearing).state is State.PAUSED
        assert view.state() != QAbstractItemView.State.EditingState


def test_a_click_on_the_ruler_goes_there(hearing: Desk) -> None:
    hearing.click_at(hearing.window.timeline.ruler, QPoint(round(hearing.window.scale.x(12.1)), 8))
    assert player(hearing).beat == 12.0
    line = playback(hearing).playheads[0]
    assert line.isVisible()
    assert line.geometry().center().x() == pytest.approx(hearing.window.scale.x(12.0), abs=1)


def test_keys_take_the_playhead_from_bar_to_bar(hearing: Desk) -> None:
    went = []
    for keys in ("Ctrl+Shift+Right", "Ctrl+Shift+Right", "Ctrl+Shift+Left", "Ctrl+Shift+Left", "Ctrl+Shift+Left"):
        hearing.keys(keys)
        went.append(player(hearing).beat)
    assert went == [4.0, 8.0, 4.0, 0.0, 0.0]
    player(hearing).seek(7.0)
    hearing.keys("Ctrl+Shift+Left")
    assert player(hearing).beat == 4.0, "first to the beginning of the bar that it is in"
    assert hearing.window.statusBar().currentMessage() == "Playhead: Bar 2, beat 1"
    player(hearing).seek(4.5)
    hearing.keys("Ctrl+Shift+Left")
    assert player(hearing).beat == 0.0, "hardly in a bar, which is what it is while it plays, to the one before"
    player(hearing).seek(1e9)
    hearing.keys("Ctrl+Shift+Right")
    assert player(hearing).beat == player(hearing).end_beat


def test_a_drag_along_the_ruler_is_looped(hearing: Desk) -> None:
    drag(hearing, on_ruler(hearing, 8.1), on_ruler(hearing, 16.1))
    assert player(hearing).looping.range == (8.0, 16.0)
    assert player(hearing).looping.is_on
    assert playback(hearing).loop_mark.isVisible()
    assert playback(hearing).actions_.looping.isChecked()


def test_what_is_dragged_along_the_ruler_is_heard_at_once(hearing: Desk) -> None:
    player(hearing).play_from(40.0)
    hearing.wait(lambda: player(hearing).state is State.PLAYING)
    drag(hearing, on_ruler(hearing, 8.1), on_ruler(hearing, 16.1))
    hearing.wait(lambda: player(hearing).state is State.PLAYING)
    assert 8.0 <= player(hearing).beat < 16.0


def test_the_selected_cards_are_looped_and_heard_at_once(hearing: Desk) -> None:
    card = max(hearing.contents.cards.values(), key=lambda card: card.start_beat)
    hearing.workspace.select([card.id])
    hearing.action("Loop the selected cards").trigger()
    assert player(hearing).looping.range == (card.start_beat, card.end_beat)
    assert player(hearing).beat == card.start_beat


def test_a_range_around_the_playhead_leaves_it_where_it_is(hearing: Desk) -> None:
    player(hearing).seek(12.0)
    drag(hearing, on_ruler(hearing, 8.1), on_ruler(hearing, 16.1))
    assert player(hearing).beat == 12.0


def test_the_whole_story_is_looped(hearing: Desk) -> None:
    player(hearing).looping.choose(8.0, 16.0)
    hearing.action("Loop the whole story").trigger()
    assert player(hearing).looping.range is None
    assert player(hearing).looping.is_on
    assert playback(hearing).actions_.looping.isChecked()
    assert not playback(hearing).loop_mark.isVisible()


def test_escape_in_a_drag_along_the_ruler_leaves_all_as_it_was(hearing: Desk) -> None:
    steps = hearing.workspace.undo_stack.index()
    drag(hearing, on_ruler(hearing, 8.1), on_ruler(hearing, 16.1), lets_go=False)
    press(hearing, Qt.Key.Key_Escape)
    handle = hearing.window.windowHandle()
    assert handle is not None
    QTest.mouseRelease(handle, LEFT, NO, on_ruler(hearing, 16.1))
    assert player(hearing).looping.range is None
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


def test_that_nothing_can_be_heard_stands_there_as_long_as_the_playhead_runs_silently(hearing: Desk) -> None:
    bar = hearing.window.message_bar
    press(hearing, Qt.Key.Key_Space)
    hearing.wait(lambda: player(hearing).beat > 0.2)
    assert bar.sentence.startswith("Nothing can be heard: there is no loudspeaker.")
    player(hearing).stop()
    assert bar.isHidden()
    press(hearing, Qt.Key.Key_Space)
    hearing.wait(lambda: player(hearing).beat > 0.2)
    assert bar.sentence.startswith("Nothing can be heard"), "it is said each time"
    bar.show_notice("The story was saved.")
    player(hearing).stop()
    assert bar.sentence == "The story was saved."


def test_playing_changes_nothing_of_the_story(hearing: Desk) -> None:
    before, steps = hearing.contents, hearing.workspace.undo_stack.index()
    press(hearing, Qt.Key.Key_Space)
    hearing.wait(lambda: player(hearing).beat > 0.2)
    player(hearing).stop()
    assert hearing.contents is before
    assert hearing.workspace.undo_stack.index() == steps


def test_a_card_is_played_from_its_menu_and_a_free_place_from_there(hearing: Desk) -> None:
    view = hearing.window.timeline
    card = max(hearing.contents.cards.values(), key=lambda card: card.start_beat)
    choose(view.menus.menu(Hit(card.start_beat + 1.0, 0, card)), "Play from here")
    hearing.wait(lambda: player(hearing).state is State.PLAYING)
    assert player(hearing).beat == pytest.approx(card.start_beat, abs=0.5)
    choose(view.menus.menu(Hit(6.0, 0)), "Play from here")
    hearing.wait(lambda: player(hearing).state is State.PLAYING)
    assert player(hearing).beat == pytest.approx(6.0, abs=0.5)


def test_an_act_is_looped_from_its_menu(hearing: Desk) -> None:
    band = hearing.window.timeline.marker_band
    act = next(marker for marker in band.markers if marker.start_beat > 0 and marker.duration_beats)
    band.commands.go_to(act.id)
    choose(band.actions_.menu(act.start_beat), "Play in a loop")
    assert player(hearing).looping.range == (act.start_beat, act.end_beat)
    assert player(hearing).beat == act.start_beat


def test_a_moment_has_no_length_to_be_looped(hearing: Desk) -> None:
    band = hearing.window.timeline.marker_band
    band.commands.new_moment_at(6.0)
    moment = next(marker for marker in band.markers if not marker.duration_beats and marker.start_beat == 6.0)
    band.commands.go_to(moment.id)
    assert not band.actions_.loop.isEnabled()


def test_volume_metronome_loop_and_following_come_back_at_the_next_start(hearing: Desk) -> None:
    playback(hearing).bar.volume.setValue(35)
    playback(hearing).actions_.metronome.trigger()
    playback(hearing).actions_.follow.trigger()
    player(hearing).looping.choose(8.0, 16.0)
    hearing.close()
    hearing.start()
    hearing.wait(lambda: player(hearing).has_cards())
    assert playback(hearing).bar.volume.value() == 35
    assert playback(hearing).actions_.metronome.isChecked()
    assert playback(hearing).actions_.follow.isChecked()
    assert (player(hearing).looping.range, player(hearing).looping.is_on) == ((8.0, 16.0), True)
    assert player(hearing).state is State.STOPPED


def test_the_playhead_stays_at_its_beat_in_a_window_and_a_plot_of_another_size(hearing: Desk) -> None:
    player(hearing).seek(12.0)
    scale, plot = hearing.window.scale, hearing.window.plot

    def is_in_place() -> bool:
        views = playback(hearing).playheads
        places = [scale.x(12.0), scale.x(12.0), plot.area.left() + scale.x(12.0)]
        return all(
            view.isVisible() and view.x() + view.width() // 2 == round(x)
            for view, x in zip(views, places, strict=False)
        )

    assert is_in_place()
    height = plot.height()
    hearing.window.resize(1000, 760)
    hearing.wait(lambda: hearing.window.width() == 1000 and plot.height() != height)
    assert is_in_place()
    hearing.window.story.setSizes([200, 400])
    QTest.qWait(0)
    assert is_in_place()


def test_the_space_bar_in_a_dialog_does_nothing_to_the_music(hearing: Desk) -> None:
    press(hearing, Qt.Key.Key_Space)
    hearing.wait(lambda: player(hearing).state is State.PLAYING)
    hearing.action("About Harmonic Universe").trigger()
    dialog = next(d for d in hearing.window.findChildren(QDialog) if d.isVisible())
    hearing.wait(dialog.isActiveWindow)
    handle = dialog.windowHandle()
    assert handle is not None
    dialog.setFocus()
    QTest.keyClick(handle, Qt.Key.Key_Space)
    assert player(hearing).state is State.PLAYING


def test_closing_while_it_plays_leaves_no_thread_behind(hearing: Desk) -> None:
    press(hearing, Qt.Key.Key_Space)
    hearing.wait(lambda: player(hearing).beat > 0.1)
    threads = player(hearing).findChildren(QThread)
    threads += [thread for studio in player(hearing).findChildren(Studio) for thread in studio.findChildren(QThread)]
    assert any(thread.isRunning() for thread in threads)
    hearing.window.close()
    assert not any(thread.isRunning() for thread in threads)
    assert player(hearing).state is State.STOPPED


def test_signing_out_while_it_plays_ends_the_music(hearing: Desk) -> None:
    press(hearing, Qt.Key.Key_Space)
    hearing.wait(lambda: player(hearing).beat > 0.1)
    hearing.window.show_workspace(None)
    assert player(hearing).state is State.STOPPED
    assert not player(hearing).has_cards()
    press(hearing, Qt.Key.Key_Space)
    assert player(hearing).state is State.STOPPED


def test_the_first_sound_is_made_while_the_pointer_comes_to_the_button(hearing: Desk) -> None:
    button = playback(hearing).bar.widgetForAction(playback(hearing).actions_.play)
    QApplication.sendEvent(button, QEnterEvent(QPointF(2, 2), QPointF(2, 2), QPointF(2, 2)))
    hearing.wait(lambda: player(hearing)._making.sound is not None)
    assert player(hearing).state is State.STOPPED
    press(hearing, Qt.Key.Key_Space)
    assert player(hearing).state is State.PLAYING, "at once, without waiting for the studio"


def choose(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.deleteLater()


def test_the_transport_says_at_once_how_long_the_story_is_after_an_edit(hearing: Desk) -> None:
    place = playback(hearing).bar.place
    contents = hearing.workspace.contents
    assert contents is not None
    last = max(contents.cards.values(), key=lambda card: card.end_beat)
    before = place.text()
    hearing.window.perform(resize_card, last.id, last.start_beat, last.duration_beats + 400.0)
    assert place.text() != before
    assert place.text().split("/")[0] == before.split("/")[0]
