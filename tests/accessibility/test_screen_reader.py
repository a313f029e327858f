"""What a real AT-SPI client reads, does and hears in the running program: Xvfb, a bus of its own, the system's pyatspi.

Debian's packages at-spi2-core, dbus-daemon, python3-pyatspi and xvfb bring all of it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
PYTHON = "/usr/bin/python3"
"""The one that the system's packages are for."""
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
SCRIPT = """
"$1" -m harmonic_desktop --data-dir "$2" & program=$!
"$3" "$4"; said=$?
kill $program; wait $program
exit $said
"""


def missing() -> list[str]:
    """Debian's names of what this system lacks for it."""
    has_pyatspi = (
        Path(PYTHON).exists() and not subprocess.run([PYTHON, "-c", "import pyatspi"], capture_output=True).returncode
    )
    found = {
        "xvfb": shutil.which("Xvfb") is not None,
        "dbus-daemon": shutil.which("dbus-run-session") is not None,
        "at-spi2-core": any(Path(launcher).exists() for launcher in LAUNCHERS),
        "python3-pyatspi": has_pyatspi,
    }
    return [package for package, is_there in found.items() if not is_there]


LACKING = missing()
pytestmark = pytest.mark.skipif(bool(LACKING), reason=f"needs Debian’s packages {', '.join(LACKING)}")


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A screen of its own, which names itself."""
    read, write = os.pipe()
    # It would else begin anew, and take nobody meanwhile, whenever the last who is connected leaves.
    command = ["Xvfb", "-displayfd", str(write), "-noreset", "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as screen:
        os.close(write)
        with os.fdopen(read) as said:
            yield f":{said.readline().strip()}"
        screen.terminate()


@pytest.fixture(scope="module")
def told(display: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the reader says, once for all tests."""
    data = tmp_path_factory.mktemp("person") / "data"
    environment = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "PYTHONPATH": str(HERE.parents[1]),
    }
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    program_and_reader = [sys.executable, str(data), PYTHON, str(HERE / "reader.py")]
    command = ["dbus-run-session", "--", "sh", "-c", SCRIPT, "sh", *program_and_reader]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


def kinds(events: list[list[str]], source: str) -> set[str]:
    """The kinds of events that came from things whose name begins so."""
    return {kind.removeprefix("object:") for kind, name, _, _ in events if name.startswith(source)}


def announced(events: list[list[str]]) -> list[str]:
    return [said for kind, _, _, said in events if kind == "object:announcement"]


TITLE = "Pim carries the toolbox"


def test_every_point_and_card_is_a_child(told: dict[str, Any]) -> None:
    assert told["plot"] == ["chart", 52]
    assert told["cards"] == ["list", 52]


def test_a_point_has_name_value_place_states_and_actions(told: dict[str, Any]) -> None:
    point = told["point"]
    assert point["name"] == f"{TITLE}, harmony 0.78, 4 of 52, plotline Spoke Four"
    assert point["role"] == "slider"
    assert point["value"] == [0.0, 0.78, 1.0, 0.01]
    assert point["size"] == [24, 24]
    assert {"focusable", "selectable", "showing", "visible"} <= set(point["states"])
    assert point["actions"] == ["Press", "Toggle", "SetFocus", "ShowMenu", "Set harmony", "Increase", "Decrease"]
    assert (point["parent"], point["index"]) == ("Harmony plot", 3)


def test_a_card_has_name_value_place_states_and_actions(told: dict[str, Any]) -> None:
    card = told["card"]
    assert card["name"] == f"{TITLE}, harmony 0.78, 1 of 12, plotline Spoke Four"
    assert card["role"] == "list item"
    assert card["value"] == [0.0, 0.78, 1.0, 0.01]
    assert min(card["size"]) >= 24
    assert {"Press", "Toggle", "SetFocus", "ShowMenu", "Edit title", "One beat later"} <= set(card["actions"])
    assert (card["parent"], card["index"]) == ("Cards", 3)


def test_the_focus_ends_on_the_point_or_card_itself(told: dict[str, Any]) -> None:
    for step in ("point focused", "card focused"):
        focused = [name for kind, name, on, _ in told[step] if kind == "object:state-changed:focused" and on == "1"]
        assert focused[-1].startswith(TITLE)


def test_pressing_selects_in_plot_and_timeline(told: dict[str, Any]) -> None:
    assert "state-changed:selected" in kinds(told["point pressed"], TITLE)
    assert "selected" in told["point states"]
    assert "focused" in told["point states"]
    assert "selected" in told["card states"]
    assert [name.split(",")[0] for name in told["selected"]] == [TITLE]


def test_a_value_can_be_set_and_is_heard(told: dict[str, Any]) -> None:
    assert {"property-change:accessible-value", "property-change:accessible-name"} <= kinds(told["value set"], TITLE)
    assert announced(told["value set"]) == [f"“{TITLE}”, harmony 0.33"]
    assert announced(told["point raised"]) == [f"“{TITLE}”, harmony 0.34"]
    assert told["value"] == [0.34, 0.34]


def test_a_move_is_heard(told: dict[str, Any]) -> None:
    (sentence,) = announced(told["card moved"])
    assert sentence.startswith(f"“{TITLE}” moved to bar ")
    assert told["card after"]["place"][0] > told["card"]["place"][0]


def test_a_card_is_found_at_its_place(told: dict[str, Any]) -> None:
    assert told["at its place"].startswith(TITLE)


def test_a_card_that_goes_is_heard_and_leaves_the_tree(told: dict[str, Any]) -> None:
    assert announced(told["card removed"]) == ["1 card removed"]
    for holder in ("Cards", "Harmony plot"):
        assert "children-changed:remove" in kinds(told["card removed"], holder)
    assert told["cards left"] == 51
