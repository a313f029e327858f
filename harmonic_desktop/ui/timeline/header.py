"""The column of plotlines left of the lanes, which scrolls with them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ...domain.plotlines import silent_plotlines
from ...domain.storyboard import Plotline
from .. import theme
from ..icons import icon
from .plotline_row import PlotlineRow
from .row_drag import RowDrag
from .row_looks import RowState

if TYPE_CHECKING:
    from .canvas import TimelineView


class PlotlineHeader(QWidget):
    """A row for each plotline that is in view, and under the last one a button that adds another.

    Only plotlines in view have a row, with one more on either side for Tab to go to, and the row that is held. The
    others are given a row that is free when they come into view.
    """

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self.setObjectName("plotlineHeader")
        self.setAccessibleName(self.tr("Plotlines"))
        self._view = view
        self._plotlines: list[Plotline] = []
        self._silent: frozenset[int] = frozenset()
        self._rows: dict[int, PlotlineRow] = {}
        """By the plotline that each shows."""
        self._free: list[PlotlineRow] = []
        self._body = QWidget(self)
        self._mark = QWidget(self)
        self._mark.setAutoFillBackground(True)
        self._mark.setBackgroundRole(QPalette.ColorRole.Accent)
        self._mark.hide()
        self._add = AddButton(view, self._body)
        self.drag = RowDrag(view, self)
        self.setEnabled(False)

    @property
    def rows(self) -> list[PlotlineRow]:
        """The rows that there are, from the top."""
        return sorted(self._rows.values(), key=lambda row: row.state.index)

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab leads: down the rows, from each to its colour, then to the button."""
        return [*(stop for row in self.rows for stop in (row, row.swatch)), self._add]

    def follow(self) -> None:
        """Shows the plotlines as they are now; rows that stay keep their focus and what is being typed."""
        contents = self._view.scene.contents
        plotlines = contents.ordered_plotlines() if contents is not None else []
        if plotlines != self._plotlines:
            self.drag.cancel()
        self._plotlines = plotlines
        self._silent = silent_plotlines(contents) if contents is not None else frozenset()
        self._add.setVisible(contents is not None)
        self.setEnabled(contents is not None)
        self._place_body()

    def follow_heights(self) -> None:
        """Makes the rows as tall as their lanes."""
        self._place_body()

    def follow_scroll(self) -> None:
        """Puts the rows beside their lanes."""
        self._body.move(0, -self._view.scene.camera.top)
        if len(self._plotlines) == self._view.scene.camera.rows:  # otherwise `follow` comes next
            self._assign()

    def commit_pending(self) -> bool:
        """Takes the name that is being edited; False when it is refused and stays open."""
        taken = [row.commit_pending() for row in self._rows.values()]
        return all(taken)

    def focus_row(self, index: int) -> None:
        """Gives the keyboard to a row, and scrolls it into view."""
        if 0 <= index < len(self._plotlines):
            self.reveal_row(index)
            self._rows[self._plotlines[index].id].setFocus(Qt.FocusReason.TabFocusReason)

    def edit_last_name(self) -> None:
        """Opens the name of the last plotline for editing, in view with the button under it."""
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.maximum())
        self._rows[self._plotlines[-1].id].edit_name()

    def reveal_row(self, index: int) -> None:
        """Scrolls down or up just so far that a row is in view."""
        camera, bar = self._view.scene.camera, self._view.verticalScrollBar()
        top, height = camera.lane_top(index), camera.lane_height(index)
        if top < 0:
            bar.setValue(camera.top + top)
        elif top + height > camera.height:
            bar.setValue(camera.top + top + height - camera.height)

    def show_mark(self, gap: int | None) -> None:
        """Shows that a dragged row would land in that gap (0 is above the first row); None ends it."""
        self._mark.setVisible(gap is not None)
        if gap is not None:
            self._mark.setGeometry(0, max(self._view.scene.camera.lane_top(gap) - 2, 0), self.width(), 3)
            self._mark.raise_()

    def gap_at(self, y: float) -> int:
        """The gap between rows (0 is above the first) that is nearest to a height in the viewport."""
        camera = self._view.scene.camera
        return camera.nearest_gap(y + camera.top)

    def _assign(self) -> None:
        """Gives every plotline in view a row, from those that nobody looks at any more where there are any."""
        near, camera = self._view.scene.camera.visible_rows, self._view.scene.camera
        wanted = set(range(max(near.start - 1, 0), min(near.stop + 1, len(self._plotlines))))
        index = {plotline.id: i for i, plotline in enumerate(self._plotlines)}
        before = list(self._rows)
        for plotline_id, row in list(self._rows.items()):
            is_held = row.is_held or row is self.drag.row
            if plotline_id not in index or (index[plotline_id] not in wanted and not is_held):
                self._let_go(self._rows.pop(plotline_id))
            else:
                wanted.add(index[plotline_id])
        for i in sorted(wanted):
            self._row_for(i).setGeometry(0, camera.lane_top(i) + camera.top, self.width(), camera.lane_height(i))
        if list(self._rows) != before or [row.state.index for row in self._rows.values()] != sorted(wanted):
            self._order_focus()

    def _row_for(self, index: int) -> PlotlineRow:
        plotline = self._plotlines[index]
        cards = len(self._view.scene.layout.lanes[index].ids)
        state = RowState(plotline, index, len(self._plotlines), cards, plotline.id in self._silent)
        row = self._rows.get(plotline.id)
        if row is None:
            row = self._free.pop() if self._free else PlotlineRow(self._view, self._body, state)
            self._rows[plotline.id] = row
        row.show_state(state)
        row.show()
        return row

    def _let_go(self, row: PlotlineRow) -> None:
        """A row whose plotline is gone or out of view; the keyboard goes on from the one in its place."""
        row.cancel_pending()
        if row.is_held and self._plotlines:
            heir = self._row_for(min(row.state.index, len(self._plotlines) - 1))
            heir.setFocus(Qt.FocusReason.OtherFocusReason)
        row.hide()
        self._free.append(row)

    def _order_focus(self) -> None:
        """Keeps what is here together behind the markers."""
        for before, after in pairwise([self._view.marker_band, *self.stops]):
            QWidget.setTabOrder(before, after)

    def _place_body(self) -> None:
        camera = self._view.scene.camera
        height = camera.lanes_height
        self._body.setGeometry(0, -camera.top, self.width(), height + 12 * theme.SPACE)
        self._add.setGeometry(2 * theme.SPACE, height + theme.SPACE, self.width() - 4 * theme.SPACE, 7 * theme.SPACE)
        self._assign()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_body()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), now.panel)
        painter.setPen(QPen(now.grid, 1))
        painter.drawLine(QPoint(self.width() - 1, 0), QPoint(self.width() - 1, self.height()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._view.scrolling.wheel(event, 0.0, event.position().y())


class AddButton(QPushButton):
    """Adds a plotline; comes into view when Tab leads to it."""

    def __init__(self, view: TimelineView, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self.setText(self.tr("Add plotline"))
        self.setObjectName("addPlotline")
        self.setAccessibleName(self.text())
        self.setToolTip(self.tr("Adds a plotline under the others"))
        self.setFlat(True)
        self.setIcon(icon("plus"))
        self.clicked.connect(lambda: view.commands.add_plotline())
        self.hide()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.maximum())
