"""Manuskript projects (.msk, an archive, or a marker beside a folder), as their program's sample projects show them.

The outline is read in its order: each text becomes a card of one bar, on the plotline of whoever's point of view it is
told from, and each folder that holds texts a marker. Of a text its summary is taken, or else the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..domain.errors import InvalidValue
from .arrivals import BAR, Arrival, Story
from .project_files import text_of

SUFFIXES = (".txt", ".md", ".t2t", ".html", ".xml", ".opml")
OUTLINE, FOLDER = "outline", "folder.txt"
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9 _-]*):(?:\s+(.*))?")
_NUMBERED = re.compile(r"(\d+)-")


@dataclass(frozen=True, slots=True)
class _Text:
    """A file of the outline: what its header says, by lower-case names, and the text after it."""

    header: dict[str, str]
    body: str

    def get(self, name: str) -> str:
        return self.header.get(name.lower(), "").strip()


def is_manuskript(names: Mapping[str, object]) -> bool:
    """Whether these are the files of a project."""
    return any(name.startswith(f"{OUTLINE}/") for name in names)


def read_manuskript(files: Mapping[str, bytes], name: str) -> Arrival:
    """The story of a project, from its files by their names in it; raises InvalidValue."""
    if not is_manuskript(files):
        raise InvalidValue("This is not a Manuskript project: it has no outline; nothing was taken.")
    about, summary = _read(text_of(files, "infos.txt")), _read(text_of(files, "summary.txt"))
    story = Story(about.get("Title") or name, summary.get("Situation") or summary.get("Sentence"))
    people, beat, chapter = _people(files), 0.0, None
    for path in _in_order(files):
        text = _read(text_of(files, path))
        parent = str(PurePosixPath(path).parent)
        if chapter is None or chapter[0] != parent:
            _end_chapter(files, story, chapter, beat)
            chapter = (parent, beat)
        lane = people.get(text.get("POV"), "")
        story.card(story.plotline(lane or "Main"), _title(text, path), _words(story, text), beat)
        beat += BAR
    _end_chapter(files, story, chapter, beat)
    _tell_left(files, story)
    return story.arrival()


def _end_chapter(files: Mapping[str, bytes], story: Story, chapter: tuple[str, float] | None, beat: float) -> None:
    if chapter is not None and chapter[0] != OUTLINE:
        folder = _read(text_of(files, f"{chapter[0]}/{FOLDER}"))
        story.marker(_title(folder, chapter[0]), chapter[1], (beat - chapter[1]) / BAR)


def _words(story: Story, text: _Text) -> str:
    """What a card says: the summary if there is one, else the text; the notes after it."""
    summary = text.get("summaryFull") or text.get("summarySentance") or text.get("summarySentence")
    if summary and text.body:
        story.leave("Texts that have a summary were left out")
    return "\n\n".join(part for part in (summary or text.body, text.get("notes")) if part)


def _tell_left(files: Mapping[str, bytes], story: Story) -> None:
    story.leave("Characters were left out", sum(name.startswith("characters/") for name in files))
    for name, what in (("plots.xml", "The plots were left out"), ("world.opml", "The world was left out")):
        story.leave(what, int(len(files.get(name, b"")) > 0))


def _people(files: Mapping[str, bytes]) -> dict[str, str]:
    """The names of the characters by their numbers."""
    found = {}
    for name in files:
        if name.startswith("characters/"):
            about = _read(text_of(files, name))
            found[about.get("ID")] = about.get("Name")
    found.pop("", None)  # else who has no number would tell what nobody is said to tell
    return found


def _in_order(files: Mapping[str, bytes]) -> Iterator[str]:
    """The texts of the outline as they are read: files and folders begin with their numbers."""
    texts = [name for name in files if name.startswith(f"{OUTLINE}/") and PurePosixPath(name).name != FOLDER]
    yield from sorted(texts, key=lambda name: [_place(part) for part in PurePosixPath(name).parts])


def _place(part: str) -> tuple[int, str]:
    number = _NUMBERED.match(part)
    return (int(number[1]) if number and len(number[1]) < 10 else 0, part)


def _title(text: _Text, path: str) -> str:
    return text.get("title") or _NUMBERED.sub("", PurePosixPath(path).stem).replace("_", " ")


def _read(text: str) -> _Text:
    """The header of a file, whose longer values go on in indented lines, and what comes after an empty line."""
    values: dict[str, list[str]] = {}
    lines, last, end = text.splitlines(), "", None
    for number, line in enumerate(lines):
        found = _HEADER.fullmatch(line)
        if found is not None:
            last = found[1].lower()
            values[last] = [found[2] or ""]
        elif last and line.startswith(" ") and line.strip():
            values[last].append(line.strip())
        elif not line.strip() and _goes_on(lines, number):
            values[last].append("")
        else:
            end = number
            break
    header = {name: "\n".join(parts) for name, parts in values.items()}
    return _Text(header, "\n".join(lines[end:]).strip() if end is not None else "")


def _goes_on(lines: list[str], number: int) -> bool:
    """Whether the value that an empty line follows goes on after it."""
    after = lines[number + 1] if number + 1 < len(lines) else ""
    return number > 0 and len(after) > 16 and after[:16].isspace() and bool(after.strip())
