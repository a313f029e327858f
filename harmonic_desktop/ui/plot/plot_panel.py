"""The harmony plot with the row over it: what the curve does in one sentence, and what can be done with the plot."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from .. import theme
from ..time_scale import TimeScale
from ..widgets.elided_label import ElidedLabel
from ..widgets.menu_button import open_menu_from
from .harmony_plot import HarmonyPlot
from .switches import PlotSwitches

if TYPE_CHECKING:
    from ...domain.contents import Contents
    from .picture import PlotPictures

ROW = 9 * theme.SPACE


class PlotPanel(QWidget):
    """The row is at the top, so that the time axis of the plot stays that of the timeline."""

    def __init__(self, scale: TimeScale, switches: PlotSwitches, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plotPanel")
        self.plot = HarmonyPlot(scale, switches)
        self.action_buttons: list[QToolButton] = []
        """The buttons for commands of the window, at the right end of the row."""
        self.sentence = ElidedLabel("quiet")
        self.sentence.setObjectName("curveSentence")
        self.plot.description.described.connect(self.sentence.set_text)
        self.show_button = self._button(self.tr("Show ▾"), "showInPlot", self.tr("What the plot shows"))
        menu = QMenu(self.show_button)
        switches.fill(menu)
        open_menu_from(self.show_button, menu)
        self.shape_button = self._button(
            self.tr("Shape ▾"), "shapeCurve", self.tr("Draw, ramp, smooth or shape harmony")
        )
        curve_menu = QMenu(self.shape_button)
        curve_menu.addActions(self.plot.actions_.curve())
        open_menu_from(self.shape_button, curve_menu)
        self._arrange()

    def add_action(self, action: QAction) -> QToolButton:
        """Puts a button for a command at the right end of the row."""
        button = self._button("", action.objectName(), action.toolTip())
        button.setDefaultAction(action)
        button.setAccessibleName(action.text())
        self._row.addWidget(button)
        self.action_buttons.append(button)
        return button

    def pictures(self, contents: Contents) -> PlotPictures:
        """What makes pictures of the whole plot as it is switched now; to be deleted by who asks for it."""
        from .picture import PlotPictures

        pictures = PlotPictures(contents, self.plot.switches, self.plot, self.plot.overlays.ghost)
        pictures.show_heard(self.plot.overlays.heard, self.plot.overlays.meant)
        return pictures

    def _button(self, text: str, name: str, hint: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setText(text)
        button.setAccessibleName(hint)
        button.setToolTip(f"<span>{escape(hint)}</span>")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _arrange(self) -> None:
        row = QWidget()
        row.setFixedHeight(ROW)
        row.setAutoFillBackground(True)
        self._row = QHBoxLayout(row)
        self._row.setContentsMargins(4 * theme.SPACE, 0, 2 * theme.SPACE, 0)
        self._row.setSpacing(theme.SPACE)
        self._row.addWidget(self.sentence, 1)
        self._row.addWidget(self.show_button)
        self._row.addWidget(self.shape_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(row)
        column.addWidget(self.plot, 1)
