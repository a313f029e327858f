"""What the parameter tables promise: edited in place, units heeded, and no value lost or changed by accident."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain import parameters as verbs
from harmonic_desktop.domain.catalogue import Kind
from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.parameters import MusicParameter, PhysicsParameter
from harmonic_desktop.ui.parameters.delegate import knob_rect
from harmonic_desktop.ui.parameters.model import Column
from harmonic_desktop.ui.parameters.parameter_panel import ParameterPanel
from harmonic_desktop.ui.workspace import Workspace

# The offscreen platform says that it can neither raise a popup nor give it the keyboard.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NAME, VALUE, UNIT = Column.NAME, Column.VALUE, Column.UNIT


class Tab:
    """A panel wired to a workspace as the window wires it, and hands on its table."""

    def __init__(self, kind: Kind, workspace: Workspace) -> None:
        self.panel, self.workspace = ParameterPanel(kind), workspace
        self.table, self.model = self.panel.table, self.panel.model
        self.model.locale = QLocale("en_US")
        self.kind = kind
        perform = workspace.perform
        self.panel.physics_added.connect(lambda *what: perform(verbs.add_physics_parameter, *what))
        self.panel.physics_changed.connect(lambda i, what: perform(verbs.change_physics_parameter, i, **what))
        self.panel.music_added.connect(lambda *what: perform(verbs.add_music_parameter, *what))
        self.panel.music_changed.connect(lambda i, what: perform(verbs.change_music_parameter, i, **what))
        self.panel.parameters_removed.connect(self._remove)
        workspace.opened.connect(lambda: self.panel.show_universe(workspace.contents))
        workspace.edited.connect(lambda edit: self.panel.refresh(edit, self.contents))
        self.panel.show_universe(workspace.contents)

    @property
    def contents(self) -> Contents:
        assert self.workspace.contents is not None
        return self.workspace.contents

    @property
    def rows(self) -> list[tuple[Any, ...]]:
        """What is stored: name, value, unit or instrument."""
        physics = sorted(self.contents.physics.values(), key=lambda p: p.id)
        music = sorted(self.contents.music.values(), key=lambda p: p.id)
        if self.kind == "physics":
            return [(p.parameter_name, p.value, p.unit) for p in physics]
        return [(p.parameter_name, p.value, p.instrument) for p in music]

    @property
    def steps(self) -> int:
        return self.workspace.undo_stack.count()

    def _remove(self, ids: list[int]) -> None:
        records: dict[int, PhysicsParameter | MusicParameter] = {**self.contents.physics, **self.contents.music}
        self.workspace.perform(verbs.remove_parameters, [records[i] for i in ids])

    def text(self, row: int, column: Column) -> str:
        return str(self.model.index(row, column).data())

    def open(self, row: int, column: Column) -> QLineEdit:
        """Opens the editor of a cell as F2 does."""
        self.table.setFocus()
        self.table.go_to(row, column)
        QTest.keyClick(self.table, Qt.Key.Key_F2)
        return self.editor()

    def editor(self) -> QLineEdit:
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit), f"no editor has the focus, but {editor}"
        return editor

    def click(self, row: int, column: Column) -> None:
        """Clicks a cell above its slider, as a person does."""
        at = self.table.visualRect(self.model.index(row, column)).topLeft() + QPoint(12, 8)
        at = self.table.viewport().mapTo(self.panel, at)
        QTest.mouseClick(self.panel.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    def type(self, row: int, column: Column, text: str, then: Qt.Key | None = Qt.Key.Key_Return) -> None:
        editor = self.open(row, column)
        editor.selectAll()
        QTest.keyClicks(editor, text)
        if then is not None:
            QTest.keyClick(editor, then)


@pytest.fixture
def physics(workspace: Workspace, shown: Callable[[QWidget], None]) -> Iterator[Tab]:
    workspace.perform(verbs.add_physics_parameter, "gravity", 9.81, "m/s²")
    workspace.perform(verbs.add_physics_parameter, "friction", 0.5, "dimensionless")
    workspace.perform(verbs.add_physics_parameter, "magic", 3.0, "bananas")
    tab = Tab("physics", workspace)
    tab.panel.resize(340, 600)
    shown(tab.panel)
    workspace.undo_stack.clear()
    yield tab
    tab.panel.table.forget_pending()


@pytest.fixture
def music(workspace: Workspace, shown: Callable[[QWidget], None]) -> Iterator[Tab]:
    workspace.perform(verbs.add_music_parameter, "key", 2.0, None)
    workspace.perform(verbs.add_music_parameter, "tempo", 96.0, None)
    tab = Tab("music", workspace)
    tab.panel.resize(340, 600)
    shown(tab.panel)
    workspace.undo_stack.clear()
    yield tab
    tab.panel.table.forget_pending()


def test_the_model_is_a_sound_item_model_through_every_edit(physics: Tab) -> None:
    tester = QAbstractItemModelTester(physics.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    physics.panel.add("density")
    physics.type(0, VALUE, "3.7")
    physics.panel.remove_selected()
    physics.workspace.undo_stack.undo()
    physics.workspace.undo_stack.undo()
    physics.panel.show_universe(None)
    physics.panel.show_universe(physics.contents)
    assert tester.model() is physics.model


def test_the_table_has_its_name_and_shows_what_is_stored(physics: Tab) -> None:
    assert physics.table.objectName() == "physicsTable"
    assert [physics.text(row, NAME) for row in range(4)] == ["Gravity", "Friction", "magic", "Add…"]
    assert [physics.text(row, VALUE) for row in range(3)] == ["9.81", "0.5", "3"]
    assert [physics.text(row, UNIT) for row in range(3)] == ["m/s²", "dimensionless", "bananas"]


def test_a_typed_value_is_one_edit_and_enter_goes_down(physics: Tab) -> None:
    physics.type(0, VALUE, "3,7")
    assert physics.rows[0] == ("gravity", 3.7, "m/s²")
    assert physics.steps == 1
    assert (physics.table.currentIndex().row(), physics.table.currentIndex().column()) == (1, VALUE)
    physics.workspace.undo_stack.undo()
    assert physics.text(0, VALUE) == "9.81"


def test_a_value_with_a_unit_goes_into_the_row_s(physics: Tab) -> None:
    physics.type(0, VALUE, "3.2 ft/s^2")
    assert physics.rows[0] == ("gravity", 0.97536, "m/s²")


def test_opening_and_leaving_a_cell_changes_nothing(physics: Tab) -> None:
    for column in (NAME, VALUE, UNIT):
        editor = physics.open(2, column)
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert physics.steps == 0


def test_escape_leaves_the_value(physics: Tab) -> None:
    physics.type(0, VALUE, "5", Qt.Key.Key_Escape)
    assert physics.rows[0][1] == 9.81
    assert physics.table.state() == physics.table.State.NoState


@pytest.mark.parametrize(
    ("row", "column", "text", "words"),
    [
        (0, VALUE, "abc", "“abc” is not a number."),
        (0, VALUE, "nan", "“nan” is not a number."),
        (0, VALUE, "1e999", "too large"),
        (0, VALUE, "3 kg", "they measure different things"),
        (0, VALUE, "3 bananas", "“bananas” is not a unit that is known."),
        (0, UNIT, "kg", "Gravity is measured in m/s²"),
        (0, NAME, "   ", "can’t be empty"),
        (0, NAME, "x" * 101, "100 is the most"),
        (2, UNIT, "u" * 51, "50 is the most"),
    ],
)
def test_what_is_refused_is_said_beside_the_cell_and_kept_in_the_editor(
    physics: Tab, row: int, column: Column, text: str, words: str
) -> None:
    before = physics.rows
    physics.type(row, column, text)
    assert words in physics.table.message.text()
    assert physics.table.message.isVisible()
    assert physics.editor().text() == text
    cell, message = physics.table.visualRect(physics.model.index(row, column)), physics.table.message.geometry()
    assert physics.editor().geometry().bottom() < message.top() <= cell.bottom() + 1
    assert physics.table.viewport().rect().contains(message)
    QTest.keyClick(physics.editor(), Qt.Key.Key_Escape)
    assert physics.rows == before
    assert physics.steps == 0


def test_a_refused_text_that_is_left_behind_leaves_the_value(physics: Tab) -> None:
    physics.type(0, VALUE, "abc", None)
    physics.panel.commit_pending()
    assert physics.rows[0][1] == 9.81
    assert "“abc” is not a number." in physics.table.message.text()
    assert physics.table.state() == physics.table.State.NoState


def test_a_refusal_is_read_until_one_goes_on(physics: Tab) -> None:
    physics.type(0, VALUE, "abc", None)
    physics.click(2, NAME)
    assert physics.rows[0][1] == 9.81
    assert physics.table.message.isVisible()
    physics.table.go_to(1, NAME)
    assert not physics.table.message.isVisible()


def test_typing_on_takes_a_refusal_away(physics: Tab) -> None:
    physics.type(0, VALUE, "abc")
    QTest.keyClicks(physics.editor(), "4")
    assert not physics.table.message.isVisible()


def test_a_refusal_is_gone_when_the_tab_is_seen_again(physics: Tab) -> None:
    physics.type(0, VALUE, "abc", None)
    physics.panel.commit_pending()
    physics.panel.hide()
    physics.panel.show()
    assert not physics.table.message.isVisible()


def test_what_leaving_the_tab_refused_is_read_when_one_comes_back(
    physics: Tab, shown: Callable[[QWidget], None]
) -> None:
    tabs = QTabWidget()
    tabs.addTab(physics.panel, "Physics")
    tabs.addTab(QWidget(), "Card")
    tabs.currentChanged.connect(physics.panel.commit_pending)
    shown(tabs)
    physics.type(0, VALUE, "abc", None)
    tabs.setCurrentIndex(1)
    tabs.setCurrentIndex(0)
    assert physics.rows[0][1] == 9.81
    assert physics.table.message.isVisible()
    assert "“abc” is not a number." in physics.table.message.text()
    tabs.setCurrentIndex(1)
    tabs.setCurrentIndex(0)
    assert not physics.table.message.isVisible()
    physics.panel.setParent(None)


def test_a_refusal_in_the_lowest_row_in_view_is_not_cut_off(physics: Tab) -> None:
    for number in range(20):
        physics.panel.add(f"mark {number}")
    row = physics.model.rowCount() - 2
    physics.type(row, VALUE, "abc")
    assert physics.table.viewport().rect().contains(physics.table.message.geometry())


@pytest.mark.parametrize(("key", "row_after"), [(Qt.Key.Key_Return, 2), (Qt.Key.Key_Tab, 1)])
def test_a_key_takes_what_is_typed_while_no_offered_name_is_marked(physics: Tab, key: Qt.Key, row_after: int) -> None:
    physics.type(1, NAME, "Gra", None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, key)
    assert not popup.isVisible()
    assert physics.rows[1][0] == "Gra"
    assert physics.table.currentIndex().row() == row_after


def test_return_refuses_what_is_typed_while_no_offered_name_is_marked(physics: Tab) -> None:
    physics.type(0, NAME, " ", None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert "can’t be empty" in physics.table.message.text()
    assert physics.editor().text() == " "
    QTest.keyClick(physics.editor(), Qt.Key.Key_Escape)


def test_the_cell_being_edited_is_committed_when_asked(physics: Tab) -> None:
    physics.type(0, VALUE, "1.62", None)
    physics.panel.commit_pending()
    assert physics.rows[0][1] == 1.62
    assert physics.steps == 1


def test_the_cell_being_edited_is_committed_when_the_focus_goes(physics: Tab) -> None:
    physics.type(0, VALUE, "1.62", None)
    physics.panel.add_button.setFocus()
    assert physics.rows[0][1] == 1.62


def test_tab_goes_on_to_the_next_cell(physics: Tab) -> None:
    physics.type(0, NAME, "mass", Qt.Key.Key_Tab)
    assert physics.editor().text() == "9.81"
    QTest.keyClicks(physics.editor(), "4")
    QTest.keyClick(physics.editor(), Qt.Key.Key_Tab)
    assert physics.rows[0] == ("mass", 4.0, "m/s²")
    QTest.keyClick(physics.editor(), Qt.Key.Key_Tab)
    assert physics.editor().text() == "Friction"


def test_nobody_is_caught_in_the_table_by_tab(physics: Tab) -> None:
    physics.table.setFocus()
    physics.table.go_to(3, NAME)
    QTest.keyClick(physics.table, Qt.Key.Key_Tab)
    assert not physics.table.hasFocus()


def test_another_compatible_unit_converts_the_value_in_one_edit(physics: Tab) -> None:
    physics.type(0, UNIT, "cm/s²")
    assert physics.rows[0] == ("gravity", 981.0, "cm/s²")
    assert physics.steps == 1


def test_free_text_for_a_unit_is_kept_and_marked(physics: Tab) -> None:
    physics.type(0, UNIT, "g-force-ish!")
    assert physics.rows[0] == ("gravity", 9.81, "g-force-ish!")
    physics.panel.select_row(0)
    assert "is not a unit that is known; it is kept as you wrote it" in physics.panel.remarks.text()


def test_a_value_out_of_range_is_kept_and_explained(physics: Tab) -> None:
    physics.type(0, VALUE, "25")
    physics.panel.select_row(0)
    assert physics.rows[0][1] == 25.0
    assert physics.panel.remarks.text() == "It lies outside its range: it is kept, and heard as 20 m/s²."


def test_a_name_used_twice_is_marked(physics: Tab) -> None:
    physics.panel.add("Gravity")
    physics.panel.select_row(3)
    assert "Another row above has this name" in physics.panel.remarks.text()
    physics.type(0, NAME, "mass")
    physics.panel.select_row(3)
    assert physics.panel.remarks.text() == ""


def test_the_effect_and_range_of_the_current_row_are_said(physics: Tab) -> None:
    physics.panel.select_row(0)
    assert "60 + 6 × gravity" in physics.panel.about.text()
    assert "From 0 to 20 m/s², usually 9.81." in physics.panel.about.text()
    physics.panel.select_row(2)
    assert "has no effect" in physics.panel.about.text()


def test_a_name_typed_in_the_last_row_adds_it_with_what_the_catalogue_has(physics: Tab) -> None:
    physics.type(3, NAME, "Density")
    assert physics.rows[3] == ("density", 1.0, "kg/m³")
    assert physics.table.currentIndex().row() == 3
    physics.type(4, NAME, "ink")
    assert physics.rows[4] == ("ink", 0.0, "dimensionless")


def test_tab_in_the_last_row_adds_and_goes_on_to_the_value(physics: Tab) -> None:
    physics.type(3, NAME, "density", Qt.Key.Key_Tab)
    assert physics.editor().text() == "1"
    QTest.keyClicks(physics.editor(), "2")
    QTest.keyClick(physics.editor(), Qt.Key.Key_Return)
    assert physics.rows[3] == ("density", 2.0, "kg/m³")


def test_the_menu_offers_what_is_not_there_yet(physics: Tab) -> None:
    physics.panel.add_menu.aboutToShow.emit()
    texts = [action.text() for action in physics.panel.add_menu.actions()]
    assert [text.split(" – ")[0] for text in texts if text] == [
        "Elasticity", "Air resistance", "Density", "Time scale", "Other…",
    ]  # fmt: skip
    physics.panel.add_menu.actions()[1].trigger()
    assert physics.rows[3] == ("air_resistance", 0.2, "dimensionless")


def test_other_opens_the_last_row(physics: Tab) -> None:
    physics.panel.add_menu.aboutToShow.emit()
    physics.panel.add_menu.actions()[-1].trigger()
    QTest.keyClicks(physics.editor(), "ink")
    QTest.keyClick(physics.editor(), Qt.Key.Key_Return)
    assert physics.rows[3][0] == "ink"


def test_delete_removes_all_selected_rows_in_one_edit(physics: Tab) -> None:
    physics.table.setFocus()
    physics.table.go_to(0, VALUE)
    QTest.keyClick(physics.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(physics.table, Qt.Key.Key_Delete)
    assert [row[0] for row in physics.rows] == ["magic"]
    assert physics.steps == 1
    physics.workspace.undo_stack.undo()
    assert [row[0] for row in physics.rows] == ["gravity", "friction", "magic"]
    assert physics.text(0, NAME) == "Gravity"


def test_reset_puts_back_the_default_and_its_unit(physics: Tab) -> None:
    physics.type(0, UNIT, "cm/s²")
    physics.panel.select_row(0)
    QTest.mouseClick(physics.panel.reset_button, Qt.MouseButton.LeftButton)
    assert physics.rows[0] == ("gravity", 9.81, "m/s²")
    physics.panel.select_row(2)
    assert not physics.panel.reset_button.isEnabled()


def test_an_edit_elsewhere_leaves_the_open_editor_alone(physics: Tab) -> None:
    physics.type(0, VALUE, "7", None)
    friction = max(p.id for p in physics.contents.physics.values() if p.parameter_name == "friction")
    physics.workspace.perform(verbs.change_physics_parameter, friction, value=0.9)
    physics.workspace.perform(verbs.add_physics_parameter, "density", 1.0, "kg/m³")
    assert physics.editor().text() == "7"
    QTest.keyClick(physics.editor(), Qt.Key.Key_Return)
    assert physics.rows[0][1] == 7.0


def test_an_edit_of_the_same_row_leaves_what_is_being_typed(physics: Tab) -> None:
    physics.type(0, NAME, "mass", None)
    gravity = min(physics.contents.physics)
    physics.workspace.perform(verbs.change_physics_parameter, gravity, value=1.62)
    assert physics.editor().text() == "mass"
    QTest.keyClick(physics.editor(), Qt.Key.Key_Return)
    assert physics.rows[0] == ("mass", 1.62, "m/s²")


def _slider_point(tab: Tab, row: int, share: float) -> QPoint:
    cell = tab.table.visualRect(tab.model.index(row, VALUE))
    return tab.table.viewport().mapTo(tab.panel, knob_rect(cell, share).center())


def test_a_slider_is_dragged_and_entered_once(physics: Tab) -> None:
    window = physics.panel.windowHandle()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(window, left, none, _slider_point(physics, 1, 0.5))
    QTest.mouseMove(window, _slider_point(physics, 1, 0.7))
    QTest.mouseMove(window, _slider_point(physics, 1, 1.0))
    QApplication.processEvents()
    assert physics.text(1, VALUE) == "1"
    assert physics.rows[1][1] == 0.5
    QTest.mouseRelease(window, left, none, _slider_point(physics, 1, 1.0))
    assert physics.rows[1][1] == 1.0
    assert physics.steps == 1


def test_escape_takes_a_slider_back(physics: Tab) -> None:
    window = physics.panel.windowHandle()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(window, left, none, _slider_point(physics, 1, 0.5))
    QTest.mouseMove(window, _slider_point(physics, 1, 0.9))
    QApplication.processEvents()
    assert float(physics.text(1, VALUE)) == pytest.approx(0.9, abs=0.02)
    QTest.keyClick(physics.table, Qt.Key.Key_Escape)
    QTest.mouseRelease(window, left, none, _slider_point(physics, 1, 0.9))
    assert physics.text(1, VALUE) == "0.5"
    assert physics.steps == 0


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_click_on_a_slider_changes_nothing(physics: Tab, share: float) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for click in (QTest.mouseClick, QTest.mouseDClick):
        click(physics.panel.windowHandle(), left, none, _slider_point(physics, 1, share))
    physics.panel.commit_pending()
    assert physics.rows[1][1] == 0.5
    assert physics.table.currentIndex().row() == 1
    assert physics.steps == 0


def test_a_hand_that_trembles_on_a_knob_changes_nothing(physics: Tab) -> None:
    physics.type(0, VALUE, "9.834")
    physics.workspace.undo_stack.clear()
    window = physics.panel.windowHandle()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    knob = _slider_point(physics, 0, 9.834 / 20)
    QTest.mousePress(window, left, none, knob)
    QTest.mouseMove(window, knob + QPoint(2, 0))
    QTest.mouseRelease(window, left, none, knob + QPoint(2, 0))
    assert physics.rows[0][1] == 9.834


def test_wheel_ticks_change_nothing(physics: Tab) -> None:
    physics.panel.select_row(0)
    viewport = physics.table.viewport()
    at = QPointF(physics.table.visualRect(physics.model.index(0, VALUE)).center())
    event = QWheelEvent(
        at, viewport.mapToGlobal(at), QPoint(), QPoint(0, 360), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)
    assert physics.rows[0][1] == 9.81
    assert physics.steps == 0


def test_html_in_a_name_is_shown_as_text(physics: Tab) -> None:
    physics.type(2, NAME, "<b>ink</b>")
    physics.panel.select_row(2)
    assert physics.text(2, NAME) == "<b>ink</b>"
    assert physics.panel.about_title.textFormat() == Qt.TextFormat.PlainText
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


def test_another_universe_drops_the_open_editor(physics: Tab) -> None:
    physics.type(0, VALUE, "7", None)
    physics.panel.show_universe(None)
    physics.panel.show_universe(physics.contents)
    assert physics.rows[0][1] == 9.81
    assert physics.steps == 0


def test_keys_are_shown_and_typed_by_name(music: Tab) -> None:
    assert music.text(0, VALUE) == "D"
    music.type(0, VALUE, "f#")
    assert music.rows[0][1] == 6.0
    assert music.text(0, VALUE) == "F♯/G♭"
    music.type(0, VALUE, "7")
    assert music.text(0, VALUE) == "G"


def test_a_name_that_is_no_choice_is_refused_with_what_could_be_typed(music: Tab) -> None:
    music.type(0, VALUE, "wurst")
    assert (
        music.table.message.text()
        == "“wurst” is not a key that is known. Type one such as “D”, or a number from 0 to 11."
    )
    QTest.keyClick(music.editor(), Qt.Key.Key_Escape)


def test_a_tempo_of_one_instrument_says_that_the_ruler_goes_without_it(music: Tab) -> None:
    music.panel.select_row(1)
    assert music.panel.remarks.text() == ""
    music.type(1, UNIT, "Celesta")
    music.panel.select_row(1)
    assert music.panel.remarks.text().startswith("It counts for Celesta alone")


def test_a_unit_is_shown_in_one_spelling(physics: Tab) -> None:
    physics.workspace.perform(verbs.add_physics_parameter, "density", 1.0, "kg/m^3")
    assert physics.text(3, UNIT) == "kg/m³"
    steps = physics.steps
    physics.type(3, UNIT, "kg/m**3")
    assert physics.rows[3][2] == "kg/m^3"
    assert physics.steps == steps


def test_a_tempo_is_shown_with_its_unit_and_typed_with_or_without(music: Tab) -> None:
    assert music.text(1, VALUE) == "96 BPM"
    music.type(1, VALUE, "120 bpm")
    assert music.rows[1][1] == 120.0


def test_an_instrument_is_offered_by_name_and_free(music: Tab) -> None:
    music.type(1, UNIT, "Cello")
    assert music.rows[1][2] == "Cello"
    music.type(1, UNIT, "Kazoo of doom")
    music.panel.select_row(1)
    assert "plays as a piano" in music.panel.remarks.text()
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


def test_the_words_under_the_table_are_never_html(qtbot: QtBot, music: Tab) -> None:
    for label in (music.panel.about_title, music.panel.about, music.panel.remarks, music.table.message):
        assert label.textFormat() == Qt.TextFormat.PlainText
