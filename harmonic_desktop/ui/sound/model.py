"""The effects at a place as rows of a list; those that are not for all who play say for whom they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from ..chain.model import ChainModel
from ..chain.words import Line
from ..widgets.number_text import shortened
from .parts import Told


class SoundModel(ChainModel):
    """A list as in the section “What is heard”, of several instruments at once."""

    told: Sequence[Told] = ()

    def show_told(self, told: Sequence[Told]) -> None:
        """Shows what is told; rows of the same effects stay in their places."""
        same = [one.plotlines for one in told] == [one.plotlines for one in self.told]
        self.told = told
        self.show_effects([one.effect for one in told])
        if told and not same:
            self.dataChanged.emit(self.index(0), self.index(len(told) - 1))

    def line(self, row: int) -> Line:
        line, plotlines = super().line(row), self.told[row].plotlines
        if not plotlines:
            return line
        who = ", ".join(plotlines)
        name = _tr("{effect}, {who}").replace("{effect}", line.name).replace("{who}", shortened(who))
        sentence = _tr("{who}: {sentence}").replace("{sentence}", line.sentence).replace("{who}", who)
        return replace(line, name=name, sentence=sentence)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sound", text)
