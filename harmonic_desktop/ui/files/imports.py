"""What comes into the program: files are opened from the menu, dropped onto the window, or named when it starts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QFileDialog

from ...domain.contents import Contents
from ...domain.edits import Edit
from ...domain.universe import adopt_universe, fitting_name
from ...exchange.arrivals import Arrival
from ...exchange.heed import Heed
from ...exchange.incoming import SUFFIXES, read_bytes, read_stories
from ...exchange.table_reading import SUFFIXES as TABLES
from ...exchange.table_reading import Choices, TableRead, read_table, taken_in
from ...storage.foreign import Found, is_database, list_foreign
from ..pictures.exporting import usual_folder
from .choose_dialog import ChooseDialog
from .table_words import words_of_result
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
        self._is_busy = False
        """Whether a file is being read, or asked about."""
        self._asks: QDialog | None = None

    def ask(self) -> None:
        """Asks which files are to be opened."""
        folder = self._window.export_folder or str(usual_folder())
        everything = " ".join(f"*{suffix}" for suffix in (*SUFFIXES, *TABLES, ".db"))
        kinds = [self.tr("Stories and tables ({0})").format(everything), self.tr("All files (*)")]
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
        """Opens the next file that waits, if there is somebody to open it for and nothing is asked about another."""
        if self._is_busy or not self._waiting or self._window.workspace is None:
            return
        self._window.commit_pending()
        path = self._waiting.pop(0)
        if is_database(path):
            self._read(path, partial(list_foreign, path, self._window.workspace.store.path), self._choose)
        elif path.suffix.lower() in TABLES:
            self._read_table(path)
        else:
            self._read(path, partial(_read_stories, path, self._window.workspace.account_id), self._add)

    def _read(self, path: Path, read: Callable[[Heed], object], then: Callable[[Path, Any], object]) -> None:
        self._is_busy = True
        work = Work(self.tr("Opening “{0}”").format(path.name), read, self._window)
        work.done.connect(partial(then, path))
        work.refused.connect(partial(self._refuse, path))
        work.stopped.connect(partial(self._say_stopped, path))
        work.destroyed.connect(self._on_ended)
        work.start()

    def _on_ended(self) -> None:
        """Goes on once the work is over, and what it asked is answered."""
        self._is_busy = self._asks is not None
        self.go_on()

    def _ask_about(self, dialog: QDialog) -> None:
        self._asks = dialog
        dialog.finished.connect(self._on_answered)
        dialog.open()

    def _on_answered(self) -> None:
        self._asks = None
        self._is_busy = False
        self.go_on()

    def _read_table(self, path: Path) -> None:
        """A table goes into the universe that is open, once it was looked at."""
        contents = self._window.contents
        if contents is None:
            self._refuse(path, self.tr("Open a universe first; a table is taken into the one that is open."))
            self.go_on()
            return
        ripple = self._window.timeline.scene.ripple

        def read(heed: Heed) -> tuple[bytes, TableRead]:
            data = read_bytes(path)
            return data, read_table(data, Choices(), contents, ripple=ripple, heed=heed)

        self._read(path, read, self._show_table)

    def _show_table(self, path: Path, found: tuple[bytes, TableRead]) -> None:
        from .table_dialog import TableDialog

        contents = self._window.contents
        if contents is None:
            return
        data, read = found
        ripple = self._window.timeline.scene.ripple
        again = partial(read_table, data, contents=contents, ripple=ripple)
        dialog = TableDialog(path.name, read, again, contents.universe.name, self._window)
        dialog.chosen.connect(partial(self._take_in_table, path))
        self._ask_about(dialog)

    def _take_in_table(self, path: Path, read: TableRead) -> None:
        workspace, contents = self._window.workspace, self._window.contents
        if workspace is None or contents is None:
            return
        ripple = self._window.timeline.scene.ripple
        if workspace.perform_edit(lambda: taken_in(read, contents, ripple=ripple)) is not None:
            self._window.message_bar.show_notice(f"“{path.name}”: {words_of_result(read, self._window.locale())}")

    def _take_in(self, path: Path, arrivals: Sequence[Arrival]) -> None:
        if self._window.workspace is not None:
            account_id = self._window.workspace.account_id
            self._add(path, (arrivals, lambda: adopted(arrivals, account_id)))

    def _add(self, path: Path, found: tuple[Sequence[Arrival], Callable[[], Edit]]) -> None:
        arrivals, make = found
        if self._window.workspace is not None and self._window.workspace.add_universe(make) is not None:
            self._window.message_bar.show_notice(self._account_of(path, arrivals))

    def _choose(self, path: Path, found: Sequence[Found]) -> None:
        """Asks which universes of a database are wanted."""
        if not found:
            self._refuse(path, self.tr("There are no universes in this database."))
            return
        dialog = ChooseDialog(found, path.name, self._window)
        dialog.chosen.connect(lambda chosen: self._take_in(path, [_arrived(one.contents) for one in chosen]))
        self._ask_about(dialog)

    def _account_of(self, path: Path, arrivals: Sequence[Arrival]) -> str:
        """What was taken from a file, and what was left."""
        if len(arrivals) > 1:
            number = self._window.locale().toString(len(arrivals))
            words = [self.tr("“{0}”: {1} universes were added.").format(path.name, number)]
        else:
            words = [f"“{path.name}”:", arrivals[0].took]
        left = dict.fromkeys(what for arrival in arrivals for what in arrival.left)  # each once
        if left:
            words.append(self.tr("Left out: {0}.").format("; ".join(left)))
        return " ".join(words)

    def _say_stopped(self, path: Path) -> None:
        self._window.message_bar.show_notice(self.tr("Nothing was taken from “{0}”.").format(path.name))

    def _refuse(self, path: Path, sentence: str) -> None:
        named = sentence if path.name in sentence else f"“{path.name}”: {sentence}"
        self._window.message_bar.show_error(named)


def _read_stories(path: Path, account_id: int, heed: Heed) -> tuple[Sequence[Arrival], Callable[[], Edit]]:
    """The stories of a file and how they are added to an account; the edit is made in the thread."""
    arrivals = read_stories(path, heed)
    made = adopted(arrivals, account_id)
    return arrivals, lambda: made


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
