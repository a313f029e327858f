"""Cards on the clipboard: what is copied is what is pasted, and what is hostile there is one sentence."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.contents import contents_of
from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.domain.pasting import Clip, clip_of, paste_cards
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.exchange import card_clip
from harmonic_desktop.exchange.card_clip import MOST_CARDS, read_clip, write_clip
from harmonic_desktop.exchange.card_text import read_text, write_table
from tests.domain.strategies import contents, groups

CELLO = Plotline(7, 1, "Weight", 5, 0, "Cello")
FIRE = Card(3, 1, 7, "Fire", "It burns,\n“tab\there”.", 0.25, 16.5, 4.0)
SMOKE = Card(4, 1, 7, "Smoke", "", 1.0, 20.5, 1 / 3)
CLIP = Clip((FIRE, SMOKE), {7: CELLO}, "1 Aria")
EMPTY = contents_of(Universe(1, 7, "Aria"), [Plotline(1, 1, "Main")])


def told(card: Card) -> tuple[object, ...]:
    return card.plot_point, card.description, card.harmony_tie, card.start_beat, card.duration_beats


@given(st.data())
def test_a_clip_comes_back_as_it_was_written(data: st.DataObject) -> None:
    story = data.draw(contents())
    if not story.cards:
        return
    clip = clip_of(story, data.draw(groups(story)))
    back = read_clip(write_clip(clip))
    assert [told(card) for card in back.cards] == [told(card) for card in clip.cards]
    assert [card.plotline_id for card in back.cards] == [card.plotline_id for card in clip.cards]
    assert back.origin == clip.origin
    assert [(p.id, p.name, p.colour, p.instrument) for p in back.plotlines.values()] == [
        (p.id, p.name, p.colour, p.instrument) for p in clip.plotlines.values()
    ]


def test_a_harmony_that_is_no_number_is_pasted_as_none() -> None:
    odd = replace(CLIP, cards=(replace(FIRE, harmony_tie=math.nan), replace(SMOKE, harmony_tie=-2.5)))
    assert [card.harmony_tie for card in read_clip(write_clip(odd)).cards] == [0.0, -2.5]


def broken(change: Callable[[Any], object]) -> str:
    document = json.loads(write_clip(CLIP))
    change(document)
    return json.dumps(document)


HOSTILE = [
    "",
    "[]",
    "{",
    "nonsense",
    "[" * 100_000,
    '{"format": "harmonic-cards"}',
    broken(lambda d: d.update(format="harmonic-universe")),
    broken(lambda d: d.update(version="one")),
    broken(lambda d: d.update(surprise=1)),
    broken(lambda d: d["cards"][0].update(plotline=1)),
    broken(lambda d: d["cards"][0].update(plotline=-2)),
    broken(lambda d: d["cards"][0].update(start_beat=math.nan)),
    broken(lambda d: d["cards"][0].update(start_beat=-1)),
    broken(lambda d: d["cards"][0].update(start_beat=1e300)),
    broken(lambda d: d["cards"][0].update(duration_beats=0)),
    broken(lambda d: d["cards"][0].update(duration_beats=math.inf)),
    broken(lambda d: d["cards"][0].update(plot_point="x" * 201)),
    broken(lambda d: d["cards"][0].update(plot_point="\x00")),
    broken(lambda d: d["cards"][0].update(description="\ud800")),
    broken(lambda d: d["plotlines"][0].update(name=" ")),
    broken(lambda d: d["plotlines"][0].update(id="seven")),
    broken(lambda d: d["cards"].append(5)),
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_hostile_is_refused_with_one_sentence(text: str) -> None:
    with pytest.raises(InvalidValue, match=r"^The clipboard holds cards that can’t be read; copy them again\.$"):
        read_clip(text)


def test_a_clip_of_a_newer_version_says_so() -> None:
    with pytest.raises(InvalidValue, match="newer version"):
        read_clip(broken(lambda d: d.update(version=2, more=[])))


def test_too_much_is_refused_with_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    many = broken(lambda d: d.update(cards=[0] * 300_000))
    with pytest.raises(InvalidValue, match="300,000 cards; 100,000 is the most"):
        read_clip(many)
    monkeypatch.setattr(card_clip, "SIZE_LIMIT", 100)
    with pytest.raises(InvalidValue, match="100 characters"):
        read_clip(many)


# text -----------------------------------------------------------------------------------------------------------------


def test_a_spreadsheet_gets_six_columns_and_gives_them_back() -> None:
    assert write_table(Clip((SMOKE,), {7: CELLO})) == "Smoke\t\t1\t20.5\t0.3333333333\tWeight\n"
    back = read_text(write_table(CLIP, ","), 4.0)
    assert [told(card)[:4] for card in back.cards] == [told(card)[:4] for card in CLIP.cards]
    assert [p.name for p in back.plotlines.values()] == ["Weight"]
    edit = paste_cards(EMPTY, back, 0.0, 1)
    assert len(edit.changes) == 3


def test_a_decimal_comma_is_written_and_read() -> None:
    line = write_table(Clip((replace(FIRE, description=""),)), ",")
    assert line == "Fire\t\t0,25\t16,5\t4\t\n"
    assert told(read_text(line, 4.0).cards[0]) == ("Fire", "", 0.25, 16.5, 4.0)


def test_lines_of_text_become_cards_one_after_the_other() -> None:
    back = read_text('\n The boat leaves \n"Quoted, she said\r\n\r\nThe end', 3.0)
    assert [told(card) for card in back.cards] == [
        ("The boat leaves", "", 0.0, 0.0, 3.0),
        ('"Quoted, she said', "", 0.0, 3.0, 3.0),
        ("The end", "", 0.0, 6.0, 3.0),
    ]
    assert not back.plotlines


def test_a_paragraph_keeps_its_words_in_the_description() -> None:
    (card,) = read_text("word " * 100, 4.0).cards
    assert len(card.plot_point) <= 200 and card.plot_point.endswith("word…")
    assert card.description == ("word " * 100).strip()
    (endless,) = read_text("x" * 300, 4.0).cards
    assert endless.plot_point == "x" * 199 + "…"


def test_columns_that_are_left_out_are_chosen_on_each_plotline() -> None:
    back = read_text("A\t\t\t\t2\tMain\nB\t\t\t\t\tSide\nC\t\t\t\t\tMain\n", 4.0)
    assert [(card.start_beat, card.duration_beats) for card in back.cards] == [(0.0, 2.0), (0.0, 4.0), (2.0, 4.0)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("A\t\t0.5\nB\t\thigh", "Line 2 can’t be pasted: “high” is not a number."),
        ("A\t\t1.5", "Line 1 can’t be pasted: Harmony has to be from 0 to 1"),
        ("A\t\tnan", "Line 1 can’t be pasted: Harmony has to be a finite number"),
        ("A\t\t\t-4", "The start has to be from 0"),
        ("\tno title", "The plot point can’t be empty"),
        (f"A\t\t\t\t\t{'x' * 101}", "The name of a plotline has 101 characters"),
        ('A\t"' + "x" * 200_000 + '"', "a table that can’t be read"),
        ("x\n" * (MOST_CARDS + 1), "more than 100,000 lines"),
    ],
    ids=["a word", "beyond 1", "nan", "before 0", "no title", "a long name", "an endless cell", "too many lines"],
)
def test_a_line_that_is_no_card_is_named(text: str, sentence: str) -> None:
    with pytest.raises(InvalidValue, match=sentence.replace("(", r"\(")):
        read_text(text, 4.0)
