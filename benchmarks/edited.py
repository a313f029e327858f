"""The real program making edits of a large universe, each beside a raw UPDATE; tells the samples as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from benchmarks.watched import Watched, main  # isort: skip  # before all else that imports Qt
from PySide6.QtCore import QCoreApplication

from benchmarks.harness import in_turns, milliseconds
from benchmarks.raw import Raw
from harmonic_desktop.domain.storyboard import change_card, move_cards, set_harmony
from harmonic_desktop.ui.workspace import Workspace

ROUNDS, RAW = int(sys.argv[2]), Path(sys.argv[3])


class Edited(Watched):
    """Begins when all is on the screen; a card in the middle of the story is selected, moved, changed."""

    def when_quiet(self) -> None:
        workspace = self.window.workspace
        assert workspace is not None
        assert workspace.contents is not None
        cards = list(workspace.contents.cards)
        card_id = cards[len(cards) // 2]
        workspace.select({card_id})
        raw = Raw(RAW)
        edits = [self._timed(edit) for edit in _edits(workspace, card_id)]
        ties = cycle((0.25, 0.75))
        update = self._timed(lambda: raw.change(card_id, next(ties)))
        floor, moved, tied, worded = in_turns(ROUNDS, update, *edits)
        raw.close()
        print(json.dumps({"floor": floor, "moved": moved, "harmony": tied, "words": worded}))
        self.window.close()

    @staticmethod
    def _timed(edit: Callable[[], object]) -> Callable[[], float]:
        def timed() -> float:
            QCoreApplication.processEvents()  # what the edit before has left to be painted
            return milliseconds(edit)

        return timed


def _edits(workspace: Workspace, card_id: int) -> list[Callable[[], object]]:
    """A drag by a beat and back, another tie, another plot point: what `perform` is called with on release."""
    beats, ties, words = cycle((1.0, -1.0)), cycle((0.25, 0.75)), cycle(("A door opens", "A door closes"))
    return [
        lambda: workspace.perform(move_cards, [card_id], next(beats)),
        lambda: workspace.perform(set_harmony, {card_id: next(ties)}),
        lambda: workspace.perform(change_card, card_id, plot_point=next(words)),
    ]


if __name__ == "__main__":
    raise SystemExit(main(Edited, sys.argv[1]))
