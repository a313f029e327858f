"""Projects of other programs as they lie on a disk, and how to see what became of them."""

from __future__ import annotations

import zipfile
from pathlib import Path

from harmonic_desktop.domain.contents import in_story_order, markers_in_order
from harmonic_desktop.domain.placement import overlaps
from harmonic_desktop.exchange.arrivals import Arrival


def told(arrival: Arrival) -> list[tuple[str, str, str, float]]:
    lanes = {p.id: p.name for p in arrival.contents.plotlines.values()}
    cards = in_story_order(arrival.contents)
    assert not any(overlaps(arrival.contents.cards_on(lane)) for lane in lanes)
    return [(lanes[c.plotline_id], c.plot_point, c.description, c.start_beat) for c in cards]


def marked(arrival: Arrival) -> list[tuple[str, float, float]]:
    return [(m.name, m.start_beat, m.end_beat) for m in markers_in_order(arrival.contents)]


def header(**values: object) -> str:
    return "".join(f"{key + ':':<16}{value}\n" for key, value in values.items()) + "\n\n"


MANUSKRIPT = {
    "MANUSKRIPT": "1",
    "infos.txt": header(Title="The Wheel", Author="Somebody"),
    "summary.txt": header(Situation="A tuner comes home."),
    "characters/0-Oda.txt": header(Name="Oda", ID=0),
    "characters/1-Sefa.txt": header(Name="Sefa", ID=1),
    "plots.xml": "<root><plot name='x'/></root>",
    "outline/0-Part_one/folder.txt": header(title="Part one", ID=1, type="folder"),
    "outline/0-Part_one/0-Home.md": header(title="Home", ID=2, type="md", POV=0) + "She steps off\nthe boat.",
    "outline/0-Part_one/10-Ice.md": header(title="Ice", ID=3, type="md", POV=1, summaryFull="It holds.") + "Long text.",
    "outline/0-Part_one/2-The_fork.md": header(ID=4, type="md", notes="In a\n                drawer."),
    "outline/1-End.md": header(title="End", ID=5, type="md", POV=0),
}


def in_folder(files: dict[str, str], folder: Path) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def in_archive(files: dict[str, str], path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def beside(files: dict[str, str], path: Path) -> Path:
    in_folder(files, path.with_suffix(""))
    path.write_text("1")
    return path
