"""Later cards stay where they are: said where a person drops, types and presses keys, and kept over the next start."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint

from harmonic_desktop.domain.storyboard import place_card

from .conftest import Desk
from .test_look_around import CARD, SAMPLE, look_around

IN_THE_WAY = "There is no room here: “The bread rises” is in the way."


@pytest.fixture
def strict(desk: Desk) -> Desk:
    """The sample with the switch off, and the card a bar before its neighbour selected."""
    look_around(desk)
    desk.window.timeline.setFocus()
    desk.keys("Ctrl+R")
    desk.workspace.select({desk.card(CARD).id})
    return desk


def test_a_drop_without_room_is_refused_in_the_message_line(strict: Desk) -> None:
    before, card = strict.contents, strict.card(CARD)
    by = strict.card("The bread rises").start_beat - card.start_beat + 1
    viewport = strict.window.timeline.viewport()
    strict.drag(viewport, strict.card_centre(card), QPoint(round(by * strict.window.scale.pixels_per_beat), 0))
    assert strict.window.message_bar.sentence == IN_THE_WAY
    assert strict.contents == before
    assert strict.workspace.undo_stack.count() == 0


def test_a_key_without_room_is_refused_too(strict: Desk) -> None:
    card, before = strict.card("The bread rises"), strict.contents
    strict.workspace.perform(place_card, card.id, strict.card(CARD).end_beat)
    strict.keys("Alt+Right")
    assert strict.window.message_bar.sentence == IN_THE_WAY
    strict.workspace.undo_stack.undo()
    assert strict.contents == before


def test_the_switch_is_found_again_as_it_was_left(strict: Desk) -> None:
    strict.close()
    strict.start()
    strict.wait_for_universe(SAMPLE)
    assert not strict.window.timeline.scene.ripple
    assert not strict.action("Later cards make room").isChecked()
    strict.action("Later cards make room").trigger()
    strict.close()
    strict.start()
    strict.wait_for_universe(SAMPLE)
    assert strict.window.timeline.scene.ripple
