"""What is said about snapshots."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from ...domain.snapshots import Since

Format = QLocale.FormatType


def since_in_words(since: Since, locale: QLocale) -> str:
    """“Since then: 3 cards added, 2 moved, harmony of 5 changed.”"""
    parts = [
        (since.added, _tr("{0} added")),
        (since.removed, _tr("{0} removed")),
        (since.moved, _tr("{0} moved")),
        (since.reworded, _tr("{0} reworded")),
        (since.retied, _tr("{0} with another harmony")),
    ]
    told = [words.format(cards_in_words(count, locale)) for count, words in parts if count]
    return _tr("Since then: {0}.").format(", ".join(told)) if told else _tr("No card has changed since then.")


def cards_in_words(count: int, locale: QLocale) -> str:
    """“1 card”, “52 cards”."""
    return _tr("1 card") if count == 1 else _tr("{0} cards").format(locale.toString(count))


def time_in_words(when: datetime | None, locale: QLocale) -> str:
    """When a snapshot was taken, in the time of this computer."""
    if when is None:
        return ""
    local = when.astimezone()
    date = locale.toString(QDate(local.year, local.month, local.day), Format.ShortFormat)
    return f"{date} {locale.toString(QTime(local.hour, local.minute), Format.ShortFormat)}"


def free_name(taken: set[str], locale: QLocale) -> str:
    """“Snapshot 1”, or the first number that no snapshot has yet."""
    number = len(taken) + 1
    while (name := _tr("Snapshot {0}").format(locale.toString(number))) in taken:
        number += 1
    return name


def _tr(text: str) -> str:
    return QCoreApplication.translate("Snapshots", text)
