"""Any universe, and any edit of it, for property tests here and in the storage's tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from unicodedata import normalize

from hypothesis import strategies as st

from harmonic_desktop.domain import markers, parameters, storyboard, universe
from harmonic_desktop.domain.checks import NAME_LIMIT, PLOT_POINT_LIMIT, UNIT_LIMIT
from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.markers import Marker
from harmonic_desktop.domain.parameters import MusicParameter, PhysicsParameter
from harmonic_desktop.domain.placement import rippled
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe

UNIVERSE_ID = 1
CREATOR_ID = 7

letters = st.characters(codec="utf-8", exclude_characters="\x00")
prose = st.text(letters, max_size=20) | st.just("<b>bold</b>\n& “quoted”; ' -- DROP TABLE storyboards;")
numbers = st.floats(allow_nan=False, allow_infinity=False)
shares = st.floats(0.0, 1.0)
starts = st.integers(0, 800).map(lambda quarters: quarters / 4) | st.floats(0.0, 500.0)
lengths = st.integers(1, 64).map(lambda quarters: quarters / 4) | st.floats(0.01, 40.0)
steps = st.integers(-400, 400).map(lambda quarters: quarters / 4) | st.floats(-500.0, 500.0)
colours = st.integers(0, storyboard.COLOURS - 1)
instruments = st.none() | st.sampled_from(["Cello", "Church Organ", "theremin", "Ноль"])


@cache
def names(limit: int = NAME_LIMIT) -> st.SearchStrategy[str]:
    """Texts that a name may be, of any script, as they are kept: composed (NFC), on one line, within the limit."""
    wild = st.text(letters, min_size=1, max_size=12).map(lambda text: " ".join(normalize("NFC", text).split()))
    wild = wild.filter(bool)
    return st.sampled_from(["Main", "<i>Umlaute</i> äöü", "宇宙", "x" * limit]) | wild


_LANE_ROWS = st.lists(
    st.tuples(names(), colours, instruments, st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=4
)
_CARD_ROWS = st.lists(
    st.tuples(st.integers(0, 3), names(PLOT_POINT_LIMIT), prose, shares | numbers, starts, lengths), max_size=20
)
_PHYSICS_ROWS = st.lists(st.tuples(names(), numbers, names(UNIT_LIMIT) | st.just("")), max_size=3)
_MARKER_ROWS = st.lists(st.tuples(names(), starts, lengths | st.just(0.0), colours), max_size=3)
_MUSIC_ROWS = st.lists(st.tuples(names(), numbers, instruments), max_size=3)


def _with_target_band(universe: Universe) -> st.SearchStrategy[Universe]:
    bands = st.just((None, None)) | st.tuples(shares, shares).map(lambda edges: (min(edges), max(edges)))
    return bands.map(lambda band: replace(universe, target_low=band[0], target_high=band[1]))


@cache
def universes() -> st.SearchStrategy[Universe]:
    """A stored universe; what older files hold out of range is among it."""
    return st.builds(
        Universe,
        st.just(UNIVERSE_ID),
        st.just(CREATOR_ID),
        names(),
        st.none() | prose,
        st.none() | numbers,
        st.none() | numbers,
    ).flatmap(_with_target_band)


@st.composite
def contents(draw: st.DrawFn, max_cards: int = 8) -> Contents:
    """A stored universe with one to four plotlines, cards that don't overlap, and parameters."""
    lanes = [
        Plotline(row + 1, UNIVERSE_ID, name, colour, row, instrument, *switches)
        for row, (name, colour, instrument, *switches) in enumerate(draw(_LANE_ROWS))
    ]
    cards = [
        Card(card_id, UNIVERSE_ID, lanes[row % len(lanes)].id, *values)
        for card_id, (row, *values) in enumerate(draw(_CARD_ROWS)[:max_cards], 1)
    ]
    laid = [card for lane in lanes for card in rippled([], [c for c in cards if c.plotline_id == lane.id])]
    physics = [PhysicsParameter(i, UNIVERSE_ID, *row) for i, row in enumerate(draw(_PHYSICS_ROWS), 1)]
    music = [MusicParameter(i, UNIVERSE_ID, *row) for i, row in enumerate(draw(_MUSIC_ROWS), 1)]
    marked = [Marker(i, UNIVERSE_ID, *row) for i, row in enumerate(draw(_MARKER_ROWS), 1)]
    return contents_of(draw(universes()), [*lanes, *laid, *physics, *music, *marked])


@st.composite
def edits_of(draw: st.DrawFn, contents: Contents) -> Edit:
    """Any edit of these contents that is not refused; it may change nothing."""
    kinds = [*_ALWAYS, *(_WITH_CARDS * 2 if contents.cards else [])]
    kinds += [_change_physics] if contents.physics else []
    kinds += [_change_music] if contents.music else []
    kinds += [_change_marker, _place_marker, _remove_marker] if contents.markers else []
    kinds += [_remove_plotline] if len(contents.plotlines) > 1 else []
    return draw(st.sampled_from(kinds))(draw, contents)


@st.composite
def groups(draw: st.DrawFn, contents: Contents) -> frozenset[int]:
    """Some of the cards, by id; there has to be one."""
    ids = sorted(contents.cards)
    return frozenset(ids[pick % len(ids)] for pick in draw(_PICKS))


_PICKS = st.lists(st.integers(0, 99), min_size=1, max_size=6)
_WORDS = st.none() | prose
_SWITCH = st.none() | st.booleans()
_MAKER = st.sampled_from(["", "Cello", "theremin"])


def _one_of(draw: st.DrawFn, records: Mapping[int, object]) -> int:
    return draw(st.sampled_from(sorted(records)))


def _rename_universe(draw: st.DrawFn, story: Contents) -> Edit:
    return universe.rename_universe(story.universe, draw(names()))


def _describe_universe(draw: st.DrawFn, story: Contents) -> Edit:
    return universe.describe_universe(story, draw(prose))


def _set_gravity(draw: st.DrawFn, story: Contents) -> Edit:
    return universe.set_gravity(story, draw(st.none() | numbers))


def _set_environment_harmony(draw: st.DrawFn, story: Contents) -> Edit:
    return universe.set_environment_harmony(story, draw(st.none() | shares))


def _set_target_band(draw: st.DrawFn, story: Contents) -> Edit:
    edges = draw(st.none() | st.tuples(shares, shares))
    return universe.set_target_band(story, *(sorted(edges) if edges is not None else (None, None)))


def _create_marker(draw: st.DrawFn, story: Contents) -> Edit:
    return markers.create_marker(
        story, draw(starts), draw(lengths | st.just(0.0)), draw(names()), draw(st.none() | colours)
    )


def _change_marker(draw: st.DrawFn, story: Contents) -> Edit:
    return markers.change_marker(story, _one_of(draw, story.markers), name=draw(names()), colour=draw(colours))


def _place_marker(draw: st.DrawFn, story: Contents) -> Edit:
    return markers.place_marker(story, _one_of(draw, story.markers), draw(starts), draw(lengths | st.just(0.0)))


def _remove_marker(draw: st.DrawFn, story: Contents) -> Edit:
    return markers.remove_marker(story, _one_of(draw, story.markers))


def _add_physics(draw: st.DrawFn, story: Contents) -> Edit:
    return parameters.add_physics_parameter(story, draw(names()), draw(numbers), draw(names(UNIT_LIMIT)))


def _change_physics(draw: st.DrawFn, story: Contents) -> Edit:
    name, value, unit = draw(st.tuples(names(), numbers, names(UNIT_LIMIT)))
    changed = _one_of(draw, story.physics)
    return parameters.change_physics_parameter(story, changed, name=name, value=value, unit=unit)


def _add_music(draw: st.DrawFn, story: Contents) -> Edit:
    return parameters.add_music_parameter(story, draw(names()), draw(numbers), draw(instruments))


def _change_music(draw: st.DrawFn, story: Contents) -> Edit:
    name, value, instrument = draw(st.tuples(names(), numbers, _MAKER))
    changed = _one_of(draw, story.music)
    return parameters.change_music_parameter(story, changed, name=name, value=value, instrument=instrument)


def _remove_parameters(draw: st.DrawFn, story: Contents) -> Edit:
    every: list[PhysicsParameter | MusicParameter] = [*story.physics.values(), *story.music.values()]
    return parameters.remove_parameters(story, [p for p in every if draw(st.booleans())])


def _add_plotline(draw: st.DrawFn, story: Contents) -> Edit:
    return storyboard.add_plotline(story, draw(names()), draw(st.none() | colours))


def _change_plotline(draw: st.DrawFn, story: Contents) -> Edit:
    name, colour, instrument = draw(st.tuples(names(), colours, _MAKER))
    folded, muted, solo = draw(st.tuples(_SWITCH, _SWITCH, _SWITCH))
    changed = _one_of(draw, story.plotlines)
    return storyboard.change_plotline(
        story, changed, name=name, colour=colour, instrument=instrument, is_folded=folded, is_muted=muted, is_solo=solo
    )


def _move_plotline(draw: st.DrawFn, story: Contents) -> Edit:
    return storyboard.move_plotline(story, _one_of(draw, story.plotlines), draw(st.integers(-2, 6)))


def _remove_plotline(draw: st.DrawFn, story: Contents) -> Edit:
    gone = _one_of(draw, story.plotlines)
    others = [lane for lane in sorted(story.plotlines) if lane != gone]
    return storyboard.remove_plotline(story, gone, draw(st.sampled_from([None, *others])))


def _create_card(draw: st.DrawFn, story: Contents) -> Edit:
    lane, start, length = _one_of(draw, story.plotlines), draw(starts), draw(lengths)
    return storyboard.create_card(story, lane, start, length, draw(names(PLOT_POINT_LIMIT)), draw(prose), draw(shares))


def _change_card(draw: st.DrawFn, story: Contents) -> Edit:
    card, title = _one_of(draw, story.cards), draw(names(PLOT_POINT_LIMIT))
    return storyboard.change_card(story, card, plot_point=title, description=draw(_WORDS))


def _set_harmony(draw: st.DrawFn, story: Contents) -> Edit:
    return storyboard.set_harmony(story, {card: draw(shares) for card in draw(groups(story))})


def _move_cards(draw: st.DrawFn, story: Contents) -> Edit:
    return storyboard.move_cards(story, draw(groups(story)), draw(steps), draw(st.integers(-3, 3)))


def _place_card(draw: st.DrawFn, story: Contents) -> Edit:
    return storyboard.place_card(story, _one_of(draw, story.cards), draw(starts), _one_of(draw, story.plotlines))


def _resize_card(draw: st.DrawFn, story: Contents) -> Edit:
    return storyboard.resize_card(story, _one_of(draw, story.cards), draw(starts), draw(lengths))


def _duplicate_cards(draw: st.DrawFn, story: Contents) -> Edit:
    return storyboard.duplicate_cards(story, draw(groups(story)))


def _remove_cards(draw: st.DrawFn, story: Contents) -> Edit:
    return storyboard.remove_cards(story, draw(groups(story)))


_Kind = Callable[[st.DrawFn, Contents], Edit]
_ALWAYS: list[_Kind] = [
    _rename_universe, _describe_universe, _set_gravity, _set_environment_harmony, _set_target_band, _create_marker,
    _add_physics, _add_music, _remove_parameters, _add_plotline, _change_plotline, _move_plotline, _create_card,
]  # fmt: skip
_WITH_CARDS: list[_Kind] = [
    _change_card, _set_harmony, _move_cards, _place_card, _resize_card, _duplicate_cards, _remove_cards,
]  # fmt: skip
