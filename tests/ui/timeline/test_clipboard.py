"""Cards that are cut, copied and pasted: within a universe, between two, and with other programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QClipboard, QGuiApplication

from harmonic_desktop.domain.storyboard import Card, add_plotline, create_card
from harmonic_desktop.exchange.card_clip import MEDIA_TYPE

if TYPE_CHECKING:
    from .conftest import Stage

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def board(qapp: object) -> Iterator[QClipboard]:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    yield clipboard
    clipboard.clear()


def places(stage: Stage, title: str) -> list[tuple[str, float]]:
    contents = stage.workspace.contents
    assert contents is not None
    found = [c for c in contents.cards.values() if c.plot_point == title]
    return sorted((contents.plotlines[c.plotline_id].name, c.start_beat) for c in found)


def rows(stage: Stage) -> set[Card]:
    """Every card as the file has it."""
    contents = stage.workspace.contents
    assert contents is not None
    return set(stage.workspace.store.get_contents(contents.universe.id).cards.values())


def test_a_copy_is_pasted_after_the_selection_and_selected(stage: Stage, board: QClipboard) -> None:
    stage.select("B", "E")
    stage.key(Key.Key_C, CTRL)
    assert stage.said[-1] == "2 cards copied"
    stage.key(Key.Key_V, CTRL)
    assert places(stage, "B") == [("Main", 4.0), ("Main", 12.0)]
    assert places(stage, "E") == [("Side", 8.0), ("Side", 16.0)]
    assert places(stage, "C") == [("Main", 16.0)], "it made room"
    assert stage.selected() == {"B", "E"}
    assert stage.workspace.undo_stack.undoText() == "Paste 2 cards"
    assert stage.said[-1] == "2 cards pasted"
    stage.key(Key.Key_V, CTRL)
    assert places(stage, "B") == [("Main", 4.0), ("Main", 12.0), ("Main", 20.0)]
    assert stage.steps() == 2


def test_what_is_cut_is_gone_and_comes_back_where_it_is_pasted(stage: Stage, board: QClipboard) -> None:
    stage.select("B")
    stage.key(Key.Key_X, CTRL)
    assert "B" not in stage.cards
    assert stage.workspace.undo_stack.undoText() == "Cut “B”"
    stage.select("C")
    stage.key(Key.Key_V, CTRL)
    assert places(stage, "B") == [("Main", 16.0)]
    assert stage.steps() == 2


def test_undo_and_redo_of_a_paste_restore_the_same_rows_and_the_selection(stage: Stage, board: QClipboard) -> None:
    stage.select("A", "D")
    stage.key(Key.Key_C, CTRL)
    before = rows(stage)
    stage.key(Key.Key_V, CTRL)
    after, chosen = rows(stage), stage.workspace.selection
    stage.workspace.undo_stack.undo()
    assert rows(stage) == before
    assert stage.workspace.selection == {stage.cards["A"].id, stage.cards["D"].id}
    stage.workspace.undo_stack.redo()
    assert rows(stage) == after
    assert stage.workspace.selection == chosen == stage.view.scene.selection


def test_cards_go_to_another_universe_with_their_plotlines(stage: Stage, board: QClipboard) -> None:
    stage.select("A", "E")
    stage.key(Key.Key_C, CTRL)
    home = stage.workspace.contents
    assert home is not None
    stage.workspace.create_universe("Bore")
    stage.view.setFocus()
    stage.key(Key.Key_V, CTRL)
    assert stage.spans() == {"A": ("Main", 0.0, 4.0), "E": ("Side", 8.0, 4.0)}
    assert stage.lanes() == ["Main", "Side"]
    assert stage.cards["A"].harmony_tie == 0.5
    stage.workspace.undo_stack.undo()
    assert stage.lanes() == ["Main"]
    assert stage.spans() == {}
    assert stage.workspace.contents_of(home.universe.id).cards == home.cards


def test_without_a_selection_cards_are_pasted_at_the_first_bar_in_view(stage: Stage, board: QClipboard) -> None:
    stage.select("D")
    stage.key(Key.Key_C, CTRL)
    stage.key(Key.Key_Escape)
    scale = stage.view.scene.camera.scale
    scale.show(17.0, 20.0)
    stage.key(Key.Key_V, CTRL)
    assert places(stage, "D") == [("Side", 0.0), ("Side", 20.0)]
    assert scale.left_beat == 17.0


def test_what_is_pasted_out_of_view_is_brought_into_it(stage: Stage, board: QClipboard) -> None:
    main = stage.cards["A"].plotline_id
    stage.workspace.perform(create_card, main, 400.0, 4.0, "Far")
    stage.select("Far")
    stage.key(Key.Key_C, CTRL)
    assert stage.view.scene.camera.scale.left_beat == 0.0
    stage.key(Key.Key_V, CTRL)
    assert places(stage, "Far") == [("Main", 400.0), ("Main", 404.0)]
    assert stage.view.scene.camera.scale.right_beat >= 408.0


def test_where_nobody_makes_room_a_paste_is_refused_with_a_sentence(stage: Stage, board: QClipboard) -> None:
    stage.view.set_ripple(False)
    stage.select("A")
    stage.key(Key.Key_C, CTRL)
    stage.key(Key.Key_V, CTRL)
    assert stage.refused == ["There is no room here: “B” is in the way."]
    assert stage.steps() == 0
    assert stage.selected() == {"A"}


def test_other_programs_get_a_table(stage: Stage, board: QClipboard) -> None:
    stage.select("A", "E")
    stage.key(Key.Key_C, CTRL)
    assert board.text() == "A\t\t0.5\t0\t4\tMain\nE\t\t0.5\t8\t4\tSide\n"
    assert board.mimeData().hasFormat(MEDIA_TYPE)


def test_lines_of_text_become_cards_on_the_current_plotline(stage: Stage, board: QClipboard) -> None:
    board.setText("Rain\n\nThe dam breaks\n")
    stage.select("E")
    stage.key(Key.Key_V, CTRL)
    assert stage.spans()["Rain"] == ("Side", 12.0, 4.0)
    assert stage.spans()["The dam breaks"] == ("Side", 16.0, 4.0)
    assert stage.steps() == 1
    assert stage.selected() == {"Rain", "The dam breaks"}


def test_rows_of_a_spreadsheet_become_cards_on_plotlines_of_those_names(stage: Stage, board: QClipboard) -> None:
    board.setText("Rain\tIt pours.\t0,8\t0\t2\tside\nSun\t\t1\t6\t2\tWeather\n")
    stage.key(Key.Key_Escape)
    stage.view.scene.camera.scale.show(20.0, 20.0)
    stage.view.scene.current = None
    stage.key(Key.Key_V, CTRL)
    assert stage.spans()["Rain"] == ("Side", 20.0, 2.0)
    assert stage.spans()["Sun"] == ("Weather", 26.0, 2.0)
    assert stage.cards["Rain"].description == "It pours."
    assert stage.cards["Rain"].harmony_tie == 0.8


@pytest.mark.parametrize(
    "hostile",
    [b"", b"{", b"\xff\xfe", b'{"format":"harmonic-cards","version":1,"origin":"","plotlines":[],"cards":[NaN]}'],
    ids=["empty", "broken", "no text at all", "nan"],
)
def test_a_hostile_clipboard_is_one_sentence(stage: Stage, board: QClipboard, hostile: bytes) -> None:
    data = QMimeData()
    data.setData(MEDIA_TYPE, hostile)
    board.setMimeData(data)
    stage.select("A")
    stage.key(Key.Key_V, CTRL)
    assert stage.refused == ["The clipboard holds cards that can’t be read; copy them again."]
    assert stage.steps() == 0
    assert stage.selected() == {"A"}


def test_a_picture_on_the_clipboard_is_nothing_to_paste(stage: Stage, board: QClipboard) -> None:
    data = QMimeData()
    data.setData("image/png", b"\x89PNG")
    board.setMimeData(data)
    stage.key(Key.Key_V, CTRL)
    assert stage.said[-1] == "The clipboard holds no cards and no text"
    assert stage.steps() == 0


def test_text_fields_keep_the_keys_of_the_clipboard(stage: Stage, board: QClipboard) -> None:
    stage.workspace.perform(add_plotline, "Third")
    stage.select("A")
    stage.key(Key.Key_F2)
    stage.key(Key.Key_A, CTRL)
    stage.key(Key.Key_X, CTRL)
    assert board.text() == "A"
    stage.key(Key.Key_Escape)
    assert "A" in stage.cards
