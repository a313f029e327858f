"""How the contents of a universe follow edits and answer questions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.contents import Contents, contents_of, in_story_order
from harmonic_desktop.domain.edits import Change, created, edit, removed
from harmonic_desktop.domain.errors import NotFound
from harmonic_desktop.domain.parameters import MusicParameter, PhysicsParameter
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from tests.domain.strategies import contents, edits_of

HERE = Universe(1, 7, "Carrow")
LANES = [Plotline(1, 1, "Below", position=1), Plotline(2, 1, "Above", position=0)]
CARDS = [
    Card(1, 1, 1, "b", start_beat=4.0),
    Card(2, 1, 2, "a", start_beat=4.0),
    Card(3, 1, 1, "first", start_beat=0.0),
]
STORY = contents_of(HERE, [*LANES, *CARDS, PhysicsParameter(1, 1, "gravity", 6.2), MusicParameter(1, 1, "tempo", 92)])


def test_records_are_kept_by_kind_and_id() -> None:
    assert set(STORY.plotlines) == {1, 2}
    assert set(STORY.cards) == {1, 2, 3}
    assert STORY.physics[1].value == 6.2
    assert STORY.music[1].value == 92


def test_plotlines_are_ordered_by_position_and_twins_by_id() -> None:
    assert [lane.name for lane in STORY.ordered_plotlines()] == ["Above", "Below"]
    twins = contents_of(HERE, [Plotline(5, 1, "second"), Plotline(4, 1, "first")])
    assert [lane.name for lane in twins.ordered_plotlines()] == ["first", "second"]


def test_the_story_is_told_by_start_then_plotline_then_id() -> None:
    assert [card.id for card in in_story_order(STORY)] == [3, 2, 1]
    assert [card.id for card in in_story_order(STORY, CARDS[:2])] == [2, 1]


def test_the_cards_of_a_plotline_go_from_left_to_right() -> None:
    assert [card.id for card in STORY.cards_on(1)] == [3, 1]
    assert STORY.cards_on(99) == []


def test_changes_of_another_universe_are_passed_over() -> None:
    there = replace(HERE, id=2, name="Elsewhere")
    stranger = replace(CARDS[0], id=9, universe_id=2)
    made = edit("Import", [created(there), created(stranger), created(Plotline(9, 2, "There"))])
    assert STORY.after(made) == STORY


def test_a_removed_record_is_gone_and_a_second_removal_does_no_harm() -> None:
    gone = edit("Remove", [removed(CARDS[0])])
    assert set(STORY.after(gone).after(gone).cards) == {2, 3}


def test_the_universe_follows_its_change() -> None:
    renamed = replace(HERE, name="Carrow Wheel")
    assert STORY.after(edit("Rename", [Change(HERE, renamed)])).universe == renamed


@given(st.data())
def test_an_edit_leaves_the_contents_before_it_alone(data: st.DataObject) -> None:
    before = data.draw(contents())
    music, lanes, cards = dict(before.music), dict(before.plotlines), dict(before.cards)
    kept = Contents(before.universe, dict(before.physics), music, lanes, cards, dict(before.markers))
    before.after(data.draw(edits_of(before)))
    assert before == kept


def test_what_is_not_there_is_said_to_be_gone() -> None:
    with pytest.raises(NotFound, match="That card is no longer there; nothing was changed"):
        STORY.get_card(4)
    with pytest.raises(NotFound, match="That plotline is no longer there"):
        STORY.get_plotline(4)
    assert STORY.get_card(3) is CARDS[2]
    assert STORY.get_plotline(2) is LANES[1]
