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
    meter, lanes = meter_of(contents), {p.id: p.name for p in contents.plotlines.values()}
    end, done = _End(document), 0
    for chapter in chapters_of(contents, order):
        end.add(chapter.title or "Story", "Heading 1")
        for card in chapter.cards:
            heed(done / len(contents.cards))
            done += 1
            end.add(card.plot_point, "Heading 2")
            place = f"{place_of(card, meter)} · {harmony_of(card)}"
            place += f" · {lanes[card.plotline_id]}" if order == "story" else ""
            end.add(place, is_italic=True)
            for paragraph in _paragraphs(card.description):
                end.add(paragraph)


class _End:
    """The end of a document, where paragraphs are added.

    WORKAROUND(python-docx): its own way looks through all paragraphs for that place, and for the style by name, each
    time, which takes half a minute for 10,000 cards.
    """

    def __init__(self, document: Document) -> None:
        self._section = document.element.body.sectPr
        self._document = document
        self._styles: dict[str, str] = {}

    def add(self, text: str, style: str = "", *, is_italic: bool = False) -> None:
        from docx.oxml import OxmlElement
        from docx.text.run import Run

        paragraph = OxmlElement("w:p")
        self._section.addprevious(paragraph)
        if style:
            paragraph.style = self._style_id(style)
        run = Run(paragraph.add_r(), self._document._body)
        run.text = _allowed(text)
        if is_italic:
            run.italic = True

    def _style_id(self, style: str) -> str:
        if style not in self._styles:
            self._styles[style] = self._document.styles[style].style_id
        return self._styles[style]


def _add_table(document: Document, table: Table) -> None:
    document.add_heading(table.title, 1)
    lines = [table.head, *table.rows] if table.head else list(table.rows)
    made = document.add_table(rows=len(lines), cols=len(lines[0]), style="Light Grid Accent 1")
    for row, line in zip(made.rows, lines, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = _allowed(text)


def _add_prose(document: Document, text: str) -> None:
    for paragraph in _paragraphs(text):
        document.add_paragraph(_allowed(paragraph))


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _allowed(text: str) -> str:
    """Without the control characters that XML has no way to write."""
    return _NOT_IN_XML.sub("", text)
