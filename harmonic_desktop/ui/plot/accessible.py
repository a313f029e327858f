"""The plot as assistive tools see it: a chart whose children are the points in story order, then what is open on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from ...domain.storyboard import Card
from .. import theme
from ..widgets.painted_items import PaintedItems
from ..widgets.sentence import announce

if TYPE_CHECKING:
    from ...domain.edits import Edit
    from .harmony_plot import HarmonyPlot


class PaintedPoints:
    """What the plot knows of its points, by the ids of their cards."""

    def __init__(self, plot: HarmonyPlot) -> None:
        self._plot = plot
        self._seen: tuple[tuple[object, ...], list[int], dict[int, int]] = (), [], {}

    def ids(self) -> Sequence[int]:
        return self._in_order()[1]

    def index_of(self, item_id: int) -> int:
        return self._in_order()[2].get(item_id, -1)

    def _in_order(self) -> tuple[tuple[object, ...], list[int], dict[int, int]]:
        key = self._plot.points.veiling
        if len(self._seen[0]) != len(key) or any(a is not b for a, b in zip(self._seen[0], key, strict=True)):
            order = self._plot.points.seen_order()
            self._seen = key, order, {card_id: index for index, card_id in enumerate(order)}
        return self._seen

    def name(self, item_id: int) -> str:
        return self._plot.words.card(item_id)

    def description(self, item_id: int) -> str:
        contents = self._plot.contents
        return contents.cards[item_id].description if contents is not None and item_id in contents.cards else ""

    def value(self, item_id: int) -> float:
        return self._plot.points.tie_of(item_id) if self._plot.points.row_of(item_id) is not None else 0.0

    def set_value(self, item_id: int, value: float) -> None:
        self._plot.current = item_id
        self._plot.drop({item_id: value})

    def rect(self, item_id: int) -> QRect:
        row = self._plot.points.row_of(item_id)
        if row is None:
            return QRect()
        place = QRect(0, 0, theme.TARGET, theme.TARGET)
        place.moveCenter(self._plot.point_of(row).toPoint())
        return place

    def item_at(self, place: QPoint) -> int | None:
        return self._plot.card_at(QPointF(place))

    def selection(self) -> frozenset[int]:
        return self._plot.selection

    def select(self, item_ids: Iterable[int], current: int | None) -> None:
        self._plot.choose(item_ids, current)

    def current(self) -> int | None:
        return self._plot.current if self._plot.hasFocus() else None

    def take_focus(self, item_id: int) -> None:
        self._plot.current = self._plot.anchor = item_id
        row = self._plot.points.row_of(item_id)
        if row is not None:
            self._plot.reveal(row)
        self._plot.window().activateWindow()
        if self._plot.hasFocus():
            self._plot.accessible.focus_moved()
        self._plot.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_menu(self, item_id: int) -> None:
        self._plot.choose({item_id}, item_id)
        self._plot.show_menu()

    def further_actions(self) -> Mapping[str, Callable[[int], None]]:
        return {QCoreApplication.translate("HarmonyPlot", "Set harmony"): self._set_harmony}

    def _set_harmony(self, card_id: int) -> None:
        self._plot.choose({card_id}, card_id)
        self._plot.edit_number()


class AccessiblePoints(PaintedItems):
    """The chart; the number editor lies beside the points while it is open."""

    def __init__(self, plot: HarmonyPlot) -> None:
        roles = QAccessible.Role
        super().__init__(plot, roles.Chart, plot.accessibleName(), roles.Slider, PaintedPoints(plot))

    def held_widgets(self) -> list[QWidget]:
        outer = self.canvas
        inner = {outer.viewport(), outer.verticalScrollBar(), outer.horizontalScrollBar()}  # type: ignore[attr-defined]
        return [
            child
            for child in outer.children()
            if isinstance(child, QWidget)
            and child.isVisible()
            and not child.isWindow()
            and child not in inner
            and not child.objectName().startswith("qt_")
        ]


class AccessiblePlot:
    """Tells assistive tools what happens in the plot, if there are any."""

    def __init__(self, plot: HarmonyPlot) -> None:
        self._plot = plot

    def focus_moved(self) -> None:
        """The keyboard went to another point."""
        if (points := self._points()) is not None:
            points.tell_focus()

    def focus_came(self) -> None:
        """The keyboard came here; Qt itself says so of the widget only, and only after its event."""
        if QAccessible.isActive():
            QTimer.singleShot(0, self._plot, self.focus_moved)

    def selection_changed(self, before: frozenset[int]) -> None:
        """Other points are selected than before."""
        if (points := self._points()) is not None:
            points.tell_selection(before)

    def story_changed(self, edit: Edit | None = None) -> None:
        """Cards have another harmony, place or name, are new or gone: those of an edit, or any."""
        if (points := self._points()) is not None:
            changes = edit.of(Card) if edit is not None else ()
            points.tell_changes([change.record.id for change in changes] if edit is not None else None)
            points.tell_made(change.record.id for change in changes if change.before is None)

    def announce(self, sentence: str) -> None:
        """Says a sentence, but for the name of the point that a tool was just sent to, which it says by itself."""
        if not self._says_already(sentence):
            announce(self._plot, sentence)

    def _says_already(self, sentence: str) -> bool:
        current = self._plot.current if self._plot.hasFocus() else None
        return self._points() is not None and current is not None and sentence == self._plot.words.card(current)

    def _points(self) -> AccessiblePoints | None:
        if not QAccessible.isActive():
            return None
        QAccessible.queryAccessibleInterface(self._plot)
        return self._plot.interface


def _interface(key: str, target: QObject) -> QAccessibleInterface | None:
    from .harmony_plot import HarmonyPlot

    if key == "HarmonyPlot" and isinstance(target, HarmonyPlot):
        target.interface = AccessiblePoints(target)
        return target.interface
    return None


@cache
def install() -> None:
    """Has Qt ask here for the interface of a plot, before there is one: a tool keeps what it is given first."""
    QAccessible.installFactory(_interface)
