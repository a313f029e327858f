"""Words that are looked for: how texts are compared, where in a text the words stand, and what was found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

MOST_READ = 1000
MOST_WORDS = 16
"""No more characters and words than this are read of what is looked for."""
LEAD = 32
"""An excerpt begins at most so many characters before the first word that was found."""

# Letters and digits with their accents: what a full-text index takes for a word, too.
_WORD = re.compile("(?:[^\\W_]|[\u0300-\u036f])+")

Spans = tuple[tuple[int, int], ...]


class Kind(Enum):
    """What can be found."""

    UNIVERSE = "universe"
    PLOTLINE = "plotline"
    MARKER = "marker"
    CARD = "card"


class Order(Enum):
    """How cards that were found are sorted."""

    BEST = "best"
    STORY = "story"
    HARMONY = "harmony"


@dataclass(frozen=True, slots=True)
class Found:
    """Something of an account in which all words stand; what it has no place or harmony for is None."""

    kind: Kind
    id: int
    universe_id: int
    universe_name: str
    title: str
    text: str = ""
    plotline: str = ""
    bar: int | None = None
    harmony: float | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, the first of it; `card_count`: how many cards there are in all."""

    found: tuple[Found, ...] = ()
    card_count: int = 0


def sought_words(text: str) -> tuple[str, ...]:
    """The words of what is typed into a search field; everything between them is passed over."""
    return tuple(_WORD.findall(text[:MOST_READ])[:MOST_WORDS])


def marked(text: str, words: tuple[str, ...]) -> Spans:
    """Where in a text the words stand, from and to; of the last one a beginning is enough."""
    if not words:
        return ()
    *whole, last = map(folded, words)
    return tuple(_marked(text, frozenset(whole), last))


def excerpt(text: str, words: tuple[str, ...], length: int = 200) -> tuple[str, Spans]:
    """One line of a text from a little before the first of the words, and where they stand in it."""
    line = " ".join(text.split())
    first = next(iter(marked(line, words)), (0, 0))[0]
    start = line.rfind(" ", 0, max(first - LEAD, 0)) + 1 if first > LEAD else 0
    cut = ("…" if start else "") + line[start : start + length]
    return cut, marked(cut, words)


def folded(text: str) -> str:
    """A text without case and accents."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text.casefold()).translate(_NO_ACCENTS)


def _marked(text: str, whole: frozenset[str], last: str) -> Iterator[tuple[int, int]]:
    for match in _WORD.finditer(text):
        word = folded(match[0])
        if word in whole or word.startswith(last):
            yield match.span()


class _NoAccents(dict[int, int | None]):
    """What each character is translated to, found out when it is first met: nothing for an accent."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_NO_ACCENTS = _NoAccents()
