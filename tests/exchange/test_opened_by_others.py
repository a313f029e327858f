"""What is exported is opened by programs that know nothing of this one: an office, Python's own json.tool, sqlite3."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from harmonic_desktop.domain.accounts import guest_account
from harmonic_desktop.domain.contents import Contents, contents_of, in_story_order
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.taking_in import take_in_cards
from harmonic_desktop.domain.universe import Universe, adopt_universe
from harmonic_desktop.exchange.csv_columns import Kind
from harmonic_desktop.exchange.csv_tables import new_cards, write_table
from harmonic_desktop.exchange.docx_out import write_docx
from harmonic_desktop.exchange.table_reading import Choices, read_table
from harmonic_desktop.exchange.universe_file import read_universe, write_universe
from harmonic_desktop.paths import resource_path
from harmonic_desktop.storage.database import open_database

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SQLITE = shutil.which("sqlite3")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
needs_sqlite = pytest.mark.skipif(SQLITE is None, reason="the sqlite3 program is not installed")
PICTURE = Path(__file__).parents[2] / "docs/window-light.png"
PATIENCE = 110
COMMA, SEMICOLON = 44, 59
ODD = contents_of(
    Universe(1, 7, "Odd"),
    [
        Plotline(1, 1, "Oda; “the first”"),
        Plotline(2, 1, "=1+1", 1, 1),
        Card(1, 1, 1, "=1+1", 'two\nlines, "quoted"; more', 0.125, 0.0, 4.0),
        Card(2, 1, 2, "+41 79", "@SUM(A1)", 1 / 3, 2.5, 1.25),
        Card(3, 1, 2, "-3", "Überfahrt 宇宙 🌍", 1.0, 8.0, 0.1),
        Card(4, 1, 1, "'quoted", "", 0.0, 4.5, 1e-3),
    ],
)
BARE = contents_of(Universe(2, 7, "Bare"), [Plotline(9, 2, "Main")])


def sample() -> Contents:
    return read_universe(resource_path("sample_universe.json").read_text("utf-8"))


def converted(tmp_path: Path, path: Path, to: str, *options: str) -> Path:
    """What LibreOffice makes of a file, in a profile of its own."""
    assert OFFICE is not None
    out = tmp_path / "out"
    command = [OFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--norestore"]
    ended = subprocess.run(
        [*command, *options, "--convert-to", to, "--outdir", str(out), str(path)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    made = out / f"{path.stem}.{to.partition(':')[0]}"
    assert made.is_file(), ended.stdout + ended.stderr
    return made


def through_a_spreadsheet(tmp_path: Path, text: str, separator: int) -> bytes:
    """A table opened in LibreOffice as by a double click, and saved as CSV with that separator."""
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode("utf-8"))
    kept = f"csv:Text - txt - csv (StarCalc):{separator},34,76,1,,0,false,true,false"
    return converted(tmp_path, path, kept, f"--infilter=CSV:{COMMA},34,76,1,,0,false,true,false").read_bytes()


def told(story: Contents) -> list[tuple[object, ...]]:
    lanes = {lane.id: lane.name for lane in story.plotlines.values()}
    return [
        (lanes[c.plotline_id], c.plot_point, c.description, c.harmony_tie, c.start_beat, c.duration_beats)
        for c in in_story_order(story)
    ]


@needs_office
@pytest.mark.parametrize("separator", [COMMA, SEMICOLON])
def test_cards_come_back_from_a_spreadsheet_and_no_cell_was_run(tmp_path: Path, separator: int) -> None:
    kept = through_a_spreadsheet(tmp_path, write_table("cards", ODD), separator)
    rows = list(csv.reader(kept.decode("utf-8-sig").splitlines(), delimiter=chr(separator)))
    assert "'=1+1" in [row[0] for row in rows if row]
    read = read_table(kept, Choices(), BARE)
    assert (read.sheet.separator, read.checked.refused) == (chr(separator), ())
    after = BARE.after(take_in_cards(BARE, new_cards(read.checked.rows), 4.0))
    close = [[round(v, 9) if isinstance(v, float) else v for v in row] for row in told(after)]
    assert close == [[round(v, 9) if isinstance(v, float) else v for v in row] for row in told(ODD)]


@needs_office
@pytest.mark.parametrize("kind", ["physics", "music"])
def test_parameters_come_back_from_a_spreadsheet(tmp_path: Path, kind: Kind) -> None:
    story = sample()
    kept = through_a_spreadsheet(tmp_path, write_table(kind, story), SEMICOLON)
    read = read_table(kept, Choices(), story)
    assert (read.kind, read.checked.refused) == (kind, ())
    assert not read.outcome, "everything is there already"


@needs_office
def test_a_document_is_read_with_its_headings_tables_and_texts(tmp_path: Path) -> None:
    story = sample()
    path = tmp_path / "bible.docx"
    path.write_bytes(write_docx(story, "plotlines", PICTURE.read_bytes()))
    text = converted(tmp_path, path, "txt:Text (encoded):UTF8").read_text("utf-8-sig")
    for words in (story.universe.name, *(lane.name for lane in story.plotlines.values())):
        assert words in text
    for card in story.cards.values():
        assert card.plot_point in text
    page = converted(tmp_path, path, "html").read_text("utf-8")
    assert page.count("<h1") >= 5 and page.count("<h2") == len(story.cards)
    assert "<table" in page and "<img" in page


def test_a_universe_file_is_json_to_others(tmp_path: Path) -> None:
    path = tmp_path / "story.harmonic"
    path.write_text(write_universe(sample()), "utf-8")
    ended = subprocess.run([sys.executable, "-m", "json.tool", str(path)], capture_output=True, timeout=PATIENCE)
    assert ended.returncode == 0
    assert json.loads(ended.stdout) == json.loads(path.read_text("utf-8"))


@needs_sqlite
def test_the_database_is_one_to_sqlite(tmp_path: Path) -> None:
    assert SQLITE is not None
    path = tmp_path / "harmonic.db"
    database = open_database(path)
    account = database.accounts.create(guest_account())
    story = sample()
    story = replace(story, universe=replace(story.universe, name="Stored"))
    database.store(account.id).apply(adopt_universe(story, account.id))
    database.close()
    asked = "PRAGMA integrity_check; SELECT name FROM universes; SELECT count(*) FROM storyboards;"
    ended = subprocess.run([SQLITE, "-readonly", str(path), asked], capture_output=True, text=True, timeout=PATIENCE)
    assert ended.stdout.split() == ["ok", "Stored", str(len(story.cards))]
