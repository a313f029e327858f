"""What may be done to plotlines, and what becomes of their cards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harmonic_desktop.domain.contents import contents_of
from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.domain.placement import overlaps
from harmonic_desktop.domain.storyboard import (
    Plotline,
    add_plotline,
    change_plotline,
    move_plotline,
    remove_plotline,
)

from .carrow import LANES, MERE, ODA, SACK, STORY, WEIGHT


def test_a_new_plotline_comes_last_in_a_hue_that_no_other_has() -> None:
    made = add_plotline(STORY, " The\tOffice ")
    (lane,) = [change.after for change in made.of(Plotline)]
    assert lane is not None
    assert (lane.name, lane.colour, lane.position) == ("The Office", 0, 3)
    assert STORY.after(made).ordered_plotlines()[-1] == lane
    assert made.label == "Add plotline"


def test_a_ninth_plotline_begins_the_hues_anew() -> None:
    story = STORY
    for _ in range(6):
        story = story.after(add_plotline(story))
    assert [lane.colour for lane in story.ordered_plotlines()[3:]] == [0, 1, 2, 4, 6, 0]


def test_a_plotline_changes_its_name_hue_and_instrument() -> None:
    made = change_plotline(STORY, ODA, name="Oda’s fork", colour=9, instrument="Celesta")
    assert STORY.after(made).plotlines[ODA] == replace(LANES[0], name="Oda’s fork", colour=1, instrument="Celesta")
    assert made.label == "Change plotline “Oda”"
    silent = STORY.after(made)
    assert silent.after(change_plotline(silent, ODA, instrument="")).plotlines[ODA].instrument is None


def test_a_plotline_told_what_it_is_already_does_not_change() -> None:
    assert not change_plotline(STORY, ODA, name="Oda", colour=3, instrument="")


@pytest.mark.parametrize(
    ("row", "order"),
    [(0, [MERE, ODA, WEIGHT]), (1, [ODA, MERE, WEIGHT]), (-1, [MERE, ODA, WEIGHT]), (9, [ODA, WEIGHT, MERE])],
)
def test_a_plotline_moves_to_a_row(row: int, order: list[int]) -> None:
    after = STORY.after(move_plotline(STORY, MERE, row))
    assert [lane.id for lane in after.ordered_plotlines()] == order
    assert [lane.position for lane in after.ordered_plotlines()] == [0, 1, 2]


def test_a_plotline_that_stays_in_its_row_is_no_edit() -> None:
    assert not move_plotline(STORY, WEIGHT, 1)


def test_a_removed_plotline_takes_its_cards_with_it() -> None:
    made = remove_plotline(STORY, ODA)
    after = STORY.after(made)
    assert set(after.plotlines) == {WEIGHT, MERE}
    assert set(after.cards) == {SACK.id}
    assert made.label == "Remove plotline “Oda”"


def test_a_removed_plotline_can_leave_its_cards_to_another() -> None:
    after = STORY.after(remove_plotline(STORY, WEIGHT, move_cards_to=ODA))
    assert set(after.plotlines) == {ODA, MERE}
    assert {card.id for card in after.cards_on(ODA)} == {1, 2, 3, 4}
    assert not overlaps(after.cards_on(ODA))


def test_cards_cannot_be_left_to_the_plotline_that_goes() -> None:
    with pytest.raises(InvalidValue, match="choose another"):
        remove_plotline(STORY, ODA, move_cards_to=ODA)


def test_the_last_plotline_stays() -> None:
    story = contents_of(STORY.universe, LANES[:1])
    with pytest.raises(InvalidValue, match="keeps at least one plotline"):
        remove_plotline(story, ODA)
