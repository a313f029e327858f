"""The disk is full in the middle of work: one dialog says so, nothing is lost, and work goes on once there is room."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox

from harmonic_desktop.domain.storyboard import change_card

from .conftest import Desk
from .test_look_around import CARD, look_around

LONG = "And then the hum came back. " * 20_000


def pages(desk: Desk, most: int | None = None) -> int:
    """How many pages the file has; `most` is how many it may have from now on, as a full disk would say."""
    assert desk.database is not None
    with desk.database.connection.reading() as connection:
        count = int(connection.execute("PRAGMA page_count").fetchone()[0])
        if most is not None:
            connection.execute(f"PRAGMA max_page_count = {most}")
    return count


def test_a_failed_write_is_told_in_a_dialog_and_the_window_shows_what_is_stored(desk: Desk) -> None:
    look_around(desk)
    card = desk.card(CARD)
    before, steps = desk.contents, desk.workspace.undo_stack.count()
    pages(desk, pages(desk))
    assert desk.workspace.perform(change_card, card.id, description=LONG) is None
    dialog = desk.dialog("failureDialog")
    assert isinstance(dialog, QMessageBox)
    assert "full" in dialog.text()
    dialog.accept()
    assert desk.contents == before == desk.workspace.store.get_contents(before.universe.id)
    assert desk.workspace.undo_stack.count() == steps

    pages(desk, 1_000_000)
    assert desk.workspace.perform(change_card, card.id, description=LONG) is not None
    assert desk.workspace.store.get_contents(before.universe.id).cards[card.id].description == LONG
