"""Smoothing, story shapes and ramps: tried out in the plot while the dialog is open, one edit on OK, none on Esc."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.shapes import StoryShape
from harmonic_desktop.domain.storyboard import Card, set_harmony
from harmonic_desktop.ui.plot.harmony_plot import HarmonyPlot
from harmonic_desktop.ui.plot.ramp_dialog import RampDialog
from harmonic_desktop.ui.plot.shape_dialog import ShapeDialog
from harmonic_desktop.ui.plot.smooth_dialog import SmoothDialog

D = TypeVar("D", bound=QDialog)
Key = Qt.Key
KEYS = {ShapeDialog: Key.Key_S, SmoothDialog: Key.Key_M, RampDialog: Key.Key_R}


@pytest.fixture
def edits(plot: HarmonyPlot, contents: Contents) -> list[Edit]:
    """What was asked for, as the edits that it leads to."""
    asked: list[Edit] = []

    def keep(verb: Callable[[Contents], Edit]) -> None:
        asked.append(verb(contents))

    plot.edit_requested.connect(keep)
    return asked


@pytest.fixture
def opened(plot: HarmonyPlot, qtbot: QtBot) -> Iterator[Callable[[type[D]], D]]:
    """Opens a dialog with its key."""

    def open_with_key(kind: type[D]) -> D:
        plot.activateWindow()
        plot.setFocus()
        QTest.keyClick(plot.windowHandle(), KEYS[kind])  # type: ignore[index]
        found = plot.findChild(kind)
        assert found is not None
        qtbot.waitUntil(lambda: found.isActiveWindow())
        return found

    yield open_with_key
    plot.actions_.close_dialog()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


def shown(plot: HarmonyPlot) -> dict[int, float]:
    return {int(i): round(float(t), 4) for i, t in zip(plot.points.ids, plot.points.ties, strict=True)}


def after(edit: Edit) -> dict[int, float]:
    return {c.after.id: round(c.after.harmony_tie, 4) for c in edit.of(Card) if c.after is not None}


@pytest.mark.parametrize("kind", KEYS)
def test_escape_leaves_everything_as_it_was(
    plot: HarmonyPlot, edits: list[Edit], opened: Callable[[type[QDialog]], QDialog], kind: type[QDialog]
) -> None:
    before = shown(plot)
    told: list[dict[int, float]] = []
    plot.ties_dragged.connect(told.append)
    dialog = opened(kind)
    if kind is RampDialog:
        dialog.ends.fields[0].number.setFocus()  # type: ignore[attr-defined]
        press(Key.Key_Up)
    assert shown(plot) != before
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()
    assert shown(plot) == before
    assert told[-1] == {}
    assert edits == []


@pytest.mark.parametrize("kind", KEYS)
def test_ok_makes_what_was_shown_as_one_edit(
    plot: HarmonyPlot, edits: list[Edit], opened: Callable[[type[QDialog]], QDialog], kind: type[QDialog]
) -> None:
    before, said = shown(plot), list[str]()
    plot.announced.connect(said.append)
    dialog = opened(kind)
    if kind is RampDialog:
        dialog.ends.fields[0].slider.setFocus()  # type: ignore[attr-defined]
        press(Key.Key_Home)
    tried = {card_id: tie for card_id, tie in shown(plot).items() if tie != before[card_id]}
    dialog.accept()
    (edit,) = edits
    assert after(edit) == tried
    assert shown(plot) == before, "until the edit is made, what is stored is shown"
    assert said[-1] == f"{len(tried)} cards changed"


def test_a_shape_is_chosen_and_blended_in_with_keys_alone(
    plot: HarmonyPlot, edits: list[Edit], opened: Callable[[type[ShapeDialog]], ShapeDialog]
) -> None:
    dialog = opened(ShapeDialog)
    assert dialog.choices[StoryShape.RISE].hasFocus()
    press(Key.Key_Down, Key.Key_Right)
    assert dialog.shape is StoryShape.FALL_RISE
    dialog.bounds.fields[0].slider.setFocus()
    press(Key.Key_Home)
    dialog.bounds.fields[1].slider.setFocus()
    press(Key.Key_End)
    dialog.share.setFocus()
    press(Key.Key_End)
    assert shown(plot) == {1: 1.0, 2: 0.25, 5: 0.25, 3: 0.25, 6: 0.25, 4: 1.0}
    press(Key.Key_Return)
    assert edits[0].label == "Blend in fall–rise (100 %) to 6 cards"


def test_a_shape_goes_to_the_selected_cards_where_there_are_two(
    plot: HarmonyPlot, edits: list[Edit], opened: Callable[[type[ShapeDialog]], ShapeDialog]
) -> None:
    plot.show_selection(frozenset({1, 3}))
    dialog = opened(ShapeDialog)
    dialog.share.set_value(100)
    dialog.accept()
    assert edits[0].label == "Blend in rise (100 %) to 2 cards"
    assert after(edits[0]) == {1: 0.25, 3: 0.8}


def test_the_lowest_harmony_pushes_the_highest_along(
    plot: HarmonyPlot, opened: Callable[[type[ShapeDialog]], ShapeDialog]
) -> None:
    dialog = opened(ShapeDialog)
    dialog.bounds.fields[0].slider.setFocus()
    press(Key.Key_End)
    assert dialog.bounds.values == (1.0, 1.0)


def test_none_of_a_shape_is_no_edit(
    plot: HarmonyPlot, edits: list[Edit], opened: Callable[[type[ShapeDialog]], ShapeDialog]
) -> None:
    before, dialog = shown(plot), opened(ShapeDialog)
    dialog.share.setFocus()
    press(Key.Key_Home)
    assert shown(plot) == before
    dialog.accept()
    assert edits == []


def test_window_and_strength_are_tried_out_as_they_slide(
    plot: HarmonyPlot, edits: list[Edit], opened: Callable[[type[SmoothDialog]], SmoothDialog]
) -> None:
    dialog = opened(SmoothDialog)
    dialog.window_slider.setFocus()
    press(Key.Key_End)
    dialog.strength.setFocus()
    press(Key.Key_End)
    assert shown(plot) == {1: 0.6125, 2: 0.6125, 3: 0.6125, 4: 0.6125, 5: 0.51, 6: 0.51}
    assert dialog.window_slider.value_label.text() == "128 bars"
    press(Key.Key_Return)
    assert edits[0].label == "Smooth harmony of 6 cards"


def test_a_ramp_begins_with_the_ends_as_they_are_and_takes_typed_numbers(
    plot: HarmonyPlot, edits: list[Edit], opened: Callable[[type[RampDialog]], RampDialog]
) -> None:
    plot.show_selection(frozenset({1, 2, 3}))
    dialog = opened(RampDialog)
    assert dialog.ends.values == (0.8, 0.25)
    number = dialog.ends.fields[0].number
    number.setFocus()
    number.selectAll()
    QTest.keyClicks(number, "0,65")
    assert shown(plot)[2] == 0.45
    dialog.accept()
    assert after(edits[0]) == {1: 0.65, 2: 0.45}


def test_what_is_typed_out_of_range_is_refused_with_a_sentence(
    plot: HarmonyPlot, opened: Callable[[type[RampDialog]], RampDialog]
) -> None:
    dialog = opened(RampDialog)
    number = dialog.ends.fields[0].number
    number.setFocus()
    number.selectAll()
    QTest.keyClicks(number, "7")
    QTest.keyClick(number, Key.Key_Return)
    assert "not from 0 to 1" in dialog._refusal.text()
    assert dialog.isVisible()
    assert dialog.ends.values == (0.8, 0.9)


@pytest.mark.parametrize("kind", KEYS)
def test_everything_in_a_dialog_has_a_name_and_lies_above_the_plot(
    plot: HarmonyPlot, opened: Callable[[type[QDialog]], QDialog], kind: type[QDialog]
) -> None:
    plot.move(0, 520)
    dialog = opened(kind)
    for widget in dialog.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface is not None and interface.text(QAccessible.Text.Name), widget
    assert dialog.geometry().bottom() < plot.mapToGlobal(QPoint(0, 0)).y()


def test_a_dialog_goes_when_the_story_under_it_changes(
    plot: HarmonyPlot, contents: Contents, edits: list[Edit], opened: Callable[[type[ShapeDialog]], ShapeDialog]
) -> None:
    dialog = opened(ShapeDialog)
    edit = set_harmony(contents, {4: 0.3})
    plot.refresh(edit, contents.after(edit))
    assert not dialog.isVisible()
    assert shown(plot)[1] == 0.8
    assert edits == []
