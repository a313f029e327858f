"""Keys, scales and instruments are shown, searched and typed by name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication

from .conftest import UNIT, VALUE, Tab

# The offscreen platform says that it can neither raise a popup nor give it the keyboard.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_keys_are_shown_and_typed_by_name(music: Tab) -> None:
    assert music.text(0, VALUE) == "D"
    music.type(0, VALUE, "f#")
    assert music.rows[0][1] == 6.0
    assert music.text(0, VALUE) == "F♯/G♭"
    music.type(0, VALUE, "7")
    assert music.text(0, VALUE) == "G"


def test_a_tempo_is_shown_with_its_unit_and_typed_with_or_without(music: Tab) -> None:
    assert music.text(1, VALUE) == "96 BPM"
    music.type(1, VALUE, "120 bpm")
    assert music.rows[1][1] == 120.0


def test_an_instrument_is_offered_by_name_and_free(music: Tab) -> None:
    music.type(1, UNIT, "Cello")
    assert music.rows[1][2] == "Cello"
    music.type(1, UNIT, "Kazoo of doom")
    music.panel.select_row(1)
    assert "plays as a piano" in music.panel.words.remarks.text()
    music.type(1, UNIT, "")
    music.open(1, UNIT)
    music.editor().selectAll()
    QTest.keyClick(music.editor(), Qt.Key.Key_Delete)
    QTest.keyClick(music.editor(), Qt.Key.Key_Return)
    assert music.rows[1][2] is None


def test_a_name_of_the_list_is_picked_with_keys(music: Tab) -> None:
    editor = music.open(1, UNIT)
    QTest.keyClicks(editor, "viol")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert music.rows[1][2] == "Violin"


def test_down_offers_all_names_whatever_the_text_is(physics: Tab) -> None:
    QTest.keyClick(physics.open(1, UNIT), Qt.Key.Key_Down)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QAbstractItemView)
    assert [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())] == [
        "dimensionless",
        "percent",
    ]
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert physics.rows[1][2] == "dimensionless"
