"""What is said about a selection: how large it is, what was done to it, and what a number would do to it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication, QLocale

from ...domain.edits import Edit
from ...domain.storyboard import Card
from .harmony_bars import harmony_text

translate = QCoreApplication.translate


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


def harmony_effect(edit: Edit) -> str:
    """From where to where the harmonies go."""
    before = [change.before.harmony_tie for change in edit.of(Card) if change.before is not None]
    after = [change.after.harmony_tie for change in edit.of(Card) if change.after is not None]
    if not before or not after:
        return translate("TimelineView", "Nothing would change")
    return translate("TimelineView", "{before} becomes {after}").format(
        before=harmonies(before), after=harmonies(after)
    )
