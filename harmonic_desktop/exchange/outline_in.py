"""Outlines of other programs, in Markdown and OPML: their deepest headings become cards, those above plotlines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from ..domain.errors import InvalidValue
from .arrivals import Arrival, Story
from .xml_reading import parsed

SIZE_LIMIT = 50_000_000
"""The longest text that is read at all, in characters."""
DEEPEST = 100
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*")
_UNDERLINE = {"=": 1, "-": 2}
_FENCE = re.compile(r"[ ]{0,3}(```|~~~)")


@dataclass(slots=True)
class Entry:
    """A heading of an outline: how deep it is (from 1), its words, and the text under it."""

    depth: int
    title: str
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()


def read_markdown(text: str, name: str) -> Arrival:
    """A story from Markdown headings; `name` is what it is called where the document has no title of its own.

    The headings of the deepest level are cards, those right above them plotlines; a single heading of the first level
    over all is the title. Raises InvalidValue.
    """
    _refuse_long(text)
    entries = list(_headings(text.removeprefix("\ufeff")))
    if not entries:
        raise InvalidValue("This text has no headings (lines that begin with #), so nothing could become a card.")
    top = min(entry.depth for entry in entries)
    tops = [entry for entry in entries if entry.depth == top]
    if len(tops) == 1 and entries[0] is tops[0] and len(entries) > 1:
        return _story(Story(tops[0].title, tops[0].text), entries[1:])
    return _story(Story(name), entries)


def read_opml(data: bytes, name: str) -> Arrival:
    """A story from an OPML outline, in the same way; raises InvalidValue."""
    if len(data) > SIZE_LIMIT:
        raise InvalidValue(f"This file is larger than {SIZE_LIMIT:,} bytes; nothing was taken.")
    root = parsed(data, "outline", "an OPML outline")
    title = (root.findtext("head/title") or "").strip()
    body = root.find("body")
    entries = list(_outlines(body, 1)) if body is not None else []
    if not entries:
        raise InvalidValue("This is not an OPML outline, or there is nothing in it; nothing was taken.")
    return _story(Story(title or name), entries)


def _story(story: Story, entries: list[Entry]) -> Arrival:
    deepest = max(entry.depth for entry in entries)
    lane = ""
    for entry in entries:
        if entry.depth == deepest:
            story.card(story.plotline(lane), entry.title, entry.text)
            continue
        if entry.depth == deepest - 1:
            lane = entry.title
        else:
            story.leave("Headings above plotlines were passed over")
        if entry.text:
            story.leave("Texts under headings that are no cards were left out")
    return story.arrival()


def _headings(text: str) -> Iterator[Entry]:
    """The headings of a Markdown text, with # or underlined, none of them in code."""
    entry, fence = Entry(0, ""), ""
    for line in text.splitlines():
        opened = _FENCE.match(line)
        if opened and fence in ("", opened[1]):
            fence = "" if fence else opened[1]
        heading = _HEADING.fullmatch(line) if not fence else None
        underline = _underlined(line, entry) if not fence else 0
        if heading is not None:
            if entry.depth:
                yield entry
            entry = Entry(len(heading[1]), _without_escapes(heading[2]))
        elif underline:
            title = entry.lines.pop()
            if entry.depth:
                yield entry
            entry = Entry(underline, _without_escapes(title.strip()))
        else:
            entry.lines.append(_without_escapes(line))
    if entry.depth:
        yield entry


def _underlined(line: str, entry: Entry) -> int:
    """The depth of the heading that this line makes of the one before it, or 0."""
    mark = line.strip()
    if len(mark) < 2 or set(mark) not in ({"="}, {"-"}) or not entry.lines or not entry.lines[-1].strip():
        return 0
    before = entry.lines[-2].strip() if len(entry.lines) > 1 else ""
    return 0 if before else _UNDERLINE[mark[0]]


def _without_escapes(text: str) -> str:
    return re.sub(r"\\([#=>+\-|.)])", r"\1", text)


def _outlines(parent: ElementTree.Element, depth: int) -> Iterator[Entry]:
    if depth > DEEPEST:
        raise InvalidValue(f"This outline is nested more than {DEEPEST} levels deep; nothing was taken.")
    for element in parent.findall("outline"):
        note = element.get("_note") or element.get("note") or ""
        yield Entry(depth, element.get("text") or element.get("title") or "", [note])
        yield from _outlines(element, depth + 1)


def _refuse_long(text: str) -> None:
    if len(text) > SIZE_LIMIT:
        raise InvalidValue(f"This file is longer than {SIZE_LIMIT:,} characters; nothing was taken.")
