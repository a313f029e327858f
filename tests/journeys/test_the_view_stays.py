"""The view never moves unasked: every command there is, tried on 500 cards, leaves scroll, zoom and selection.

The commands are found by looking through the menus and the panels, so that one that is added later is held to it too,
unless it is named here as one that moves the view or selects on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from harmonic_desktop.domain.plotlines import fold_plotlines
from harmonic_desktop.domain.storyboard import set_harmony

from .conftest import Desk
from .watching import Watch, watching

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
    yield from watching(desk, qapp)


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
