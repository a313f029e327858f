"""Who works with the program: opens the dialogs of sign-in and account, and keeps who stays signed in.

The dialogs are loaded when they are opened: who stays signed in sees none of them.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from ...domain.accounts import BCRYPT_COST, Account, guest_account
from ...storage.errors import StorageError
from ...storage.remembered import read_secret, remove_secret, write_secret
from .door import Door

if TYPE_CHECKING:
    from ...storage.accounts import Accounts
    from .paged_dialog import PagedDialog

REMEMBERED_DAYS = 30
GUEST_DAYS = 3650
"""A guest has no password to be asked for, so nothing is won by asking again."""

_log = logging.getLogger(__name__)


def display_name(account: Account) -> str:
    """The name to show for an account; a guest's own is a technical one."""
    return QCoreApplication.translate("SignIn", "Guest") if account.is_guest else account.username


class SignIn(QObject):
    """The door of the program. Its dialogs lie over the window and don't stop the event loop."""

    signed_in = Signal(object, bool)
    """The Account, and whether it is a guest made just now, who is to be shown the sample universe."""
    cancelled = Signal()
    """A dialog was closed with nobody signed in."""
    signed_out = Signal()
    """The account signed out or was removed; the dialog follows by itself."""
    failed = Signal(str)
    """The file can't be read or written, so nobody can be asked; the sentence says what is safe."""
    account_changed = Signal(object)
    """The Account under another name, email or password, or no longer a guest; its id is the same."""

    def __init__(self, accounts: Accounts, data_dir: Path, parent: QWidget, *, cost: int = BCRYPT_COST) -> None:
        super().__init__(parent)
        self._door = Door(accounts, cost)
        self._data_dir = data_dir
        self._window = parent
        self._dialog: PagedDialog | None = None

    def begin(self) -> None:
        """Signs in who stayed signed in; otherwise opens the welcome, or the sign-in where somebody has an account."""
        try:
            account = self._recalled()
        except StorageError as failure:
            self.failed.emit(str(failure))
            return
        if account is not None:
            self.signed_in.emit(account, False)
        else:
            self._ask()

    def look_around(self, *, stay: bool = True) -> None:
        """Signs the guest in, without a dialog; a file has one guest at most."""
        accounts = self._door.accounts
        try:
            guest = next((account for account in accounts.list_accounts() if account.is_guest), None)
            is_fresh = guest is None
            if guest is None:
                guest = accounts.create(guest_account())
        except StorageError as failure:
            self._fail(str(failure))
            return
        self._enter(guest, stay=stay, is_fresh=is_fresh)

    def sign_out(self, account: Account) -> None:
        """Ends the session of the account, also for the next start, and asks who is next."""
        self._forget(account)
        self.signed_out.emit()
        self._ask()

    def open_account(self, account: Account, universe_count: int) -> None:
        """Opens the dialog of the signed-in account."""
        from .account_dialog import AccountDialog

        dialog = AccountDialog(self._door, account, universe_count, self._window)
        dialog.account_changed.connect(self.account_changed)
        dialog.account_made.connect(self._on_guest_became_account)
        dialog.account_removed.connect(self._on_account_removed)
        dialog.open()

    def _ask(self) -> None:
        try:
            accounts = self._door.accounts.list_accounts()
        except StorageError as failure:
            self.failed.emit(str(failure))
            return
        has_guest = any(account.is_guest for account in accounts)
        if any(not account.is_guest for account in accounts):
            self._open_sign_in(has_guest)
        else:
            self._open_welcome(has_guest)

    def _open_welcome(self, has_guest: bool) -> None:
        from .welcome_dialog import WelcomeDialog

        dialog = WelcomeDialog(self._door, has_guest=has_guest, parent=self._window)
        dialog.look_around_requested.connect(self.look_around)
        dialog.account_made.connect(self._on_signed_in)
        self._open(dialog)

    def _open_sign_in(self, has_guest: bool) -> None:
        from .sign_in_dialog import SignInDialog

        dialog = SignInDialog(self._door, has_guest=has_guest, parent=self._window)
        dialog.signed_in.connect(self._on_signed_in)
        dialog.account_made.connect(self._on_signed_in)
        dialog.look_around_requested.connect(self.look_around)
        self._open(dialog)

    def _open(self, dialog: PagedDialog) -> None:
        self._dialog = dialog
        dialog.rejected.connect(self._on_rejected)
        dialog.open()

    def _fail(self, sentence: str) -> None:
        """Says so in the dialog that is open, which leaves the other ways in; without one, the program has to."""
        if self._dialog is not None:
            self._dialog.tell(sentence)
        else:
            self.failed.emit(sentence)

    def _enter(self, account: Account, *, stay: bool, is_fresh: bool = False) -> None:
        if stay:
            self._remember(account)
        if self._dialog is not None:
            dialog, self._dialog = self._dialog, None
            dialog.accept()
        self.signed_in.emit(account, is_fresh)

    def _recalled(self) -> Account | None:
        secret = read_secret(self._data_dir)
        return self._door.accounts.recall(secret) if secret is not None else None

    def _remember(self, account: Account) -> None:
        days = GUEST_DAYS if account.is_guest else REMEMBERED_DAYS
        try:
            write_secret(self._data_dir, self._door.accounts.remember(account.id, days))
        except (StorageError, OSError):
            _log.exception("staying signed in can't be kept")  # the next start asks, which is safe

    def _forget(self, account: Account) -> None:
        remove_secret(self._data_dir)
        try:
            self._door.accounts.forget(account.id)
        except StorageError:
            _log.exception("staying signed in can't be ended in the database")  # the file with the secret is gone

    def _on_signed_in(self, account: Account, stay: bool) -> None:
        self._enter(account, stay=stay)

    def _on_rejected(self) -> None:
        self._dialog = None
        self.cancelled.emit()

    def _on_guest_became_account(self, account: Account, stay: bool) -> None:
        self._forget(account)
        if stay:
            self._remember(account)
        self.account_changed.emit(account)

    def _on_account_removed(self) -> None:
        remove_secret(self._data_dir)
        self.signed_out.emit()
        self._ask()
