"""How long work lets itself be watched, and be given up half way."""

from __future__ import annotations

from collections.abc import Callable

Heed = Callable[[float], object]
"""Called now and then with the share that is done, 0 where that is not known; what it raises ends the work."""


def unwatched(_share: float) -> None:
    """For work that nobody waits for."""
