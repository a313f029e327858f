"""Reading an XML document of another program, which may be made to do harm."""

from __future__ import annotations

from xml.etree import ElementTree

from ..domain.errors import InvalidValue


def parsed(data: bytes, thing: str, kind: str) -> ElementTree.Element:
    """The root of a document: “This {thing} defines …”, “This is not {kind}: …”. Raises InvalidValue.

    Entities are refused, which grow without bound when they are read.
    """
    plain = data.replace(b"\x00", b"")  # as in UTF-8, also of a document in UTF-16
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise InvalidValue(f"This {thing} defines entities of its own, which are not read; nothing was taken.")
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, RecursionError, LookupError) as error:
        raise InvalidValue(f"This is not {kind}: it is not well-formed XML; nothing was taken.") from error
