"""How edits are named in the Edit menu, where they are about cards."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from .placement import short_title

if TYPE_CHECKING:
    from .storyboard import Card


def card_label(verb: str, cards: Collection[Card]) -> str:
    """“Move “Fire””, or “Move 12 cards”."""
    if len(cards) != 1:
        return f"{verb} {len(cards)} cards"
    return f"{verb} “{short_title(next(iter(cards)))}”"
