"""A universe as it is heard: its score, and the sound of it as it is asked for."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from .compose import compose
from .synth import Rendering

if TYPE_CHECKING:
    from ..domain.contents import Contents
    from .score import Score
    from .soundfont import SoundFont


class LastScore:
    """Composes; whoever asks for the music of the same state of a universe gets the same score, on any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last: tuple[Contents, Score] | None = None

    def of(self, contents: Contents) -> Score:
        """The score of these records, which are never changed; while another thread composes it, it is waited for."""
        with self._lock:
            if self._last is None or self._last[0] is not contents:
                self._last = contents, compose(contents)
            return self._last[1]


score_of = LastScore().of
"""The score of a universe, for player and views: what one of them had composed is there for the others."""


def perform(contents: Contents, rate: int, font: SoundFont | None = None) -> Rendering:
    """The sound of a universe at a rate, played by a font, if there is one.

    What it has in common with the last ones made is not made again.
    """
    return Rendering(score_of(contents), rate, font=font)
