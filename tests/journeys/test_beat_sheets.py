"""A story begins from a structure: a new universe of one, one laid out in the open universe, a sheet of one's own."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QLabel, QListWidget

from harmonic_desktop.domain.contents import markers_in_order

from .conftest import Desk
from .test_look_around import look_around

OWN = {
    "format": "harmonic-beat-sheet", "version": 1, "name": "My own", "summary": "", "bars": 4, "measure": "bars",
    "markers": [], "plot_points": [{"title": "All", "description": "", "start": 0, "length": 4, "harmony": 0.5}],
}  # fmt: skip


def offered(desk: Desk, action: str, name: str) -> QDialog:
    """The dialog that an entry of a menu opens."""
    desk.action(action).trigger()
    return desk.dialog(name)


def names(dialog: QDialog) -> list[str]:
    listed = listing(dialog)
    return [listed.item(row).text() for row in range(listed.count())]


def listing(dialog: QDialog) -> QListWidget:
    found = dialog.findChild(QListWidget, "beatSheetList")
    assert found is not None
    return found


def choose(dialog: QDialog, name: str) -> None:
    listing(dialog).setCurrentRow(names(dialog).index(name))


def counts(dialog: QDialog) -> str:
    found = dialog.findChild(QLabel, "beatSheetCounts")
    assert found is not None
    return found.text()


def test_a_new_universe_begins_from_a_beat_sheet_in_one_step(desk: Desk) -> None:
    look_around(desk)
    dialog = offered(desk, "New universe from a beat sheet…", "newUniverseFromBeatSheet")
    choose(dialog, "Twelve bars")
    assert counts(dialog) == "12 cards, 4 markers, 12 bars"
    desk.write(dialog, "beatSheetName", "Late train blues")
    desk.write(dialog, "beatSheetBars", "24")
    desk.click(dialog, "beatSheetAccept")
    desk.wait_for_universe("Late train blues")
    assert [lane.name for lane in desk.contents.plotlines.values()] == ["Main"]
    assert (len(desk.contents.cards), len(desk.contents.markers)) == (12, 4)
    assert max(card.end_beat for card in desk.contents.cards.values()) == 96
    assert desk.workspace.undo_stack.count() == 1
    after = desk.contents
    desk.keys("Ctrl+Z")
    assert not any(u.name == "Late train blues" for u in desk.workspace.universes.values())
    desk.keys("Ctrl+Shift+Z")
    desk.window.universes.open(next(u.id for u in desk.workspace.universes.values() if u.name == "Late train blues"))
    assert desk.contents == after


def test_the_empty_one_makes_an_empty_universe_that_offers_the_others(desk: Desk) -> None:
    look_around(desk)
    dialog = offered(desk, "New universe from a beat sheet…", "newUniverseFromBeatSheet")
    choose(dialog, "Empty")
    desk.click(dialog, "beatSheetAccept")
    desk.wait(lambda: not desk.contents.cards)
    desk.click(desk.window, "startFromBeatSheet")
    dialog = desk.dialog("layOutBeatSheet")
    assert "Empty" not in names(dialog)
    choose(dialog, "Three acts")
    desk.click(dialog, "beatSheetAccept")
    desk.wait(lambda: len(desk.contents.cards) == 12)
    assert [m.name for m in markers_in_order(desk.contents)] == ["Act I", "Act II", "Midpoint", "Act III"]
    button = desk.find(QAbstractButton, "startFromBeatSheet")
    assert not button.isVisible()
    desk.keys("Ctrl+Z")
    assert not desk.contents.cards
    assert button.isVisible()


def test_it_is_laid_out_beside_what_is_there(desk: Desk) -> None:
    look_around(desk)
    before = desk.contents
    dialog = offered(desk, "Lay out a beat sheet…", "layOutBeatSheet")
    choose(dialog, "Kishōtenketsu")
    desk.write(dialog, "beatSheetStart", "54")
    desk.click(dialog, "beatSheetAccept")
    desk.wait(lambda: len(desk.contents.plotlines) == 6)
    made = [card for card_id, card in desk.contents.cards.items() if card_id not in before.cards]
    assert len(made) == 8 and min(card.start_beat for card in made) == 53 * 4
    assert {i: desk.contents.cards[i] for i in before.cards} == before.cards
    assert desk.window.statusBar().currentMessage() == "“Kishōtenketsu” laid out: 8 cards"
    assert desk.workspace.undo_stack.count() == 1
    desk.keys("Ctrl+Z")
    assert desk.contents == before


def test_a_plotline_with_cards_is_offered_from_where_it_is_free(desk: Desk) -> None:
    look_around(desk)
    dialog = offered(desk, "Lay out a beat sheet…", "layOutBeatSheet")
    plotline = dialog.findChild(QComboBox, "beatSheetPlotline")
    assert plotline is not None
    plotline.setCurrentIndex(1)
    plotline.activated.emit(1)
    desk.write(dialog, "beatSheetStart", "3")
    desk.keys("Return")
    accept = dialog.findChild(QAbstractButton, "beatSheetAccept")
    assert accept is not None and not accept.isEnabled()
    assert any("has cards where these would lie" in label.text() for label in dialog.findChildren(QLabel))
    plotline.activated.emit(1)
    assert accept.isEnabled()
    desk.click(dialog, "beatSheetAccept")
    desk.wait(lambda: len(desk.contents.cards) > 52)
    assert len(desk.contents.plotlines) == 5


def test_sheets_of_ones_own_are_listed_and_a_bad_one_is_named(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "beat_sheets"
    folder.mkdir()
    (folder / "own.json").write_text(json.dumps(OWN), "utf-8")
    (folder / "torn.json").write_text("{", "utf-8")
    look_around(desk)
    before = desk.contents
    dialog = offered(desk, "New universe from a beat sheet…", "newUniverseFromBeatSheet")
    assert names(dialog)[-1] == "My own"
    assert any(label.text().startswith("“torn.json” was skipped.") for label in dialog.findChildren(QLabel))
    desk.keys("Escape")
    assert desk.contents == before and not desk.workspace.undo_stack.canUndo()


def test_a_length_that_is_no_number_keeps_the_dialog_open(desk: Desk) -> None:
    look_around(desk)
    dialog = offered(desk, "New universe from a beat sheet…", "newUniverseFromBeatSheet")
    desk.write(dialog, "beatSheetBars", "long")
    desk.click(dialog, "beatSheetAccept")
    assert dialog.isVisible()
    assert any("“long” is not a number" in label.text() for label in dialog.findChildren(QLabel))
