"""A workspace on a real file, for panels to be wired to as the window wires them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.accounts import Account
from harmonic_desktop.storage.database import open_database
from harmonic_desktop.ui.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path, qapp: object) -> Iterator[Workspace]:
    database = open_database(tmp_path / "story.db")
    account = database.accounts.create(Account(-1, "ada", "ada@example.org", "$2b$04$x"))
    made = Workspace(database.store(account.id), account.id)
    made.create_universe("Aria")
    yield made
    database.close()


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Callable[[QWidget], None]]:
    """Puts a widget on the screen with the focus, and takes it down again."""
    widgets: list[QWidget] = []

    def show(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        widgets.append(widget)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()

    yield show
    for widget in widgets:
        widget.close()
