"""The forms of an account: its name and email, its password, its removal; each asks the present password."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from ...domain.accounts import (
    Account,
    check_password,
    checked_email,
    checked_password,
    checked_username,
    hash_password,
)
from .. import theme
from ..widgets.sentence import Sentence, announce
from .checked_form import CheckedForm
from .door import Door


class AccountPage(CheckedForm):
    """A form of one account, whose present password is asked before anything changes."""

    account_changed = Signal(object)

    def __init__(self, door: Door, account: Account, parent: QWidget | None = None) -> None:
        super().__init__(door, parent)
        self.account = account
        self.done_line = Sentence("", "quiet")

    def add_current_password(self) -> None:
        """Adds the field for the present password."""
        self.add_field("current", self.tr("&Current password"), secret=True)

    def try_current(self, work: Callable[[], object], then: Callable[[object], None]) -> None:
        """Does `work` on the other thread and `then` here, if the present password is the right one."""
        password, stored = self.fields["current"].text, self.account.password_hash
        if not password:
            self.fields["current"].show_error(self.tr("Please type your current password."))
            self.focus_first_error()
            return
        self.try_password(
            self.account.username,
            self.tr("This is not your current password."),
            lambda: work() if check_password(password, stored) else None,
            then,
        )

    def clear(self) -> None:
        super().clear()
        self.done_line.setText("")

    def change(self, account: Account, said: str) -> None:
        """Stores the account and says so; a refusal is shown beside its field."""
        if not self.keep(lambda: self._store(account)):
            return
        for field in self.fields.values():
            if field.edit.objectName() in ("current", "password"):
                field.set_text("")
                field.set_note("")
        self.done_line.setText(said)
        announce(self, said)

    def _store(self, account: Account) -> None:
        self.account = self.door.accounts.change(account)
        self.account_changed.emit(self.account)


class NamePage(AccountPage):
    """Changes the username and the email."""

    def __init__(self, door: Door, account: Account, parent: QWidget | None = None) -> None:
        super().__init__(door, account, parent)
        self.add_field("username", self.tr("&Username")).set_text(account.username)
        self.add_field("email", self.tr("&Email")).set_text(account.email)
        self.add_current_password()
        self.column.addWidget(self.done_line)
        self.add_submit(self.tr("Save changes"))

    def submit(self) -> None:
        self.clear()
        username = self._changed("username", self.account.username, checked_username)
        email = self._changed("email", self.account.email, checked_email)
        if username is None or email is None:
            self.focus_first_error()
            return
        if (username, email) == (self.account.username, self.account.email):
            self.done_line.setText(self.tr("Nothing is different yet."))
            return
        changed = replace(self.account, username=username, email=email)
        self.try_current(lambda: True, lambda _: self.change(changed, self.tr("Your changes are saved.")))

    def _changed(self, name: str, present: str, rule: Callable[[str], str]) -> str | None:
        """What was typed, if it may be; an older file's name that breaks a rule may stay as it is."""
        return present if self.fields[name].text == present else self.checked(name, rule)


class PasswordPage(AccountPage):
    """Changes the password, which signs out wherever the account stays signed in."""

    def __init__(self, door: Door, account: Account, parent: QWidget | None = None) -> None:
        super().__init__(door, account, parent)
        self.add_current_password()
        self.add_new_password(self.tr("&New password"))
        self.column.addWidget(Sentence(self.tr("The next start asks for the new password."), "quiet"))
        self.column.addWidget(self.done_line)
        self.add_submit(self.tr("Change password"))

    def submit(self) -> None:
        self.clear()
        password = self.checked("password", checked_password)
        if password is None:
            self.focus_first_error()
            return
        cost = self.door.cost

        def store(hashed: object) -> None:
            changed = replace(self.account, password_hash=cast(str, hashed))
            self.change(changed, self.tr("Your password is changed."))

        self.try_current(lambda: hash_password(password, cost), store)

    def _store(self, account: Account) -> None:
        self.door.accounts.forget(account.id)
        super()._store(account)


class RemovePage(AccountPage):
    """Removes the account with all that it made."""

    account_removed = Signal()

    def __init__(self, door: Door, account: Account, universe_count: int, parent: QWidget | None = None) -> None:
        super().__init__(door, account, parent)
        self.column.addWidget(Sentence(self._warning(universe_count)))
        self.column.addSpacing(2 * theme.SPACE)
        self.add_current_password()
        self.add_submit(self.tr("Remove my account"), "danger")

    def submit(self) -> None:
        self.clear()
        self.try_current(lambda: True, lambda _: self._remove())

    def _remove(self) -> None:
        if self.keep(lambda: self.door.accounts.remove(self.account.id)):
            self.account_removed.emit()

    def _warning(self, count: int) -> str:
        end = self.tr("This can’t be undone.")
        if count == 0:
            return f"{self.tr('Your account is removed; it has no universes.')} {end}"
        if count == 1:
            return f"{self.tr('Your account is removed, and its one universe with everything in it.')} {end}"
        many = self.tr("Your account is removed, and its {0} universes with everything in them.")
        return f"{many.format(QLocale().toString(count))} {end}"
