"""Where a story ends, which is asked for 60 times a second, of 100,000 cards too."""

from __future__ import annotations

from ...domain.contents import Contents


class StoryEnd:
    """Looks through the cards once for each state of a universe."""

    def __init__(self) -> None:
        self._contents: Contents | None = None
        self._beat = 0.0

    def of(self, contents: Contents | None) -> float:
        """The beat at which the last card ends."""
        if contents is not self._contents:
            cards = contents.cards.values() if contents is not None else ()
            self._contents, self._beat = contents, max((card.end_beat for card in cards), default=0.0)
        return self._beat
