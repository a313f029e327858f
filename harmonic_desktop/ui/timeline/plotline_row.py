"""One plotline in the header column: its colour, its name, its switches, and the keys that act on it."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from ...domain.checks import NAME_LIMIT, checked_text
from ...domain.storyboard import Plotline
from .. import theme
from .inline_editor import InlineEditor
from .plotline_menu import plotline_menu
from .row_buttons import FoldSwitch, LetterSwitch
from .row_looks import NAME_FROM, NAME_LEFT, RIGHT, RowState, paint_colour, paint_focus, paint_words, places
from .swatch import Swatch

if TYPE_CHECKING:
    from .canvas import TimelineView

Key = Qt.Key
Modifiers = Qt.KeyboardModifier


class PlotlineRow(QWidget):
    """A row that takes the keyboard; while it is neither held nor edited it may be given another plotline to show."""

    def __init__(self, view: TimelineView, parent: QWidget, state: RowState) -> None:
        super().__init__(parent)
        self.state = state
        self._view = view
        self._commands = view.plotlines
        self._is_hovered = False
        self._editor: InlineEditor | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.fold = FoldSwitch(self, "foldPlotline")
        self.swatch = Swatch(self)
        self.mute = LetterSwitch(self, "mutePlotline", self.tr("M"))
        self.solo = LetterSwitch(self, "soloPlotline", self.tr("S"))
        self.fold.clicked.connect(lambda: self._commands.fold(self.plotline.id, not self.plotline.is_folded))
        self.mute.clicked.connect(self._toggle_mute)
        self.solo.clicked.connect(self._toggle_solo)
        self.swatch.colour_chosen.connect(lambda hue: self._commands.recolour(self.plotline.id, hue))
        self._say_state()
        self._place_parts()

    @property
    def plotline(self) -> Plotline:
        """The plotline that is shown."""
        return self.state.plotline

    @property
    def is_held(self) -> bool:
        """Whether the keyboard or what is being typed is here, so that the row has to stay."""
        # Not by `hasFocus`, which is false while a dialog asks what becomes of the cards.
        return self._editor is not None or self.window().focusWidget() in (self, self.swatch)

    def show_state(self, state: RowState) -> None:
        """Shows a plotline as it is now."""
        if state != self.state:
            self.state = state
            self._say_state()
            self._place_parts()
            self.update()

    def edit_name(self) -> None:
        """Opens the name for editing in place."""
        if self._editor is not None:
            return
        parent = self.parentWidget()
        assert parent is not None
        editor = InlineEditor(parent, self.tr("Name of the plotline"), self.plotline.name, _checked_name)
        editor.committed.connect(partial(self._commands.rename, self.plotline.id))
        editor.closed.connect(self._on_editor_closed)
        self._editor = editor
        self._place_editor()
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit_pending(self) -> bool:
        """Takes the name that is being edited; False when it is refused and stays open."""
        return self._editor is None or self._editor.commit()

    def cancel_pending(self) -> None:
        """Gives up the name that is being edited, for a plotline that is gone."""
        if self._editor is not None:
            self._editor.cancel()

    def move_by(self, step: int) -> None:
        """Moves the plotline up (-1) or down (1)."""
        if 0 <= self.state.index + step < self.state.of:
            self._commands.move_to(self.plotline.id, self.state.index + step)

    def remove(self) -> None:
        """Removes the plotline, after asking what becomes of its cards."""
        self._commands.remove(self.plotline.id)

    def _say_state(self) -> None:
        plotline, name = self.plotline, self.plotline.name
        self.swatch.show_colour(plotline.colour, name)
        self.fold.show_state(
            plotline.is_folded,
            self.tr("Fold plotline {0}").format(name),
            self.tr("Unfold (Right)") if plotline.is_folded else self.tr("Fold (Left)"),
        )
        self.mute.show_state(plotline.is_muted, self.tr("Mute plotline {0}").format(name), self.tr("Mute (M)"))
        solo_tip = self.tr("Solo: hear no others (S)")
        self.solo.show_state(plotline.is_solo, self.tr("Solo plotline {0}").format(name), solo_tip)
        self.setAccessibleName(self.state.in_words)
        self.setToolTip(f"<b>{escape(name)}</b><br>{escape(self.state.about)}")

    def _place_parts(self) -> None:
        at = places(self.width(), self.height())
        is_needed = at.has_switches and (at.is_tall or self._is_hovered or self.hasFocus())
        for part, place, is_shown in (
            (self.fold, at.fold, at.has_switches),
            (self.swatch, at.swatch, self.height() >= NAME_FROM),
            (self.mute, at.mute, is_needed or (at.has_switches and self.plotline.is_muted)),
            (self.solo, at.solo, is_needed or (at.has_switches and self.plotline.is_solo)),
        ):
            part.setGeometry(place)
            part.setVisible(is_shown)

    def _place_editor(self) -> None:
        if self._editor is not None:
            at = places(self.width(), self.height())
            top = self.y() + at.fold.top() if self.height() >= theme.TARGET else self.y()
            left = self.x() + NAME_LEFT - 2 * theme.SPACE
            self._editor.lie_on(QRect(left, top, self.width() - NAME_LEFT + theme.SPACE, theme.TARGET))
            self._editor.raise_()

    def _toggle_mute(self) -> None:
        self._commands.mute(self.plotline.id, not self.plotline.is_muted)

    def _toggle_solo(self) -> None:
        self._commands.solo(self.plotline.id, not self.plotline.is_solo)

    def _on_editor_closed(self, had_focus: bool) -> None:
        self._editor = None
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _command(self, event: QKeyEvent) -> partial[None] | None:
        """What a key does to the plotline; keys with Ctrl are the window's."""
        header, commands, plotline = self._view.header, self._commands, self.plotline
        modifiers = event.modifiers() & ~Modifiers.KeypadModifier
        if modifiers not in (Modifiers.NoModifier, Modifiers.AltModifier):
            return None
        return {
            (Key.Key_F2, False): partial(self.edit_name),
            (Key.Key_Return, False): partial(self.edit_name),
            (Key.Key_Enter, False): partial(self.edit_name),
            (Key.Key_Delete, False): partial(self.remove),
            (Key.Key_M, False): partial(self._toggle_mute),
            (Key.Key_S, False): partial(self._toggle_solo),
            (Key.Key_Left, False): partial(commands.fold, plotline.id, True),
            (Key.Key_Right, False): partial(commands.fold, plotline.id, False),
            (Key.Key_Up, True): partial(self.move_by, -1),
            (Key.Key_Down, True): partial(self.move_by, 1),
            (Key.Key_Up, False): partial(header.focus_row, self.state.index - 1),
            (Key.Key_Down, False): partial(header.focus_row, self.state.index + 1),
            (Key.Key_Home, False): partial(header.focus_row, 0),
            (Key.Key_End, False): partial(header.focus_row, self.state.of - 1),
        }.get((Key(event.key()), modifiers == Modifiers.AltModifier))

    # Qt's own

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._view.header.drag.press(self, event.globalPosition())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._view.header.drag.move(event.globalPosition())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._view.header.drag.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.edit_name()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        menu = plotline_menu(self, self._view)
        menu.popup(self.mapToGlobal(QPoint(NAME_LEFT, self.height())) if keyboard else event.globalPos())

    def event(self, event: QEvent) -> bool:
        # Alt+Up and the like mean the plotline here, whatever a menu makes of them.
        is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_key and self._command(cast(QKeyEvent, event)) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Key.Key_Escape and self._view.header.drag.give_up():
            return
        command = self._command(event)
        if command is None:
            super().keyPressEvent(event)
        else:
            command()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._is_hovered = True
        self._place_parts()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._is_hovered = False
        self._place_parts()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._place_parts()
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._view.header.reveal_row(self.state.index)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._place_parts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_parts()
        self._place_editor()

    def moveEvent(self, event: QMoveEvent) -> None:
        self._place_editor()

    def paintEvent(self, event: QPaintEvent) -> None:
        now, at = theme.current(), places(self.width(), self.height())
        painter = QPainter(self)
        painter.setPen(now.grid)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        if self._is_hovered or self._view.header.drag.row is self:
            painter.fillRect(self.rect().adjusted(0, 0, -1, -1), now.hover)
        if self.height() < NAME_FROM:
            paint_colour(painter, self.plotline.colour, self.height())
        beside = [] if at.is_tall else [part.x() for part in (self.mute, self.solo) if part.isVisible()]
        paint_words(painter, self.state, at, min([self.width() - RIGHT, *beside]))
        if self.hasFocus():
            paint_focus(painter, self.rect())


def _checked_name(name: str) -> str:
    return checked_text(name, "The name of a plotline", NAME_LIMIT, "name")
