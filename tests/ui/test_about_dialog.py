"""About: versions, paths, and every licence, also where a bundle carries none."""

from __future__ import annotations

import platform
from importlib import metadata
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from harmonic_desktop import __version__
from harmonic_desktop.ui.about_dialog import AboutDialog
from harmonic_desktop.ui.licences import MADE_WITH, list_licences


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> AboutDialog:
    shown = AboutDialog(tmp_path, tmp_path / "universes.db")
    shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(shown)
    shown.open()
    return shown


def press(dialog: QWidget, text: str) -> None:
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_versions_and_paths_can_be_copied(dialog: AboutDialog, tmp_path: Path) -> None:
    press(dialog, "Copy")
    copied = QGuiApplication.clipboard().text()
    for fact in (__version__, platform.python_version(), "6.11", str(tmp_path), "universes.db"):
        assert fact in copied


def test_every_package_has_its_licence_with_a_text(dialog: AboutDialog) -> None:
    shown = [dialog.choice.itemText(i) for i in range(dialog.choice.count())]
    assert len(shown) > len(MADE_WITH)
    for index in range(dialog.choice.count()):
        dialog.choice.setCurrentIndex(index)
        assert len(dialog.text.toPlainText()) > 200, shown[index]


def test_a_bundle_without_metadata_still_names_the_licences(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> NoReturn:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", missing)
    monkeypatch.setattr(metadata, "requires", missing)
    found = {licence.package: licence for licence in list_licences()}
    assert set(found) == {"Python", *MADE_WITH}
    assert all(licence.name for licence in found.values())
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in found["PySide6-Essentials"].text


class Opener(QObject):
    """Stands where the system's file manager would."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url)


def test_the_data_folder_is_shown_by_the_system(dialog: AboutDialog, tmp_path: Path) -> None:
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "take")  # type: ignore[arg-type]  # the stub wants bytes, Qt a name
    press(dialog, "Show data folder")
    QDesktopServices.unsetUrlHandler("file")
    assert [Path(url.toLocalFile()) for url in opener.urls] == [tmp_path]
