"""The chords that there are, their names, and the way through them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from harmonic_desktop.domain.catalogue import KEYS, SCALES
from harmonic_desktop.music.chord_names import chord_name
from harmonic_desktop.music.chords import Wanted, way_through
from harmonic_desktop.music.consonance import consonance_of
from harmonic_desktop.music.scales import MAJORS, STEPS, is_minor, ladder, note_name, pitch_name, signature
from harmonic_desktop.music.vocabulary import BASS, UPPER, Cadence, vocabulary

NAMES = ("C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B")


@pytest.mark.parametrize("voices", range(2, 7))
@pytest.mark.parametrize("scale", range(len(SCALES)))
def test_every_scale_has_chords_from_rough_to_smooth(scale: int, voices: int) -> None:
    words = vocabulary(3, scale, voices)
    assert len(words) >= 40
    assert words.pitches.shape[1] == voices + 1
    consonance = consonance_of(words.pitches)
    assert (np.diff(np.round(consonance, 6)) >= 0).all()
    assert (words.rank(0), words.rank(len(words) - 1)) == (0.0, 1.0)
    own = {(3 + step) % 12 for step in STEPS[scale]}
    assert set((words.pitches[~words.borrowed] % 12).ravel().tolist()) <= own
    assert set((words.pitches[words.borrowed] % 12).ravel().tolist()) <= own | {2}, "and the leading tone"
    assert words.pitches[:, 0].min() >= BASS[0] and words.pitches[:, 1:].max() <= UPPER[1]
    assert (np.diff(words.pitches, axis=1) > 0).all()


def test_triads_stand_above_seventh_chords_and_those_above_what_rubs() -> None:
    words = vocabulary(0, 0, 3)
    ranks: dict[str, list[float]] = {}
    for index in range(len(words)):
        name = words.name(index)
        ranks.setdefault(name.removeprefix("C"), []).append(words.rank(index))
    middle = {suffix: float(np.median(found)) for suffix, found in ranks.items()}
    assert middle[""] > middle["maj7"] > middle["maj9"]


@pytest.mark.parametrize(
    ("pitches", "name"),
    [
        ((48, 52, 55), "C"),
        ((45, 52, 55, 60), "Am7"),
        ((43, 53, 60, 67), "Csus4/G"),
        ((40, 55, 60, 64), "C/E"),
        ((47, 53, 56, 62), "Bdim7"),
        ((36, 40, 41, 42), "C–E–F–F♯"),
        ((38, 54, 57, 60), "D7"),
        ((41, 57, 60, 64), "Fmaj7"),
        ((36, 48, 60), "C"),
    ],
)
def test_chords_have_the_names_that_musicians_give_them(pitches: tuple[int, ...], name: str) -> None:
    assert chord_name(pitches, NAMES) == name


def test_notes_are_written_as_their_key_is() -> None:
    assert [note_name(n, 5, 0) for n in (5, 10)] == ["F", "B♭"]
    assert [note_name(n, 2, 0) for n in (6, 1)] == ["F♯", "C♯"]
    assert note_name(6, 9, 7) == "F♯", "A dorian has the signature of G"
    assert [signature(key, 1) for key in (9, 0)] == [0, 3], "A minor has that of C, C minor that of E♭"
    minor = {SCALES[number] for number in range(len(SCALES)) if is_minor(number)}
    assert {"natural minor", "dorian", "locrian"} < minor and not {"major", "lydian", "chromatic"} & minor


def test_each_scale_is_what_its_name_says() -> None:
    assert len(STEPS) == len(SCALES) and len(KEYS) == 12
    modes = {"major": 0, "dorian": 2, "phrygian": 4, "lydian": 5, "mixolydian": 7, "natural minor": 9, "locrian": 11}
    for name, note in modes.items():
        assert {(note + step) % 12 for step in STEPS[SCALES.index(name)]} == set(STEPS[0]), name
    assert [n for n in ladder(0, 0) if 60 <= n <= 72] == [60, 62, 64, 65, 67, 69, 71, 72]


def test_the_way_is_as_consonant_as_it_is_meant_to_be_and_goes_in_small_steps() -> None:
    words = vocabulary(0, 0, 3)
    asked = [(number * 37 % 101) / 100 for number in range(200)]
    way = way_through(words, [Wanted(rank) for rank in asked])
    errors = [abs(words.rank(index) - rank) for index, rank in zip(way, asked, strict=True)]
    moved = [int(np.abs(words.pitches[a] - words.pitches[b]).sum()) for a, b in pairwise(way)]
    nearest = [round(rank * (len(words) - 1)) for rank in asked]
    carelessly = [int(np.abs(words.pitches[a] - words.pitches[b]).sum()) for a, b in pairwise(nearest)]
    assert sum(errors) / len(errors) <= 0.03
    assert sum(moved) < sum(carelessly) / 2


def test_a_chord_that_stands_for_itself_parts_what_is_before_from_what_is_after() -> None:
    words = vocabulary(0, 0, 3)
    after = [Wanted(0.5, "", True), Wanted(0.6), Wanted(0.4)]
    ways = [way_through(words, [*(Wanted(rank) for rank in before), *after]) for before in ((0.9,), (0.1, 0.2), ())]
    assert ways[0][-3:] == ways[1][-3:] == ways[2][-3:]


def test_home_is_reached_where_it_can_be() -> None:
    words = vocabulary(7, 0, 3)
    dominant, home = way_through(words, [Wanted(0.6, "dominant"), Wanted(0.8, "tonic")])
    assert (words.roots[dominant], words.roots[home]) == (2, 7)
    assert words.pitches[home, 0] % 12 == 7


@pytest.mark.parametrize("rank", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("cadence", ["act", "end"])
def test_an_act_comes_home_however_dark_it_is(cadence: Cadence, rank: float) -> None:
    words = vocabulary(9, 7, 3)
    dominant, home = way_through(words, [Wanted(rank, "dominant"), Wanted(rank, cadence)])
    assert (words.pitches[dominant, 0] % 12, words.pitches[home, 0] % 12) == (4, 9)
    assert words.roots[home] == 9 and 0 in words.pitches[home] % 12, "its third is heard"
    assert abs(words.rank(home) - rank) <= 0.1


def test_home_without_its_third_is_not_home_at_the_end_of_an_act() -> None:
    words = vocabulary(9, 7, 3)
    costs = words.cadence_cost("act")
    over = words.pitches[:, 0] % 12 == 9
    third = (words.pitches % 12 == 0).any(axis=1)
    other = words.roots != 9
    assert (costs[over & ~other] == 0).all()
    assert set(costs[over & other & third].tolist()) == {500}
    assert set(costs[(over & other & ~third) | ~over].tolist()) == {2800}


@pytest.mark.parametrize("scale", [0, 4, 7])
def test_a_way_does_not_go_to_and_fro(scale: int) -> None:
    for rank in (0.2, 0.5, 0.9):
        way = way_through(vocabulary(0, scale, 3), [Wanted(rank)] * 60)
        assert not any(one == after for one, after in pairwise(way))
        assert sum(one == back for one, back in zip(way, way[2:], strict=False)) <= 3


@pytest.mark.parametrize("scale", [1, 7, 8])
def test_a_minor_key_borrows_its_leading_tone_for_the_cadence_alone(scale: int) -> None:
    words = vocabulary(9, scale, 3)
    asked = [(number * 37 % 101) / 100 for number in range(100)]
    assert not words.borrowed[way_through(words, [Wanted(rank) for rank in asked])].any()
    dominant, _ = way_through(words, [Wanted(0.6, "dominant"), Wanted(0.8, "act")])
    assert words.borrowed[dominant] and 8 in words.pitches[dominant] % 12


@pytest.mark.parametrize("scale", [0, 2, 3, 10])
def test_a_key_with_a_leading_tone_or_a_major_third_borrows_none(scale: int) -> None:
    assert not vocabulary(9, scale, 3).borrowed.any()


@pytest.mark.parametrize("voices", [3, 4, 6])
@pytest.mark.parametrize("scale", [0, 1, 2, 7, 13])
def test_each_chord_of_a_scale_with_enough_of_them_has_a_root(scale: int, voices: int) -> None:
    words = vocabulary(0, scale, voices)
    assert (words.roots < 12).all() and not any("–" in words.name(index) for index in range(len(words)))


def test_no_way_leads_through_nothing() -> None:
    assert way_through(vocabulary(0, 0, 3), []) == []


@pytest.mark.parametrize(
    ("key", "scale", "written"),
    [
        (2, 2, "D E F G A B♭ C♯"),
        (6, 0, "G♭ A♭ B♭ C♭ D♭ E♭ F"),
        (1, 1, "C♯ D♯ E F♯ G♯ A B"),
        (1, 9, "D♭ E♭ F G A♭ B♭ C"),
        (8, 2, "G♯ A♯ B C♯ D♯ E F♯♯"),
        (9, 6, "A C D E♭ E G"),
        (0, 12, "C D E F♯ G♯ A♯"),
        (1, 13, "D♭ D E♭ F♭ F G♭ G A♭ A B♭ C♭ C"),
    ],
)
def test_each_degree_of_a_scale_is_written_with_a_letter_of_its_own(key: int, scale: int, written: str) -> None:
    assert [note_name(key + step, key, scale) for step in STEPS[scale]] == written.split()


def test_a_borrowed_leading_tone_is_the_seventh_raised() -> None:
    assert note_name(1, 2, 1) == "C♯" and note_name(8, 9, 7) == "G♯"


def test_a_key_is_written_as_its_signature_is() -> None:
    for key in range(12):
        assert note_name(key, key, 0) == MAJORS[signature(key, 0)]


def test_a_note_has_the_octave_that_it_is_written_in() -> None:
    assert [pitch_name(pitch, 6, 0) for pitch in (59, 60, 66)] == ["C♭4", "C4", "G♭4"]
    assert [pitch_name(pitch, 1, 2) for pitch in (60, 61)] == ["B♯3", "C♯4"]


def test_a_chord_is_told_with_the_notes_of_its_key() -> None:
    names = tuple(note_name(note, 2, 2) for note in range(12))
    assert chord_name((49, 57, 64, 69), names) == "A/C♯"
