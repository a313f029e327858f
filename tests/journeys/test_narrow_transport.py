"""The transport in a narrow window: with large text it tells less of the place, and the volume stays in sight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QToolButton

from harmonic_desktop.domain.storyboard import resize_card
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.player import playback as playback_module
from harmonic_desktop.ui.player.player import State
from harmonic_desktop.ui.player.transport_bar import TransportBar
from tests.ui.player.tones import make

from .conftest import Desk
from .test_look_around import look_around

AT_LENGTH, SHORT, SHORTEST = "Bar 1 · beat 1 · 0:00 / ", "Bar 1 · 0:00 / ", "0:00 / "


@pytest.fixture
def narrow(silent: None, desk: Desk, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(playback_module, "_performed", make)
    desk.options = replace(desk.options, size=(1024, 700))
    look_around(desk)
    settle()
    yield desk
    theme.apply(qapp, "light")


def bar(desk: Desk) -> TransportBar:
    return desk.window.playback.bar


def set_width(desk: Desk, width: int) -> None:
    desk.window.resize(width, 700)
    desk.wait(lambda: desk.window.width() == width)
    settle()


def set_text(percent: int) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, "light", percent)
    settle()


def settle() -> None:
    """Every panel has its place anew, and what is in it."""
    for _ in range(5):
        QApplication.processEvents()


def places(desk: Desk) -> list[QRect]:
    return [part.geometry() for action in bar(desk).actions() if (part := bar(desk).widgetForAction(action))]


def assert_all_is_in_sight(desk: Desk) -> None:
    more = bar(desk).findChild(QToolButton, "qt_toolbar_ext_button")
    assert more is None or not more.isVisible()
    volume = bar(desk).volume
    assert volume.isVisible()
    assert bar(desk).rect().contains(QRect(volume.mapTo(bar(desk), volume.rect().topLeft()), volume.size()))
    place = bar(desk).place
    assert place.width() >= place.fontMetrics().horizontalAdvance(place.text())


def test_with_usual_text_it_tells_all_of_the_place(narrow: Desk) -> None:
    assert bar(narrow).place.text().startswith(AT_LENGTH)
    assert_all_is_in_sight(narrow)


@pytest.mark.parametrize("width", [1024, 1100, 1280])
def test_the_volume_is_in_sight_whatever_the_size_of_text(narrow: Desk, width: int) -> None:
    set_width(narrow, width)
    for percent in theme.TEXT_SIZES:
        set_text(percent)
        assert_all_is_in_sight(narrow)


def test_it_tells_as_much_of_the_place_as_there_is_room_for(narrow: Desk) -> None:
    set_text(150)
    assert bar(narrow).place.text().startswith((SHORT, SHORTEST))
    set_width(narrow, 1440)
    assert bar(narrow).place.text().startswith(AT_LENGTH)
    set_width(narrow, 1024)
    assert bar(narrow).place.text().startswith((SHORT, SHORTEST))
    set_text(100)
    assert bar(narrow).place.text().startswith(AT_LENGTH)


@pytest.mark.parametrize("percent", [100, 150])
def test_nothing_moves_in_it_while_it_plays(narrow: Desk, percent: int) -> None:
    set_text(percent)
    before, seen, told = places(narrow), [], set()
    player = narrow.window.playback.player

    def look() -> None:
        settle()
        seen.append(places(narrow))
        told.add(bar(narrow).place.text())

    player.state_changed.connect(look)
    player.play()
    narrow.wait(lambda: player.state is State.PLAYING)
    player.seek(player.end_beat - 1)
    narrow.wait(lambda: player.state is State.PLAYING and player.beat > player.end_beat - 1)
    look()
    player.stop()
    assert told & {"Making the music…", "Making…"} and len(told) > 2
    assert all(now == before for now in seen)


def test_a_story_of_hours_is_told_whole(narrow: Desk) -> None:
    last = max(narrow.contents.cards.values(), key=lambda card: card.end_beat)
    narrow.workspace.perform(resize_card, last.id, last.start_beat, 50_000.0)
    settle()
    player = narrow.window.playback.player
    player.seek(player.end_beat - 1)
    settle()
    assert re.search(r" \d+:\d\d:\d\d / \d+:\d\d:\d\d$", bar(narrow).place.text())
    assert_all_is_in_sight(narrow)
