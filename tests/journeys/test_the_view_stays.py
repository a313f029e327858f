"""The view never moves unasked: every command there is, tried on 500 cards, leaves scroll, zoom and selection.

The commands are found by looking through the menus and the panels, so that one that is added later is held to it too,
unless it is named here as one that moves the view or selects on purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.markers import Marker
from harmonic_desktop.domain.plotlines import fold_plotlines
from harmonic_desktop.domain.storyboard import Card, Plotline, set_harmony
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.timeline.camera import LANE_HEIGHT
from harmonic_desktop.ui.timeline.zooming import Standing

from .conftest import Desk

CARDS, PLOTLINES = 500, 9
MENUS = ("&Edit", "&View", "&Storyboard")
MOVE_THE_VIEW = {
    "Zoom in", "Zoom out", "Fit story", "Zoom to selection and back", "Taller lanes", "Shorter lanes", "Zoom to it",
}  # fmt: skip
BRING_INTO_VIEW = {"Add plotline", "New card", "Paste"}
"""What they make is brought into view, wherever that is."""
SELECT = {
    "Select all cards", "Clear selection", "Select all on this plotline", "Invert selection", "Select cards in it",
    "New card", "Paste", "Duplicate", "Cut cards", "Remove cards", "Cut", "Select all",
}  # fmt: skip
CANNOT_BE_GIVEN = {"Ghost of a snapshot"}
"""What needs more than a story of cards."""
REVEALED = 48.0
"""A card that left the view is brought back with no more than this many px beside it."""


def story() -> Contents:
    """Cards of four beats, two beats apart, on more plotlines than there is room for, with an act and a moment."""
    universe = Universe(-1, 0, "Long")
    lanes = [Plotline(-10 - row, -1, f"Plotline {row}", row % 8, row) for row in range(PLOTLINES)]
    cards = [
        Card(-1000 - n, -1, lanes[n % PLOTLINES].id, f"Card {n}", "Words", (n % 10) / 10, n // PLOTLINES * 6.0, 4.0)
        for n in range(CARDS)
    ]
    markers = [Marker(-5000, -1, "Act I", 72.0, 12.0), Marker(-5001, -1, "Midpoint", 90.0)]
    return contents_of(universe, [*lanes, *cards, *markers])


class Watch:
    """The window as a person left it, and whether a command moved any of it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.timeline = desk.window.timeline
        self.workspace = desk.workspace
        self.chosen = frozenset(desk.card(f"Card {13 * PLOTLINES + row}").id for row in (3, 4, 5))
        self.base = self.workspace.undo_stack.index()

    def reset(self) -> None:
        """Puts story, selection and view where they were: three cards of three plotlines, well inside of it."""
        self._let_go()
        self.workspace.undo_stack.setIndex(self.base)
        QApplication.processEvents()
        self.timeline.zooming.stand(Standing(60.0, 18.0, LANE_HEIGHT, 120))
        self.timeline.scene.current = self.timeline.selecting.anchor = None
        self.workspace.select(())
        self.workspace.select(self.chosen)
        self.timeline.setFocus()
        QApplication.processEvents()

    def moved(self, action: QAction, *, selects: bool, brings: bool) -> list[str]:
        """What of the view moved while a command was given, undone and done again, but may not."""
        was_on, stack = action.isChecked(), self.workspace.undo_stack
        found = self._moved_by(action.trigger, selects=selects, brings=brings)
        if stack.index() > self.base:
            found += [f"undo: {what}" for what in self._moved_by(stack.undo, selects=selects)]
            if self.workspace.selection != self.chosen:
                found.append("undo: the selection is not brought back")
            found += [f"redo: {what}" for what in self._moved_by(stack.redo, selects=selects)]
        if action.isChecked() != was_on:
            found += [f"back: {what}" for what in self._moved_by(action.trigger)]
        return found

    def _moved_by(self, run: Callable[[], None], *, selects: bool = False, brings: bool = False) -> list[str]:
        before, selection = self.timeline.zooming.standing, self.workspace.selection
        run()
        QApplication.processEvents()
        self._let_go()
        after = self.timeline.zooming.standing
        found = []
        if (before.pixels_per_beat, before.lane_height) != (after.pixels_per_beat, after.lane_height):
            found.append("zoom")
        if before != after and not brings and not self._just_revealed(before, after):
            found.append(f"scroll by {after.left_beat - before.left_beat} beats, {after.top - before.top} px")
        if not selects and self.workspace.selection != selection:
            found.append("selection")
        return found

    def _just_revealed(self, before: Standing, after: Standing) -> bool:
        """Whether the view scrolled no further than it took to show the current card, or for want of lanes below."""
        scene, bar = self.timeline.scene, self.timeline.verticalScrollBar()
        card = scene.card(scene.current)
        across = (after.left_beat - before.left_beat) * after.pixels_per_beat
        down = 0 if before.top > bar.maximum() == after.top else after.top - before.top
        if card is None or (across, down) == (0, 0):
            return (across, down) == (0, 0)
        was = scene.rect_of(card).translated(across, down)
        room = self.timeline.viewport().rect().adjusted(0, 0, 0, -self.timeline.selection_bar.covered)
        beyond_x = max(-was.left(), was.right() - room.right(), 0.0)
        beyond_y = max(-was.top(), was.bottom() - room.bottom(), 0.0)
        return all(abs(by) <= (far and far + REVEALED) for by, far in ((across, beyond_x), (down, beyond_y)))

    def _let_go(self) -> None:
        """Closes dialogs, menus and fields that a command opened, with nothing done."""
        for dialog in self.desk._dialogs():
            dialog.reject()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit):
            QTest.keyClick(focus, Qt.Key.Key_Escape)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def commands(desk: Desk) -> dict[str, QAction]:
    """Every command of the menus, the timeline and the plot, by the way to it."""
    window = desk.window
    found: dict[str, QAction] = {}
    seen: set[int] = set()
    for bar in window.menuBar().actions():
        if bar.text() in MENUS:
            menu = bar.menu()
            assert isinstance(menu, QMenu)
            for way, action in _inside(menu, bar.text()):
                found[way] = action
                seen.add(id(action))
    for panel in (window.timeline, window.plot):
        for action in panel.findChildren(QAction):
            if id(action) in seen or not action.text() or action.isSeparator() or action.menu() is not None:
                continue
            if not type(action.parent()).__module__.startswith("pyqtgraph"):  # its own menus are hidden
                found[f"{panel.objectName()}: {action.text()}"] = action
    return found


def _inside(menu: QMenu, way: str) -> Iterator[tuple[str, QAction]]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _inside(inner, f"{way} > {action.text()}")
        elif not action.isSeparator():
            yield f"{way} > {named(action)}", action


def named(action: QAction) -> str:
    """The words of a command; of undo and redo without what they would do now."""
    first = action.text().split(" ")[0]
    return first if first in ("Undo", "Redo") else action.text()


@pytest.fixture
def watch(desk: Desk, qapp: QApplication) -> Iterator[Watch]:
    look = theme.current().name
    desk.start()
    desk.click(desk.dialog("welcomeDialog"), "lookAround")
    desk.wait_for_universe("Carrow Wheel")
    desk.workspace.adopt_universe(story)
    desk.wait_for_universe("Long")
    yield Watch(desk)
    theme.apply(qapp, look)


def prepared(watch: Watch) -> Iterator[None]:
    """States of the window in each of which other commands can be given."""
    stack, perform, some = watch.workspace.undo_stack, watch.workspace.perform, sorted(watch.chosen)
    watch.reset()
    perform(set_harmony, {some[0]: 0.25})
    watch.base = stack.index()
    yield
    perform(set_harmony, {some[0]: 0.75})
    watch.reset()  # one step that can be done again
    yield
    perform(fold_plotlines, [plotline.id for plotline in watch.desk.contents.ordered_plotlines()[-2:]])
    watch.base = stack.index()
    yield


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_no_command_moves_the_view_or_the_selection_unasked(watch: Watch) -> None:
    tried, moved = set(), {}
    for _ in prepared(watch):
        for way, action in commands(watch.desk).items():
            watch.reset()
            name = named(action)
            if way in tried or not action.isEnabled() or name in MOVE_THE_VIEW:
                continue
            tried.add(way)
            found = watch.moved(action, selects=name in SELECT, brings=name in BRING_INTO_VIEW)
            if found:
                moved[way] = found
    assert moved == {}
    every = commands(watch.desk)
    names = {named(every[way]) for way in every.keys() - tried} - MOVE_THE_VIEW
    assert names == CANNOT_BE_GIVEN
