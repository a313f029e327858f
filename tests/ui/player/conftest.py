"""Players that let go of what they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.ui.player.player import Player

from .tones import make


@pytest.fixture
def new_player(qtbot: QtBot) -> Iterator[Callable[[Contents], Player]]:
    """Players that let go of their threads after the test."""
    made: list[Player] = []

    def new(contents: Contents) -> Player:
        player = Player(make)
        player.show_universe(contents)
        made.append(player)
        return player

    yield new
    for player in made:
        player.close()
