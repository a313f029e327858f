"""How a universe is made, changed, copied and removed."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.edits import Change, Edit, Record, new_id
from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.domain.parameters import MusicParameter, PhysicsParameter
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import (
    Universe,
    adopt_universe,
    create_universe,
    describe_universe,
    duplicate_universe,
    remove_universe,
    rename_universe,
    set_environment_harmony,
    set_gravity,
    set_target_band,
)
from tests.domain.strategies import contents

SPRING = datetime(2031, 4, 1, tzinfo=UTC)
CARROW = Universe(1, 7, "Carrow Wheel", "A wheel.", 6.2, 0.62, SPRING, SPRING)
STORY = contents_of(
    CARROW,
    [
        Plotline(1, 1, "Oda"),
        Plotline(2, 1, "Mere", 7, 1),
        Card(1, 1, 2, "Ice", "", 0.7, 0, 8, SPRING, SPRING),
        PhysicsParameter(1, 1, "gravity", 6.2, "m/s^2"),
        MusicParameter(1, 1, "tempo", 92, None),
    ],
)


def universe_after(made: Edit) -> Universe:
    return STORY.after(made).universe


def made_from(changes: tuple[Change[Record], ...]) -> Contents:
    """The contents of the universe that these changes create."""
    records = [change.after for change in changes if change.before is None and change.after is not None]
    (universe,) = [record for record in records if isinstance(record, Universe)]
    return contents_of(universe, records)


def test_a_new_universe_has_one_plotline_and_belongs_to_its_maker() -> None:
    made = create_universe(7, "  Carrow\tWheel ")
    fresh = made_from(made.changes)
    assert (fresh.universe.name, fresh.universe.creator_id) == ("Carrow Wheel", 7)
    assert fresh.universe.id < 0
    assert [lane.name for lane in fresh.plotlines.values()] == ["Main"]
    assert not fresh.cards
    assert made.label == "Create universe “Carrow Wheel”"


def test_a_universe_takes_another_name_and_html_stays_text() -> None:
    made = rename_universe(CARROW, "<h1>Wheel</h1>")
    assert universe_after(made) == replace(CARROW, name="<h1>Wheel</h1>")
    assert made.label == "Rename universe"


@pytest.mark.parametrize("name", ["", " ", "\x00", "x" * 101])
def test_a_universe_without_a_name_or_with_one_too_long_is_refused(name: str) -> None:
    for refused in (partial(create_universe, 7, name), partial(rename_universe, CARROW, name)):
        with pytest.raises(InvalidValue, match=r"can’t be empty|100 is the most") as refusal:
            refused()
        assert refusal.value.field == "name"


@pytest.mark.parametrize("name", ["two  spaces", "x" * 101, "", "Zoe\u0308"])
def test_an_odd_name_of_an_older_file_stays_when_nobody_changed_it(name: str) -> None:
    assert not rename_universe(replace(CARROW, name=name), name)


def test_the_description_keeps_its_lines() -> None:
    assert universe_after(describe_universe(STORY, "One.\n\n  Two.")).description == "One.\n\n  Two."
    assert universe_after(describe_universe(STORY, "")).description == ""


def test_no_description_and_an_empty_one_are_the_same_to_the_one_who_types() -> None:
    assert not describe_universe(Contents(replace(CARROW, description=None)), "")
    assert not describe_universe(STORY, "A wheel.")


def test_an_odd_description_of_an_older_file_stays_when_nobody_changed_it() -> None:
    assert not describe_universe(Contents(replace(CARROW, description="a\x00b")), "a\x00b")


@pytest.mark.parametrize("gravity", [None, 0.0, -1.0, 6.67e-11, 1e12])
def test_gravity_is_any_number_or_empty(gravity: float | None) -> None:
    assert universe_after(set_gravity(STORY, gravity)).gravity_constant == gravity


@pytest.mark.parametrize("gravity", [math.nan, math.inf, -math.inf])
def test_gravity_that_is_no_number_is_refused(gravity: float) -> None:
    with pytest.raises(InvalidValue, match="Gravity has to be a finite number") as refusal:
        set_gravity(STORY, gravity)
    assert refusal.value.field == "gravity_constant"


@pytest.mark.parametrize("harmony", [None, 0.0, 0.5, 1.0])
def test_the_harmony_of_the_environment_is_a_share_or_empty(harmony: float | None) -> None:
    assert universe_after(set_environment_harmony(STORY, harmony)).environment_harmony == harmony


@pytest.mark.parametrize("harmony", [math.nan, math.inf, -0.01, 1.01])
def test_a_harmony_of_the_environment_out_of_range_is_refused(harmony: float) -> None:
    with pytest.raises(InvalidValue, match="The environment’s harmony has to be") as refusal:
        set_environment_harmony(STORY, harmony)
    assert refusal.value.field == "environment_harmony"


def test_odd_numbers_of_an_older_file_stay_when_nobody_changed_them() -> None:
    odd = Contents(replace(CARROW, gravity_constant=math.inf, environment_harmony=42.0))
    assert not set_gravity(odd, math.inf)
    assert not set_environment_harmony(odd, 42.0)


@given(contents())
def test_removing_a_universe_lists_all_of_it_and_undo_brings_all_of_it_back(story: Contents) -> None:
    made = remove_universe(story)
    assert len(made.changes) == 1 + len(everything(story))
    assert made.changes[-1] == Change(story.universe, None)
    assert contents_of(story.universe, [change.record for change in made.inverse().changes]) == story
    assert made.label == f"Remove universe “{story.universe.name}”"


@given(contents())
def test_a_copy_of_a_universe_holds_everything_under_new_ids(story: Contents) -> None:
    copy = made_from(duplicate_universe(story).changes)
    assert copy.universe.creator_id == story.universe.creator_id
    assert told(copy) == told(story)
    ids = [record.id for record in (copy.universe, *everything(copy))]
    assert len(set(ids)) == len(ids)
    assert all(i < 0 for i in ids)
    assert all(card.plotline_id in copy.plotlines for card in copy.cards.values())


@given(contents(), st.text("ab c", max_size=150))
def test_a_copy_has_a_name_that_fits(story: Contents, name: str) -> None:
    named = replace(story, universe=replace(story.universe, name=name))
    copy = made_from(duplicate_universe(named).changes).universe
    assert copy.name.endswith("(copy)")
    assert len(copy.name) <= 100


def test_a_copy_is_newly_made() -> None:
    copy = made_from(duplicate_universe(STORY).changes)
    assert copy.universe.name == "Carrow Wheel (copy)"
    assert copy.universe.created_at is None
    assert copy.universe.updated_at is None
    assert {(card.created_at, card.updated_at) for card in copy.cards.values()} == {(None, None)}


def test_a_universe_from_elsewhere_is_adopted_by_an_account() -> None:
    made = adopt_universe(STORY, 8)
    universe = made_from(made.changes).universe
    assert (universe.creator_id, universe.name, universe.gravity_constant) == (8, "Carrow Wheel", 6.2)
    assert told(made_from(made.changes)) == told(STORY)
    assert made.label == "Add universe “Carrow Wheel”"


def test_a_universe_from_elsewhere_needs_a_name() -> None:
    with pytest.raises(InvalidValue, match="can’t be empty"):
        adopt_universe(Contents(replace(CARROW, name=" ")), 8)


def everything(story: Contents) -> list[Record]:
    kinds = story.plotlines, story.physics, story.music, story.cards, story.markers
    return [record for kind in kinds for record in kind.values()]


def told(story: Contents) -> list[object]:
    """All that a universe says, without ids, names and times."""
    universe = story.universe
    rows = {lane.id: row for row, lane in enumerate(story.ordered_plotlines())}
    return [
        (universe.description, universe.gravity_constant, universe.environment_harmony),
        (universe.target_low, universe.target_high),
        sorted((m.name, m.start_beat, m.duration_beats, m.colour) for m in story.markers.values()),
        sorted(
            (p.position, p.name, p.colour, p.instrument or "", p.is_folded, p.is_muted, p.is_solo)
            for p in story.plotlines.values()
        ),
        sorted((p.parameter_name, p.value, p.unit) for p in story.physics.values()),
        sorted((p.parameter_name, p.value, p.instrument or "") for p in story.music.values()),
        sorted(
            (rows[c.plotline_id], c.start_beat, c.duration_beats, c.harmony_tie, c.plot_point, c.description)
            for c in story.cards.values()
        ),
    ]


def test_a_target_band_has_both_edges_or_neither() -> None:
    (change,) = set_target_band(STORY, 0.2, 0.6).of(Universe)
    assert change.after == replace(STORY.universe, target_low=0.2, target_high=0.6)
    assert not set_target_band(STORY, None, None)
    for low, high in ((0.2, None), (None, 0.6), (0.7, 0.6), (-0.1, 0.5), (0.5, 1.1)):
        with pytest.raises(InvalidValue):
            set_target_band(STORY, low, high)


def test_what_was_just_read_from_a_file_keeps_its_provisional_ids() -> None:
    universe, lane = Universe(new_id(), 0, "Read"), new_id()
    card = Card(new_id(), universe.id, lane, "A", "", 0.5, 0.0, 4.0)
    made = adopt_universe(contents_of(universe, [Plotline(lane, universe.id, "Main"), card]), 8)
    assert [change.record for change in made.of(Card)] == [card]
    assert [change.record.creator_id for change in made.of(Universe)] == [8]
