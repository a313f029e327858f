"""The window that compares the harmony of universes: what is ticked is drawn, told apart, and read off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.outline import Outline
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.comparison.chart import nice_step, pen_of, spread
from harmonic_desktop.ui.comparison.compare_dialog import MOST, CompareDialog

NAMES = {1: "Carrow Wheel", 2: "Anselm", 3: "Bare", **{i: f"More {i}" for i in range(4, 13)}}
RISE = Outline(2, ((0.0, 40.0, 0.0), (40.0, 40.0, 1.0)))
FALL = Outline(2, ((0.0, 10.0, 1.0), (10.0, 10.0, 0.0)))
OUTLINES = {1: RISE, 2: FALL, 3: Outline(0, ()), **dict.fromkeys(range(4, 13), RISE)}
CHECKED = Qt.CheckState.Checked


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[CompareDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    shown = CompareDialog(parent)
    shown.show_universes(NAMES, OUTLINES, 1)
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    shown.close()


def tick(dialog: CompareDialog, name: str) -> None:
    """Presses Space on a row of the list."""
    row = next(r for r in range(dialog.list.count()) if dialog.list.item(r).text() == name)
    dialog.list.setCurrentRow(row)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)


def shown(dialog: CompareDialog) -> list[str]:
    return [compared.name for compared in dialog.chart.curves]


def test_the_open_universe_is_shown_with_another_one_at_first(dialog: CompareDialog) -> None:
    assert dialog.list.item(0).text() == "Carrow Wheel"
    assert shown(dialog) == ["Carrow Wheel", "Anselm"]
    assert "Where one rises the other falls (correlation -1.00)" in dialog.said.text()
    assert dialog.chart.accessibleDescription() == dialog.said.text()


def test_ticking_adds_a_curve_and_unticking_takes_it_away(dialog: CompareDialog) -> None:
    tick(dialog, "More 4")
    assert shown(dialog) == ["Carrow Wheel", "Anselm", "More 4"]
    tick(dialog, "Anselm")
    assert shown(dialog) == ["Carrow Wheel", "More 4"]
    assert "They rise and fall together (correlation 1.00)" in dialog.said.text()
    assert dialog.chart.curves[1].place == 2, "who stays keeps hue and dash"


def test_no_more_are_ticked_than_can_be_told_apart(dialog: CompareDialog) -> None:
    for number in range(4, 13):
        tick(dialog, f"More {number}")
    assert len(shown(dialog)) == MOST
    assert [dialog.list.item(r).checkState() for r in range(dialog.list.count())].count(CHECKED) == MOST
    pens = [pen_of(place) for place in range(MOST)]
    assert len({(pen.color().name(), pen.style()) for pen in pens}) == MOST


def test_percent_makes_stories_of_any_length_equally_long(dialog: CompareDialog) -> None:
    assert dialog.chart.end == 80.0
    QTest.mouseClick(dialog.over_percent, Qt.MouseButton.LeftButton, pos=QPoint(8, dialog.over_percent.height() // 2))
    assert dialog.chart.end == 100.0
    assert [float(c.curve.beats[-1]) for c in dialog.chart.curves] == [100.0, 100.0]


def test_the_line_reads_off_every_curve_by_key(dialog: CompareDialog, qtbot: QtBot) -> None:
    dialog.chart.setFocus()
    for _ in range(2):
        QTest.keyClick(dialog.chart, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.read.text() == "At beat 16: Carrow Wheel 0.00, Anselm 0.00"
    QTest.keyClick(dialog.chart, Qt.Key.Key_End)
    assert dialog.chart.reading == 80.0
    assert dialog.read.text() == "At beat 80: Carrow Wheel nothing, Anselm nothing"


def test_what_is_ticked_stays_over_edits_and_removals(dialog: CompareDialog) -> None:
    tick(dialog, "More 5")
    names = {i: name for i, name in NAMES.items() if i != 2}
    dialog.show_universes(names, {**OUTLINES, 1: FALL}, 5)
    assert shown(dialog) == ["Carrow Wheel", "More 5"]
    assert dialog.chart.curves[0].curve.beats[-1] == 20.0


def test_curves_are_drawn_in_their_hues(dialog: CompareDialog, qtbot: QtBot) -> None:
    chart = dialog.chart
    picture = chart.grab().toImage()
    ratio = picture.devicePixelRatio()
    x, y = chart.x_of(60.0), chart.y_of(1.0)
    near = {picture.pixelColor(round(x * ratio), round(y * ratio) + dy).name() for dy in range(-2, 3)}
    assert theme.current().plotline(0).name() in near


def test_nothing_ticked_says_what_to_do(dialog: CompareDialog) -> None:
    tick(dialog, "Carrow Wheel")
    tick(dialog, "Anselm")
    assert shown(dialog) == []
    assert dialog.said.text().startswith("Tick the universes")


@pytest.mark.parametrize(("least", "step"), [(0.2, 1), (1.5, 2), (3, 5), (7, 10), (11, 20), (3e5, 5e5)])
def test_steps_are_round_numbers(least: float, step: float) -> None:
    assert nice_step(least) == step


def test_names_at_one_height_are_pushed_apart_within_the_picture() -> None:
    assert spread([10.0, 10.0, 12.0], 16.0, 100.0) == [10.0, 26.0, 42.0]
    assert spread([95.0, 99.0], 16.0, 100.0) == [84.0, 100.0]


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_boxes_and_the_row_of_the_keyboard_can_be_seen(dialog: CompareDialog, choice: str, qapp: QApplication) -> None:
    try:
        theme.apply(qapp, choice)
        dialog.activateWindow()
        dialog.list.setFocus()
        for row in (2, 3):
            dialog.list.setCurrentRow(row)
            image = dialog.list.viewport().grab().toImage()
            boxes = [dialog.list.visualItemRect(dialog.list.item(r)) for r in (2, 3)]
            middles = [image.pixelColor(box.center()) == theme.current().hover for box in boxes]
            assert middles == [row == 2, row == 3]
            for box in boxes:
                along = {image.pixelColor(x, box.center().y()).rgb() for x in range(box.left(), box.left() + 30)}
                assert theme.current().line.rgb() in along
    finally:
        theme.apply(qapp, "light")
