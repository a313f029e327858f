"""What is played beneath a melody, and what drums play."""

from __future__ import annotations

from itertools import pairwise

import pytest

from harmonic_desktop.music.accompaniment import bass_line, broken, held, last_bass
from harmonic_desktop.music.drums import CRASH, HAT, KICK, OPEN_HAT, SNARE, beat, last_beat
from harmonic_desktop.music.touch import accent, bounces

CHORD = (48, 55, 60, 64)


@pytest.mark.parametrize(
    ("rhythm", "struck"),
    [
        (0, [(0.0, 48)]),
        (1, [(0.0, 48), (2.0, 55)]),
        (2, [(0.0, 48), (1.5, 48), (2.0, 55)]),
        (3, [(0.0, 48), (1.5, 48), (3.0, 55)]),
        (4, [(0.0, 48), (1.0, 60), (1.5, 48), (2.5, 60), (3.0, 55)]),
    ],
)
def test_the_bass_is_livelier_the_livelier_the_rhythm_is(rhythm: int, struck: list[tuple[float, int]]) -> None:
    strokes = list(bass_line(4.0, 8.0, CHORD, rhythm, 4.0))
    assert [(start - 4.0, pitch) for start, _, pitch, _ in strokes] == struck
    assert [end for _, end, *_ in strokes] == [*(start for start, *_ in strokes[1:]), 8.0], "without a gap"
    assert [loud for *_, loud in strokes] == [1.0] + [0.85] * (len(strokes) - 1)


def test_a_bass_that_begins_within_a_bar_begins_with_its_own_note() -> None:
    assert next(bass_line(6.5, 8.0, CHORD, 1, 4.0)) == (6.5, 8.0, 48, 0.85)


def test_the_fifth_of_a_bass_is_a_tone_of_its_chord() -> None:
    pitches = {interval: [p for *_, p, _ in bass_line(0.0, 4.0, (48, 48 + interval), 1, 4.0)] for interval in (7, 5, 4)}
    assert pitches == {7: [48, 55], 5: [48, 53], 4: [48, 52]}


@pytest.mark.parametrize(
    ("end", "lengths"), [(3.0, [3.0]), (5.0, [5.0]), (6.0, [4.0, 2.0]), (9.0, [4.0, 5.0]), (12.0, [4.0, 4.0, 4.0])]
)
def test_a_held_chord_is_struck_again_and_what_would_be_left_is_joined(end: float, lengths: list[float]) -> None:
    strokes = list(held(0.0, end, (60, 64), 4.0))
    assert [last - start for start, last, pitch, _ in strokes if pitch == 60] == lengths
    assert [stroke[:2] for stroke in strokes if stroke[2] == 60] == [
        stroke[:2] for stroke in strokes if stroke[2] == 64
    ]


def test_a_broken_chord_begins_with_all_of_it_and_then_goes_through_its_tones() -> None:
    strokes = list(broken(0.0, 4.0, (60, 64, 67), 1.0, 4.0, 0))
    assert [(start, pitch) for start, _, pitch, loud in strokes if loud != 0.8] == [(0, 60), (1, 64), (2, 67), (3, 64)]
    assert {pitch for start, _, pitch, loud in strokes if loud == 0.8} == {64, 67}
    assert max(end for _, end, *_ in strokes) == 4.0


def test_a_note_that_is_let_fall_comes_up_softer_and_sooner_each_time() -> None:
    told = list(bounces(0.0, 2.0, 0.7, 1.0, 100.0))
    assert len(told) >= 4 and (told[0][0], told[-1][1]) == (0.0, 2.0)
    waits = [end - start for start, end, _ in told[:-1]]
    assert all(after < 0.8 * wait for wait, after in pairwise(waits))
    assert [loud for *_, loud in told] == pytest.approx([100.0 * 0.7**number for number in range(len(told))])
    assert list(bounces(0.0, 2.0, 0.0, 1.0, 100.0)) == [(0.0, 2.0, 100.0)], "what doesn’t bounce lies"
    assert len(list(bounces(0.0, 2.0, 0.7, 1.0, 40.0))) == 2, "nor does what is too soft to hear"


def test_the_first_beat_of_a_bar_is_loudest_and_what_lies_between_beats_softest() -> None:
    assert accent(12.0, 4) > accent(13.0, 4) == accent(14.0, 4) > accent(13.5, 4)
    assert accent(6.0, 3) > accent(4.0, 3)


def test_the_last_bass_is_held_in_octaves() -> None:
    assert [stroke[:3] for stroke in last_bass(0.0, 8.0, (45, 57), 21)] == [(0.0, 8.0, 45), (0.0, 8.0, 33)]
    assert [stroke[2] for stroke in last_bass(0.0, 8.0, (36, 57), 21)] == [36, 48], "no bass has a C an octave lower"
    assert [stroke[2] for stroke in last_bass(0.0, 8.0, (45, 60), 36)] == [45, 57], "nor a cello an A"
    assert [stroke[2] for stroke in last_bass(0.0, 8.0, (45, 57), 36)] == [45], "which the chord has already"


def struck(beats: int, rhythm: int, end: float = 32.0, unit: float = 0.5) -> dict[int, list[float]]:
    """When each drum is struck in a card from the beginning."""
    found: dict[int, list[float]] = {}
    for start, _, drum, _ in beat(0.0, end, beats, rhythm, unit, 1.0):
        found.setdefault(drum, []).append(start)
    return found


@pytest.mark.parametrize(
    ("beats", "kicks", "snares"),
    [(3, [0.0], [1.0]), (4, [0.0, 2.0], [1.0, 3.0]), (5, [0.0, 3.0], [1.0]), (6, [0.0, 3.0], [1.0, 5.0]),
     (7, [0.0, 4.0], [1.0, 3.0, 5.0])],
)  # fmt: skip
def test_drums_beat_the_metre(beats: int, kicks: list[float], snares: list[float]) -> None:
    first = {drum: [at for at in times if at < beats] for drum, times in struck(beats, 0).items()}
    assert (first[KICK], first[SNARE]) == (kicks, snares)


def test_drums_are_livelier_the_livelier_the_rhythm_is() -> None:
    plain, dotted, syncopated = (struck(4, rhythm) for rhythm in (0, 2, 3))
    assert 3.5 not in plain[SNARE] and 3.5 in dotted[SNARE]
    assert OPEN_HAT not in dotted and 3.5 in syncopated[OPEN_HAT]
    assert 1.5 not in dotted[KICK] and 1.5 in syncopated[KICK]
    assert plain[HAT][:4] == [0.0, 0.5, 1.0, 1.5] and struck(4, 0, unit=1.0)[HAT][:3] == [0.0, 1.0, 2.0]


def test_drums_open_a_card_with_a_crash_and_end_it_with_a_fill() -> None:
    told = struck(4, 0)
    toms = {at for drum, times in told.items() if 43 <= drum <= 50 and drum not in (OPEN_HAT, CRASH) for at in times}
    assert told[CRASH] == [0.0]
    assert toms == {31.0, 31.5}
    assert max(told[HAT]) < 31.0
    short = struck(4, 0, end=7.0)
    assert not {43, 45, 47, 50} & set(short), "a card of less than two bars has none"


def test_drums_end_with_one_stroke() -> None:
    assert {drum for _, _, drum, _ in last_beat(4.0, 8.0)} == {CRASH, KICK}
