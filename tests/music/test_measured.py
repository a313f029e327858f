"""Intended against measured, and that what is measured is what sounds."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from benchmarks.stories import large, sample
from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.music.compose import compose
from harmonic_desktop.music.consonance import consonance_of
from harmonic_desktop.music.measured import Measured, agreement_of, measured_cards, spearman
from harmonic_desktop.music.score import Chord
from tests.domain.strategies import contents


def test_what_is_heard_of_the_sample_follows_what_it_asks_for() -> None:
    told = sample()
    cards = measured_cards(told, compose(told))
    agreement = agreement_of(cards)
    assert agreement.cards == len(told.cards)
    assert agreement.spearman >= 0.99
    assert agreement.own_spearman >= 0.95, "even where cards that sound together ask for different things"
    assert agreement.mean_error <= 0.02
    assert sum(abs(one.measured - one.own) for one in cards) / len(cards) <= 0.05


def test_a_story_of_chance_is_followed_too() -> None:
    told = large(600, 3)
    agreement = agreement_of(measured_cards(told, compose(told)))
    assert agreement.spearman >= 0.95
    assert agreement.mean_error <= 0.05


def test_the_chord_that_is_measured_is_the_one_that_sounds() -> None:
    score = compose(sample())
    notes = sorted((n for one in score.parts for n in one.notes if n.role == "chord"), key=lambda n: n.start)
    for chord in score.chords:
        inside = [n for n in notes if chord.start <= n.start + 0.05 and n.start < chord.start + chord.length - 0.05]
        assert {n.pitch for n in inside} == set(chord.pitches[1:])


def test_all_that_sounds_together_follows_the_harmony_as_well() -> None:
    score = compose(sample())
    notes = [(n.start, n.start + n.length, n.pitch) for one in score.parts for n in one.notes]
    asked, heard = [], []
    for chord in score.chords:
        told = []
        for at in np.arange(chord.start + 0.1, chord.start + chord.length, 0.5):
            together = sorted({pitch for start, end, pitch in notes if start <= at < end})
            if len(together) > 1:
                told.append(consonance_of(np.array([together]))[0])
        asked.append(chord.intended)
        heard.append(float(np.mean(told)))
    assert spearman(asked, heard) >= 0.8, "the melody does not contradict its chords"


def test_most_of_the_melody_is_of_the_chord() -> None:
    score = compose(sample())
    of_chord = all_of_it = 0.0
    for one in score.parts:
        for note in (n for n in one.notes if n.role == "melody"):
            chord = next(c for c in reversed(score.chords) if c.start <= note.start + 0.05)
            all_of_it += note.length
            of_chord += note.length * (note.pitch % 12 in {pitch % 12 for pitch in chord.pitches})
    assert of_chord / all_of_it >= 0.8


def test_a_card_is_measured_by_the_chords_in_its_time_each_as_long_as_it_lasts() -> None:
    cards = [Card(1, 1, 1, "A", "", 0.5, 0.0, 4.0), Card(2, 1, 1, "B", "", 0.9, 2.0, 4.0)]
    told = contents_of(Universe(1, 1, "U"), [Plotline(1, 1, "Main"), *cards])
    chords = (
        Chord(0.0, 3.0, (48, 60, 64), "C", 0.5, 0.4, ("1", "2")),
        Chord(3.0, 3.0, (48, 60, 64), "C", 0.8, 1.0, ("1", "2")),
    )
    first, second = measured_cards(told, replace(compose(told), chords=chords))
    assert (first.own, first.intended, first.measured) == pytest.approx((0.5, 0.575, 0.55))
    assert (second.own, second.intended, second.measured) == pytest.approx((0.9, 0.725, 0.85))


def test_ranks_correlate_as_they_should() -> None:
    assert spearman([1, 2, 3], [10, 20, 90]) == pytest.approx(1.0)
    assert spearman([1, 2, 3], [3, 2, 1]) == pytest.approx(-1.0)
    assert spearman([1, 2, 2, 3], [1, 3, 2, 4]) == pytest.approx(0.9486833)
    assert math.isnan(spearman([1, 1], [1, 2]))
    assert math.isnan(spearman([], []))


def test_nothing_is_told_of_a_universe_without_cards() -> None:
    told = Contents(Universe(1, 1, "U"))
    agreement = agreement_of(measured_cards(told, compose(told)))
    assert agreement.cards == 0
    assert math.isnan(agreement.mean_error) and math.isnan(agreement.spearman)


@settings(max_examples=40)
@given(contents())
def test_whatever_a_file_holds_is_measured_from_0_to_1(told: Contents) -> None:
    for one in measured_cards(told, compose(told)):
        assert all(0.0 <= rank <= 1.0 for rank in (one.own, one.intended, one.measured))


def test_an_error_is_a_distance() -> None:
    assert Measured(1, 0.5, 0.5, 0.25).error == 0.25
