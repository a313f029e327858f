"""The bar that floats over the foot of the timeline while several cards are selected: what can be done to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from .. import icons, theme
from ..widgets.raised_plane import RaisedPlane
from ..widgets.sentence import Sentence
from . import bulk_words

if TYPE_CHECKING:
    from .bulk_popovers import HarmonyPopover, MovePopover
    from .canvas import TimelineView

MARGIN = 2 * theme.SPACE
"""Between the bar and the edges of the canvas, in px."""
FEWEST = 2
"""So many cards have to be selected for the bar to show: one alone has its own panel."""

WORDED = 3
"""So many of the first buttons keep their words where not all can."""
LEAST_SHARE = 3
"""The canvas is so many times as tall as the bar, or there is none: the menu has it all."""
FIRST_TO_GO = (4, 3, 6, 5, 7)
"""Which buttons are left to “More” where there is no room for their icons either, by their place."""
WITH_WORD, ALONE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly


class BarButton(QToolButton):
    """Pressed by Enter too; the arrow keys are left to the bar."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


class SelectionBar(RaisedPlane):
    """Has words where there is room, else some, else icons, else fewer; all are under “More” too."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self.setObjectName("selectionBar")
        self._view = view
        self._is_dragging = False
        self._fitted: tuple[int, str] | None = None
        self._count = Sentence()
        self._count.setWordWrap(False)
        self._buttons = [self._button(action) for action in self._actions()]
        self._more = self._more_button()
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * theme.SPACE, theme.SPACE, theme.SPACE, theme.SPACE)
        row.setSpacing(theme.SPACE // 2)
        row.addWidget(self._count)
        row.addSpacing(2 * theme.SPACE)
        for button in (*self._buttons, self._more):
            row.addWidget(button)
        self._popovers: tuple[MovePopover, HarmonyPopover] | None = None
        view.pointer.dragging.connect(self._on_dragging)
        self.hide()

    @property
    def covered(self) -> int:
        """How many px at the foot of the canvas it hides."""
        return 0 if self.isHidden() else self.height() + MARGIN

    def follow(self) -> None:
        """Shows itself for the selection as it is now, or hides."""
        count = len(self._view.scene.selection)
        wanted = count >= FEWEST and not self._is_dragging and self._has_room()
        if wanted:
            self._count.setText(bulk_words.cards(count))
            self.setAccessibleName(self.tr("Selection bar, {0}").format(self._count.text()))
            self._fit()
        elif self.isAncestorOf(self._view.window().focusWidget() or self._view):
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not count:
            self.take_back()
        self.setVisible(wanted)

    def follow_size(self) -> None:
        """Goes where the canvas has its foot now."""
        self.follow()
        bulk = self._view.actions_.bulk
        if self._popovers is not None:
            way, harmony = self._popovers
            way.lie_over(self._place_of(bulk.move_by))
            harmony.lie_over(self._place_of(bulk.set_harmony))

    def take_focus(self) -> None:
        """Gives the keyboard to the first of its buttons."""
        if not self.isHidden():
            self._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def ask_way(self) -> None:
        """Asks by how many beats the selection is moved."""
        way, _ = self._asking()
        way.ask()
        way.open_over(self._place_of(self._view.actions_.bulk.move_by))

    def ask_harmony(self, mode: int) -> None:
        """Asks which harmony the selection gets, in one of three ways."""
        _, harmony = self._asking()
        harmony.ask(mode)
        harmony.open_over(self._place_of(self._view.actions_.bulk.set_harmony))

    def take_back(self) -> None:
        """Closes what is being asked, with nothing done."""
        for popover in self._popovers or ():
            popover.dismiss()

    def _asking(self) -> tuple[MovePopover, HarmonyPopover]:
        """What asks for numbers; loaded when it is first wanted."""
        from .bulk_popovers import HarmonyPopover, MovePopover

        if self._popovers is None:
            self._popovers = MovePopover(self._view), HarmonyPopover(self._view)
        return self._popovers

    def _place_of(self, action: QAction) -> QRect:
        """Where the button of an action is in the view; the middle of its foot where none is shown."""
        for button in self._buttons:
            if button.defaultAction() is action and button.isVisible():
                return QRect(self.mapToParent(button.pos()), button.size())
        room = self._view.viewport().geometry()
        return QRect(room.center().x(), room.bottom() - self.covered - MARGIN, 1, 1)

    def _actions(self) -> list[QAction]:
        """What has a button, in the order in which they stand."""
        actions = self._view.actions_
        bulk = actions.bulk
        return [
            bulk.move_by, bulk.plotlines.menuAction(), bulk.set_harmony, bulk.spread, bulk.close_gaps,
            actions.duplicate, bulk.copy, actions.remove,
        ]  # fmt: skip

    def _button(self, action: QAction) -> QToolButton:
        button = BarButton(self)
        button.setDefaultAction(action)
        button.setIconSize(QSize(5 * theme.SPACE, 5 * theme.SPACE))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard with the cards
        button.setAccessibleName(action.text().rstrip("…"))
        if action.menu() is not None:
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _more_button(self) -> QToolButton:
        actions = self._view.actions_
        menu = QMenu(self.tr("More"), self)
        menu.addActions(actions.bulk.menu.actions()[:-1])  # all but the way into this bar
        menu.addActions([*actions.bulk.clipboard(), actions.duplicate, actions.remove])
        menu.addSeparator()
        menu.addAction(actions.clear)
        menu.menuAction().setIcon(icons.icon("more"))
        menu.menuAction().setToolTip(self.tr("More for the selection"))
        button = self._button(menu.menuAction())
        button.setAccessibleName(self.tr("More for the selection"))
        return button

    def _has_room(self) -> bool:
        """Whether there is more to see of a low canvas than the bar."""
        return self._view.viewport().height() >= LEAST_SHARE * self.sizeHint().height()

    def _fit(self) -> None:
        """Takes the room there is over the canvas: words, icons, or fewer icons."""
        room = self._view.viewport().geometry()
        self._choose_looks(room.width() - 2 * MARGIN)
        size = self._wanted()
        left = room.left() + max((room.width() - size.width()) // 2, 0)
        self.setGeometry(QRect(QPoint(left, room.bottom() + 1 - MARGIN - size.height()), size))
        self.raise_()

    def _choose_looks(self, most: int) -> None:
        """Gives the buttons the words that fit a width in px, when that or what is counted is another."""
        fitted = most, self._count.text()
        if fitted == self._fitted:
            return
        self._fitted = fitted
        for words in (len(self._buttons), WORDED, 0):
            for index, button in enumerate(self._buttons):
                button.setVisible(True)
                button.setToolButtonStyle(WITH_WORD if index < words else ALONE)
            if self._wanted().width() <= most:
                break
        for index in FIRST_TO_GO:
            if self._wanted().width() <= most:
                break
            self._buttons[index].setVisible(False)

    def _wanted(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        layout.invalidate()
        return layout.sizeHint()

    def _on_dragging(self, on: bool) -> None:
        self._is_dragging = on
        self.follow()

    # Qt's own

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fitted = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            ahead = (event.key() == Qt.Key.Key_Right) == (self.layoutDirection() == Qt.LayoutDirection.LeftToRight)
            self._step(1 if ahead else -1)
        event.accept()  # no key that is pressed here is meant for the cards beneath

    def _step(self, step: int) -> None:
        shown: list[QWidget] = [button for button in (*self._buttons, self._more) if button.isVisible()]
        here = next((i for i, button in enumerate(shown) if button.hasFocus()), 0)
        shown[(here + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def wheelEvent(self, event: QWheelEvent) -> None:
        over = self._view.viewport().mapFrom(self._view, self.mapToParent(event.position().toPoint()))
        self._view.scrolling.wheel(event, float(over.x()), float(over.y()))
