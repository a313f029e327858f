"""What the harmony slider promises: a drag or a held key is one commit, and Esc takes a drag back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from harmonic_desktop.ui import theme
from harmonic_desktop.ui.widgets.harmony_field import HarmonyField


class Form(QWidget):
    """A harmony field that keeps what it is told, like a window does."""

    def __init__(self) -> None:
        super().__init__()
        self.field = HarmonyField("Harmony", optional=True)
        QVBoxLayout(self).addWidget(self.field)
        self.resize(400, 80)
        self.committed: list[float | None] = []
        self.previewed: list[float] = []
        self.cancelled = 0
        self.field.committed.connect(self.committed.append)
        self.field.previewed.connect(self.previewed.append)
        self.field.cancelled.connect(self._count)

    def _count(self) -> None:
        self.cancelled += 1


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[Form]:
    made = Form()
    qtbot.addWidget(made)
    made.field.set_harmony(0.5)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.field.slider.setFocus()
    yield made
    made.close()


def _place(form: Form, share: float) -> QPoint:
    slider = form.field.slider
    return slider.mapTo(form, QPoint(round(slider._x(share)), slider.height() // 2))


def _drag(form: Form, *shares: float) -> None:
    window = form.windowHandle()
    QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, _place(form, 0.5))
    for share in shares:
        QTest.mouseMove(window, _place(form, share))
        QApplication.processEvents()


def _let_go(form: Form, share: float) -> None:
    QTest.mouseRelease(
        form.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, _place(form, share)
    )


def test_a_drag_is_previewed_and_committed_once(form: Form) -> None:
    _drag(form, 0.6, 0.7, 0.8)
    assert form.committed == []
    assert form.previewed[-1] == pytest.approx(0.8, abs=0.011)
    assert form.field.number.text() == form.locale().toString(form.previewed[-1])
    _let_go(form, 0.8)
    assert form.committed == [form.previewed[-1]]


def test_a_press_that_does_not_move_commits_nothing(form: Form) -> None:
    form.field.set_harmony(0.505)
    _drag(form)
    _let_go(form, 0.5)
    assert form.committed == []
    assert form.field.harmony == 0.505


def test_escape_takes_a_drag_back(form: Form) -> None:
    _drag(form, 0.7)
    QTest.keyClick(form.field.slider, Qt.Key.Key_Escape)
    _let_go(form, 0.7)
    assert form.committed == []
    assert form.cancelled == 1
    assert form.field.number.text() == "0.5"


def test_a_held_key_is_one_commit(form: Form) -> None:
    slider = form.field.slider
    key, none = Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(slider, QKeyEvent(QEvent.Type.KeyPress, key, none))
    for _ in range(4):
        QApplication.sendEvent(slider, QKeyEvent(QEvent.Type.KeyRelease, key, none, "", True))
        QApplication.sendEvent(slider, QKeyEvent(QEvent.Type.KeyPress, key, none, "", True))
    assert form.committed == []
    QApplication.sendEvent(slider, QKeyEvent(QEvent.Type.KeyRelease, key, none))
    assert form.committed == [0.55]


def test_keys_step_by_hundredths_and_tenths(form: Form) -> None:
    QTest.keyClick(form.field.slider, Qt.Key.Key_Down)
    QTest.keyClick(form.field.slider, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(form.field.slider, Qt.Key.Key_PageDown)
    QTest.keyClick(form.field.slider, Qt.Key.Key_End)
    assert form.committed == [0.49, 0.59, 0.49, 1.0]


def test_the_wheel_does_nothing_without_the_focus(form: Form) -> None:
    slider = form.field.slider
    middle = QPointF(slider.rect().center())

    def wheel() -> None:
        event = QWheelEvent(
            middle, slider.mapToGlobal(middle), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(slider, event)

    form.field.number.setFocus()
    wheel()
    assert form.committed == []
    slider.setFocus()
    wheel()
    assert form.committed == [0.51]


def test_an_assistive_tool_can_set_it(form: Form) -> None:
    form.field.slider.setValue(80)
    assert form.committed == [0.8]


def test_typing_beside_it_moves_it(form: Form) -> None:
    form.field.number.setFocus()
    form.field.number.selectAll()
    QTest.keyClicks(form.field.number, "0.3")
    assert form.field.slider.harmony == 0.3
    QTest.keyClick(form.field.number, Qt.Key.Key_Return)
    assert form.committed == [0.3]


def test_the_button_empties_it(form: Form) -> None:
    QTest.mouseClick(form.field.clear_button, Qt.MouseButton.LeftButton)
    assert form.committed == [None]
    assert form.field.slider.harmony is None
    assert not form.field.clear_button.isEnabled()


def test_a_harmony_out_of_range_is_shown_as_it_is(form: Form) -> None:
    form.field.set_harmony(1.7)
    assert form.field.number.text() == "1.7"
    assert form.field.slider.value() == 100
    form.field.commit_pending()
    assert form.committed == []


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=lambda look: look.name)
@pytest.mark.parametrize("harmony", [0.0, 0.5, 1.0])
def test_the_knob_stands_out_from_its_plane_at_any_harmony(
    form: Form, monkeypatch: pytest.MonkeyPatch, look: theme.Theme, harmony: float
) -> None:
    monkeypatch.setattr(theme, "_current", look)
    form.setPalette(theme.palette(look))
    form.field.set_harmony(harmony)
    form.field.number.setFocus()
    slider = form.field.slider
    picture, x = slider.grab().toImage(), round(slider._x(harmony))
    column = [picture.pixelColor(x, y).lightness() for y in range(picture.height())]
    assert max(abs(lightness - look.panel.lightness()) for lightness in column) > 120
