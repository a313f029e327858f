"""An older file may hold any number: every panel shows it, none falls over."""

from __future__ import annotations

from collections.abc import Callable
from math import inf, isfinite, nan

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from harmonic_desktop.domain.catalogue import MUSIC, PHYSICS
from harmonic_desktop.domain.contents import contents_of
from harmonic_desktop.domain.parameters import MusicParameter, PhysicsParameter
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.ui.card_panel import CardPanel
from harmonic_desktop.ui.parameters.columns import Column
from harmonic_desktop.ui.parameters.parameter_panel import ParameterPanel
from harmonic_desktop.ui.parameters.places import share_of
from harmonic_desktop.ui.parameters.words import facts_of
from harmonic_desktop.ui.universe_panel import UniversePanel

ODD = [nan, inf, -inf, 1e308, -1e308, 5e-324, 1e15]
UNITS = ["dimensionless", "", "km/s²", "dB", "degC", "percent", "kg/m³", "lb/ft³", "bananas", "m/s^2"]

every_odd_number = pytest.mark.parametrize("odd", ODD)


@every_odd_number
def test_words_are_found_for_any_number_in_any_unit(odd: float) -> None:
    rows: list[PhysicsParameter | MusicParameter] = [
        PhysicsParameter(1, 1, known.name, odd, unit) for known in PHYSICS for unit in UNITS
    ]
    rows += [MusicParameter(1, 1, known.name, odd) for known in MUSIC]
    for row in rows:
        facts = facts_of(row, False, QLocale("en_US"))
        assert facts.value
        if facts.span is not None:
            assert 0.0 <= share_of(facts.span, odd) <= 1.0


@every_odd_number
@pytest.mark.parametrize("kind", ["physics", "music"])
def test_a_table_paints_any_number(shown: Callable[[QWidget], None], odd: float, kind: str) -> None:
    records: list[PhysicsParameter | MusicParameter] = [
        PhysicsParameter(i, 1, known.name, odd, "km/s²") for i, known in enumerate(PHYSICS, 1)
    ]
    records += [MusicParameter(i, 1, known.name, odd) for i, known in enumerate(MUSIC, 1)]
    panel = ParameterPanel("physics" if kind == "physics" else "music")
    panel.show_universe(contents_of(Universe(1, 1, "Aria", "", None, None), records))
    panel.resize(340, 1400)
    shown(panel)
    panel.grab()
    for row in range(panel.model.rowCount() - 1):
        panel.table.go_to(row, Column.VALUE, edit=True)
        panel.commit_pending()
    marks = [facts.mark for row in range(panel.model.rowCount() - 1) if (facts := panel.model.facts(row)) is not None]
    assert isfinite(odd) or all(marks)


@every_odd_number
def test_the_tabs_of_universe_and_card_paint_any_number(shown: Callable[[QWidget], None], odd: float) -> None:
    card = Card(1, 1, 1, "Bell", "", odd, odd, odd)
    contents = contents_of(Universe(1, 1, "Aria", "", odd, odd), [Plotline(1, 1, "Main"), card])
    about, cards = UniversePanel(), CardPanel()
    for panel in (about, cards):
        panel.show_universe(contents)
        shown(panel)
    cards.show_selection(frozenset({1}))
    for slider, number in ((about.harmony.slider, about.harmony.number), (cards.harmony.slider, cards.harmony.number)):
        slider.grab()
        number.setFocus()
        QTest.keyClick(number, Qt.Key.Key_Up)
        QTest.keyClick(number, Qt.Key.Key_Escape)
    about.grab()
    cards.grab()
    assert about.harmony.number.text()
    assert cards.harmony.number.text()
