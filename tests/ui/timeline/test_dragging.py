"""Cards follow the hand: in time, between plotlines, in groups, snapping, making room; and Esc leaves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from .conftest import Stage


def preview(stage: Stage) -> dict[str, float]:
    """Where cards would start after the drop, by title, as was said last."""
    return {card.plot_point: card.start_beat for card in stage.dragged[-1].values()} if stage.dragged else {}


def test_a_card_is_dragged_in_time_as_one_step(stage: Stage) -> None:
    stage.drag(stage.at(14), stage.at(22))
    assert stage.spans()["C"] == ("Main", 20.0, 4.0)
    assert stage.steps() == 1
    assert stage.said[-1] == "“C” moved to bar 6, beat 1, plotline Main"


def test_a_card_is_dragged_to_another_plotline(stage: Stage) -> None:
    stage.drag(stage.at(14), stage.at(18, row=1))
    assert stage.spans()["C"] == ("Side", 16.0, 4.0)


def test_later_cards_make_room_and_the_preview_says_so_before(stage: Stage, qtbot: QtBot) -> None:
    stage.hold(stage.at(14), stage.at(5))
    qtbot.waitUntil(lambda: "B" in preview(stage))
    assert preview(stage) == {"C": 4.0, "B": 8.0}
    assert stage.steps() == 0
    stage.release(stage.at(5))
    assert (stage.spans()["C"][1], stage.spans()["B"][1]) == (4.0, 8.0)
    assert stage.dragged[-1] == {}


def test_a_small_movement_is_a_click(stage: Stage) -> None:
    stage.drag(stage.at(14), stage.at(14) + QPoint(3, 0))
    assert stage.spans()["C"][1] == 12.0
    assert stage.selected() == {"C"}
    assert stage.steps() == 0


def test_a_group_is_dragged_together(stage: Stage) -> None:
    stage.select("B", "C")
    stage.drag(stage.at(14), stage.at(18))
    assert (stage.spans()["B"][1], stage.spans()["C"][1]) == (8.0, 16.0)
    assert stage.steps() == 1


def test_a_group_stops_at_the_edges_as_one(stage: Stage) -> None:
    stage.select("B", "C")
    stage.drag(stage.at(14), stage.at(2, row=1) + QPoint(0, 60))
    assert stage.spans()["B"] == ("Side", 0.0, 4.0)
    assert stage.spans()["C"] == ("Side", 8.0, 4.0)
    assert stage.spans()["E"] == ("Side", 12.0, 4.0)


def test_dragging_a_card_beside_the_selection_takes_only_that_card(stage: Stage) -> None:
    stage.select("A", "B")
    stage.drag(stage.at(14), stage.at(18))
    assert stage.selected() == {"C"}
    assert stage.spans()["A"][1] == 0.0


def test_a_drag_snaps_to_a_beat_and_names_it(stage: Stage) -> None:
    stage.hold(stage.at(14), stage.at(19) + QPoint(6, 0))
    guide = stage.view.scene.guide
    assert guide is not None and guide.name == "Bar 5, beat 2"
    stage.release(stage.at(19) + QPoint(6, 0))
    assert stage.spans()["C"][1] == 17.0


def test_a_drag_snaps_to_the_edge_of_a_neighbour_and_names_it(stage: Stage) -> None:
    stage.hold(stage.at(14), stage.at(10) + QPoint(3, 0))
    guide = stage.view.scene.guide
    assert guide is not None
    assert guide.name in ("End of “B”", "Start of “E”", "End of “E”")
    stage.release(stage.at(10) + QPoint(3, 0))
    assert stage.spans()["C"][1] == 8.0


@pytest.mark.parametrize(("row", "named"), [(0, "Start of “E”"), (1, "End of “B”")])
def test_of_two_edges_at_one_place_the_one_that_the_hand_does_not_hide_is_named(
    stage: Stage, row: int, named: str
) -> None:
    stage.hold(stage.at(14), stage.at(10, row) + QPoint(3, 0))
    guide = stage.view.scene.guide
    assert guide is not None and guide.name == named
    stage.release(stage.at(10, row) + QPoint(3, 0))


def test_an_edge_dragged_past_a_card_names_the_one_on_the_other_plotline(stage: Stage) -> None:
    stage.hold(stage.at(3.9), stage.at(8))
    guide = stage.view.scene.guide
    assert guide is not None and guide.name == "Start of “E”"  # and not “End of B”, which lies under the card
    stage.release(stage.at(8))


def test_no_guide_is_shown_where_the_edge_of_the_story_holds_the_cards(stage: Stage) -> None:
    stage.hold(stage.at(6), stage.at(0.1))
    assert stage.view.scene.guide is None
    assert stage.view.scene.lifted is not None
    assert stage.view.scene.lifted.held.lanes[0].start.tolist() == [0.0]
    stage.release(stage.at(0.1))
    assert stage.spans()["B"][1] == 0.0


def test_alt_suspends_snapping_while_it_is_held(stage: Stage) -> None:
    end = stage.at(19) + QPoint(6, 0)
    stage.hold(stage.at(14), end)
    QTest.keyPress(stage.window, Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
    assert stage.view.scene.guide is None
    stage.release(end, Qt.KeyboardModifier.AltModifier)
    QTest.keyRelease(stage.window, Qt.Key.Key_Alt)
    assert stage.spans()["C"][1] == pytest.approx(17.3)


def test_with_snapping_off_a_card_lies_where_it_is_let_go(stage: Stage) -> None:
    snapping = next(action for action in stage.view.view_actions() if action.text().startswith("Snap"))
    snapping.trigger()
    stage.drag(stage.at(14), stage.at(19) + QPoint(6, 0))
    assert stage.spans()["C"][1] == pytest.approx(17.3)


@pytest.mark.parametrize("start", [(14, 0.5), (12.2, 0.5), (15.8, 0.5)], ids=["body", "left edge", "right edge"])
def test_esc_ends_a_drag_and_leaves_nothing(stage: Stage, start: tuple[float, float]) -> None:
    before = stage.spans()
    stage.click(stage.at(14))
    stage.move(stage.at(30, row=1))
    picture = stage.view.viewport().grab().toImage()
    stage.hold(stage.at(start[0]), stage.at(5))
    assert stage.view.scene.lifted is not None
    stage.key(Qt.Key.Key_Escape)
    stage.move(stage.at(30, row=1))
    stage.release(stage.at(30, row=1))
    assert stage.spans() == before
    assert stage.steps() == 0
    assert stage.dragged[-1] == {}
    assert stage.view.viewport().grab().toImage() == picture


def test_the_right_edge_resizes_and_the_start_stays(stage: Stage) -> None:
    stage.drag(stage.at(15.8), stage.at(18))
    assert stage.spans()["C"] == ("Main", 12.0, 6.0)


def test_the_left_edge_resizes_and_the_end_stays(stage: Stage) -> None:
    stage.drag(stage.at(12.2), stage.at(10))
    assert stage.spans()["C"] == ("Main", 10.0, 6.0)


def test_the_left_edge_stops_at_the_card_before(stage: Stage, qtbot: QtBot) -> None:
    stage.hold(stage.at(12.2), stage.at(6))
    qtbot.waitUntil(lambda: preview(stage) == {"C": 8.0})
    stage.release(stage.at(6))
    assert stage.spans()["C"] == ("Main", 8.0, 8.0)


def test_the_right_edge_moves_later_cards(stage: Stage) -> None:
    stage.drag(stage.at(7.8), stage.at(14))
    assert stage.spans()["B"] == ("Main", 4.0, 10.0)
    assert stage.spans()["C"] == ("Main", 14.0, 4.0)


def test_a_card_keeps_a_quarter_of_a_beat(stage: Stage) -> None:
    stage.drag(stage.at(15.8), stage.at(2))
    assert stage.spans()["C"] == ("Main", 12.0, 0.25)


def test_the_pointer_tells_an_edge_from_the_middle(stage: Stage) -> None:
    viewport = stage.view.viewport()
    stage.move(stage.at(15.8))
    assert viewport.cursor().shape() == Qt.CursorShape.SizeHorCursor
    stage.move(stage.at(14))
    assert viewport.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_holding_a_card_at_the_edge_scrolls_on(stage: Stage, qtbot: QtBot) -> None:
    scale = stage.view.scene.camera.scale
    edge = QPoint(stage.view.viewport().geometry().right() - 4, stage.at(14).y())
    stage.hold(stage.at(14), edge)
    qtbot.waitUntil(lambda: scale.left_beat > 4)
    stage.release(edge)
    assert stage.spans()["C"][1] > 36


def test_an_edit_from_elsewhere_ends_the_drag(stage: Stage) -> None:
    stage.select("A")
    stage.view.commands.step_beat(1)
    stage.hold(stage.at(14), stage.at(22))
    stage.workspace.undo_stack.undo()
    assert stage.view.scene.lifted is None
    stage.release(stage.at(22))
    assert stage.spans()["C"][1] == 12.0
    assert stage.spans()["A"][1] == 0.0
