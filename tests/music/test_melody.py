"""Melodies: above their chords, in steps, each plotline's own, and two of them apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

from benchmarks.stories import sample
from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.parameters import MusicParameter
from harmonic_desktop.music.compose import compose
from harmonic_desktop.music.mapping import settings_of
from harmonic_desktop.music.motifs import VARIED
from harmonic_desktop.music.musicians import Musician, musicians_of
from harmonic_desktop.music.phrases import Phrase, phrases_of
from harmonic_desktop.music.score import Note, Part, Score
from tests.music.test_compose import story


def dialogue() -> Contents:
    """Two plotlines whose cards overlap, from dark to light."""
    cards = ((row, 16.0 * n + 8.0 * row, 16.0, (n * 37 % 10) / 10) for n in range(8) for row in range(2))
    return story(*cards, instruments=("Violin", "Flute", "Piano"))


def tunes(score: Score) -> Iterator[list[Note]]:
    """What each part sings, in pieces without a longer rest."""
    for part in score.parts:
        tune: list[Note] = []
        for note in part.notes:
            if note.role == "melody":
                if tune and note.start - tune[-1].start - tune[-1].length > 1.5:
                    yield tune
                    tune = []
                tune.append(note)
        yield tune


def told(contents: Contents) -> tuple[list[Musician], list[Phrase]]:
    settings = settings_of(contents)
    musicians = musicians_of(contents, settings)
    return musicians, phrases_of(contents, musicians, settings.beats_per_bar)


def sung_by(part: Part, start: float, end: float) -> list[Note]:
    return [note for note in part.notes if note.role == "melody" and start <= note.start < end]


@pytest.mark.parametrize("contents", [sample(), dialogue()], ids=["sample", "dialogue"])
def test_a_melody_goes_in_steps_and_seldom_says_a_note_again(contents: Contents) -> None:
    moves = [[b.pitch - a.pitch for a, b in pairwise(tune)] for tune in tunes(compose(contents))]
    flat = [move for tune in moves for move in tune]
    assert sum(move == 0 for move in flat) / len(flat) <= 0.2
    assert sum(abs(move) > 7 for move in flat) / len(flat) <= 0.02


def test_most_leaps_are_answered_by_a_smaller_step_back() -> None:
    answered = []
    for seed in range(12):
        seeded = replace(dialogue(), music={1: MusicParameter(1, 1, "seed", float(seed))})
        for tune in tunes(compose(seeded)):
            moves = (after.pitch - note.pitch for note, after in pairwise(tune))
            answered += [a * b < 0 and abs(b) < abs(a) for a, b in pairwise(moves) if abs(a) >= 5]
    assert len(answered) >= 100 and sum(answered) / len(answered) >= 0.6


def test_a_melody_lies_above_the_chord_that_is_played_beneath_it() -> None:
    score = compose(dialogue())
    beneath = [note for part in score.parts for note in part.notes if note.role == "chord"]
    above = []
    for tune in tunes(score):
        for note in tune:
            sounding = [m.pitch for m in beneath if m.start <= note.start + 0.01 < m.start + m.length]
            above.append(note.pitch > max(sounding, default=0))
    assert sum(above) / len(above) >= 0.85


def test_a_chord_is_softer_where_a_deep_voice_sings_in_it() -> None:
    score = compose(story((0, 0.0, 32.0, 0.7), (1, 0.0, 32.0, 0.7), instruments=("Bassoon", "String Ensemble 1")))
    tune = [note for note in score.parts[0].notes if note.role == "melody"]
    tones = [note for part in score.parts for note in part.notes if note.role == "chord"]
    assert tune and tones

    def covers(tone: Note) -> bool:
        around = [n for n in tune if n.start < tone.start + tone.length and n.start + n.length > tone.start]
        return any(0 <= tone.pitch - note.pitch <= 12 for note in around)

    together = {start: [t for t in tones if t.start == start] for start in {t.start for t in tones}}
    both = [row for row in together.values() if len({covers(tone) for tone in row}) == 2]
    for row in both:
        softest = min(tone.velocity for tone in row if not covers(tone))
        assert all(tone.velocity < softest for tone in row if covers(tone))
    assert both


@pytest.mark.parametrize("contents", [sample(), dialogue()], ids=["sample", "dialogue"])
def test_two_melodies_do_not_say_the_same_note_on_a_strong_beat(contents: Contents) -> None:
    score = compose(contents)
    struck: dict[float, set[tuple[str, int]]] = {}
    for part in score.parts:
        for note in part.notes:
            if note.role == "melody" and note.start % 2.0 == 0.0 and note.start < score.chords[-1].start:
                struck.setdefault(note.start, set()).add((part.plotline_id, note.pitch % 12))
    both = [notes for notes in struck.values() if len({part for part, _ in notes}) == 2]
    apart = sum(len({pitch for _, pitch in notes}) == 2 for notes in both)
    assert len(both) >= 8 and apart / len(both) >= 0.95


@pytest.mark.parametrize("contents", [sample(), dialogue()], ids=["sample", "dialogue"])
def test_the_first_and_the_last_card_have_the_shape_of_the_motif(contents: Contents) -> None:
    score = compose(contents)
    musicians, phrases = told(contents)
    right = []
    for phrase in (phrase for phrase in phrases if phrase.frames):
        steps = [tone.step for tone in musicians[phrase.row].motif.call]
        sung = [n.pitch for n in sung_by(score.parts[phrase.row], phrase.start, phrase.start + 4.0)][: len(steps)]
        ways = [(after > one) - (after < one) for one, after in pairwise(steps)]
        right += [(b > a) - (b < a) == way for (a, b), way in zip(pairwise(sung), ways, strict=False)]
    assert len(right) >= 10 and sum(right) / len(right) >= 0.85


def test_a_second_melody_is_softer_than_the_one_that_leads() -> None:
    first, second = compose(dialogue()).parts[:2]
    softer = []
    for start in (16.0 * number + 8.0 for number in range(7)):  # where the flute enters, and the violin goes on
        leads, follows = ({n.start: n.velocity for n in sung_by(one, start, start + 7.0)} for one in (second, first))
        softer += [follows[at] < leads[at] for at in leads if at in follows]
    assert len(softer) >= 10 and sum(softer) / len(softer) >= 0.9


def test_a_long_card_turns_its_motif_upside_down() -> None:
    opposite = []
    for seed in range(6):
        music = {1: MusicParameter(1, 1, "seed", float(seed)), 2: MusicParameter(2, 1, "melody_range", 1.0)}
        (part,) = compose(replace(story((0, 0.0, 40.0, 0.7), instruments=("Violin",)), music=music)).parts
        here, there = ([n.pitch for n in sung_by(part, start, start + 4.0)] for start in (0.0, 16.0))
        ways = zip(pairwise(here), pairwise(there), strict=True)
        opposite += [(b - a) * (d - c) < 0 for (a, b), (c, d) in ways if a != b]
    assert sum(opposite) / len(opposite) >= 0.7


def test_a_figure_seldom_begins_with_the_note_that_was_sung_last_or_far_from_it() -> None:
    moves = []
    for seed in range(12):
        seeded = replace(dialogue(), music={1: MusicParameter(1, 1, "seed", float(seed))})
        for tune in tunes(compose(seeded)):
            moves += [b.pitch - a.pitch for a, b in pairwise(tune) if b.start % 4.0 == 0.0]
    assert sum(move == 0 for move in moves) / len(moves) <= 0.12
    assert sum(abs(move) >= 5 for move in moves) / len(moves) <= 0.2


def test_each_first_and_each_last_card_sings() -> None:
    contents = sample()
    score = compose(contents)
    _, phrases = told(contents)
    for phrase in (phrase for phrase in phrases if phrase.frames):
        assert sung_by(score.parts[phrase.row], phrase.start, phrase.end), phrase.card.plot_point


def test_of_cards_that_end_the_story_together_each_has_its_tune() -> None:
    cards = [(row, 32.0 * n, 32.0, 0.5 + 0.1 * row) for n in range(2) for row in range(3)]
    score = compose(story(*cards, instruments=("Violin", "Flute", "Oboe")))
    for part in score.parts:
        assert len(sung_by(part, 32.0, 56.0)) >= 4, part.name


def test_a_card_does_not_make_of_its_motif_what_the_card_before_made_of_it() -> None:
    told_ = story(*((0, 8.0 * number, 8.0, 0.5) for number in range(200)))
    _, phrases = told(told_)
    drawn = [phrase.variation for phrase in phrases]
    assert all(one != after for one, after in pairwise(drawn[:-1]))
    assert set(drawn) == set(range(len(VARIED)))
