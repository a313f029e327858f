"""A sound that goes on in silence, so that who mutes what plays now does not end it."""

from __future__ import annotations

from dataclasses import dataclass

from .sound import Frames, Sound


@dataclass(frozen=True, slots=True)
class Lasting:
    """A sound, up to a beat at least."""

    sound: Sound
    end_beat: float

    @property
    def rate(self) -> int:
        return self.sound.rate

    @property
    def frames(self) -> int:
        return max(self.sound.frames, round(self.end_beat * 60.0 / self.sound.tempo * self.sound.rate))

    @property
    def tempo(self) -> float:
        return self.sound.tempo

    @property
    def beats_per_bar(self) -> int:
        return self.sound.beats_per_bar

    def piece(self, first: int, count: int) -> Frames:
        """The frames from `first` on, `count` of them; silence where there is none."""
        return self.sound.piece(first, count)
