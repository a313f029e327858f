"""What commands ask for, answered by key: with 500 cards no answer moves scroll, zoom or selection, nor does undo.

That a command which only opens a question leaves the view alone is held by `test_the_view_stays`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from harmonic_desktop.ui.timeline.plotline_row import PlotlineRow

from .conftest import Desk
from .watching import PLOTLINES, Watch, watching

Key = Qt.Key
Answer = Callable[[Desk], None]


@pytest.fixture
def watch(desk: Desk, qapp: QApplication) -> Iterator[Watch]:
    yield from watching(desk, qapp)


def type_in(text: str) -> None:
    """Types into what has the keyboard, in place of what is there, and presses Enter."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(focus, text)
    QTest.keyClick(focus, Key.Key_Return)


def asked(command: str, text: str) -> Answer:
    """A command of the selection that asks for a number, and the number."""

    def answer(desk: Desk) -> None:
        getattr(desk.window.timeline.actions_.bulk, command).trigger()
        type_in(text)

    return answer


def reshaped(name: str) -> Answer:
    """A command that changes the curve of the selected cards, as its dialog offers."""

    def answer(desk: Desk) -> None:
        getattr(desk.window.plot.actions_, name).trigger()
        (dialog,) = desk._dialogs()
        dialog.accept()

    return answer


def in_card_panel(field: str, text: str) -> Answer:
    """One selected card gets another value in the Card tab."""

    def answer(desk: Desk) -> None:
        panel = desk.window.card_panel
        desk.window.tabs.setCurrentWidget(panel)
        attrgetter(field)(panel).setFocus()
        type_in(text)
        desk.window.timeline.setFocus()

    return answer


def row(desk: Desk) -> PlotlineRow:
    """A plotline in view that has none of the selected cards."""
    return desk.window.timeline.header.rows[2]


def rename_plotline(desk: Desk) -> None:
    row(desk).edit_name()
    type_in("Renamed")


def move_plotline(desk: Desk) -> None:
    row(desk).setFocus()
    QTest.keyClick(row(desk), Key.Key_Down, Qt.KeyboardModifier.AltModifier)


def remove_plotline(desk: Desk) -> None:
    row(desk).remove()
    (dialog,) = desk._dialogs()
    dialog.accept()


def put_on_plotline(desk: Desk) -> None:
    menu = desk.window.timeline.actions_.bulk.plotlines
    menu.aboutToShow.emit()
    menu.actions()[4].trigger()


def rename_marker(desk: Desk) -> None:
    band = desk.window.timeline.marker_band
    band.edit_name(next(iter(desk.contents.markers)))
    type_in("Renamed")


def rename_card(desk: Desk) -> None:
    desk.window.timeline.edit_card(sorted(desk.workspace.selection)[0])
    type_in("Renamed")


def take_snapshot(desk: Desk) -> None:
    desk.window.menus.windows.ask_for_snapshot()
    desk.dialog("takeSnapshotDialog").accept()


def lay_out_beat_sheet(desk: Desk) -> None:
    desk.window.menus.beat_sheets_requested.emit(True)
    dialog: QDialog = desk.dialog("layOutBeatSheet")
    desk.click(dialog, "beatSheetAccept")


def step_a_point(desk: Desk) -> None:
    desk.window.plot.setFocus()
    QTest.keyClick(desk.window.plot, Key.Key_Up)
    desk.window.timeline.setFocus()


ANSWERS: dict[str, Answer] = {
    "move by": asked("move_by", "2"),
    "set harmony": asked("set_harmony", "0.9"),
    "shift harmony": asked("shift_harmony", "0.1"),
    "scale harmony": asked("scale_harmony", "0.5"),
    "put on a plotline": put_on_plotline,
    "rename a card": rename_card,
    "rename a plotline": rename_plotline,
    "move a plotline": move_plotline,
    "remove a plotline": remove_plotline,
    "rename a marker": rename_marker,
    "take a snapshot": take_snapshot,
    "lay out a beat sheet": lay_out_beat_sheet,
    "step a point": step_a_point,
    "type a harmony for all": in_card_panel("harmony.number", "0.33"),
}
OF_ONE_CARD = {
    "title": in_card_panel("plot_point", "Another"),
    "start": in_card_panel("start", "90"),
    "length": in_card_panel("length", "1"),
}


def held(watch: Watch, answer: Answer) -> list[str]:
    """What moved while it was answered, undone and done again."""
    stack = watch.workspace.undo_stack
    found = watch.moved_by(lambda: answer(watch.desk))
    assert stack.index() > watch.base, "nothing was changed"
    while stack.index() > watch.base:
        found += [f"undo: {what}" for what in watch.moved_by(stack.undo)]
    return found + [f"redo: {what}" for what in watch.moved_by(stack.redo)]


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_no_answer_moves_the_view_or_the_selection(watch: Watch, name: str) -> None:
    watch.reset()
    assert held(watch, ANSWERS[name]) == []


@pytest.mark.parametrize("name", OF_ONE_CARD)
def test_no_value_that_is_typed_for_a_card_moves_the_view(watch: Watch, name: str) -> None:
    watch.chosen = frozenset(sorted(watch.chosen)[:1])
    watch.reset()
    assert held(watch, OF_ONE_CARD[name]) == []


@pytest.mark.parametrize("name", ["ramp", "smooth", "shape"])
def test_no_other_curve_moves_the_view(watch: Watch, name: str) -> None:
    some = range(12 * PLOTLINES, 15 * PLOTLINES)
    watch.chosen = frozenset(watch.desk.card(f"Card {n}").id for n in some)
    watch.reset()
    assert held(watch, reshaped(name)) == []
