"""A story as OPML 2.0, which outliners read: chapters, and under them the cards."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from ..domain.contents import Contents
from .chapters import Order, chapters_of

_NOT_IN_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_opml(contents: Contents, order: Order) -> bytes:
    """The document as UTF-8; descriptions are in the attribute `_note`, as most outliners have them."""
    root = ElementTree.Element("opml", version="2.0")
    ElementTree.SubElement(ElementTree.SubElement(root, "head"), "title").text = _allowed(contents.universe.name)
    body = ElementTree.SubElement(root, "body")
    for chapter in chapters_of(contents, order):
        branch = ElementTree.SubElement(body, "outline", text=_allowed(chapter.title or "Story"))
        for card in chapter.cards:
            leaf = ElementTree.SubElement(branch, "outline", text=_allowed(card.plot_point))
            if card.description:
                leaf.set("_note", _allowed(card.description))
    ElementTree.indent(root)
    document: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _allowed(text: str) -> str:
    """Without the control characters that XML has no way to write."""
    return _NOT_IN_XML.sub("", text)
