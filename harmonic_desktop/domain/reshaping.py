"""The verbs that give many cards another harmony at once: draw, smooth, blend in a story shape, ramp."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from .contents import Contents
from .edits import Change, Edit, edit
from .harmony import Floats
from .labels import card_label
from .shapes import Smoothing, StoryShape, blended, moments_of, ramped
from .storyboard import Card, set_harmony


def draw_harmony(contents: Contents, ties: Mapping[int, float]) -> Edit:
    """Gives cards the harmony (0..1) of a curve that was drawn over them; raises InvalidValue, NotFound."""
    label = card_label("Draw harmony of", [contents.get_card(card_id) for card_id in ties])
    return replace(set_harmony(contents, ties), label=label)


def smooth_harmony(contents: Contents, card_ids: Collection[int] | None, window: float, strength: float) -> Edit:
    """Evens out cards (None: all) along their plotlines, over a window of so many beats, by a strength of 0..1.

    `shapes.Smoothing` says how; raises InvalidValue, NotFound.
    """
    cards = _chosen(contents, card_ids)
    ties = Smoothing(moments_of(cards)).ties(window, strength)
    return _reshaped(card_label("Smooth harmony of", cards), cards, ties)


def blend_shape(
    contents: Contents, card_ids: Collection[int] | None, shape: StoryShape, low: float, high: float, share: float
) -> Edit:
    """Moves cards (None: all) by a share (0..1) towards a story shape from `low` to `high`.

    `shapes.blended` says how; raises InvalidValue, NotFound.
    """
    cards = _chosen(contents, card_ids)
    ties = blended(moments_of(cards), shape, low, high, share)
    return _reshaped(card_label(f"Blend in {shape.value} ({round(share * 100)} %) to", cards), cards, ties)


def ramp_harmony(contents: Contents, card_ids: Collection[int] | None, first: float, last: float) -> Edit:
    """Puts cards (None: all) on a straight line from one harmony to another; raises InvalidValue, NotFound."""
    cards = _chosen(contents, card_ids)
    return _reshaped(card_label("Ramp harmony of", cards), cards, ramped(moments_of(cards), first, last))


def _chosen(contents: Contents, card_ids: Collection[int] | None) -> list[Card]:
    if card_ids is None:
        return list(contents.cards.values())
    return [contents.get_card(card_id) for card_id in card_ids]


def _reshaped(label: str, cards: Collection[Card], ties: Floats) -> Edit:
    """What is no number stays it, and is no change."""
    pairs = zip(cards, ties.tolist(), strict=True)
    changed = [(card, tie) for card, tie in pairs if tie == tie and tie != card.harmony_tie]
    return edit(label, [Change(card, replace(card, harmony_tie=tie)) for card, tie in changed])
