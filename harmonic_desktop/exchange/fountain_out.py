"""A story as Fountain (fountain.io, syntax 1.1), which screenwriting programs read: acts and cards as an outline."""

from __future__ import annotations

from collections.abc import Iterator

from ..domain.contents import Contents
from ..domain.meter import meter_of
from .chapters import Order, chapters_of, harmony_of, place_of


def write_fountain(contents: Contents, order: Order) -> str:
    """A title page, a section for each chapter and card, the description as synopsis, place and harmony as a note."""
    return "\n".join(_lines(contents, order)) + "\n"


def _lines(contents: Contents, order: Order) -> Iterator[str]:
    yield f"Title: {' '.join(contents.universe.name.split())}"
    meter = meter_of(contents)
    lanes = {plotline.id: plotline.name for plotline in contents.plotlines.values()}
    for chapter in chapters_of(contents, order):
        yield from ("", f"# {' '.join((chapter.title or 'Story').split())}")
        for card in chapter.cards:
            yield from ("", f"## {' '.join(card.plot_point.split())}", "")
            # A synopsis is one line that begins with “=”, so each line of a description is one of its own.
            yield from (f"= {line.strip()}" for line in card.description.splitlines() if line.strip())
            note = f"{place_of(card, meter)} · {harmony_of(card)} · {lanes[card.plotline_id]}"
            yield from ("", f"[[{note.replace(']]', '] ]')}]]")
