"""Outlines of other programs become stories, and what is left behind is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonic_desktop.domain.contents import in_story_order
from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.domain.placement import overlaps
from harmonic_desktop.exchange.arrivals import Arrival, Story
from harmonic_desktop.exchange.markdown_out import write_markdown
from harmonic_desktop.exchange.opml_out import write_opml
from harmonic_desktop.exchange.outline_in import read_markdown, read_opml
from harmonic_desktop.exchange.universe_file import read_universe
from harmonic_desktop.paths import resource_path

NOVEL = """# The Wheel

A tuner comes home.

## Oda

### Home ###
She steps off
the boat.

### The fork
## Mere

Water.

### Ice
```
# not a heading
```
"""


def told(arrival: Arrival) -> list[tuple[str, str, str, float]]:
    lanes = {p.id: p.name for p in arrival.contents.plotlines.values()}
    cards = in_story_order(arrival.contents)
    return [(lanes[c.plotline_id], c.plot_point, c.description, c.start_beat) for c in cards]


def test_the_deepest_headings_become_cards_and_those_above_plotlines() -> None:
    arrival = read_markdown(NOVEL, "novel")
    assert (arrival.contents.universe.name, arrival.contents.universe.description) == (
        "The Wheel",
        "A tuner comes home.",
    )
    assert told(arrival) == [
        ("Oda", "Home", "She steps off\nthe boat.", 0.0),
        ("Mere", "Ice", "```\n# not a heading\n```", 0.0),
        ("Oda", "The fork", "", 4.0),
    ]
    assert arrival.took == "Took 3 cards on 2 plotlines."
    assert arrival.left == ("Texts under headings that are no cards were left out",)


def test_headings_of_one_level_are_cards_of_one_plotline() -> None:
    arrival = read_markdown("One\n===\nfirst\n\nTwo\n===\n", "Notes")
    assert arrival.contents.universe.name == "Notes"
    assert told(arrival) == [("Main", "One", "first", 0.0), ("Main", "Two", "", 4.0)]


def test_what_the_program_wrote_itself_comes_back_card_by_card() -> None:
    sample = read_universe(resource_path("sample_universe.json").read_text("utf-8"))
    wanted = sorted((c.plot_point, c.description) for c in sample.cards.values())
    for arrival in (
        read_opml(write_opml(sample, "plotlines"), "x"),
        read_markdown(write_markdown(sample, "plotlines"), "x"),
    ):
        found = sorted((c.plot_point, c.description.split("*\n\n")[-1]) for c in arrival.contents.cards.values())
        assert [title for title, _ in found] == [title for title, _ in wanted]
        assert found == wanted
        assert [p.name for p in arrival.contents.plotlines.values()] == [p.name for p in sample.ordered_plotlines()]


def test_titles_that_are_too_long_are_kept_in_the_description() -> None:
    arrival = read_markdown(f"# {'word ' * 60}\ntext\n# b", "x")
    first = in_story_order(arrival.contents)[0]
    assert len(first.plot_point) <= 200 and first.plot_point.endswith("…")
    assert first.description.startswith("word word") and first.description.endswith("\n\ntext")
    assert arrival.left == ("Long titles were cut at 200 characters",)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not well-formed"), (b"<opml/>", "nothing in it"), (b"\x00\xff", "not well-formed"),
        (b"<opml><body/></opml>", "nothing in it"), (b"<html><body><p/></body></html>", "nothing in it"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><opml/>', "entities of its own"),
        (b"<opml><body>" + b"<outline>" * 200 + b"</outline>" * 200 + b"</body></opml>", "nested"),
    ],
)  # fmt: skip
def test_what_is_no_outline_is_refused_with_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(InvalidValue, match=words):
        read_opml(data, "x")


def test_a_text_without_headings_is_refused_with_a_sentence() -> None:
    with pytest.raises(InvalidValue, match="no headings"):
        read_markdown("just text\n\n#hashtag\n\n---\n", "x")


def test_more_cards_than_a_story_holds_are_refused() -> None:
    with pytest.raises(InvalidValue, match="more than 100,000 cards"):
        read_markdown("# a\n" * 100_001, "x")


def test_cards_that_overlap_make_room_in_the_order_of_the_file() -> None:
    story = Story("x")
    lane = story.plotline("Main")
    for title in ("a", "b", "c"):
        story.card(lane, title, start_beat=8.0)
    assert [entry[1:] for entry in told(story.arrival())] == [("a", "", 8.0), ("b", "", 12.0), ("c", "", 16.0)]


@settings(max_examples=80)
@given(st.text(alphabet="#=- \nab*`~\\\ufeff\u2028", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        arrival = read_markdown(text, "x")
    except InvalidValue:
        return
    assert arrival.contents.cards
    for lane in arrival.contents.plotlines.values():
        assert not overlaps(arrival.contents.cards_on(lane.id))
