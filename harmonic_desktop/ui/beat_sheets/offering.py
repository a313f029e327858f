"""Offering beat sheets over a window, and doing what was decided: one edit, one undo step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ...domain.beat_sheets import BeatSheet, create_universe_from_beat_sheet, lay_out_beat_sheet
from ...domain.contents import Contents
from ...domain.edits import Edit
from ...domain.storyboard import Card
from ...exchange.beat_sheets import list_beat_sheets
from .dialog import LayOutDialog, NewUniverseDialog

if TYPE_CHECKING:
    from ..main_window import MainWindow


def offer_new_universe(window: MainWindow, folders: Sequence[Path]) -> None:
    """Asks from which beat sheet in the folders a new universe begins, and makes and opens it."""
    if window.workspace is not None:
        window.commit_pending()
        dialog = NewUniverseDialog(list_beat_sheets(folders), window.universe_list.free_name(), window)
        dialog.decided.connect(lambda name, sheet, bars: _create(window, name, sheet, bars))
        dialog.begin()


def offer_laying_out(window: MainWindow, folders: Sequence[Path]) -> None:
    """Asks which beat sheet in the folders is laid out in the open universe, and does so."""
    if window.workspace is not None and window.workspace.contents is not None:
        window.commit_pending()
        contents = window.workspace.contents
        dialog = LayOutDialog(list_beat_sheets(folders), contents, window)
        dialog.decided.connect(lambda *what: _lay_out(window, contents.universe.id, *what))
        dialog.begin()


def _create(window: MainWindow, name: str, sheet: BeatSheet, bars: float) -> None:
    workspace = window.workspace
    if workspace is not None:
        account_id = workspace.account_id
        workspace.make_universe(lambda: create_universe_from_beat_sheet(account_id, name, sheet, bars))


def _lay_out(
    window: MainWindow, universe_id: int, sheet: BeatSheet, bars: float, start_bar: int, plotline_id: int | None
) -> None:
    def verb(contents: Contents) -> Edit:
        return lay_out_beat_sheet(contents, sheet, bars, start_bar=start_bar, plotline_id=plotline_id)

    workspace = window.workspace
    if workspace is None or workspace.contents is None or workspace.contents.universe.id != universe_id:
        return
    made = window.perform(verb)
    if made is not None:
        cards = [change.record.id for change in made.of(Card)]
        window.say(window.tr("“{name}” laid out: {count} cards").format(name=sheet.name, count=len(cards)))
