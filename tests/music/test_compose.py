"""A universe becomes music: notes lie in their cards, chords follow the harmony, and it is always the same."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given

from benchmarks.stories import sample
from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.edits import Record
from harmonic_desktop.domain.markers import Marker
from harmonic_desktop.domain.parameters import MusicParameter, PhysicsParameter
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.music.compose import compose
from harmonic_desktop.music.mapping import settings_of
from harmonic_desktop.music.musicians import musicians_of
from harmonic_desktop.music.phrases import phrases_of
from harmonic_desktop.music.progression import passages_of
from harmonic_desktop.music.scales import note_names
from harmonic_desktop.music.score import Note, Part, Score
from tests.domain.strategies import contents

NAMES = note_names(9, 7)
"""The twelve notes in the key of the sample."""


def story(*cards: tuple[float, ...], instruments: tuple[str | None, ...] = ("Cello", "Flute", "Drums")) -> Contents:
    """Cards as (row, start, duration, harmony) on plotlines with these instruments."""
    lanes = [Plotline(i, 1, f"Line {i}", 0, i, name) for i, name in enumerate(instruments)]
    made = [
        Card(i, 1, int(row), f"Card {i}", "", tie, start, beats) for i, (row, start, beats, tie) in enumerate(cards)
    ]
    return contents_of(Universe(1, 1, "U", None, None, None), [*lanes, *made])


def part(score: Score, name: str) -> Part:
    return next(one for one in score.parts if one.name == name)


def test_nothing_is_heard_of_an_empty_universe() -> None:
    score = compose(story())
    assert [one.notes for one in score.parts] == [(), (), ()]
    assert (score.chords, score.marks, score.length) == ((), (), 0.0)


def test_the_same_universe_is_the_same_music_whatever_its_ids() -> None:
    told = sample()
    lanes = {lane.id: replace(lane, id=lane.id + 10_000) for lane in told.plotlines.values()}
    cards = [replace(c, id=c.id + 50, plotline_id=lanes[c.plotline_id].id) for c in told.cards.values()]
    rest: tuple[Record, ...] = (*told.physics.values(), *told.music.values(), *told.markers.values())
    again = compose(contents_of(told.universe, (*lanes.values(), *cards, *rest)))
    assert [one.notes for one in again.parts] == [one.notes for one in compose(sample()).parts]


def test_another_seed_is_another_music() -> None:
    told = sample()
    seeded = {**told.music, 10**6: MusicParameter(10**6, told.universe.id, "seed", 7.0)}
    others = {key: p for key, p in seeded.items() if p.parameter_name != "seed" or p.value == 7.0}
    other = compose(replace(told, music=others))
    assert [one.notes for one in other.parts] != [one.notes for one in compose(told).parts]


def test_every_card_of_the_sample_is_heard_from_its_first_beat_to_its_last() -> None:
    told = sample()
    score = compose(told)
    for card in told.cards.values():
        lane = next(one for one in score.parts if one.plotline_id == str(card.plotline_id))
        own = [n for n in lane.notes if card.start_beat <= n.start < card.end_beat]
        assert min(n.start for n in own) == card.start_beat
        assert max(n.start + n.length for n in own) == pytest.approx(card.end_beat, abs=1.0)


def test_the_melody_ends_with_its_card() -> None:
    score = compose(story((1, 3.0, 9.5, 0.7)))
    last = [n for n in part(score, "Line 1").notes if n.role == "melody"][-1]
    assert last.start + last.length == pytest.approx(12.5)


def test_swing_delays_every_second_eighth_and_ends_with_the_card() -> None:
    told = story((0, 0.0, 15.5, 0.6), instruments=("Piano",))
    named = {"swing": 0.5, "note_density": 2.0, "rhythm_complexity": 0.0, "note_duration": 4.0}
    music = {number: MusicParameter(number, 1, *one) for number, one in enumerate(named.items())}
    notes = compose(replace(told, music=music)).parts[0].notes
    assert {round(n.start % 1.0, 6) for n in notes if n.role == "melody"} == {0.0, 0.75}
    assert max(n.start + n.length for n in notes) == 15.5


def test_drums_play_drums_and_no_chord() -> None:
    score = compose(story((2, 0.0, 8.0, 0.5)))
    drums = part(score, "Line 2")
    assert drums.program is None and {n.role for n in drums.notes} == {"drums"}
    assert score.chords == ()


def test_a_plotline_that_is_not_to_be_heard_is_silent_but_keeps_its_notes() -> None:
    told = story((0, 0.0, 8.0, 0.5), (1, 0.0, 8.0, 0.5))
    muted = replace(told, plotlines={**told.plotlines, 0: replace(told.plotlines[0], is_muted=True)})
    assert [one.is_silent for one in compose(muted).parts] == [True, False, False]
    assert [one.notes for one in compose(muted).parts] == [one.notes for one in compose(told).parts]


def test_tiny_far_and_endless_cards_are_played_in_bounds() -> None:
    cards = ((0, 0.0, 0.001, 0.5), (1, 1e6, 1e6, 0.4), (0, 0.0005, 1e9, 0.9), (0, 1e300, 1.0, 0.1), (0, -7.0, 8.0, 1.0))
    score = compose(story(*cards))
    assert sum(len(one.notes) for one in score.parts) < 300_000
    assert all(n.start >= 0.0 and n.length > 0.0 for one in score.parts for n in one.notes)


def test_the_end_is_the_home_chord_by_way_of_the_dominant() -> None:
    score = compose(sample())
    dominant, home = score.chords[-2:]
    key = score.key
    assert (dominant.pitches[0] % 12, home.pitches[0] % 12) == ((key + 7) % 12, key)
    assert home.name in ("Am", "Am7")
    assert all(
        n.start + n.length == score.length for one in score.parts for n in one.notes if n.start >= home.start + 2
    )
    last = max((n for one in score.parts for n in one.notes if n.role == "melody"), key=lambda n: (n.start, n.pitch))
    assert last.pitch % 12 == key


@pytest.mark.parametrize("tie", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_an_act_ends_at_home(tie: float) -> None:
    told = story((0, 0.0, 48.0, tie))
    act = Marker(1, 1, "Act I", 0.0, 24.0)
    without, within = compose(told).chords, compose(replace(told, markers={1: act})).chords
    dominant, home = (next(c for c in within if c.start == start) for start in (16.0, 20.0))
    assert home.pitches[0] % 12 == 0 and home.name.startswith("C")
    assert dominant.pitches[0] % 12 == 7 and {pitch % 12 for pitch in dominant.pitches} >= {7, 11}
    assert [c.pitches for c in without] != [c.pitches for c in within]
    assert abs(home.measured - home.intended) <= 0.15


def test_what_is_beneath_the_melody_is_held_where_an_act_ends() -> None:
    told = story(
        (0, 0.0, 48.0, 0.6), (1, 0.0, 48.0, 0.6), (2, 0.0, 48.0, 0.6), instruments=("Violin", "Piano", "Cello")
    )
    act = Marker(1, 1, "Act I", 0.0, 24.0)
    parts = compose(replace(told, markers={1: act})).parts
    beneath = [n for one in parts for n in one.notes if n.role in ("chord", "bass")]
    assert {(n.start, n.start + n.length) for n in beneath if 20.0 <= n.start < 24.0} == {(20.0, 24.0)}
    assert len([n for n in beneath if 16.0 <= n.start < 20.0]) > len([n for n in beneath if 20.0 <= n.start < 24.0])


def test_it_comes_home_before_a_silence_by_way_of_the_dominant() -> None:
    told = story((0, 0.0, 24.0, 0.6), (0, 40.0, 16.0, 0.6))
    dominant, home = [c for c in compose(told).chords if c.start < 24.0][-2:]
    assert (dominant.pitches[0] % 12, home.pitches[0] % 12) == (7, 0)
    joined = story((0, 0.0, 24.0, 0.6), (0, 24.0, 32.0, 0.6))
    through = [c for c in compose(joined).chords if c.start < 24.0][-2:]
    assert [c.pitches for c in through] != [dominant.pitches, home.pitches]


def test_what_is_sung_follows_the_leading_tone_of_a_minor_key() -> None:
    told = story((0, 0.0, 96.0, 0.6), (1, 8.0, 88.0, 0.5))
    acts = {number: Marker(number, 1, "Act", 16.0 * number, 16.0) for number in range(6)}
    music = {1: MusicParameter(1, 1, "scale", 1.0), 2: MusicParameter(2, 1, "note_density", 2.0)}
    score = compose(replace(told, music=music, markers=acts))
    dominants = [chord for chord in score.chords if 11 in {pitch % 12 for pitch in chord.pitches}]
    assert len(dominants) >= 5 and {chord.pitches[0] % 12 for chord in dominants} == {7}
    over = [n for n in _tune(score) for c in dominants if c.start <= n.start + 1e-6 < c.start + c.length]
    assert {10, 11} & {n.pitch % 12 for n in over} == {11}
    assert {10, 11} & {n.pitch % 12 for n in _tune(score) if n not in over} == {10}


def test_most_chords_have_a_name_that_an_ear_knows_and_lead_on_by_their_roots() -> None:
    names = [chord.name.split("/")[0].lstrip("ABCDEFG").lstrip("♯♭") for chord in compose(sample()).chords]
    known = {"", "m", "dim", "7", "m7", "maj7", "m7♭5", "6", "m6"}
    assert sum(name in known for name in names) / len(names) >= 0.7
    roots = [NAMES.index(chord.name[: 1 + (chord.name[1:2] in ("♯", "♭"))]) for chord in compose(sample()).chords]
    rises = [(after - before) % 12 for before, after in pairwise(roots)]
    assert sum(rise in (5, 7) for rise in rises) / len(rises) >= 0.5
    assert sum(rise == 0 for rise in rises) / len(rises) <= 0.05


def test_melodies_move_as_melodies_do() -> None:
    leaps = []
    for one in compose(story((0, 0.0, 96.0, 0.6), (1, 100.0, 96.0, 0.3))).parts:
        tune = [n.pitch for n in one.notes if n.role == "melody"]
        leaps += [abs(after - before) for before, after in pairwise(tune)]
    share = {size: sum(leap in range(*size) for leap in leaps) / len(leaps) for size in ((0, 1), (1, 5), (8, 99))}
    assert share[0, 1] <= 0.3, "notes are not said over and over"
    assert share[1, 5] >= 0.5, "mostly steps and thirds"
    assert share[8, 99] <= 0.05, "seldom more than a fifth"


def test_chords_move_little_and_seldom_stay() -> None:
    chords = [chord.pitches for chord in compose(sample()).chords]
    moved = [sum(abs(a - b) for a, b in zip(*two, strict=True)) for two in pairwise(chords)]
    upper = [sum(abs(a - b) for a, b in zip(one[1:], after[1:], strict=True)) for one, after in pairwise(chords)]
    assert sum(upper) / len(upper) <= 3.0, "a semitone each, beside a bass that goes from root to root"
    assert sum(moved) / len(moved) <= 5.5
    assert sum(step == 0 for step in moved) / len(moved) <= 0.2


def test_the_motif_of_a_plotline_comes_back() -> None:
    score = compose(story(*((0, 16.0 * i, 12.0, 0.6) for i in range(6))))
    bars = [tuple(n.start % 4 for n in _tune(score) if 16 * i <= n.start < 16 * i + 4) for i in range(6)]
    assert bars[0] == bars[5], "at the end as it was in the beginning"
    assert len(set(bars)) > 1, "and otherwise in between"
    pitches = {tuple(n.pitch for n in _tune(score) if 16 * i <= n.start < 16 * i + 4) for i in range(6)}
    assert len(pitches) >= 3, "but not note for note"


def test_a_turn_of_the_story_is_louder_than_what_is_even() -> None:
    ties = (0.5, 0.5, 0.5, 0.5, 1.0, 0.0, 1.0, 0.0)
    score = compose(story(*((0, 8.0 * i, 8.0, tie) for i, tie in enumerate(ties))))
    even, turning = ([n.velocity for n in _tune(score) if (n.start >= 32) == later] for later in (False, True))
    assert sum(turning) / len(turning) > sum(even) / len(even) + 5


def test_an_act_begins_softly_and_grows() -> None:
    told = story((0, 0.0, 64.0, 0.5), (1, 0.0, 64.0, 0.5))
    acts = {number: Marker(number, 1, "Act", 32.0 * number, 32.0) for number in range(2)}
    tune = _tune(compose(replace(told, markers=acts)))

    def loudness(start: float, end: float) -> float:
        found = [note.velocity for note in tune if start <= note.start < end]
        return sum(found) / len(found)

    for act in (0.0, 32.0):
        assert loudness(act + 20, act + 28) > 1.15 * loudness(act, act + 8)
    assert loudness(32, 40) < 0.9 * loudness(20, 28)


def test_the_first_beat_of_a_bar_is_louder_than_what_lies_between_beats() -> None:
    told = story((0, 0.0, 64.0, 0.5), instruments=("Violin",))
    tune = _tune(compose(replace(told, music={1: MusicParameter(1, 1, "note_density", 2.0)})))
    first = [n.velocity for n in tune if n.start % 4.0 == 0.0]
    between = [n.velocity for n in tune if n.start % 1.0]
    assert sum(first) / len(first) > 1.1 * sum(between) / len(between)


def test_an_act_is_loudest_before_its_end() -> None:
    told = replace(story((0, 0.0, 40.0, 0.5)), markers={1: Marker(1, 1, "Act", 0.0, 40.0)})
    settings = settings_of(told)
    musicians = musicians_of(told, settings)
    passages = passages_of(told, settings, musicians, phrases_of(told, musicians, settings.beats_per_bar))
    loud = [passage.loudness[0] for passage in passages] + [passages[-1].loudness[1]]
    assert passages[loud.index(max(loud))].start == 32.0
    assert loud == [*sorted(loud[:-1]), loud[-1]] and loud[-1] < max(loud) - 0.1


def test_the_loudest_passages_are_far_louder_than_the_softest() -> None:
    told = sample()
    settings = settings_of(told)
    musicians = musicians_of(told, settings)
    phrases = phrases_of(told, musicians, settings.beats_per_bar)
    loudness = [x for passage in passages_of(told, settings, musicians, phrases) for x in passage.loudness]
    assert max(loudness) / min(loudness) >= 1.6


def test_an_echo_that_would_be_too_soft_to_hear_is_not_played() -> None:
    told = story((0, 0.0, 16.0, 0.6), (0, 24.0, 8.0, 0.6))
    bouncy = replace(told, physics={1: PhysicsParameter(1, 1, "elasticity", 0.8)})
    tune = [n for n in _tune(compose(bouncy)) if n.start < 16.0]
    echoes = [n for n in tune if n.start >= 14.0 and n.pitch == tune[-1].pitch]
    assert len(echoes) >= 3
    assert min(n.velocity for n in echoes) >= 25
    assert echoes[-1].start + echoes[-1].length == 16.0, "the last of them is held"


def test_it_ends_with_a_long_chord_that_all_who_are_left_hold() -> None:
    score = compose(story((0, 0.0, 32.0, 0.8), (1, 8.0, 24.0, 0.8), (2, 0.0, 32.0, 0.8), (3, 0.0, 32.0, 0.8),
                          instruments=("Violin", "Flute", "Drums", "Cello")))  # fmt: skip
    last = score.chords[-1]
    assert (last.start, last.length, score.length) == (24.0, 8.0, 32.0)
    for one in score.parts:
        notes = [n for n in one.notes if n.start >= last.start]
        assert notes and {(n.start, n.start + n.length) for n in notes} == {(24.0, 32.0)}, one.name
    beneath = {n.pitch for one in score.parts for n in one.notes if n.role in ("bass", "chord") and n.start == 24.0}
    assert min(beneath) % 12 == 0 and min(beneath) + 12 in beneath, "its root in octaves"
    assert [n.pitch % 12 for n in _tune(score) if n.start == 24.0].count(0) >= 1, "home’s tone, on the bar line"


def test_a_card_that_is_all_there_is_has_its_motif_before_it_ends() -> None:
    tune = _tune(compose(story((0, 0.0, 4.0, 0.7), instruments=("Violin",))))
    assert len(tune) >= 3 and tune[-1].start + tune[-1].length == 4.0


def test_silence_is_where_no_card_is() -> None:
    score = compose(story((0, 0.0, 8.0, 0.5), (1, 24.0, 8.0, 0.5)))
    assert not [n for one in score.parts for n in one.notes if n.start + n.length > 8.0 and n.start < 24.0]


def test_what_is_edited_is_heard_there_and_nowhere_else() -> None:
    told = sample()
    before = _notes(compose(told))
    for card in list(told.cards.values())[::4]:
        gone = {key: c for key, c in told.cards.items() if key != card.id}
        moved = {**told.cards, card.id: replace(card, start_beat=card.start_beat + 1)}
        raised = {**told.cards, card.id: replace(card, harmony_tie=card.harmony_tie * 0.9)}
        for cards in (gone, moved, raised):
            changed = before ^ _notes(compose(replace(told, cards=cards)))
            assert changed
            assert all(card.start_beat - 36 <= note.start <= card.end_beat + 36 for _, note in changed)


def _notes(score: Score) -> set[tuple[str, Note]]:
    return {(one.plotline_id, note) for one in score.parts for note in one.notes}


def _tune(score: Score) -> list[Note]:
    return [n for one in score.parts for n in one.notes if n.role == "melody"]


@given(contents())
def test_whatever_a_file_holds_is_played_within_its_cards(told: Contents) -> None:
    score = compose(told)
    assert [one.plotline_id for one in score.parts] == [str(lane.id) for lane in told.ordered_plotlines()]
    for one in score.parts:
        spans = [(c.start_beat, c.end_beat) for c in told.cards_on(int(one.plotline_id))]
        assert list(one.notes) == sorted(one.notes, key=lambda n: (n.start, n.pitch))
        for note in one.notes:
            assert note.length > 0 and 0 <= note.pitch <= 127 and 1 <= note.velocity <= 127
            ends = note.start + note.length
            assert any(start - 2e-6 <= note.start and ends <= end + 2e-6 for start, end in spans)
        assert (one.program is None) == any(n.role == "drums" for n in one.notes) or not one.notes
