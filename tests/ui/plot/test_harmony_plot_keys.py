"""The harmony plot without a mouse: walking, stepping, typing, and what is said about it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.storyboard import remove_cards, set_harmony
from harmonic_desktop.ui.plot.harmony_plot import HarmonyPlot

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def dropped(plot: HarmonyPlot, contents: Contents) -> list[dict[int, float]]:
    """What is to be stored; each is stored at once, as the window would."""
    told: list[dict[int, float]] = []
    state = [contents]

    def store(ties: dict[int, float]) -> None:
        told.append(ties)
        edit = set_harmony(state[0], ties)
        state[0] = state[0].after(edit)
        plot.refresh(edit, state[0])

    plot.ties_dropped.connect(store)
    return told


@pytest.fixture
def said(plot: HarmonyPlot) -> list[str]:
    told: list[str] = []
    plot.announced.connect(told.append)
    return told


def press(plot: HarmonyPlot, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    plot.activateWindow()
    plot.setFocus()
    for key in keys:
        QTest.keyClick(plot.windowHandle(), key, held)


def type_in(plot: HarmonyPlot, text: str) -> None:
    QTest.keyClicks(plot._editor.field, text)
    QTest.keyClick(plot._editor.field, Key.Key_Return)


def test_left_and_right_walk_through_the_cards_in_story_order(plot: HarmonyPlot, said: list[str]) -> None:
    press(plot, Key.Key_Right, Key.Key_Right, Key.Key_Right)
    assert plot.selection == {5}
    press(plot, Key.Key_Left, Key.Key_Left, Key.Key_Left, Key.Key_Left)
    assert plot.selection == {1}
    press(plot, Key.Key_End)
    assert plot.selection == {4}
    assert said[:3] == [
        "Point 1, harmony 0.80, 1 of 6, plotline Main",
        "Point 2, harmony 0.50, 2 of 6, plotline Main",
        "Point 5, harmony 0.40, 3 of 6, plotline Sea",
    ]


def test_shift_and_the_arrows_range(plot: HarmonyPlot) -> None:
    plot.show_selection(frozenset({2}))
    press(plot, Key.Key_Right, Key.Key_Right, held=SHIFT)
    assert plot.selection == {2, 5, 3}


def test_walking_out_of_the_view_scrolls_just_as_far_as_is_needed(plot: HarmonyPlot) -> None:
    plot.time.show(0.0, 66.0)
    plot.show_selection(frozenset({3}))
    press(plot, Key.Key_Right)
    assert plot.time.left_beat == 0.0, "card 6 lies in full view"
    press(plot, Key.Key_Right)
    assert 0.0 < plot.time.left_beat < 1.0
    row = plot.points.row_of(4)
    assert row is not None and plot.area.contains(plot.point_of(row))


def test_up_and_down_change_by_a_hundredth_with_shift_by_a_tenth(
    plot: HarmonyPlot, dropped: list[dict[int, float]], said: list[str]
) -> None:
    plot.show_selection(frozenset({2}))
    press(plot, Key.Key_Up)
    press(plot, Key.Key_Down, held=SHIFT)
    assert dropped == [{2: 0.51}, {2: 0.41}]
    assert said == ["“Point 2”, harmony 0.51", "“Point 2”, harmony 0.41"]
    assert plot.selection == {2}
    assert plot.current == 2


def test_at_the_edge_a_step_tells_nothing(plot: HarmonyPlot, dropped: list[dict[int, float]]) -> None:
    plot.show_selection(frozenset({4}))
    press(plot, Key.Key_Up, Key.Key_Up, held=SHIFT)
    assert dropped == [{4: 1.0}]


def test_several_selected_cards_step_together(plot: HarmonyPlot, dropped: list[dict[int, float]]) -> None:
    plot.show_selection(frozenset({2, 4}))
    press(plot, Key.Key_Up)
    assert dropped == [{2: 0.51, 4: 0.91}]


def test_without_a_card_to_act_on_a_step_first_goes_to_one(plot: HarmonyPlot, dropped: list[dict[int, float]]) -> None:
    press(plot, Key.Key_Up)
    assert dropped == []
    assert plot.selection == {1}


@pytest.mark.parametrize("opener", [Key.Key_Return, Key.Key_Enter, Key.Key_F2])
def test_a_number_is_typed_in_an_editor_at_the_point(
    plot: HarmonyPlot, dropped: list[dict[int, float]], opener: Qt.Key
) -> None:
    plot.show_selection(frozenset({2}))
    press(plot, opener)
    assert plot._editor.isVisible()
    assert plot._editor.field.text() == "0.50"
    type_in(plot, "0.62")
    assert dropped == [{2: 0.62}]
    assert not plot._editor.isVisible()
    assert plot.hasFocus()


def test_the_editor_stays_beside_its_point_while_the_view_moves(plot: HarmonyPlot) -> None:
    plot.show_selection(frozenset({3}))
    press(plot, Key.Key_Return)
    before = plot._editor.x()
    plot.time.show(2.0, 45.0)
    assert plot._editor.x() == before - 90
    plot._editor.leave()


def test_typing_a_digit_opens_the_editor_with_it(plot: HarmonyPlot, dropped: list[dict[int, float]]) -> None:
    plot.show_selection(frozenset({2}))
    press(plot, Key.Key_0)
    type_in(plot, ",3")
    assert dropped == [{2: 0.3}]


@pytest.mark.parametrize("language", ["en_US", "de_DE"])
@pytest.mark.parametrize("text", ["0.25", "0,25", ".25", ",25"])
def test_both_decimal_marks_are_read(
    plot: HarmonyPlot, dropped: list[dict[int, float]], language: str, text: str
) -> None:
    plot.setLocale(QLocale(language))
    plot.show_selection(frozenset({2}))
    press(plot, Key.Key_Return)
    type_in(plot, text)
    assert dropped == [{2: 0.25}]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1.4", "Harmony has to be from 0 to 1; 1.4 is outside."),
        ("-1", "Harmony has to be from 0 to 1; -1 is outside."),
        ("much", "“much” is not a number."),
        ("nan", "“nan” is not a number."),
    ],
)
def test_what_is_no_harmony_is_refused_beside_the_field(
    plot: HarmonyPlot, dropped: list[dict[int, float]], text: str, sentence: str
) -> None:
    plot.show_selection(frozenset({2}))
    press(plot, Key.Key_Return)
    type_in(plot, text)
    assert plot._editor.refusal.text() == sentence
    assert plot._editor.refusal.isVisible()
    assert plot.rect().contains(plot._editor.geometry())
    QTest.keyClick(plot._editor.field, Key.Key_Escape)
    assert not plot._editor.isVisible()
    assert dropped == []
    assert plot.points.tie_of(2) == 0.5


def test_what_was_typed_is_kept_when_the_field_is_left(plot: HarmonyPlot, dropped: list[dict[int, float]]) -> None:
    plot.show_selection(frozenset({2}))
    press(plot, Key.Key_Return)
    plot._editor.field.setText("0.9")
    plot.commit_pending()
    assert dropped == [{2: 0.9}]
    press(plot, Key.Key_Return)
    plot._editor.field.setText("9")
    plot.commit_pending()
    assert dropped == [{2: 0.9}]
    assert not plot._editor.isVisible()


def test_what_is_clicked_while_a_number_is_typed_gets_what_is_typed_next(
    plot: HarmonyPlot, dropped: list[dict[int, float]], qtbot: QtBot
) -> None:
    window, search = QWidget(), QLineEdit()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(search)
    column.addWidget(plot)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    plot.setFocus()
    plot.show_selection(frozenset({2}))
    for key in (Key.Key_0, Key.Key_Period, Key.Key_3):
        QTest.keyClick(window.windowHandle(), key)
    assert plot._editor.field.text() == "0.3"
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=search.geometry().center())
    assert dropped == [{2: 0.3}] and not plot._editor.isVisible()
    assert search.hasFocus()
    plot.setParent(None)


def test_the_focus_goes_straight_back_from_the_number_to_the_plot(plot: HarmonyPlot, qapp: QApplication) -> None:
    plot.show_selection(frozenset({2}))
    went: list[QWidget | None] = []

    def follow(_before: QWidget | None, now: QWidget | None) -> None:
        went.append(now)

    qapp.focusChanged.connect(follow)
    for end in (Key.Key_Return, Key.Key_Escape):
        press(plot, Key.Key_Return)
        went.clear()
        QTest.keyClick(plot._editor.field, end)
        assert went == [plot]
    qapp.focusChanged.disconnect(follow)


def test_a_number_is_typed_for_all_selected_cards(plot: HarmonyPlot, dropped: list[dict[int, float]]) -> None:
    plot.show_selection(frozenset({2, 4}))
    press(plot, Key.Key_Return)
    type_in(plot, "0.7")
    assert dropped == [{2: 0.7, 4: 0.7}]


def test_escape_selects_nothing_and_ctrl_a_everything(plot: HarmonyPlot, said: list[str]) -> None:
    press(plot, Key.Key_A, held=Qt.KeyboardModifier.ControlModifier)
    assert plot.selection == {1, 2, 3, 4, 5, 6}
    press(plot, Key.Key_Escape)
    assert plot.selection == frozenset()
    assert said == ["6 cards selected"]


def test_the_keyboard_forgets_a_card_that_is_removed(plot: HarmonyPlot, contents: Contents) -> None:
    plot.show_selection(frozenset({2}))
    edit = remove_cards(contents, [2])
    plot.refresh(edit, contents.after(edit))
    assert plot.current is None
    press(plot, Key.Key_Right)
    plot.grab()


def test_the_plot_has_its_keys_before_the_windows_shortcuts(
    plot: HarmonyPlot, dropped: list[dict[int, float]], qtbot: QtBot
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(plot)
    pressed: list[str] = []
    for keys in ("F2", "Up", "Return"):
        action = QAction(keys, window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _=False, keys=keys: pressed.append(keys))
        window.addAction(action)
    window.show()
    qtbot.waitExposed(window)
    plot.setFocus()
    plot.show_selection(frozenset({2}))
    QTest.keyClick(window.windowHandle(), Key.Key_Up)
    QTest.keyClick(window.windowHandle(), Key.Key_F2)
    assert plot._editor.isVisible()
    assert dropped == [{2: 0.51}]
    assert pressed == []
    window.takeCentralWidget()
    plot.setParent(None)
    window.hide()


def test_the_menu_offers_every_change(plot: HarmonyPlot, dropped: list[dict[int, float]]) -> None:
    plot.show_selection(frozenset({2}))
    press(plot, Key.Key_Left, Key.Key_Right)
    menu = plot._keys.make_menu()
    entries = {action.text(): action for action in menu.actions()}
    steps = ["Raise a step", "Lower a step", "Raise ten steps", "Lower ten steps"]
    assert list(entries) == ["Set harmony…", *steps, "", *(action.text() for action in plot.actions_.curve())]
    entries["Raise ten steps"].trigger()
    assert dropped == [{2: 0.6}]
    menu.deleteLater()
