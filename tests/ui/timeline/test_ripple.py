"""The switch that says whether later cards make room: what is refused without, and how that is seen before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from harmonic_desktop.ui import theme

if TYPE_CHECKING:
    from .conftest import Stage

ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key
IN_THE_WAY = "There is no room here: “{}” is in the way."


@pytest.fixture
def strict(stage: Stage) -> Stage:
    """The stage with the switch off."""
    stage.key(Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    return stage


def picture(stage: Stage) -> QImage:
    return stage.view.viewport().grab().toImage()


def has(image: QImage, colour: QColor) -> bool:
    return any(
        image.pixelColor(x, y).rgb() == colour.rgb() for x in range(image.width()) for y in range(image.height())
    )


def refusal(stage: Stage) -> str:
    return stage.view.scene.lifted.refusal if stage.view.scene.lifted is not None else ""


def cursor(stage: Stage) -> Qt.CursorShape:
    return stage.view.viewport().cursor().shape()


def test_ctrl_r_turns_it_and_says_what_that_means(stage: Stage) -> None:
    assert stage.view.scene.ripple
    stage.key(Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert not stage.view.scene.ripple
    assert stage.said == ["Cards stay where they are: what finds no room is refused"]
    stage.key(Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert stage.view.scene.ripple
    assert stage.said[-1] == "Later cards make room"


def test_a_drop_without_room_changes_nothing_and_says_why(strict: Stage) -> None:
    before = strict.spans()
    strict.drag(strict.at(14), strict.at(5))
    assert strict.spans() == before
    assert strict.steps() == strict.workspace.undo_stack.count() == 0
    assert strict.refused == [IN_THE_WAY.format("A")]
    assert strict.selected() == {"C"}


def test_that_there_is_no_room_is_seen_before_letting_go(strict: Stage, qtbot: QtBot) -> None:
    strict.hold(strict.at(14), strict.at(9))
    qtbot.waitUntil(lambda: refusal(strict) == IN_THE_WAY.format("B"))
    assert cursor(strict) == Qt.CursorShape.ForbiddenCursor
    assert has(picture(strict), theme.current().danger)
    strict.move(strict.at(19))
    qtbot.waitUntil(lambda: refusal(strict) == "")
    assert cursor(strict) == Qt.CursorShape.ClosedHandCursor
    assert not has(picture(strict), theme.current().danger)
    strict.release(strict.at(19))
    assert strict.spans()["C"] == ("Main", 17.0, 4.0)
    assert strict.refused == []
    assert cursor(strict) == Qt.CursorShape.ArrowCursor


def test_nobody_makes_room_in_the_preview(strict: Stage, qtbot: QtBot) -> None:
    strict.hold(strict.at(14), strict.at(9))
    qtbot.waitUntil(lambda: refusal(strict) != "")
    rippled = strict.view.scene.rippled
    assert rippled is not None
    assert rippled.lanes[0].start.tolist() == [0.0, 4.0]
    assert strict.dragged[-1] == {}


def test_the_switch_counts_while_a_card_is_held(strict: Stage, qtbot: QtBot) -> None:
    strict.hold(strict.at(14), strict.at(5))
    qtbot.waitUntil(lambda: refusal(strict) != "")
    strict.key(Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: refusal(strict) == "")
    strict.release(strict.at(5))
    assert strict.spans()["C"][1] == 4.0


def test_an_edge_pulled_over_a_card_is_refused_where_the_hand_has_it(strict: Stage, qtbot: QtBot) -> None:
    strict.hold(strict.at(7.8), strict.at(14))
    qtbot.waitUntil(lambda: refusal(strict) == IN_THE_WAY.format("C"))
    assert strict.view.scene.lifted is not None
    assert strict.view.scene.lifted.held.lanes[0].end.tolist() == [14.0]
    strict.release(strict.at(14))
    assert strict.spans()["B"] == ("Main", 4.0, 4.0)
    assert strict.refused == [IN_THE_WAY.format("C")]


def test_an_edge_snaps_to_the_card_that_it_may_not_pass(strict: Stage) -> None:
    strict.drag(strict.at(7.8), strict.at(11.8) + QPoint(3, 0))
    assert strict.spans()["B"] == ("Main", 4.0, 8.0)


def test_a_group_is_refused_as_one(strict: Stage) -> None:
    strict.select("A", "C")
    before = strict.spans()
    strict.drag(strict.at(14), strict.at(16, row=1))
    assert strict.spans() == before
    assert strict.refused == [IN_THE_WAY.format("D")]


def test_esc_leaves_the_picture_as_it_was(strict: Stage, qtbot: QtBot) -> None:
    strict.click(strict.at(14))
    strict.move(strict.at(30, row=1))
    before = picture(strict)
    strict.hold(strict.at(14), strict.at(5))
    qtbot.waitUntil(lambda: refusal(strict) != "")
    strict.key(Key.Key_Escape)
    strict.release(strict.at(30, row=1))
    strict.move(strict.at(30, row=1))
    assert picture(strict) == before
    assert (strict.steps(), strict.refused) == (0, [])


def test_keys_follow_the_switch(strict: Stage) -> None:
    strict.select("B")
    strict.key(Key.Key_Left, ALT)
    assert (strict.spans()["B"][1], strict.refused) == (4.0, [IN_THE_WAY.format("A")])
    strict.key(Key.Key_Right, ALT)
    assert strict.spans()["B"][1] == 5.0
    strict.key(Key.Key_PageDown, ALT)
    assert strict.spans()["B"][1] == 5.0
    strict.key(Key.Key_Down, ALT)
    assert (strict.spans()["B"], strict.refused[1:]) == (("Main", 5.0, 4.0), [IN_THE_WAY.format(x) for x in "CE"])


def test_the_keys_for_first_and_last_go_beside_the_others(strict: Stage) -> None:
    strict.select("B")
    strict.key(Key.Key_End, ALT)
    assert strict.spans()["B"][1] == 16.0
    strict.select("E")
    strict.key(Key.Key_Home, ALT)
    assert strict.refused == [IN_THE_WAY.format("D")]


def test_a_refused_key_does_not_scroll(strict: Stage) -> None:
    strict.select("A")
    scale = strict.view.scene.camera.scale
    scale.show(40.0, 20.0)
    strict.key(Key.Key_Right, ALT)
    assert strict.refused == [IN_THE_WAY.format("B")]
    assert scale.left_beat == 40.0


def test_a_new_card_goes_where_the_next_beat_is_free(strict: Stage) -> None:
    strict.select("A")
    strict.view.commands.new_card()
    assert strict.spans()["New card"] == ("Main", 8.0, 4.0)
    assert strict.refused == []
