"""A storyboard of four cards on three plotlines, and how tests look at what an edit makes of it."""

from __future__ import annotations

from datetime import UTC, datetime

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.storyboard import (
    Card,
    Plotline,
)
from harmonic_desktop.domain.universe import Universe

SPRING = datetime(2031, 4, 1, tzinfo=UTC)
ODA, WEIGHT, MERE = 1, 2, 3
LANES = [Plotline(ODA, 1, "Oda", 3, 0), Plotline(WEIGHT, 1, "Weight", 5, 1), Plotline(MERE, 1, "Mere", 7, 2)]
BOAT = Card(1, 1, ODA, "Ice boat", "", 0.7, 0, 8, SPRING, SPRING)
PIANOS = Card(2, 1, ODA, "Eleven pianos", "", 0.8, 8, 8, SPRING, SPRING)
FLAT = Card(3, 1, ODA, "Three cents flat", "", 0.6, 20, 8, SPRING, SPRING)
SACK = Card(4, 1, WEIGHT, "A light sack", "", 0.5, 4, 8, SPRING, SPRING)
STORY = contents_of(Universe(1, 7, "Carrow"), [*LANES, BOAT, PIANOS, FLAT, SACK])


def starts_after(made: Edit, story: Contents = STORY) -> dict[int, float]:
    return {card.id: card.start_beat for card in story.after(made).cards.values()}


def new_cards(made: Edit) -> list[Card]:
    return [change.after for change in made.of(Card) if change.before is None and change.after is not None]


def ids(*cards: Card) -> frozenset[int]:
    return frozenset(card.id for card in cards)
