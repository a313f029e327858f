"""One plotline in the header column: its colour, its name, and what can be done to it."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QLocale, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ...domain.checks import NAME_LIMIT, checked_text
from ...domain.storyboard import Plotline
from .. import theme
from .inline_editor import InlineEditor
from .instrument_dialog import InstrumentDialog
from .remove_plotline import RemovePlotlineDialog
from .swatch import Swatch, hue_actions

if TYPE_CHECKING:
    from .canvas import TimelineView

Key = Qt.Key
NAME_LEFT = 11 * theme.SPACE
NAME_TOP = 5 * theme.SPACE
TWO_LINES_FROM = 14 * theme.SPACE
"""Lower rows have no room under the name, and it stands in their middle."""
NAME_FROM = 3 * theme.SPACE


class PlotlineRow(QWidget):
    """A row that takes the keyboard: F2 renames, Alt+Up and Alt+Down move it, Del removes it, Menu offers all."""

    def __init__(self, view: TimelineView, parent: QWidget, plotline: Plotline) -> None:
        super().__init__(parent)
        self.plotline = plotline
        self._view = view
        self._index = 0
        self._of = 1
        self._cards = 0
        self._pressed_at: QPointF | None = None
        self._gap: int | None = None
        self._is_hovered = False
        self._editor: InlineEditor | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.swatch = Swatch(self)
        self._place_swatch()
        self.swatch.colour_chosen.connect(self._on_colour_chosen)

    def show_plotline(self, plotline: Plotline, index: int, of: int, cards: int) -> None:
        """Shows the plotline as it is now, which row it is of how many, and how many cards it has."""
        self.plotline = plotline
        self._index, self._of, self._cards = index, of, cards
        self.swatch.show_colour(plotline.colour, plotline.name)
        self.setAccessibleName(
            self.tr("Plotline {name}, {cards}, {row} of {count}").format(
                name=plotline.name, cards=self._about(), row=index + 1, count=of
            )
        )
        self.setToolTip(escape(plotline.name if self._is_elided() else self.plotline.instrument or ""))
        self.update()

    def edit_name(self) -> None:
        """Opens the name for editing in place."""
        if self._editor is not None:
            return
        editor = InlineEditor(self, self.tr("Name of the plotline"), self.plotline.name, _checked_name)
        editor.committed.connect(self._on_name_committed)
        editor.closed.connect(self._on_editor_closed)
        self._editor = editor
        self._place_editor()
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit_pending(self) -> bool:
        """Takes the name that is being edited; False when it is refused and stays open."""
        return self._editor is None or self._editor.commit()

    def move_by(self, step: int) -> None:
        """Moves the plotline up (-1) or down (1)."""
        if 0 <= self._index + step < self._of:
            self._move_to(self._index + step)

    def remove(self) -> None:
        """Removes the plotline, after asking what becomes of its cards."""
        if self._of == 1:
            self._view.announced.emit(self.tr("A storyboard keeps at least one plotline; rename this one instead."))
        elif not self._cards:
            self._view.plotline_removed.emit(self.plotline.id, None)
        elif self._view.scene.contents is not None:
            others = [p for p in self._view.scene.contents.ordered_plotlines() if p.id != self.plotline.id]
            dialog = RemovePlotlineDialog(self.plotline, self._cards, others, self)
            dialog.decided.connect(partial(self._view.plotline_removed.emit, self.plotline.id))
            dialog.open()

    def choose_instrument(self) -> None:
        """Asks which instrument plays the plotline."""
        dialog = InstrumentDialog(self.plotline, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(self._on_instrument_chosen)
        dialog.open()

    def menu(self) -> QMenu:
        """Everything that can be done to the plotline."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add(menu, self.tr("Rename"), "F2", self.edit_name)
        colours = menu.addMenu(self.tr("Colour"))
        colours.addActions(hue_actions(colours, self.plotline.colour, self._on_colour_chosen))
        self._add(menu, self.tr("Instrument…"), "", self.choose_instrument)
        menu.addSeparator()
        self._add(menu, self.tr("Move up"), "Alt+Up", partial(self.move_by, -1)).setEnabled(self._index > 0)
        self._add(menu, self.tr("Move down"), "Alt+Down", partial(self.move_by, 1)).setEnabled(
            self._index < self._of - 1
        )
        menu.addSeparator()
        self._add(menu, self.tr("Remove plotline…"), "Del", self.remove).setEnabled(self._of > 1)
        return menu

    def _add(self, menu: QMenu, text: str, keys: str, run: object) -> QAction:
        action = menu.addAction(text)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: run())  # type: ignore[operator]
        return action

    def _move_to(self, row: int) -> None:
        self._view.plotline_moved.emit(self.plotline.id, row)
        self._view.header.reveal_row(self._index)
        self._view.announced.emit(
            self.tr("Plotline {name} is {row} of {count}").format(
                name=self.plotline.name, row=self._index + 1, count=self._of
            )
        )

    def _on_colour_chosen(self, colour: int) -> None:
        if colour != self.plotline.colour:
            self._view.plotline_changed.emit(self.plotline.id, {"colour": colour})

    def _on_instrument_chosen(self, name: str) -> None:
        if name != (self.plotline.instrument or ""):
            self._view.plotline_changed.emit(self.plotline.id, {"instrument": name})

    def _on_name_committed(self, name: str) -> None:
        self._view.plotline_changed.emit(self.plotline.id, {"name": name})

    def _on_editor_closed(self, had_focus: bool) -> None:
        self._editor = None
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_editor(self) -> None:
        if self._editor is not None:
            self._editor.lie_on(
                QRect(
                    NAME_LEFT - theme.SPACE,
                    max(self._name_top - theme.SPACE, 0),
                    self.width() - NAME_LEFT,
                    theme.TARGET,
                )
            )

    @property
    def _name_top(self) -> int:
        return NAME_TOP if self.height() >= TWO_LINES_FROM else (self.height() - theme.TARGET) // 2 + theme.SPACE

    def _place_swatch(self) -> None:
        self.swatch.setGeometry(3 * theme.SPACE, self._name_top - theme.SPACE, theme.TARGET, theme.TARGET)
        self.swatch.setVisible(self.height() >= NAME_FROM)

    def _cards_in_words(self) -> str:
        if self._cards == 1:
            return self.tr("1 card")
        return self.tr("{count} cards").format(count=QLocale().toString(self._cards))

    def _about(self) -> str:
        """“12 cards, Cello”."""
        return ", ".join(filter(None, (self._cards_in_words(), self.plotline.instrument)))

    def _is_elided(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self.plotline.name) > self.width() - NAME_LEFT - 2 * theme.SPACE

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.globalPosition()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None or self._of == 1:
            return
        away = (event.globalPosition() - self._pressed_at).manhattanLength()
        if self._gap is not None or away >= QApplication.startDragDistance():
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._gap = self._view.header.gap_at(event.globalPosition().y())
            self._view.header.show_mark(self._gap)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        gap = self._end_drag()
        if gap is not None and gap not in (self._index, self._index + 1):
            self._move_to(gap if gap < self._index else gap - 1)

    def _end_drag(self) -> int | None:
        gap, self._gap, self._pressed_at = self._gap, None, None
        self.unsetCursor()
        self._view.header.show_mark(None)
        return gap

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.edit_name()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu().popup(self.mapToGlobal(self.rect().center()) if keyboard else event.globalPos())

    def event(self, event: QEvent) -> bool:
        # Alt+Up and the like mean the plotline here, whatever a menu makes of them.
        is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_key and self._command(cast(QKeyEvent, event)) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Key.Key_Escape and self._pressed_at is not None:
            self._end_drag()
            return
        command = self._command(event)
        if command is None:
            super().keyPressEvent(event)
        else:
            command()

    def _command(self, event: QKeyEvent) -> partial[None] | None:
        header = self._view.header
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        return {
            (Key.Key_F2, False): partial(self.edit_name),
            (Key.Key_Return, False): partial(self.edit_name),
            (Key.Key_Enter, False): partial(self.edit_name),
            (Key.Key_Delete, False): partial(self.remove),
            (Key.Key_Up, True): partial(self.move_by, -1),
            (Key.Key_Down, True): partial(self.move_by, 1),
            (Key.Key_Up, False): partial(header.focus_row, self._index - 1),
            (Key.Key_Down, False): partial(header.focus_row, self._index + 1),
        }.get((Key(event.key()), alt))

    def enterEvent(self, event: QEnterEvent) -> None:
        self._is_hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._is_hovered = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._view.header.reveal_row(self._index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_swatch()
        self._place_editor()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.setPen(now.grid)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        if self._is_hovered or self._gap is not None:
            painter.fillRect(self.rect().adjusted(0, 0, -1, -1), now.hover)
        self._paint_words(painter)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(now.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 2, -3, -3), theme.RADIUS, theme.RADIUS)

    def _paint_words(self, painter: QPainter) -> None:
        now = theme.current()
        room = self.width() - NAME_LEFT - 2 * theme.SPACE
        small = self.height() < theme.TARGET
        lines = [
            (self.plotline.name, theme.SMALL if small else theme.NORMAL, QFont.Weight.Medium, now.text,
             self._name_top - 1 + small),
            (self._about(), theme.SMALL, QFont.Weight.Normal, now.quiet, NAME_TOP + 5 * theme.SPACE),
        ]  # fmt: skip
        shown = 2 if self.height() >= TWO_LINES_FROM else 1 if self.height() >= NAME_FROM else 0
        for text, size, weight, colour, top in lines[:shown]:
            painter.setFont(theme.font(size, weight))
            painter.setPen(colour)
            elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(NAME_LEFT, top + painter.fontMetrics().ascent()), elided)


def _checked_name(name: str) -> str:
    return checked_text(name, "The name of a plotline", NAME_LIMIT, "name")
