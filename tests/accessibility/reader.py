"""A screen reader in miniature: reads the running program over AT-SPI, acts in it, and prints what it heard as JSON.

Run by the system's Python, which has pyatspi, on the bus where the program is; test_screen_reader.py reads it.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import pyatspi
from gi.repository import GLib

PATIENCE_S = 30.0
DEEPEST = 14
EVENTS = [
    "object:property-change:accessible-value", "object:property-change:accessible-name",
    "object:state-changed:focused", "object:state-changed:selected", "object:announcement", "object:children-changed",
]  # fmt: skip

heard: list[list[str]] = []


def pump() -> None:
    """Takes in what has arrived on the bus."""
    context = GLib.MainContext.default()
    while context.pending():
        context.iteration(False)


def wait(condition: Callable[[], Any], what: str) -> Any:
    """Waits until something is so, and gives it back."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        pump()
        found = condition()
        if found:
            return found
        time.sleep(0.02)
    sys.exit(f"waited in vain for {what}; heard {heard}")


def find(within: Any, name: str, depth: int = 0) -> Any:
    """The first thing of that name, at any depth, as it is now."""
    if within is None or depth > DEEPEST:
        return None
    within.clear_cache()
    if within.name == name:
        return within
    return next((found for child in within if (found := find(child, name, depth + 1)) is not None), None)


def filled(name: str) -> Any:
    """The thing of that name, once there is something in it."""
    return wait(lambda: (found := find(program(), name)) is not None and found.childCount > 3 and found, name)


def program() -> Any:
    """The program itself, once it is on the bus."""
    return next((app for app in pyatspi.Registry.getDesktop(0) if app is not None and app.childCount), None)


def states(thing: Any) -> list[str]:
    return sorted(pyatspi.stateToString(state) for state in thing.getState().getStates())


def actions(thing: Any) -> list[str]:
    found = thing.queryAction()
    return [found.getName(index) for index in range(found.nActions)]


def facts(thing: Any) -> dict[str, Any]:
    """All that can be read of a card or point."""
    extents, value = thing.queryComponent().getExtents(pyatspi.DESKTOP_COORDS), thing.queryValue()
    return {
        "name": thing.name,
        "role": thing.getRoleName(),
        "states": states(thing),
        "actions": actions(thing),
        "value": [value.minimumValue, value.currentValue, value.maximumValue, round(value.minimumIncrement, 6)],
        "size": [extents.width, extents.height],
        "place": [extents.x, extents.y],
        "parent": thing.parent.name,
        "index": thing.getIndexInParent(),
    }


def at_middle_of(thing: Any, within: Any) -> Any:
    """What is found there at the middle of a thing."""
    box = thing.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    x, y = box.x + box.width // 2, box.y + box.height // 2
    return within.queryComponent().getAccessibleAtPoint(x, y, pyatspi.DESKTOP_COORDS)


def act(thing: Any, action: str, until: str) -> list[list[str]]:
    """Does something, and gives back what is heard up to an event of that kind."""
    heard.clear()
    thing.queryAction().doAction(actions(thing).index(action))
    return heard_until(thing, until)


def heard_until(thing: Any, kind: str) -> list[list[str]]:
    """Takes in events up to one of that kind from the thing; what is announced comes from the whole view."""
    title, is_said = thing.name.split(",")[0], kind == "object:announcement"
    wait(lambda: any(h[0] == kind and (is_said or h[1].startswith(title)) for h in heard), kind)
    return [list(event) for event in heard]


def listen(event: Any) -> None:
    source = event.source.name if event.source is not None else ""
    said = event.any_data if isinstance(event.any_data, str) else ""
    heard.append([str(event.type), source, str(event.detail1), said])


def main() -> None:
    """Looks around in the program as a person does who can't see it."""
    door = wait(lambda: find(program(), "Look around"), "the door")
    door.queryAction().doAction(0)
    plot, cards = filled("Harmony plot"), filled("Cards")
    for kind in EVENTS:
        pyatspi.Registry.registerEventListener(listen, kind)
    point, card = plot[3], cards[3]
    told: dict[str, Any] = {
        "plot": [plot.getRoleName(), plot.childCount],
        "cards": [cards.getRoleName(), cards.childCount],
        "point": facts(point),
        "card": facts(card),
    }
    told["point focused"] = act(point, "SetFocus", "object:state-changed:focused")
    told["point pressed"] = act(point, "Press", "object:state-changed:selected")
    told["point states"], told["card states"] = states(point), states(card)
    heard.clear()
    point.queryValue().currentValue = 0.33
    told["value set"] = heard_until(point, "object:announcement")
    told["point raised"] = act(point, "Increase", "object:announcement")
    told["value"] = [point.queryValue().currentValue, card.queryValue().currentValue]
    told["card moved"] = act(card, "One beat later", "object:announcement")
    told["card after"] = facts(card)
    told["card focused"] = act(card, "SetFocus", "object:state-changed:focused")
    told["at its place"] = at_middle_of(card, cards).name
    selection = plot.querySelection()
    told["selected"] = [selection.getSelectedChild(index).name for index in range(selection.nSelectedChildren)]
    told["card removed"] = act(card, "Remove", "object:announcement")
    cards.clear_cache()
    told["cards left"] = cards.childCount
    print(json.dumps(told))


if __name__ == "__main__":
    main()
