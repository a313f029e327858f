"""Titles are edited in their place: committed, given up, refused with a sentence, never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from harmonic_desktop.domain.storyboard import remove_cards

if TYPE_CHECKING:
    from .conftest import Stage

Key = Qt.Key


def field(stage: Stage) -> QLineEdit | None:
    """The field that is open, if one is."""
    fields = [f for f in stage.view.findChildren(QLineEdit, "inlineEditor") if not f.isHidden()]
    assert len(fields) <= 1
    return fields[0] if fields else None


def opened(stage: Stage) -> QLineEdit:
    found = field(stage)
    assert found is not None
    return found


def test_a_double_click_on_a_card_edits_its_title(stage: Stage) -> None:
    stage.double_click(stage.at(14))
    assert opened(stage).hasFocus()
    stage.type("Storm at sea")
    stage.key(Key.Key_Return)
    assert "Storm at sea" in stage.spans()
    assert stage.steps() == 1
    assert field(stage) is None
    assert stage.view.hasFocus()


def test_esc_gives_up_what_was_typed(stage: Stage) -> None:
    stage.double_click(stage.at(14))
    stage.type("Storm")
    stage.key(Key.Key_Escape)
    assert "C" in stage.spans()
    assert stage.steps() == 0
    assert stage.view.hasFocus()


def test_an_unchanged_title_makes_no_step(stage: Stage) -> None:
    stage.double_click(stage.at(14))
    stage.key(Key.Key_Return)
    assert stage.steps() == 0


def test_a_click_elsewhere_commits(stage: Stage) -> None:
    stage.double_click(stage.at(14))
    stage.type("Storm")
    stage.click(stage.at(2))
    assert "Storm" in stage.spans()
    assert stage.selected() == {"A"}


def test_what_is_pending_is_committed_when_asked(stage: Stage) -> None:
    stage.double_click(stage.at(14))
    stage.type("Storm")
    assert stage.view.commit_pending()
    assert "Storm" in stage.spans()


@pytest.mark.parametrize(("text", "reason"), [("", "can’t be empty"), ("x" * 201, "200 is the most")])
def test_a_refused_title_stays_with_a_sentence_beside_it(stage: Stage, text: str, reason: str) -> None:
    stage.double_click(stage.at(14))
    opened(stage).selectAll()
    opened(stage).insert(text)
    stage.key(Key.Key_Return)
    message = stage.view.findChild(QLabel, "inlineEditorMessage")
    assert message is not None
    assert message.isVisible() and reason in message.text()
    assert opened(stage).text() == text
    assert not stage.view.commit_pending()
    stage.key(Key.Key_Escape)
    assert "C" in stage.spans()


def test_keys_typed_into_the_field_are_its_own(stage: Stage) -> None:
    stage.double_click(stage.at(14))
    for key in (Key.Key_Home, Key.Key_Delete, Key.Key_Left):
        stage.key(key)
    stage.key(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    stage.key(Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert opened(stage).text() == ""
    assert stage.steps() == 0
    stage.key(Key.Key_Escape)


def test_the_field_stays_on_its_card_when_the_view_moves(stage: Stage) -> None:
    scale = stage.view.scene.camera.scale
    scale.set_end(400.0)
    stage.double_click(stage.at(14))
    left = opened(stage).x()
    scale.scroll_to(5.0)
    assert opened(stage).x() == left - 100
    stage.key(Key.Key_Escape)


def test_the_field_closes_when_its_card_is_gone(stage: Stage) -> None:
    stage.double_click(stage.at(14))
    stage.workspace.perform(remove_cards, {stage.cards["C"].id})
    assert field(stage) is None


def test_a_double_click_on_empty_space_makes_a_card_a_bar_long_there(stage: Stage) -> None:
    stage.double_click(stage.at(22))
    assert stage.spans()["New card"] == ("Main", 20.0, 4.0)
    assert opened(stage).hasFocus()
    stage.key(Key.Key_Escape)


def test_a_new_card_takes_what_fits_between_others(stage: Stage) -> None:
    stage.drag(stage.at(14), stage.at(12))
    assert stage.spans()["C"][1] == 10.0
    stage.double_click(stage.at(9))
    assert stage.spans()["New card"] == ("Main", 8.0, 2.0)
    assert stage.spans()["C"][1] == 10.0
    stage.key(Key.Key_Escape)


def test_markup_in_a_title_is_shown_as_it_is(stage: Stage) -> None:
    stage.double_click(stage.at(14))
    stage.type("<b>x</b>")
    stage.key(Key.Key_Return)
    QApplication.processEvents()
    picture = stage.view.viewport().grab(stage.view.scene.rect_of(stage.cards["<b>x</b>"]).toRect()).toImage()
    stage.workspace.undo_stack.undo()
    assert "<b>x</b>" not in stage.spans()
    assert not picture.isNull()
