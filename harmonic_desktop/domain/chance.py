"""Values of parameters left to chance: within their ranges, and always the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterable
from math import isinf
from random import Random
from typing import TYPE_CHECKING

from .catalogue import Known
from .edits import Edit
from .errors import InvalidValue
from .instruments import plain_name
from .parameter_blocks import Parameter, known_of, put_parameters
from .parameter_entry import value_in_row
from .parameters import MusicParameter, changed_music, changed_physics

if TYPE_CHECKING:
    from .contents import Contents

LAST_SEED = 999_999
_OPEN_RANGE = 10_000
"""So many steps are thrown for where a range has no upper end."""


def randomise_parameters(contents: Contents, parameters: Iterable[Parameter], seed: int) -> Edit:
    """Throws a value for each of them that the catalogue knows; others stay as they are.

    A value follows from the seed, the parameter and its instrument alone: not from which others are thrown with it.
    Raises InvalidValue for a seed that is not a whole number from 0 to LAST_SEED, and where there is nothing to throw.
    """
    if not 0 <= seed <= LAST_SEED:
        raise InvalidValue(f"A seed is a whole number from 0 to {LAST_SEED}.", "seed")
    known = [(one, fact) for one in parameters if (fact := known_of(one)) is not None]
    if not known:
        raise InvalidValue("None of these parameters is in the catalogue, so none has a range.")
    return put_parameters(contents, [_thrown(one, fact, seed) for one, fact in known], "Randomise")


def thrown(known: Known, instrument: str, seed: int) -> float:
    """The value that a seed gives a parameter, in the catalogue's unit: a whole number of steps from its lower end.

    The same on every machine and in every version of Python, which promises that of `random()` alone.
    """
    steps = _OPEN_RANGE if isinf(known.high) else round((known.high - known.low) / known.step)
    dice = Random(f"{seed} {known.kind} {known.name} {plain_name(instrument)}")
    step = int(dice.random() * (steps + 1))
    return float(f"{min(known.low + step * known.step, known.high):.12g}")


def _thrown(parameter: Parameter, known: Known, seed: int) -> Parameter:
    if isinstance(parameter, MusicParameter):
        return changed_music(parameter, value=thrown(known, parameter.instrument or "", seed))
    return changed_physics(parameter, value=value_in_row(known, thrown(known, "", seed), parameter.unit))
