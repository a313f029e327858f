"""Keeps the window that compares parameters in step with the workspace, and copies what is asked for there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ...domain.contents import Contents
from ...domain.edits import Edit
from ...domain.errors import NotFound
from ...domain.parallels import Parallel, copy_parallels, parallels
from ...storage.errors import StorageError
from .parameters_dialog import ParametersDialog

if TYPE_CHECKING:
    from ..main_window import MainWindow
    from ..workspace import Workspace

FOLLOW_MS = 100
"""It follows edits when the hand rests so long."""


class ParameterComparing(QObject):
    """Any two universes of the account; those that are not open are read once, and then follow edits."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace: Workspace | None = None
        self._read: dict[int, Contents] = {}
        self.dialog = ParametersDialog(window)
        self.dialog.pair_chosen.connect(self._show_pair)
        self.dialog.copy_wanted.connect(self._copy)
        self.dialog.undo_wanted.connect(window.menus.undo.trigger)
        self.dialog.redo_wanted.connect(window.menus.redo.trigger)
        self._follower = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._follower.timeout.connect(self._show_if_open)

    def follow(self, workspace: Workspace | None) -> None:
        """Compares universes of another account, or none any more."""
        self._workspace = workspace
        self._read.clear()
        if workspace is None:
            self.dialog.close()
            return
        workspace.edited.connect(self._on_edited)
        workspace.opened.connect(self._on_opened)

    def open_dialog(self) -> None:
        """Shows the window."""
        self._window.commit_pending()
        self._read.clear()
        self._show()
        if not self.dialog.isVisible():
            self.dialog.fit()
        self.dialog.show()
        self.dialog.activateWindow()
        self.dialog.table.setFocus()

    def _on_edited(self, edit: Edit) -> None:
        self._read = {universe_id: contents.after(edit) for universe_id, contents in self._read.items()}
        self._follower.start()

    def _on_opened(self) -> None:
        self._read.clear()
        self._follower.start()

    def _show_if_open(self) -> None:
        if self.dialog.isVisible():
            self._show()

    def _show(self) -> None:
        workspace = self._workspace
        if workspace is None:
            return
        names = {universe.id: universe.name for universe in workspace.universes.values()}
        contents = workspace.contents
        self.dialog.show_universes(names, contents.universe.id if contents is not None else None)
        self._show_pair()

    def _show_pair(self) -> None:
        left, right = (self._contents(universe_id) for universe_id in self.dialog.pair)
        self.dialog.show_rows(parallels(left, right) if left is not None and right is not None else ())

    def _contents(self, universe_id: int | None) -> Contents | None:
        """What a universe holds; where it can't be read that is told."""
        workspace = self._workspace
        if workspace is None or universe_id is None:
            return None
        if workspace.contents is not None and workspace.contents.universe.id == universe_id:
            return workspace.contents
        if universe_id not in self._read:
            try:
                self._read[universe_id] = workspace.contents_of(universe_id)
            except (StorageError, NotFound) as failure:
                self._window.message_bar.show_error(str(failure))
                return None
        return self._read[universe_id]

    def _copy(self, rows: Sequence[Parallel], to_right: bool) -> None:
        left, right = self.dialog.pair
        workspace, target_id = self._workspace, right if to_right else left
        if workspace is None or target_id is None or not rows:
            return
        self._window.commit_pending()
        sides = [(row, row.left if to_right else row.right) for row in rows]
        wanted = [side for row, side in sides if side is not None and not row.field]
        fields = [(row.field, side.value) for row, side in sides if side is not None and row.field]
        made = workspace.perform_edit(
            lambda: copy_parallels(workspace.contents_of(target_id), wanted, fields), target_id
        )
        self._follower.stop()
        self._show()
        if made is not None:
            words = self.tr("{0} copied to “{1}”; Ctrl+Z takes that back.")
            count = self.dialog.locale().toString(len(rows))
            what = self.tr("1 parameter") if len(rows) == 1 else self.tr("{0} parameters").replace("{0}", count)
            self.dialog.tell(words.replace("{0}", what).replace("{1}", workspace.universes[target_id].name))
