"""novelWriter projects (nwProject.nwx, its content beside it), as their program documents them: each novel a story.

Scenes become cards of one bar, on the plotline of their first @plot tag, or of @pov where no plot is named. Chapters
become markers; one without scenes is a card itself. Of a scene its synopsis is taken, or else its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from ..domain.errors import InvalidValue
from .arrivals import BAR, Arrival, Story
from .project_files import text_of
from .xml_reading import parsed

PROJECT, CONTENT = "nwProject.nwx", "content"
SUFFIXES = (".nwd",)
_HEADING = re.compile(r"(#{1,4})!?\s+(.*)")
_TAG = re.compile(r"@(\w+):\s*(.*)")
_SYNOPSIS = re.compile(r"%\s*(?:~\s*)?(synopsis|short):\s*(.*)", re.IGNORECASE)
_MARKS = re.compile(r"\[/?[a-z]+\]")


@dataclass(slots=True)
class _Part:
    """A heading of a document and what is under it; level 1: part, 2: chapter, 3: scene, 4: section."""

    level: int
    title: str
    plot: str = ""
    pov: str = ""
    lines: list[str] = field(default_factory=list)
    synopses: list[str] = field(default_factory=list)

    @property
    def synopsis(self) -> str:
        return "\n".join(self.synopses).strip()

    @property
    def text(self) -> str:
        return _MARKS.sub("", "\n".join(self.lines)).strip()


@dataclass(frozen=True, slots=True)
class _Item:
    """A file, folder or root of the project's tree."""

    handle: str
    parent: str
    root: str
    order: int
    kind: str
    group: str
    layout: str
    name: str


def read_novelwriter(files: Mapping[str, bytes], name: str) -> list[Arrival]:
    """The novels of a project that have scenes, from its files by their names in it; raises InvalidValue."""
    project = _project(files.get(PROJECT, b""))
    title = (project.findtext("project/name") or project.findtext("project/title") or "").strip() or name
    items = [_item(element) for element in project.findall("content/item")]
    if not items:
        raise InvalidValue("This is not a novelWriter project, or there is nothing in it; nothing was taken.")
    novels = [item for item in items if item.kind == "ROOT" and item.group == "NOVEL"]
    arrivals = []
    for novel in sorted(novels, key=lambda item: item.order):
        parts = [
            part for item in _in_order(items, novel) for part in _parts(text_of(files, f"content/{item.handle}.nwd"))
        ]
        if any(part.level > 1 for part in parts):
            named = title if len(novels) == 1 else f"{title}: {novel.name}"
            arrivals.append(_story(Story(named), parts, items))
    if not arrivals:
        raise InvalidValue("There is no scene in this novelWriter project; nothing was taken.")
    return arrivals


def _story(story: Story, parts: list[_Part], items: list[_Item]) -> Arrival:
    has_plots = any(part.plot for part in parts)
    beat, chapter = 0.0, None
    for number, part in enumerate(parts):
        if part.level == 1:
            story.leave("Titles of parts and title pages were left out")
            continue
        if part.level == 2:
            _end_chapter(story, chapter, beat)
            chapter = (part.title, beat)
            if _has_scenes(parts, number):
                story.leave("Texts before the first scene of a chapter were left out", int(bool(part.text)))
                continue
        lane = (part.plot if has_plots else part.pov) or "Main"
        if part.synopsis and part.text:
            story.leave("Texts of scenes that have a synopsis were left out")
        story.card(story.plotline(lane), part.title, part.synopsis or part.text, beat)
        beat += BAR
    _end_chapter(story, chapter, beat)
    notes = sum(item.kind == "FILE" and (item.layout == "NOTE" or item.group != "NOVEL") for item in items)
    story.leave("Notes, and what is in the archive or the bin, were left out", notes)
    return story.arrival()


def _end_chapter(story: Story, chapter: tuple[str, float] | None, beat: float) -> None:
    if chapter is not None and beat > chapter[1]:
        story.marker(chapter[0], chapter[1], (beat - chapter[1]) / BAR)


def _has_scenes(parts: list[_Part], number: int) -> bool:
    after = parts[number + 1] if number + 1 < len(parts) else None
    return after is not None and after.level == 3


def _in_order(items: list[_Item], root: _Item) -> Iterator[_Item]:
    """The documents of a novel as they are read: each before those that lie in it."""
    within: dict[str, list[_Item]] = {}
    for item in items:
        within.setdefault(item.parent, []).append(item)
    waiting, seen = [root], set[str]()
    while waiting:
        item = waiting.pop()
        if item.handle in seen:
            raise InvalidValue("The documents of this project lie in each other in a circle; nothing was taken.")
        seen.add(item.handle)
        if item.kind == "FILE" and item.layout != "NOTE":
            yield item
        waiting += sorted(within.get(item.handle, []), key=lambda child: child.order, reverse=True)


def _parts(text: str) -> Iterator[_Part]:
    """The headings of a document; sections belong to the text of their scene."""
    part: _Part | None = None
    for line in text.splitlines():
        heading = _HEADING.fullmatch(line)
        if heading is not None and len(heading[1]) < 4:
            if part is not None:
                yield part
            part = _Part(len(heading[1]), heading[2].strip())
        elif part is not None:
            _add(part, heading[2] if heading is not None else line)
    if part is not None:
        yield part


def _add(part: _Part, line: str) -> None:
    tag, synopsis = _TAG.fullmatch(line), _SYNOPSIS.fullmatch(line)
    if tag is not None:
        first = tag[2].split(",")[0].strip()
        if tag[1] == "plot":
            part.plot = part.plot or first
        elif tag[1] == "pov":
            part.pov = part.pov or first
    elif synopsis is not None:
        part.synopses.append(synopsis[2])
    elif not line.startswith("%"):
        part.lines.append(line)


def _item(element: ElementTree.Element) -> _Item:
    """An item of any version: newer ones have attributes, those before 1.3 elements."""

    def told(attribute: str, tag: str) -> str:
        return (element.get(attribute) or element.findtext(tag) or "").strip()

    order = told("order", "order")
    return _Item(
        element.get("handle") or "", element.get("parent") or "", element.get("root") or "",
        int(order) if order.isascii() and order.isdigit() and len(order) < 10 else 0,
        told("type", "type"), told("class", "class"), told("layout", "layout"),
        (element.findtext("name") or "").strip(),
    )  # fmt: skip


def _project(data: bytes) -> ElementTree.Element:
    root = parsed(data, "project", "a novelWriter project")
    if root.tag != "novelWriterXML":
        raise InvalidValue("This is not a novelWriter project; nothing was taken.")
    return root
