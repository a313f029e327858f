"""What the filter says: how many cards pass, and what an edit did to hidden ones."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from ..domain.edits import Edit
from ..domain.storyboard import Card

translate = QCoreApplication.translate


def count_in_words(passing: int, count: int, locale: QLocale) -> str:
    """“12 of 52 cards”."""
    if count == 1:
        return translate("FilterBar", "{0} of 1 card").format(locale.toString(passing))
    return translate("FilterBar", "{0} of {1} cards").format(locale.toString(passing), locale.toString(count))


def hidden_in_words(count: int, locale: QLocale) -> str:
    """How many cards are out of sight."""
    if not count:
        return translate("FilterBar", "No card is hidden.")
    if count == 1:
        return translate("FilterBar", "1 card is hidden.")
    return translate("FilterBar", "{0} cards are hidden.").format(locale.toString(count))


def what_moves(count: int, locale: QLocale) -> str:
    """What a drop would do to hidden cards; nothing where it leaves them."""
    if count == 1:
        return translate("FilterBar", "1 hidden card will move too.")
    return translate("FilterBar", "{0} hidden cards will move too.").format(locale.toString(count)) if count else ""


def what_happened(edit: Edit, hidden: frozenset[int], locale: QLocale) -> str:
    """What an edit did to hidden cards; nothing where it left them alone."""
    changes = [change for change in edit.of(Card) if change.before is not None and change.record.id in hidden]
    removed = sum(change.after is None for change in changes)
    moved = sum(c.before is not None and c.after is not None and _place(c.before) != _place(c.after) for c in changes)
    others = len(changes) - removed - moved
    return " ".join(filter(None, (_moved(moved, locale), _removed(removed, locale), _changed(others, locale))))


def _place(card: Card) -> tuple[float, float, int]:
    return card.start_beat, card.duration_beats, card.plotline_id


def _moved(count: int, locale: QLocale) -> str:
    if count == 1:
        return translate("FilterBar", "1 hidden card moved too.")
    return translate("FilterBar", "{0} hidden cards moved too.").format(locale.toString(count)) if count else ""


def _removed(count: int, locale: QLocale) -> str:
    if count == 1:
        return translate("FilterBar", "1 hidden card was removed too.")
    return translate("FilterBar", "{0} hidden cards were removed too.").format(locale.toString(count)) if count else ""


def _changed(count: int, locale: QLocale) -> str:
    if count == 1:
        return translate("FilterBar", "1 hidden card changed too.")
    return translate("FilterBar", "{0} hidden cards changed too.").format(locale.toString(count)) if count else ""
