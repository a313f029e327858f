"""What was made last, kept for those who make sound on any thread, up to so many bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, Protocol, TypeVar


class Sized(Protocol):
    """What says how much room it takes."""

    @property
    def nbytes(self) -> int: ...


Made = TypeVar("Made", bound=Sized)


class Kept(Generic[Made]):
    """Things by what they are made of; what was not asked for longest goes first."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._bytes = 0
        self._made: OrderedDict[Hashable, Made] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Made | None:
        """What was kept by that key, if it is still there."""
        with self._lock:
            found = self._made.get(key)
            if found is not None:
                self._made.move_to_end(key)
            return found

    def put(self, key: Hashable, made: Made) -> None:
        """Keeps it in place of what had that key before."""
        with self._lock:
            before = self._made.pop(key, None)
            self._bytes += made.nbytes - (before.nbytes if before is not None else 0)
            self._made[key] = made
            while self._bytes > self._most and self._made:
                _, old = self._made.popitem(last=False)
                self._bytes -= old.nbytes

    def clear(self) -> None:
        """Keeps nothing of all that."""
        with self._lock:
            self._made.clear()
            self._bytes = 0
