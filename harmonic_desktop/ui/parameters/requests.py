"""What a panel of parameters asks for, apart from blocks of cells: each of it one verb, and so one undo step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from ...domain.chance import randomise_parameters
from ...domain.contents import Contents
from ...domain.counted import counted_music
from ...domain.edits import Edit
from ...domain.parameter_blocks import Parameter, new_parameter, put_parameters, reset_parameters, set_tempo
from ...domain.parameters import change_music_parameter, change_physics_parameter, remove_parameters
from .model import ParameterModel
from .table import ParameterTable


class Requests(QObject):
    """Adds, changes, resets, leaves to chance and removes parameters of one kind."""

    edit_requested = Signal(object)
    """A verb of the domain with its arguments bound."""

    def __init__(self, table: ParameterTable, model: ParameterModel) -> None:
        super().__init__(table)
        self._table, self._model = table, model
        self.is_adding = False
        """Whether a parameter is being added, which the table then goes to."""

    def add(self, name: str) -> None:
        """Adds a parameter, with the value and unit that the catalogue has for it."""
        contents = self._model.contents
        if contents is not None:
            made = new_parameter(self._model.kind, contents.universe.id, name)
            self.is_adding = True
            self._request(lambda contents: put_parameters(contents, [made], "Add parameter"))
            self.is_adding = False

    def change(self, parameter_id: int, changes: dict[str, Any]) -> None:
        """Changes what is given of a parameter."""
        if self._model.kind == "physics":
            self._request(lambda contents: change_physics_parameter(contents, parameter_id, **changes))
        else:
            self._request(lambda contents: change_music_parameter(contents, parameter_id, **changes))

    def reset_selected(self) -> None:
        """Puts the selected parameters back to the catalogue's default, with its unit."""
        selected = self.selected()
        self._request(lambda contents: reset_parameters(contents, selected))

    def reset_all(self) -> None:
        """Puts all parameters back, those too that a filter hides."""
        self._request(lambda contents: reset_parameters(contents, self._all(contents)))

    def ask_to_randomise(self) -> None:
        """Asks what is to be left to chance, and from which seed."""
        from .randomise_dialog import RandomiseDialog

        if self._model.contents is not None:
            selected = self.selected()
            dialog = RandomiseDialog(len(selected), self._model.total, self._table.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.decided.connect(lambda are_all, seed: self.randomise(None if are_all else selected, seed))
            dialog.open()

    def randomise(self, parameters: Sequence[Parameter] | None, seed: int) -> None:
        """Leaves parameters to chance; None: all of them."""

        def left_to_chance(contents: Contents) -> Edit:
            return randomise_parameters(contents, self._all(contents) if parameters is None else parameters, seed)

        self._request(left_to_chance)

    def remove_selected(self) -> None:
        """Removes the selected parameters, all in one edit."""
        gone = self.selected()
        if gone:
            self._request(lambda contents: remove_parameters(contents, gone))

    def preview_tempo(self, tempo: float) -> None:
        """Shows a tempo that is being tapped."""
        row = self._tempo_row()
        if row is not None:
            self._model.preview(row, tempo)

    def set_tempo(self, tempo: float) -> None:
        """Sets the tempo of the universe, or gives it one."""
        row = self._tempo_row()
        if row is not None:
            self._model.preview(row, None)
        self._request(lambda contents: set_tempo(contents, tempo))

    def selected(self) -> list[Parameter]:
        """The parameters of which a cell is selected, else that of the current cell."""
        rows = self._table.cells.rows() or [self._table.currentIndex().row()]
        return [one for row in rows if (one := self._model.parameter(row)) is not None]

    def _tempo_row(self) -> int | None:
        """The row of the tempo that counts for the universe as a whole."""
        counted = counted_music(self._model.contents, "tempo") if self._model.contents is not None else None
        return self._model.find_row(counted[0].id) if counted is not None else None

    def _all(self, contents: Contents) -> list[Parameter]:
        return list(contents.physics.values() if self._model.kind == "physics" else contents.music.values())

    def _request(self, verb: Callable[[Contents], Edit]) -> None:
        self._table.show_refusal("")
        self.edit_requested.emit(verb)
