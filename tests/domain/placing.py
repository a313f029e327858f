"""Any verb that places cards on plotlines, for property tests of the rules that hold for all of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from hypothesis import strategies as st

from harmonic_desktop.domain.bulk import set_plotline
from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.pasting import clip_of, paste_cards
from harmonic_desktop.domain.storyboard import (
    create_card,
    duplicate_cards,
    move_cards,
    place_card,
    remove_plotline,
    resize_card,
)
from tests.domain.strategies import groups, lengths, starts, steps

PlacingVerb = Callable[..., Edit]
"""Takes `ripple`, and nothing else."""


@st.composite
def placing_verbs(draw: st.DrawFn, story: Contents) -> tuple[frozenset[int], PlacingVerb]:
    """Such a verb, all but `ripple` given, and the stored cards that it is asked to place."""
    lane, one = draw(st.sampled_from(sorted(story.plotlines))), draw(st.sampled_from(sorted(story.cards)))
    some = draw(groups(story))
    verbs: list[tuple[frozenset[int], PlacingVerb]] = [
        (some, partial(move_cards, story, some, draw(steps), draw(st.integers(-3, 3)))),
        (frozenset({one}), partial(place_card, story, one, draw(starts), lane)),
        (frozenset({one}), partial(resize_card, story, one, draw(starts), draw(lengths))),
        (frozenset(), partial(create_card, story, lane, draw(starts), draw(lengths))),
        (frozenset(), partial(duplicate_cards, story, some)),
    ]
    verbs.append((some, partial(set_plotline, story, some, lane)))
    verbs.append((frozenset(), partial(paste_cards, story, clip_of(story, some), draw(starts), lane)))
    if others := [other for other in sorted(story.plotlines) if other != lane]:
        moved = frozenset(card.id for card in story.cards_on(lane))
        verbs.append((moved, partial(remove_plotline, story, lane, draw(st.sampled_from(others)))))
    return draw(st.sampled_from(verbs))
