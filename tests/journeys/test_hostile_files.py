"""Files made to do harm, dropped onto the window: each is told in a sentence, and the database is as it was."""

from __future__ import annotations

import json
import os
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from harmonic_desktop.domain.contents import Contents
from tests.exchange.test_universe_file import CARDS, DOCUMENT

from .conftest import Desk
from .test_imports import drop
from .test_look_around import look_around

LANE = DOCUMENT["plotlines"][0]
MARKER = {"name": "Act", "start_beat": 0, "duration_beats": 0, "colour": 0}


def with_(**parts: object) -> bytes:
    """A universe file with other parts than a good one."""
    return json.dumps({**DOCUMENT, **parts}).encode()


def zipped(files: dict[str, bytes]) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


def laughs() -> bytes:
    """Entities of entities, which a careless reader makes gigabytes of."""
    entities = "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    return f'<!DOCTYPE l [<!ENTITY a "ha">{entities}]><opml><body><outline text="&j;"/></body></opml>'.encode()


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "100 MB of JSON": ("x.harmonic", lambda: b'{"a": "' + b"x" * 100_000_000 + b'"}', "too long"),
    "50 MB of small numbers": ("x.harmonic", lambda: b"[" + b"1," * 24_000_000 + b"1]", "more values than any"),
    "deep nesting": ("x.harmonic", lambda: b"[" * 10_000_000, "nested too deeply"),
    "deep nesting of objects": ("x.harmonic", lambda: b'{"a":' * 1_000_000, "nested too deeply"),
    "300,000 cards": ("x.harmonic", lambda: with_(cards=[CARDS[0]] * 300_000), "100,000 is the most"),
    "200,000 plotlines": ("x.harmonic", lambda: with_(plotlines=[LANE] * 200_000), "1,000 is the most"),
    "300,000 markers": ("x.harmonic", lambda: with_(markers=[MARKER] * 300_000), "10,000 is the most"),
    "a wrong type": ("x.harmonic", lambda: with_(cards=[{**CARDS[0], "harmony_tie": []}]), "has to be a number"),
    "NaN": ("x.harmonic", lambda: with_().replace(b"6.2", b"NaN"), "not a number"),
    "a key twice": ("x.harmonic", lambda: with_().replace(b'"name"', b'"name": "x", "name"', 1), "twice"),
    "ids twice": ("x.harmonic", lambda: with_(cards=[{**CARDS[0], "id": 1}] * 2), "does not know"),
    "a plotline that is not there": ("x.harmonic", lambda: with_(cards=[{**CARDS[0], "plotline": 9}]), "outside"),
    "binary": ("x.harmonic", lambda: bytes(range(256)) * 1000, "not text in UTF-8"),
    "a binary table": ("x.csv", lambda: bytes(range(256)) * 1000, "another kind"),
    "empty": ("x.harmonic", lambda: b"", "is empty"),
    "an empty table": ("x.csv", lambda: b"", "is empty"),
    "an empty zip": ("x.zip", lambda: b"", "is empty"),
    "a zip bomb": ("x.zip", lambda: zipped({"a.harmonic": b" " * 300_000_000}), "larger than any universes"),
    "a zip in a zip": ("x.zip", lambda: zipped({"a.zip": zipped({"b.harmonic": with_()})}), "no universe file"),
    "a zip of 20,000 files": ("x.zip", lambda: zipped({f"{i}.txt": b"" for i in range(20_000)}), "no universe file"),
    "an outline of 200,000 headings": ("x.md", lambda: b"# T\n" + b"## x\n" * 200_000, "100,000 cards"),
    "an outline of entities": ("x.opml", laughs, "entities"),
    "a database of rubbish": ("x.db", lambda: b"SQLite format 3\x00" + bytes(range(256)) * 100, "not a database"),
    "a table of 100 MB": ("x.csv", lambda: b"a,b\n" + b"x,y\n" * 25_000_000, "larger than 50 MB"),
    "a table of 300,000 rows": ("x.csv", lambda: b"title\n" + b"A\n" * 300_000, "100,000 rows"),
    "a table of a million columns": ("x.csv", lambda: b"a," * 1_000_000, "1,000 cells"),
    "a quotation without end": ("x.csv", lambda: b'title\n"' + b"x\n" * 3_000_000, "can’t be read as CSV"),
    "NUL in a table": ("x.csv", lambda: b"title\nA\x00\n", "another kind"),
}  # fmt: skip


def stored(desk: Desk) -> list[Contents]:
    """Everything of the account as it is in the file."""
    store = desk.workspace.store
    return [store.get_contents(universe.id) for universe in store.list_universes()]


@pytest.mark.parametrize("kind", HOSTILE)
def test_it_is_refused_in_a_sentence(desk: Desk, tmp_path: Path, kind: str) -> None:
    name, make, words = HOSTILE[kind]
    look_around(desk)
    before, contents = stored(desk), desk.contents
    path = tmp_path / name
    path.write_bytes(make())
    drop(desk, [path])
    desk.wait(lambda: words in desk.window.message_bar.sentence)
    assert f"“{name}”" in desk.window.message_bar.sentence
    assert desk.window.message_bar.is_error
    assert desk.contents is contents
    assert not desk.workspace.undo_stack.canUndo()
    assert stored(desk) == before
    desk.window.universes.create("Goes on")
    desk.wait_for_universe("Goes on")


def test_names_that_lead_out_of_an_archive_lead_nowhere(desk: Desk, tmp_path: Path) -> None:
    look_around(desk)
    path = tmp_path / "in" / "deep" / "x.zip"
    path.parent.mkdir(parents=True)
    path.write_bytes(zipped({"../../out.harmonic": with_(), str(tmp_path / "abs.harmonic"): with_()}))
    drop(desk, [path])
    desk.wait(lambda: "2 universes were added" in desk.window.message_bar.sentence)
    assert sorted(entry.name for entry in tmp_path.rglob("*.harmonic")) == []


Make = Callable[[Path], Any]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
@pytest.mark.parametrize("name", ["x.harmonic", "x.csv"])
@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.mkdir(),
        lambda path: os.mkfifo(path),
        lambda path: path.symlink_to("/dev/zero"),
        lambda path: path.symlink_to(path),
        lambda path: path.symlink_to(path.with_name("nothing")),
    ],
    ids=["folder", "pipe", "device", "loop", "dangling"],
)  # fmt: skip
def test_what_is_no_file_is_told(desk: Desk, tmp_path: Path, name: str, make: Make) -> None:
    look_around(desk)
    make(tmp_path / name)
    drop(desk, [tmp_path / name])
    desk.wait(lambda: "nothing was taken" in desk.window.message_bar.sentence)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is unreadable to root")
def test_a_file_that_may_not_be_read_is_told(desk: Desk, tmp_path: Path) -> None:
    look_around(desk)
    path = tmp_path / "x.csv"
    path.write_bytes(b"title\nA\n")
    path.chmod(0)
    drop(desk, [path])
    desk.wait(lambda: "can’t be read" in desk.window.message_bar.sentence)


def test_a_link_to_a_good_file_is_followed(desk: Desk, tmp_path: Path) -> None:
    look_around(desk)
    (tmp_path / "real.harmonic").write_bytes(with_())
    (tmp_path / "link.harmonic").symlink_to(tmp_path / "real.harmonic")
    drop(desk, [tmp_path / "link.harmonic"])
    desk.wait_for_universe("Carrow")
