"""All names and numbers of the markers in one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from .marking import current, focus, placed

if TYPE_CHECKING:
    from .conftest import Stage

Key = Qt.Key


def test_every_number_can_be_typed_in_the_list_of_all(acts: Stage) -> None:
    focus(acts, "Act II")
    acts.key(Key.Key_Return)
    dialog = acts.view.marker_band.dialog
    assert dialog is not None and dialog.isVisible()
    assert [dialog.list.item(row).text() for row in range(3)] == [
        "Act I\nbar 1 to bar 2",
        "Act II\nbar 3 to bar 6",
        "Turn\nbar 4, beat 3",
    ]
    for name, text in (("markerName", "Middle"), ("markerStart", "4:2,5"), ("markerLength", "7.25")):
        field = dialog.findChild(QLineEdit, name)
        assert field is not None
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Key.Key_Return)
    assert placed(acts)["Middle"] == (13.5, 7.25)
    assert dialog.start_field.note == "Bar 4, beat 2.5"
    assert acts.steps() == 3
    dialog.close()


def test_a_length_of_nothing_is_a_moment_and_what_is_no_number_is_refused(acts: Stage) -> None:
    focus(acts, "Act II")
    acts.key(Key.Key_Return)
    dialog = acts.view.marker_band.dialog
    assert dialog is not None
    dialog.length.setFocus()
    dialog.length.setText("much")
    QTest.keyClick(dialog.length, Key.Key_Return)
    assert "“much” is not a number" in dialog.length_field.error
    dialog.length.setText("0")
    QTest.keyClick(dialog.length, Key.Key_Return)
    assert placed(acts)["Act II"] == (8.0, 0.0)
    assert dialog.length_field.note == "A moment"
    dialog.close()


def test_the_list_follows_undo_and_the_band_follows_the_list(acts: Stage) -> None:
    focus(acts, "Act I")
    acts.key(Key.Key_Return)
    dialog = acts.view.marker_band.dialog
    assert dialog is not None
    dialog.list.setCurrentRow(2)
    assert current(acts) == "Turn"
    dialog.remove_button.click()
    assert dialog.list.count() == 2
    acts.workspace.undo_stack.undo()
    assert dialog.list.count() == 3
    dialog.close()
    QApplication.processEvents()
    assert "Turn" in placed(acts)
