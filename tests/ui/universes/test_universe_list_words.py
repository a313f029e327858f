"""What is said of a universe in its row."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QLocale

from harmonic_desktop.ui.universes.words import cards_in_words, change_in_words, free_name, row_in_words

NOW = datetime(2026, 5, 12, 12, 30, tzinfo=UTC)
ENGLISH, GERMAN = QLocale("en_GB"), QLocale("de_DE")


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(0), "Today, 12:30"),
        (timedelta(hours=12), "Today, 00:30"),
        (timedelta(hours=13), "Yesterday, 23:30"),
        (timedelta(days=2), "Sunday"),
        (timedelta(days=6), "Wednesday"),
        (timedelta(days=7), "05/05/2026"),
        (timedelta(days=400), "07/04/2025"),
        (timedelta(days=-3), "15/05/2026"),
    ],
)
def test_the_last_change_is_told_as_one_says_it(before: timedelta, words: str) -> None:
    assert change_in_words(NOW - before, NOW, ENGLISH) == words


def test_the_day_is_that_of_the_person_not_of_utc() -> None:
    late = datetime(2026, 5, 12, 1, 0, tzinfo=UTC)
    here = timezone(timedelta(hours=-5))
    assert change_in_words(late, NOW.astimezone(here), ENGLISH) == "Yesterday, 20:00"


def test_days_and_numbers_are_in_the_persons_language() -> None:
    assert change_in_words(NOW - timedelta(days=2), NOW, GERMAN) == "Sonntag"
    assert cards_in_words(10_000, GERMAN) == "10.000 cards"


def test_a_change_that_is_not_known_is_not_told() -> None:
    assert change_in_words(None, NOW, ENGLISH) == ""


def test_cards_are_counted() -> None:
    assert [cards_in_words(n, ENGLISH) for n in (0, 1, 42)] == ["No cards", "1 card", "42 cards"]


def test_a_row_is_read_by_name_count_and_state() -> None:
    assert row_in_words("Tides", 42, True, ENGLISH) == "Tides, 42 cards, open"


def test_a_new_universe_gets_the_first_free_name() -> None:
    assert free_name(set()) == "New universe"
    assert free_name({"New universe", "New universe 2", "New universe 4"}) == "New universe 3"


def test_a_time_at_the_edge_of_the_calendar_is_told_too() -> None:
    behind = NOW.astimezone(timezone(timedelta(hours=-5)))
    assert change_in_words(datetime(1, 1, 1, tzinfo=UTC), behind, ENGLISH) == "01/01/0001"
