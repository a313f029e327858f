"""What a snapshot holds: all of a universe, ids too, as columns in compressed JSON."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import Any, TypeVar

from ..domain.contents import Contents, contents_of
from ..domain.edits import Record
from ..domain.errors import InvalidValue
from ..domain.markers import Marker
from ..domain.parameters import MusicParameter, PhysicsParameter
from ..domain.storyboard import Card, Plotline
from ..domain.universe import Universe

R = TypeVar("R", bound=Record)

VERSION = 1
LEVEL = 6
LARGEST = 500_000_000
"""No snapshot is unpacked to more bytes than this; a universe of 100,000 long cards takes a fifth of it."""
_KINDS: dict[str, type[Any]] = {
    "universe": Universe,
    "plotlines": Plotline,
    "physics": PhysicsParameter,
    "music": MusicParameter,
    "cards": Card,
    "markers": Marker,
}
_MOMENTS = ("created_at", "updated_at")


def pack(contents: Contents) -> bytes:
    """The contents without their snapshots; numbers that are none are kept too."""
    parts = {
        "universe": [contents.universe],
        "plotlines": contents.plotlines.values(),
        "physics": contents.physics.values(),
        "music": contents.music.values(),
        "cards": contents.cards.values(),
        "markers": contents.markers.values(),
    }
    document = {"version": VERSION, **{name: _columns(_KINDS[name], parts[name]) for name in _KINDS}}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), LEVEL)


def unpack(data: bytes) -> Contents:
    """The contents that were packed, with their ids; raises InvalidValue.

    A field that a newer version added has its default, one that this version doesn't know is passed over.
    """
    try:
        document = json.loads(_unpressed(data).decode("utf-8", "surrogatepass"))
        if document["version"] > VERSION:
            raise InvalidValue("This snapshot was taken by a newer version of the program; open it with that version.")
        (universe,) = _records(Universe, document["universe"])
        kinds = [(kind, document[name]) for name, kind in _KINDS.items() if kind is not Universe]
        return contents_of(universe, [record for kind, columns in kinds for record in _records(kind, columns)])
    except (zlib.error, ValueError, TypeError, KeyError, RecursionError) as error:
        if isinstance(error, InvalidValue):
            raise
        raise InvalidValue("This snapshot can’t be read; the universe itself is as it was.") from error


def _unpressed(data: bytes) -> bytes:
    press = zlib.decompressobj()
    text = press.decompress(data, LARGEST)
    if not press.eof:
        raise ValueError("cut short, or larger than any universe")
    return text


def _columns(kind: type[R], records: Iterable[R]) -> dict[str, Sequence[object]]:
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    values = list(zip(*map(attrgetter(*names), records), strict=True)) or [()] * len(names)
    columns: dict[str, Sequence[object]] = dict(zip(names, values, strict=True))
    for name in _MOMENTS:
        if name in columns:
            columns[name] = [when.isoformat() if isinstance(when, datetime) else None for when in columns[name]]
    return columns


def _records(kind: type[R], columns: Mapping[str, Sequence[Any]]) -> list[R]:
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    kept = {name: values for name, values in columns.items() if name in known}
    for name in _MOMENTS:
        if name in kept:
            kept[name] = [datetime.fromisoformat(when) if when is not None else None for when in kept[name]]
    return [kind(**dict(zip(kept, row, strict=True))) for row in zip(*kept.values(), strict=True)]
