"""The score of the open universe, composed beside the window for the views that show something of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from .files.thread import Thread

if TYPE_CHECKING:
    from ..domain.contents import Contents
    from ..domain.edits import Edit
    from ..domain.harmony import Curve
    from ..exchange.heed import Heed
    from ..music.measured import Measured
    from ..music.score import Score

REST_MS = 250
"""It is composed anew when no edit has come for so long."""


class Scores(QObject):
    """Composes nothing as long as nobody watches; a view of the window among others."""

    changed = Signal()
    """There is another score, or none any more."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.score: Score | None = None
        """The score of the universe as it was at the last rest; None while there is none yet."""
        self.measured: list[Measured] = []
        """The consonance of its cards, intended and measured."""
        self.heard: Curve | None = None
        """The measured consonance over story time."""
        self.meant: Curve | None = None
        """The consonance that was meant, where that is another than the harmony of the story."""
        self.made_of: Contents | None = None
        """What it was composed of."""
        self._contents: Contents | None = None
        self._watchers: set[object] = set()
        self._thread: Thread | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._begin)

    def watch(self, who: object, on: bool) -> None:
        """Whether somebody wants the score; it is composed at once if it is not there."""
        if on:
            self._watchers.add(who)
            self._begin()
        else:
            self._watchers.discard(who)

    def show_universe(self, contents: Contents | None) -> None:
        """Another universe is open."""
        self._contents = contents
        if self.score is not None:
            self.score = self.made_of = self.heard = self.meant = None
            self.measured = []
            self.changed.emit()
        self._begin()

    def refresh(self, edit: Edit, contents: Contents) -> None:
        """An edit was made; the score follows after a rest."""
        self._contents = contents
        if self._watchers:
            self._rest.start()

    def close(self) -> None:
        """Waits for what is being composed."""
        self._watchers.clear()
        self._rest.stop()
        if self._thread is not None:
            self._thread.wait()

    def _begin(self) -> None:
        contents = self._contents
        if not self._watchers or contents is None or contents is self.made_of or self._thread is not None:
            return
        self._rest.stop()

        def compose_it(_heed: Heed) -> object:
            from ..music.measured import heard_curve, meant_curve, measured_cards
            from ..music.performance import score_of

            score = score_of(contents)
            curves = heard_curve(score), meant_curve(contents, score)
            return contents, score, measured_cards(contents, score), *curves

        self._thread = Thread(compose_it, self)
        self._thread.done.connect(self._on_done)
        self._thread.refused.connect(self._on_refused)
        self._thread.finished.connect(self._on_finished)
        self._thread.start()

    def _on_done(self, made: tuple[Contents, Score, list[Measured], Curve, Curve | None]) -> None:
        contents, score, measured, heard, meant = made
        if self._contents is not None and contents.universe.id == self._contents.universe.id:
            self.made_of, self.score, self.measured = contents, score, measured
            self.heard, self.meant = heard, meant
            self.changed.emit()

    def _on_refused(self, _sentence: str) -> None:
        self.made_of = self._contents  # what can't be composed is not tried again until there is an edit
        if self._thread is not None and self._thread.bug is not None:
            raise self._thread.bug

    def _on_finished(self) -> None:
        if self._thread is not None:
            self._thread.deleteLater()
            self._thread = None
        if not self._rest.isActive():
            self._begin()  # what came meanwhile
