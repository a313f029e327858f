"""How far the music is what the story asked for, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from PySide6.QtCore import QCoreApplication, QLocale

from ..domain.contents import Contents
from ..music.measured import Measured, agreement_of

CLOSE, ROUGH = 0.95, 0.7
"""From which rank correlation on the music follows the curve closely, or roughly."""
TOLD = 0.05
"""A card that is no further off than this is not named."""


def agreement_in_words(cards: Sequence[Measured], contents: Contents, locale: QLocale) -> str:
    """“The music follows the curve closely: rank correlation 0.99, mean error 0.01.”, and which card is furthest off.

    Where no card is heard, that.
    """
    told = agreement_of(cards)
    if not told.cards:
        return _tr("No chord sounds for any card, so there is nothing to measure.")
    error = locale.toString(told.mean_error, "f", 2)
    if isnan(told.spearman):
        first = _tr("The harmony of the story does not change; the mean error of the music is {0}.").format(error)
    else:
        correlation = locale.toString(told.spearman, "f", 2)
        first = _way(told.spearman).format(correlation=correlation, error=error)
    worst = furthest_off(cards, contents)
    if worst is None:
        return first
    title = contents.cards[worst.card_id].plot_point
    off = _tr("Furthest off is “{title}”: {measured} is heard, {intended} was meant.").format(
        title=title,
        measured=locale.toString(worst.measured, "f", 2),
        intended=locale.toString(worst.intended, "f", 2),
    )
    return f"{first} {off}"


def furthest_off(cards: Sequence[Measured], contents: Contents) -> Measured | None:
    """The card whose music is least what was meant; None where none is far off."""
    worst = max(cards, key=lambda card: card.error, default=None)
    return worst if worst is not None and worst.error > TOLD and worst.card_id in contents.cards else None


def _way(spearman: float) -> str:
    if spearman >= CLOSE:
        return _tr("The music follows the curve closely: rank correlation {correlation}, mean error {error}.")
    if spearman >= ROUGH:
        return _tr("The music follows the curve roughly: rank correlation {correlation}, mean error {error}.")
    return _tr("The music does not follow the curve well: rank correlation {correlation}, mean error {error}.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Agreement", text)
