"""The sound of what is shown: wished for, made in the studio, and kept until something else is to be heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ...music.sound import Sound
from .studio import Make, Studio, Wish

if TYPE_CHECKING:
    from ...domain.contents import Contents
    from ...music.feed import Feed

NO_WISH = -1


class Making(QObject):
    """Asked on the thread of the window; of all that was wished for only the last counts."""

    made = Signal(object)
    """The Sound that was wished for, which is kept."""
    failed = Signal()
    """A bug came in its way."""

    def __init__(self, make: Make, parent: QObject) -> None:
        super().__init__(parent)
        self.sound: Sound | None = None
        """That of `made_of`."""
        self.made_of: Contents | None = None
        self.asked_of: Contents | None = None
        self._wished = NO_WISH
        self._make = make
        self._studio: Studio | None = None

    def sound_of(self, contents: Contents | None, rate: int) -> Sound | None:
        """That of a universe at a rate, if it is the one that is kept."""
        is_it = self.sound is not None and self.sound.rate == rate and self.made_of is contents
        return self.sound if is_it else None

    def ask(self, contents: Contents, rate: int, beat: float) -> None:
        """Wishes for the sound of a universe, to be heard from a beat on."""
        self.asked_of = contents
        self._wished = self._workshop().ask(contents, rate, beat)

    def drop(self) -> None:
        """Has nobody wait for what is being made."""
        self._wished = NO_WISH

    def forget(self) -> None:
        """Drops also what is made."""
        self.sound = self.made_of = self.asked_of = None
        self.drop()

    def load(self) -> None:
        """Loads what speaks to a loudspeaker, which takes a while the first time."""
        self._workshop().load()

    def follow(self, feed: Feed | None) -> None:
        """Makes from now on what that draws next, before it does."""
        if self._studio is not None:
            self._studio.follow(feed)

    def close(self) -> None:
        """Lets go of the thread."""
        self.drop()
        if self._studio is not None:
            self._studio.close()
            self._studio = None

    def _workshop(self) -> Studio:
        if self._studio is None:
            self._studio = Studio(self._make, self)
            self._studio.made.connect(self._on_made)
            self._studio.failed.connect(self._on_failed)
        return self._studio

    def _on_made(self, wish: Wish, sound: Sound) -> None:
        if wish.number == self._wished:
            self.sound, self.made_of = sound, wish.contents
            self.made.emit(sound)

    def _on_failed(self, wish: Wish) -> None:
        if wish.number == self._wished:
            self.failed.emit()
