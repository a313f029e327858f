"""A question about the selection, asked on a small plane over the timeline: Enter answers it, Esc takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QPoint, QRect, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ...domain.edits import Edit
from .. import theme
from ..widgets.buttons import Button
from ..widgets.field import Field
from ..widgets.number_entry import NumberEntry
from ..widgets.raised_plane import RaisedPlane
from ..widgets.sentence import Sentence
from .bulk_commands import Verb

if TYPE_CHECKING:
    from .canvas import TimelineView

WIDTH = 72 * theme.SPACE


class Popover(RaisedPlane):
    """Asks for one number. It closes by itself when the keyboard goes elsewhere, and nothing is done then."""

    def __init__(self, view: TimelineView, name: str, title: str, label: str) -> None:
        super().__init__(view)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._view = view
        self._came_from: QWidget | None = None
        self.title = Sentence(title, "heading")
        self.entry = NumberEntry()
        self.field = Field(label, self.entry)
        self.apply = Button(self.tr("Apply"), self._answer, "primary")
        self.apply.setObjectName("apply")
        self.name(label)
        self._anchor = QRect()
        self.entry.textChanged.connect(self.follow_number)
        self.entry.submitted.connect(self._answer)
        self.hide()

    def lay_out(self, *parts: QWidget) -> None:
        """Puts parts between the title and the button."""
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*[4 * theme.SPACE] * 4)
        rows.setSpacing(3 * theme.SPACE)
        for part in (self.title, *parts):
            rows.addWidget(part)
        rows.addWidget(self.apply, 0, Qt.AlignmentFlag.AlignRight)

    def name(self, label: str) -> None:
        """Says what the number is; a screen reader hears the title before it."""
        self.field.set_label(label)
        self.entry.setAccessibleName(f"{self.title.text()}: {label}")

    def suggest(self, low: float, high: float, step: float, number: float | None) -> None:
        """Puts a number in the field of which nothing is shown yet."""
        with QSignalBlocker(self.entry):
            self.entry.ask(low, high, step, number)
        self.field.set_error("")
        self.end_effect()

    def verb(self) -> Verb:
        """What the number asks for; raises ValueError with a sentence."""
        raise NotImplementedError

    def show_effect(self, edit: Edit) -> None:
        """What the number would do is known; a popover may show it."""

    def end_effect(self) -> None:
        """What was shown does not hold any more."""

    def open_over(self, anchor: QRect) -> None:
        """Opens above a rectangle of the view, or over it where there is no room above.

        It belongs to the window, which has room for it where the timeline is low.
        """
        if self.isHidden():
            self._came_from = QApplication.focusWidget()
            _application().focusChanged.connect(self._on_focus_changed)
        if self.parentWidget() is not self._view.window():
            self.setParent(self._view.window())
        self.show()
        self.lie_over(anchor)
        self.raise_()
        self.entry.setFocus(Qt.FocusReason.PopupFocusReason)
        self.entry.selectAll()

    def reopen(self) -> None:
        """Asks again in the same place, once the question is another one."""
        self.open_over(self._anchor)

    def lie_over(self, anchor: QRect) -> None:
        """Follows the rectangle of the view that it was opened over."""
        self._anchor = anchor
        if not self.isHidden():
            self._place()

    def dismiss(self) -> None:
        """Closes with nothing done, and gives the keyboard back."""
        if self.isHidden():
            return
        _application().focusChanged.disconnect(self._on_focus_changed)
        had_focus = self._holds(QApplication.focusWidget())
        self.hide()
        self.end_effect()
        if had_focus:
            before = self._came_from
            back = before if before is not None and before.isVisible() else self._view
            back.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self) -> None:
        layout = self.layout()
        assert layout is not None, "it has been laid out"
        self.resize(WIDTH, layout.totalHeightForWidth(WIDTH))
        window = self._view.window()
        room = window.rect().adjusted(theme.SPACE, theme.SPACE, -theme.SPACE, -theme.SPACE)
        corner = self._view.mapTo(window, self._anchor.topLeft())
        left = corner.x() + (self._anchor.width() - self.width()) // 2
        top = corner.y() - self.height() - 3 * theme.SPACE
        self.move(
            QPoint(
                max(min(left, room.right() - self.width()), room.left()),
                max(min(top, room.bottom() - self.height()), room.top()),
            )
        )

    def follow_number(self) -> None:
        """Shows what the number would do, while it is typed."""
        if self.isHidden():
            return
        self.field.set_error("")
        edit = self._tried()
        if isinstance(edit, Edit):
            self.show_effect(edit)
        else:
            self.end_effect()
        self._place()

    def _tried(self) -> Edit | str:
        """The edit that the number asks for, or the sentence that refuses it."""
        contents = self._view.scene.contents
        try:
            verb = self.verb()
            return verb(contents) if contents is not None else ""
        except (ValueError, LookupError) as refusal:
            return str(refusal)

    def _answer(self) -> None:
        edit = self._tried()
        if isinstance(edit, str):
            self.field.set_error(edit)
            self._place()
            return
        verb = self.verb()
        self.dismiss()
        self._view.bulk.request(verb)

    def _holds(self, widget: QObject | None) -> bool:
        """Whether a widget belongs to this one, a list that it dropped down too."""
        while widget is not None and widget is not self:
            widget = widget.parent()
        return widget is self

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and not self._holds(now):
            self.dismiss()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        event.accept()  # no key that is pressed here is meant for the canvas beneath


def _application() -> QApplication:
    return cast(QApplication, QApplication.instance())
