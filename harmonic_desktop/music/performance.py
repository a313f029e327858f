"""A universe as it is heard: its score, and the sound of it as it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .compose import compose
from .synth import Rendering

if TYPE_CHECKING:
    from ..domain.contents import Contents


def perform(contents: Contents, rate: int) -> Rendering:
    """The sound of a universe at a rate; what it has in common with the last ones made is not made again."""
    return Rendering(compose(contents), rate)
