"""Any universe, and any edit of it, for property tests here and in the storage's tests."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from hypothesis import strategies as st

from harmonic_desktop.domain import parameters, storyboard, universe
from harmonic_desktop.domain.checks import NAME_LIMIT, PLOT_POINT_LIMIT, UNIT_LIMIT
from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.parameters import MusicParameter, PhysicsParameter
from harmonic_desktop.domain.placement import rippled
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe

UNIVERSE_ID = 1
CREATOR_ID = 7

letters = st.characters(codec="utf-8", exclude_characters="\x00")
prose = st.text(letters, max_size=60) | st.just("<b>bold</b>\n& “quoted”; ' -- DROP TABLE storyboards;")
numbers = st.floats(allow_nan=False, allow_infinity=False)
shares = st.floats(0.0, 1.0)
starts = st.integers(0, 800).map(lambda quarters: quarters / 4) | st.floats(0.0, 500.0)
lengths = st.integers(1, 64).map(lambda quarters: quarters / 4) | st.floats(0.01, 40.0)
steps = st.integers(-400, 400).map(lambda quarters: quarters / 4) | st.floats(-500.0, 500.0)
colours = st.integers(0, storyboard.COLOURS - 1)
instruments = st.none() | st.sampled_from(["Cello", "Church Organ", "theremin", "Ноль"])


def names(limit: int = NAME_LIMIT) -> st.SearchStrategy[str]:
    """Texts that a name may be, of any script, as they are kept: on one line, not empty, within the limit."""
    wild = st.text(letters, min_size=1, max_size=30).map(lambda text: " ".join(text.split()))
    short = wild.filter(lambda text: 0 < len(text) <= limit)
    return short | st.sampled_from(["Main", "<i>Umlaute</i> äöü", "宇宙", "x" * limit])


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
    )


@st.composite
def contents(draw: st.DrawFn, max_cards: int = 12) -> Contents:
    """A stored universe with one to four plotlines, cards that don't overlap, and parameters."""
    lanes = [
        Plotline(row + 1, UNIVERSE_ID, draw(names()), draw(colours), row, draw(instruments))
        for row in range(draw(st.integers(1, 4)))
    ]
    cards = [draw(_cards(number + 1, lanes)) for number in range(draw(st.integers(0, max_cards)))]
    laid = [card for lane in lanes for card in rippled([], [c for c in cards if c.plotline_id == lane.id])]
    physics = [draw(_physics(number + 1)) for number in range(draw(st.integers(0, 3)))]
    music = [draw(_music(number + 1)) for number in range(draw(st.integers(0, 3)))]
    return contents_of(draw(universes()), [*lanes, *laid, *physics, *music])


def edits_of(contents: Contents) -> st.SearchStrategy[Edit]:
    """Any edit of these contents that is not refused; it may change nothing."""
    kinds = [_universe_edits(contents), _parameter_edits(contents), _plotline_edits(contents)]
    return st.one_of([*kinds, _new_cards(contents), *([_card_edits(contents)] * 3 if contents.cards else [])])


def groups(contents: Contents) -> st.SearchStrategy[frozenset[int]]:
    """Some of the cards, by id; there has to be one."""
    return st.frozensets(st.sampled_from(sorted(contents.cards)), min_size=1, max_size=6)


def _cards(card_id: int, lanes: list[Plotline]) -> st.SearchStrategy[Card]:
    return st.builds(
        Card,
        st.just(card_id),
        st.just(UNIVERSE_ID),
        st.sampled_from([lane.id for lane in lanes]),
        names(PLOT_POINT_LIMIT),
        prose,
        shares | numbers,
        starts,
        lengths,
    )


def _physics(parameter_id: int) -> st.SearchStrategy[PhysicsParameter]:
    unit = names(UNIT_LIMIT) | st.just("")
    return st.builds(PhysicsParameter, st.just(parameter_id), st.just(UNIVERSE_ID), names(), numbers, unit)


def _music(parameter_id: int) -> st.SearchStrategy[MusicParameter]:
    return st.builds(MusicParameter, st.just(parameter_id), st.just(UNIVERSE_ID), names(), numbers, instruments)


def _universe_edits(contents: Contents) -> st.SearchStrategy[Edit]:
    return st.one_of(
        st.builds(partial(universe.rename_universe, contents.universe), names()),
        st.builds(partial(universe.describe_universe, contents), prose),
        st.builds(partial(universe.set_gravity, contents), st.none() | numbers),
        st.builds(partial(universe.set_environment_harmony, contents), st.none() | shares),
    )


def _parameter_edits(contents: Contents) -> st.SearchStrategy[Edit]:
    unit = names(UNIT_LIMIT)
    kinds = [
        st.builds(partial(parameters.add_physics_parameter, contents), names(), numbers, unit),
        st.builds(partial(parameters.add_music_parameter, contents), names(), numbers, instruments),
    ]
    if contents.physics:
        change = partial(parameters.change_physics_parameter, contents)
        kinds.append(st.builds(change, _one_of(contents.physics), name=names(), value=numbers, unit=unit))
    if contents.music:
        retune = partial(parameters.change_music_parameter, contents)
        who = st.sampled_from(["", "Cello"])
        kinds.append(st.builds(retune, _one_of(contents.music), name=names(), value=numbers, instrument=who))
    gone = [*contents.physics.values(), *contents.music.values()]
    if gone:
        some = st.lists(st.sampled_from(gone), unique=True, max_size=3)
        kinds.append(st.builds(partial(parameters.remove_parameters, contents), some))
    return st.one_of(kinds)


def _plotline_edits(contents: Contents) -> st.SearchStrategy[Edit]:
    lane, who = _one_of(contents.plotlines), st.none() | st.sampled_from(["", "Oboe"])
    change = partial(storyboard.change_plotline, contents)
    kinds = [
        st.builds(partial(storyboard.add_plotline, contents), names(), st.none() | colours),
        st.builds(change, lane, name=st.none() | names(), colour=st.none() | colours, instrument=who),
        st.builds(partial(storyboard.move_plotline, contents), lane, st.integers(-2, 6)),
    ]
    if len(contents.plotlines) > 1:
        kinds.append(lane.flatmap(partial(_removals_of, contents)))
    return st.one_of(kinds)


def _removals_of(contents: Contents, plotline_id: int) -> st.SearchStrategy[Edit]:
    others = sorted(contents.plotlines.keys() - {plotline_id})
    return st.builds(partial(storyboard.remove_plotline, contents, plotline_id), st.none() | st.sampled_from(others))


def _new_cards(contents: Contents) -> st.SearchStrategy[Edit]:
    create = partial(storyboard.create_card, contents)
    return st.builds(create, _one_of(contents.plotlines), starts, lengths, names(PLOT_POINT_LIMIT), prose, shares)


def _card_edits(contents: Contents) -> st.SearchStrategy[Edit]:
    card, some = _one_of(contents.cards), groups(contents)
    ties = st.dictionaries(card, shares, min_size=1, max_size=6)
    lane = st.none() | _one_of(contents.plotlines)
    words = st.none() | names(PLOT_POINT_LIMIT)
    return st.one_of(
        st.builds(partial(storyboard.move_cards, contents), some, steps, st.integers(-3, 3)),
        st.builds(partial(storyboard.place_card, contents), card, starts, lane),
        st.builds(partial(storyboard.resize_card, contents), card, starts, lengths),
        st.builds(partial(storyboard.set_harmony, contents), ties),
        st.builds(partial(storyboard.change_card, contents), card, plot_point=words, description=st.none() | prose),
        st.builds(partial(storyboard.duplicate_cards, contents), some),
        st.builds(partial(storyboard.remove_cards, contents), some),
    )


def _one_of(records: Mapping[int, object]) -> st.SearchStrategy[int]:
    return st.sampled_from(sorted(records))
