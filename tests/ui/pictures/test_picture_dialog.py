"""A person chooses what to save, sees it, saves it with the keyboard alone, and may stop half way."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.ui.pictures.page import PictureMaker, PictureOptions
from harmonic_desktop.ui.pictures.picture_dialog import PictureDialog, Subject
from harmonic_desktop.ui.plot.picture import PlotPictures
from harmonic_desktop.ui.plot.switches import PlotSwitches
from harmonic_desktop.ui.timeline.picture import timeline_picture

from .stories import story

Opener = Callable[[Contents], PictureDialog]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opener]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def open_on(contents: Contents) -> PictureDialog:
        makers: dict[Subject, PictureMaker] = {
            Subject.TIMELINE: lambda options: timeline_picture(contents, options),
            Subject.PLOT: PlotPictures(contents, PlotSwitches(window), window),
        }
        dialog = PictureDialog(makers, Subject.TIMELINE, PictureOptions(), tmp_path, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    yield open_on
    window.close()


def found(dialog: PictureDialog, kind: type[QWidget], name: str) -> QWidget:
    widget = dialog.findChild(kind, name)
    assert widget is not None
    return widget


def choose(dialog: PictureDialog, name: str, index: int) -> None:
    combo = found(dialog, QComboBox, name)
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Home)
    for _ in range(index):
        QTest.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentIndex() == index


def said(dialog: PictureDialog, name: str = "pictureProblem") -> str:
    label = found(dialog, QLabel, name)
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def save_as(qtbot: QtBot, dialog: PictureDialog, name: str) -> None:
    """Presses Save, types a name, and presses Save again."""
    button = found(dialog, QPushButton, "savePicture")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    chooser = dialog.findChild(QFileDialog, "fileChooser")
    assert isinstance(chooser, QFileDialog)
    qtbot.waitUntil(chooser.isVisible)
    edit = chooser.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(edit, QLineEdit)
    edit.selectAll()
    QTest.keyClicks(edit, name)
    box = chooser.findChild(QDialogButtonBox)
    assert isinstance(box, QDialogButtonBox)
    button = box.button(QDialogButtonBox.StandardButton.Save)
    qtbot.waitUntil(button.isEnabled)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_is_saved_has_the_size_that_was_said(opened: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(story(9))
    choose(dialog, "pictureScale", 1)
    with qtbot.waitSignal(dialog.saved) as saved:
        save_as(qtbot, dialog, "a.png")
    assert saved.args == [tmp_path / "a.png"] and not dialog.isVisible()
    image = QImage(str(tmp_path / "a.png"))
    assert said_size(dialog) == f"{image.width()} × {image.height()} px"
    assert image.width() == 2 * timeline_picture(story(9), PictureOptions()).width


def test_enter_in_the_form_goes_on_to_saving(opened: Opener, qtbot: QtBot) -> None:
    dialog = opened(story(9))
    choose(dialog, "pictureScale", 1)
    QTest.keyClick(found(dialog, QComboBox, "pictureScale"), Qt.Key.Key_Return)
    chooser = dialog.findChild(QFileDialog, "fileChooser")
    assert isinstance(chooser, QFileDialog)
    qtbot.waitUntil(chooser.isVisible)
    chooser.reject()


def said_size(dialog: PictureDialog) -> str:
    label = found(dialog, QLabel, "pictureSize")
    assert isinstance(label, QLabel)
    return label.text()


def test_the_plot_is_saved_as_svg_under_a_name_without_suffix(opened: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(story(9))
    choose(dialog, "pictureSubject", 1)
    choose(dialog, "pictureFormat", 1)
    assert not found(dialog, QComboBox, "pictureScale").isEnabled()
    with qtbot.waitSignal(dialog.saved):
        save_as(qtbot, dialog, "curve")
    assert [path.name for path in tmp_path.iterdir()] == ["curve.svg"]
    assert QSvgRenderer(str(tmp_path / "curve.svg")).isValid()
    assert "Harmony plot" in (tmp_path / "curve.svg").read_text("utf-8")


def test_the_preview_follows_what_is_chosen(opened: Opener, qtbot: QtBot) -> None:
    dialog = opened(story(9))
    qtbot.waitUntil(lambda: dialog.preview.image is not None)
    light = dialog.preview.image
    choose(dialog, "pictureColours", 1)
    qtbot.waitUntil(lambda: dialog.preview.image is not None)
    dark = dialog.preview.image
    assert light is not None and dark is not None
    assert light.pixelColor(1, 1).lightness() > 200 > 60 > dark.pixelColor(1, 1).lightness()


def test_what_makes_a_picture_larger_is_told_at_once(opened: Opener) -> None:
    dialog = opened(story(400, 2))
    rows = said_size(dialog)
    assert "rows" in rows
    choose(dialog, "pictureRows", 1)
    assert "rows" not in said_size(dialog)
    dialog.legend.setFocus()
    before = said_size(dialog)
    QTest.keyClick(dialog.legend, Qt.Key.Key_Space)
    assert said_size(dialog) != before


def test_a_story_too_large_for_its_titles_is_told(opened: Opener) -> None:
    dialog = opened(story(10_000, 20))
    choose(dialog, "pictureScale", 2)
    assert "too small for their titles" in said_size(dialog)


def test_a_failure_is_told_and_the_dialog_stays(
    opened: Opener, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    dialog = opened(story(9))
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        save_as(qtbot, dialog, "a.png")
        qtbot.waitUntil(lambda: "the disk is full" in said(dialog))
    assert not list(tmp_path.iterdir()) and dialog.isVisible()
    with qtbot.waitSignal(dialog.saved):
        save_as(qtbot, dialog, "a.png")
    assert [path.name for path in tmp_path.iterdir()] == ["a.png"]


def test_escape_stops_what_is_written_and_leaves_nothing_of_it(opened: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"what was there before")
    dialog = opened(story(10_000, 20))
    choose(dialog, "pictureScale", 2)
    dialog._write(str(tmp_path / "a.png"))  # the chooser would ask about the old file first
    qtbot.waitUntil(lambda: len(list(tmp_path.iterdir())) == 2)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert [path.name for path in tmp_path.iterdir()] == ["a.png"]
    assert (tmp_path / "a.png").read_bytes() == b"what was there before"
    assert said(dialog) == "Stopped; nothing was saved." and dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_closing_the_window_of_the_dialog_stops_it_too(opened: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(story(10_000, 20))
    dialog._write(str(tmp_path / "a.png"))
    qtbot.waitUntil(lambda: bool(list(tmp_path.iterdir())))
    dialog.close()
    dialog.close()
    assert not list(tmp_path.iterdir())


def test_a_file_that_only_the_suffix_leads_to_is_not_replaced(opened: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "Mr. Smith.png").write_bytes(b"old")
    dialog = opened(story(3))
    dialog._write(str(tmp_path / "Mr. Smith"))
    assert said(dialog) == "“Mr. Smith.png” is there already; choose another name."
    assert (tmp_path / "Mr. Smith.png").read_bytes() == b"old"


def test_every_choice_has_a_name_for_those_who_do_not_see_it(opened: Opener) -> None:
    dialog = opened(story(3))
    names = {combo.accessibleName() for combo in dialog.findChildren(QComboBox)}
    assert names == {"Picture of", "Format", "Size", "Colours", "Layout"}
    assert all(button.accessibleName() for button in dialog.findChildren(QPushButton))
    assert dialog.preview.accessibleDescription() == said_size(dialog)
