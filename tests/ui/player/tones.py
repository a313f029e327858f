"""A small story, and a tone for its music."""

from __future__ import annotations

import numpy as np

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.meter import meter_of
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.music.sound import Frames, Sound
from harmonic_desktop.music.soundfont import SoundFont


class Tone:
    """A tone over the whole of a story; the harmony of the first card is its pitch in kHz."""

    def __init__(self, contents: Contents, rate: int) -> None:
        self.name = ""
        self.rate = rate
        self.tempo = meter_of(contents).tempo
        self.beats_per_bar = 4
        self.hertz = 1000.0 * next(iter(contents.cards.values())).harmony_tie
        end = max(card.start_beat + card.duration_beats for card in contents.cards.values())
        self.frames = round(end * 60 / self.tempo * rate)

    def piece(self, first: int, count: int) -> Frames:
        time = np.arange(first, first + count) / self.rate
        tone = (0.5 * np.sin(2 * np.pi * self.hertz * time)).astype(np.float32)
        tone[max(0, self.frames - first) :] = 0
        return np.repeat(tone[:, None], 2, axis=1)


def make(contents: Contents, rate: int, font: SoundFont | None = None) -> Sound:
    return Tone(contents, rate)


def story(beats: float = 8.0, harmony: float = 0.44) -> Contents:
    """One card of so many beats, at 60 BPM: gravity 0."""
    universe = Universe(1, 0, "A tone", gravity_constant=0.0)
    return contents_of(universe, [Plotline(1, 1, "Main", 0, 0), Card(1, 1, 1, "All", "", harmony, 0.0, beats)])
