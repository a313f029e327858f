"""Esc during any drag leaves the file, the undo stack and the picture as they were: with real mouse and keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from harmonic_desktop.domain.markers import remove_marker
from harmonic_desktop.domain.universe import set_target_band
from harmonic_desktop.ui.timeline.markers.painting import places_in
from harmonic_desktop.ui.timeline.zooming import Standing
from harmonic_desktop.ui.widgets.harmony_slider import HarmonySlider

from .conftest import Desk
from .test_look_around import look_around

Button, Modifiers = Qt.MouseButton, Qt.KeyboardModifier
FIRST, SECOND = "Three cents flat", "A sack comes up light"
NO = Modifiers.NoModifier
STEPS = 6
ACROSS, DOWN, UP = QPoint(90, 0), QPoint(0, 110), QPoint(0, -40)
DIAGONAL, DIAGONAL_UP, BACK = QPoint(140, 92), QPoint(200, -80), QPoint(-200, 120)


@dataclass(frozen=True)
class Drag:
    """Something that is taken hold of at a place of a widget and pulled by so many px."""

    widget: QWidget
    start: QPoint
    by: QPoint
    button: Qt.MouseButton = Button.LeftButton
    modifiers: Qt.KeyboardModifier = NO


class Hand:
    """Takes hold, pulls in steps, and lets go, through the window."""

    def __init__(self, desk: Desk, drag: Drag) -> None:
        self._drag = drag
        self._window = drag.widget.window()
        self._at = drag.widget.mapTo(self._window, drag.start)
        self._handle = self._window.windowHandle()
        assert self._window.rect().contains(self._at), "what is dragged lies outside the window"

    def click(self) -> None:
        """A press and a release at the place, which select and focus what a press does."""
        QTest.mouseClick(self._handle, self._drag.button, self._drag.modifiers, self._at)

    def take(self) -> None:
        QTest.mousePress(self._handle, self._drag.button, self._drag.modifiers, self._at)
        for step in range(1, STEPS + 1):
            QTest.mouseMove(self._handle, self._at + self._drag.by * step / STEPS)
            QApplication.processEvents()

    def rest(self) -> None:
        """Puts the pointer where it hovers over nothing."""
        QTest.mouseMove(self._handle, QPoint(self._window.width() - 2, self._window.height() - 2))
        QApplication.processEvents()

    def release(self) -> None:
        QTest.mouseRelease(self._handle, self._drag.button, self._drag.modifiers, self._at + self._drag.by)
        QApplication.processEvents()


def on_card(desk: Desk, title: str, across: float = 0.5) -> QPoint:
    rect = desk.window.timeline.scene.rect_of(desk.card(title))
    return QPointF(rect.left() + across * rect.width(), rect.center().y()).toPoint()


def card(desk: Desk, by: QPoint = DIAGONAL, across: float = 0.5) -> Drag:
    return Drag(desk.window.timeline.viewport(), on_card(desk, FIRST, across), by)


def group(desk: Desk) -> Drag:
    desk.workspace.select({desk.card(FIRST).id, desk.card(SECOND).id})
    return card(desk)


def card_without_room(desk: Desk) -> Drag:
    desk.action("Later cards make room").trigger()
    target = desk.window.timeline.scene.rect_of(desk.card("Eleven pianos waiting")).center().toPoint()
    return card(desk, target - on_card(desk, FIRST))


def rubber_band(desk: Desk, by: QPoint = BACK, modifiers: Qt.KeyboardModifier = NO) -> Drag:
    timeline = desk.window.timeline
    empty = QPoint(timeline.viewport().width() - 60, timeline.scene.camera.lane_top(0) + 2)
    return Drag(timeline.viewport(), empty, by, modifiers=modifiers)


def pan(desk: Desk) -> Drag:
    viewport = desk.window.timeline.viewport()
    return Drag(viewport, viewport.rect().center(), QPoint(-120, -30), Button.MiddleButton)


def row(desk: Desk, by: QPoint = DOWN) -> Drag:
    return Drag(desk.window.timeline.header.rows[0], QPoint(80, 20), by)


def marker(desk: Desk, across: float = 0.5, by: QPoint = ACROSS) -> Drag:
    band = desk.window.timeline.marker_band
    place = next(p for p in places_in(band.view.scene) if p.marker.name.startswith("Act II"))
    x = place.left + across * (place.right - place.left)
    return Drag(band, QPointF(x, band.height() / 2).toPoint(), by)


def new_act(desk: Desk) -> Drag:
    band = desk.window.timeline.marker_band
    scale = desk.window.scale
    return Drag(
        band,
        QPointF(scale.x(max(p.marker.end_beat for p in places_in(band.view.scene)) + 12.0), 10).toPoint(),
        QPoint(50, 0),
    )


def minimap(desk: Desk) -> Drag:
    strip = desk.window.timeline.minimap
    return Drag(strip, strip.frame().center().toPoint(), QPoint(70, 0))


def point(desk: Desk, by: QPoint = UP) -> Drag:
    plot = desk.window.plot
    at = plot.points.row_of(desk.card(FIRST).id)
    assert at is not None
    return Drag(plot, plot.point_of(at).toPoint(), by)


def points(desk: Desk) -> Drag:
    desk.workspace.select({desk.card(FIRST).id, desk.card(SECOND).id})
    return point(desk)


def freehand(desk: Desk, by: QPoint = DIAGONAL) -> Drag:
    plot = desk.window.plot
    start = QPointF(plot.area.left() + 60, plot.area.center().y()).toPoint()
    return Drag(plot, start, by, modifiers=Modifiers.AltModifier)


def plot_band(desk: Desk, by: QPoint = DIAGONAL_UP) -> Drag:
    plot = desk.window.plot
    return Drag(plot, QPointF(plot.area.left() + 60, plot.area.bottom() - 8).toPoint(), by)


def target_edge(desk: Desk) -> Drag:
    desk.workspace.perform(set_target_band, 0.2, 0.95)
    plot = desk.window.plot
    plot.switches.target.setChecked(True)
    return Drag(plot, QPointF(plot.area.left() + 6, plot.y_of(0.2)).toPoint(), UP)


def slider(desk: Desk) -> Drag:
    desk.window.tabs.setCurrentWidget(desk.window.card_panel)
    desk.workspace.select({desk.card(FIRST).id})
    QApplication.processEvents()
    found = next(s for s in desk.window.card_panel.findChildren(HarmonySlider) if s.isVisible())
    return Drag(found, found.rect().center(), QPoint(40, 0))


def ruler(desk: Desk) -> Drag:
    desk.window.universe_list.search.setFocus()
    place = desk.window.timeline.ruler
    return Drag(place, QPoint(120, place.height() // 2), ACROSS)


def handle_of_the_filter(desk: Desk) -> Drag:
    desk.window.show_filter(True)
    QApplication.processEvents()
    range_ = desk.window.filter_bar.range
    return Drag(range_, range_.handle_centre(is_low=True), QPoint(range_.width() * 2 // 3, 0))


def far_right(make: Callable[[Desk], Drag]) -> Callable[[Desk], Drag]:
    """The same, pulled to the right edge and held there until the story scrolls."""

    def pulled(desk: Desk) -> Drag:
        drag = make(desk)
        room = desk.window.timeline.viewport()
        right = room.mapTo(desk.window, room.rect().topRight()).x() - 3
        if drag.widget is desk.window.plot:
            right += 40
        across = right - drag.widget.mapTo(desk.window, drag.start).x()
        return replace(drag, by=QPoint(across, drag.by.y()))

    return pulled


def far_down(desk: Desk) -> Drag:
    """A row pulled to the lower edge of the header and held there until the lanes scroll."""
    header = desk.window.timeline.header
    drag = row(desk)
    return row(desk, QPoint(0, header.height() - drag.widget.y() - drag.start.y() - 2))


DRAGS: dict[str, Callable[[Desk], Drag]] = {
    "card": card,
    "left edge of a card": lambda desk: card(desk, QPoint(-60, 0), 0.02),
    "right edge of a card": lambda desk: card(desk, QPoint(90, 0), 0.98),
    "group": group,
    "card without room": card_without_room,
    "rubber band": rubber_band,
    "rubber band that adds": lambda desk: rubber_band(desk, modifiers=Modifiers.ControlModifier),
    "pan": pan,
    "plotline": row,
    "marker": marker,
    "left edge of a marker": lambda desk: marker(desk, 0.01, QPoint(40, 0)),
    "right edge of a marker": lambda desk: marker(desk, 0.99, QPoint(-40, 0)),
    "new act": new_act,
    "minimap": minimap,
    "point": point,
    "points": points,
    "freehand": freehand,
    "plot's rubber band": plot_band,
    "edge of the target band": target_edge,
    "slider": slider,
    "range on the ruler": ruler,
    "handle of the filter": handle_of_the_filter,
}
SCROLLING: dict[str, Callable[[Desk], Drag]] = {
    "card": far_right(card),
    "rubber band": far_right(rubber_band),
    "plotline": far_down,
    "marker": far_right(marker),
    "freehand": far_right(freehand),
    "plot's rubber band": far_right(plot_band),
}


@dataclass
class State:
    """What a drag that was given up has to leave as it was."""

    files: dict[str, bytes]
    step: tuple[int, int]
    standing: Standing
    selection: frozenset[int]
    picture: tuple[QImage, ...]


def state(desk: Desk) -> State:
    stack, window = desk.workspace.undo_stack, desk.window
    assert desk.options.data_dir is not None
    files = {path.name: path.read_bytes() for path in desk.options.data_dir.glob("*.db*")}
    parts = window.timeline, window.plot, window.card_panel
    picture = tuple(part.grab().toImage() for part in parts if part.isVisible())
    return State(
        files, (stack.index(), stack.count()), window.timeline.zooming.standing, desk.workspace.selection, picture
    )


@pytest.fixture
def story(desk: Desk) -> Desk:
    """The sample in a window, near enough that cards can be taken hold of, and one step to undo."""
    look_around(desk)
    desk.window.resize(1280, 760)
    QApplication.processEvents()
    last = next(marker for marker in desk.contents.markers.values() if marker.end_beat == 212.0)
    desk.workspace.perform(remove_marker, last.id)
    desk.window.scale.show(4.0, 2.8)
    desk.window.plot.grab()
    return desk


def given_up(desk: Desk, make: Callable[[Desk], Drag], held: Callable[[State], bool]) -> tuple[State, State]:
    """The state before a drag, and after it was given up once `held` said that it was under way."""
    hand = Hand(desk, make(desk))
    hand.click()
    hand.rest()
    hand = Hand(desk, make(desk))
    before = state(desk)
    hand.take()
    desk.wait(lambda: held(before))
    QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_Escape)
    hand.release()
    hand.rest()
    return before, state(desk)


def assert_same(before: State, after: State) -> None:
    assert after.step == before.step
    assert after.standing == before.standing
    assert after.selection == before.selection
    assert after.files == before.files
    assert after.picture == before.picture


@pytest.mark.parametrize("name", DRAGS)
def test_esc_in_a_drag_leaves_everything_as_it_was(story: Desk, name: str) -> None:
    before, after = given_up(story, DRAGS[name], lambda before: state(story).picture != before.picture)
    assert_same(before, after)


@pytest.mark.parametrize("name", SCROLLING)
def test_esc_in_a_drag_that_scrolled_brings_the_view_back(story: Desk, name: str) -> None:
    before, after = given_up(story, SCROLLING[name], lambda before: state(story).standing != before.standing)
    assert_same(before, after)


@pytest.mark.parametrize("name", ["card", "marker", "point"])
def test_alt_in_a_drag_leaves_the_menu_bar_alone(story: Desk, name: str) -> None:
    hand = Hand(story, DRAGS[name](story))
    hand.click()
    handle, bar = story.window.windowHandle(), story.window.menuBar()
    Hand(story, DRAGS[name](story)).take()
    QTest.keyPress(handle, Qt.Key.Key_Alt, Modifiers.AltModifier)
    QTest.keyRelease(handle, Qt.Key.Key_Alt)
    assert bar.activeAction() is None
    QTest.keyClick(handle, Qt.Key.Key_Escape)
