"""What a single value may be, and how a refusal is said."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.checks import checked_number, checked_prose, checked_text, is_share
from harmonic_desktop.domain.errors import InvalidValue


@given(st.text())
def test_a_checked_text_can_be_stored_and_stays_as_it_is_when_checked_again(text: str) -> None:
    once = checked_text(text, "It", 1000, may_be_empty=True)
    assert once.encode("utf-8").decode("utf-8") == once
    assert "\x00" not in once
    assert "\n" not in once
    assert checked_text(once, "It", 1000, may_be_empty=True) == once


def test_html_stays_what_was_typed() -> None:
    assert checked_text("<b>Mud</b> &amp; shoes", "It", 100) == "<b>Mud</b> &amp; shoes"


def test_space_around_and_line_ends_within_a_name_go() -> None:
    assert checked_text("  Spoke\n\tFour ", "It", 100) == "Spoke Four"


def test_one_letter_written_in_two_ways_is_one_letter() -> None:
    assert checked_text("Zoe\u0308", "It", 3) == "Zo\u00eb"


@pytest.mark.parametrize("text", ["", "   ", "\n", "\x00", "\ud800", " \x00\udfff "])
def test_an_empty_name_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="The name can’t be empty") as refusal:
        checked_text(text, "The name", 10, "name")
    assert refusal.value.field == "name"
    assert checked_text(text, "The name", 10, may_be_empty=True) == ""


def test_a_name_at_the_limit_is_taken_and_one_over_it_is_refused_with_both_numbers() -> None:
    assert checked_text("x" * 100, "The name", 100) == "x" * 100
    with pytest.raises(InvalidValue, match="The name has 101 characters; 100 is the most it can have"):
        checked_text("x" * 101, "The name", 100)


def test_prose_keeps_its_lines_and_spaces_but_nothing_that_a_database_cannot_hold() -> None:
    assert checked_prose("  a\r\n\n b\x00\ud800 ") == "  a\r\n\n b "


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(InvalidValue, match="Gravity has to be a finite number") as refusal:
        checked_number(value, "Gravity", "gravity_constant")
    assert refusal.value.field == "gravity_constant"


@pytest.mark.parametrize(
    ("low", "high", "value", "words"),
    [
        (0.0, 1.0, 1.5, "It has to be from 0 to 1; 1.5 is outside"),
        (0.0, math.inf, -2.0, "It has to be 0 or more; -2 is outside"),
        (-math.inf, 3.0, 4.0, "It has to be 3 or less; 4 is outside"),
        (0.0, 1_000_000.0, 1_000_000.5, "It has to be from 0 to 1000000; 1000000.5 is outside"),
    ],
)
def test_a_number_out_of_range_is_told_the_range(low: float, high: float, value: float, words: str) -> None:
    with pytest.raises(InvalidValue, match=words):
        checked_number(value, "It", low=low, high=high)


def test_both_ends_of_a_range_belong_to_it() -> None:
    assert [checked_number(value, "It", low=0.0, high=1.0) for value in (0.0, 1.0)] == [0.0, 1.0]


def test_a_number_comes_out_as_a_float_and_without_a_minus_before_zero() -> None:
    assert isinstance(checked_number(3, "It"), float)
    assert math.copysign(1.0, checked_number(-0.0, "It")) == 1.0


def test_a_harmony_is_a_share_from_0_to_1_or_empty() -> None:
    assert all(is_share(value) for value in (None, 0.0, 0.5, 1.0))
    assert not any(is_share(value) for value in (-0.1, 1.1, math.nan, math.inf))
