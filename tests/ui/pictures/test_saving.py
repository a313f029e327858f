"""The name that the file chooser begins with is one that every system takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from harmonic_desktop.ui.pictures.saving import file_name, with_suffix


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Carrow Wheel", "Carrow Wheel timeline.png"),
        ("../a/b: c?", "a b c timeline.png"),
        ("  Höhle\n宇宙 ", "Höhle 宇宙 timeline.png"),
        ("...", "timeline.png"),
        ("x" * 300, "x" * 80 + " timeline.png"),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert file_name(title, "timeline", "png") == name


def test_a_suffix_is_added_only_where_it_is_missing() -> None:
    assert with_suffix(Path("a.PNG"), "png") == Path("a.PNG")
    assert with_suffix(Path("a.b"), "png") == Path("a.b.png")
