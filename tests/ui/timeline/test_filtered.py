"""What a filter stops is faint, or not there for eye, hand and keyboard; the view does not move."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication

from harmonic_desktop.domain.storyboard import create_card
from harmonic_desktop.ui.timeline.layout import Layout, layout_of
from harmonic_desktop.ui.timeline.veil import FAINT, Veil

from .conftest import PIXELS, Stage

Key = Qt.Key


def show(stage: Stage, *stopped: str, hides: bool) -> None:
    stage.view.show_filter(frozenset(stage.cards[title].id for title in stopped), hides)
    QApplication.processEvents()


def picture(stage: Stage) -> QImage:
    return stage.view.viewport().grab().toImage()


def differs(one: QImage, other: QImage, stage: Stage, title: str) -> bool:
    """Whether a card looks different in two pictures."""
    rect = stage.view.scene.rect_of(stage.cards[title]).toRect().adjusted(2, 2, -2, -2)
    return one.copy(rect) != other.copy(rect)


def titles(stage: Stage, layout: Layout) -> set[str]:
    by_id = {card.id: title for title, card in stage.cards.items()}
    return {by_id[card_id] for lane in layout.lanes for card_id in lane.ids.tolist()}


def test_dimmed_cards_look_faint_and_the_others_as_before(stage: Stage) -> None:
    before = picture(stage)
    show(stage, "A", "E", hides=False)
    dimmed = picture(stage)
    show(stage, "A", "E", hides=True)
    hidden = picture(stage)
    for title in ("A", "E"):
        assert differs(before, dimmed, stage, title)
        assert differs(dimmed, hidden, stage, title)
    for title in ("B", "C", "D"):
        assert not differs(before, dimmed, stage, title)
        assert not differs(before, hidden, stage, title)
    show(stage, hides=True)
    assert picture(stage) == before


@pytest.mark.parametrize("pixels", [1.0, 3.0, 60.0])
def test_they_are_at_any_density(stage: Stage, pixels: float) -> None:
    stage.view.scene.camera.scale.show(0.0, pixels)
    before = picture(stage)
    show(stage, "A", hides=False)
    dimmed = picture(stage)
    show(stage, "A", hides=True)
    assert before != dimmed
    assert dimmed != picture(stage) != before


def test_the_minimap_follows(stage: Stage) -> None:
    minimap = stage.view.minimap
    before = minimap.grab().toImage()
    show(stage, "A", "B", hides=False)
    dimmed = minimap.grab().toImage()
    show(stage, "A", "B", hides=True)
    hidden = minimap.grab().toImage()
    assert before != dimmed != hidden != before
    show(stage, hides=False)
    assert minimap.grab().toImage() == before


def test_hidden_cards_are_not_hit(stage: Stage) -> None:
    show(stage, "A", hides=True)
    stage.click(stage.at(2))
    assert stage.selected() == set()
    show(stage, "A", hides=False)
    stage.click(stage.at(2))
    assert stage.selected() == {"A"}


def test_the_rubber_band_passes_over_hidden_cards(stage: Stage) -> None:
    show(stage, "B", "D", hides=True)
    stage.drag(stage.at(17.5, 1), stage.at(0.5, 0))
    assert stage.selected() == {"A", "C", "E"}


def test_select_all_and_ranges_leave_hidden_cards_out(stage: Stage) -> None:
    show(stage, "B", hides=True)
    stage.key(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert stage.selected() == {"A", "C", "D", "E"}
    stage.click(stage.at(2))
    stage.click(stage.at(14), Qt.KeyboardModifier.ShiftModifier)
    assert stage.selected() == {"A", "C", "D", "E"}


def test_arrows_pass_over_hidden_cards(stage: Stage) -> None:
    show(stage, "B", hides=True)
    stage.click(stage.at(2))
    stage.key(Key.Key_Right)
    assert stage.current() == "C"
    show(stage, "C", hides=True)
    assert stage.current() is None
    stage.key(Key.Key_Right)
    assert stage.current() == "A"


def test_a_drag_among_hidden_cards_shows_them_at_no_moment(stage: Stage) -> None:
    show(stage, "B", "C", hides=True)
    stage.hold(stage.at(2), stage.at(9))
    assert titles(stage, stage.view.scene.veil.seen(stage.view.scene.shown)) == {"D", "E"}
    stage.release(stage.at(9))
    assert stage.spans()["A"] == ("Main", 8.0, 4.0)  # after B, which is there all the same
    assert stage.steps() == 1


def test_hidden_cards_make_room_all_the_same(stage: Stage) -> None:
    show(stage, "C", hides=True)
    stage.drag(stage.at(6), stage.at(16 - 3))
    assert stage.spans()["B"][1] == 11.0
    assert stage.spans()["C"][1] == 15.0


def test_hidden_cards_are_no_children_for_a_screen_reader(stage: Stage) -> None:
    interface = QAccessible.queryAccessibleInterface(stage.view.viewport())
    count = interface.childCount()
    show(stage, "A", "B", hides=True)
    assert interface.childCount() == count - 2
    show(stage, "A", "B", hides=False)
    assert interface.childCount() == count


def test_filtering_moves_no_view_and_makes_no_edit(stage: Stage) -> None:
    scale = stage.view.scene.camera.scale
    scale.show(3.0, PIXELS)
    for hides in (True, False):
        show(stage, "A", "B", hides=hides)
        assert (scale.left_beat, scale.pixels_per_beat) == (3.0, PIXELS)
    assert stage.steps() == 0


def test_an_edit_keeps_the_others_hidden(stage: Stage) -> None:
    show(stage, "A", hides=True)
    stage.click(stage.at(6))
    stage.key(Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert titles(stage, stage.view.scene.seen) == {"B", "C", "D", "E"}
    stage.workspace.perform(create_card, stage.cards["A"].plotline_id, 40.0, 4.0, "F")
    assert titles(stage, stage.view.scene.seen) == {"B", "C", "D", "E", "F"}


def test_only_lanes_that_changed_are_parted_anew(stage: Stage) -> None:
    contents = stage.workspace.contents
    assert contents is not None
    layout = layout_of(contents)
    veil = Veil(frozenset({stage.cards["A"].id}), False)
    (faint, weak), (full, strong) = veil.passes(layout)
    assert (weak, strong) == (FAINT, 1.0)
    assert (titles(stage, faint), titles(stage, full)) == ({"A"}, {"B", "C", "D", "E"})
    moved = layout.changed([stage.cards["A"].plotline_id], [stage.cards["B"].id], [])
    (_, after) = veil.passes(moved)
    assert after[0].lanes[1] is full.lanes[1]
    assert after[0].lanes[0] is not full.lanes[0]
    assert np.array_equal(veil.seen(layout).lanes[0].ids, layout.lanes[0].ids)


def test_a_veil_over_nothing_changes_nothing(stage: Stage) -> None:
    layout = stage.view.scene.layout
    for hides in (True, False):
        assert Veil(frozenset(), hides).seen(layout) is layout
        assert Veil(frozenset(), hides).passes(layout) == ((layout, 1.0),)
