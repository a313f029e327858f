"""Out of the window into files: a picture by its key, the curve by the menu, and the folder is known the next time."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLineEdit, QMenu, QWidget

from harmonic_desktop.domain.harmony import curve_of
from harmonic_desktop.ui import theme

from .conftest import Desk
from .test_look_around import look_around


class Opener(QObject):
    """Stands where the system's file manager would."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url)


def export(desk: Desk, text: str) -> None:
    """Chooses something in File → Export."""
    file = desk.window.menuBar().actions()[0].menu()
    assert isinstance(file, QMenu)
    submenu = next(action.menu() for action in file.actions() if action.text() == "Export")
    assert isinstance(submenu, QMenu)
    next(action for action in submenu.actions() if action.text() == text).trigger()


def save(desk: Desk, parent: QWidget, name: str) -> None:
    """Types a name into the file chooser, and saves."""
    desk.wait(lambda: parent.findChild(QFileDialog, "fileChooser") is not None)
    chooser = parent.findChild(QFileDialog, "fileChooser")
    assert isinstance(chooser, QFileDialog)
    edit, box = chooser.findChild(QLineEdit, "fileNameEdit"), chooser.findChild(QDialogButtonBox)
    assert isinstance(edit, QLineEdit) and isinstance(box, QDialogButtonBox)
    edit.selectAll()
    QTest.keyClicks(edit, name)
    QTest.mouseClick(box.button(QDialogButtonBox.StandardButton.Save), Qt.MouseButton.LeftButton)


def test_a_picture_of_the_timeline_is_saved_and_shown_in_its_folder(desk: Desk, tmp_path: Path) -> None:
    look_around(desk)
    desk.window.export_folder = str(tmp_path)
    desk.keys("Ctrl+Shift+E")
    dialog = desk.dialog("pictureDialog")
    desk.click(dialog, "savePicture")
    save(desk, dialog, "wheel.png")
    desk.wait(lambda: "“wheel.png” was saved." in desk.window.message_bar.sentence)
    image = QImage(str(tmp_path / "wheel.png"))
    assert image.pixelColor(0, 0) == theme.current().panel and image.width() == 2400

    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "take")  # type: ignore[arg-type]  # the stub wants bytes, Qt a name
    desk.click(desk.window.message_bar, "messageAction")
    QDesktopServices.unsetUrlHandler("file")
    assert [Path(url.toLocalFile()) for url in opener.urls] == [tmp_path]


def test_the_curve_is_saved_as_a_table_in_the_folder_of_the_last_time(desk: Desk, tmp_path: Path) -> None:
    look_around(desk)
    desk.window.export_folder = str(tmp_path)
    export(desk, "Harmony curve as CSV…")
    save(desk, desk.window, "curve.csv")
    desk.wait(lambda: "“curve.csv” was saved." in desk.window.message_bar.sentence)
    with open(tmp_path / "curve.csv", encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    curve = curve_of(desk.contents.cards.values())
    assert len(rows) == len(curve.values) and len(head) == 6 + len(desk.contents.plotlines)

    desk.close()
    desk.start()
    desk.wait(lambda: desk.window.workspace is not None)
    assert desk.window.export_folder == str(tmp_path)


def test_the_plot_is_what_its_own_entry_begins_with(desk: Desk) -> None:
    look_around(desk)
    export(desk, "Harmony plot as picture…")
    dialog = desk.dialog("pictureDialog")
    assert dialog.findChild(QWidget, "pictureSubject").currentText() == "Harmony plot"  # type: ignore[union-attr]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    desk.wait(lambda: desk.window.findChild(QWidget, "plotPictures") is None)


def test_the_menu_of_the_plot_offers_its_picture_and_its_table(desk: Desk) -> None:
    look_around(desk)
    offered = [action.text() for action in desk.window.plot._keys.make_menu().actions()]
    assert offered[-2:] == ["Harmony plot as picture…", "Harmony curve as CSV…"]


def test_a_folder_that_is_gone_is_told_in_the_window(desk: Desk, tmp_path: Path) -> None:
    look_around(desk)
    export(desk, "Harmony curve as CSV…")
    chooser = desk.window.findChild(QFileDialog, "fileChooser")
    assert isinstance(chooser, QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "gone" / "curve.csv"))
    chooser.close()
    desk.wait(lambda: "the folder is not there any more" in desk.window.message_bar.sentence)
    assert desk.window.message_bar.is_error
