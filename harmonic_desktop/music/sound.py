"""Sound as everything that makes it or hears it hands it on."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Frames = NDArray[np.float32]
"""Stereo sound, (frames, 2), −1..1."""


class Sound(Protocol):
    """A piece of music that is made as it is asked for; `piece` may be called on any thread.

    rate: frames a second; frames: its length; tempo: beats a minute.
    """

    @property
    def rate(self) -> int: ...

    @property
    def frames(self) -> int: ...

    @property
    def tempo(self) -> float: ...

    @property
    def beats_per_bar(self) -> int: ...

    def piece(self, first: int, count: int) -> Frames:
        """The frames from `first` on, `count` of them; silence after the end."""
        ...
