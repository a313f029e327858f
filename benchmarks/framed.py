"""A timeline and a plot under a hand that scrolls, zooms, drags; tells what each of their frames cost as JSON."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from math import sin

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from benchmarks.costs import p95
from benchmarks.stories import PLOTLINES, large, stored
from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.storyboard import Card
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.plot.harmony_plot import HarmonyPlot
from harmonic_desktop.ui.time_scale import TimeScale
from harmonic_desktop.ui.timeline.canvas import TimelineView

SIZE = 1498, 924
STEPS = 40
"""How many events each movement is made of."""
TIMER_S = 0.012
"""Longer than the timeline puts off what is too slow for every event."""
NO, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
LEFT = Qt.MouseButton.LeftButton
Steps = Iterable[Callable[[], object]]


class Stage:
    """The views on a window, and a stopwatch: a frame is an event and the painting that follows it."""

    def __init__(self, contents: Contents, *, with_plot: bool) -> None:
        self.scale = TimeScale()
        self.view = TimelineView(self.scale)
        self.window = QWidget()
        column = QVBoxLayout(self.window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.plot: HarmonyPlot | None = None
        if with_plot:
            self.plot = HarmonyPlot(self.scale)
            column.addWidget(self.plot)
            self.plot.ties_dragged.connect(self.view.preview_ties)
            self.view.cards_dragged.connect(self._preview_in_plot)
        self.window.resize(*SIZE)
        self.window.show()
        for shown in (self.view, self.plot):
            if shown is not None:
                shown.show_universe(contents)
        self.settle()

    def _preview_in_plot(self, cards: dict[int, Card]) -> None:
        if self.plot is not None:
            self.plot.preview_cards(dict(cards))

    @property
    def handle(self) -> QWindow:
        handle = self.window.windowHandle()
        assert handle is not None
        return handle

    def settle(self) -> None:
        """Until everything is painted."""
        for _ in range(60):
            QApplication.processEvents()
        time.sleep(TIMER_S)
        QApplication.processEvents()

    def frames(self, steps: Steps, *, is_held: bool = False) -> list[float]:
        """What each frame of a movement cost, in ms of the processor: what others do with the machine is no matter.

        What a timer puts off while something is held is a frame of its own.
        """
        costs = []
        for step in steps:
            begun = time.process_time()
            step()
            QApplication.processEvents()
            costs.append((time.process_time() - begun) * 1000)
            if not is_held:
                continue
            time.sleep(TIMER_S)
            begun = time.process_time()
            QApplication.processEvents()
            late = (time.process_time() - begun) * 1000
            if late > 0.3:
                costs.append(late)
        self.settle()
        return costs

    # the hand

    def at(self, x: float, y: float, over: QWidget | None = None) -> QPoint:
        return (over or self.view.viewport()).mapTo(self.window, QPoint(round(x), round(y)))

    def move(self, place: QPoint) -> None:
        QTest.mouseMove(self.handle, place)

    def turn(self, down: int, modifiers: Qt.KeyboardModifier, x: float = 600, y: float = 300) -> None:
        canvas = self.view.viewport()
        place = QPointF(x, y)
        event = QWheelEvent(
            place, QPointF(canvas.mapToGlobal(place.toPoint())), QPoint(), QPoint(0, down),
            Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(canvas, event)

    def usual(self, pixels: float = 40.0) -> None:
        """A page in the middle of the story, as it is worked on."""
        self.view.zooming.set_lane_height(92)
        self.view.verticalScrollBar().setValue(0)
        self.scale.show(self.scale.end_beat / 2, pixels)
        self.settle()

    def whole(self) -> None:
        self.view.fit()
        self.settle()


def held(stage: Stage, start: QPoint, path: Callable[[int], QPoint]) -> list[float]:
    """The frames of a drag with the left button, press and release not counted."""
    QTest.mousePress(stage.handle, LEFT, NO, start)
    stage.move(start + QPoint(6, 0))
    stage.move(start + QPoint(12, 0))
    stage.settle()
    costs = stage.frames((partial(stage.move, path(n)) for n in range(STEPS)), is_held=True)
    QTest.keyClick(stage.handle, Qt.Key.Key_Escape)
    QTest.mouseRelease(stage.handle, LEFT, NO, start)
    stage.settle()
    return costs


def scroll(stage: Stage) -> list[float]:
    stage.usual()
    across = stage.frames((lambda: stage.turn(-120, SHIFT)) for _ in range(STEPS))
    down = stage.frames(partial(stage.turn, -120 if n % 20 < 10 else 120, NO) for n in range(STEPS))
    return across + down


def pages(stage: Stage) -> list[float]:
    stage.usual()
    page = stage.scale.width / stage.scale.pixels_per_beat
    return stage.frames((lambda: stage.scale.scroll_to(stage.scale.left_beat + page)) for _ in range(STEPS // 2))


def zoom(stage: Stage) -> list[float]:
    stage.whole()
    near = stage.frames((lambda: stage.turn(120, CTRL)) for _ in range(STEPS))
    return near + stage.frames((lambda: stage.turn(-120, CTRL)) for _ in range(STEPS))


def lanes(stage: Stage) -> list[float]:
    stage.usual()
    stage.view.zooming.set_lane_height(8)
    stage.settle()
    return stage.frames(partial(stage.turn, 120 if n < 20 else -120, CTRL | SHIFT) for n in range(STEPS))


def wave(stage: Stage, start: QPoint) -> Callable[[int], QPoint]:
    """To and fro over some lanes."""
    return lambda n: start + QPoint(20 + 6 * n, round(90 * sin(n / 6)))


def card_at(stage: Stage) -> QPoint:
    """The middle of a card near the middle of the viewport."""
    camera, lane = stage.view.scene.camera, stage.view.scene.layout.lanes[2]
    index = int(lane.start.searchsorted(camera.scale.beat(500)))
    middle = camera.scale.x(float(lane.start[index] + lane.end[index]) / 2)
    return stage.at(middle, camera.lane_top(2) + camera.lane_height(2) / 2)


def drag_one(stage: Stage) -> list[float]:
    stage.usual()
    stage.view.selecting.select(frozenset())
    start = card_at(stage)
    return held(stage, start, wave(stage, start))


def drag_all(stage: Stage) -> list[float]:
    stage.usual()
    stage.view.commands.select_all()
    stage.settle()
    start = card_at(stage)
    near = held(stage, start, lambda n: start + QPoint(20 + 6 * n, 0))
    stage.whole()
    start = card_at(stage)
    far = held(stage, start, lambda n: start + QPoint(20 + 6 * n, 0))
    stage.view.selecting.select(frozenset())
    return near + far


def band(stage: Stage) -> list[float]:
    stage.usual(12.0)
    stage.view.verticalScrollBar().setValue(stage.view.verticalScrollBar().maximum())
    stage.settle()
    near = held(stage, _under(stage), lambda n: stage.at(1200 - 28 * n, 700 - 16 * n))
    stage.whole()
    return near + held(stage, _under(stage), lambda n: stage.at(1200 - 28 * n, 700 - 16 * n))


def _under(stage: Stage) -> QPoint:
    """The corner of the viewport under the last lane, where there is no card."""
    return stage.at(stage.scale.width - 60, stage.view.scene.camera.height - 20)


def whole(stage: Stage) -> list[float]:
    """The whole story on one screen, repainted as it is selected in and looked over."""
    stage.whole()
    ids = stage.view.scene.layout.lanes[3].ids.tolist()
    chosen = stage.frames(partial(stage.view.show_selection, frozenset(ids[: n * 12])) for n in range(STEPS))
    return chosen + stage.frames((lambda: stage.scale.changed.emit()) for _ in range(STEPS))


def minimap(stage: Stage) -> list[float]:
    stage.usual()
    strip = stage.view.minimap
    start = stage.at(strip.frame().center().x(), 20, strip)
    return held(stage, start, lambda n: start + QPoint(3 * n - 60, 0))


def plot_drag(stage: Stage) -> list[float]:
    """A point of the plot is dragged, and the timeline follows."""
    stage.usual()
    plot = stage.plot
    assert plot is not None
    card = stage.view.scene.card(int(stage.view.scene.layout.lanes[2].ids[260]))
    assert card is not None
    stage.scale.show(card.start_beat - 15, 40.0)
    stage.settle()
    row = plot.points.row_of(card.id)
    assert row is not None
    start = stage.at(plot.point_of(row).x(), plot.point_of(row).y(), plot)
    return held(stage, start, lambda n: start + QPoint(0, round(40 * sin(n / 5))))


def plot_draw(stage: Stage) -> list[float]:
    """A curve is drawn over a page of points, and the timeline follows."""
    stage.usual()
    plot = stage.plot
    assert plot is not None
    plot.actions_.draw.setChecked(True)
    start = stage.at(plot.area.left() + 4, plot.area.center().y(), plot)
    across = (plot.area.width() - 8) / STEPS
    costs = held(stage, start, lambda n: start + QPoint(round(n * across), round(40 * sin(n / 5))))
    plot.actions_.draw.setChecked(False)
    return costs


def linked_pan(stage: Stage) -> list[float]:
    stage.usual()
    return stage.frames((lambda: stage.turn(-60, SHIFT)) for _ in range(STEPS))


def with_overlays(move: Callable[[Stage], list[float]]) -> Callable[[Stage], list[float]]:
    """The same movement while the plot shows all that it can: plotlines, trend, target band, the ghost of a story."""

    def moved(stage: Stage) -> list[float]:
        plot = stage.plot
        assert plot is not None
        before, plot.target = plot.switches.shown, (0.4, 0.7)
        plot.show_ghost(plot.points.whole_curve(), "Before")
        plot.switches.shown = {action.objectName() for action in plot.switches.actions}
        costs = move(stage)
        plot.show_ghost(None)
        plot.switches.shown = before
        return costs

    return moved


TIMELINE = {
    "scroll": scroll, "pages": pages, "zoom": zoom, "lanes": lanes, "drag-one": drag_one, "drag-all": drag_all,
    "band": band, "whole": whole, "minimap": minimap,
}  # fmt: skip
PLOT = {
    "plot-drag": plot_drag, "plot-draw": plot_draw, "plot-pan": linked_pan,
    "plot-drag-all": with_overlays(plot_drag), "plot-pan-all": with_overlays(linked_pan),
}  # fmt: skip


def main(cards: int, rounds: int, names: list[str]) -> int:
    """Measures movements over so many cards and prints the p95 of each round of each."""
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    theme.apply(application, "dark")
    movements = {name: move for name, move in (TIMELINE | PLOT).items() if name in names}
    stage = Stage(stored(large(cards, PLOTLINES)), with_plot=bool(movements.keys() & PLOT.keys()))
    found: dict[str, list[float]] = {name: [] for name in movements}
    for _ in range(rounds):
        for name, move in movements.items():
            costs = move(stage)
            found[name].append(p95(costs))
            if os.environ.get("HARMONIC_BENCH_DETAILS"):
                print(name, " ".join(f"{cost:.1f}" for cost in costs), file=sys.stderr)
    print(json.dumps(found))
    stage.window.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]))
