"""Where a person who has an account comes in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from .. import theme
from ..widgets.buttons import Button
from ..widgets.wordmark import Wordmark
from .door import Door
from .paged_dialog import PagedDialog, heading, page
from .sign_in_form import SignInForm
from .sign_up_form import SignUpForm


class SignInDialog(PagedDialog):
    """Signs in, makes another account, or goes looking around as the guest."""

    signed_in = Signal(object, bool)
    """The Account, and whether it stays signed in on this computer."""
    account_made = Signal(object, bool)
    look_around_requested = Signal()

    def __init__(self, door: Door, *, has_guest: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("signInDialog")
        self.setWindowTitle(self.tr("Sign in"))
        self.form = SignInForm(door)
        self.form.signed_in.connect(self.signed_in)
        self.sign_up_form = SignUpForm(door)
        self.sign_up_form.account_made.connect(self.account_made)
        self.sign_up_form.back_requested.connect(self._show_sign_in)
        self._front = page(Wordmark(), heading(self.tr("Sign in")), self.form, self._make_others(has_guest))
        self._sign_up = page(heading(self.tr("Create an account")), self.sign_up_form)
        self.add_page(self._front)
        self.add_page(self._sign_up)
        self.form.fields["name"].setFocus()

    def _make_others(self, has_guest: bool) -> QWidget:
        others = QWidget()
        row = QHBoxLayout(others)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.SPACE)
        create = Button(self.tr("Create an account"), self._show_sign_up, "flat")
        create.setObjectName("createAccount")
        words = self.tr("Go on looking around") if has_guest else self.tr("Look around")
        look = Button(words, self.look_around_requested.emit, "flat")
        look.setObjectName("lookAround")
        row.addWidget(create)
        row.addStretch()
        row.addWidget(look)
        return others

    def _show_sign_up(self) -> None:
        self.form.cancel()
        self.show_page(self._sign_up)

    def _show_sign_in(self) -> None:
        self.sign_up_form.cancel()
        self.show_page(self._front)
