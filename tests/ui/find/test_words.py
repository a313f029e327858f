"""What Find says about results and their number."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from harmonic_desktop.domain.searching import Findings, Found, Kind
from harmonic_desktop.ui.find.words import count_in_words, in_words, place_of

ENGLISH = QLocale(QLocale.Language.English)
CARD = Found(Kind.CARD, 1, 1, "Tides", "The storm", "", "Main", 12, 0.2)
LINE = Found(Kind.PLOTLINE, 2, 1, "Tides", "Main")
UNIVERSE = Found(Kind.UNIVERSE, 1, 1, "Tides", "Tides")


def test_a_card_is_said_with_its_harmony_and_place() -> None:
    assert in_words(CARD, ENGLISH) == "The storm, harmony 0.20, Tides · Main · bar 12"


def test_what_is_no_card_says_what_it_is() -> None:
    assert place_of(LINE, ENGLISH) == "Plotline · Tides"
    assert in_words(UNIVERSE, ENGLISH) == "Tides, Universe"


def test_a_card_without_a_harmony_or_place_says_what_is_known() -> None:
    odd = Found(Kind.CARD, 1, 1, "Tides", "The storm", harmony=float("nan"))
    assert in_words(odd, ENGLISH) == "The storm, Tides"


def test_what_was_found_is_counted_by_kinds() -> None:
    assert count_in_words(Findings(), ENGLISH) == ""
    assert count_in_words(Findings((UNIVERSE, CARD), 1), ENGLISH) == "1 universe, 1 card"
    assert count_in_words(Findings((LINE, LINE, CARD, CARD), 2), ENGLISH) == "2 plotlines, 2 cards"
    assert count_in_words(Findings((CARD, CARD), 1234), ENGLISH) == "the first 2 of 1,234 cards"
