"""The universes of the account in the window: how they are listed, and what a person does with one as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from ..domain.contents import Contents
    from ..domain.edits import Edit
    from .main_window import MainWindow


class UniverseCommands(QObject):
    """Opens, makes, copies and removes universes; keeps list and title of the window in step with them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._list = window.universe_list

    # what a person does

    def open(self, universe_id: int | None) -> None:
        """Opens a universe of the list."""
        workspace = self._window.workspace
        if workspace is None or universe_id == self._open_id():
            return
        self._window.commit_pending()
        workspace.open_universe(universe_id)

    def create(self, name: str) -> None:
        """Makes a universe, opens it and lets its name be typed."""
        workspace = self._window.workspace
        if workspace is None:
            return
        self._window.commit_pending()
        if workspace.create_universe(name) is not None:
            self._list.begin_rename(self._open_id() or 0)

    def duplicate(self, universe_id: int) -> None:
        """Copies a universe and opens the copy."""
        workspace = self._window.workspace
        if workspace is not None:
            self._window.commit_pending()
            workspace.duplicate_universe(universe_id)

    def remove(self, universe_id: int) -> None:
        """Removes a universe; the next of the list opens when it was the open one."""
        workspace = self._window.workspace
        if workspace is None or universe_id not in workspace.universes:
            return
        self._window.commit_pending()
        was_open, neighbour = universe_id == self._open_id(), self._list.neighbour_of(universe_id)
        name = workspace.universes[universe_id].name
        if workspace.remove_universe(universe_id) is not None:
            if was_open:
                self.open(neighbour)
            said = self.tr("“{0}” was removed; Ctrl+Z brings it back.").format(name)
            self._window.message_bar.show_notice(said)

    # how they are shown

    def show_all(self) -> None:
        """Lists those of the account."""
        workspace = self._window.workspace
        if workspace is None:
            self._list.show_universes([], {})
        else:
            outlines = workspace.list_outlines()
            self._list.show_universes(list(workspace.universes.values()), outlines)
        self._list.show_open(self._open_id())

    def show_open(self) -> None:
        """Shows which one is open."""
        self._list.show_open(self._open_id())
        self._show_title()

    def refresh(self, edit: Edit, contents: Contents | None) -> None:
        """Shows what an edit changed of them."""
        from ..domain.universe import Universe

        listed = edit.of(Universe)
        if any(change.before is None or change.after is None for change in listed):
            self.show_all()
        else:
            self._list.refresh(edit, contents)
        if listed:
            self._show_title()

    def _show_title(self) -> None:
        contents, title = self._window.contents, self.tr("Harmonic Universe")
        self._window.setWindowTitle(title if contents is None else f"{contents.universe.name} – {title}")

    def _open_id(self) -> int | None:
        contents = self._window.contents
        return contents.universe.id if contents is not None else None
