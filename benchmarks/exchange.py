"""Universes, tables and snapshots of 10,000 cards on their way out and in, beside json, csv, zlib and raw sqlite3."""

from __future__ import annotations

import csv
import gc
import json
import shutil
import zlib
from collections.abc import Callable, Mapping, Sequence
from io import StringIO
from pathlib import Path

from harmonic_desktop.app import DATABASE_NAME
from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.taking_in import take_in_cards
from harmonic_desktop.domain.universe import adopt_universe
from harmonic_desktop.exchange.csv_columns import guessed_mapping
from harmonic_desktop.exchange.csv_sheet import read_sheet
from harmonic_desktop.exchange.csv_tables import checked_rows, new_cards, write_table
from harmonic_desktop.exchange.files import written_safely
from harmonic_desktop.exchange.incoming import read_stories
from harmonic_desktop.exchange.snapshot_data import LEVEL, pack
from harmonic_desktop.exchange.universe_file import write_universe
from harmonic_desktop.storage.database import open_database
from harmonic_desktop.storage.store import Store

from .harness import Goal, Run, Samples, Suite, in_turns, milliseconds
from .raw import Raw, Row
from .stories import large, prepare

GOALS = (
    Goal("export", "10,000 cards written as a universe file", "json.dumps", 4.0),
    Goal("import", "a universe file of 10,000 cards read and stored", "json.loads and raw insert", 4.0),
    Goal(
        "csv-import",
        "a table of 10,000 cards read, checked for its preview, and stored",
        "csv.reader and raw insert",
        5.0,
    ),
    Goal("snapshot", "a snapshot of 10,000 cards packed", "zlib of the same bytes", 2.0),
)
TABLES = ("universes", "plotlines", "storyboards")


def measure(run: Run) -> Mapping[str, Samples]:
    """Each goal on the same universe; what is stored is removed again between two rounds."""
    account_id = prepare(run.folder / "data", large())
    path = run.folder / "data" / DATABASE_NAME
    raw = Raw(Path(shutil.copy(path, run.folder / "raw.db")))
    database = open_database(path)
    store = database.store(account_id)
    contents = store.get_contents(store.list_universes()[0].id)
    tables = [(table, raw.rows(table)) for table in TABLES]
    gc.collect()
    gc.freeze()  # as the program does at the end of its start
    try:
        return {
            "export": _export(run, contents),
            "import": _import(run, contents, store, account_id, raw, tables),
            "csv-import": _csv_import(run, contents, store, raw, tables),
            "snapshot": _snapshot(run, contents),
        }
    finally:
        database.close()
        raw.close()


def _export(run: Run, contents: Contents) -> Samples:
    document = json.loads(write_universe(contents))

    def own() -> object:
        with written_safely(run.folder / "own.harmonic") as file:
            return file.write(write_universe(contents).encode("utf-8"))

    def floor() -> object:
        with written_safely(run.folder / "floor.harmonic") as file:
            return file.write(json.dumps(document, ensure_ascii=False).encode("utf-8"))

    return Samples(*in_turns(run.rounds, lambda: milliseconds(own), lambda: milliseconds(floor)))


def _import(
    run: Run,
    contents: Contents,
    store: Store,
    account_id: int,
    raw: Raw,
    tables: Sequence[tuple[str, list[Row]]],
) -> Samples:
    path = run.folder / "story.harmonic"
    path.write_text(write_universe(contents), "utf-8")

    def own() -> Edit:
        (arrival,) = read_stories(path)
        return store.apply(adopt_universe(arrival.contents, account_id))

    def floor() -> None:
        json.loads(path.read_text("utf-8"))
        raw.insert(tables)

    return Samples(*in_turns(run.rounds, _taken_back(store, own), _with_room(raw, "universes", floor)))


def _csv_import(
    run: Run, contents: Contents, store: Store, raw: Raw, tables: Sequence[tuple[str, list[Row]]]
) -> Samples:
    path = run.folder / "cards.csv"
    path.write_text(write_table("cards", contents), "utf-8", newline="")
    bare = Contents(contents.universe, plotlines=contents.plotlines)

    def own() -> Edit:
        sheet = read_sheet(path.read_bytes())
        checked = checked_rows("cards", sheet, guessed_mapping("cards", sheet.header))
        return store.apply(take_in_cards(bare, new_cards(checked.rows), 4.0))

    def floor() -> None:
        list(csv.reader(StringIO(path.read_text("utf-8"), newline="")))
        raw.insert(tables[-1:])

    return Samples(*in_turns(run.rounds, _taken_back(store, own), _with_room(raw, "storyboards", floor)))


def _taken_back(store: Store, work: Callable[[], Edit]) -> Callable[[], float]:
    """Measures `work`, and removes again what it stored."""

    def sample() -> float:
        made: list[Edit] = []
        taken = milliseconds(lambda: made.append(work()))
        store.apply(made[0].inverse())
        return taken

    return sample


def _with_room(raw: Raw, table: str, work: Callable[[], object]) -> Callable[[], float]:
    """Measures `work` on a table that is empty."""

    def sample() -> float:
        raw.empty(table)
        return milliseconds(work)

    return sample


def _snapshot(run: Run, contents: Contents) -> Samples:
    plain = zlib.decompress(pack(contents))

    def own() -> float:
        return milliseconds(lambda: pack(contents))

    def floor() -> float:
        return milliseconds(lambda: zlib.compress(plain, LEVEL))

    return Samples(*in_turns(run.rounds, own, floor))


SUITE = Suite(GOALS, measure)
