"""The form that makes an account, or makes one of a guest with everything kept."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ...domain.accounts import Account, checked_email, checked_password, checked_username, hash_password
from ...domain.edits import new_id
from .. import theme
from ..widgets.buttons import Button
from ..widgets.sentence import Sentence
from .door import Door
from .form import Form


class SignUpForm(Form):
    """Username, email, password, and whether to stay signed in."""

    account_made = Signal(object, bool)
    """The Account as stored, and whether it stays signed in on this computer."""
    back_requested = Signal()

    def __init__(self, door: Door, guest: Account | None = None, parent: QWidget | None = None) -> None:
        super().__init__(door, parent)
        self._guest = guest
        self.explanation = Sentence(self._explained(), "quiet")
        self.column.addWidget(self.explanation)
        self.column.addSpacing(2 * theme.SPACE)
        self.add_field("username", self.tr("&Username"))
        self.add_field("email", self.tr("&Email"))
        self.add_new_password(self.tr("&Password"))
        self.stay = self.add_stay()
        self.stay.setChecked(True)
        self.add_submit(self.tr("Create my account"))
        self.back_button = Button(self.tr("Back"), self.back_requested.emit, "flat")
        self.back_button.setObjectName("back")
        self.buttons.insertWidget(0, self.back_button)

    def submit(self) -> None:
        self.clear()
        username = self.checked("username", checked_username)
        email = self.checked("email", checked_email)
        password = self.checked("password", checked_password)
        if username is None or email is None or password is None:
            self.focus_first_error()
            return
        cost = self.door.cost

        def store(hashed: object) -> None:
            self.keep(lambda: self._store(username, email, cast(str, hashed)))

        self.begin(lambda: hash_password(password, cost), store)

    def _store(self, username: str, email: str, hashed: str) -> None:
        accounts = self.door.accounts
        if self._guest is None:
            account = accounts.create(Account(new_id(), username, email, hashed))
        else:
            changed = replace(self._guest, username=username, email=email, password_hash=hashed, is_guest=False)
            account = accounts.change(changed)
        self.fields["password"].set_text("")
        self.account_made.emit(account, self.stay.isChecked())

    def _explained(self) -> str:
        if self._guest is not None:
            return self.tr("Everything you made while looking around stays yours, in the new account.")
        return self.tr(
            "An account keeps your universes apart from those of others on this computer."
            " It doesn’t encrypt the file, and nothing is ever sent."
        )

    def _quieted(self) -> list[QWidget]:
        return [*super()._quieted(), self.stay]
