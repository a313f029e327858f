"""What is said about a selection: how large it is, what was done to it, and what a number would do to it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication, QLocale

from ...domain.edits import Change, Edit
from ...domain.storyboard import Card
from .harmony_bars import harmony_text

translate = QCoreApplication.translate

SAME = 1e-6
"""What differs by less than this is the same."""


def cards(count: int) -> str:
    """“12 cards”."""
    if count == 1:
        return translate("TimelineView", "1 card")
    return translate("TimelineView", "{count} cards").format(count=QLocale().toString(count))


def done(edit: Edit) -> str:
    """What an edit has done, for the ear and the status bar."""
    if not edit:
        return translate("TimelineView", "Nothing to change: it is so already")
    return translate("TimelineView", "{edit}: done").format(edit=edit.label)


def copied(count: int) -> str:
    """How many cards are on the clipboard now."""
    return translate("TimelineView", "{cards} copied").format(cards=cards(count))


def pasted(count: int) -> str:
    """How many cards were pasted."""
    return translate("TimelineView", "{cards} pasted").format(cards=cards(count))


def nothing_to_paste() -> str:
    """What is said when the clipboard holds neither cards nor text."""
    return translate("TimelineView", "The clipboard holds no cards and no text")


def harmonies(ties: Collection[float]) -> str:
    """“0.31 to 0.84”, or the one that all have."""
    low, high = min(ties), max(ties)
    if harmony_text(low) == harmony_text(high):
        return harmony_text(low)
    return translate("TimelineView", "{low} to {high}").format(low=harmony_text(low), high=harmony_text(high))


def move_effect(edit: Edit, card_ids: Collection[int], asked: float) -> str:
    """What a move of so many beats does beside moving them so far: who makes room, and where they stop."""
    changes = edit.of(Card)
    others = sum(change.record.id not in card_ids for change in changes)
    ways = [_way(change) for change in changes if change.record.id in card_ids]
    parts = []
    if others == 1:
        parts.append(translate("TimelineView", "1 other card makes room"))
    elif others:
        parts.append(
            translate("TimelineView", "{count} other cards make room").format(count=QLocale().toString(others))
        )
    least = max(ways, default=0.0)
    if asked < 0 and least > asked + SAME:
        parts.append(translate("TimelineView", "They stop together at the start of the story"))
    return ". ".join(parts)


def _way(change: Change[Card]) -> float:
    assert change.before is not None and change.after is not None, "a card that moves was there before"
    return change.after.start_beat - change.before.start_beat


def shift_effect(edit: Edit, asked: float) -> str:
    """From where to where harmonies go that are shifted, and that they stop when one of them is at an end."""
    changes = edit.of(Card)
    ways = [c.after.harmony_tie - c.before.harmony_tie for c in changes if c.before is not None and c.after is not None]
    if abs(asked) - abs(ways[0] if ways else 0.0) < SAME:
        return harmony_effect(edit)
    end = harmony_text(1.0 if asked > 0 else 0.0)
    stop = translate("TimelineView", "They stop together when one is at {end}").format(end=end)
    return f"{harmony_effect(edit)}. {stop}"


def harmony_effect(edit: Edit) -> str:
    """From where to where the harmonies go."""
    before = [change.before.harmony_tie for change in edit.of(Card) if change.before is not None]
    after = [change.after.harmony_tie for change in edit.of(Card) if change.after is not None]
    if not before or not after:
        return translate("TimelineView", "Nothing would change")
    return translate("TimelineView", "{before} becomes {after}").format(
        before=harmonies(before), after=harmonies(after)
    )
