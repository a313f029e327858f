"""What can be done to plotlines, by mouse, key or menu alike: each asks for one edit and says the result."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from ...domain.contents import Contents
from ...domain.edits import Edit
from ...domain.plotlines import fold_all_but, fold_plotlines, mute_plotline, solo_plotline
from ...domain.storyboard import Plotline

if TYPE_CHECKING:
    from .canvas import TimelineView

translate = QCoreApplication.translate


class PlotlineCommands:
    """The verbs of the header. They change nothing themselves: who listens to the view’s signals does."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self._scene = view.scene

    def fold(self, plotline_id: int, on: bool) -> None:
        """Folds a plotline to a thin strip, or unfolds it."""
        done = (
            translate("PlotlineRow", "Plotline {name} folded")
            if on
            else translate("PlotlineRow", "Plotline {name} unfolded")
        )
        self._switch(partial(fold_plotlines, plotline_ids=[plotline_id], on=on), plotline_id, done)

    def fold_all(self, on: bool) -> None:
        """Folds every plotline, or unfolds every one."""
        before = self._scene.contents
        self._view.edit_requested.emit(lambda contents: fold_plotlines(contents, list(contents.plotlines), on))
        if self._scene.contents is not before:
            said = (
                translate("PlotlineRow", "All plotlines folded")
                if on
                else translate("PlotlineRow", "All plotlines unfolded")
            )
            self._view.announced.emit(said)

    def fold_others(self, plotline_id: int) -> None:
        """Folds every plotline but one, which is unfolded and stays in view."""
        done = translate("PlotlineRow", "All plotlines but {name} folded")
        if self._switch(partial(fold_all_but, plotline_id=plotline_id), plotline_id, done):
            self._view.header.reveal_row(self._scene.layout.rows[plotline_id])

    def mute(self, plotline_id: int, on: bool) -> None:
        """Mutes a plotline, or has it heard again."""
        done = (
            translate("PlotlineRow", "Plotline {name} muted")
            if on
            else translate("PlotlineRow", "Plotline {name} is heard again")
        )
        self._switch(partial(mute_plotline, plotline_id=plotline_id, on=on), plotline_id, done)

    def solo(self, plotline_id: int, on: bool) -> None:
        """Has a plotline heard alone, or with the others again."""
        done = (
            translate("PlotlineRow", "Plotline {name} solo")
            if on
            else translate("PlotlineRow", "Plotline {name} no longer solo")
        )
        self._switch(partial(solo_plotline, plotline_id=plotline_id, on=on), plotline_id, done)

    def rename(self, plotline_id: int, name: str) -> None:
        """Gives a plotline another name."""
        self._view.plotline_changed.emit(plotline_id, {"name": name})

    def recolour(self, plotline_id: int, colour: int) -> None:
        """Gives a plotline another hue."""
        plotline = self._plotline(plotline_id)
        if plotline is not None and colour != plotline.colour:
            self._view.plotline_changed.emit(plotline_id, {"colour": colour})

    def choose_instrument(self, plotline_id: int) -> None:
        """Asks which instrument plays a plotline."""
        plotline = self._plotline(plotline_id)
        if plotline is None:
            return
        from .instrument_dialog import InstrumentDialog

        dialog = InstrumentDialog(plotline, self._parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(partial(self._give_instrument, plotline_id))
        dialog.open()

    def move_to(self, plotline_id: int, row: int) -> None:
        """Moves a plotline to a row, and says which one it is now."""
        before = self._scene.layout.rows.get(plotline_id)
        self._view.plotline_moved.emit(plotline_id, row)
        after, plotline = self._scene.layout.rows.get(plotline_id), self._plotline(plotline_id)
        if plotline is None or after is None or after == before:
            return
        self._view.header.reveal_row(after)
        self._view.announced.emit(
            translate("PlotlineRow", "Plotline {name} is {row} of {count}").format(
                name=plotline.name, row=after + 1, count=len(self._scene.layout.lanes)
            )
        )

    def remove(self, plotline_id: int) -> None:
        """Removes a plotline, after asking what becomes of its cards."""
        contents, plotline = self._scene.contents, self._plotline(plotline_id)
        if contents is None or plotline is None:
            return
        cards = len(self._scene.layout.lanes[self._scene.layout.rows[plotline_id]].ids)
        if len(contents.plotlines) == 1:
            said = translate("PlotlineRow", "A storyboard keeps at least one plotline; rename this one instead.")
            self._view.announced.emit(said)
        elif not cards:
            self._remove(plotline, None)
        else:
            others = [p for p in contents.ordered_plotlines() if p.id != plotline_id]
            from .remove_plotline import RemovePlotlineDialog

            dialog = RemovePlotlineDialog(plotline, cards, others, self._parent)
            dialog.decided.connect(partial(self._remove, plotline))
            dialog.open()

    def _remove(self, plotline: Plotline, move_cards_to: int | None) -> None:
        self._view.plotline_removed.emit(plotline.id, move_cards_to)
        if self._plotline(plotline.id) is None:
            said = translate("PlotlineRow", "Plotline {name} removed")
            self._view.announced.emit(said.format(name=plotline.name))

    def _give_instrument(self, plotline_id: int, name: str) -> None:
        plotline = self._plotline(plotline_id)
        if plotline is not None and name != (plotline.instrument or ""):
            self._view.plotline_changed.emit(plotline_id, {"instrument": name})

    def _switch(self, verb: Callable[[Contents], Edit], plotline_id: int, done: str) -> bool:
        """Asks for an edit, and says what was done if anything was."""
        before = self._scene.contents
        self._view.edit_requested.emit(verb)
        plotline = self._plotline(plotline_id)
        if plotline is None or self._scene.contents is before:
            return False
        self._view.announced.emit(done.format(name=plotline.name))
        return True

    def _plotline(self, plotline_id: int) -> Plotline | None:
        return self._scene.contents.plotlines.get(plotline_id) if self._scene.contents is not None else None

    @property
    def _parent(self) -> QWidget:
        return self._view.header
