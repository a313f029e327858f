"""Acts and moments by key alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from harmonic_desktop.domain import markers
from harmonic_desktop.ui.timeline.inline_editor import InlineEditor

from .marking import current, editor, focus, marker, on_band, placed

if TYPE_CHECKING:
    from .conftest import Stage

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_arrows_and_tab_go_from_marker_to_marker(acts: Stage) -> None:
    focus(acts, "Act I")
    acts.said.clear()
    acts.key(Key.Key_Right)
    assert current(acts) == "Act II"
    assert acts.said == ["Act II, bar 3 to bar 6, 2 of 3"]
    acts.key(Key.Key_Tab)
    assert current(acts) == "Turn" and acts.said[-1] == "Turn, bar 4, beat 3, 3 of 3"
    acts.key(Key.Key_Right)
    assert current(acts) == "Turn"
    acts.key(Key.Key_Home)
    assert current(acts) == "Act I"
    acts.key(Key.Key_End)
    acts.key(Key.Key_Left)
    assert current(acts) == "Act II"


def test_tab_leaves_the_band_after_the_last_marker(acts: Stage) -> None:
    focus(acts, "Turn")
    acts.key(Key.Key_Tab)
    assert not acts.view.marker_band.hasFocus()


def test_tab_comes_in_at_the_first_marker(acts: Stage) -> None:
    acts.view.marker_band.setFocus(Qt.FocusReason.TabFocusReason)
    assert current(acts) == "Act I"


def test_a_key_brings_the_keyboard_to_the_first_marker_in_view(acts: Stage) -> None:
    acts.view.scene.camera.scale.show(10.0, 20.0)
    acts.view.setFocus()
    acts.key(Key.Key_M, CTRL | SHIFT)
    assert current(acts) == "Act II" and acts.view.marker_band.hasFocus()
    acts.key(Key.Key_Escape)
    acts.key(Key.Key_M, CTRL | SHIFT)
    assert current(acts) == "Act II"


def test_escape_and_down_go_back_to_the_cards(acts: Stage) -> None:
    for key in (Key.Key_Escape, Key.Key_Down):
        focus(acts, "Act I")
        acts.key(key)
        assert acts.view.hasFocus()


@pytest.mark.parametrize(
    ("name", "key", "modifiers", "after"),
    [
        ("Act II", Key.Key_Left, ALT, (7.0, 16.0)),
        ("Act II", Key.Key_Right, ALT, (9.0, 16.0)),
        ("Act II", Key.Key_PageUp, ALT, (4.0, 16.0)),
        ("Act II", Key.Key_PageDown, ALT, (12.0, 16.0)),
        ("Act II", Key.Key_Right, ALT | SHIFT, (8.0, 17.0)),
        ("Act II", Key.Key_Left, ALT | SHIFT, (8.0, 15.0)),
        ("Act II", Key.Key_Left, CTRL | ALT, (7.0, 17.0)),
        ("Act II", Key.Key_Right, CTRL | ALT, (9.0, 15.0)),
        ("Turn", Key.Key_Right, ALT, (15.0, 0.0)),
        ("Turn", Key.Key_Right, ALT | SHIFT, (14.0, 1.0)),
    ],
)
def test_keys_move_and_resize(
    acts: Stage, name: str, key: Qt.Key, modifiers: Qt.KeyboardModifier, after: tuple[float, float]
) -> None:
    focus(acts, name)
    acts.said.clear()
    acts.key(key, modifiers)
    assert placed(acts)[name] == after
    assert acts.steps() == 1
    assert len(acts.said) == 1 and acts.said[0].startswith(f"“{name}”, bar")
    assert acts.view.marker_band.hasFocus() and current(acts) == name


def test_a_marker_at_the_start_stays_there(acts: Stage) -> None:
    focus(acts, "Act I")
    acts.key(Key.Key_Left, ALT)
    assert acts.steps() == 0


def test_f2_renames_in_place(acts: Stage) -> None:
    focus(acts, "Act II")
    acts.key(Key.Key_F2)
    assert editor(acts).accessibleName() == "Name of the marker"
    acts.type("Three")
    acts.key(Key.Key_Return)
    assert set(placed(acts)) == {"Act I", "Three", "Turn"}
    assert acts.steps() == 1


def test_the_field_goes_along_with_its_marker_and_goes_when_it_is_gone(acts: Stage) -> None:
    acts.double_click(on_band(acts, 20))
    before = editor(acts).x()
    acts.view.scene.camera.scale.show(4.0, 20.0)
    assert editor(acts).x() == before - 80
    acts.workspace.perform(markers.remove_marker, marker(acts, "Act II").id)
    assert not [field for field in acts.view.findChildren(InlineEditor) if field.isVisible()]


def test_a_double_click_renames_and_a_refused_name_stays_to_be_put_right(acts: Stage) -> None:
    acts.double_click(on_band(acts, 4))
    editor(acts).setText("  ")
    acts.key(Key.Key_Return)
    assert editor(acts).isVisible() and acts.steps() == 0
    acts.key(Key.Key_Escape)
    assert acts.view.marker_band.hasFocus() and "Act I" in placed(acts)


def test_delete_removes_and_the_keyboard_goes_on_from_the_next(acts: Stage) -> None:
    focus(acts, "Act I")
    acts.key(Key.Key_Delete)
    assert set(placed(acts)) == {"Act II", "Turn"}
    assert acts.said[-1] == "“Act I” removed"
    assert current(acts) == "Act II"
    acts.workspace.undo_stack.undo()
    assert set(placed(acts)) == {"Act I", "Act II", "Turn"}
