"""Plotlines folded, muted and solo: what is an edit, what its label says, and who sounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.errors import NotFound
from harmonic_desktop.domain.plotlines import (
    fold_all_but,
    fold_plotlines,
    mute_plotline,
    silent_plotlines,
    solo_plotline,
)
from harmonic_desktop.domain.storyboard import Plotline
from harmonic_desktop.domain.universe import Universe

ODA, WEIGHT, MERE = 1, 2, 3
LANES = [Plotline(ODA, 1, "Oda"), Plotline(WEIGHT, 1, "Weight", is_folded=True), Plotline(MERE, 1, "Mere")]
STORY = contents_of(Universe(1, 7, "Carrow"), LANES)


def folded(story: Contents) -> set[int]:
    return {lane.id for lane in story.plotlines.values() if lane.is_folded}


def test_plotlines_are_folded_together_and_only_those_that_were_open_change() -> None:
    made = fold_plotlines(STORY, [ODA, WEIGHT, MERE])
    assert (made.label, len(made.changes)) == ("Fold 2 plotlines", 2)
    assert folded(STORY.after(made)) == {ODA, WEIGHT, MERE}
    assert STORY.after(made).after(made.inverse()) == STORY


def test_one_plotline_is_named() -> None:
    assert fold_plotlines(STORY, [ODA]).label == "Fold plotline “Oda”"
    made = fold_plotlines(STORY, [ODA, WEIGHT], False)
    assert made.label == "Unfold plotline “Weight”"
    assert folded(STORY.after(made)) == set()
    assert not fold_plotlines(STORY, [WEIGHT])


def test_all_but_one_are_folded_and_that_one_is_open() -> None:
    made = fold_all_but(STORY, WEIGHT)
    assert made.label == "Fold all but “Weight”"
    assert folded(STORY.after(made)) == {ODA, MERE}


def test_muting_and_solo_are_edits_of_their_own() -> None:
    muted = mute_plotline(STORY, ODA)
    assert muted.label == "Mute plotline “Oda”"
    assert STORY.after(muted).plotlines[ODA].is_muted
    assert mute_plotline(STORY.after(muted), ODA, False).label == "Unmute plotline “Oda”"
    assert not mute_plotline(STORY, ODA, False)
    solo = solo_plotline(STORY, MERE)
    assert solo.label == "Solo plotline “Mere”"
    assert STORY.after(solo).plotlines[MERE].is_solo
    assert solo_plotline(STORY.after(solo), MERE, False).label == "End solo of plotline “Mere”"


def test_a_plotline_that_is_gone_is_not_found() -> None:
    for verb in (mute_plotline, solo_plotline, fold_all_but):
        with pytest.raises(NotFound):
            verb(STORY, 99)
    with pytest.raises(NotFound):
        fold_plotlines(STORY, [ODA, 99])


def test_what_is_muted_is_silent_and_where_one_is_solo_so_are_the_others() -> None:
    assert silent_plotlines(STORY) == set()
    assert silent_plotlines(STORY.after(mute_plotline(STORY, ODA))) == {ODA}
    assert silent_plotlines(STORY.after(solo_plotline(STORY, ODA))) == {WEIGHT, MERE}


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=5))
def test_a_muted_plotline_is_silent_even_when_it_is_solo(switches: list[tuple[bool, bool]]) -> None:
    lanes = [Plotline(i, 1, "x", is_muted=muted, is_solo=solo) for i, (muted, solo) in enumerate(switches)]
    silent = silent_plotlines(contents_of(Universe(1, 7, "Carrow"), lanes))
    assert all(lane.id in silent for lane in lanes if lane.is_muted)
    assert all(lane.id not in silent for lane in lanes if lane.is_solo and not lane.is_muted)
