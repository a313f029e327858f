"""What a field for longer text promises: nothing is taken that was not typed, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTabWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from harmonic_desktop.ui.widgets.prose_field import ProseField


class Form(QWidget):
    """A field and another one to go to."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.other = ProseField(), QLineEdit()
        box = QVBoxLayout(self)
        box.addWidget(self.field)
        box.addWidget(self.other)
        self.committed: list[str] = []
        self.field.text_committed.connect(self.committed.append)


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[Form]:
    made = Form()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.field.setFocus()
    yield made
    made.close()


@pytest.mark.parametrize("text", ["plain", "a\r\nb", "no\u00a0break", "<b>x</b>", "two\n\nlines", "\u2028"])
def test_text_that_was_only_shown_is_never_taken(form: Form, text: str) -> None:
    form.field.show_text(text)
    form.other.setFocus()
    form.field.commit_pending()
    assert form.committed == []


def test_no_break_spaces_survive_an_edit(form: Form) -> None:
    form.field.show_text("Qui\u00a0?")
    form.field.moveCursor(form.field.textCursor().MoveOperation.End)
    QTest.keyClicks(form.field, "!")
    form.other.setFocus()
    assert form.committed == ["Qui\u00a0?!"]


def test_control_enter_takes_it_and_leaving_does_not_again(form: Form) -> None:
    QTest.keyClicks(form.field, "Once")
    QTest.keyClick(form.field, Qt.Key.Key_Return)
    QTest.keyClick(form.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    form.other.setFocus()
    assert form.committed == ["Once\n"]


def test_escape_brings_back_what_was_there(form: Form) -> None:
    form.field.show_text("Once")
    QTest.keyClicks(form.field, "x")
    QTest.keyClick(form.field, Qt.Key.Key_Escape)
    assert form.field.toPlainText() == "Once"


def test_control_z_undoes_typing_even_after_it_was_taken(form: Form) -> None:
    form.field.show_text("Once")
    QTest.keyClicks(form.field, "x")
    form.field.commit_pending()
    form.field.show_text("xOnce")
    QTest.keyClick(form.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert form.field.toPlainText() == "Once"


def test_tab_goes_on(form: Form) -> None:
    QTest.keyClick(form.field, Qt.Key.Key_Tab)
    assert form.other.hasFocus()


def test_it_is_as_high_as_its_text_within_bounds(form: Form) -> None:
    low = form.field.sizeHint().height()
    form.field.show_text("line\n" * 10)
    middle = form.field.sizeHint().height()
    form.field.show_text("line\n" * 500)
    high = form.field.sizeHint().height()
    form.field.show_text("line\n" * 1000)
    assert low < middle < high == form.field.sizeHint().height()


def test_it_is_as_high_as_its_text_once_it_is_seen_in_its_width(qtbot: QtBot) -> None:
    tabs, page, field = QTabWidget(), QWidget(), ProseField()
    box = QVBoxLayout(page)
    box.addWidget(field)
    box.addStretch(1)
    tabs.addTab(QWidget(), "Universe")
    tabs.addTab(page, "Card")
    field.show_text("The keeper’s daughter rows out to the bell. " * 8)
    tabs.resize(260, 600)
    qtbot.addWidget(tabs)
    with qtbot.waitExposed(tabs):
        tabs.show()
    tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: field.height() == field.sizeHint().height())
    assert not field.verticalScrollBar().isVisible()
    tabs.close()


def test_a_pause_in_typing_takes_the_text_and_leaves_it_and_the_cursor_alone(form: Form, qtbot: QtBot) -> None:
    form.field.text_committed.connect(lambda text: form.field.show_text(text.strip()))
    QTest.keyClicks(form.field, "one ")
    qtbot.waitUntil(lambda: form.committed == ["one "])
    QTest.keyClicks(form.field, "two")
    assert form.field.toPlainText() == "one two"
    form.other.setFocus()
    assert form.committed == ["one ", "one two"]


def test_what_a_pause_could_not_keep_stays_and_is_tried_again(form: Form, qtbot: QtBot) -> None:
    form.field.text_committed.connect(lambda text: form.field.put_back(""))
    QTest.keyClicks(form.field, "one")
    qtbot.waitUntil(lambda: form.committed == ["one"])
    assert form.field.toPlainText() == "one"
    form.field.text_committed.disconnect()
    form.field.text_committed.connect(form.committed.append)
    form.other.setFocus()
    assert form.committed == ["one", "one"]


def test_ctrl_z_brings_back_what_escape_dropped(form: Form) -> None:
    QTest.keyClicks(form.field, "one")
    QTest.keyClick(form.field, Qt.Key.Key_Escape)
    assert form.field.toPlainText() == ""
    QTest.keyClick(form.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert form.field.toPlainText() == "one"
