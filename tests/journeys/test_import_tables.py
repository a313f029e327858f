"""A table comes in by way of its preview: looked at, put right with the keyboard, taken in as one step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from harmonic_desktop.domain.contents import in_story_order
from harmonic_desktop.exchange.csv_tables import write_table
from harmonic_desktop.ui.files.table_dialog import TableDialog

from .conftest import Desk
from .test_imports import drop
from .test_look_around import look_around

TABLE = "Title;Harmony;Length;Line\nFire;0,25;2;Oda\nWater;1,5;4;Oda\nEarth;0,75;;New\n"


def opened(desk: Desk, path: Path) -> TableDialog:
    """Drops a file and waits for the question about it."""
    drop(desk, [path])
    dialog = desk.dialog("tableDialog")
    assert isinstance(dialog, TableDialog)
    dialog.activateWindow()
    desk.wait(dialog.isActiveWindow)
    return dialog


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "cards.csv"
    path.write_bytes(TABLE.encode("utf-8-sig"))
    return path


def test_a_table_is_previewed_and_taken_in_as_one_step(desk: Desk, table: Path) -> None:
    look_around(desk)
    before = desk.contents
    dialog = opened(desk, table)
    assert dialog.file.text() == "“cards.csv”: 3 rows, in UTF-8 with a byte order mark."
    found = [combo.currentText() for combo in (dialog.choices.kind, dialog.choices.separator, dialog.choices.decimal)]
    assert found == ["Cards", "Semicolon", "Comma"]
    assert dialog.said.text() == "2 cards will be added; 1 row can’t be taken. New plotlines: “New”, “Oda”."
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    desk.wait(lambda: len(desk.contents.cards) == len(before.cards) + 2)
    assert "2 cards were added; 1 row was refused." in desk.window.message_bar.sentence
    assert desk.contents.plotlines[desk.card("Earth").plotline_id].name == "New"
    assert desk.card("Fire").harmony_tie == 0.25
    desk.keys("Ctrl+Z")
    desk.wait(lambda: desk.contents == before)
    desk.keys("Ctrl+Shift+Z")
    desk.wait(lambda: len(desk.contents.cards) == len(before.cards) + 2)


def test_choices_are_changed_with_keys_alone_and_the_rows_are_checked_anew(desk: Desk, table: Path) -> None:
    look_around(desk)
    dialog = opened(desk, table)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.choices.separator
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.choices.decimal
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Up)  # a point
    desk.wait(lambda: dialog.said.text() == "Nothing can be taken; 3 rows can’t be taken.")
    assert not dialog.take.isEnabled()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Up)  # either
    desk.wait(dialog.take.isEnabled)
    for _ in range(3):  # past title and description
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.choices.fields[2]
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Home)  # no column for harmony
    desk.wait(lambda: dialog.said.text().startswith("3 cards will be added."))
    assert dialog.model.columnCount() == 3
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    desk.wait(lambda: "3 cards were added." in desk.window.message_bar.sentence)
    assert desk.card("Water").harmony_tie == 0.0


def test_what_cannot_be_taken_is_listed_gone_to_and_copied(desk: Desk, table: Path) -> None:
    look_around(desk)
    dialog = opened(desk, table)
    QTest.keyClick(dialog.refused.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.refused.list, Qt.Key.Key_Return)
    assert dialog.isVisible(), "Enter in the list goes to the cell"
    assert dialog.table.currentIndex().data() == "1,5"
    QTest.keySequence(dialog.refused.list, "Ctrl+C")
    row = "3\tHarmony\t1,5\tIt has to be from 0 to 1; 1.5 is outside.\n"
    assert QGuiApplication.clipboard().text().endswith(row)
    QGuiApplication.clipboard().clear()
    desk.click(dialog, "copyRefusals")
    assert QGuiApplication.clipboard().text().endswith(row)


def test_esc_leaves_everything_as_it_was(desk: Desk, table: Path) -> None:
    look_around(desk)
    before = desk.contents
    dialog = opened(desk, table)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    desk.wait(lambda: not desk._dialogs())
    assert desk.contents is before
    assert not desk.workspace.undo_stack.canUndo()


@pytest.mark.parametrize("kind", ["physics", "music"])
def test_parameters_come_back_as_they_went_out(desk: Desk, tmp_path: Path, kind: str) -> None:
    look_around(desk)
    path = tmp_path / "parameters.csv"
    path.write_text(write_table("physics" if kind == "physics" else "music", desk.contents), "utf-8", newline="")
    dialog = opened(desk, path)
    assert dialog.choices.kind.currentText().casefold().startswith(kind)
    assert dialog.said.text() == "Everything is there already; nothing would change."
    assert not dialog.take.isEnabled()
    path.write_text(path.read_text("utf-8").replace("gravity", "gravitas").replace("tempo", "pace"), "utf-8")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    again = opened(desk, path)
    desk.click(again, "takeTable")
    desk.wait(lambda: "1 parameter was added." in desk.window.message_bar.sentence)


def test_several_tables_are_asked_about_one_after_the_other(desk: Desk, table: Path, tmp_path: Path) -> None:
    look_around(desk)
    other = tmp_path / "other.tsv"
    other.write_text("title\tstart\nAlone\t900\n", "utf-8")
    drop(desk, [table, other])
    first = desk.dialog("tableDialog")
    desk.click(first, "takeTable")
    desk.wait(lambda: any(d.objectName() == "tableDialog" and d is not first for d in desk._dialogs()))
    desk.click(desk.dialog("tableDialog"), "takeTable")
    desk.wait(lambda: any(card.plot_point == "Alone" for card in desk.contents.cards.values()))
    assert desk.workspace.undo_stack.count() == 2


def test_a_table_named_at_the_start_is_asked_about(desk: Desk, table: Path) -> None:
    look_around(desk)
    desk.close()
    desk.options = replace(desk.options, files=(table,))
    desk.start()
    assert desk.dialog("tableDialog").isVisible()


def test_without_an_open_universe_a_table_is_refused_with_what_to_do(desk: Desk, table: Path) -> None:
    look_around(desk)
    desk.workspace.open_universe(None)
    drop(desk, [table])
    desk.wait(lambda: "Open a universe first" in desk.window.message_bar.sentence)


def test_ten_thousand_rows_are_shown_and_taken_without_a_widget_for_any(desk: Desk, tmp_path: Path) -> None:
    look_around(desk)
    before = len(QApplication.allWidgets())
    path = tmp_path / "long.csv"
    path.write_text("title,harmony\n" + "".join(f"Card {i},{i % 11 / 8}\n" for i in range(10_000)), "utf-8")
    dialog = opened(desk, path)
    assert dialog.model.rowCount() == 10_000
    assert len(QApplication.allWidgets()) - before < 150
    desk.click(dialog, "takeTable")
    desk.wait(lambda: len(desk.contents.cards) > 8_000)
    assert [c.plot_point for c in in_story_order(desk.contents) if c.plot_point == "Card 9999"] == ["Card 9999"]
