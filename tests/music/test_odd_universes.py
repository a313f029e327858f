"""Universes that nobody would write: each sounds, or is silence, in bounds of time, level and memory."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.stories import large
from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.parameters import MusicParameter, PhysicsParameter
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.music.compose import compose
from harmonic_desktop.music.mapping import settings_of
from harmonic_desktop.music.musicians import musicians_of
from harmonic_desktop.music.performance import perform
from harmonic_desktop.music.phrases import phrases_of
from harmonic_desktop.music.synth import Rendering

RATE = 48_000


def story(cards: int = 1, beats: float = 4.0, lanes: int = 1, instrument: str | None = None) -> Contents:
    plotlines = [Plotline(row, 1, f"Line {row}", 0, row, instrument) for row in range(lanes)]
    made = [Card(n, 1, n % lanes, f"Card {n}", "", 0.6, n // lanes * beats, beats) for n in range(cards)]
    return contents_of(Universe(1, 1, "Odd", None, None, None), [*plotlines, *made])


def with_music(contents: Contents, name: str, value: float) -> Contents:
    return replace(contents, music={1: MusicParameter(1, 1, name, value)})


def is_heard(rendering: Rendering, seconds: float = 1.0) -> bool:
    """From its beginning on; whatever it is, it is sound."""
    sound = rendering.piece(0, round(seconds * RATE))
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() < 0.9
    return bool(np.abs(sound).max() > 0.01)


def test_an_empty_universe_is_silence() -> None:
    rendering = perform(story(0), RATE)
    assert rendering.frames == 0
    assert not rendering.piece(0, RATE).any()


def test_one_card_is_heard() -> None:
    assert is_heard(perform(story(1), RATE))


def test_sixty_plotlines_are_heard_together() -> None:
    rendering = perform(story(60, lanes=60), RATE)
    assert sum(bool(part.notes) for part in rendering.score.parts) == 60
    assert is_heard(rendering)


@pytest.mark.parametrize(("name", "value"), [("tempo", -4.0), ("tempo", 0.0), ("tempo", 1e12), ("scale", 99.0)])
def test_a_value_out_of_all_bounds_is_heard_as_one_within(name: str, value: float) -> None:
    contents = with_music(story(4), name, value)
    rendering = perform(contents, RATE)
    assert 20.0 <= rendering.tempo <= 300.0
    assert is_heard(rendering)
    reasons = [reason for effect in settings_of(contents).effects for reason in effect.because]
    assert any(reason.is_clamped for reason in reasons), "and it is said"


def test_a_gravity_beyond_any_star_is_heard() -> None:
    contents = replace(story(4), physics={1: PhysicsParameter(1, 1, "gravity", 1e12)})
    rendering = perform(contents, RATE)
    assert rendering.tempo <= 200.0
    assert is_heard(rendering)


def test_an_unknown_instrument_is_heard_as_a_piano() -> None:
    rendering = perform(story(2, instrument="Theremin of doom"), RATE)
    assert rendering.score.parts[0].program == 0
    assert is_heard(rendering)


def test_any_place_in_a_card_of_ten_thousand_beats_is_heard_in_bounded_memory() -> None:
    rendering = perform(story(1, beats=10_000.0), RATE)
    middle = rendering.frames // 2
    tracemalloc.start()
    sound = rendering.piece(middle, 4 * RATE)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert np.abs(sound).max() > 0.01
    assert peak < 64 << 20


def test_a_card_far_away_is_heard_in_bounded_memory() -> None:
    contents = story(4)
    far = replace(contents, cards={**contents.cards, 9: Card(9, 1, 0, "Far", "", 0.6, 1e6, 4.0)})
    tracemalloc.start()
    rendering = perform(with_music(far, "tempo", 40.0), RATE)
    assert is_heard(rendering)
    assert rendering.piece(round(1.5e6 * RATE), RATE).any()
    assert tracemalloc.get_traced_memory()[1] < 60e6
    tracemalloc.stop()


@pytest.mark.parametrize(("cards", "beats", "lanes"), [(1_000, 64.0, 1), (4_000, 32.0, 40), (1, 1e6, 1)])
def test_a_score_stays_small_however_long_its_cards_are(cards: int, beats: float, lanes: int) -> None:
    for density in (1.0, 8.0):
        score = compose(with_music(story(cards, beats, lanes), "note_density", density))
        assert sum(len(part.notes) for part in score.parts) <= 200_000
        assert all(part.notes for part in score.parts)


def test_a_story_as_long_as_a_person_could_write_is_not_slowed() -> None:
    long = large(2_000)
    settings = settings_of(long)
    phrases = phrases_of(long, musicians_of(long, settings), settings.beats_per_bar)
    assert {phrase.slow for phrase in phrases} == {1.0}


def test_a_crowd_holds_the_chord_together() -> None:
    score = perform(story(40, 16.0, lanes=40), RATE).score
    tones = [note for part in score.parts for note in part.notes if note.role == "chord"]
    chord = score.chords[0]
    at_once = [tone for tone in tones if tone.start == chord.start]
    assert {tone.pitch for tone in at_once} == set(chord.pitches[1:]), "all of it is heard"
    assert len(at_once) <= 40, "of each one tone"


def test_a_long_story_is_heard_in_bounded_memory() -> None:
    rendering = perform(large(3_000), RATE)
    tracemalloc.start()
    for first in range(0, rendering.frames, rendering.frames // 100):
        rendering.piece(first, RATE // 10)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 256 << 20
