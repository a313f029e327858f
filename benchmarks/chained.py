"""The real program while parameters are slid and changed; tells what each step cost as JSON."""

from __future__ import annotations

import json
import sys
from functools import partial

from benchmarks.watched import Watched, main  # isort: skip  # before all else that imports Qt
from benchmarks.costs import cost, p95, settle
from harmonic_desktop.domain.catalogue import known_parameters
from harmonic_desktop.domain.parameters import add_music_parameter, add_physics_parameter, change_physics_parameter
from harmonic_desktop.ui.workspace import Workspace

ROUNDS, STEPS = int(sys.argv[2]), 40


class Chained(Watched):
    """Begins when all is on the screen: gravity is slid up and down, and stored."""

    def when_quiet(self) -> None:
        self.window.removeEventFilter(self)  # frames painted from here on begin nothing anew
        self._quiet.stop()
        workspace = self.window.workspace
        assert workspace is not None
        _add_all(workspace)
        panel = self.window.physics_panel
        self.window.tabs.setCurrentWidget(panel)
        settle()
        gravity = next(row for row in range(panel.model.total) if panel.model.rows[row].parameter_name == "gravity")
        parameter_id = panel.model.rows[gravity].id
        slid, changed = [], []
        for _ in range(ROUNDS):
            values = [20.0 * step / STEPS for step in range(STEPS)]
            slid.append(p95([cost(partial(panel.model.preview, gravity, value)) for value in values]))
            panel.model.preview(gravity, None)
            changed.append(p95([cost(partial(_change, workspace, parameter_id, value)) for value in values]))
            settle()
        print(json.dumps({"slide": slid, "change": changed}))
        self.window.close()


def _add_all(workspace: Workspace) -> None:
    """Gives the universe every parameter of the catalogue that has a default, in its unit."""
    for known in known_parameters("physics"):
        workspace.perform(add_physics_parameter, known.name, known.default, known.unit)
    for known in known_parameters("music"):
        if known.name != "tempo":  # gravity decides
            workspace.perform(add_music_parameter, known.name, known.default)


def _change(workspace: Workspace, parameter_id: int, value: float) -> None:
    workspace.perform(change_physics_parameter, parameter_id, value=value)


if __name__ == "__main__":
    raise SystemExit(main(Chained, sys.argv[1]))
