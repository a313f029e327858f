"""Find at work over a window: typed into, walked through, chosen from and closed, with real keys on a real file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.searching import Found, Kind, Order
from harmonic_desktop.domain.storyboard import create_card
from harmonic_desktop.storage import indexes
from harmonic_desktop.ui.find.find_palette import FindPalette
from harmonic_desktop.ui.workspace import Workspace

Key = Qt.Key


class Searcher:
    """A window with a field of its own, the palette over it, and what was chosen there."""

    def __init__(self, window: QWidget, palette: FindPalette, workspace: Workspace, qtbot: QtBot) -> None:
        self.window = window
        self.palette = palette
        self.workspace = workspace
        self._qtbot = qtbot
        self.chosen: list[Found] = []
        palette.chosen.connect(self.chosen.append)

    def open(self) -> None:
        self.palette.open_on(self.workspace.store.search)
        self._qtbot.waitUntil(lambda: self.palette.field.hasFocus() and not self.palette._reader.isActive())

    def type(self, text: str) -> None:
        QTest.keyClicks(self.palette.field, text)
        self._qtbot.waitUntil(lambda: not self.palette._typing.isActive())

    def key(self, key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifiers)

    def titles(self) -> list[str]:
        model = self.palette.rows.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def current(self) -> str:
        return str(self.palette.rows.currentIndex().data())


@pytest.fixture
def searcher(workspace: Workspace, shown: Callable[[QWidget], None], qtbot: QtBot) -> Iterator[Searcher]:
    contents = workspace.contents
    assert contents is not None
    lane = contents.ordered_plotlines()[0].id
    for number, (title, text, tie) in enumerate(
        [
            ("A storm", "Ada lights a lantern.", 0.1),
            ("A calm", "After the storm.", 0.9),
            ("<b>Bold</b> & storm", "", 0.5),
        ]
    ):
        workspace.perform(create_card, lane, 4.0 * number, 4.0, title, text, tie)
    window = QWidget()
    window.resize(900, 700)
    QVBoxLayout(window).addWidget(QLineEdit("elsewhere"))
    palette = FindPalette(window)
    shown(window)
    window.findChildren(QLineEdit)[0].setFocus()
    made = Searcher(window, palette, workspace, qtbot)
    yield made
    palette.close_palette()


def test_what_is_found_stands_there_while_one_types(searcher: Searcher) -> None:
    searcher.open()
    assert searcher.titles() == [] and "Type words" in searcher.palette.words.text()
    searcher.type("sto")
    assert set(searcher.titles()) == {"A storm", "A calm", "<b>Bold</b> & storm"}
    assert searcher.palette.words.text() == "3 cards"
    searcher.type("rm lant")
    assert searcher.titles() == ["A storm"]
    searcher.type("x")
    assert searcher.titles() == []
    assert searcher.palette.words.text().startswith("Nothing has all of these words")


def test_arrows_walk_through_the_rows_while_the_field_keeps_the_keyboard(searcher: Searcher) -> None:
    searcher.open()
    searcher.type("storm")
    first, second, third = searcher.titles()
    assert searcher.current() == first
    searcher.key(Key.Key_Down)
    assert searcher.current() == second
    for _ in range(5):
        searcher.key(Key.Key_Down)
    assert searcher.current() == third
    searcher.key(Key.Key_Up)
    assert searcher.current() == second
    searcher.key(Key.Key_PageUp)
    assert searcher.current() == first
    assert searcher.palette.field.hasFocus()


def test_enter_chooses_and_closes(searcher: Searcher) -> None:
    searcher.open()
    searcher.type("lantern")
    searcher.key(Key.Key_Return)
    (found,) = searcher.chosen
    assert (found.kind, found.title, found.plotline, found.bar) == (Kind.CARD, "A storm", "Main", 1)
    assert searcher.palette.isHidden()


def test_enter_right_after_typing_looks_first(searcher: Searcher) -> None:
    searcher.open()
    QTest.keyClicks(searcher.palette.field, "calm")
    searcher.key(Key.Key_Return)
    assert [found.title for found in searcher.chosen] == ["A calm"]


def test_enter_on_nothing_chooses_nothing(searcher: Searcher) -> None:
    searcher.open()
    searcher.type("nowhere")
    searcher.key(Key.Key_Return)
    assert searcher.chosen == [] and searcher.palette.isVisible()


def test_a_click_chooses(searcher: Searcher) -> None:
    searcher.open()
    searcher.type("storm")
    rows = searcher.palette.rows
    second = rows.visualRect(rows.model().index(1, 0)).center()
    at = rows.viewport().mapTo(searcher.window, second)
    expected = searcher.titles()[1]
    QTest.mouseClick(searcher.window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert [found.title for found in searcher.chosen] == [expected]


def test_escape_closes_and_the_keyboard_is_where_it_was(searcher: Searcher) -> None:
    searcher.open()
    searcher.type("storm")
    searcher.key(Key.Key_Escape)
    assert searcher.palette.isHidden() and searcher.chosen == []
    focus = searcher.window.focusWidget()
    assert isinstance(focus, QLineEdit) and focus.text() == "elsewhere"


def test_a_click_elsewhere_in_the_window_closes_it(searcher: Searcher, qtbot: QtBot) -> None:
    searcher.open()
    searcher.window.findChildren(QLineEdit)[0].setFocus()
    qtbot.waitUntil(searcher.palette.isHidden)


def test_the_words_of_the_last_time_are_there_again_and_typed_over(searcher: Searcher) -> None:
    searcher.open()
    searcher.type("storm")
    searcher.key(Key.Key_Escape)
    searcher.open()
    assert len(searcher.titles()) == 3
    searcher.type("calm")
    assert searcher.palette.field.text() == "calm"


def test_tab_goes_to_the_order_and_back(searcher: Searcher) -> None:
    searcher.open()
    searcher.type("storm")
    searcher.key(Key.Key_Tab)
    assert searcher.palette.order.hasFocus() and searcher.palette.isVisible()
    searcher.key(Key.Key_Down)
    searcher.key(Key.Key_Down)
    assert searcher.palette.order.currentData() is Order.HARMONY
    assert searcher.titles() == ["A calm", "<b>Bold</b> & storm", "A storm"]
    searcher.key(Key.Key_Tab)
    assert searcher.palette.field.hasFocus()
    searcher.key(Key.Key_Tab)
    searcher.key(Key.Key_Escape)
    assert searcher.palette.isHidden()


def test_an_edit_between_two_times_is_seen(searcher: Searcher) -> None:
    searcher.open()
    searcher.type("gull")
    assert searcher.titles() == []
    searcher.key(Key.Key_Escape)
    contents = searcher.workspace.contents
    assert contents is not None
    searcher.workspace.perform(create_card, contents.ordered_plotlines()[0].id, 40.0, 4.0, "A gull")
    searcher.open()
    assert searcher.titles() == ["A gull"]


def test_without_full_text_search_a_sentence_says_so(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexes, "PROBE", "SELECT fts9_source_id()")
    searcher.open()
    assert "without full-text search" in searcher.palette.words.text()
    searcher.type("storm")
    assert "without full-text search" in searcher.palette.words.text()


def test_it_stays_within_its_window(searcher: Searcher) -> None:
    searcher.open()
    searcher.type("storm")
    for size in ((900, 700), (880, 480), (500, 300)):
        searcher.window.resize(*size)
        assert QRect(0, 0, *size).contains(searcher.palette.geometry()), size
        assert abs(searcher.palette.geometry().center().x() - size[0] // 2) <= 1


def test_the_rows_are_a_sound_model(searcher: Searcher) -> None:
    model = searcher.palette.rows.model()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    searcher.open()
    searcher.type("storm")
    searcher.type("x")
    tester.deleteLater()


def test_a_row_reads_as_a_sentence_and_holds_markup_as_text(searcher: Searcher) -> None:
    searcher.open()
    searcher.type("bold")
    index = searcher.palette.rows.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "<b>Bold</b> & storm, harmony 0.50, Aria · Main · bar 3"
    assert index.data() == "<b>Bold</b> & storm"


def test_forgetting_leaves_nothing_of_the_account(searcher: Searcher) -> None:
    searcher.open()
    searcher.type("storm")
    searcher.palette.forget()
    assert searcher.palette.isHidden()
    assert searcher.palette.field.text() == "" and searcher.titles() == []
