"""Sound from a score: its tracks, the room around them, and one level for every story.

All is a function of the frame: a piece sounds the same whether it is made alone or in the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import numpy as np
from numpy.typing import NDArray

from . import room
from .kept import Kept
from .level import gain_for, guessed_loudness
from .limit import faded, limiting_gain, soft_clipped
from .score import Score
from .sound import Frames
from .soundfont import SoundFont
from .tracks import BLOCK, Track, block_of, track_of
from .voices import Waves

KEPT_BYTES = 3 << 20
"""What a sound keeps of itself: the blocks around the place where it is played."""


class Rendering:
    """The sound of a score at a rate; see `feed.Sound`.

    font: who plays, instead of the program's own voices, what it has instruments for.
    gain: what its level is multiplied by; where none is given, what brings it to about TARGET_LUFS with all parts
    heard, so that nothing gets louder because something else was muted.
    """

    def __init__(
        self, score: Score, rate: int = 48_000, gain: float | None = None, font: SoundFont | None = None
    ) -> None:
        self.score = score
        self.rate = rate
        self.tempo = score.tempo
        self.beats_per_bar = score.beats_per_bar
        every = [(track_of(part, score, rate, font), part.is_silent) for part in score.parts if part.notes]
        self._tracks = [track for track, is_silent in every if not is_silent]
        self._has_room = any(track.send > 0 for track in self._tracks)
        last = max((int(track.ends.max()) for track in self._tracks), default=0)
        self.frames = last + (round(room.ROOM_S * rate) if self._has_room and last else 0)
        self.gain = gain_for(guessed_loudness([track for track, _ in every])) if gain is None else gain
        self._mixed: Kept[Frames] = Kept(KEPT_BYTES)
        self._spectra: Kept[room.Spectrum] = Kept(KEPT_BYTES)
        self._levelled: Kept[Frames] = Kept(KEPT_BYTES)
        self._shares: dict[int, float] = {}

    def piece(self, first: int, count: int) -> Frames:
        """The frames from `first` on, `count` of them; silence before the beginning and after the end."""
        made = np.zeros((count, 2), np.float32)
        for number in range(max(first, 0) // BLOCK, ceil((first + count) / BLOCK)):
            begin = number * BLOCK
            if begin >= self.frames:
                break
            low, high = max(first, begin), min(first + count, begin + BLOCK, self.frames)
            if low < high:
                made[low - first : high - first] = self.block(number)[low - begin : high - begin]
        return made

    @property
    def blocks(self) -> int:
        """How many blocks there are, the last one too."""
        return ceil(self.frames / BLOCK)

    def unlimited(self, number: int) -> Frames:
        """A block as loud as it would be if nothing were too loud."""
        return self._dry_and_wet(number) * np.float32(self.gain)

    def block(self, number: int) -> Frames:
        """A block as it is heard."""
        before, own, after = (self._share(number + step) for step in (-1, 0, 1))
        return faded(self._at_level(number), before, own, after)

    def _dry_and_wet(self, number: int) -> Frames:
        dry = self._mixed.get(number)
        if dry is None:
            dry, _ = self._mix(number)
        if not self._has_room:
            return dry
        lately = range(number, number - room.blocks_heard(self.rate, BLOCK), -1)
        heard = room.heard_in_room([self._spectrum(earlier) for earlier in lately], self.rate, BLOCK)
        return dry if heard is None else dry + heard

    def _share(self, number: int) -> float:
        """What a block is multiplied by to be no louder than it may."""
        found = self._shares.get(number)
        if found is None:
            found = self._shares[number] = limiting_gain(self._at_level(number))
        return found

    def _at_level(self, number: int) -> Frames:
        found = self._levelled.get(number)
        if found is None:
            found = soft_clipped(self.unlimited(number))
            self._levelled.put(number, found)
        return found

    def _mix(self, number: int) -> tuple[Frames, room.Spectrum]:
        """The tracks of a block, and the spectrum of what goes into the room of them: empty for silence."""
        mixed = np.zeros((3, BLOCK), np.float32)
        heard = [(track, block) for track in self._tracks if (block := self._block_of(track, number)) is not None]
        if heard:
            # One product of matrices: each channel of each track by its share of either side and of the room.
            np.matmul(_shares(heard), np.concatenate([block for _, block in heard]), out=mixed)
        is_sent = any(track.send > 0 for track, _ in heard)
        made = np.ascontiguousarray(mixed[:2].T)
        spectrum = room.spectrum_of(mixed[2]) if is_sent else np.zeros(0, np.complex64)
        self._mixed.put(number, made)
        self._spectra.put(number, spectrum)
        return made, spectrum

    @staticmethod
    def _block_of(track: Track, number: int) -> Waves | None:
        return block_of(track, number) if number >= 0 else None

    def _spectrum(self, number: int) -> room.Spectrum | None:
        """That of what goes into the room in a block; None for silence."""
        found = self._spectra.get(number)
        if found is None:
            _, found = self._mix(number)
        return found if len(found) else None


def _shares(heard: Sequence[tuple[Track, Waves]]) -> NDArray[np.float32]:
    """How much of each channel is heard left, right, and sent into the room, (3, channels)."""
    columns: list[tuple[float, float, float]] = []
    for track, block in heard:
        if len(block) == 1:
            columns.append((track.left, track.right, track.send))
        else:
            columns += [(track.left, 0.0, track.send / 2), (0.0, track.right, track.send / 2)]
    return np.array(columns, np.float32).T
