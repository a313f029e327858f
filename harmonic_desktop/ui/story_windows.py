"""The windows beside the main one that follow its universe: the list of snapshots, and the comparison of harmony."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ..domain.errors import InvalidValue, NotFound
from ..domain.restoring import copy_of, restore
from ..domain.snapshots import changes_since, remove_snapshot, rename_snapshot, take_snapshot
from ..storage.errors import StorageError

if TYPE_CHECKING:
    from ..domain.contents import Contents
    from .comparison.compare_dialog import CompareDialog
    from .comparison.parameters import ParameterComparing
    from .main_window import MainWindow
    from .snapshots.snapshot_dialog import SnapshotDialog
    from .workspace import Workspace

FOLLOW_MS = 250
"""They follow edits when the hand rests so long."""


class StoryWindows(QObject):
    """Opens them, keeps them in step with the workspace, and does what is asked for there."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace: Workspace | None = None
        self._compared: CompareDialog | None = None
        self._parameters: ParameterComparing | None = None
        self._snapshots: SnapshotDialog | None = None
        self._ghost: int | None = None
        self._unpacked: tuple[int, Contents] | None = None
        """The snapshot that was read last, with its id."""
        self._follower = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._follower.timeout.connect(self._show_all)

    def follow(self, workspace: Workspace | None) -> None:
        """Shows what belongs to another account, or nothing any more."""
        self._workspace = workspace
        self._show_ghost(None)
        if self._parameters is not None:
            self._parameters.follow(workspace)
        if workspace is None:
            for dialog in (self._compared, self._snapshots):
                if dialog is not None:
                    dialog.close()
            return
        workspace.edited.connect(lambda _edit: self._follower.start())
        workspace.opened.connect(self._on_opened)

    # Comparison

    def open_comparison(self) -> None:
        """Opens the window that compares the harmony of universes."""
        from .comparison.compare_dialog import CompareDialog

        if self._compared is None:
            self._compared = CompareDialog(self._window)
        self._show_compared(self._compared)
        self._compared.show()
        self._compared.activateWindow()

    def _show_compared(self, dialog: CompareDialog) -> None:
        if self._workspace is not None:
            names = {universe.id: universe.name for universe in self._workspace.universes.values()}
            contents = self._workspace.contents
            open_id = contents.universe.id if contents is not None else None
            dialog.show_universes(names, self._workspace.list_outlines(), open_id)

    def open_parameters(self) -> None:
        """Opens the window that lays the parameters of two universes side by side."""
        from .comparison.parameters import ParameterComparing

        if self._parameters is None:
            self._parameters = ParameterComparing(self._window)
            self._parameters.follow(self._workspace)
        self._parameters.open_dialog()

    # Snapshots

    def ask_for_snapshot(self) -> None:
        """Asks for a name, and takes a snapshot of the open universe."""
        from .snapshots.take_dialog import TakeSnapshotDialog
        from .snapshots.words import free_name

        contents = self._contents()
        if contents is not None:
            self._window.commit_pending()
            name = free_name({s.name for s in contents.snapshots.values()}, self._window.locale())
            dialog = TakeSnapshotDialog(name, self._active(self._snapshots))
            dialog.named.connect(self._take)
            dialog.open()

    def _take(self, name: str) -> None:
        from ..exchange.snapshot_data import pack

        if self._window.perform(lambda contents: take_snapshot(contents, name, pack(contents))) is not None:
            self._window.message_bar.show_notice(self.tr("The snapshot “{0}” was taken.").format(name))
            self._show_all()

    def open_snapshots(self) -> None:
        """Opens the list of the snapshots of the open universe."""
        from .snapshots.snapshot_dialog import SnapshotDialog

        if self._snapshots is None:
            self._snapshots = dialog = SnapshotDialog(self._window)
            dialog.take_wanted.connect(self.ask_for_snapshot)
            dialog.chosen.connect(self._say_since)
            dialog.ghost_wanted.connect(self._show_ghost)
            dialog.renamed.connect(self._rename)
            dialog.removed.connect(self._remove)
            dialog.restored.connect(self._restore)
            dialog.copied.connect(self._copy)
        self._show_listed(self._snapshots)
        self._snapshots.show()
        self._snapshots.activateWindow()

    def _show_listed(self, dialog: SnapshotDialog) -> None:
        contents = self._contents()
        dialog.take.setEnabled(contents is not None)
        dialog.show_snapshots(list(contents.snapshots.values()) if contents is not None else [], self._ghost)

    def _rename(self, snapshot_id: int, name: str) -> None:
        if self._window.perform(lambda contents: rename_snapshot(contents, snapshot_id, name)) is None:
            self._follower.start()

    def _remove(self, snapshot_id: int) -> None:
        workspace = self._workspace
        if workspace is not None:
            self._window.perform(lambda c: remove_snapshot(c, workspace.store.get_snapshot_data(snapshot_id)))
            self._show_all()

    def _restore(self, snapshot_id: int) -> None:
        contents, then = self._contents(), self._read(snapshot_id)
        if contents is None or then is None:
            return
        name = contents.snapshots[snapshot_id].name
        self._window.commit_pending()
        if self._window.perform(lambda now: restore(now, then, name)) is not None:
            self._window.message_bar.show_notice(
                self.tr("The universe is as it was in “{0}”; Ctrl+Z takes that back.").format(name)
            )
        self._show_all()

    def _copy(self, snapshot_id: int) -> None:
        workspace, contents, then = self._workspace, self._contents(), self._read(snapshot_id)
        if workspace is not None and contents is not None and then is not None:
            name = contents.snapshots[snapshot_id].name
            self._window.commit_pending()
            workspace.add_universe(lambda: copy_of(then, workspace.account_id, name))

    def _say_since(self, snapshot_id: int | None) -> None:
        from .snapshots.words import since_in_words

        contents, then = self._contents(), self._read(snapshot_id)
        if contents is not None and then is not None and self._snapshots is not None:
            self._snapshots.since.setText(since_in_words(changes_since(then, contents), self._window.locale()))

    def _show_ghost(self, snapshot_id: int | None) -> None:
        """Shows the curve of a snapshot behind that of today, or none."""
        contents, then = self._contents(), self._read(snapshot_id)
        self._ghost = snapshot_id if then is not None else None
        if self._window.is_complete:
            if contents is not None and snapshot_id is not None and then is not None:
                from ..domain.harmony import curve_of

                self._window.plot.show_ghost(curve_of(then.cards.values()), contents.snapshots[snapshot_id].name)
            else:
                self._window.plot.show_ghost(None, "")

    def _read(self, snapshot_id: int | None) -> Contents | None:
        """What a snapshot holds; where it can't be read that is told, and nothing is shown of it."""
        from ..exchange.snapshot_data import unpack

        if snapshot_id is None or self._workspace is None:
            return None
        if self._unpacked is None or self._unpacked[0] != snapshot_id:
            try:
                data = self._workspace.store.get_snapshot_data(snapshot_id).data
                self._unpacked = snapshot_id, unpack(data)
            except (InvalidValue, NotFound, StorageError) as error:
                self._window.message_bar.show_error(str(error))
                return None
        return self._unpacked[1]

    # Both

    def _on_opened(self) -> None:
        contents = self._contents()
        if contents is None or self._ghost not in contents.snapshots:
            self._show_ghost(None)
        self._follower.start()

    def _show_all(self) -> None:
        contents = self._contents()
        if self._ghost is not None and (contents is None or self._ghost not in contents.snapshots):
            self._show_ghost(None)
        if self._compared is not None and self._compared.isVisible():
            self._show_compared(self._compared)
        if self._snapshots is not None and self._snapshots.isVisible():
            self._show_listed(self._snapshots)

    def _contents(self) -> Contents | None:
        return self._workspace.contents if self._workspace is not None else None

    def _active(self, dialog: SnapshotDialog | None) -> SnapshotDialog | MainWindow:
        """The window that a question belongs to."""
        return dialog if dialog is not None and dialog.isVisible() else self._window
