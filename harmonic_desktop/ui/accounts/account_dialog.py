"""What a person may do with the own account: another name, email or password, or an end of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from ...domain.accounts import Account
from .. import theme
from .account_pages import NamePage, PasswordPage, RemovePage
from .door import Door
from .paged_dialog import PagedDialog, heading, page
from .sign_up_form import SignUpForm


class AccountDialog(PagedDialog):
    """The account's forms as tabs; for a guest, the form that makes an account of it."""

    account_changed = Signal(object)
    """The Account with another name, email or password."""
    account_made = Signal(object, bool)
    """The Account that was a guest, with the same id, and whether it stays signed in."""
    account_removed = Signal()

    def __init__(self, door: Door, account: Account, universe_count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("accountDialog")
        self.setWindowTitle(self.tr("Account"))
        if account.is_guest:
            self._show_guest(door, account)
        else:
            self._show_account(door, account, universe_count)

    def _show_guest(self, door: Door, guest: Account) -> None:
        self.form = SignUpForm(door, guest)
        self.form.back_button.setText(self.tr("Not now"))
        self.form.back_requested.connect(self.reject)
        self.form.account_made.connect(self.account_made)
        self.form.account_made.connect(self.accept)
        self.add_page(page(heading(self.tr("Create my account")), self.form))
        self.form.fields["username"].setFocus()

    def _show_account(self, door: Door, account: Account, universe_count: int) -> None:
        self.name_page = NamePage(door, account)
        self.password_page = PasswordPage(door, account)
        self.remove_page = RemovePage(door, account, universe_count)
        for changing in (self.name_page, self.password_page):
            changing.account_changed.connect(self._follow)
        self.remove_page.account_removed.connect(self.account_removed)
        self.remove_page.account_removed.connect(self.accept)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("Parts of the account"))
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(_padded(self.name_page), self.tr("Name and email"))
        self.tabs.addTab(_padded(self.password_page), self.tr("Password"))
        self.tabs.addTab(_padded(self.remove_page), self.tr("Remove"))
        self.title = heading(account.username)
        self.add_page(page(self.title, self.tabs, spacing=2))
        self.name_page.fields["username"].setFocus()

    def _follow(self, account: Account) -> None:
        self.title.setText(account.username)
        for part in (self.name_page, self.password_page, self.remove_page):
            part.account = account
        self.account_changed.emit(account)


def _padded(form: QWidget) -> QWidget:
    padded = QWidget()
    column = QVBoxLayout(padded)
    column.setContentsMargins(0, 4 * theme.SPACE, 0, 0)
    column.addWidget(form)
    column.addStretch()
    return padded
