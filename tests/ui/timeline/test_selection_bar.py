"""The bar of the selection: when it is there, what fits, and how the keyboard gets in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu

from harmonic_desktop.ui import theme

from .selection_bar import asked, bar, buttons

if TYPE_CHECKING:
    from .conftest import Stage

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_the_bar_shows_while_two_or_more_cards_are_selected(stage: Stage) -> None:
    stage.click(stage.at(2))
    assert bar(stage).isHidden()
    stage.click(stage.at(6), CTRL)
    assert bar(stage).isVisible()
    assert bar(stage).accessibleName() == "Selection bar, 2 cards"
    stage.key(Key.Key_Escape)
    assert bar(stage).isHidden()


def test_the_bar_is_gone_while_anything_is_dragged(stage: Stage) -> None:
    stage.select("A", "B")
    stage.hold(stage.at(2), stage.at(4))
    assert bar(stage).isHidden()
    stage.key(Key.Key_Escape)
    assert bar(stage).isVisible()
    stage.release(stage.at(4))
    stage.hold(stage.at(19), stage.at(3, row=1))
    assert len(stage.view.scene.selection) > 1
    assert bar(stage).isHidden()
    stage.release(stage.at(3, row=1))
    assert bar(stage).isVisible()


def test_the_bar_lies_at_the_foot_of_the_canvas_in_the_middle(stage: Stage) -> None:
    stage.key(Key.Key_A, CTRL)
    room, place = stage.view.viewport().geometry(), bar(stage).geometry()
    assert room.contains(place)
    assert abs(place.center().x() - room.center().x()) <= 1
    assert room.bottom() - place.bottom() == 2 * theme.SPACE


def test_a_narrow_canvas_keeps_fewer_buttons_and_more_has_them_all(stage: Stage) -> None:
    stage.key(Key.Key_A, CTRL)
    many = set(buttons(stage))
    stage.view.resize(520, 420)
    QApplication.processEvents()
    few = set(buttons(stage))
    assert few < many
    assert {"Move by", "Set plotline", "Set harmony", "More for the selection"} <= few
    assert stage.view.viewport().geometry().contains(bar(stage).geometry())
    menu = buttons(stage)["More for the selection"].defaultAction().menu()
    assert isinstance(menu, QMenu)
    texts = {action.text().rstrip("…") for action in menu.actions()}
    assert many - {"More for the selection"} <= texts
    assert "Close gaps" not in few
    stage.view.resize(1700, 420)
    QApplication.processEvents()
    assert buttons(stage)["Close gaps"].toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon


def test_a_low_canvas_has_no_bar_but_still_asks(stage: Stage) -> None:
    stage.key(Key.Key_A, CTRL)
    stage.view.resize(900, 190)
    QApplication.processEvents()
    assert bar(stage).isHidden()
    stage.key(Key.Key_H, CTRL)
    assert asked(stage).pos().y() >= 0
    stage.view.resize(900, 420)
    QApplication.processEvents()
    assert bar(stage).isVisible()
    assert stage.view.rect().contains(asked(stage).geometry())
    assert asked(stage).geometry().bottom() < bar(stage).geometry().top()
    stage.key(Key.Key_Escape)
    assert stage.view.hasFocus()


def test_every_button_is_large_enough_has_a_name_and_says_its_key(stage: Stage) -> None:
    stage.key(Key.Key_A, CTRL)
    for name, button in buttons(stage).items():
        assert name
        assert button.toolTip()
        assert min(button.width(), button.height()) >= theme.TARGET
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert buttons(stage)["Copy cards"].toolTip() == "Copy cards (Ctrl+C)"
    assert buttons(stage)["Remove cards"].toolTip() == "Remove cards (Del)"


def test_a_press_on_the_bar_is_none_on_the_cards_beneath(stage: Stage) -> None:
    stage.key(Key.Key_A, CTRL)
    beside = bar(stage).mapTo(stage.view.window(), QPoint(4, 4))
    stage.drag(beside, beside + QPoint(60, -60))
    assert len(stage.selected()) == 5
    assert not stage.view.pointer.is_busy


def test_the_wheel_over_the_bar_scrolls_the_story_beneath(stage: Stage) -> None:
    stage.key(Key.Key_A, CTRL)
    scale = stage.view.scene.camera.scale
    scale.set_end(400.0)
    middle = bar(stage).rect().center()
    event = QWheelEvent(
        QPointF(middle), QPointF(bar(stage).mapToGlobal(middle)), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        SHIFT, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(bar(stage), event)
    assert scale.left_beat == 3.0


def test_the_keyboard_goes_into_the_bar_and_back(stage: Stage) -> None:
    stage.select("A", "B")
    stage.view.actions_.bulk.to_bar.trigger()
    assert buttons(stage)["Move by"].hasFocus()
    stage.key(Key.Key_Right)
    assert buttons(stage)["Set plotline"].hasFocus()
    stage.key(Key.Key_Left)
    stage.key(Key.Key_Left)
    assert buttons(stage)["More for the selection"].hasFocus()
    stage.key(Key.Key_Escape)
    assert stage.view.hasFocus()
    assert stage.selected() == {"A", "B"}


def test_the_focus_goes_back_to_the_canvas_with_the_bar(stage: Stage) -> None:
    stage.select("A", "B")
    stage.view.actions_.bulk.to_bar.trigger()
    button = buttons(stage)["Remove cards"]
    button.setFocus()
    stage.key(Key.Key_Space)
    assert stage.spans().keys() == {"C", "D", "E"}
    assert bar(stage).isHidden()
    assert stage.view.hasFocus()


def test_a_card_that_is_revealed_is_not_under_the_bar(stage: Stage) -> None:
    stage.view.resize(900, 260)
    QApplication.processEvents()
    stage.select("B")
    for key in (Key.Key_Left, Key.Key_Down):
        stage.key(key, SHIFT)
    assert bar(stage).isVisible()
    card = stage.view.scene.card(stage.view.scene.current)
    assert card is not None
    rect = stage.view.scene.rect_of(card)
    assert rect.bottom() <= stage.view.viewport().height() - stage.view.selection_bar.covered
    assert rect.top() >= 0
