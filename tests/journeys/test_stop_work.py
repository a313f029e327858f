"""Long work shows how far it is and can be stopped, by mouse or Esc; nothing half done is left behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from harmonic_desktop.exchange.files import NotWritten
from harmonic_desktop.exchange.heed import Heed
from harmonic_desktop.ui.files import exports, imports, work
from harmonic_desktop.ui.files.progress import Progress
from harmonic_desktop.ui.files.thread import GivenUp

from .conftest import Desk
from .test_exports import document, save_as
from .test_imports import drop
from .test_look_around import look_around

Stop = Callable[[Desk, Progress], None]


def by_mouse(desk: Desk, progress: Progress) -> None:
    desk.click(progress, "stopWork")


def by_key(desk: Desk, progress: Progress) -> None:
    QTest.keyClick(progress, Qt.Key.Key_Escape)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "SHOWN_AFTER_MS", 0)


def without_end(heed: Heed) -> None:
    while True:
        heed(0.25)


def shown(desk: Desk) -> Progress:
    """The progress, once the bar has moved."""
    progress = desk.dialog("workProgress")
    assert isinstance(progress, Progress)
    desk.wait(lambda: progress.bar.value() == 250)
    return progress


@pytest.mark.parametrize("stop", [by_mouse, by_key])
def test_an_export_that_is_stopped_writes_nothing(desk: Desk, tmp_path: Path, stop: Stop) -> None:
    look_around(desk)
    (tmp_path / "kept.docx").write_bytes(b"before")

    def write(path: Path, heed: Heed) -> Path:
        without_end(heed)
        return path

    desk.window.menus.exports._begin(str(tmp_path / "kept.docx"), "docx", write)
    stop(desk, shown(desk))
    desk.wait(lambda: "“kept.docx” was not saved." in desk.window.message_bar.sentence)
    assert [(entry.name, entry.read_bytes()) for entry in tmp_path.iterdir() if entry.is_file()] == [
        ("kept.docx", b"before")
    ]
    assert not desk._dialogs()


@pytest.mark.parametrize("name", ["story.harmonic", "table.csv"])
@pytest.mark.parametrize("stop", [by_mouse, by_key])
def test_an_import_that_is_stopped_takes_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: Stop, name: str
) -> None:
    look_around(desk)
    before = desk.contents
    monkeypatch.setattr(imports, "read_stories", lambda path, heed: without_end(heed))
    monkeypatch.setattr(imports, "read_table", lambda *_args, heed, **_more: without_end(heed))
    (tmp_path / name).write_bytes(b"title\nA\n")
    drop(desk, [tmp_path / name])
    stop(desk, shown(desk))
    desk.wait(lambda: f"Nothing was taken from “{name}”." in desk.window.message_bar.sentence)
    assert desk.contents is before
    assert not desk.workspace.undo_stack.canUndo()
    monkeypatch.undo()
    (tmp_path / "next.md").write_text("# Next\n## Card\n", "utf-8")
    drop(desk, [tmp_path / "next.md"])
    desk.wait_for_universe("Next")


def test_a_real_document_is_stopped_by_a_click(desk: Desk, tmp_path: Path) -> None:
    look_around(desk)
    table = tmp_path / "long.csv"
    table.write_text("title,description\n" + "Card,Words and words.\n" * 6000, "utf-8")
    drop(desk, [table])
    desk.click(desk.dialog("tableDialog"), "takeTable")
    desk.wait(lambda: len(desk.contents.cards) > 6000)
    document(desk, 0)
    desk.window.message_bar.close_message()
    chooser = desk.dialog("fileChooser")
    assert isinstance(chooser, QFileDialog)
    chooser.selectFile(str(tmp_path / "bible.docx"))
    chooser.accept()
    progress = desk.dialog("workProgress")
    assert isinstance(progress, Progress)
    desk.wait(lambda: progress.bar.value() > 0)
    desk.click(progress, "stopWork")
    desk.wait(lambda: "“bible.docx” was not saved." in desk.window.message_bar.sentence)
    assert [entry.name for entry in tmp_path.iterdir() if entry.is_file()] == ["long.csv"]


def test_work_that_is_not_stopped_goes_on_to_its_end(desk: Desk, tmp_path: Path) -> None:
    look_around(desk)
    document(desk, 1)
    save_as(desk, tmp_path / "bible.md")
    assert (tmp_path / "bible.md").is_file() and (tmp_path / "bible harmony.png").is_file()


def test_closing_the_window_stops_what_is_being_done(desk: Desk, tmp_path: Path) -> None:
    look_around(desk)

    def write(path: Path, heed: Heed) -> Path:
        without_end(heed)
        return path

    desk.window.menus.exports._begin(str(tmp_path / "x.docx"), "docx", write)
    shown(desk)
    desk.close()
    assert not (tmp_path / "x.docx").exists()


@pytest.mark.parametrize("steps", range(7))
def test_wherever_writing_is_given_up_nothing_is_there_or_all(tmp_path: Path, steps: int) -> None:
    calls = iter(range(steps))

    def heed(share: float) -> None:
        if next(calls, None) is None:
            raise GivenUp

    one, two = tmp_path / "one.md", tmp_path / "two.png"
    data = {two: b"x" * (2 * exports.BLOCK + 1), one: b"y"}
    try:
        exports._write(lambda path, heed: data, one, heed)
    except GivenUp:
        assert list(tmp_path.iterdir()) == []
        assert steps < 5
    else:
        assert {path: path.read_bytes() for path in tmp_path.iterdir()} == data
        assert steps >= 5


def test_of_two_files_none_is_written_where_one_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "one.md").mkdir()
    data = {tmp_path / "one.md": b"y", tmp_path / "gone" / "two.png": b"x"}
    with pytest.raises(NotWritten):
        exports._write(lambda path, heed: data, tmp_path / "one.md", lambda share: None)
    assert [entry.name for entry in tmp_path.iterdir()] == ["one.md"]
