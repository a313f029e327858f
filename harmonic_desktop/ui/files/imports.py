"""What comes into the program: files are opened from the menu, dropped onto the window, or named when it starts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from ...domain.contents import Contents
from ...domain.edits import Edit
from ...domain.universe import adopt_universe, fitting_name
from ...exchange.arrivals import Arrival
from ...exchange.incoming import SUFFIXES, read_stories
from ...storage.foreign import Found, is_database, list_foreign
from ..pictures.exporting import usual_folder
from .choose_dialog import ChooseDialog
from .work import Work

if TYPE_CHECKING:
    from ..main_window import MainWindow


class Imports(QObject):
    """Reads files beside the window; all that is in one becomes one edit of the signed-in account."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: list[Path] = []
        """Files that are to be opened one after the other."""
        self._work: Work | None = None

    def ask(self) -> None:
        """Asks which files are to be opened."""
        folder = self._window.export_folder or str(usual_folder())
        everything = " ".join(f"*{suffix}" for suffix in (*SUFFIXES, ".db"))
        kinds = [self.tr("Stories ({0})").format(everything), self.tr("All files (*)")]
        chooser = QFileDialog(self._window, self.tr("Import"), folder)
        chooser.setObjectName("importChooser")
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFiles)
        chooser.setNameFilters(kinds)
        chooser.filesSelected.connect(lambda chosen: self.open_files(map(Path, chosen)))
        chooser.open()

    def open_files(self, paths: Iterable[Path]) -> None:
        """Opens files, one after the other; without anybody signed in they wait."""
        self._waiting += paths
        self.go_on()

    def go_on(self) -> None:
        """Opens the next file that waits, if there is somebody to open it for."""
        if self._work is None and self._waiting and self._window.workspace is not None:
            self._window.commit_pending()
            self._read(self._waiting.pop(0))

    def _read(self, path: Path) -> None:
        assert self._window.workspace is not None
        own = self._window.workspace.store.path
        is_other = is_database(path)
        read = partial(list_foreign, path, own) if is_other else partial(read_stories, path)
        self._work = Work(self.tr("Opening “{0}”").format(path.name), read, self._window)
        self._work.done.connect(partial(self._choose if is_other else self._take_in, path))
        self._work.refused.connect(partial(self._refuse, path))
        self._work.destroyed.connect(self._on_ended)
        self._work.start()

    def _on_ended(self) -> None:
        self._work = None
        self.go_on()

    def _take_in(self, path: Path, arrivals: Sequence[Arrival]) -> None:
        workspace = self._window.workspace
        if workspace is None:
            return
        made = workspace.add_universe(lambda: adopted(arrivals, workspace.account_id))
        if made is not None:
            self._window.message_bar.show_notice(self._account_of(path, arrivals))

    def _choose(self, path: Path, found: Sequence[Found]) -> None:
        """Asks which universes of a database are wanted."""
        if not found:
            self._refuse(path, self.tr("There are no universes in this database."))
            return
        dialog = ChooseDialog(found, path.name, self._window)
        dialog.chosen.connect(lambda chosen: self._take_in(path, [_arrived(one.contents) for one in chosen]))
        dialog.open()

    def _account_of(self, path: Path, arrivals: Sequence[Arrival]) -> str:
        """What was taken from a file, and what was left."""
        if len(arrivals) > 1:
            number = self._window.locale().toString(len(arrivals))
            return self.tr("“{0}”: {1} universes were added.").format(path.name, number)
        (arrival,) = arrivals
        words = [f"“{path.name}”:", arrival.took]
        if arrival.left:
            words.append(self.tr("Left out: {0}.").format("; ".join(arrival.left)))
        return " ".join(words)

    def _refuse(self, path: Path, sentence: str) -> None:
        named = sentence if path.name in sentence else f"“{path.name}”: {sentence}"
        self._window.message_bar.show_error(named)


def _arrived(contents: Contents) -> Arrival:
    """A universe of another database, under a name that it may have here."""
    name = fitting_name(contents.universe.name)
    return Arrival(replace(contents, universe=replace(contents.universe, name=name)), ())


def adopted(arrivals: Sequence[Arrival], account_id: int) -> Edit:
    """One edit that adds universes to an account; raises InvalidValue."""
    edits = [adopt_universe(arrival.contents, account_id) for arrival in arrivals]
    if len(edits) == 1:
        return edits[0]
    return Edit(f"Add {len(edits)} universes", tuple(change for made in edits for change in made.changes))
