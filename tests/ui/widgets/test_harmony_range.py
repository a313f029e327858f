"""The range of harmony is set by dragging its handles, by pressing beside them, and by keys alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from harmonic_desktop.ui import theme
from harmonic_desktop.ui.widgets.harmony_range import HarmonyRange

NO, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


@pytest.fixture
def told() -> list[tuple[float, float]]:
    return []


@pytest.fixture
def field(shown: Callable[[QWidget], None], told: list[tuple[float, float]]) -> HarmonyRange:
    made = HarmonyRange()
    made.resize(200 + theme.TARGET, theme.TARGET)
    made.changed.connect(lambda low, high: told.append((low, high)))
    shown(made)
    return made


def drag(field: HarmonyRange, start: QPoint, end: QPoint) -> None:
    window = field.windowHandle()
    QTest.mousePress(window, LEFT, NO, start)
    QTest.mouseMove(window, (start + end) / 2)
    QTest.mouseMove(window, end)
    QTest.mouseRelease(window, LEFT, NO, end)


def test_it_holds_every_harmony_at_first(field: HarmonyRange) -> None:
    assert (field.low, field.high) == (0.0, 1.0)


def test_handles_are_dragged_and_tell_while_they_are(field: HarmonyRange, told: list[tuple[float, float]]) -> None:
    start = field.handle_centre(is_low=True)
    drag(field, start, start + QPoint(60, 0))
    assert told[-1] == (0.3, 1.0) and len(told) >= 2
    start = field.handle_centre(is_low=False)
    drag(field, start, start - QPoint(100, 0))
    assert (field.low, field.high) == (0.3, 0.5)


def test_no_handle_passes_the_other(field: HarmonyRange) -> None:
    field.set_range(0.4, 0.6)
    start = field.handle_centre(is_low=True)
    drag(field, start, start + QPoint(110, 0))
    assert (field.low, field.high) == (0.6, 0.6)
    field.set_range(0.4, 0.6)
    start = field.handle_centre(is_low=False)
    drag(field, start, start - QPoint(110, 0))
    assert (field.low, field.high) == (0.4, 0.4)


def test_where_they_meet_at_an_end_the_one_that_can_go_is_taken(field: HarmonyRange) -> None:
    field.set_range(1.0, 1.0)
    start = field.handle_centre(is_low=True)
    drag(field, start, start - QPoint(100, 0))
    assert (field.low, field.high) == (0.5, 1.0)
    field.set_range(0.0, 0.0)
    start = field.handle_centre(is_low=False)
    drag(field, start, start + QPoint(100, 0))
    assert (field.low, field.high) == (0.0, 0.5)


def test_a_press_beside_the_handles_brings_the_nearer_one(field: HarmonyRange) -> None:
    at = field.handle_centre(is_low=True) + QPoint(40, 0)
    drag(field, at, at + QPoint(20, 0))
    assert (field.low, field.high) == (0.3, 1.0)


@pytest.mark.parametrize("start", [0, 60])
def test_esc_takes_back_what_is_dragged(field: HarmonyRange, start: int) -> None:
    field.set_range(0.0, 0.9)
    window, place = field.windowHandle(), QPoint(theme.TARGET // 2 + start, theme.TARGET // 2)
    QTest.mousePress(window, LEFT, NO, place)
    QTest.mouseMove(window, place + QPoint(50, 0))
    assert field.low > 0.2
    QTest.keyClick(window, Key.Key_Escape)
    assert (field.low, field.high) == (0.0, 0.9)
    QTest.mouseMove(window, place + QPoint(80, 0))
    QTest.mouseRelease(window, LEFT, NO, place + QPoint(80, 0))
    assert (field.low, field.high) == (0.0, 0.9)


def test_keys_alone_set_it(field: HarmonyRange, told: list[tuple[float, float]]) -> None:
    low, high = (handle for handle in field.children() if isinstance(handle, QWidget))
    low.setFocus()
    for key, modifiers, expected in (
        (Key.Key_Right, NO, 0.01), (Key.Key_Up, SHIFT, 0.11), (Key.Key_PageUp, NO, 0.21), (Key.Key_Left, NO, 0.2),
    ):  # fmt: skip
        QTest.keyClick(low, key, modifiers)
        assert field.low == expected
    QTest.keyClick(low, Key.Key_Tab)
    assert high.hasFocus()
    QTest.keyClick(high, Key.Key_Home)
    assert (field.low, field.high) == (0.2, 0.2)
    QTest.keyClick(high, Key.Key_End)
    assert told[-1] == (0.2, 1.0)


def test_setting_it_tells_what_differs_and_nothing_else(field: HarmonyRange, told: list[tuple[float, float]]) -> None:
    field.set_range(0.0, 1.0)
    assert told == []
    field.set_range(0.25, 0.75)
    assert told == [(0.25, 0.75)]


def test_both_ends_are_sliders_with_names(field: HarmonyRange) -> None:
    names = []
    for handle in (child for child in field.children() if isinstance(child, QWidget)):
        interface = QAccessible.queryAccessibleInterface(handle)
        assert interface.role() == QAccessible.Role.Slider
        names.append(interface.text(QAccessible.Text.Name))
        assert min(handle.width(), handle.height()) >= theme.TARGET
    assert names == ["Lowest harmony", "Highest harmony"]
