"""What Find says: about a result, how many there are, and when there are none."""

from __future__ import annotations

from math import isnan

from PySide6.QtCore import QCoreApplication, QLocale

from ...domain.searching import Findings, Found, Kind

translate = QCoreApplication.translate


def place_of(found: Found, locale: QLocale) -> str:
    """Where a result is: “Tides · Main · bar 12”; of a universe and its plotlines what they are."""
    kinds = {
        Kind.UNIVERSE: translate("FindPalette", "Universe"),
        Kind.PLOTLINE: translate("FindPalette", "Plotline"),
        Kind.MARKER: translate("FindPalette", "Marker"),
    }
    if found.kind is Kind.UNIVERSE:
        return kinds[found.kind]
    if found.kind is not Kind.CARD:
        return f"{kinds[found.kind]} · {found.universe_name}"
    bar = translate("FindPalette", "bar {0}").format(locale.toString(found.bar)) if found.bar is not None else ""
    return " · ".join(filter(None, (found.universe_name, found.plotline, bar)))


def harmony_of(found: Found, locale: QLocale) -> str:
    """The harmony of a card as a number with two decimals; nothing for what has none."""
    if found.harmony is None or isnan(found.harmony):
        return ""
    return locale.toString(found.harmony, "f" if abs(found.harmony) < 1000 else "g", 2)


def in_words(found: Found, locale: QLocale) -> str:
    """A result as a screen reader says it: “The storm, harmony 0.20, Tides · Main · bar 3”."""
    harmony = harmony_of(found, locale)
    said = translate("FindPalette", "harmony {0}").format(harmony) if harmony else ""
    return ", ".join(filter(None, (found.title, said, place_of(found, locale))))


def count_in_words(findings: Findings, locale: QLocale) -> str:
    """How much was found: “12 cards, 1 universe”."""
    parts = [_others(findings), _cards(findings, locale)]
    return ", ".join(filter(None, parts))


def _cards(findings: Findings, locale: QLocale) -> str:
    shown = sum(found.kind is Kind.CARD for found in findings.found)
    if findings.card_count > shown:
        words = translate("FindPalette", "the first {0} of {1} cards")
        return words.format(locale.toString(shown), locale.toString(findings.card_count))
    if shown == 1:
        return translate("FindPalette", "1 card")
    return translate("FindPalette", "{0} cards").format(locale.toString(shown)) if shown else ""


def _others(findings: Findings) -> str:
    names = {
        Kind.UNIVERSE: (translate("FindPalette", "1 universe"), translate("FindPalette", "{0} universes")),
        Kind.PLOTLINE: (translate("FindPalette", "1 plotline"), translate("FindPalette", "{0} plotlines")),
        Kind.MARKER: (translate("FindPalette", "1 marker"), translate("FindPalette", "{0} markers")),
    }
    counts = {kind: sum(found.kind is kind for found in findings.found) for kind in names}
    return ", ".join(one if counts[kind] == 1 else many.format(counts[kind]) for kind, (one, many) in names.items()
                     if counts[kind])  # fmt: skip
