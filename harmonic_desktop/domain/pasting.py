"""Cards on their way from one place to another: taken along in a clip, and put down where they are wanted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .checks import NAME_LIMIT, checked_number, checked_text
from .edits import Edit, created, edit, new_id
from .errors import InvalidValue
from .labels import card_label
from .placement import dropped
from .storyboard import COLOURS, LAST_BEAT, Plotline, remove_cards
from .universe import Universe

if TYPE_CHECKING:
    from .contents import Contents
    from .storyboard import Card

MAIN = "Main"
"""The plotline that is made for cards which come to a storyboard without any."""


@dataclass(frozen=True, slots=True)
class Clip:
    """Cards and their plotlines as they were where they come from, ids too.

    A card whose plotline is not among `plotlines` belongs to none, as a line of text does.
    """

    cards: tuple[Card, ...]
    plotlines: Mapping[int, Plotline] = field(default_factory=dict)
    origin: str = ""
    """Which universe they come from, see `origin_of`; "" when they come from none."""


def origin_of(universe: Universe) -> str:
    """What tells a universe from others, those of another file too, where the same id may be given again."""
    return f"{universe.id} {universe.created_at.isoformat() if universe.created_at is not None else universe.name}"


def clip_of(contents: Contents, card_ids: Collection[int]) -> Clip:
    """Takes cards along, in the order of the story; raises NotFound."""
    rank = {plotline.id: row for row, plotline in enumerate(contents.ordered_plotlines())}
    cards = [contents.get_card(card_id) for card_id in card_ids]
    cards.sort(key=lambda card: (card.start_beat, rank.get(card.plotline_id, -1), card.id))
    used = {card.plotline_id for card in cards}
    plotlines = {i: contents.plotlines[i] for i in rank if i in used}
    return Clip(tuple(cards), plotlines, origin_of(contents.universe))


def cut_cards(contents: Contents, card_ids: Collection[int]) -> Edit:
    """Removes cards that a clip has taken along; raises NotFound."""
    cards = [contents.get_card(card_id) for card_id in card_ids]
    return replace(remove_cards(contents, card_ids), label=card_label("Cut", cards))


def paste_cards(
    contents: Contents, clip: Clip, start_beat: float, plotline_id: int | None, *, ripple: bool = True
) -> Edit:
    """New cards like those of a clip, the first at `start_beat` and the others as far from it as they were.

    In the universe that they come from they lie on the plotlines they were on. In another one they go to plotlines
    of the same names, and those that are missing are made with them. Cards that belong to no plotline go to the given
    one. Raises InvalidValue, NotFound.
    """
    if not clip.cards:
        raise InvalidValue("There is no card to paste.")
    made: list[Plotline] = []
    targets = _targets(contents, clip, made)
    here = _here(contents, clip, plotline_id, made)
    by = start_beat - min(card.start_beat for card in clip.cards)
    cards = [
        replace(
            card,
            id=new_id(),
            universe_id=contents.universe.id,
            plotline_id=targets.get(card.plotline_id, here),
            start_beat=checked_number(card.start_beat + by, "The start", "start_beat", low=0.0, high=LAST_BEAT),
            created_at=None,
            updated_at=None,
        )
        for card in clip.cards
    ]
    return edit(card_label("Paste", clip.cards), [*map(created, made), *dropped(contents, cards, ripple=ripple)])


def _targets(contents: Contents, clip: Clip, made: list[Plotline]) -> dict[int, int]:
    """Where the cards of each plotline of a clip go; plotlines that have to be made are added to `made`."""
    same = clip.origin == origin_of(contents.universe)
    named: dict[str, list[int]] = defaultdict(list)
    for plotline in contents.ordered_plotlines():
        named[_key(plotline)].append(plotline.id)
    targets: dict[int, int] = {}
    for old_id, plotline in clip.plotlines.items():
        if same and old_id in contents.plotlines:
            targets[old_id] = old_id
        elif named[_key(plotline)]:
            targets[old_id] = named[_key(plotline)].pop(0)  # two of one name stay two
        else:
            targets[old_id] = _make(contents, made, plotline)
    return targets


def _here(contents: Contents, clip: Clip, plotline_id: int | None, made: list[Plotline]) -> int:
    """The plotline for cards that belong to none."""
    if plotline_id is not None:
        return contents.get_plotline(plotline_id).id
    if all(card.plotline_id in clip.plotlines for card in clip.cards):
        return 0  # nobody asks for it
    return _make(contents, made, Plotline(0, 0, MAIN))


def _make(contents: Contents, made: list[Plotline], like: Plotline) -> int:
    """A plotline under the others with the name, hue and instrument of another one."""
    below = [plotline.position for plotline in (*contents.plotlines.values(), *made)]
    name = checked_text(like.name, "The name of a plotline", NAME_LIMIT, "name")
    position, colour = max(below, default=-1) + 1, like.colour % COLOURS
    made.append(Plotline(new_id(), contents.universe.id, name, colour, position, like.instrument))
    return made[-1].id


def _key(plotline: Plotline) -> str:
    return " ".join(plotline.name.split()).casefold()
