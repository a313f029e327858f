"""Blocks of cells go to a spreadsheet and come back; each paste, cut and fill is one step, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest

from harmonic_desktop.domain import parameters as verbs

from .conftest import NAME, UNIT, VALUE, Tab

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
GRAVITY, FRICTION, MAGIC = ("gravity", 9.81, "m/s²"), ("friction", 0.5, "dimensionless"), ("magic", 3.0, "bananas")


# The offscreen platform says that it can neither raise a popup nor give it the keyboard.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def put(text: str) -> None:
    """What LibreOffice Calc puts on the clipboard as text, and an image that nobody asked for."""
    data = QMimeData()
    data.setText(text)
    data.setHtml(f"<table><tr><td>{text}</td></tr></table>")
    QGuiApplication.clipboard().setMimeData(data)


def key(tab: Tab, key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    tab.table.setFocus()
    QTest.keyClick(tab.table, key, modifiers)


def select(tab: Tab, row: int, column: int, down: int = 0, right: int = 0) -> None:
    """Goes to a cell and widens the selection with Shift and the arrows."""
    tab.table.setFocus()
    tab.table.go_to(row, column)  # type: ignore[arg-type]
    for _ in range(down):
        QTest.keyClick(tab.table, Qt.Key.Key_Down, SHIFT)
    for _ in range(right):
        QTest.keyClick(tab.table, Qt.Key.Key_Right, SHIFT)


def paste(tab: Tab, text: str, row: int, column: int) -> None:
    put(text)
    select(tab, row, column)
    key(tab, Qt.Key.Key_V)


@pytest.fixture(autouse=True)
def sound(physics: Tab) -> Iterator[None]:
    """Everything here passes Qt's own tester of item models."""
    tester = QAbstractItemModelTester(physics.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    yield
    assert tester.model() is physics.model


def test_a_block_is_selected_with_the_mouse_and_copied(physics: Tab) -> None:
    window, view = physics.panel.windowHandle(), physics.table.viewport()

    def at(row: int, column: int) -> QPoint:
        corner = physics.table.visualRect(physics.model.index(row, column)).topLeft()
        return view.mapTo(physics.panel, corner + QPoint(12, 8))

    QTest.mousePress(window, LEFT, NONE, at(0, NAME))
    for place in (at(1, NAME), at(1, VALUE)):
        QTest.mouseMove(window, place)
    QTest.mouseRelease(window, LEFT, NONE, at(1, VALUE))
    key(physics, Qt.Key.Key_C)
    assert clipboard() == "gravity\t9.81\nfriction\t0.5\n"


def test_a_block_is_selected_with_shift_and_arrows_and_copied(physics: Tab) -> None:
    select(physics, 0, VALUE, down=1, right=1)
    key(physics, Qt.Key.Key_C)
    assert clipboard() == "9.81\tm/s²\n0.5\tdimensionless\n"
    assert physics.steps == 0


def test_a_copy_has_the_decimal_mark_of_the_locale_and_in_html_all_digits(physics: Tab) -> None:
    physics.model.locale = QLocale("de_DE")
    physics.panel.show_universe(physics.contents)
    select(physics, 0, VALUE)
    key(physics, Qt.Key.Key_C)
    assert clipboard() == "9,81\n"
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None
    assert 'sdval="9.81">9,81</td>' in data.html()


def test_shift_and_space_select_whole_rows(physics: Tab) -> None:
    select(physics, 0, VALUE, down=1)
    key(physics, Qt.Key.Key_Space, SHIFT)
    key(physics, Qt.Key.Key_C)
    assert clipboard() == "gravity\t9.81\tm/s²\nfriction\t0.5\tdimensionless\n"


def test_all_is_copied_without_what_is_only_read(physics: Tab) -> None:
    physics.panel.resize(1100, 600)
    key(physics, Qt.Key.Key_A)
    key(physics, Qt.Key.Key_C)
    assert clipboard().splitlines()[2] == "magic\t3\tbananas"


def test_what_looks_like_a_formula_is_copied_as_text_and_comes_back(physics: Tab) -> None:
    physics.type(2, NAME, "=1+1")
    select(physics, 2, NAME)
    key(physics, Qt.Key.Key_C)
    assert clipboard() == "'=1+1\n"
    select(physics, 1, NAME)
    key(physics, Qt.Key.Key_V)
    assert physics.rows[1][0] == "=1+1"


@pytest.mark.parametrize("text", ["3.7\n0.9\n", "3,7\r\n0,9\r\n", "3.7\n0.9"])
def test_values_of_a_spreadsheet_are_pasted_in_one_step(physics: Tab, text: str) -> None:
    paste(physics, text, 0, VALUE)
    assert [row[1] for row in physics.rows] == [3.7, 0.9, 3.0]
    assert physics.steps == 1
    assert physics.workspace.undo_stack.undoText() == "Paste 2 parameters"
    physics.workspace.undo_stack.undo()
    assert physics.rows == [GRAVITY, FRICTION, MAGIC]


def test_a_value_is_pasted_in_the_unit_that_stands_beside_it(physics: Tab) -> None:
    paste(physics, "32,2\tft/s²\n", 0, VALUE)
    assert physics.rows[0] == ("gravity", 32.2, "ft/s²")


def test_a_unit_alone_converts_the_value_as_if_it_were_typed(physics: Tab) -> None:
    paste(physics, "cm/s²\n", 0, UNIT)
    assert physics.rows[0] == ("gravity", 981.0, "cm/s²")


def test_a_value_with_a_unit_of_its_own_is_converted(physics: Tab) -> None:
    paste(physics, "1 g0\n", 0, VALUE)
    assert physics.rows[0] == ("gravity", 9.80665, "m/s²")


def test_rows_that_are_missing_are_added(physics: Tab) -> None:
    paste(physics, "dust\t1\tkg\ndensity\t2,5\tkg/m³\nink\t7\t\n", 2, NAME)
    assert physics.rows[2:] == [("dust", 1.0, "kg"), ("density", 2.5, "kg/m³"), ("ink", 7.0, "dimensionless")]
    assert physics.steps == 1
    assert physics.table.cells.rows() == [2, 3, 4]


def test_a_paste_at_the_last_row_adds_with_what_the_catalogue_has(physics: Tab) -> None:
    paste(physics, "Elasticity\nsoot\n\n", 3, VALUE)
    assert physics.rows[3:] == [("elasticity", 0.5, "dimensionless"), ("soot", 0.0, "dimensionless")]


def test_an_empty_cell_leaves_what_is_there(physics: Tab) -> None:
    paste(physics, "\t4\t\n\t\tdimensionless\n", 0, NAME)
    assert physics.rows == [("gravity", 4.0, "m/s²"), FRICTION, MAGIC]


def test_one_value_goes_into_every_selected_cell(physics: Tab) -> None:
    put("0.25")
    select(physics, 0, VALUE, down=2)
    key(physics, Qt.Key.Key_V)
    assert [row[1] for row in physics.rows] == [0.25, 0.25, 0.25]
    assert physics.steps == 1


@pytest.mark.parametrize(
    ("text", "row", "column", "words"),
    [
        ("3.7\nmuch\n5\n", 0, VALUE, "friction: “much” is not a number. Nothing was changed."),
        ("x\ny\nz", 0, VALUE, "gravity: “x” is not a number. Nothing was changed (2 more like it)."),
        ("kg\n", 0, UNIT, "gravity: Gravity is measured in m/s²; “kg” measures something else. Nothing was changed."),
        ("1\t2\t3\n", 0, VALUE, "The clipboard has 3 columns, and from here there are 2. Nothing was changed."),
        ("5\n6\n7\n8\n", 0, VALUE, "A new parameter needs a name, and “8” comes without one. Nothing was changed."),
        ("a\t1\n" + "x" * 101 + "\t2\n", 2, NAME, "100 is the most it can have. Nothing was changed."),
        ("ok\nnan", 2, NAME, ""),
        ("", 0, VALUE, "The clipboard holds no text to paste."),
        ("\n" * 3, 0, VALUE, "The clipboard holds no text to paste."),
        ("1\n" * 20_001, 0, VALUE, "The clipboard holds more than 20,000 rows, the most that is pasted at once."),
    ],
)
def test_a_paste_is_refused_whole_with_one_sentence_beside_the_cell(
    physics: Tab, text: str, row: int, column: int, words: str
) -> None:
    paste(physics, text, row, column)
    if not words:  # a name may be anything
        assert physics.steps == 1
        return
    assert physics.table.message.text().endswith(words)
    assert physics.table.message.isVisible()
    assert physics.table.viewport().rect().contains(physics.table.message.geometry())
    assert physics.rows == [GRAVITY, FRICTION, MAGIC]
    assert physics.steps == 0


def test_a_refusal_goes_with_the_next_paste(physics: Tab) -> None:
    paste(physics, "much", 0, VALUE)
    paste(physics, "4", 0, VALUE)
    assert not physics.table.message.isVisible()


def test_copied_rows_come_back_the_same(physics: Tab) -> None:
    select(physics, 0, NAME, down=2, right=2)
    key(physics, Qt.Key.Key_C)
    select(physics, 3, NAME)
    key(physics, Qt.Key.Key_V)
    assert physics.rows == [GRAVITY, FRICTION, MAGIC] * 2
    select(physics, 0, NAME)
    key(physics, Qt.Key.Key_V)
    assert physics.steps == 1  # onto themselves they change nothing


def test_cut_rows_are_pasted_again_where_one_is_then(physics: Tab) -> None:
    select(physics, 0, VALUE, down=1)
    key(physics, Qt.Key.Key_X)
    assert physics.rows == [MAGIC]
    assert physics.workspace.undo_stack.undoText() == "Cut 2 parameters"
    key(physics, Qt.Key.Key_V)
    assert physics.rows == [MAGIC, GRAVITY, FRICTION]
    physics.workspace.undo_stack.undo()
    physics.workspace.undo_stack.undo()
    assert physics.rows == [GRAVITY, FRICTION, MAGIC]


def test_fill_down_enters_the_first_row_into_those_below(physics: Tab) -> None:
    select(physics, 0, VALUE, down=2)
    key(physics, Qt.Key.Key_D)
    assert [row[1] for row in physics.rows] == [9.81, 9.81, 9.81]
    assert physics.steps == 1


def test_fill_down_of_one_cell_takes_the_one_above(physics: Tab) -> None:
    select(physics, 1, VALUE)
    key(physics, Qt.Key.Key_D)
    assert physics.rows[1] == ("friction", 9.81, "dimensionless")
    select(physics, 0, VALUE)
    key(physics, Qt.Key.Key_D)
    assert physics.steps == 1


def test_a_fill_that_does_not_fit_one_row_changes_none(physics: Tab) -> None:
    select(physics, 0, UNIT, down=2)
    key(physics, Qt.Key.Key_D)
    assert physics.rows == [GRAVITY, FRICTION, MAGIC]
    assert "friction" in physics.table.message.text()


def test_names_of_a_scale_and_instruments_come_back(physics: Tab, music: Tab) -> None:
    music.workspace.perform(verbs.add_music_parameter, "scale", 7.0, "Cello")
    music.workspace.undo_stack.clear()
    key(music, Qt.Key.Key_A)
    key(music, Qt.Key.Key_C)
    assert clipboard() == "key\tD\t\ntempo\t96\t\nscale\tdorian\tCello\n"
    select(music, 3, NAME)
    key(music, Qt.Key.Key_V)
    assert music.rows[3:] == music.rows[:3]
    paste(music, "locrian\t\n", 2, VALUE)
    assert music.rows[2] == ("scale", 11.0, None)


def test_a_paste_of_thousands_is_one_step_and_taken_back(physics: Tab) -> None:
    paste(physics, "".join(f"mark {n}\t{n},5\tkg\n" for n in range(3000)), 3, NAME)
    assert len(physics.rows) == 3003
    assert physics.rows[-1] == ("mark 2999", 2999.5, "kg")
    assert physics.steps == 1
    physics.workspace.undo_stack.undo()
    assert physics.rows == [GRAVITY, FRICTION, MAGIC]
