"""What a person sees first: what this is, and the way in without filling in a form."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from .. import theme
from ..widgets.buttons import Button
from ..widgets.sentence import Sentence
from ..widgets.wordmark import Wordmark
from .door import Door
from .form import FORM_WIDTH
from .paged_dialog import PagedDialog, heading, page
from .sign_up_form import SignUpForm


class WelcomeDialog(PagedDialog):
    """Offers to look around, and beside it an account, where nobody has one yet."""

    look_around_requested = Signal()
    account_made = Signal(object, bool)
    """The new Account, and whether it stays signed in on this computer."""

    def __init__(self, door: Door, *, has_guest: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcomeDialog")
        self.setWindowTitle(self.tr("Welcome"))
        self._front = self._make_front(has_guest)
        self.form = SignUpForm(door)
        self.form.account_made.connect(self.account_made)
        self.form.back_requested.connect(self._show_front)
        if has_guest:
            self.form.explanation.setText(self.tr(
                "This is a new, empty account. To keep what you made while looking around, go on looking around"
                " and open File → Account there."
            ))  # fmt: skip
        self._sign_up = page(heading(self.tr("Create my account")), self.form)
        self.add_page(self._front)
        self.add_page(self._sign_up)
        self.look_around_button.setFocus()

    def _make_front(self, has_guest: bool) -> QWidget:
        purpose = Sentence(self.tr(
            "Make worlds with their own physics and music, lay out their story on a timeline,"
            " and shape how it moves between discord and harmony."
        ))  # fmt: skip
        theme.set_font(purpose, theme.NORMAL + 1)
        purpose.setMinimumWidth(FORM_WIDTH + 10 * theme.SPACE)
        honest = Sentence(self.tr(
            "Accounts keep the universes of several people apart on this computer."
            " They don’t encrypt the file: who can read it can read everything in it."
        ), "quiet")  # fmt: skip
        theme.set_font(honest, theme.SMALL)
        front = page(Wordmark(), heading(self.tr("Harmonic Universe")), purpose)
        layout = front.layout()
        assert layout is not None
        layout.addWidget(self._make_choices(has_guest))
        layout.addWidget(honest)
        return front

    def _make_choices(self, has_guest: bool) -> QWidget:
        choices = QWidget()
        row = QHBoxLayout(choices)
        row.setContentsMargins(0, 2 * theme.SPACE, 0, 2 * theme.SPACE)
        row.setSpacing(3 * theme.SPACE)
        words = self.tr("Go on looking around") if has_guest else self.tr("Look around")
        self.look_around_button = Button(words, self.look_around_requested.emit, "primary")
        self.look_around_button.setObjectName("lookAround")
        self.look_around_button.setToolTip(self.tr("Opens a whole story to play with; no account needed"))
        self.create_button = Button(self.tr("Create my account"), self._show_sign_up)
        self.create_button.setObjectName("createAccount")
        for button in (self.look_around_button, self.create_button):
            button.setProperty("large", "true")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            row.addWidget(button, 1)
        return choices

    def _show_sign_up(self) -> None:
        self.show_page(self._sign_up)

    def _show_front(self) -> None:
        self.form.cancel()
        self.show_page(self._front)
