"""The buttons under a question: one does what is asked about, the other leaves all as it is."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox


class Answers(QDialogButtonBox):
    """Cancel, and a verb, which Enter presses: they reject and accept the dialog."""

    def __init__(self, verb: str, dialog: QDialog) -> None:
        super().__init__(QDialogButtonBox.StandardButton.Cancel)
        self.yes = self.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        self.yes.setDefault(True)
        self.accepted.connect(dialog.accept)
        self.rejected.connect(dialog.reject)
