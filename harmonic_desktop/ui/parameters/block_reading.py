"""Rows of texts that are to be entered into parameters, all read before any is: what they make, or why they don't."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLocale

from ...domain.catalogue import Kind
from ...domain.contents import Contents
from ...domain.parameter_blocks import Parameter, new_parameter
from ...domain.parameters import MusicParameter
from ..widgets.number_text import shortened
from .columns import Column
from .reading import entered, name_to_add

Texts = Mapping[Column, str]
_ORDER = (Column.NAME, Column.UNIT, Column.VALUE)
"""The value last: it is meant in the unit that stands beside it, and is not to be converted into it."""


class BlockReading:
    """Reads row after row, and remembers what it refuses."""

    def __init__(self, contents: Contents, kind: Kind, locale: QLocale) -> None:
        self._contents, self._kind, self._locale = contents, kind, locale
        self.wanted: list[Parameter] = []
        """The parameters as they are to be."""
        self._refused: list[str] = []

    def change(self, parameter: Parameter, texts: Texts) -> None:
        """Enters texts into a parameter; an empty name, value or unit leaves what is there."""
        after = parameter
        for column in _ORDER:
            text = texts.get(column)
            if text is None or (not text.strip() and not _may_be_emptied(parameter, column)):
                continue
            try:
                after = entered(after, _field(parameter, column), text, self._locale)
            except ValueError as refusal:
                self._refuse(after.parameter_name, refusal)
        self.wanted.append(after)

    def add(self, texts: Texts) -> None:
        """A new parameter of these texts, with the catalogue's value and unit where they give none."""
        if not any(text.strip() for text in texts.values()):
            return
        try:
            name = name_to_add(self._contents, self._kind, texts.get(Column.NAME, ""))
        except ValueError as refusal:
            self._refuse(texts[Column.NAME], refusal)
            return
        if not name:
            words = _tr("A new parameter needs a name, and “%1” comes without one.")
            self._refused.append(words.replace("%1", shortened(next(filter(str.strip, texts.values())))))
            return
        rest: Texts = {column: text for column, text in texts.items() if column is not Column.NAME}
        self.change(new_parameter(self._kind, self._contents.universe.id, name), rest)

    def refusal(self) -> str:
        """Why nothing is changed, in one sentence about the first cell that can't be taken; "" if all can."""
        if not self._refused:
            return ""
        more = len(self._refused) - 1
        words = _tr("%1 Nothing was changed.") if not more else _tr("%1 Nothing was changed (%2 more like it).")
        return words.replace("%2", self._locale.toString(more)).replace("%1", self._refused[0])

    def _refuse(self, name: str, refusal: ValueError) -> None:
        self._refused.append(f"{shortened(name)}: {refusal}")


def _may_be_emptied(parameter: Parameter, column: Column) -> bool:
    return column is Column.UNIT and isinstance(parameter, MusicParameter)


def _field(parameter: Parameter, column: Column) -> str:
    third = "instrument" if isinstance(parameter, MusicParameter) else "unit"
    return {Column.NAME: "name", Column.VALUE: "value", Column.UNIT: third}[column]


def _tr(text: str) -> str:
    return QCoreApplication.translate("BlockReading", text)
