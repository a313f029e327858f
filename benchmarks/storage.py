"""Reading and writing 10,000 cards: the store beside raw sqlite3 on a copy of the same file."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from harmonic_desktop.app import DATABASE_NAME
from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.edits import Edit, created, new_id
from harmonic_desktop.domain.storyboard import remove_cards
from harmonic_desktop.storage.database import open_database
from harmonic_desktop.storage.store import Store
from harmonic_desktop.ui.workspace import Workspace

from .harness import Goal, Run, Samples, Suite, in_turns, milliseconds
from .raw import Raw
from .stories import large, prepare

GOALS = (
    Goal("load", "10,000 cards loaded to records", "raw fetchall", 2.0),
    Goal("insert", "10,000 cards inserted as one edit", "raw executemany", 2.5),
    Goal("undo-removal", "undo of the removal of a universe with 10,000 cards", "raw re-insert", 3.0),
)


def measure(run: Run) -> Mapping[str, Samples]:
    """Each goal on a universe of 10,000 cards, the store and sqlite3 in turns."""
    data_dir = run.folder / "data"
    account_id = prepare(data_dir, large())
    path = data_dir / DATABASE_NAME
    raw = Raw(Path(shutil.copy(path, run.folder / "raw.db")))
    database = open_database(path)
    store = database.store(account_id)
    universe_id = store.list_universes()[0].id
    gc.collect()
    gc.freeze()  # as the program does at the end of its start
    try:
        return {
            "load": _load(run.rounds, store, universe_id, raw),
            "insert": _insert(run.rounds, store, universe_id, raw),
            "undo-removal": _undo_removal(run.rounds, Workspace(store, account_id), universe_id, raw),
        }
    finally:
        database.close()
        raw.close()


def _load(rounds: int, store: Store, universe_id: int, raw: Raw) -> Samples:
    def through_store() -> float:
        return milliseconds(lambda: store.get_contents(universe_id))

    def through_sqlite() -> float:
        return milliseconds(lambda: raw.rows("storyboards"))

    return Samples(*in_turns(rounds, through_store, through_sqlite))


def _insert(rounds: int, store: Store, universe_id: int, raw: Raw) -> Samples:
    contents, rows = store.get_contents(universe_id), raw.rows("storyboards")

    def through_store() -> float:
        present = store.get_contents(universe_id)
        store.apply(remove_cards(present, present.cards.keys()))
        edit = _made_anew(contents)
        return milliseconds(lambda: store.apply(edit))

    def through_sqlite() -> float:
        raw.empty("storyboards")
        return milliseconds(lambda: raw.insert([("storyboards", rows)]))

    return Samples(*in_turns(rounds, through_store, through_sqlite))


def _made_anew(contents: Contents) -> Edit:
    """The edit that makes every card of `contents` as a new one."""
    cards = (replace(card, id=new_id(), created_at=None, updated_at=None) for card in contents.cards.values())
    return Edit("Insert", tuple(created(card) for card in cards))


def _undo_removal(rounds: int, workspace: Workspace, universe_id: int, raw: Raw) -> Samples:
    """As the window undoes it: everything is written again, and the universe is open again."""
    workspace.open_universe(universe_id)
    tables = ["universes", "plotlines", "physics_parameters", "music_parameters", "storyboards"]
    kept = [(table, raw.rows(table)) for table in tables]

    def through_workspace() -> float:
        workspace.remove_universe(universe_id)
        taken = milliseconds(workspace.undo_stack.undo)
        assert workspace.contents is not None, "the universe is there again"
        return taken

    def through_sqlite() -> float:
        raw.empty("universes")
        return milliseconds(lambda: raw.insert(kept))

    return Samples(*in_turns(rounds, through_workspace, through_sqlite))


SUITE = Suite(GOALS, measure)
