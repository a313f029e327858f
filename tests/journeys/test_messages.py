"""A message covers nothing: it has a row of its own, for which no card and no button moves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget

from .conftest import Desk
from .watching import Watch, watching

LONG = "The loudspeaker does not answer, and nothing can be heard until there is another one. " * 3


@pytest.fixture
def watch(desk: Desk, qapp: QApplication) -> Iterator[Watch]:
    yield from watching(desk, qapp)


def seen(widget: QWidget) -> QRect:
    """What of a widget is not cut off, in the window."""
    return widget.visibleRegion().boundingRect().translated(widget.mapTo(widget.window(), QPoint()))


def covered_by(bar: QWidget) -> list[str]:
    """What lies where the bar does and is none of what it holds or is held by."""
    return [
        f"{type(widget).__name__} “{widget.objectName()}”"
        for widget in bar.window().findChildren(QWidget)
        if widget.isVisible() and seen(widget).intersects(seen(bar))
        and not (widget is bar or widget.isAncestorOf(bar) or bar.isAncestorOf(widget))
    ]  # fmt: skip


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
@pytest.mark.parametrize("sentence", ["Saved.", LONG])
def test_a_message_covers_nothing_and_moves_neither_view_nor_transport(
    watch: Watch, size: tuple[int, int], sentence: str
) -> None:
    window, bar = watch.desk.window, watch.desk.window.message_bar
    window.resize(*size)
    watch.reset()
    still = window.timeline, window.playback.bar, window.plot_panel.show_button
    before = [seen(widget) for widget in still]
    assert watch.moved_by(lambda: bar.show_notice(sentence, "Show in folder", lambda: None)) == []
    assert bar.isVisible()
    assert covered_by(bar) == []
    assert [seen(widget) for widget in still] == before
    assert watch.moved_by(bar.close_message) == []
    assert [seen(widget) for widget in still] == before


def test_where_the_plot_is_low_the_cards_get_their_room_back_when_a_message_is_closed(watch: Watch) -> None:
    window, bar = watch.desk.window, watch.desk.window.message_bar
    window.menus.piano_roll.setChecked(True)
    window.resize(880, 640)
    watch.reset()
    before = window.story.sizes()
    assert watch.moved_by(lambda: bar.show_error(LONG)) == []
    assert covered_by(bar) == []
    assert watch.moved_by(bar.close_message) == []
    assert window.story.sizes() == before
