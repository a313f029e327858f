"""What a number field promises: shown is not changed, one gesture is one commit, and junk leaves the value alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from harmonic_desktop.ui.widgets.number_field import NumberField


class Heard:
    """What a field told."""

    def __init__(self, field: NumberField) -> None:
        self.committed: list[float | None] = []
        self.previewed: list[float] = []
        self.refused: list[str] = []
        self.cancelled = 0
        field.committed.connect(self.committed.append)
        field.previewed.connect(self.previewed.append)
        field.refused.connect(self.refused.append)
        field.cancelled.connect(self._count)

    def _count(self) -> None:
        self.cancelled += 1


class Form(QWidget):
    """A field and another one to go to."""

    def __init__(self, field: NumberField) -> None:
        super().__init__()
        self.field, self.other = field, QLineEdit()
        box = QVBoxLayout(self)
        box.addWidget(self.field)
        box.addWidget(self.other)
        self.heard = Heard(field)


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[Form]:
    made = Form(NumberField(0.0, 1.0, 0.01))
    qtbot.addWidget(made)
    made.field.set_value(0.62)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.field.setFocus()
    yield made
    made.close()


def _type(field: NumberField, text: str) -> None:
    field.selectAll()
    QTest.keyClicks(field, text)


def _wheel(widget: QWidget, ticks: int) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle, widget.mapToGlobal(middle), QPoint(), QPoint(0, 120 * ticks), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_going_in_and_out_commits_nothing(form: Form) -> None:
    form.field.set_value(0.1 + 0.2)
    form.other.setFocus()
    form.field.setFocus()
    QTest.keyClick(form.field, Qt.Key.Key_Return)
    assert form.heard.committed == []
    assert form.field.value == 0.1 + 0.2


def test_enter_commits_what_was_typed_once(form: Form) -> None:
    _type(form.field, "0,25")
    QTest.keyClick(form.field, Qt.Key.Key_Return)
    form.other.setFocus()
    assert form.heard.committed == [0.25]
    assert form.field.text() == "0.25"


def test_leaving_commits_what_was_typed(form: Form) -> None:
    _type(form.field, "0.5")
    form.other.setFocus()
    assert form.heard.committed == [0.5]


def test_escape_brings_back_what_was_there(form: Form) -> None:
    _type(form.field, "0.5")
    QTest.keyClick(form.field, Qt.Key.Key_Escape)
    form.other.setFocus()
    assert form.field.text() == "0.62"
    assert form.heard.committed == []
    assert form.heard.cancelled == 1


@pytest.mark.parametrize("text", ["abc", "nan", "inf", "1.5", "-0.1", "", "1e999", "0.5 m"])
def test_what_does_not_fit_is_refused_and_the_value_stays(form: Form, text: str) -> None:
    form.field.clear()
    _type(form.field, text)
    QTest.keyClick(form.field, Qt.Key.Key_Return)
    assert form.heard.committed == []
    assert form.field.text() == "0.62"
    assert form.heard.refused[-1].endswith("stays: 0.62.")


def test_steps_are_previewed_and_committed_once(form: Form) -> None:
    for _ in range(3):
        QTest.keyClick(form.field, Qt.Key.Key_Up)
    QTest.keyClick(form.field, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert form.heard.previewed == [0.63, 0.64, 0.65, 0.55]
    assert form.heard.committed == []
    form.other.setFocus()
    assert form.heard.committed == [0.55]


def test_steps_stop_at_the_ends(form: Form) -> None:
    for _ in range(6):
        QTest.keyClick(form.field, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert form.field.text() == "1"


def test_the_wheel_does_nothing_without_the_focus(form: Form) -> None:
    form.other.setFocus()
    _wheel(form.field, 3)
    assert form.field.text() == "0.62"
    form.field.setFocus()
    _wheel(form.field, 3)
    assert form.field.text() == "0.65"


def test_a_value_from_elsewhere_leaves_what_is_being_typed(form: Form) -> None:
    _type(form.field, "0.3")
    form.field.set_value(0.9)
    assert form.field.text() == "0.3"
    QTest.keyClick(form.field, Qt.Key.Key_Escape)
    assert form.field.text() == "0.9"


def test_a_value_out_of_range_is_shown_as_it_is(form: Form) -> None:
    form.field.set_value(1.7)
    form.other.setFocus()
    assert form.field.text() == "1.7"
    assert form.heard.committed == []


def test_an_optional_field_can_be_emptied(qtbot: QtBot) -> None:
    field = NumberField(optional=True)
    qtbot.addWidget(field)
    heard = Heard(field)
    field.set_value(3.7)
    field.setText("")
    field.commit_pending()
    assert heard.committed == [None]
    assert field.value is None


def test_control_z_undoes_typing(form: Form) -> None:
    _type(form.field, "0.5")
    for _ in range(4):
        QTest.keyClick(form.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert form.field.text() == "0.62"
