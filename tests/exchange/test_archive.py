"""All universes in one archive, and archives of strangers."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from harmonic_desktop.domain.contents import contents_of
from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.exchange.archive import read_archive, write_archive
from harmonic_desktop.exchange.universe_file import write_universe

STORIES = [
    contents_of(Universe(i, 7, name), [Plotline(i, i, "Main"), Card(i, i, i, f"Card {i}", "", 0.5, 0.0, 4.0)])
    for i, name in enumerate(("Carrow", "carrow", "a/b:c..", "..."), 1)
]


def packed(**files: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def test_all_universes_come_back_from_files_with_names_of_their_own() -> None:
    data = write_archive(STORIES)
    assert [write_universe(story) for story in read_archive(data)] == [write_universe(story) for story in STORIES]
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.namelist() == ["Carrow.harmonic", "carrow 2.harmonic", "a b c.harmonic", "Universe.harmonic"]
    assert write_archive(STORIES) == data, "the same universes give the same archive"


def test_other_files_are_passed_over_and_names_lead_nowhere() -> None:
    universe = write_universe(STORIES[0]).encode()
    (found,) = read_archive(packed(**{"read me.txt": b"hello", "../../etc/x.harmonic": universe}))
    assert found.universe.name == "Carrow"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "damaged"), (b"PK\x03\x04 no archive", "damaged"), (packed(x=b"1"), "no universe file"),
        (write_archive(STORIES)[:-40], "damaged"), (packed(**{"a.harmonic": b"\xff"}), "a.harmonic”: This is not"),
        (packed(**{"a.harmonic": b"{}"}), "a.harmonic”"), (packed(**{"a.harmonic": bytes(250_000_000)}), "larger than"),
        (packed(**{f"{i}.harmonic": b"{}" for i in range(1001)}), "more than 1,000"),
    ],
)  # fmt: skip
def test_what_is_no_archive_of_ours_is_refused_with_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(InvalidValue, match=words):
        read_archive(data)


def test_one_bad_file_is_refused_by_its_name_and_nothing_is_taken() -> None:
    good = write_universe(STORIES[0]).encode()
    with pytest.raises(InvalidValue, match=r"“b\.harmonic”"):
        read_archive(packed(**{"a.harmonic": good, "b.harmonic": good[:-30]}))
