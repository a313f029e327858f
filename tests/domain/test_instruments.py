"""What instruments promise: 128 programs and the drums, found by name however it is written."""

from __future__ import annotations

import pytest

from harmonic_desktop.domain.instruments import FAMILIES, NAMES, PROGRAMS, find_program, is_drums, is_known


def test_there_are_sixteen_families_of_eight() -> None:
    assert [len(names) for names in FAMILIES.values()] == [8] * 16
    assert len(set(PROGRAMS)) == 128
    assert len(NAMES) == 129


@pytest.mark.parametrize(("name", "program"), [("Acoustic Grand Piano", 0), ("Violin", 40), ("Gunshot", 127)])
def test_a_name_has_its_program(name: str, program: int) -> None:
    assert find_program(name) == program


@pytest.mark.parametrize("name", ["Lead 1 (square)", "lead 1 square", "LEAD-1-SQUARE", " Lead1(Square) "])
def test_case_and_punctuation_do_not_matter(name: str) -> None:
    assert find_program(name) == 80


def test_every_name_that_is_offered_is_known() -> None:
    assert all(is_known(name) for name in NAMES)
    assert [find_program(name) for name in PROGRAMS] == list(range(128))


@pytest.mark.parametrize("name", ["drums", "Drum Kit", "PERCUSSION"])
def test_drums_have_no_program(name: str) -> None:
    assert is_drums(name)
    assert find_program(name) is None


@pytest.mark.parametrize("name", ["", "Kazoo of doom", "<b>Violin</b>"])
def test_other_names_are_not_known(name: str) -> None:
    assert not is_known(name)
