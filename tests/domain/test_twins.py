"""Which of several parameters of one name counts stays right through any changes of single ones."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.catalogue import known_parameters, passed_over
from harmonic_desktop.domain.parameters import MusicParameter, PhysicsParameter
from harmonic_desktop.domain.twins import Twins

NAMES = ["tempo", "BPM", " Tempo ", "ink", "INK", "swing"]
rows = st.tuples(st.integers(1, 6), st.sampled_from(NAMES), st.sampled_from([None, "Cello", "cello", ""]))
steps = st.lists(st.tuples(rows, st.booleans()), max_size=25)


@given(st.lists(rows, max_size=6), steps)
def test_changes_lead_to_what_counting_all_anew_gives(
    first: list[tuple[int, str, str | None]], then: list[tuple[tuple[int, str, str | None], bool]]
) -> None:
    there = {i: MusicParameter(i, 1, name, 1.0, instrument) for i, name, instrument in first}
    twins = Twins("music", there.values())
    for (i, name, instrument), is_gone in then:
        before = _passed_over(there)
        after = None if is_gone else MusicParameter(i, 1, name, 1.0, instrument)
        there.pop(i, None)
        if after is not None:
            there[i] = after
        touched = twins.follow(i, after)
        now = _passed_over(there)
        assert {one for one in there if twins.is_passed_over(one)} == now
        assert before ^ now <= touched | {i}


def _passed_over(there: dict[int, MusicParameter]) -> frozenset[int]:
    return passed_over("music", ((p.id, p.parameter_name, p.instrument) for p in there.values()))


def test_what_is_missing_is_what_no_parameter_is_named() -> None:
    drag = PhysicsParameter(1, 1, "airResistance", 0.2)
    twins = Twins("physics", [drag])
    assert [known.name for known in twins.missing()] == [
        known.name for known in known_parameters("physics") if known.name != "air_resistance"
    ]
    twins.follow(1, replace(drag, parameter_name="ink"))
    assert len(twins.missing()) == len(known_parameters("physics"))
