"""Whatever leaves the program can be read by others, and what can't be written is told in a sentence."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from PySide6.QtWidgets import QFileDialog

from harmonic_desktop.exchange.archive import read_archive
from harmonic_desktop.exchange.universe_file import read_universe, write_universe
from harmonic_desktop.ui.files.document_dialog import DocumentDialog

from .conftest import Desk
from .test_look_around import look_around


def save_as(desk: Desk, path: Path) -> None:
    """Chooses a file in the chooser that is open, and waits until it is there."""
    desk.wait(lambda: bool(desk.window.findChildren(QFileDialog, "fileChooser")))
    chooser = desk.window.findChildren(QFileDialog, "fileChooser")[-1]
    chooser.selectFile(str(path))
    chooser.accept()
    desk.wait(lambda: path.name in desk.window.message_bar.sentence)


def test_the_open_universe_is_a_file_that_reads_as_the_very_same(desk: Desk, tmp_path: Path) -> None:
    look_around(desk)
    desk.window.menus.exports.save_universe()
    save_as(desk, tmp_path / "out.harmonic")
    text = (tmp_path / "out.harmonic").read_text("utf-8")
    assert text == write_universe(desk.contents)
    assert write_universe(read_universe(text)) == text


def test_all_universes_are_one_archive(desk: Desk, tmp_path: Path) -> None:
    look_around(desk)
    desk.window.universes.create("Second")
    desk.window.menus.exports.save_all()
    save_as(desk, tmp_path / "all.zip")
    names = [story.universe.name for story in read_archive((tmp_path / "all.zip").read_bytes())]
    assert names == ["Carrow Wheel", "Second"]
    assert zipfile.is_zipfile(tmp_path / "all.zip")


@pytest.mark.parametrize(("kind", "first"), [("cards", "plot_point"), ("physics", "parameter_name")])
def test_tables_are_csv(desk: Desk, tmp_path: Path, kind: str, first: str) -> None:
    look_around(desk)
    desk.window.menus.exports.save_table("cards" if kind == "cards" else "physics")
    save_as(desk, tmp_path / "table.csv")
    lines = (tmp_path / "table.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].startswith(first)
    assert len(lines) > 6


def document(desk: Desk, row: int) -> None:
    """Asks for a document of the kind in that row, in story order."""
    desk.window.menus.exports.ask_for_document()
    dialog = desk.dialog("documentDialog")
    assert isinstance(dialog, DocumentDialog)
    dialog.kind.setCurrentIndex(row)
    dialog.in_story_order.setChecked(True)
    dialog.accept()


def test_a_word_document_has_the_plot_in_it(desk: Desk, tmp_path: Path) -> None:
    look_around(desk)
    document(desk, 0)
    save_as(desk, tmp_path / "bible.docx")
    read = docx.Document(str(tmp_path / "bible.docx"))
    assert len(read.inline_shapes) == 1
    assert read.paragraphs[0].text == "Carrow Wheel"


def test_markdown_has_the_plot_beside_it(desk: Desk, tmp_path: Path) -> None:
    look_around(desk)
    document(desk, 1)
    save_as(desk, tmp_path / "bible.md")
    assert "![The harmony of the story](<bible harmony.png>)" in (tmp_path / "bible.md").read_text("utf-8")
    assert (tmp_path / "bible harmony.png").read_bytes().startswith(b"\x89PNG")


def test_what_cannot_be_written_is_told_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    look_around(desk)
    (tmp_path / "taken.harmonic").mkdir()
    desk.window.menus.exports.save_universe()
    desk.wait(lambda: bool(desk.window.findChildren(QFileDialog, "fileChooser")))
    chooser = desk.window.findChildren(QFileDialog, "fileChooser")[-1]
    chooser.fileSelected.emit(str(tmp_path / "taken.harmonic"))
    chooser.reject()
    desk.wait(lambda: desk.window.message_bar.is_error)
    assert "could not be saved" in desk.window.message_bar.sentence
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".harmonic")] == []
