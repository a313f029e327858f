"""A universe that is written comes out of its file as it was, and is written as the very same file again."""

from __future__ import annotations

import json
import math
from dataclasses import replace

from hypothesis import given

from harmonic_desktop.domain.contents import Contents, contents_of, in_story_order, markers_in_order
from harmonic_desktop.domain.edits import age
from harmonic_desktop.domain.parameters import MusicParameter, PhysicsParameter
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.exchange.universe_file import read_universe, write_universe
from harmonic_desktop.paths import resource_path
from tests.domain.strategies import contents

ODD = contents_of(
    Universe(1, 7, "Odd", None, math.inf, -0.0),
    [
        Plotline(1, 1, "Main", 11),
        Card(1, 1, 1, "A", "", math.nan, 0.0, 4.0),
        Card(2, 1, 1, "B", "two\nlines “quoted” \U0001f600", 4.5, 8.0, 4.0),
        PhysicsParameter(1, 1, "gravity", -math.inf, ""),
        MusicParameter(2, 1, "mood", math.nan, ""),
    ],
)


def told(story: Contents) -> list[object]:
    """Everything but ids and times."""
    universe = replace(story.universe, id=0, creator_id=0, created_at=None, updated_at=None)
    rows = {lane.id: row for row, lane in enumerate(story.ordered_plotlines())}
    return [
        universe,
        [replace(p, id=0, universe_id=0) for p in sorted(story.physics.values(), key=age)],
        [replace(p, id=0, universe_id=0) for p in sorted(story.music.values(), key=age)],
        [replace(p, id=0, universe_id=0, position=0) for p in story.ordered_plotlines()],
        [replace(c, id=0, universe_id=0, plotline_id=rows[c.plotline_id]) for c in in_story_order(story)],
        [replace(m, id=0, universe_id=0) for m in markers_in_order(story)],
    ]


@given(contents())
def test_what_is_written_comes_back_and_is_written_the_same_again(story: Contents) -> None:
    text = write_universe(story)
    back = read_universe(text)
    assert told(back) == told(story)
    assert write_universe(back) == text


def test_numbers_that_are_none_travel_as_words() -> None:
    text = write_universe(ODD)
    back = read_universe(text)
    assert write_universe(back) == text
    assert math.isnan(next(c for c in back.cards.values() if c.plot_point == "A").harmony_tie)
    assert back.universe.gravity_constant == math.inf
    assert next(iter(back.physics.values())).value == -math.inf
    assert "\\u" not in text, "letters of any script stay readable"


def test_a_card_that_is_changed_is_one_line_that_differs() -> None:
    sample = read_universe(resource_path("sample_universe.json").read_text("utf-8"))
    card = in_story_order(sample)[20]
    changed = replace(sample, cards={**sample.cards, card.id: replace(card, harmony_tie=0.123)})
    before, after = write_universe(sample).splitlines(), write_universe(changed).splitlines()
    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_a_file_is_json_that_ends_with_a_line_break_and_has_no_ids() -> None:
    text = write_universe(ODD)
    document = json.loads(text)
    assert text.endswith("}\n")
    assert list(document) == [
        "format", "version", "universe", "physics_parameters", "music_parameters", "plotlines", "cards", "markers",
    ]  # fmt: skip
    assert "id" not in document["cards"][0]
