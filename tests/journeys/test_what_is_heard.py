"""A writer turns the physics of a world and sees at once what will be heard of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from harmonic_desktop.domain.catalogue import Kind
from harmonic_desktop.domain.parameters import (
    add_music_parameter,
    change_music_parameter,
    change_physics_parameter,
    remove_parameters,
)
from harmonic_desktop.ui.chain.section import ChainSection
from harmonic_desktop.ui.parameters.columns import Column
from harmonic_desktop.ui.parameters.parameter_panel import ParameterPanel
from harmonic_desktop.ui.parameters.places import knob_rect, share_of

from .conftest import Desk
from .test_look_around import look_around

# The offscreen platform says that it can neither raise a popup nor give it the keyboard.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def shown(desk: Desk, kind: Kind) -> ChainSection:
    """The section of a tab, which is brought to the front."""
    panel = desk.window.physics_panel if kind == "physics" else desk.window.music_panel
    desk.window.tabs.setCurrentWidget(panel)
    QApplication.processEvents()
    return desk.window.chains.section(kind)


def said(section: ChainSection, name: str) -> str:
    """Amount and reason of the effect of that name."""
    lines = (section.model.line(row) for row in range(section.model.rowCount()))
    line = next(line for line in lines if line.name == name)
    return f"{line.amount} ← {line.reason}"


def row_of(section: ChainSection, name: str) -> int:
    return next(r for r in range(section.model.rowCount()) if section.model.line(r).name == name)


def parameter_row(panel: ParameterPanel, name: str) -> int:
    return next(r for r in range(panel.model.total) if panel.model.rows[r].parameter_name == name)


def without_tempo(desk: Desk) -> None:
    """Leaves the tempo to gravity."""
    tempo = [p for p in desk.contents.music.values() if p.parameter_name == "tempo"]
    desk.workspace.perform(remove_parameters, tempo)


def test_what_is_heard_follows_a_slider_while_it_is_dragged(desk: Desk) -> None:
    look_around(desk)
    without_tempo(desk)
    section, panel = shown(desk, "physics"), desk.window.physics_panel
    assert said(section, "Tempo") == "97.2 BPM ← Gravity 6.2 m/s² (physics)"
    row, steps = parameter_row(panel, "gravity"), desk.workspace.undo_stack.count()
    cell = panel.table.visualRect(panel.model.index(row, Column.VALUE))
    facts = panel.model.facts(row)
    assert facts is not None
    assert facts.span is not None
    port, left, none = panel.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    places = [knob_rect(cell, share).center() for share in (share_of(facts.span, 6.2), 0.8, 1.0)]
    window = desk.window.windowHandle()
    first, middle, last = (port.mapTo(desk.window, place) for place in places)
    QTest.mousePress(window, left, none, first)
    QTest.mouseMove(window, middle)
    QTest.mouseMove(window, last)
    QApplication.processEvents()
    assert said(section, "Tempo") == "180 BPM ← Gravity 20 m/s² (physics)"
    assert desk.workspace.undo_stack.count() == steps
    QTest.keyClick(panel.table, Qt.Key.Key_Escape)
    QTest.mouseRelease(window, left, none, last)
    assert said(section, "Tempo") == "97.2 BPM ← Gravity 6.2 m/s² (physics)"
    assert desk.workspace.undo_stack.count() == steps


def test_what_is_heard_follows_a_value_while_it_is_typed_and_esc_takes_it_back(desk: Desk) -> None:
    look_around(desk)
    without_tempo(desk)
    section, panel = shown(desk, "physics"), desk.window.physics_panel
    panel.table.setFocus()
    panel.table.go_to(parameter_row(panel, "gravity"), Column.VALUE)
    QTest.keyClick(panel.table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "3.7")
    assert said(section, "Tempo") == "82.2 BPM ← Gravity 3.7 m/s² (physics)"
    QTest.keyClicks(editor, "x")
    assert said(section, "Tempo").startswith("97.2 BPM")
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert said(section, "Tempo").startswith("97.2 BPM")
    panel.table.go_to(parameter_row(panel, "gravity"), Column.VALUE, edit=True)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "1 g0")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert said(section, "Tempo").startswith("118.8 BPM")
    desk.keys("Ctrl+Z")
    assert said(section, "Tempo").startswith("97.2 BPM")


def test_a_value_that_is_clamped_is_said(desk: Desk) -> None:
    look_around(desk)
    section = shown(desk, "physics")
    friction = next(p for p in desk.contents.physics.values() if p.parameter_name == "friction")
    desk.workspace.perform(change_physics_parameter, friction.id, value=3.0)
    assert "Friction counts as 1, not 3" in said(section, "Added to the harmony")


def test_an_instrument_is_heard_with_its_own_parameters_in_both_tabs(desk: Desk) -> None:
    look_around(desk)
    desk.workspace.perform(add_music_parameter, "swing", 0.3, "Bassoon")
    section = shown(desk, "music")
    assert said(section, "Swing") == "8 % ← Swing 0.08 (music)"
    section.part.setFocus()
    for _ in range(section.part.findData("Bassoon")):
        QTest.keyClick(section.part, Qt.Key.Key_Down)
    assert section.instrument == "Bassoon"
    assert said(section, "Swing") == "30 % ← Swing 0.3 (music)"
    assert shown(desk, "physics").instrument == "Bassoon"
    own = next(p for p in desk.contents.music.values() if p.parameter_name == "swing" and p.instrument)
    desk.workspace.perform(change_music_parameter, own.id, instrument="Glass harp of Carrow")
    section = shown(desk, "music")
    QTest.keyClick(section.part, Qt.Key.Key_End)
    assert section.instrument == "Glass harp of Carrow"
    assert said(section, "Swing") == "30 % ← Swing 0.3 (music)"
    assert section.note.isVisible()
    assert "plays as a piano" in section.note.text()


def test_enter_on_a_row_leads_to_the_parameter_that_decides(desk: Desk) -> None:
    look_around(desk)
    section = shown(desk, "physics")
    section.list.setFocus()
    section.list.setCurrentIndex(section.model.index(row_of(section, "Tempo")))
    QTest.keyClick(section.list, Qt.Key.Key_Return)
    panel = desk.window.music_panel
    assert panel.isVisible()
    assert panel.model.rows[panel.table.currentIndex().row()].parameter_name == "tempo"
    assert panel.table.hasFocus()


def test_a_click_leads_to_a_row_that_a_filter_hides(desk: Desk) -> None:
    look_around(desk)
    section, panel = shown(desk, "physics"), desk.window.physics_panel
    panel.filter.setText("gravity")
    place = section.list.visualRect(section.model.index(row_of(section, "Echoes"))).center()
    section.list.scrollTo(section.model.index(row_of(section, "Echoes")))
    place = section.list.visualRect(section.model.index(row_of(section, "Echoes"))).center()
    desk.click_at(section.list.viewport(), place)
    assert panel.model.rows[panel.table.currentIndex().row()].parameter_name == "elasticity"


def test_what_comes_of_the_current_parameter_is_marked_and_in_view(desk: Desk) -> None:
    look_around(desk)
    section, panel = shown(desk, "physics"), desk.window.physics_panel
    panel.select_row(parameter_row(panel, "friction"))
    panel.select_row(parameter_row(panel, "gravity"))
    marked = [row for row in range(section.model.rowCount()) if section.model.is_followed(row)]
    assert [section.model.line(row).name for row in marked] == ["Weight of the bass"]
    place = section.list.visualRect(section.model.index(marked[0]))
    assert section.list.viewport().rect().contains(place)
    without_tempo(desk)
    top = section.list.verticalScrollBar().value()
    desk.click_at(section.list.viewport(), place.center())
    marked = [row for row in range(section.model.rowCount()) if section.model.is_followed(row)]
    assert [section.model.line(row).name for row in marked] == ["Tempo", "Weight of the bass"]
    assert section.list.verticalScrollBar().value() == top


def test_what_an_edit_leads_to_is_told_to_those_who_do_not_see_it(desk: Desk) -> None:
    look_around(desk)
    section = shown(desk, "physics")
    told: list[str] = []
    section.told.connect(told.append)
    elasticity = next(p for p in desk.contents.physics.values() if p.parameter_name == "elasticity")
    desk.workspace.perform(change_physics_parameter, elasticity.id, value=0.0)
    assert told == ["Notes are held 92 %, Rhythm plain, Echoes 0 %"]
    desk.keys("Ctrl+Z")
    assert len(told) == 2


def test_what_is_missing_leads_to_where_it_is_added(desk: Desk) -> None:
    look_around(desk)
    section = shown(desk, "music")
    chorus = [p for p in desk.contents.music.values() if p.parameter_name == "chorus"]
    desk.workspace.perform(remove_parameters, chorus)
    section.list.setFocus()
    section.list.setCurrentIndex(section.model.index(row_of(section, "Width")))
    QTest.keyClick(section.list, Qt.Key.Key_Return)
    panel = desk.window.music_panel
    assert panel.table.currentIndex().row() == panel.model.total
    assert "There is no “Chorus” yet" in desk.window.statusBar().currentMessage()


def test_a_screen_reader_reads_whole_sentences(desk: Desk) -> None:
    look_around(desk)
    section = shown(desk, "music")
    reader = QAccessible.queryAccessibleInterface(section.list)
    assert reader is not None
    assert reader.text(QAccessible.Text.Name) == "What is heard"
    assert reader.child(0).text(QAccessible.Text.Name) == "Tempo: 92 BPM, from Tempo 92 BPM (music)."


def test_its_height_is_the_same_in_both_tabs_and_at_the_next_start(desk: Desk) -> None:
    look_around(desk)
    section, column = shown(desk, "physics"), desk.window.physics_panel.column
    before = section.height()
    handle = column.handle(1)
    desk.drag(handle, handle.rect().center(), QPoint(0, -60))
    assert section.height() == before + 60
    assert shown(desk, "music").height() == before + 60
    desk.close()
    desk.start()
    desk.wait(lambda: desk.window.workspace is not None and desk.window.workspace.contents is not None)
    assert abs(shown(desk, "music").height() - before - 60) <= 1


def test_it_is_closed_by_key_or_click_and_stays_so_at_the_next_start(desk: Desk) -> None:
    look_around(desk)
    section = shown(desk, "physics")
    assert section.list.isVisible()
    desk.click_at(section.toggle, QPoint(12, 12))
    assert not section.list.isVisible()
    assert not desk.window.menus.heard.isChecked()
    assert not shown(desk, "music").list.isVisible()
    desk.close()
    desk.start()
    desk.wait(lambda: desk.window.workspace is not None and desk.window.workspace.contents is not None)
    section = shown(desk, "music")
    assert not section.list.isVisible()
    desk.keys("Ctrl+Shift+H")
    assert section.list.isVisible()
    assert section.model.rowCount() > 0
