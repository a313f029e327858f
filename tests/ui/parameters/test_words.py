"""What a parameter table says of its rows, in whichever language, and never as markup."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain import parameters as verbs

from .conftest import NAME, UNIT, VALUE, Tab

# The offscreen platform says that it can neither raise a popup nor give it the keyboard.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_the_table_has_its_name_and_shows_what_is_stored(physics: Tab) -> None:
    assert physics.table.objectName() == "physicsTable"
    assert [physics.text(row, NAME) for row in range(4)] == ["Gravity", "Friction", "magic", "Add…"]
    assert [physics.text(row, VALUE) for row in range(3)] == ["9.81", "0.5", "3"]
    assert [physics.text(row, UNIT) for row in range(3)] == ["m/s²", "dimensionless", "bananas"]


def test_a_value_out_of_range_is_kept_and_explained(physics: Tab) -> None:
    physics.type(0, VALUE, "25")
    physics.panel.select_row(0)
    assert physics.rows[0][1] == 25.0
    assert physics.panel.words.remarks.text() == "It lies outside its range: it is kept, and heard as 20 m/s²."


def test_a_name_used_twice_is_marked(physics: Tab) -> None:
    physics.panel.requests.add("Gravity")
    physics.panel.select_row(3)
    assert "Another row above has this name" in physics.panel.words.remarks.text()
    physics.type(0, NAME, "mass")
    physics.panel.select_row(3)
    assert physics.panel.words.remarks.text() == ""


def test_the_effect_and_range_of_the_current_row_are_said(physics: Tab) -> None:
    physics.panel.select_row(0)
    assert "60 + 6 × gravity" in physics.panel.words.about.text()
    assert "From 0 to 20 m/s², usually 9.81." in physics.panel.words.about.text()
    physics.panel.select_row(2)
    assert "has no effect" in physics.panel.words.about.text()


def test_html_in_a_name_is_shown_as_text(physics: Tab) -> None:
    physics.type(2, NAME, "<b>ink</b>")
    physics.panel.select_row(2)
    assert physics.text(2, NAME) == "<b>ink</b>"
    assert physics.panel.words.title.textFormat() == Qt.TextFormat.PlainText
    physics.type(2, UNIT, "<i>drops</i>")
    tip = physics.model.index(2, NAME).data(Qt.ItemDataRole.ToolTipRole)
    assert "drops" in tip
    assert "<i>" not in tip


def test_numbers_are_shown_in_the_locale(physics: Tab) -> None:
    physics.model.locale = QLocale("de_DE")
    physics.panel.show_universe(physics.contents)
    assert physics.text(0, VALUE) == "9,81"
    assert physics.open(0, VALUE).text() == "9,81"


def test_a_tab_without_a_universe_says_so(physics: Tab) -> None:
    physics.panel.show_universe(None)
    assert not physics.table.isVisible()
    physics.panel.commit_pending()


def test_a_tempo_of_one_instrument_says_that_the_ruler_goes_without_it(music: Tab) -> None:
    music.panel.select_row(1)
    assert music.panel.words.remarks.text() == ""
    music.type(1, UNIT, "Celesta")
    music.panel.select_row(1)
    assert music.panel.words.remarks.text().startswith("It counts for Celesta alone")


def test_a_unit_is_shown_in_one_spelling(physics: Tab) -> None:
    physics.workspace.perform(verbs.add_physics_parameter, "density", 1.0, "kg/m^3")
    assert physics.text(3, UNIT) == "kg/m³"
    steps = physics.steps
    physics.type(3, UNIT, "kg/m**3")
    assert physics.rows[3][2] == "kg/m^3"
    assert physics.steps == steps


def test_the_words_under_the_table_are_never_html(qtbot: QtBot, music: Tab) -> None:
    for label in (music.panel.words.title, music.panel.words.about, music.panel.words.remarks, music.table.message):
        assert label.textFormat() == Qt.TextFormat.PlainText
