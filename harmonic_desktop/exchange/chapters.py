"""A storyboard as something to read: its cards in chapters, with what stands at each card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from ..domain.contents import Contents, in_story_order, markers_in_order
from ..domain.markers import Marker
from ..domain.meter import Meter
from ..domain.storyboard import Card

Order = Literal["plotlines", "story"]
"""Chapters are plotlines, or the acts of the story with all cards in the order in which they begin."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and the cards under it; one without a title is the only one, or what lies outside of all acts."""

    title: str
    cards: tuple[Card, ...]


def chapters_of(contents: Contents, order: Order) -> list[Chapter]:
    """The chapters, those without cards left out."""
    if order == "plotlines":
        lanes = [(lane.name, contents.cards_on(lane.id)) for lane in contents.ordered_plotlines()]
        return [Chapter(title, tuple(cards)) for title, cards in lanes if cards]
    acts = [marker for marker in markers_in_order(contents) if marker.duration_beats > 0]
    runs = groupby(in_story_order(contents), lambda card: _act_of(card, acts))
    return [Chapter(title, tuple(cards)) for title, cards in runs]


@dataclass(frozen=True, slots=True)
class Table:
    """What is told of a universe in rows under a head; the head may be empty."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables_of(contents: Contents) -> list[Table]:
    """The world, its physics and its music, as far as there is anything to be told."""
    universe = contents.universe
    world = []
    if universe.gravity_constant is not None:
        world.append(("Gravity at the surface", f"{universe.gravity_constant:.10g} m/s²"))
    if universe.environment_harmony is not None:
        world.append(("Harmony of the environment", f"{universe.environment_harmony:.2f}"))
    if universe.target_low is not None and universe.target_high is not None:
        world.append(("Harmony that the story aims at", f"{universe.target_low:.2f}–{universe.target_high:.2f}"))
    physics = [(p.parameter_name, f"{p.value:.10g}", p.unit) for p in contents.physics.values()]
    music = [(p.parameter_name, f"{p.value:.10g}", p.instrument or "") for p in contents.music.values()]
    tables = (
        Table("World", (), tuple(world)),
        Table("Physics", ("Parameter", "Value", "Unit"), tuple(physics)),
        Table("Music", ("Parameter", "Value", "Instrument"), tuple(music)),
    )
    return [table for table in tables if table.rows]


def place_of(card: Card, meter: Meter) -> str:
    """“Bars 4–5”, or “Bar 4” for what ends in the bar in which it begins."""
    first, _ = meter.bar_and_beat(card.start_beat)
    last, beat = meter.bar_and_beat(card.end_beat)
    last = last - 1 if beat == 1.0 and last > first else last
    return f"Bar {first}" if last == first else f"Bars {first}–{last}"


def harmony_of(card: Card) -> str:
    """“Harmony 0.62”."""
    return f"Harmony {card.harmony_tie:.2f}"


def _act_of(card: Card, acts: Sequence[Marker]) -> str:
    """The name of the shortest act in which a card begins."""
    around = [act for act in acts if act.start_beat <= card.start_beat < act.end_beat]
    return min(around, key=lambda act: act.duration_beats).name if around else ""
