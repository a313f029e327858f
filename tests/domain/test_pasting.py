"""Cards that are taken along and put down: in the same universe, in another one, and where there is no room."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.contents import contents_of
from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.errors import InvalidValue, NotFound
from harmonic_desktop.domain.pasting import Clip, clip_of, cut_cards, paste_cards
from harmonic_desktop.domain.placement import overlaps
from harmonic_desktop.domain.storyboard import LAST_BEAT, Card, Plotline
from harmonic_desktop.domain.universe import Universe
from tests.domain.strategies import contents, groups, starts

SPRING, AUTUMN = datetime(2031, 4, 1, tzinfo=UTC), datetime(2031, 9, 1, tzinfo=UTC)
MAIN, SIDE = Plotline(1, 1, "Main"), Plotline(2, 1, "Side", 3, 1, "Cello")
FIRE, SMOKE = Card(1, 1, 1, "Fire", "It burns.", 0.2, 4.0), Card(2, 1, 2, "Smoke", "", 0.4, 10.0, 2.0, SPRING)
ARIA = contents_of(Universe(1, 7, "Aria", created_at=SPRING), [MAIN, SIDE, FIRE, SMOKE])
OTHER_MAIN, OTHER_SIDE = Plotline(1, 2, "Below"), Plotline(5, 2, "  MAIN ", 2, 1)
BORE = contents_of(Universe(2, 7, "Bore", created_at=AUTUMN), [OTHER_MAIN, OTHER_SIDE])


def pasted(edit: Edit) -> dict[str, Card]:
    return {c.after.plot_point: c.after for c in edit.of(Card) if c.before is None and c.after is not None}


def made_plotlines(edit: Edit) -> list[Plotline]:
    return [c.after for c in edit.of(Plotline) if c.before is None and c.after is not None]


@given(st.data(), starts)
def test_a_copy_pasted_at_home_keeps_times_and_plotlines(data: st.DataObject, at: float) -> None:
    before = data.draw(contents())
    if not before.cards:
        return
    chosen = data.draw(groups(before))
    edit = paste_cards(before, clip_of(before, chosen), at, None)
    after = before.after(edit)
    assert after.after(edit.inverse()) == before
    assert len(after.cards) == len(before.cards) + len(chosen)
    for plotline in after.plotlines:
        assert not overlaps(after.cards_on(plotline))
    assert after.plotlines == before.plotlines


def test_at_home_cards_go_to_their_own_plotlines_whatever_is_current() -> None:
    edit = paste_cards(ARIA, clip_of(ARIA, [2, 1]), 20.0, 2)
    fire, smoke = pasted(edit)["Fire"], pasted(edit)["Smoke"]
    assert (fire.plotline_id, fire.start_beat, fire.description, fire.harmony_tie) == (1, 20.0, "It burns.", 0.2)
    assert (smoke.plotline_id, smoke.start_beat, smoke.duration_beats) == (2, 26.0, 2.0)
    assert smoke.created_at is None and smoke.id not in ARIA.cards
    assert edit.label == "Paste 2 cards"


def test_elsewhere_cards_go_to_plotlines_of_the_same_names_and_missing_ones_are_made() -> None:
    edit = paste_cards(BORE, clip_of(ARIA, [1, 2]), 0.0, 1)
    (side,) = made_plotlines(edit)
    assert (side.name, side.colour, side.instrument, side.position, side.universe_id) == ("Side", 3, "Cello", 2, 2)
    assert pasted(edit)["Fire"].plotline_id == OTHER_SIDE.id, "its name is Main, in other letters"
    assert pasted(edit)["Smoke"].plotline_id == side.id
    assert {card.universe_id for card in pasted(edit).values()} == {2}
    after = BORE.after(edit)
    assert after.after(edit.inverse()) == BORE


def test_a_plotline_of_the_same_id_in_another_file_is_not_taken_for_the_same() -> None:
    twin = contents_of(Universe(1, 7, "Aria", created_at=AUTUMN), [Plotline(1, 1, "Below"), Plotline(2, 1, "Main")])
    edit = paste_cards(twin, clip_of(ARIA, [1]), 0.0, 1)
    assert pasted(edit)["Fire"].plotline_id == 2


def test_two_plotlines_of_one_name_stay_two() -> None:
    twins = {1: Plotline(1, 1, "Main"), 2: Plotline(2, 1, "main")}
    edit = paste_cards(BORE, Clip((FIRE, SMOKE), twins, "elsewhere"), 0.0, 1)
    assert len(made_plotlines(edit)) == 1
    assert len({card.plotline_id for card in pasted(edit).values()}) == 2


def test_a_plotline_that_is_gone_is_found_by_its_name_or_made_again() -> None:
    home = contents_of(ARIA.universe, [MAIN])
    edit = paste_cards(home, clip_of(ARIA, [2]), 0.0, 1)
    assert [p.name for p in made_plotlines(edit)] == ["Side"]


def test_cards_of_no_plotline_go_where_they_are_wanted() -> None:
    lines = Clip((replace(FIRE, plotline_id=-9), replace(SMOKE, plotline_id=-9)))
    assert {card.plotline_id for card in pasted(paste_cards(ARIA, lines, 40.0, 2)).values()} == {2}
    bare = contents_of(ARIA.universe, [])
    assert [p.name for p in made_plotlines(paste_cards(bare, lines, 40.0, None))] == ["Main"]


def test_later_cards_make_room_or_the_paste_is_refused() -> None:
    clip = clip_of(ARIA, [1])
    edit = paste_cards(ARIA, clip, 3.0, 1)
    assert ARIA.after(edit).cards[1].start_beat == 7.0
    with pytest.raises(InvalidValue, match="“Fire” is in the way"):
        paste_cards(ARIA, clip, 3.0, 1, ripple=False)


def test_nothing_and_too_far_and_nowhere_are_refused() -> None:
    with pytest.raises(InvalidValue, match="no card"):
        paste_cards(ARIA, Clip(()), 0.0, 1)
    with pytest.raises(InvalidValue, match="start"):
        paste_cards(ARIA, clip_of(ARIA, [1, 2]), LAST_BEAT, 1)
    with pytest.raises(NotFound):
        paste_cards(ARIA, clip_of(ARIA, [1]), 0.0, 9)


def test_cutting_removes_and_says_so() -> None:
    edit = cut_cards(ARIA, [1, 2])
    assert edit.label == "Cut 2 cards"
    assert ARIA.after(edit).cards == {}
