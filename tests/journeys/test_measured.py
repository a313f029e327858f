"""What is measured in the music stands beside what was meant, in the plot and in words."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest

from harmonic_desktop.domain.contents import contents_of
from harmonic_desktop.domain.parameters import change_physics_parameter
from harmonic_desktop.domain.storyboard import Card, Plotline, set_harmony
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.music.measured import Measured, heard_curve
from harmonic_desktop.music.score import Chord, Score
from harmonic_desktop.ui.agreement_words import agreement_in_words

from .conftest import Desk
from .test_look_around import look_around


def test_the_curve_of_the_music_has_gaps_where_nothing_sounds() -> None:
    chords = tuple(Chord(start, 2.0, (60, 64, 67), "C", 0.5, rank, ()) for start, rank in ((0.0, 0.2), (4.0, 0.8)))
    score = Score("", 60.0, 4, 0, 0, 440.0, 0.2, 6.0, (), chords, ())
    heard = heard_curve(score).at([0.0, 1.0, 3.0, 4.5, 7.0])
    np.testing.assert_array_equal(heard, [0.2, 0.2, np.nan, 0.8, np.nan])


def test_it_is_drawn_while_it_is_switched_on_and_composed_for_nobody_else(desk: Desk) -> None:
    look_around(desk)
    assert desk.window.scores.score is None
    desk.window.plot_switches.heard.trigger()
    desk.wait(lambda: desk.window.plot.overlays.heard is not None)
    desk.window.plot.grab()
    assert [line.name for line in desk.window.plot.overlays.lines] == ["Measured in the music"]
    desk.window.plot_switches.heard.trigger()
    desk.window.plot.grab()
    assert desk.window.plot.overlays.lines == []


def test_the_harmony_tab_says_how_far_the_music_follows(desk: Desk) -> None:
    look_around(desk)
    panel = desk.window.harmony_panel
    desk.window.tabs.setCurrentWidget(panel)
    desk.wait(lambda: "rank correlation" in panel.heard.text())
    assert panel.heard.text().startswith("The music follows the curve closely")
    before = desk.window.scores.made_of
    card = next(iter(desk.contents.cards))
    desk.workspace.perform(set_harmony, {card: 0.0})
    desk.wait(lambda: desk.window.scores.made_of is not before)
    assert "rank correlation" in panel.heard.text()


def test_what_was_meant_is_drawn_where_physics_adds_to_the_harmony(desk: Desk) -> None:
    look_around(desk)
    desk.window.plot_switches.heard.trigger()
    desk.wait(lambda: desk.window.plot.overlays.heard is not None)
    friction = next(one for one in desk.contents.physics.values() if one.parameter_name == "friction")
    desk.workspace.perform(change_physics_parameter, friction.id, value=1.0)
    desk.wait(lambda: desk.window.plot.overlays.meant is not None)
    desk.window.plot.grab()
    assert [line.name for line in desk.window.plot.overlays.lines] == ["Meant for the music", "Measured in the music"]
    mean, meant = desk.window.plot.points.whole_curve().at([2.0]), desk.window.plot.overlays.meant
    assert meant is not None
    assert meant.at([2.0]) > mean + 0.1
    pictures = desk.window.plot_panel.pictures(desk.contents)
    assert pictures.overlays.heard is desk.window.plot.overlays.heard
    pictures.deleteLater()
    desk.window.menus.undo.trigger()
    desk.wait(lambda: desk.window.plot.overlays.meant is None)


def test_the_card_that_is_furthest_off_is_gone_to(desk: Desk) -> None:
    look_around(desk)
    panel, card = desk.window.harmony_panel, desk.card("Half a cent")
    desk.window.tabs.setCurrentWidget(panel)
    desk.wait(lambda: "rank correlation" in panel.heard.text())
    panel.show_heard("None is off.")
    assert not panel.furthest.isVisible()
    panel.show_heard("It is off.", Measured(card.id, 0.4, 0.4, 0.65))
    assert panel.furthest.value == "0.25"
    assert "Half a cent" in panel.furthest.place.accessibleName()
    panel.furthest.place.setFocus()
    QTest.keyClick(panel.furthest.place, Qt.Key.Key_Space)
    assert desk.workspace.selection == {card.id}


def test_another_universe_takes_the_curve_away(desk: Desk) -> None:
    look_around(desk)
    desk.window.plot_switches.heard.trigger()
    desk.wait(lambda: desk.window.plot.overlays.heard is not None)
    desk.workspace.create_universe("Empty")
    desk.wait(lambda: desk.window.plot.overlays.heard is None or not len(desk.window.plot.overlays.heard.values))
    desk.window.plot.grab()
    assert not any(len(line.beats) for line in desk.window.plot.overlays.lines)


@pytest.mark.parametrize(
    ("measured", "words"),
    [
        ([0.1, 0.5, 0.9], "The music follows the curve closely: rank correlation 1.00, mean error 0.00."),
        ([0.5, 0.1, 0.9], "The music does not follow the curve well: rank correlation 0.50, mean error 0.27. "
                          "Furthest off is “One”: 0.50 is heard, 0.10 was meant."),
        ([], "No chord sounds for any card, so there is nothing to measure."),
    ],
)  # fmt: skip
def test_the_words_are_honest(measured: list[float], words: str) -> None:
    cards = [Card(n, 1, 1, title, start_beat=4.0 * n) for n, title in enumerate(("One", "Two", "Three"), start=1)]
    contents = contents_of(Universe(1, 0, "A"), [Plotline(1, 1, "Main", 0, 0), *cards])
    told = [Measured(n, i, i, m) for n, (i, m) in enumerate(zip([0.1, 0.5, 0.9], measured, strict=False), start=1)]
    assert agreement_in_words(told, contents, QLocale.c()) == words
