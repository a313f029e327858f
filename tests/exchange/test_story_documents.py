"""A universe as Markdown, DOCX, Fountain and OPML: everything that is to be read is there, whatever people write."""

from __future__ import annotations

import base64
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import docx
import pytest
from hypothesis import given, settings

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.markers import Marker
from harmonic_desktop.domain.meter import Meter
from harmonic_desktop.domain.parameters import MusicParameter, PhysicsParameter
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.exchange.chapters import chapters_of, place_of
from harmonic_desktop.exchange.docx_out import write_docx
from harmonic_desktop.exchange.fountain_out import write_fountain
from harmonic_desktop.exchange.markdown_out import write_markdown
from harmonic_desktop.exchange.opml_out import write_opml
from tests.domain.strategies import contents

STORY = contents_of(
    Universe(1, 7, "Carrow Wheel", "A wheel\nthat hums.", 6.2, 0.62, target_low=0.2, target_high=0.8),
    [
        Plotline(1, 1, "Oda"),
        Plotline(2, 1, "The Mere", 3, 1),
        Plotline(3, 1, "Empty", 4, 2),
        Card(1, 1, 1, "Home", "# not a heading\n- no list\n*stress*", 0.7, 0.0, 8.0),
        Card(2, 1, 2, "Ice | water", "", 0.25, 4.0, 2.0),
        Card(3, 1, 1, "Fire", "It burns.", 0.1, 16.0, 4.0),
        Card(4, 1, 1, "After", "", 0.5, 40.0, 4.0),
        Marker(1, 1, "Act I", 0.0, 16.0),
        Marker(2, 1, "Act II", 16.0, 16.0),
        Marker(3, 1, "Midpoint", 16.0, 0.0),
        PhysicsParameter(1, 1, "gravity", 6.2, "m/s^2"),
        MusicParameter(1, 1, "tempo", 92.0, None),
    ],
)
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def test_chapters_are_plotlines_or_acts() -> None:
    by_plotline = [(c.title, [card.plot_point for card in c.cards]) for c in chapters_of(STORY, "plotlines")]
    assert by_plotline == [("Oda", ["Home", "Fire", "After"]), ("The Mere", ["Ice | water"])]
    in_order = [(c.title, [card.plot_point for card in c.cards]) for c in chapters_of(STORY, "story")]
    assert in_order == [("Act I", ["Home", "Ice | water"]), ("Act II", ["Fire"]), ("", ["After"])]


@pytest.mark.parametrize(
    ("start", "length", "words"), [(0, 4, "Bar 1"), (0, 5, "Bars 1–2"), (4, 8, "Bars 2–3"), (2, 1, "Bar 1")]
)
def test_a_place_is_told_in_bars(start: float, length: float, words: str) -> None:
    assert place_of(Card(1, 1, 1, "", "", 0.0, start, length), Meter(4)) == words


def test_markdown_has_headings_tables_and_the_picture() -> None:
    text = write_markdown(STORY, "story", "the plot.png")
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "# Carrow Wheel", "## World", "## Physics", "## Music", "## Harmony", "## Act I", "### Home", "### Ice | water",
        "## Act II", "### Fire", "## Between the acts", "### After",
    ]  # fmt: skip
    assert "| gravity | 6.2 | m/s^2 |" in text
    assert "![The harmony of the story](<the plot.png>)" in text
    assert "*Bars 1–2 · Harmony 0.70 · Oda*" in text
    assert "\\# not a heading\n\\- no list\n*stress*" in text


def test_docx_has_real_headings_tables_and_the_picture() -> None:
    document = docx.Document(BytesIO(write_docx(STORY, "plotlines", PIXEL)))
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style and p.style.name.startswith(("H", "T"))]
    assert headings[:2] == [("Title", "Carrow Wheel"), ("Heading 1", "World")]
    assert ("Heading 1", "Oda") in headings and ("Heading 2", "Fire") in headings
    assert [cell.text for cell in document.tables[1].rows[1].cells] == ["gravity", "6.2", "m/s^2"]
    assert len(document.inline_shapes) == 1
    assert "It burns." in [p.text for p in document.paragraphs]


def test_fountain_has_a_title_page_sections_synopses_and_notes() -> None:
    text = write_fountain(STORY, "story")
    assert text.startswith("Title: Carrow Wheel\n\n# Act I\n\n## Home\n")
    assert "= It burns.\n" in text
    assert "[[Bar 5 · Harmony 0.10 · Oda]]" in text


def test_opml_is_a_tree_of_chapters_and_cards() -> None:
    root = ElementTree.fromstring(write_opml(STORY, "plotlines"))
    chapters = root.findall("./body/outline")
    assert [chapter.get("text") for chapter in chapters] == ["Oda", "The Mere"]
    assert [(leaf.get("text"), leaf.get("_note")) for leaf in chapters[0]][1] == ("Fire", "It burns.")


def test_an_empty_universe_is_written_too() -> None:
    bare = contents_of(Universe(1, 7, "Bare"), [Plotline(1, 1, "Main")])
    assert write_markdown(bare, "story") == "# Bare\n"
    assert write_fountain(bare, "story") == "Title: Bare\n"
    assert not ElementTree.fromstring(write_opml(bare, "story")).findall("./body/outline")
    assert len(docx.Document(BytesIO(write_docx(bare, "story"))).paragraphs) == 1


@settings(max_examples=30, deadline=None)
@given(contents())
def test_whatever_people_write_gives_documents_that_can_be_read(story: Contents) -> None:
    story = replace(story, universe=replace(story.universe, name=story.universe.name + "\x0b\x1f"))
    root = ElementTree.fromstring(write_opml(story, "story"))
    assert len(root.findall("./body/outline/outline")) == len(story.cards)
    document = docx.Document(BytesIO(write_docx(story, "story")))
    assert sum(bool(p.style and p.style.name == "Heading 2") for p in document.paragraphs) == len(story.cards)
    text = write_markdown(story, "plotlines")
    assert sum(line.startswith("### ") for line in text.splitlines()) == len(story.cards)
    assert write_fountain(story, "story").count("\n## ") == len(story.cards)
