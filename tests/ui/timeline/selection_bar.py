"""The bar of the selection and what it asks, as tests look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from harmonic_desktop.ui.timeline.popover import Popover

if TYPE_CHECKING:
    from .conftest import Stage


def bar(stage: Stage) -> QWidget:
    return stage.view.selection_bar


def buttons(stage: Stage) -> dict[str, QToolButton]:
    return {b.accessibleName(): b for b in bar(stage).findChildren(QToolButton) if b.isVisible()}


def press(stage: Stage, widget: QWidget) -> None:
    """Clicks a widget through the window, as a hand does."""
    QApplication.processEvents()
    stage.click(widget.mapTo(stage.view.window(), widget.rect().center()))


def asked(stage: Stage) -> Popover:
    (open_one,) = [p for p in stage.view.findChildren(Popover) if p.isVisible()]
    return open_one


def is_asked(stage: Stage) -> bool:
    return any(p.isVisible() for p in stage.view.findChildren(Popover))


def write(stage: Stage, text: str) -> None:
    assert asked(stage).entry.hasFocus()
    stage.type(text)


def rows(stage: Stage) -> list[tuple[object, ...]]:
    """Every card as the file has it, but for the time at which it was written."""
    contents = stage.workspace.contents
    assert contents is not None
    stored = stage.workspace.store.get_contents(contents.universe.id).cards.values()
    return sorted(
        (c.id, c.plotline_id, c.plot_point, c.harmony_tie, c.start_beat, c.duration_beats, c.created_at) for c in stored
    )
