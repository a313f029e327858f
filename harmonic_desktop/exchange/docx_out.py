"""A universe as a DOCX document, with real headings, tables and the harmony plot as a picture."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from ..domain.contents import Contents
from ..domain.meter import meter_of
from .chapters import Order, Table, chapters_of, harmony_of, place_of, tables_of
from .heed import Heed, unwatched

if TYPE_CHECKING:
    from docx.document import Document

_NOT_IN_XML = re.compile(r"[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PICTURE_WIDTH_CM = 16.0


def write_docx(contents: Contents, order: Order, picture: bytes | None = None, heed: Heed = unwatched) -> bytes:
    """The document; `picture` is the harmony plot as PNG."""
    from docx import Document  # takes long to load, and few ask for it
    from docx.shared import Cm

    document = Document()
    universe = contents.universe
    document.core_properties.title = _allowed(universe.name)[:255]
    document.add_heading(_allowed(universe.name), 0)
    _add_prose(document, universe.description or "")
    for table in tables_of(contents):
        _add_table(document, table)
    if picture is not None:
        document.add_heading("Harmony", 1)
        document.add_picture(BytesIO(picture), width=Cm(PICTURE_WIDTH_CM))
    _add_story(document, contents, order, heed)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _add_story(document: Document, contents: Contents, order: Order, heed: Heed) -> None:
    done = 0
    meter, lanes = meter_of(contents), {p.id: p.name for p in contents.plotlines.values()}
    for chapter in chapters_of(contents, order):
        document.add_heading(_allowed(chapter.title or "Story"), 1)
        for card in chapter.cards:
            heed(done / len(contents.cards))
            done += 1
            document.add_heading(_allowed(card.plot_point), 2)
            place = f"{place_of(card, meter)} · {harmony_of(card)}"
            place += f" · {lanes[card.plotline_id]}" if order == "story" else ""
            document.add_paragraph().add_run(_allowed(place)).italic = True
            _add_prose(document, card.description)


def _add_table(document: Document, table: Table) -> None:
    document.add_heading(table.title, 1)
    lines = [table.head, *table.rows] if table.head else list(table.rows)
    made = document.add_table(rows=len(lines), cols=len(lines[0]), style="Light Grid Accent 1")
    for row, line in zip(made.rows, lines, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = _allowed(text)


def _add_prose(document: Document, text: str) -> None:
    for paragraph in text.splitlines():
        if paragraph.strip():
            document.add_paragraph(_allowed(paragraph.strip()))


def _allowed(text: str) -> str:
    """Without the control characters that XML has no way to write."""
    return _NOT_IN_XML.sub("", text)
