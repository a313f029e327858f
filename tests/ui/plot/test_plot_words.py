"""The sentence on the curve, as a person would say it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.storyboard import Card
from harmonic_desktop.ui.plot.harmony_plot import HarmonyPlot


@pytest.mark.parametrize(
    ("ties", "sentence"),
    [
        ([], "There are no cards yet."),
        ([0.62], "One card, 0.62 at “Point 1” on bar 1."),
        ([0.5, 0.52, 0.49], "Stays near 0.50 from beginning to end."),
        ([0.1, 0.4, 0.9], "Climbs from 0.10 to 0.90."),
        ([0.9, 0.6, 0.1], "Falls from 0.90 to 0.10."),
        ([0.8, 0.1, 0.9], "Falls to 0.10 at “Point 2” on bar 2, then climbs to 0.90 at the end."),
        (
            [0.1, 0.9, 0.2, 0.8],
            "Climbs to 0.90 at “Point 2” on bar 2, falls to 0.20 at “Point 3” on bar 3, "
            "then climbs to 0.80 at the end.",
        ),
        ([0.8, 0.1, 0.2], "Falls to 0.10 at “Point 2” on bar 2 and ends at 0.20."),
        (
            [0.5] * 6 + [0.1, 0.9],
            "Stays near 0.50 until bar 7, falls to 0.10 at “Point 7” on bar 7, then climbs to 0.90 at the end.",
        ),
        ([0.9, 0.1] + [0.12] * 8, "Falls to 0.10 at “Point 2” on bar 2 and stays there."),
        (
            [0.2, 0.9] * 9,
            "Swings between 0.20 at “Point 1” on bar 1 and 0.90 at “Point 2” on bar 2, and ends at 0.90.",
        ),
    ],
)
def test_the_curve_in_one_sentence(plot: HarmonyPlot, contents: Contents, ties: list[float], sentence: str) -> None:
    cards = {
        i: Card(i, 1, 1, f"Point {i}", harmony_tie=tie, start_beat=4.0 * (i - 1)) for i, tie in enumerate(ties, start=1)
    }
    plot.show_universe(replace(contents, cards=cards))
    assert plot.words.way() == sentence


def test_a_long_silence_is_told(plot: HarmonyPlot, contents: Contents) -> None:
    cards = {i: Card(i, 1, 1, f"Point {i}", harmony_tie=i / 4, start_beat=4.0 * i * i) for i in (1, 2, 3)}
    plot.show_universe(replace(contents, cards=cards))
    assert plot.words.way() == "Climbs from 0.25 to 0.75. Nothing sounds from bar 6 to bar 9."
