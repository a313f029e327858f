"""A universe list on the screen with a few universes, and what it has said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.outline import Outline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.ui.universes.universe_list import UniverseList

NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
SPANS = ((0.0, 4.0, 0.2), (4.0, 4.0, 0.8))


def universes() -> list[Universe]:
    """Five of them; the last that changed is “Étude 10”, then the others by id."""
    names = {1: "Tides", 2: "clockwork", 3: "Étude 9", 4: "Étude 10", 5: "Tides <b>again</b>"}
    ages = {1: 1, 2: 2, 3: 3, 4: 0, 5: 4}
    return [Universe(i, 1, name, updated_at=NOON - timedelta(hours=ages[i])) for i, name in names.items()]


def outlines() -> dict[int, Outline]:
    return {1: Outline(2, SPANS), 2: Outline(1, SPANS[:1])}


class Asked:
    """What the list has asked for, in order."""

    def __init__(self, panel: UniverseList) -> None:
        self.all: list[tuple[Any, ...]] = []
        for name in ("chosen", "created", "renamed", "duplicated", "removed"):
            signal = getattr(panel, f"universe_{name}")
            signal.connect(lambda *what, name=name: self.all.append((name, *what)))


@pytest.fixture
def panel(qtbot: QtBot) -> UniverseList:
    made = UniverseList()
    qtbot.addWidget(made)
    made.resize(260, 700)
    made.show_universes(universes(), outlines())
    made.show_open(1)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def asked(panel: UniverseList) -> Asked:
    return Asked(panel)


@pytest.fixture
def five() -> list[Universe]:
    return universes()
