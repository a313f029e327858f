"""What the universe list says of a universe: how many cards it has and when it last changed."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

Format = QLocale.FormatType


def cards_in_words(count: int, locale: QLocale) -> str:
    """“42 cards”."""
    if count == 0:
        return _tr("No cards")
    return _tr("1 card") if count == 1 else _tr("{count} cards").format(count=locale.toString(count))


def change_in_words(when: datetime | None, now: datetime, locale: QLocale) -> str:
    """When something last changed, as one says it on the day of `now` (both aware): “Today, 12:04”, “Monday”."""
    if when is None:
        return ""
    try:
        local, today = when.astimezone(now.tzinfo), now.date()
    except OverflowError:  # a time of an older file, at the very edge of the calendar
        local, today = when, now.date()
    days = (today - local.date()).days
    time = locale.toString(QTime(local.hour, local.minute), Format.ShortFormat)
    if days == 0:
        return _tr("Today, {time}").format(time=time)
    if days == 1:
        return _tr("Yesterday, {time}").format(time=time)
    if 1 < days < 7:
        return locale.standaloneDayName(local.isoweekday(), Format.LongFormat)
    date = QDate(local.year, local.month, local.day)
    return str(locale.toString(date, Format.ShortFormat))


def row_in_words(name: str, count: int, is_open: bool, locale: QLocale) -> str:
    """“Name, 42 cards, open”, for screen readers."""
    words = _tr("{name}, {cards}").format(name=name, cards=cards_in_words(count, locale))
    return _tr("{row}, open").format(row=words) if is_open else words


def free_name(taken: set[str]) -> str:
    """“New universe”, or with the first number that no name has yet."""
    name, number = _tr("New universe"), 2
    while name in taken:
        name = _tr("New universe {number}").format(number=number)
        number += 1
    return name


def _tr(text: str) -> str:
    return QCoreApplication.translate("UniverseList", text)
