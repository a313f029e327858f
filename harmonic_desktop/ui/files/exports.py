"""What leaves the program as a file that others read: universes, tables, documents, pictures."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QObject
from PySide6.QtGui import QImage

from ...domain.contents import Contents
from ...exchange.archive import write_archive
from ...exchange.files import are_one_file, written_safely
from ...exchange.heed import Heed
from ...exchange.universe_file import write_universe
from ..pictures.exporting import usual_folder
from ..pictures.saving import ask_where, file_name, with_suffix
from .document_dialog import DocumentChoice, DocumentDialog
from .work import Work

if TYPE_CHECKING:
    from ...exchange.csv_columns import Kind
    from ..main_window import MainWindow
    from .music_dialog import MusicDialog
    from .music_export import MusicExport

Make = Callable[[Path, Heed], dict[Path, bytes]]
"""Makes the files to be written, by their paths, for the one that was chosen."""
Write = Callable[[Path, Heed], Path]
"""Writes to a path; gives the file that is shown to a person."""
MakeOne = Callable[[Heed], bytes]
BLOCK = 1_000_000
"""So many bytes are written before it is asked whether to go on."""


class Exports(QObject):
    """Asks what and where, makes it beside the window, and writes it whole or not at all."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._document: DocumentChoice | None = None
        self._music: MusicExport | None = None

    def save_universe(self) -> None:
        """The open universe as a universe file."""
        contents = self._window.committed_contents()
        if contents is not None:
            kind = self.tr("Universe (*.harmonic)")
            make = partial(_text, write_universe, contents)
            self._ask(self.tr("Export the universe"), kind, contents.universe.name, "", "harmonic", make)

    def save_all(self) -> None:
        """All universes of the account in one archive."""
        workspace = self._window.workspace
        if workspace is None:
            return
        self._window.commit_pending()
        everything = [workspace.contents_of(universe_id) for universe_id in sorted(workspace.universes)]
        title = self.tr("Export all universes")
        self._ask(
            title, self.tr("Archive (*.zip)"), self.tr("Universes"), "", "zip", partial(write_archive, everything)
        )

    def save_table(self, kind: Kind) -> None:
        """The cards, or one of the tables of parameters, as CSV."""
        from ...exchange.csv_tables import write_table

        contents = self._window.committed_contents()
        if contents is not None:
            subject = {"cards": self.tr("cards"), "physics": self.tr("physics"), "music": self.tr("music")}[kind]
            make = partial(_text, partial(write_table, kind), contents)
            self._ask(self.tr("Export a table"), "CSV (*.csv)", contents.universe.name, subject, "csv", make)

    def ask_for_document(self) -> DocumentDialog | None:
        """Asks how the universe is to be written as a document, then where."""
        if self._window.committed_contents() is None:
            return None
        dialog = DocumentDialog(self._document, self._window)
        dialog.chosen.connect(self._save_document)
        dialog.open()
        return dialog

    def _save_document(self, choice: DocumentChoice) -> None:
        contents = self._window.committed_contents()
        if contents is None:
            return
        self._document = choice
        picture = self._plot_picture(contents) if choice.with_picture and choice.kind.has_picture else None
        suffix = choice.kind.suffix
        make = partial(_document, contents, choice, picture)
        name = file_name(contents.universe.name, "", suffix)
        kind = f"{choice.kind.title} (*.{suffix})"
        chooser = ask_where(self._window, self.tr("Export as document"), kind, self._folder(), name)
        chooser.fileSelected.connect(lambda chosen: self._begin(chosen, suffix, partial(_write, make)))

    def ask_for_music(self) -> MusicDialog | None:
        """Asks how what is heard of the universe is to be written, then where."""
        contents = self._window.committed_contents()
        if contents is None:
            return None
        if self._music is None:
            from .music_export import MusicExport

            self._music = MusicExport(self._window)
            self._music.chosen.connect(self._begin)
        return self._music.ask(contents, self._folder())

    def _plot_picture(self, contents: Contents) -> QImage:
        """The harmony plot as it is switched now, in light colours, for paper."""
        from ..pictures.page import PictureOptions
        from ..pictures.writing import painted

        plot = self._window.plot_panel.pictures(contents)
        image = painted(plot(PictureOptions(scale=2)))
        plot.deleteLater()
        return image

    def _ask(self, title: str, kind: str, name: str, subject: str, suffix: str, make: MakeOne) -> None:
        chooser = ask_where(self._window, title, kind, self._folder(), file_name(name, subject, suffix))
        write = partial(_write, lambda path, heed: {path: make(heed)})
        chooser.fileSelected.connect(lambda chosen: self._begin(chosen, suffix, write))

    def _begin(self, chosen: str, suffix: str, write: Write) -> None:
        path = with_suffix(Path(chosen), suffix) if suffix else Path(chosen)
        refusal = self._refusal(path, is_new=path != Path(chosen))
        if refusal:
            self._window.message_bar.show_error(refusal.format(path.name))
            return
        words = self.tr("Saving “{0}”").format(path.name)
        work = Work(words, partial(write, path), self._window, lasts=True)
        work.done.connect(self._window.show_file)
        work.refused.connect(self._window.message_bar.show_error)
        work.stopped.connect(partial(self._say_stopped, path))
        work.start()

    def _refusal(self, path: Path, *, is_new: bool) -> str:
        """Why no file may take that place, which nobody was asked about if it is new; empty where one may."""
        workspace, font = self._window.workspace, self._window.playback.font.path
        if workspace is not None and are_one_file(path, workspace.store.path):
            return self.tr("“{0}” holds your universes, so nothing was written; choose another name.")
        if font is not None and are_one_file(path, font):
            return self.tr("“{0}” is the SoundFont that plays, so nothing was written; choose another name.")
        if is_new and path.exists():
            return self.tr("“{0}” is there already; choose another name.")
        return ""

    def _say_stopped(self, path: Path) -> None:
        self._window.message_bar.show_notice(self.tr("“{0}” was not saved.").format(path.name))

    def _folder(self) -> Path:
        folder = Path(self._window.export_folder) if self._window.export_folder else usual_folder()
        return folder if folder.is_dir() else usual_folder()


def _text(write: Callable[[Contents], str], contents: Contents, _heed: Heed) -> bytes:
    return write(contents).encode("utf-8")


def _document(
    contents: Contents, choice: DocumentChoice, image: QImage | None, path: Path, heed: Heed
) -> dict[Path, bytes]:
    """The files of a document; Markdown has its picture in a file beside it."""
    from ...exchange.docx_out import write_docx
    from ...exchange.fountain_out import write_fountain
    from ...exchange.markdown_out import write_markdown
    from ...exchange.opml_out import write_opml

    picture = _png(image) if image is not None else None
    heed(0.0)
    if choice.kind.suffix == "docx":
        return {path: write_docx(contents, choice.order, picture, heed)}
    if choice.kind.suffix == "opml":
        return {path: write_opml(contents, choice.order)}
    if choice.kind.suffix == "fountain":
        return {path: write_fountain(contents, choice.order).encode("utf-8")}
    beside = path.with_name(f"{path.stem} harmony.png")
    text = write_markdown(contents, choice.order, beside.name if picture is not None else None).encode("utf-8")
    return {path: text} if picture is None else {beside: picture, path: text}


def _png(image: QImage) -> bytes:
    """Pressing a large picture takes as long as painting it, so it is done in the thread."""
    buffer = QBuffer()
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _write(make: Make, path: Path, heed: Heed) -> Path:
    """Makes the files and writes all of them whole, or none; raises NotWritten."""
    made = make(path, heed)
    with ExitStack() as files:  # each takes its name only once all are on the disk
        for target, data in made.items():
            file = files.enter_context(written_safely(target))
            for start in range(0, len(data), BLOCK):
                heed(0.0)
                file.write(data[start : start + BLOCK])
            file.flush()
            os.fsync(file.fileno())
        heed(0.0)
    return path
