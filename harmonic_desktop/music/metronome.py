"""What a metronome adds to a sound: a click on every beat, higher on the first of a bar."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, pi

import numpy as np
from numpy.typing import NDArray

from .sound import Frames, Sound

CLICK_S = 0.04
CLICK_HZ, FIRST_HZ = 1000.0, 1500.0
CLICK_LEVEL = 0.3


def with_clicks(block: Frames, sound: Sound, at: int) -> Frames:
    """The frames of a sound from `at` on, with their clicks; those that were given stay as they are."""
    per_beat = 60.0 * sound.rate / sound.tempo
    clicked = block.copy()
    length = round(CLICK_S * sound.rate)
    for beat in range(max(0, ceil((at - length) / per_beat)), ceil((at + len(block)) / per_beat)):
        click = _click(sound.rate, FIRST_HZ if beat % sound.beats_per_bar == 0 else CLICK_HZ)
        start = round(beat * per_beat) - at
        part = click[max(0, -start) : max(0, len(block) - start)]
        clicked[max(0, start) : max(0, start) + len(part)] += part[:, None]
    return np.clip(clicked, -1.0, 1.0, out=clicked)


@lru_cache(maxsize=8)
def _click(rate: int, hertz: float) -> NDArray[np.float32]:
    time = np.arange(round(CLICK_S * rate)) / rate
    return (CLICK_LEVEL * np.sin(2 * pi * hertz * time) * np.exp(-time / (CLICK_S / 5))).astype(np.float32)
