"""The toolbar over the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from . import icons
from .widgets.tips import explain

if TYPE_CHECKING:
    from .menus import Menus
    from .timeline.actions import TimelineActions


class StoryToolbar(QToolBar):
    """A few actions: words for what makes things, icons for what shows them."""

    def __init__(self, menus: Menus, timeline: TimelineActions) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Storyboard"))
        self.setObjectName("storyToolbar")
        _give_icons(timeline)
        self._fill(menus, timeline)
        self._show_words(timeline.new_card)
        self._name_buttons()

    def _fill(self, menus: Menus, timeline: TimelineActions) -> None:
        self.addActions([timeline.new_card, timeline.add_plotline])
        self.addSeparator()
        self.addActions([menus.undo, menus.redo])
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)
        self.addAction(menus.filter)
        self.addSeparator()
        self.addActions([timeline.ripple, timeline.snapping, timeline.in_seconds])
        self.addSeparator()
        self.addActions([timeline.zoom_out, timeline.fit, timeline.zoom_in])

    def _show_words(self, action: QAction) -> None:
        button = self.widgetForAction(action)
        assert isinstance(button, QToolButton)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setMinimumWidth(button.sizeHint().width())

    def _name_buttons(self) -> None:
        for action in self.actions():
            explain(action)
            button = self.widgetForAction(action)
            if isinstance(button, QToolButton):
                button.setAccessibleName(action.iconText())


def _give_icons(timeline: TimelineActions) -> None:
    for action, icon in (
        (timeline.new_card, "card"), (timeline.add_plotline, "plotline"), (timeline.zoom_out, "zoom-out"),
        (timeline.fit, "fit"), (timeline.zoom_in, "zoom-in"), (timeline.snapping, "magnet"),
        (timeline.ripple, "ripple"), (timeline.in_seconds, "clock"),
    ):  # fmt: skip
        action.setIcon(icons.icon(icon))
