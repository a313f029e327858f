"""The column of plotlines left of the lanes, which scrolls with them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ...domain.storyboard import Plotline
from .. import theme
from ..icons import icon
from .plotline_row import PlotlineRow

if TYPE_CHECKING:
    from .canvas import TimelineView


class PlotlineHeader(QWidget):
    """One row a plotline, and under the last one a button that adds another."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self.setObjectName("plotlineHeader")
        self.setAccessibleName(self.tr("Plotlines"))
        self._view = view
        self._rows: list[PlotlineRow] = []
        self._body = QWidget(self)
        self._mark = QWidget(self._body)
        self._mark.setAutoFillBackground(True)
        self._mark.setBackgroundRole(QPalette.ColorRole.Accent)
        self._mark.hide()
        self._add = QPushButton(self.tr("Add plotline"), self._body)
        self._add.setObjectName("addPlotline")
        self._add.setAccessibleName(self._add.text())
        self._add.setFlat(True)
        self._add.setIcon(icon("plus"))
        self._add.clicked.connect(lambda: view.commands.add_plotline())
        self._add.hide()
        self.setEnabled(False)

    @property
    def rows(self) -> list[PlotlineRow]:
        """The rows from the top."""
        return self._rows

    def follow(self) -> None:
        """Shows the plotlines as they are now; rows that stay keep their focus and what is being typed."""
        contents = self._view.scene.contents
        plotlines = contents.ordered_plotlines() if contents is not None else []
        known = {row.plotline.id: row for row in self._rows}
        self._rows = [known.pop(p.id) if p.id in known else self._new_row(p) for p in plotlines]
        for gone in known.values():
            gone.hide()
            gone.deleteLater()
        for index, (row, plotline) in enumerate(zip(self._rows, plotlines, strict=True)):
            row.show_plotline(plotline, index, len(plotlines), len(self._view.scene.layout.lanes[index].ids))
            row.show()
        self._order_focus()
        self._add.setVisible(contents is not None)
        self.setEnabled(contents is not None)
        self._place_body()

    def _order_focus(self) -> None:
        """Tab goes down the rows, from each to its colour, then to the button, the canvas and the minimap."""
        stops = [stop for row in self._rows for stop in (row, row.swatch)]
        for before, after in pairwise([self, *stops, self._add, self._view, self._view.minimap]):
            QWidget.setTabOrder(before, after)

    def follow_heights(self) -> None:
        """Makes the rows as tall as their lanes."""
        self._place_body()

    def follow_scroll(self) -> None:
        """Puts the rows beside their lanes."""
        self._body.move(0, -self._view.scene.camera.top)

    def commit_pending(self) -> bool:
        """Takes the name that is being edited; False when it is refused and stays open."""
        taken = [row.commit_pending() for row in self._rows]
        return all(taken)

    def focus_row(self, index: int) -> None:
        """Gives the keyboard to a row, and scrolls it into view."""
        if not 0 <= index < len(self._rows):
            return
        self._rows[index].setFocus(Qt.FocusReason.TabFocusReason)

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
            camera = self._view.scene.camera
            self._mark.setGeometry(0, max(camera.lane_top(gap) + camera.top - 2, 0), self.width(), 3)
            self._mark.raise_()

    def gap_at(self, global_y: float) -> int:
        """The gap between rows (0 is above the first) that is nearest to a height on the screen."""
        y = self._body.mapFromGlobal(QPointF(0, global_y)).y()
        return self._view.scene.camera.nearest_gap(y)

    def _new_row(self, plotline: Plotline) -> PlotlineRow:
        return PlotlineRow(self._view, self._body, plotline)

    def _place_body(self) -> None:
        camera = self._view.scene.camera
        height = camera.lanes_height
        self._body.setGeometry(0, -camera.top, self.width(), height + 12 * theme.SPACE)
        self._add.setGeometry(2 * theme.SPACE, height + theme.SPACE, self.width() - 4 * theme.SPACE, 7 * theme.SPACE)
        for index, row in enumerate(self._rows):
            row.setGeometry(0, camera.lane_top(index) + camera.top, self.width(), camera.lane_height(index))

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
