"""Which cards of a story a filter lets through: by their words, their harmony and their plotline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .edits import Edit
from .searching import folded
from .storyboard import Card

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CardFilter:
    """Every word of `text` stands in a card; its harmony, taken within 0..1, is from `low` to `high`."""

    text: str = ""
    low: float = 0.0
    high: float = 1.0
    plotline_id: int | None = None

    def __bool__(self) -> bool:
        """Whether it asks for anything."""
        return bool(self.text.split()) or self.has_range or self.plotline_id is not None

    @property
    def has_range(self) -> bool:
        """Whether it asks for less than every harmony."""
        return (self.low, self.high) != (0.0, 1.0)


class FilteredCards:
    """Cards with their words without case and accents at hand, so that 10,000 are filtered between two keystrokes."""

    def __init__(self, cards: Mapping[int, Card]) -> None:
        self._cards = cards
        self._words = {card_id: _words(card) for card_id, card in cards.items()}
        self._columns: tuple[Ints, Floats, Ints] | None = None
        """Ids, harmonies and plotlines, in the order of `_words`; none until they are needed."""

    def __len__(self) -> int:
        return len(self._words)

    def stopped(self, wanted: CardFilter) -> frozenset[int]:
        """The ids of the cards that the filter does not let through."""
        ids, _, _ = self._read()
        return frozenset(ids[~self._passes(wanted)].tolist())

    def follow(self, edit: Edit, cards: Mapping[int, Card]) -> None:
        """Takes over what an edit changed; `cards` are those that there are now."""
        self._cards = cards
        self._columns = None
        for change in edit.of(Card):
            card = cards.get(change.record.id)
            if card is not None:
                self._words[card.id] = _words(card)
            else:
                self._words.pop(change.record.id, None)

    def _passes(self, wanted: CardFilter) -> NDArray[np.bool_]:
        _, ties, lanes = self._read()
        passes = np.ones(len(self), np.bool_)
        if wanted.has_range:  # what is no number lies in no range
            passes &= (ties >= wanted.low) & (ties <= wanted.high)
        if wanted.plotline_id is not None:
            passes &= lanes == wanted.plotline_id
        texts = list(self._words.values())
        for word in folded(wanted.text).split():
            left = np.flatnonzero(passes)  # what one word has stopped no other is looked for in
            passes[left] = [word in texts[row] for row in left.tolist()]
        return passes

    def _read(self) -> tuple[Ints, Floats, Ints]:
        if self._columns is None:
            cards, count = [self._cards[card_id] for card_id in self._words], len(self._words)
            ties: Floats = np.fromiter((card.harmony_tie for card in cards), np.float64, count)
            shown: Floats = np.clip(ties, 0.0, 1.0).round(2)  # 0.504 is 0.50 to the eye
            self._columns = (
                np.fromiter(self._words, np.int64, count),
                shown,
                np.fromiter((card.plotline_id for card in cards), np.int64, count),
            )
        return self._columns


def _words(card: Card) -> str:
    """What is searched; a line break lies between title and description, so that no word reaches over it."""
    return folded(f"{card.plot_point}\n{card.description}")
