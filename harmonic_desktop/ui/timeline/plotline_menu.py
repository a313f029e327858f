"""The menu of a plotline's row: everything that can be done to it, with the keys that do it too."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from .swatch import hue_actions

if TYPE_CHECKING:
    from .canvas import TimelineView
    from .plotline_row import PlotlineRow

translate = QCoreApplication.translate


def plotline_menu(row: PlotlineRow, view: TimelineView) -> QMenu:
    """A menu for the plotline that a row shows now; it deletes itself when it is closed."""
    menu, plotline, commands = QMenu(row), row.plotline, view.plotlines
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _add(menu, translate("PlotlineRow", "Rename"), "F2", row.edit_name)
    colours = menu.addMenu(translate("PlotlineRow", "Colour"))
    colours.addActions(hue_actions(colours, plotline.colour, partial(commands.recolour, plotline.id)))
    _add(menu, translate("PlotlineRow", "Instrument…"), "", partial(commands.choose_instrument, plotline.id))
    menu.addSeparator()
    _add_switch(menu, translate("PlotlineRow", "Mute"), "M", partial(commands.mute, plotline.id), on=plotline.is_muted)
    _add_switch(menu, translate("PlotlineRow", "Solo"), "S", partial(commands.solo, plotline.id), on=plotline.is_solo)
    menu.addSeparator()
    if plotline.is_folded:
        _add(menu, translate("PlotlineRow", "Unfold"), "Right", partial(commands.fold, plotline.id, False))
    else:
        _add(menu, translate("PlotlineRow", "Fold"), "Left", partial(commands.fold, plotline.id, True))
    _add(menu, translate("PlotlineRow", "Fold others"), "", partial(commands.fold_others, plotline.id)).setEnabled(
        row.state.of > 1
    )
    menu.addActions([view.plotline_actions.fold_all, view.plotline_actions.unfold_all])
    menu.addSeparator()
    last = row.state.of - 1
    _add(menu, translate("PlotlineRow", "Move up"), "Alt+Up", partial(row.move_by, -1)).setEnabled(row.state.index > 0)
    _add(menu, translate("PlotlineRow", "Move down"), "Alt+Down", partial(row.move_by, 1)).setEnabled(
        row.state.index < last
    )
    menu.addSeparator()
    _add(menu, translate("PlotlineRow", "Remove plotline…"), "Del", row.remove).setEnabled(row.state.of > 1)
    return menu


def _add(menu: QMenu, text: str, keys: str, run: Callable[[], object]) -> QAction:
    action = menu.addAction(text)
    action.setShortcut(keys)
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(lambda _checked=False: run())
    return action


def _add_switch(menu: QMenu, text: str, keys: str, run: Callable[[bool], object], *, on: bool) -> None:
    action = _add(menu, text, keys, lambda: run(not on))
    action.setCheckable(True)
    action.setChecked(on)
