"""A universe as Markdown: its description, its parameters as tables, and its cards under headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..domain.contents import Contents
from ..domain.meter import meter_of
from ..domain.storyboard import Card
from .chapters import Order, Table, chapters_of, harmony_of, place_of, tables_of

_OWN_MARKS = re.compile(r"^(\s{0,3})([#=>+-]|\d+[.)])", re.MULTILINE)
"""What would turn a line of a description into a heading, a rule, a quotation or a list."""


def write_markdown(contents: Contents, order: Order, picture: str | None = None) -> str:
    """The document; `picture` is the path of a harmony plot to be shown, as seen from where the document lies."""
    return "\n".join(_lines(contents, order, picture)) + "\n"


def _lines(contents: Contents, order: Order, picture: str | None) -> Iterator[str]:
    universe = contents.universe
    yield f"# {_on_one_line(universe.name)}"
    if universe.description:
        yield from ("", _plain(universe.description))
    for table in tables_of(contents):
        yield from _table(table)
    if picture is not None:
        yield from ("", "## Harmony", "", f"![The harmony of the story](<{picture}>)")
    meter, lanes = meter_of(contents), {p.id: p.name for p in contents.plotlines.values()}
    chapters = chapters_of(contents, order)
    for chapter in chapters:
        yield from ("", f"## {_on_one_line(chapter.title or ('Story' if len(chapters) == 1 else 'Between the acts'))}")
        for card in chapter.cards:
            place = [place_of(card, meter), harmony_of(card)]
            place += [_on_one_line(lanes[card.plotline_id])] if order == "story" else []
            yield from _card(card, " · ".join(place))


def _card(card: Card, place: str) -> Iterator[str]:
    yield from ("", f"### {_on_one_line(card.plot_point)}", "", f"*{place}*")
    if card.description.strip():
        yield from ("", _plain(card.description))


def _table(table: Table) -> Iterator[str]:
    head = table.head or ("",) * len(table.rows[0])
    yield from ("", f"## {table.title}", "")
    for row in (head, tuple("---" for _ in head), *table.rows):
        yield "| " + " | ".join(_on_one_line(cell).replace("|", "\\|") for cell in row) + " |"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    """A description whose lines stay lines of it; emphasis in it is the writer's own."""
    return _OWN_MARKS.sub(r"\1\\\2", text.strip())
