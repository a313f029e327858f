"""What the account forms have in common: fields with refusals beside them, and work that takes a moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ...domain.accounts import PASSWORD_BYTES, password_bytes
from ...domain.errors import InvalidValue, NotFound
from ...storage.errors import StorageError
from .. import theme
from ..widgets.buttons import Button
from ..widgets.form_field import FormField
from ..widgets.sentence import Sentence, announce
from .door import Door
from .password_worker import PasswordWorker

FORM_WIDTH = 100 * theme.SPACE


class Form(QWidget):
    """A column of fields, a button that submits them, and a sentence for what concerns none of them alone."""

    def __init__(self, door: Door, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.door = door
        self.fields: dict[str, FormField] = {}
        self.worker = PasswordWorker(self)
        self.worker.done.connect(self._on_done)
        self.worker.failed.connect(self._on_failed)
        self.problem = Sentence("", "error")
        self.problem.hide()
        self.busy = Sentence(self.tr("One moment…"), "quiet")
        self.busy.setWordWrap(False)
        self.busy.hide()
        self._focused: QWidget | None = None
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(2 * theme.SPACE)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2 * theme.SPACE)
        self.setMinimumWidth(FORM_WIDTH)
        self._then: Callable[[object], None] = lambda result: None

    def add_field(self, name: str, label: str, *, hint: str = "", secret: bool = False) -> FormField:
        """Adds a text field under the others; Enter in it submits the form."""
        field = FormField(name, label, hint=hint, secret=secret)
        field.submitted.connect(self.submit)
        self.fields[name] = field
        self.column.addWidget(field)
        return field

    def add_new_password(self, label: str) -> FormField:
        """Adds the field for a new password, which counts bytes as one types."""
        field = self.add_field("password", label, hint=self.tr("At least 8 characters, any you like."), secret=True)
        field.edited.connect(self._count_bytes)
        self._count_bytes("")
        return field

    def add_stay(self) -> QCheckBox:
        """Adds the box that keeps somebody signed in; Enter on it submits the form, as in the fields."""
        stay = QCheckBox(self.tr("&Stay signed in on this computer"))
        stay.setAccessibleName(self.tr("Stay signed in on this computer"))
        stay.setObjectName("stay")
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            enter = QShortcut(QKeySequence(key), stay, context=Qt.ShortcutContext.WidgetShortcut)
            enter.activated.connect(self.submit)
        self.column.addWidget(stay)
        return stay

    def add_submit(self, text: str, kind: str = "primary") -> Button:
        """Adds the row of buttons with the one that submits, and over it the sentence for the whole form."""
        self.column.addWidget(self.problem)
        self.submit_button = Button(text, self.submit, kind)
        self.submit_button.setObjectName("submit")
        self.buttons.addStretch()
        self.buttons.addWidget(self.busy)
        self.buttons.addWidget(self.submit_button)
        self.column.addSpacing(theme.SPACE)
        self.column.addLayout(self.buttons)
        return self.submit_button

    def submit(self) -> None:
        """Checks the fields and does what the form is for; every form says what."""
        raise NotImplementedError

    def begin(self, work: Callable[[], object], then: Callable[[object], None]) -> None:
        """Does `work` on another thread, the form quiet meanwhile, and `then` here with what came of it."""
        self._then = then
        self._set_busy(True)
        self.worker.run(work)

    def keep(self, write: Callable[[], None]) -> bool:
        """Writes to the database; a refusal or a failure is shown where it belongs, and False returned."""
        try:
            write()
        except InvalidValue as refusal:
            self.refuse(refusal)
            return False
        except (StorageError, NotFound) as failure:
            self.tell(str(failure))
            return False
        return True

    def checked(self, name: str, rule: Callable[[str], str]) -> str | None:
        """The text of a field if the rule lets it through; else None, and the reason is shown beside the field."""
        try:
            return rule(self.fields[name].text)
        except InvalidValue as refusal:
            self.fields[name].show_error(str(refusal))
            return None

    def refuse(self, refusal: InvalidValue) -> None:
        """Shows a refusal beside its field, with the focus there."""
        field = self.fields.get(refusal.field)
        if field is None:
            self.tell(str(refusal))
            return
        field.show_error(str(refusal))
        self.focus_first_error()

    def focus_first_error(self) -> None:
        """Puts the focus into the first field that has a refusal, its text selected."""
        for field in self.fields.values():
            if field.error:
                field.edit.setFocus()
                field.edit.selectAll()
                return

    def tell(self, sentence: str) -> None:
        """Says what concerns the whole form; an empty sentence takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        announce(self, sentence)

    def clear(self) -> None:
        """Takes away every refusal."""
        self.tell("")
        for field in self.fields.values():
            field.clear_error()

    def cancel(self) -> None:
        """Stops listening for work that is still going on."""
        self.worker.cancel()
        self._set_busy(False)

    def _set_busy(self, busy: bool) -> None:
        if busy:
            self.clear()
            self._focused = self.focusWidget()
        self.busy.setVisible(busy)
        for widget in self._quieted():
            widget.setEnabled(not busy)
        if not busy and self._focused is not None:
            self._focused.setFocus()
            self._focused = None

    def _quieted(self) -> list[QWidget]:
        """What can't be used while the form works."""
        return [*self.fields.values(), self.submit_button]

    def _count_bytes(self, password: str) -> None:
        used = password_bytes(password)
        number = QLocale().toString
        note = self.tr("{used} of {most} bytes").format(used=number(used), most=number(PASSWORD_BYTES))
        self.fields["password"].set_note(note if password else "", is_error=used > PASSWORD_BYTES)

    def _on_done(self, result: object) -> None:
        self._set_busy(False)
        self._then(result)

    def _on_failed(self, error: object) -> None:
        self._set_busy(False)
        if isinstance(error, InvalidValue):
            self.refuse(error)
        else:
            self.tell(self.tr("The password couldn’t be checked; nothing was changed. Please try again."))
