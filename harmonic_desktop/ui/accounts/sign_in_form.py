"""The form that signs in: a name or an email, and the password."""

from __future__ import annotations

import logging
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ...domain.accounts import Account, authenticated
from ...domain.errors import InvalidValue, NotFound
from ...storage.errors import StorageError
from .checked_form import CheckedForm
from .door import Door

_log = logging.getLogger(__name__)


class SignInForm(CheckedForm):
    """Tells by nothing, not even by time, whether it was the name or the password that was wrong."""

    checked_field = "password"
    signed_in = Signal(object, bool)
    """The Account, and whether it stays signed in on this computer."""

    def __init__(self, door: Door, parent: QWidget | None = None) -> None:
        super().__init__(door, parent)
        name = self.add_field("name", self.tr("&Username or email"))
        name.edited.connect(self.stop_waiting)
        self.add_field("password", self.tr("&Password"), secret=True)
        self.stay = self.add_stay()
        self.add_submit(self.tr("Sign in"))

    def submit(self) -> None:
        self.clear()
        name, password = self.fields["name"].text.strip(), self.fields["password"].text
        if not name:
            self.fields["name"].show_error(self.tr("Please type your username or your email."))
        elif not password:
            self.fields["password"].show_error(self.tr("Please type your password."))
        else:
            self.keep(lambda: self._try(name, password))
            return
        self.focus_first_error()

    def _try(self, name: str, password: str) -> None:
        found = self.door.accounts.find_by_name_or_email(name)
        # One count for a person, whether the name or the email is typed.
        counted = found[0].username if found else name
        cost = self.door.cost
        self.try_password(
            counted,
            self.tr("This name and this password don’t belong together."),
            lambda: authenticated(found, password, cost),
            lambda account: self._enter(cast(Account, account), found),
        )

    def _enter(self, account: Account, found: list[Account]) -> None:
        if account not in found:
            account = self._with_new_hash(account)
        self.fields["password"].set_text("")
        self.signed_in.emit(account, self.stay.isChecked())

    def _with_new_hash(self, account: Account) -> Account:
        try:
            return self.door.accounts.change(account)
        except (StorageError, InvalidValue, NotFound):
            _log.exception("a hash can't be renewed")  # the old one still opens the door
            return self.door.accounts.get(account.id)

    def _quieted(self) -> list[QWidget]:
        return [*super()._quieted(), self.stay]
