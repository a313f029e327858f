"""The feed of a loudspeaker: loops are exact, a change goes on at the same beat, and the metronome keeps time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.music.feed import FADE, Feed, Frames

RATE = 1000


class Ramp:
    """A sound whose frames say which they are."""

    rate = RATE
    beats_per_bar = 4

    def __init__(self, frames: int = 8000, tempo: float = 60.0) -> None:
        self.frames = frames
        self.tempo = tempo

    def piece(self, first: int, count: int) -> Frames:
        numbers = np.arange(first, first + count, dtype=np.float32)
        return np.repeat(numbers[:, None], 2, axis=1)


def numbers(frames: Frames) -> list[int]:
    return [int(value) for value in frames[:, 0]]


def test_it_goes_from_a_beat_to_the_end() -> None:
    feed = Feed(Ramp(8000), 7.0)
    drawn = feed.take(5000)
    assert numbers(drawn)[FADE:] == list(range(7000 + FADE, 8000))
    assert feed.is_over
    assert len(feed.take(10)) == 0


def test_what_begins_in_the_middle_comes_up_from_silence() -> None:
    assert numbers(Feed(Ramp(), 4.0).take(2))[0] == 0
    assert numbers(Feed(Ramp(), 0.0).take(300))[299] == 299


@given(st.lists(st.integers(1, 700), min_size=1, max_size=30))
def test_a_loop_is_exact_however_it_is_drawn(counts: list[int]) -> None:
    feed = Feed(Ramp(), 0.0, (1.0, 1.5))
    drawn = [number for count in counts for number in numbers(feed.take(count))]
    expected = [*range(1500), *(1000 + n % 500 for n in range(sum(counts)))][: sum(counts)]
    assert drawn == expected


def test_a_loop_that_lies_behind_is_not_gone_back_to() -> None:
    feed = Feed(Ramp(3000), 2.0, (0.0, 1.0))
    assert len(feed.take(5000)) == 1000
    assert feed.is_over


def test_an_empty_loop_is_none() -> None:
    assert len(Feed(Ramp(1000), 0.0, (0.5, 0.5)).take(5000)) == 1000


def test_it_says_at_which_beat_each_frame_was() -> None:
    feed = Feed(Ramp(), 0.0, (1.0, 1.5))
    feed.take(2200)
    assert feed.beat_of(0) == 0.0
    assert feed.beat_of(1400) == pytest.approx(1.4)
    assert feed.beat_of(1600) == pytest.approx(1.1)
    assert feed.beat_of(2100) == pytest.approx(1.1)


def test_a_change_goes_on_at_the_same_beat_in_another_tempo() -> None:
    feed = Feed(Ramp(8000, 60.0), 0.0)
    feed.take(2000)
    feed.change(Ramp(4000, 120.0))
    assert numbers(feed.take(1)) == [1000]
    assert feed.beat_of(2000) == pytest.approx(2.0)
    assert feed.beat_of(2500) == pytest.approx(3.0)


def test_a_change_of_rate_is_refused() -> None:
    other = Ramp()
    other.rate = 44100
    with pytest.raises(ValueError, match="same rate"):
        Feed(Ramp(), 0.0).change(other)


class Silence(Ramp):
    """Nothing, at a rate at which a click can be heard."""

    rate = 8000

    def piece(self, first: int, count: int) -> Frames:
        return np.zeros((count, 2), np.float32)


@pytest.mark.parametrize("step", [64, 333, 4000])
def test_the_metronome_clicks_on_every_beat(step: int) -> None:
    feed = Feed(Silence(32_000, 60.0), 0.0)
    feed.clicks = True
    drawn = np.concatenate([feed.take(step) for _ in range(32_000 // step + 1)])[:, 0]
    loud = np.abs(drawn).reshape(-1, 8000)
    assert (loud[:, 1:80].max(axis=1) > 0.1).all()
    assert (loud[:, 800:] == 0).all()


def test_nobody_needs_to_hear_it_to_go_on() -> None:
    feed = Feed(Ramp(2000), 0.0, (0.0, 1.0))
    assert feed.skip(3500) == 3500
    assert feed.beat_of(3200) == pytest.approx(0.2)
