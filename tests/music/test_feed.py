"""The feed of a loudspeaker: loops are exact, a change goes on at the same beat, and only the metronome clicks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.music.feed import CHANGE_S, FADE, Feed
from harmonic_desktop.music.sound import Frames

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
        numbers[numbers >= self.frames] = 0
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
    expected = [*range(1500), *(gone_back(n % 500) for n in range(sum(counts)))][: sum(counts)]
    assert drawn == expected


def gone_back(frame: int) -> int:
    """A frame of the loop above: what begins there comes up while what comes after its end goes down."""
    return int(1500 + frame - 500 * min(frame / FADE, 1.0))


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


def test_before_the_beginning_there_is_nothing_to_hear() -> None:
    feed = Feed(Ramp(), -7.0)
    assert numbers(feed.take(3000)) == list(range(3000))
    assert feed.beat_of(3000) == pytest.approx(3.0)


def test_a_change_goes_on_at_the_same_beat_in_another_tempo() -> None:
    feed = Feed(Ramp(8000, 60.0), 0.0)
    feed.take(2000)
    feed.change(Ramp(4000, 120.0))
    assert numbers(feed.take(500))[-1] == 1499
    assert feed.beat_of(2000) == pytest.approx(2.0)
    assert feed.beat_of(2500) == pytest.approx(3.0)


class Tone(Ramp):
    """A sine at a rate and a loudness at which a click would be heard, which has its own length and tempo."""

    rate = 48_000
    level = 0.5

    def __init__(self, hertz: float, frames: int = 480_000, tempo: float = 60.0) -> None:
        super().__init__(frames, tempo)
        self._hertz = hertz

    def piece(self, first: int, count: int) -> Frames:
        at = np.arange(first, first + count)
        wave = self.level * np.cos(2 * np.pi * self._hertz * at / self.rate) * (at < self.frames)
        return np.repeat(wave[:, None], 2, axis=1).astype(np.float32)

    def largest_step(self) -> float:
        return float(2 * np.pi * self._hertz * self.level / self.rate)


def largest_step(*drawn: Frames) -> float:
    return float(np.abs(np.diff(np.concatenate(drawn), axis=0)).max())


AT_MOST = Tone(440.0).largest_step() + 2 * Tone.level / FADE
"""From frame to frame, of tones up to 440 Hz, while one of them goes up and the other down."""


@pytest.mark.parametrize("frames", [61, 24_000, 24_061])
@pytest.mark.parametrize("tempo", [60.0, 90.0, 200.0])
def test_a_change_does_not_click(frames: int, tempo: float) -> None:
    feed = Feed(Tone(330.0), 0.0)
    before = feed.take(frames)
    feed.change(Tone(440.0, tempo=tempo))
    after = feed.take(4096)
    assert largest_step(before, after) <= AT_MOST
    covered = round(CHANGE_S * feed.rate)
    whole = Tone(440.0).piece(round(frames * 60.0 / tempo) + covered, 4096 - covered)
    assert np.array_equal(after[covered:], whole)


@given(st.lists(st.tuples(st.integers(1, 1500), st.integers(50, 440)), min_size=1, max_size=20))
def test_changes_in_the_middle_of_each_other_do_not_click(changes: list[tuple[int, int]]) -> None:
    feed = Feed(Tone(440.0), 1.0, (0.5, 1.01))
    drawn = [np.zeros((1, 2), np.float32)]
    for count, hertz in changes:
        drawn.append(feed.take(count))
        feed.change(Tone(float(hertz)))
    assert largest_step(*drawn, feed.take(4096)) <= 2 * AT_MOST, "many may go up at the same time"


def test_a_change_to_the_same_sound_is_not_heard() -> None:
    feed = Feed(Tone(330.0), 0.0)
    drawn = [feed.take(1000)]
    for _ in range(5):
        feed.change(Tone(330.0))
        drawn.append(feed.take(777))
    whole = np.concatenate(drawn)
    assert np.array_equal(whole, Tone(330.0).piece(0, len(whole)))


def test_a_change_to_a_sound_that_is_over_there_lets_the_one_before_go_down() -> None:
    feed = Feed(Tone(330.0), 0.0)
    before = feed.take(48_000)
    feed.change(Tone(440.0, frames=24_000))
    assert not feed.is_over
    after = feed.take(48_000)
    assert len(after) == round(CHANGE_S * feed.rate)
    assert feed.is_over
    assert largest_step(before, after, np.zeros((1, 2), np.float32)) <= AT_MOST


@pytest.mark.parametrize("drawn", [48_000, 47_999, 47_500, 48_001])
def test_a_change_at_the_edge_of_a_loop_does_not_click_and_stays_in_it(drawn: int) -> None:
    feed = Feed(Tone(330.0), 0.0, (0.25, 1.0))
    before = feed.take(drawn)
    feed.change(Tone(440.0, tempo=61.7))
    after = feed.take(96_000)
    assert largest_step(before, after) <= AT_MOST
    assert all(feed.beat_of(taken) < 1.001 for taken in range(0, feed.taken, 100))


def test_a_loop_whose_end_lies_between_two_frames_is_not_lost_in_another_tempo() -> None:
    sound = Tone(330.0, tempo=60.0)
    end = 1.0 - 0.4 / sound.rate
    feed = Feed(sound, 0.0, (0.0, end))
    feed.take(48_000)
    feed.change(Tone(330.0, tempo=40.0))
    feed.take(4000)
    assert feed.beat_of(feed.taken) == pytest.approx(4000 * 40 / 60 / 48_000)


@pytest.mark.parametrize("step", [64, 333, 9000])
def test_a_loop_does_not_click_where_it_goes_back(step: int) -> None:
    feed = Feed(Tone(440.0), 0.0, (0.1003, 0.5009))
    assert largest_step(*(feed.take(step) for _ in range(96_000 // step))) <= AT_MOST


class Counted(Tone):
    """Counts how often it is asked for a piece."""

    asked = 0

    def piece(self, first: int, count: int) -> Frames:
        self.asked += 1
        return super().piece(first, count)


def test_the_shortest_loop_is_exact_and_takes_no_more_work_than_it_must() -> None:
    sound = Counted(440.0)
    feed = Feed(sound, 0.0, (0.0, 10 / 48_000))
    assert len(feed.take(1000)) == 1000
    assert feed.beat_of(995) == pytest.approx(5 / 48_000)
    assert sound.asked <= 200, "what goes back, and what goes down beneath it"


def test_edits_while_nothing_is_drawn_leave_no_trace() -> None:
    feed = Feed(Tone(330.0), 0.0)
    before = feed.take(480)
    passed_over = Counted(100.0, tempo=200.0)
    for _ in range(200):
        feed.change(passed_over)
    feed.change(Tone(440.0))
    assert largest_step(before, feed.take(4096)) <= AT_MOST
    assert passed_over.asked == 0
    assert feed.beat_of(100) == pytest.approx(100 / 48_000)


def test_a_loop_that_is_set_while_a_piece_is_made_is_kept_to() -> None:
    class Slow(Ramp):
        def piece(self, first: int, count: int) -> Frames:
            if not first:
                feed.set_loop((0.25, 0.5))
            return super().piece(first, count)

    feed = Feed(Slow(), 0.0)
    feed.take(1000)
    assert feed.beat_of(900) == pytest.approx(0.4)


def test_it_tells_when_it_was_drawn_past_where_a_loop_goes_back() -> None:
    feed = Feed(Ramp(), 0.0)
    feed.take(2000)
    assert feed.keeps_to_loop(1000)
    feed.set_loop((0.5, 1.5))
    assert not feed.keeps_to_loop(1000), "the end lies between what is heard and what is drawn"
    assert feed.keeps_to_loop(1600), "the end was heard: the loop lies behind"
    feed.set_loop((0.5, 2.0))
    assert feed.keeps_to_loop(1000), "the end is what is drawn next"


def test_it_tells_when_it_went_back_in_a_loop_that_is_none_any_more() -> None:
    feed = Feed(Ramp(), 0.0, (0.5, 1.5))
    feed.take(2000)
    assert feed.keeps_to_loop(1000)
    feed.set_loop(None)
    assert not feed.keeps_to_loop(1000), "it goes back after 500 frames more"
    assert feed.keeps_to_loop(1600), "it went back before"
    feed.set_loop((0.0, 1.5))
    assert not feed.keeps_to_loop(1000), "it goes back elsewhere"


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


def test_the_metronome_clicks_higher_on_the_first_beat_of_a_bar() -> None:
    feed = Feed(Silence(64_000, 60.0), 0.0)
    feed.clicks = True
    clicks = feed.take(64_000)[:, 0].reshape(8, 8000)
    hertz = np.abs(np.fft.rfft(clicks)).argmax(axis=1)
    assert hertz == pytest.approx([1500, 1000, 1000, 1000] * 2, abs=20)


def test_nobody_needs_to_hear_it_to_go_on() -> None:
    feed = Feed(Ramp(2000), 0.0, (0.0, 1.0))
    assert feed.skip(3500) == 3500
    assert feed.beat_of(3200) == pytest.approx(0.2)


def test_what_is_drawn_next_is_told() -> None:
    sound = Ramp(10 * RATE)
    feed = Feed(sound, 1.0, (1.0, 3.0))
    feed.take(RATE)
    assert feed.upcoming(RATE // 2) == [(sound, 2 * RATE, RATE // 2)]
    assert feed.upcoming(4 * RATE) == [
        (sound, 2 * RATE, RATE),
        (sound, RATE, 2 * RATE),
        (sound, RATE, RATE),
    ]
    feed.set_loop(None)
    assert feed.upcoming(20 * RATE) == [(sound, 2 * RATE, 8 * RATE)]
    feed.skip(9 * RATE)
    assert feed.upcoming(RATE) == []
