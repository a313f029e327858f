"""Stories come in from the menu, by a drop onto the window, and by name at the start; bad ones are told from good."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from harmonic_desktop.exchange.archive import write_archive
from harmonic_desktop.exchange.universe_file import write_universe
from harmonic_desktop.ui.files.choose_dialog import ChooseDialog
from tests.exchange.projects import MANUSKRIPT, in_archive
from tests.storage.web_application import make_web_file

from .conftest import Desk
from .test_look_around import SAMPLE, look_around

OUTLINE = "# The ferry\n## Ida\n### Home\nShe waits.\n### Storm\n## Bo\n### Late\n"


def drop(desk: Desk, paths: Iterable[Path]) -> None:
    """Drags files onto the window and lets go, as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(400, 300), copy, data, left, none)
    QApplication.sendEvent(desk.window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(desk.window, QDropEvent(QPointF(400, 300), copy, data, left, none))


def test_a_universe_file_is_imported_by_the_menu_and_undo_takes_it_back(desk: Desk, tmp_path: Path) -> None:
    look_around(desk)
    story = replace(desk.contents, universe=replace(desk.contents.universe, name="Carried over"))
    path = tmp_path / "carried.harmonic"
    path.write_text(write_universe(story), "utf-8")
    desk.action("Import…").trigger()
    chooser = desk.window.findChild(QFileDialog, "importChooser")
    assert chooser is not None
    chooser.selectFile(str(path))
    chooser.accept()
    desk.wait_for_universe("Carried over")
    assert write_universe(desk.contents) == path.read_text("utf-8")
    assert "Took 52 cards on 5 plotlines" in desk.window.message_bar.sentence
    desk.keys("Ctrl+Z")
    desk.wait(lambda: len(desk.workspace.universes) == 1)


def test_several_files_are_dropped_onto_the_window(desk: Desk, tmp_path: Path) -> None:
    look_around(desk)
    (tmp_path / "ferry.md").write_text(OUTLINE, "utf-8")
    both = [replace(desk.contents, universe=replace(desk.contents.universe, name=name)) for name in ("One", "Two")]
    (tmp_path / "two.zip").write_bytes(write_archive(both))
    drop(desk, [tmp_path / "ferry.md", tmp_path / "two.zip"])
    desk.wait(lambda: len(desk.workspace.universes) == 4)
    assert {u.name for u in desk.workspace.universes.values()} == {SAMPLE, "The ferry", "One", "Two"}
    assert desk.workspace.undo_stack.count() == 2, "a file is one step, however many universes are in it"


def test_files_named_at_the_start_are_opened_once_somebody_is_there(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "ferry.md").write_text(OUTLINE, "utf-8")
    desk.options = replace(desk.options, files=(tmp_path / "ferry.md",))
    desk.start()
    desk.click(desk.dialog("welcomeDialog"), "lookAround")
    desk.wait_for_universe("The ferry")
    assert len(desk.workspace.universes) == 2, "it is opened but once"
    assert sorted(card.plot_point for card in desk.contents.cards.values()) == ["Home", "Late", "Storm"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("bad.harmonic", b"{", "not JSON"), ("empty.md", b"", "is empty"), ("x.opml", b"<a/>", "nothing in it"),
        ("deep.harmonic", b"[" * 100_000, "nested too deeply"), ("x.zip", b"PK\x03\x04", "damaged"),
        ("nan.harmonic", b'{"format": NaN}', "not a number"), ("pic.harmonic", b"\x89PNG\xff\x00", "not text"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_with_its_name_and_nothing_changes(
    desk: Desk, tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    look_around(desk)
    before = desk.contents
    (tmp_path / name).write_bytes(data)
    drop(desk, [tmp_path / name])
    desk.wait(lambda: desk.window.message_bar.is_error)
    assert name in desk.window.message_bar.sentence
    assert words in desk.window.message_bar.sentence
    assert desk.contents == before
    assert len(desk.workspace.universes) == 1


def test_a_file_that_is_not_there_is_told(desk: Desk, tmp_path: Path) -> None:
    look_around(desk)
    drop(desk, [tmp_path / "gone.harmonic"])
    desk.wait(lambda: "“gone.harmonic” can’t be read" in desk.window.message_bar.sentence)


def test_universes_of_another_database_are_chosen_and_copied(desk: Desk, tmp_path: Path) -> None:
    look_around(desk)
    web = make_web_file(tmp_path / "web.db")
    drop(desk, [web])
    dialog = desk.dialog("chooseDialog")
    assert isinstance(dialog, ChooseDialog)
    words = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert "<b>Мир</b> 🌍 – 3 cards, of ida" in words
    dialog.list.setCurrentRow(words.index("<b>Мир</b> 🌍 – 3 cards, of ida"))
    for row in range(dialog.list.count()):
        if row != dialog.list.currentRow():
            dialog.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    dialog.accept()
    desk.wait_for_universe("<b>Мир</b> 🌍")
    assert sorted(card.harmony_tie for card in desk.contents.cards.values()) == [-3.0, 7.5, 1e308]
    assert len(desk.workspace.universes) == 2


def test_the_open_database_is_not_imported_into_itself(desk: Desk) -> None:
    look_around(desk)
    drop(desk, [desk.workspace.store.path])
    desk.wait(lambda: "open now" in desk.window.message_bar.sentence)
    desk.window.universes.create("Still works")
    desk.wait_for_universe("Still works")


def test_a_project_of_another_program_is_taken_in_and_told(desk: Desk, tmp_path: Path) -> None:
    look_around(desk)
    path = in_archive(MANUSKRIPT, tmp_path / "wheel.msk")
    desk.window.menus.imports.open_files([path])
    desk.wait(lambda: "wheel.msk" in desk.window.message_bar.sentence)
    assert "Took 4 cards on 3 plotlines and 1 marker." in desk.window.message_bar.sentence
    assert "Characters were left out: 2" in desk.window.message_bar.sentence
    assert desk.contents.universe.name == "The Wheel"
