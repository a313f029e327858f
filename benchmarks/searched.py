"""The real program filtering and finding in a large universe, key by key; tells what each cost as JSON."""

from __future__ import annotations

import json
import sys

from benchmarks.watched import Watched, main  # isort: skip  # before all else that imports Qt
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from benchmarks.costs import cost, p95, settle

ROUNDS = int(sys.argv[2])
TYPED = "storm lantern", "the s", "x"
"""Rare words, common ones, and none."""


class Searched(Watched):
    """Begins when all is on the screen."""

    def when_quiet(self) -> None:
        self.window.removeEventFilter(self)  # frames painted from here on begin nothing anew
        self._quiet.stop()
        keystrokes, filtered, found = [], [], []
        for number in range(ROUNDS):
            if number % 2:
                self.window.timeline.fit()
            else:
                self.window.scale.show(self.window.scale.end_beat / 2, 40.0)
            keystrokes.append(p95(self._type_filter()))
            filtered.append(self._filter_anew())
            found.append(max(self._type_find()))
        print(json.dumps({"keystroke": keystrokes, "filter": filtered, "find": found}))
        self.window.close()

    def _type_filter(self) -> list[float]:
        """What each key in the filter's field cost until every view has followed."""
        self.window.show_filter(True)
        bar = self.window.filter_bar
        bar.hides.setChecked(False)
        settle()
        costs = _typed(bar.field)
        bar.hides.setChecked(True)
        costs += _typed(bar.field)
        self.window.show_filter(False)
        settle()
        return costs

    def _filter_anew(self) -> float:
        """A filter of words and harmony over cards that were not read yet."""
        self.window.show_filter(True)
        bar, workspace = self.window.filter_bar, self.window.workspace
        assert workspace is not None
        bar.show_universe(None)
        bar.show_universe(workspace.contents)
        settle()

        def ask() -> None:
            bar.field.setText("storm")
            bar.range.set_range(0.2, 0.8)

        taken = cost(ask)
        self.window.show_filter(False)
        settle()
        return taken

    def _type_find(self) -> list[float]:
        """What opening Find and each key in its field cost until the results are shown."""
        palette = self.window.find_palette if hasattr(self.window, "find_palette") else None
        if palette is None:  # the first time it reads all cards
            self.window.open_find()
            palette = self.window.find_palette
            while palette._reader.isActive():
                settle()
            palette.close_palette()
        palette.field.clear()
        costs = [cost(self.window.open_find)]
        for key in (key for word in TYPED for key in word):
            costs.append(cost(lambda key=key: _find(palette, key)))  # type: ignore[misc]
        palette.close_palette()
        settle()
        return costs


def _find(palette: object, key: str) -> None:
    """Types a key and looks at once, without the wait for the next key."""
    QTest.keyClicks(palette.field, key)  # type: ignore[attr-defined]
    palette._find()  # type: ignore[attr-defined]


def _typed(field: QLineEdit) -> list[float]:
    costs = []
    for word in TYPED:
        costs += [cost(lambda key=key: QTest.keyClicks(field, key)) for key in word]  # type: ignore[misc]
        costs += [cost(lambda: QTest.keyClick(field, Qt.Key.Key_Backspace)) for _ in word]
    return costs


if __name__ == "__main__":
    raise SystemExit(main(Searched, sys.argv[1]))
