"""Manuskript projects, by the format that its repository shows: what becomes of them, what is refused."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.exchange.incoming import read_stories
from harmonic_desktop.exchange.manuskript_in import read_manuskript
from harmonic_desktop.exchange.project_files import files_in_archive

from .projects import MANUSKRIPT, beside, header, in_archive, marked, told


@pytest.mark.parametrize("laid", [in_archive, beside], ids=["archive", "folder"])
def test_a_manuskript_outline_becomes_cards_on_the_plotlines_of_who_tells_them(
    tmp_path: Path, laid: Callable[[dict[str, str], Path], Path]
) -> None:
    (arrival,) = read_stories(laid(MANUSKRIPT, tmp_path / "wheel.msk"))
    assert arrival.contents.universe.name == "The Wheel"
    assert arrival.contents.universe.description == "A tuner comes home."
    assert told(arrival) == [
        ("Oda", "Home", "She steps off\nthe boat.", 0.0),
        ("Main", "The fork", "In a\ndrawer.", 4.0),
        ("Sefa", "Ice", "It holds.", 8.0),
        ("Oda", "End", "", 12.0),
    ]
    assert marked(arrival) == [("Part one", 0.0, 12.0)]
    assert arrival.left == (
        "Texts that have a summary were left out", "Characters were left out: 2", "The plots were left out",
    )  # fmt: skip


def test_a_manuskript_marker_without_its_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wheel.msk"
    path.write_text("1")
    with pytest.raises(InvalidValue, match="is not beside it"):
        read_stories(path)


def test_names_that_lead_out_of_an_archive_lead_nowhere(tmp_path: Path) -> None:
    path = in_archive({**MANUSKRIPT, "../outline/0-Evil.md": header(title="Evil")}, tmp_path / "wheel.msk")
    (arrival,) = read_stories(path)
    assert "Evil" not in [title for _, title, *_ in told(arrival)]
    assert sorted(os.listdir(tmp_path)) == ["wheel.msk"]


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("outline/0-Huge.md", b"0" * 250_000_000)
    (tmp_path / "bomb.msk").write_bytes(packed.getvalue())
    with pytest.raises(InvalidValue, match="larger than 200 MB"):
        read_stories(tmp_path / "bomb.msk")


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(header(title="Secret"))
    path = beside(MANUSKRIPT, tmp_path / "wheel.msk")
    (tmp_path / "wheel" / "outline" / "2-Secret.md").symlink_to(secret)
    (arrival,) = read_stories(path)
    assert "Secret" not in [title for _, title, *_ in told(arrival)]


@pytest.mark.parametrize("damage", [b"", b"PK", b"PK\x03\x04 and nothing", b"2"])
def test_a_damaged_manuskript_file_is_refused_with_a_sentence(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "x.msk").write_bytes(damage)
    with pytest.raises(InvalidValue, match=r"\.$"):
        read_stories(tmp_path / "x.msk")


@settings(deadline=None)
@given(st.data())
def test_a_byte_that_is_wrong_in_an_archive_gives_a_story_or_a_sentence(data: st.DataObject) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in MANUSKRIPT.items():
            archive.writestr(name, text * 3)
    damaged = bytearray(packed.getvalue())
    damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= data.draw(st.integers(1, 255))
    with suppress(InvalidValue):
        read_manuskript(files_in_archive(bytes(damaged), (".md", ".txt")), "x")


def packed(name: str, method: int) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr(name, bytes(range(256)) * 9)
    return made.getvalue()


def overwritten(data: bytes, at: int, by: bytes) -> bytes:
    at %= len(data)
    return data[:at] + by + data[at + len(by) :]


@pytest.mark.parametrize("name", ["outline/é.md", "outline/é.harmonic"])
@pytest.mark.parametrize(
    "damage",
    [
        lambda name: overwritten(packed(name, zipfile.ZIP_DEFLATED), 60, b"\xff" * 15),
        lambda name: overwritten(packed(name, zipfile.ZIP_LZMA), 70, b"\xff" * 15),
        lambda name: overwritten(packed(name, zipfile.ZIP_STORED), -6, b"\xff\xff\xff\x0f"),
        lambda name: packed(name, zipfile.ZIP_STORED).replace("é".encode(), b"\xff\xfe"),
    ],
    ids=["deflate", "lzma", "place", "name"],
)
def test_an_archive_that_is_damaged_inside_is_refused_with_a_sentence(
    tmp_path: Path, damage: Callable[[str], bytes], name: str
) -> None:
    path = tmp_path / ("x.msk" if name.endswith(".md") else "x.zip")
    path.write_bytes(damage(name))
    with pytest.raises(InvalidValue, match="damaged"):
        read_stories(path)


def test_a_text_without_a_teller_is_not_told_by_a_character_without_a_number(tmp_path: Path) -> None:
    files = {**MANUSKRIPT, "characters/2-Nobody.txt": header(Name="Nobody")}
    (arrival,) = read_stories(in_archive(files, tmp_path / "wheel.msk"))
    assert "Nobody" not in [lane for lane, *_ in told(arrival)]


def test_a_value_of_very_many_lines_is_read_line_by_line(tmp_path: Path) -> None:
    """Were each line added to all before it, this would take a quarter of an hour."""
    long = "summaryFull:    It\n" + f"{'':16}holds.\n" * 500_000 + "\n"
    (arrival,) = read_stories(in_archive({"outline/0-Long.md": long}, tmp_path / "wheel.msk"))
    assert told(arrival)[0][2].count("holds.") == 500_000
