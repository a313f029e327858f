"""A block of cells comes back from text as it was, and what spreadsheets write is read as they mean it."""

from __future__ import annotations

import csv
from html.parser import HTMLParser
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.exchange.block_text import MOST_COLUMNS, MOST_ROWS, read_block, write_block, write_html

cells = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=8) | st.sampled_from(
    ['"', '""', '5"', '"a" b', "a\tb", "a\nb", "", " ", '"\n']
)
blocks = st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[cells] * width), min_size=1, max_size=5))


@given(blocks)
def test_what_is_written_is_read_again(rows: list[tuple[str, ...]]) -> None:
    if any(any(row) for row in rows):
        assert read_block(write_block(rows)) == tuple(rows)


@given(blocks)
def test_a_reader_of_csv_that_others_wrote_reads_the_same(rows: list[tuple[str, ...]]) -> None:
    read = list(csv.reader(StringIO(write_block(rows), newline=""), dialect="excel-tab"))
    assert read == [list(row) if any(row) or len(row) > 1 else [] for row in rows]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("1\t2\n3\t4\n", (("1", "2"), ("3", "4"))),
        ("1\t2\r\n3\t4\r\n", (("1", "2"), ("3", "4"))),
        ("1\r2", (("1",), ("2",))),
        ("gravity\t9,81\tm/s²", (("gravity", "9,81", "m/s²"),)),
        ('"two\nlines"\t5', (("two\nlines", "5"),)),
        ('"say ""hm"""\t5"', (('say "hm"', '5"'),)),
        ('"magic" dust\t1', (('"magic" dust', "1"),)),
        ('"open\t1', (('"open', "1"),)),
        ("a\t\n\nb", (("a", ""), ("",), ("b",))),
        ("a\n\n", (("a",), ("",))),
    ],
)
def test_text_of_a_spreadsheet_is_read_as_it_is_meant(text: str, rows: tuple[tuple[str, ...], ...]) -> None:
    assert read_block(text) == rows


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no text"),
        ("\t\n\t", "no text"),
        ("1\n" * (MOST_ROWS + 1), "rows"),
        ("\t" * MOST_COLUMNS + "x", "columns"),
        ("x" * 10_000_001, "characters"),
    ],
    ids=["empty", "blank", "rows", "columns", "long"],
)
def test_what_cannot_be_pasted_is_refused_with_a_sentence(text: str, words: str) -> None:
    with pytest.raises(InvalidValue, match=words):
        read_block(text)


class Cells(HTMLParser):
    """The texts and numbers of a table's cells."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "td":
            self.found.append(("", dict(attrs).get("sdval")))

    def handle_data(self, data: str) -> None:
        text, number = self.found[-1]
        self.found[-1] = (text + data, number)


def test_the_table_in_html_holds_texts_as_texts_and_numbers_with_all_their_digits() -> None:
    reader = Cells()
    reader.feed(write_html([[("<b>ink</b> & “so”", None), ("0,1", 0.1)], [("x", None), ("1/3", 1 / 3)]]))
    assert reader.found == [("<b>ink</b> & “so”", None), ("0,1", "0.1"), ("x", None), ("1/3", "0.3333333333333333")]
