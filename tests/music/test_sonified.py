"""The harmony curve as a tone: its pitch is the curve, from left to right, with ticks at the markers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.harmony import Curve, curve
from harmonic_desktop.music.feed import Feed
from harmonic_desktop.music.sonified import SECONDS, TICK_HZ, SonifiedCurve

RATE = 48_000


def strongest(sound: np.ndarray) -> float:
    """The frequency of which there is most."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 16))
    return float(spectrum.argmax() * RATE / (1 << 16))


def heard(told: Curve, markers: tuple[float, ...] = ()) -> np.ndarray:
    sound = SonifiedCurve(told, markers, RATE)
    return sound.piece(0, sound.frames)


@given(st.lists(st.floats(0.0, 1.0), min_size=2, max_size=4))
def test_each_card_is_heard_at_the_pitch_of_its_harmony(ties: list[float]) -> None:
    sound = heard(curve(np.arange(len(ties)) * 4.0, [4.0] * len(ties), ties)).sum(axis=1)
    length = len(sound) // len(ties)
    for number, tie in enumerate(ties):
        middle = sound[int((number + 0.2) * length) : int((number + 0.8) * length)]
        assert strongest(middle) == pytest.approx(220.0 * 4.0**tie, rel=0.01)


def test_it_lasts_four_seconds_however_long_the_story_is() -> None:
    for beats in (0.5, 1e4, 1e9):
        sound = SonifiedCurve(curve([0.0], [beats], [0.5]), (), RATE)
        assert sound.frames == SECONDS * RATE
        assert Feed(sound, 0.0).beat_of(sound.frames) == pytest.approx(beats)


def test_it_goes_from_left_to_right_and_is_nowhere_too_loud() -> None:
    sound = heard(curve([0.0, 4.0], [4.0, 4.0], [0.2, 0.9]), (0.0, 4.0))
    left, right = np.abs(sound[:, 0]), np.abs(sound[:, 1])
    assert left[2000:8000].max() > 8 * right[2000:8000].max()
    assert right[-8000:-2000].max() > 8 * left[-8000:-2000].max()
    assert np.abs(sound).max() < 0.8


def test_where_nothing_sounds_there_is_silence_and_no_click_beside_it() -> None:
    sound = heard(curve([0.0, 6.0], [2.0, 2.0], [0.5, 0.5])).sum(axis=1)
    frames = len(sound)
    assert not sound[int(0.27 * frames) : int(0.73 * frames)].any()
    assert np.abs(np.diff(sound)).max() < 0.05
    assert sound[0] == sound[-1] == 0.0


def test_a_marker_ticks_where_it_lies_even_in_silence() -> None:
    told = curve([0.0, 6.0], [2.0, 2.0], [0.5, 0.5])
    sound = heard(told, (4.0, 99.0, -3.0)).sum(axis=1)
    frames = len(sound)
    ticked = np.flatnonzero(sound[int(0.27 * frames) : int(0.73 * frames)]) + int(0.27 * frames)
    assert ticked.min() == pytest.approx(frames / 2, abs=2)
    assert ticked.max() < frames / 2 + 0.03 * RATE
    assert strongest(sound[ticked.min() : ticked.max()]) == pytest.approx(TICK_HZ, rel=0.02)


def test_a_marker_at_the_very_end_does_no_harm() -> None:
    assert len(heard(curve([0.0], [4.0], [0.5]), (3.99999999,))) == SECONDS * RATE


def test_of_a_story_without_cards_nothing_is_heard() -> None:
    sound = SonifiedCurve(curve([], [], []), (1.0,), RATE)
    assert sound.frames == 0
    assert not sound.piece(0, 100).any()
    assert Feed(sound, 0.0).is_over


def test_a_hundred_thousand_cards_are_four_seconds_too() -> None:
    count = 100_000
    ties = np.linspace(0.0, 1.0, count)
    sound = heard(curve(np.arange(count) * 1.0, np.ones(count), ties)).sum(axis=1)
    middle = len(sound) // 2
    assert strongest(sound[middle - 2400 : middle + 2400]) == pytest.approx(440.0, rel=0.02)


def test_pieces_are_the_whole() -> None:
    told = curve([0.0, 4.0], [4.0, 4.0], [0.2, 0.9])
    whole = heard(told, (2.0,))
    sound = SonifiedCurve(told, (2.0,), RATE)
    pieces = [sound.piece(first, 5000) for first in range(0, sound.frames + 5000, 5000)]
    assert np.array_equal(np.concatenate(pieces)[: len(whole)], whole)
