"""The actions of the selection: of its menu, of the bar that floats while cards are selected, and their keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu

from .. import icons, theme
from ..widgets.tips import tip
from .bulk_commands import SCALE, SET, SHIFT

if TYPE_CHECKING:
    from .canvas import TimelineView

Make = Callable[[str, str, Callable[[], None]], QAction]


class BulkActions(QObject):
    """Makes them once; `make` makes an action of the timeline from its words, its key and what it does."""

    def __init__(self, view: TimelineView, make: Make) -> None:
        super().__init__(view)
        self._view = view
        bulk = view.bulk
        self.cut = make(self.tr("Cut cards"), "Ctrl+X", lambda: bulk.clipboard.cut())
        self.copy = make(self.tr("Copy cards"), "Ctrl+C", lambda: bulk.clipboard.copy())
        self.paste = make(self.tr("Paste"), "Ctrl+V", lambda: bulk.clipboard.paste())
        self.on_plotline = make(self.tr("Select all on this plotline"), "Ctrl+Shift+A", bulk.select_on_plotline)
        self.invert = make(self.tr("Invert selection"), "Ctrl+I", bulk.invert)
        self.move_by = make(self.tr("Move by…"), "Ctrl+B", lambda: view.selection_bar.ask_way())
        self.set_harmony = make(self.tr("Set harmony…"), "Ctrl+H", lambda: view.selection_bar.ask_harmony(SET))
        self.shift_harmony = make(self.tr("Shift harmony…"), "", lambda: view.selection_bar.ask_harmony(SHIFT))
        self.scale_harmony = make(self.tr("Scale harmony…"), "", lambda: view.selection_bar.ask_harmony(SCALE))
        self.spread = make(self.tr("Spread evenly"), "", bulk.spread)
        self.close_gaps = make(self.tr("Close gaps"), "", bulk.close_gaps)
        self.to_bar = make(self.tr("Go to the selection bar"), "", lambda: view.selection_bar.take_focus())
        self.plotlines = QMenu(self.tr("Set plotline"), view)
        self.plotlines.aboutToShow.connect(self._list_plotlines)
        self.menu = QMenu(self.tr("Selection"), view)
        self.menu.addActions(self._in_menu())

    def clipboard(self) -> list[QAction]:
        """Cut, copy and paste."""
        return [self.cut, self.copy, self.paste]

    def update_enabled(self) -> None:
        """Follows what is selected and open."""
        scene = self._view.scene
        has_cards, count = scene.layout.count > 0, len(scene.selection)
        for action in (self.cut, self.copy, self.move_by, self.set_harmony, self.shift_harmony, self.scale_harmony,
                       self.plotlines.menuAction()):  # fmt: skip
            action.setEnabled(count > 0)
        for action in (self.spread, self.close_gaps, self.to_bar):
            action.setEnabled(count > 1)
        self.paste.setEnabled(scene.contents is not None)
        self.invert.setEnabled(has_cards)
        self.on_plotline.setEnabled(count > 0 or scene.card(scene.current) is not None)

    def _in_menu(self) -> list[QAction]:
        return [
            self.on_plotline, self.invert, _separator(self),
            self.move_by, self.plotlines.menuAction(), self.spread, self.close_gaps, _separator(self),
            self.set_harmony, self.shift_harmony, self.scale_harmony, _separator(self), self.to_bar,
        ]  # fmt: skip

    def dress(self, remove: QAction, duplicate: QAction) -> None:
        """Gives what stands in the bar an icon, a short word and its key."""
        for action, icon, word in (
            (self.move_by, "move", self.tr("Move")), (self.plotlines.menuAction(), "plotline", self.tr("Plotline")),
            (self.set_harmony, "harmony", self.tr("Harmony")), (self.spread, "spread", self.tr("Spread")),
            (self.close_gaps, "close-gaps", self.tr("Close gaps")), (self.copy, "copy", self.tr("Copy")),
            (duplicate, "duplicate", self.tr("Duplicate")), (remove, "trash", self.tr("Remove")),
        ):  # fmt: skip
            action.setIcon(icons.icon(icon))
            action.setIconText(word)
            action.setIconVisibleInMenu(False)
            explain(action)

    def _list_plotlines(self) -> None:
        self.plotlines.clear()
        contents = self._view.scene.contents
        for plotline in contents.ordered_plotlines() if contents is not None else []:
            action = self.plotlines.addAction(plotline.name.replace("&", "&&"))
            action.setIconVisibleInMenu(True)  # it tells plotlines apart, whatever a desktop thinks of icons
            action.setIcon(_swatch(theme.current().plotline(plotline.colour)))
            action.triggered.connect(lambda _checked=False, i=plotline.id: self._view.bulk.set_plotline(i))


def explain(action: QAction) -> None:
    """Gives an action’s button its words and its key."""
    action.setToolTip(tip(action.text().rstrip("…"), action.shortcut()))


def _swatch(colour: QColor) -> QIcon:
    """A round spot of a plotline's hue."""
    side = 4 * theme.SPACE
    spot = QPixmap(side * 2, side * 2)
    spot.setDevicePixelRatio(2.0)
    spot.fill(QColor(0, 0, 0, 0))
    painter = QPainter(spot)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(colour)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(2, 2, side - 4, side - 4), theme.SPACE, theme.SPACE)
    painter.end()
    return QIcon(spot)


def _separator(parent: QObject) -> QAction:
    action = QAction(parent)
    action.setSeparator(True)
    return action
