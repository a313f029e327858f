"""How texts are compared, and where in them stands what is looked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.searching import MOST_WORDS, excerpt, folded, marked, sought_words


def parts(text: str, words: tuple[str, ...]) -> list[str]:
    return [text[start:end] for start, end in marked(text, words)]


def test_case_and_accents_make_no_difference() -> None:
    assert folded("ÉTUDE Straße") == "etude strasse"
    assert folded("Storm") == "storm"


def test_what_stands_between_words_is_passed_over() -> None:
    assert sought_words('the "storm" AND-lantern* (sea)\x00 \ud800 _x') == (
        "the", "storm", "AND", "lantern", "sea", "x",
    )  # fmt: skip
    assert sought_words("… — ?!") == ()


def test_of_a_very_long_text_only_the_first_words_are_read() -> None:
    assert len(sought_words("a " * 10_000)) == MOST_WORDS
    assert len(sought_words("x" * 10_000)[0]) == 1000


def test_words_are_marked_as_they_stand_in_the_text() -> None:
    assert parts("Émile, the EMILE of émi", ("emile",)) == ["Émile", "EMILE"]
    assert parts("Storms and a storm", ("storm",)) == ["Storms", "storm"]


def test_only_the_last_word_may_go_on() -> None:
    assert parts("the other thesis", ("the", "oth")) == ["the", "other"]


def test_letters_with_accents_of_their_own_belong_to_their_word() -> None:
    assert parts("Cafe\u0301 noir", ("café",)) == ["Cafe\u0301"]


def test_an_excerpt_begins_a_little_before_the_first_word_found() -> None:
    text = "word " * 50 + "lantern burns\n\nuntil " + "dawn " * 50
    cut, spans = excerpt(text, ("lantern",), 80)
    assert cut.startswith("…word") and len(cut) <= 81
    assert [cut[start:end] for start, end in spans] == ["lantern"]
    assert "burns until dawn" in cut


def test_an_excerpt_of_a_text_without_the_words_is_its_beginning() -> None:
    assert excerpt("One\ntwo", ("three",)) == ("One two", ())


@given(st.text(), st.text())
def test_marks_lie_in_the_text_one_after_the_other(text: str, sought: str) -> None:
    end = 0
    for start, stop in marked(text, sought_words(sought)):
        assert end <= start < stop <= len(text)
        end = stop
    cut, spans = excerpt(text, sought_words(sought))
    assert all(0 <= start < stop <= len(cut) for start, stop in spans)


@pytest.mark.parametrize("text", ["İ", "ﬁ", "ß", "ǅ"])
def test_letters_that_fold_to_several_are_found_by_themselves(text: str) -> None:
    assert parts(text, sought_words(text)) == [text]
