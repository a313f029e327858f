"""A story of 500 cards in the whole window, and a watch over whether what is done there moves the view."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.markers import Marker
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.timeline.camera import LANE_HEIGHT
from harmonic_desktop.ui.timeline.zooming import Standing

from .conftest import Desk

CARDS, PLOTLINES = 500, 9
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
        found = self.moved_by(action.trigger, selects=selects, brings=brings)
        if stack.index() > self.base:
            found += [f"undo: {what}" for what in self.moved_by(stack.undo, selects=selects)]
            if self.workspace.selection != self.chosen:
                found.append("undo: the selection is not brought back")
            found += [f"redo: {what}" for what in self.moved_by(stack.redo, selects=selects)]
        if action.isChecked() != was_on:
            found += [f"back: {what}" for what in self.moved_by(action.trigger)]
        return found

    def moved_by(self, run: Callable[[], None], *, selects: bool = False, brings: bool = False) -> list[str]:
        """What of the view moved while something was done, but may not."""
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


def watching(desk: Desk, qapp: QApplication) -> Iterator[Watch]:
    """Opens the story and watches it; for a fixture."""
    look = theme.current().name
    desk.start()
    desk.click(desk.dialog("welcomeDialog"), "lookAround")
    desk.wait_for_universe("Carrow Wheel")
    desk.workspace.adopt_universe(story)
    desk.wait_for_universe("Long")
    yield Watch(desk)
    theme.apply(qapp, look)
