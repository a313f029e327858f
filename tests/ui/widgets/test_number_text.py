"""What numbers as text promise: nothing is lost on the way out and back, and both decimal marks are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from harmonic_desktop.ui.widgets.number_text import number_text, read_number, split_number

LOCALES = ["C", "en_US", "de_DE", "fr_FR", "sv_SE", "ar_EG", "fa_IR", "hi_IN", "de_CH"]


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(LOCALES))
def test_what_is_shown_reads_back_as_the_same_number(value: float, locale: str) -> None:
    assert read_number(number_text(value, QLocale(locale)), QLocale(locale)) == value


@pytest.mark.parametrize("locale", ["C", "en_US", "de_DE", "fr_FR"])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.25", 0.25), ("0,25", 0.25), ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1 234,5", 1234.5), (".5", 0.5),
        ("1'234.5", 1234.5), ("1.234.567", 1234567.0), ("12,34,567", 1234567.0), ("1e-3", 0.001), ("−3", -3.0),
        ("-3", -3.0), ("+4", 4.0), (" 7 ", 7.0), ("0.250", 0.25), ("0,250", 0.25),
    ],
)  # fmt: skip
def test_both_decimal_marks_and_groups_are_read_in_every_locale(locale: str, text: str, value: float) -> None:
    assert read_number(text, QLocale(locale)) == value


@pytest.mark.parametrize(
    "text", ["", "abc", "nan", "inf", "-inf", "1e999", "0x10", "1_000", "--3", "1.2.3", "-", "2 3"]
)
def test_what_is_no_number_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"“.*” is .*\."):
        read_number(text, QLocale("en_US"))


def test_a_mark_that_may_group_is_read_as_what_fits() -> None:
    german, english = QLocale("de_DE"), QLocale("en_US")
    assert read_number("9.807", german, 0, 20) == 9.807
    assert read_number("1,000", english, 900, 2000) == 1000.0
    assert read_number("1,234", german) == 1.234
    assert read_number("1.234", english) == 1.234
    with pytest.raises(ValueError, match="two ways"):
        read_number("1,234", english)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [("3.2 ft/s^2", 3.2, "ft/s^2"), ("1 g0", 1.0, "g0"), ("3,2m/s²", 3.2, "m/s²"), ("1e3 kg", 1000.0, "kg")],
)
def test_a_unit_is_told_from_its_number(text: str, number: float, unit: str) -> None:
    assert split_number(text, QLocale("en_US")) == (number, unit)


def test_no_digit_is_invented_or_dropped() -> None:
    assert number_text(0.1 + 0.2, QLocale("en_US")) == "0.30000000000000004"
    assert number_text(0.62, QLocale("de_DE")) == "0,62"
    assert number_text(1234567.25, QLocale("en_US")) == "1234567.25"
    assert number_text(9.0, QLocale("en_US")) == "9"
