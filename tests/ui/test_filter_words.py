"""What the filter says of cards that pass, and of hidden ones that an edit changed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLocale

from harmonic_desktop.domain.edits import Change, Edit
from harmonic_desktop.domain.storyboard import Card
from harmonic_desktop.ui.filter_words import count_in_words, hidden_in_words, what_happened, what_moves

ENGLISH = QLocale(QLocale.Language.English)
CARD = Card(1, 1, 1, "A")


def test_cards_are_counted() -> None:
    assert count_in_words(12, 52, ENGLISH) == "12 of 52 cards"
    assert count_in_words(1, 1, ENGLISH) == "1 of 1 card"
    assert count_in_words(1234, 10000, ENGLISH) == "1,234 of 10,000 cards"
    assert [hidden_in_words(count, ENGLISH) for count in (0, 1, 2)] == [
        "No card is hidden.", "1 card is hidden.", "2 cards are hidden.",
    ]  # fmt: skip


def test_what_a_drop_will_do_is_said_only_where_it_does_something() -> None:
    assert [what_moves(count, ENGLISH) for count in (0, 1, 3)] == [
        "", "1 hidden card will move too.", "3 hidden cards will move too.",
    ]  # fmt: skip


def test_what_an_edit_did_is_told_apart() -> None:
    moved = Change(CARD, replace(CARD, start_beat=4.0))
    other_lane = Change(replace(CARD, id=2), replace(CARD, id=2, plotline_id=7))
    changed = Change(replace(CARD, id=3), replace(CARD, id=3, harmony_tie=0.5))
    removed = Change(replace(CARD, id=4), None)
    edit = Edit("", (moved, other_lane, changed, removed, Change(None, replace(CARD, id=5))))
    assert what_happened(edit, frozenset(), ENGLISH) == ""
    assert what_happened(edit, frozenset({1, 2, 3, 4, 5}), ENGLISH) == (
        "2 hidden cards moved too. 1 hidden card was removed too. 1 hidden card changed too."
    )
    assert what_happened(edit, frozenset({4, 9}), ENGLISH) == "1 hidden card was removed too."
