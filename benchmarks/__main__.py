"""`python -m benchmarks`: measures the goals, prints a line for each, and ends with 1 when one is missed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from . import chain, edit, exchange, frames, hearing, pictures, score, search, sound, start_up, storage
from .harness import Run, Suite, Verdict

SUITES: tuple[Suite, ...] = (
    start_up.SUITE,
    storage.SUITE,
    edit.SUITE,
    frames.SUITE,
    search.SUITE,
    chain.SUITE,
    score.SUITE,
    sound.SUITE,
    hearing.SUITE,
    pictures.SUITE,
    exchange.SUITE,
)


def main() -> int:
    """Runs the benchmarks that the command line names; returns the exit code."""
    goals = [goal for suite in SUITES for goal in suite.goals]
    parser = _parser()
    read = parser.parse_args()
    if unknown := set(read.names) - {goal.name for goal in goals}:
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}; see --list")
    if read.list:
        for goal in goals:
            more = f", or {goal.or_more:g} {goal.unit} more" if goal.or_more else ""
            print(f"{goal.name:<20}{goal.what}: at most {goal.at_most:g} × {goal.floor}{more}")
        return 0
    missed = 0
    for verdict in _verdicts(set(read.names), read.rounds, read.platform):
        print(verdict.line(), flush=True)
        missed += not verdict.is_met
    print(f"{missed} missed" if missed else "all met")
    return 1 if missed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these (see --list)")
    parser.add_argument("--list", action="store_true", help="say what is measured, against which floor")
    parser.add_argument("--rounds", type=int, default=15, help="samples of each kind (%(default)s)")
    parser.add_argument(
        "--platform", choices=("offscreen", "xcb"), default="offscreen", help="Qt's platform; xcb needs Xvfb"
    )
    return parser


def _verdicts(names: set[str], rounds: int, platform: str) -> Iterator[Verdict]:
    print(
        f"{'':<20}{'ratio':>6}{'goal':>6}           median (middle half) of the program, then of its floor", flush=True
    )
    for suite in SUITES:
        wanted = [goal for goal in suite.goals if not names or goal.name in names]
        if not wanted:
            continue
        with TemporaryDirectory(prefix="harmonic-bench-") as folder:
            samples = suite.measure(Run(Path(folder), rounds, platform))
        for goal in wanted:
            yield Verdict(goal, samples[goal.name])


if __name__ == "__main__":
    raise SystemExit(main())
