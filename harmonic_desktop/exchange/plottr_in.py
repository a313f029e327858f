"""Plottr files (.pltr, JSON) as their program's own repository shows them: each book becomes a story.

Lines become plotlines, scene cards cards, and beats (chapters, in older files) the columns that cards lie in: cards in
the same beat begin at the same time. Beats that have a title of their own become markers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..domain.errors import InvalidValue
from .arrivals import BAR, Arrival, Story
from .json_document import read_document

SERIES = "series"
DEEPEST = 100
LAST_PLACE = 1e9
LEFT = {"characters": "Characters", "places": "Places", "notes": "Notes", "tags": "Tags"}

Thing = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Column:
    """A beat, and what it is called where it has a title of its own."""

    id: str
    title: str


def read_plottr(text: str, name: str) -> list[Arrival]:
    """The books of a Plottr file that have cards; `name` is for those without a title. Raises InvalidValue."""
    file = read_document(text, "Plottr file").values
    lines, cards = _things(file.get("lines")), _things(file.get("cards"))
    if not isinstance(file.get("file"), dict) or not ("beats" in file or "chapters" in file):
        raise InvalidValue("This is not a Plottr file: it has no lines and beats; nothing was taken.")
    arrivals = [arrival for book in _books(file) if (arrival := _book(file, book, lines, cards, name)) is not None]
    if not arrivals:
        raise InvalidValue("There is no card in this Plottr file; nothing was taken.")
    return arrivals


def _book(file: Thing, book: Thing, lines: list[Thing], cards: list[Thing], name: str) -> Arrival | None:
    """A book as a story, None where it has no cards."""
    key = _id(book.get("id"))
    mine = {_id(line.get("id")): line for line in lines if _id(line.get("bookId", "1")) == key}
    columns = _columns(file, key)
    numbers = {column.id: number for number, column in enumerate(columns)}
    placed = [card for card in cards if _id(card.get("lineId")) in mine and _beat_of(card) in numbers]
    if not placed:
        return None
    story = Story(_text(book.get("title")) or name, _text(book.get("premise")))
    in_order = sorted(mine.values(), key=lambda line: _number(line.get("position")))
    named = [(_id(line.get("id")), _lane_name(line, at)) for at, line in enumerate(in_order, start=1)]
    lanes = {line_id: story.plotline(lane, line_id) for line_id, lane in named}
    starts = _starts(placed, numbers, len(columns))
    filled: defaultdict[tuple[str, str], int] = defaultdict(int)
    for card in sorted(placed, key=lambda card: (numbers[_beat_of(card)], _place(card))):
        line, beat = _id(card.get("lineId")), _beat_of(card)
        start = starts[numbers[beat]] + filled[line, beat] * BAR
        filled[line, beat] += 1
        story.card(lanes[line], _text(card.get("title")), rich_text(card.get("description")), start)
    for number, column in enumerate(columns):
        story.marker(column.title, starts[number], (starts[number + 1] - starts[number]) / BAR)
    _tell_left(file, story, sum(_id(card.get("lineId")) in mine for card in cards) - len(placed))
    return story.arrival()


def _tell_left(file: Thing, story: Story, nowhere: int) -> None:
    for key, what in LEFT.items():
        story.leave(f"{what} were left out", len(_things(file.get(key))))
    story.leave("Cards that lie in no beat were left out", nowhere)


def _starts(placed: list[Thing], numbers: dict[str, int], count: int) -> list[float]:
    """Where each column begins, and the last one ends: it is as wide as the most cards that one line has in it."""
    cells: defaultdict[tuple[int, str], int] = defaultdict(int)
    for card in placed:
        cells[numbers[_beat_of(card)], _id(card.get("lineId"))] += 1
    widest = [1] * count
    for (number, _line), cards in cells.items():
        widest[number] = max(widest[number], cards)
    starts = [0.0]
    for cards in widest:
        starts.append(starts[-1] + cards * BAR)
    return starts


def _books(file: Thing) -> list[Thing]:
    """The series' own timeline, then the books in their order."""
    books = file.get("books")
    listed = books if isinstance(books, dict) else {}
    order = list(dict.fromkeys(_ids(listed.get("allIds"))))  # each once
    found = [listed[key] for key in order if isinstance(listed.get(key), dict)]
    found = found or _things({key: value for key, value in listed.items() if key != "allIds"})
    series = file.get("series")
    whole: Thing = {"id": SERIES, "title": _text(series.get("name")) if isinstance(series, dict) else ""}
    return [whole, *(found or [{"id": 1, "title": ""}])]


def _columns(file: Thing, book: str) -> list[_Column]:
    """The beats of a book from left to right: a list in older files, a tree in newer ones."""
    beats = file.get("beats", file.get("chapters"))
    tree = beats.get(book) if isinstance(beats, dict) else None
    if isinstance(tree, dict) and isinstance(tree.get("index"), dict):
        return [_column(beat) for beat in _in_tree(tree)]
    mine = [beat for beat in _things(beats) if _id(beat.get("bookId", "1")) == book]
    return [_column(beat) for beat in sorted(mine, key=lambda beat: _number(beat.get("position")))]


def _in_tree(tree: Thing) -> Iterator[Thing]:
    """Each beat before those in it."""
    index, children = tree["index"], tree.get("children")
    children = children if isinstance(children, dict) else {}
    waiting = [(key, 0) for key in reversed(_ids(children.get("null")))]
    seen: set[str] = set()
    while waiting:
        key, depth = waiting.pop()
        if key in seen or depth > DEEPEST:
            raise InvalidValue("The beats of this Plottr file lie in each other in a circle; nothing was taken.")
        seen.add(key)
        if isinstance(index.get(key), dict):
            yield index[key]
        waiting += [(child, depth + 1) for child in reversed(_ids(children.get(key)))]


def _ids(values: object) -> list[str]:
    return [_id(value) for value in values] if isinstance(values, list) else []


def _id(value: object) -> str:
    """What a number or a word is looked up by; whatever else stands there is looked up in vain."""
    return str(value) if isinstance(value, int | float | str) else ""


def _column(beat: Thing) -> _Column:
    title = _text(beat.get("title"))
    return _Column(_id(beat.get("id")), "" if title == "auto" else title)


def _beat_of(card: Thing) -> str:
    return _id(card.get("beatId", card.get("chapterId")))


def _place(card: Thing) -> tuple[float, float]:
    return _number(card.get("positionWithinLine")), _number(card.get("positionInBeat"))


def _lane_name(line: Thing, number: int) -> str:
    return _text(line.get("title")) or f"Plotline {number}"


def rich_text(value: object) -> str:
    """The words of a description: a text, or paragraphs and lists with children."""
    if isinstance(value, str):
        return value
    blocks = [_block(block, 0) for block in value] if isinstance(value, list) else []
    return "\n\n".join(block for block in blocks if block.strip()).strip()


def _block(block: object, depth: int) -> str:
    if depth > DEEPEST:
        raise InvalidValue("A text in this file is nested too deeply; nothing was taken.")
    if not isinstance(block, dict):
        return ""
    if isinstance(block.get("text"), str):
        return str(block["text"])
    children = block.get("children")
    parts = [_block(child, depth + 1) for child in children] if isinstance(children, list) else []
    if str(block.get("type", "")).endswith("-list"):
        return "\n".join(f"– {part.strip()}" for part in parts)
    return "".join(parts)


def _things(values: object) -> list[Thing]:
    """The objects of a list, or of an object by ids."""
    listed = values.values() if isinstance(values, dict) else values if isinstance(values, list) else ()
    return [value for value in listed if isinstance(value, dict)]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0.0
    return float(min(max(value, -LAST_PLACE), LAST_PLACE))  # a whole number of any size is in a file
