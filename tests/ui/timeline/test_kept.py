"""Pictures that are kept under a gesture look as if everything had been painted anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.storyboard import change_card, create_card, set_harmony
from harmonic_desktop.ui.timeline.camera import INSET, LANE_HEIGHT
from harmonic_desktop.ui.timeline.gestures import MANY
from harmonic_desktop.ui.timeline.painting import CardPainter

from .test_painting import picture
from .test_rows import fold

if TYPE_CHECKING:
    from .conftest import Stage

CARD_HEIGHT = LANE_HEIGHT - 2 * INSET


def anew(stage: Stage) -> QImage:
    """The canvas painted by one who knows nothing of the frames before."""
    viewport = stage.view.viewport()
    image = QImage(viewport.size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    CardPainter(10_000).paint(painter, stage.view.scene)
    painter.end()
    return image


def differing(one: QImage, other: QImage) -> int:
    """How many pixels differ by more than rounding does."""
    pictures = [image.convertToFormat(QImage.Format.Format_RGB32) for image in (one, other)]
    a, b = (np.array(p.constBits(), np.int16).reshape(p.height(), p.width(), 4)[:, :, :3] for p in pictures)
    return int((np.abs(a - b).max(axis=2) > 8).sum())


def settle(stage: Stage) -> None:
    for _ in range(4):
        picture(stage)


@pytest.mark.parametrize("pixels", [60.0, 20.0, 4.0, 0.6])
@pytest.mark.parametrize("titles", [("A",), ("A", "B", "E")])
def test_a_drag_looks_as_if_painted_anew(stage: Stage, qtbot: QtBot, pixels: float, titles: tuple[str, ...]) -> None:
    scene = stage.view.scene
    scene.camera.scale.show(0.0, pixels)
    # From afar, where cards are not in whole pixels, a moved picture may be a part of one away at either end.
    allowed = 2 * CARD_HEIGHT * len(titles) if scene.is_far else 0
    settle(stage)
    stage.select(*titles)
    stage.hold(stage.at(2), stage.at(2 + 30 / pixels))
    for step in (40, 47, 90):
        stage.move(stage.at(2 + step / pixels))
        settle(stage)
        assert differing(picture(stage), anew(stage)) <= allowed
    qtbot.waitUntil(lambda: scene.lifted is not None and scene.lifted.landing.count == len(titles))
    settle(stage)
    assert differing(picture(stage), anew(stage)) <= allowed
    stage.move(stage.at(2 + 90 / pixels, row=1))
    settle(stage)
    assert differing(picture(stage), anew(stage)) <= allowed
    stage.key(Qt.Key.Key_Escape)
    settle(stage)
    assert differing(picture(stage), anew(stage)) == 0


def test_cards_that_make_room_are_seen_in_their_new_places(stage: Stage, qtbot: QtBot) -> None:
    settle(stage)
    stage.hold(stage.at(14), stage.at(3))
    settle(stage)
    qtbot.waitUntil(lambda: any(len(cards) > 1 for cards in stage.dragged))
    settle(stage)
    assert stage.view.scene.rippled is not None
    assert differing(picture(stage), anew(stage)) == 0


def test_the_view_scrolls_under_a_held_card(stage: Stage) -> None:
    scale = stage.view.scene.camera.scale
    stage.workspace.perform(create_card, stage.cards["A"].plotline_id, 300.0, 4.0, "Z")
    scale.show(2.0, 20.0)
    settle(stage)
    stage.select("A", "B", "D")
    stage.hold(stage.at(6), stage.at(9))
    for left in (4.0, 7.0, 30.0):
        scale.scroll_to(left)
        settle(stage)
        assert differing(picture(stage), anew(stage)) == 0


def test_a_held_card_over_a_folded_plotline_is_as_thin_as_that(stage: Stage) -> None:
    fold(stage, "Side")
    settle(stage)
    stage.hold(stage.at(2), stage.at(4))
    stage.move(stage.at(4, row=1, down=0.1))
    settle(stage)
    assert differing(picture(stage), anew(stage)) == 0


def test_a_change_under_a_still_view_is_seen(stage: Stage) -> None:
    settle(stage)
    card_id = stage.cards["A"].id
    before = picture(stage)
    stage.workspace.perform(change_card, card_id, plot_point="Another")
    settle(stage)
    assert picture(stage) != before
    assert differing(picture(stage), anew(stage)) == 0
    stage.view.preview_ties({card_id: 0.9})
    settle(stage)
    assert differing(picture(stage), anew(stage)) == 0
    stage.view.preview_ties({card_id: 0.1, stage.cards["D"].id: 1.0})
    settle(stage)
    assert differing(picture(stage), anew(stage)) == 0
    stage.view.preview_ties({})
    stage.workspace.perform(set_harmony, {card_id: 0.3})
    settle(stage)
    assert differing(picture(stage), anew(stage)) == 0


def test_making_room_for_very_many_cards_is_shown_when_the_hand_rests(stage: Stage, qtbot: QtBot) -> None:
    lane = stage.cards["A"].plotline_id
    for number in range(MANY + 5):
        stage.workspace.perform(create_card, lane, 20.0 + number * 4, 4.0, f"n{number}")
    stage.workspace.select(frozenset(card.id for card in stage.cards.values()))
    stage.hold(stage.at(2), stage.at(8))
    scene = stage.view.scene
    assert scene.lifted is not None
    assert scene.lifted.landing.count == 0
    settle(stage)
    assert differing(picture(stage), anew(stage)) == 0
    qtbot.waitUntil(lambda: scene.lifted is not None and scene.lifted.landing.count == MANY + 10)
    stage.move(stage.at(9))
    assert scene.lifted.landing.count == 0
    before = stage.spans()["A"]
    stage.key(Qt.Key.Key_Escape)
    assert stage.spans()["A"] == before
    QApplication.processEvents()
    settle(stage)
    assert differing(picture(stage), anew(stage)) == 0


def test_all_cards_are_dropped_where_they_were_held(stage: Stage) -> None:
    stage.workspace.select(frozenset(card.id for card in stage.cards.values()))
    stage.drag(stage.at(2), stage.at(10))
    assert stage.spans()["A"] == ("Main", 8.0, 4.0)
    assert stage.spans()["E"] == ("Side", 16.0, 4.0)
