"""What the Harmony tab promises: the numbers of the curve with the way to their cards, and a target that is set."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.harmony import curve_of
from harmonic_desktop.domain.harmony_numbers import Board, numbers
from harmonic_desktop.domain.storyboard import create_card
from harmonic_desktop.domain.universe import set_environment_harmony, target_of
from harmonic_desktop.ui.harmony_panel import HarmonyPanel
from harmonic_desktop.ui.workspace import Workspace

TIES = [0.8, 0.75, 0.1, 0.2, 0.9]


class Tab:
    """A panel wired to a workspace as the window wires it, and five cards of a bar each after a bar of silence."""

    def __init__(self, workspace: Workspace) -> None:
        self.panel, self.workspace = HarmonyPanel(), workspace
        self.chosen: list[int] = []
        self.previews: list[object] = []
        self.panel.setLocale(QLocale("en_US"))
        self.panel.edit_requested.connect(workspace.perform)
        self.panel.card_chosen.connect(self.chosen.append)
        self.panel.target_previewed.connect(self.previews.append)
        workspace.opened.connect(lambda: self.panel.show_universe(workspace.contents))
        workspace.edited.connect(lambda edit: self.panel.refresh(edit, self.contents))
        self.panel.show_universe(workspace.contents)
        lane = next(iter(self.contents.plotlines))
        for index, tie in enumerate(TIES):
            start = 4.0 * index + (4.0 if index > 2 else 0.0)
            workspace.perform(create_card, lane, start, 4.0, f"Point {index + 1}", "", tie)
        workspace.perform(set_environment_harmony, 0.5)
        workspace.undo_stack.clear()
        self.count()

    @property
    def contents(self) -> Contents:
        assert self.workspace.contents is not None
        return self.workspace.contents

    @property
    def band(self) -> tuple[float, float] | None:
        return target_of(self.contents.universe)

    def count(self) -> None:
        """Shows the numbers anew, as the plot does it when it rests."""
        cards = list(self.contents.cards.values())
        ids = np.array([card.id for card in cards], dtype=np.int64)
        columns = np.array([(c.start_beat, c.duration_beats, c.harmony_tie) for c in cards]).reshape(-1, 3).T
        universe = self.contents.universe
        made = numbers(curve_of(cards), Board(ids, *columns), universe.environment_harmony, self.band)
        self.panel.show_numbers("Falls, then climbs.", made)

    def id_of(self, title: str) -> int:
        return next(card.id for card in self.contents.cards.values() if card.plot_point == title)

    def type(self, field: QLineEdit, text: str) -> None:
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.fixture
def tab(workspace: Workspace, shown: Callable[[QWidget], None]) -> Tab:
    made = Tab(workspace)
    made.panel.resize(340, 800)
    shown(made.panel)
    return made


def test_the_numbers_are_shown_with_their_places(tab: Tab) -> None:
    panel = tab.panel
    assert panel.sentence.text() == "Falls, then climbs."
    assert (panel.mean.value, panel.cards.value) == ("0.55", "5")
    assert (panel.lowest.value, panel.lowest.place.accessibleName()) == ("0.10", "Bar 3, “Point 3”")
    assert (panel.highest.value, panel.highest.place.accessibleName()) == ("0.90", "Bar 6, “Point 5”")
    assert (panel.rise.value, panel.rise.place.accessibleName()) == ("+0.70", "Bar 6, “Point 5”")
    assert (panel.fall.value, panel.fall.place.accessibleName()) == ("−0.65", "Bar 3, “Point 3”")
    assert panel.above.value == "60 %"
    assert (panel.silence.value, panel.silence.place.accessibleName()) == ("17 %", "Longest from bar 4")
    assert not panel.inside.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_place_is_gone_to_by_mouse_and_key(tab: Tab, key: Qt.Key) -> None:
    QTest.mouseClick(tab.panel.lowest.place, Qt.MouseButton.LeftButton)
    tab.panel.rise.place.setFocus()
    QTest.keyClick(tab.panel.rise.place, key)
    assert tab.chosen == [tab.id_of("Point 3"), tab.id_of("Point 5")]


def test_the_charts_are_told_in_words(tab: Tab) -> None:
    distribution, steps = tab.panel.distribution, tab.panel.steps
    assert distribution.accessibleName() == "Distribution of harmony"
    assert distribution.accessibleDescription().endswith("40 % lies below 0.5, 60 % from there on.")
    assert distribution.part_at(0.5) == "0 % of the story lies from 0.00 to 0.05"
    assert steps.accessibleDescription() == (
        "2 steps up, 2 down, the steepest rise +0.70 on bar 6, “Point 5”, the steepest fall −0.65 on bar 3, “Point 3”."
    )
    for chart in (distribution, steps):
        picture = chart.grab().toImage()
        assert len({picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}) > 3


def test_a_target_is_typed_with_either_decimal_mark_and_each_edge_is_one_step(tab: Tab) -> None:
    tab.type(tab.panel.target.low, "0,4")
    assert tab.band == (0.4, 1.0)
    tab.type(tab.panel.target.high, "0.8")
    assert tab.band == (0.4, 0.8)
    assert tab.workspace.undo_stack.count() == 2
    tab.count()
    assert tab.panel.inside.value == "40 %" and tab.panel.inside.isVisible()
    tab.workspace.undo_stack.undo()
    assert (tab.panel.target.low.text(), tab.panel.target.high.text()) == ("0.4", "1")


def test_the_target_is_shown_while_it_is_typed_and_put_back_by_escape(tab: Tab) -> None:
    field = tab.panel.target.low
    field.setFocus()
    QTest.keyClicks(field, "0.3")
    assert tab.previews[-1] == (0.3, 1.0)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert tab.previews[-1] is None
    assert tab.band is None and field.text() == ""


def test_edges_that_cross_are_refused_beside_the_field(tab: Tab) -> None:
    tab.type(tab.panel.target.high, "0.5")
    tab.type(tab.panel.target.low, "0.6")
    assert tab.band == (0.0, 0.5)
    assert tab.panel.target.low_field.error.startswith("0.6 is above the upper edge, 0.5.")
    tab.type(tab.panel.target.high, "2")
    assert tab.band == (0.0, 0.5) and tab.panel.target.high_field.error


def test_clearing_takes_the_target_away(tab: Tab) -> None:
    tab.type(tab.panel.target.low, "0.4")
    QTest.mouseClick(tab.panel.target.clear_button, Qt.MouseButton.LeftButton)
    assert tab.band is None and tab.panel.target.low.text() == ""
    tab.type(tab.panel.target.low, "0.4")
    tab.panel.target.high.selectAll()
    QTest.keyClick(tab.panel.target.high, Qt.Key.Key_Delete)
    tab.panel.commit_pending()
    assert tab.band is None


def test_without_cards_the_place_says_what_it_is_for(tab: Tab) -> None:
    tab.panel.show_numbers("", None)
    assert not tab.panel.sentence.isVisible()


def test_several_selected_cards_have_numbers_beside_those_of_all(tab: Tab, qtbot: QtBot) -> None:
    words = tab.panel.of_selection
    tab.panel.show_selection(frozenset({tab.id_of("Point 3"), tab.id_of("Point 4")}))
    qtbot.waitUntil(words.isVisible)
    assert words.text() == "The 2 selected cards: mean 0.15, from 0.10 to 0.20."
    tab.panel.show_selection(frozenset({tab.id_of("Point 3")}))
    qtbot.waitUntil(lambda: not words.isVisible())


def test_a_long_title_never_makes_the_tab_wider(tab: Tab) -> None:
    least = tab.panel.minimumSizeHint().width()
    tab.panel.lowest.show_value("0.10", "bar 3, “" + "W" * 300 + "”", 1)
    assert tab.panel.minimumSizeHint().width() == least
    assert tab.panel.lowest.place.text().endswith("…")
