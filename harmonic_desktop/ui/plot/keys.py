"""The keyboard and the menu of the harmony plot: everything that the mouse does there, without it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from .gestures import STEP

if TYPE_CHECKING:
    from .harmony_plot import HarmonyPlot

BIG_STEP = 10 * STEP
Key = Qt.Key
_WALKS = {Key.Key_Left: -1, Key.Key_Right: 1}
_SHIFTS = {Key.Key_Up: STEP, Key.Key_Down: -STEP}
_ENDS = {Key.Key_Home: 0, Key.Key_End: -1}
_OPENERS = (Key.Key_Return, Key.Key_Enter, Key.Key_F2)
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_PLAIN = (Qt.KeyboardModifier.NoModifier, _SHIFT)


class PlotKeys:
    """Reads keys for a plot."""

    def __init__(self, plot: HarmonyPlot) -> None:
        self._plot = plot

    def wants(self, event: QKeyEvent) -> bool:
        """Whether the key belongs to the plot while it has the focus, before any shortcut of the window."""
        if event.key() == Key.Key_Escape:
            return True
        if event.key() == Key.Key_Alt:
            return self._plot.is_busy  # by itself it would take the keyboard to the menu bar
        if event.matches(QKeySequence.StandardKey.SelectAll):
            return True
        return _modifiers(event) in _PLAIN and (
            event.key() in (*_WALKS, *_SHIFTS, *_ENDS, *_OPENERS) or _begins_number(event.text())
        )

    def press(self, event: QKeyEvent) -> bool:
        """Does what a key stands for; tells whether it stands for anything."""
        if not self.wants(event):
            return False
        plot, key, with_shift = self._plot, Key(event.key()), bool(event.modifiers() & _SHIFT)
        if plot.is_busy and key != Key.Key_Escape:
            return True  # the hand goes first
        if key == Key.Key_Escape:
            if not plot.cancel() and not plot.actions_.stop_drawing():
                plot.choose(())
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            plot.choose(plot.points.seen_order())
            plot.announced.emit(plot.words.selected())
        elif key in _WALKS or key in _ENDS:
            self._walk(key, with_shift)
        elif self._is_somewhere():
            self._change(event, key, with_shift)
        return True

    def _change(self, event: QKeyEvent, key: Qt.Key, with_shift: bool) -> None:
        if key in _SHIFTS:
            self._plot.shift(_SHIFTS[key] * (BIG_STEP / STEP if with_shift else 1))
        elif key in _OPENERS:
            self._plot.edit_number()
        else:
            self._plot.edit_number(event.text())

    def _is_somewhere(self) -> bool:
        """Whether there is a card to act on; else the keyboard goes to one, and the key does no more than that."""
        plot = self._plot
        if plot.current is not None and (not plot.selection or plot.current in plot.selection):
            return True
        order = plot.points.seen_order()
        chosen = next((card_id for card_id in order if card_id in plot.selection), None)
        if chosen is not None:
            plot.current = chosen
            return True
        self._go_to_first_seen(order)
        return False

    def _walk(self, key: Qt.Key, with_shift: bool) -> None:
        plot, order = self._plot, self._plot.points.seen_order()
        if not order:
            return
        if key in _ENDS:
            self._go(order[_ENDS[key]], with_shift)
        elif plot.current is None and not plot.selection:
            self._go_to_first_seen(order)
        else:
            chosen = plot.selection if plot.current is None else {plot.current}
            places = [place for place, card_id in enumerate(order) if card_id in chosen]
            place = (places[0] if _WALKS[key] < 0 else places[-1]) + _WALKS[key] if places else 0
            self._go(order[min(max(place, 0), len(order) - 1)], with_shift)

    def _go_to_first_seen(self, order: list[int]) -> None:
        plot = self._plot
        seen = set(plot.points.ids[plot.shown].tolist())
        if order:
            self._go(next((card_id for card_id in order if card_id in seen), order[0]), False)

    def _go(self, card_id: int, with_shift: bool) -> None:
        plot = self._plot
        if with_shift:
            plot.anchor = plot.anchor if plot.anchor is not None else plot.current
            plot.choose_range(plot.anchor, card_id)
        else:
            plot.anchor = card_id
            plot.choose({card_id}, card_id)
        row = plot.points.row_of(card_id)
        if row is not None:
            plot.reveal(row)
        plot.announced.emit(plot.words.card(card_id))

    def show_menu(self, at: QPoint | None) -> None:
        """Offers what can be done with the point there, or with the one that the keyboard acts on."""
        plot = self._plot
        card_id = plot.card_at(QPointF(at)) if at is not None else plot.current
        if card_id is not None and card_id not in plot.selection:
            plot.choose({card_id}, card_id)
        row = plot.points.row_of(card_id) if card_id is not None else None
        point = at if at is not None else plot.point_of(row).toPoint() if row is not None else plot.rect().center()
        self.make_menu().popup(plot.mapToGlobal(point))

    def make_menu(self) -> QMenu:
        """What the mouse and the keys do with the selected points, for those who look for it in a menu."""
        plot, menu = self._plot, QMenu(self._plot)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        entries: tuple[tuple[str, str, Callable[[], None]], ...] = (
            (_tr("Set harmony…"), "Return", plot.edit_number),
            (_tr("Raise a step"), "Up", lambda: plot.shift(STEP)),
            (_tr("Lower a step"), "Down", lambda: plot.shift(-STEP)),
            (_tr("Raise ten steps"), "Shift+Up", lambda: plot.shift(BIG_STEP)),
            (_tr("Lower ten steps"), "Shift+Down", lambda: plot.shift(-BIG_STEP)),
        )
        for text, keys, do in entries:
            action = menu.addAction(text)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setEnabled(bool(plot.held()))
            action.triggered.connect(lambda _=False, do=do: do())
        menu.addSeparator()
        menu.addActions(plot.actions_.curve())
        menu.addSeparator()
        menu.addActions(plot.export_actions)
        return menu


def _modifiers(event: QKeyEvent) -> Qt.KeyboardModifier:
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def _begins_number(text: str) -> bool:
    return len(text) == 1 and (text.isdecimal() or text in ".,")


def _tr(text: str) -> str:
    return QCoreApplication.translate("HarmonyPlot", text)
