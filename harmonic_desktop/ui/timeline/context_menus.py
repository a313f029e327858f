"""The menus that a right click or the menu key opens on the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu

from .. import icons
from .hits import Hit, hit

if TYPE_CHECKING:
    from .canvas import TimelineView


class ContextMenus:
    """Offers what fits the place: a card's actions on a card, a new card on a free one."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view

    def show(self, event: QContextMenuEvent) -> None:
        """Opens the menu; a card under the pointer that is not selected becomes the selection first."""
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self._show_at(self._place_of_current() if is_by_key else event.pos())

    def show_at_current(self) -> None:
        """Opens the menu of the card that the keyboard acts on."""
        self._show_at(self._place_of_current())

    def _show_at(self, place: QPoint) -> None:
        if self._view.scene.contents is None or self._view.pointer.is_busy:
            return
        where = hit(self._view.scene, QPointF(place))
        if where.card is not None and where.card.id not in self._view.scene.selection:
            self._view.selecting.select(frozenset({where.card.id}), current=where.card.id)
        self.menu(where).popup(self._view.viewport().mapToGlobal(place))

    def menu(self, where: Hit) -> QMenu:
        """The menu of a place."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        actions = self._view.actions_
        if where.card is not None:
            menu.addActions(actions.card_menu())
            menu.addSeparator()
            self._add_play(menu, where.card.start_beat)
            return menu
        row = where.row
        if row is not None:
            here = menu.addAction(QCoreApplication.translate("TimelineView", "New card here"))
            here.triggered.connect(lambda _checked=False: self._view.commands.create_at(row, where.beat))
        menu.addActions(self._view.marker_band.actions_.making(menu, where.beat))
        self._add_play(menu, where.beat)
        menu.addAction(actions.add_plotline)
        menu.addSeparator()
        menu.addAction(actions.select_all)
        return menu

    def _add_play(self, menu: QMenu, beat: float) -> None:
        view = self._view
        action = menu.addAction(icons.icon("play"), QCoreApplication.translate("TimelineView", "Play from here"))
        action.setEnabled(bool(view.scene.contents and view.scene.contents.cards))
        action.triggered.connect(lambda _checked=False: view.play_requested.emit(beat))

    def _place_of_current(self) -> QPoint:
        card = self._view.scene.card(self._view.scene.current)
        if card is None:
            return self._view.viewport().rect().center()
        self._view.reveal(card.id)
        return self._view.scene.rect_of(card).center().toPoint()
