"""The universes as rows: sorted, filtered, followed through edits, and an item model that Qt's own tester accepts."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.outline import Outline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.ui.universes.model import Order, Role, UniverseModel

NOW = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)


@pytest.fixture
def model(qtbot: QtBot, five: list[Universe]) -> UniverseModel:
    made = UniverseModel()
    made.show(five, {1: Outline(2, ((0.0, 4.0, 0.2), (4.0, 4.0, 0.8)))})
    made.tester = QAbstractItemModelTester(  # type: ignore[attr-defined]
        made, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    return made


def names(model: UniverseModel) -> list[str]:
    return [model.index(row).data() for row in range(model.rowCount())]


def test_rows_are_sorted_by_last_change_newest_first(model: UniverseModel) -> None:
    assert names(model) == ["Étude 10", "Tides", "clockwork", "Étude 9", "Tides <b>again</b>"]


@pytest.mark.parametrize(
    ("order", "first"),
    [(Order.NAME, "clockwork"), (Order.NAME_DOWN, "Tides <b>again</b>"), (Order.OLDEST, "Tides <b>again</b>")],
)
def test_rows_are_sorted_by_what_is_asked(model: UniverseModel, order: Order, first: str) -> None:
    before = set(names(model))
    model.set_order(order)
    assert names(model)[0] == first
    assert set(names(model)) == before


def test_names_are_sorted_without_case_and_accents_and_numbers_by_value(model: UniverseModel) -> None:
    model.set_order(Order.NAME)
    assert names(model) == ["clockwork", "Étude 9", "Étude 10", "Tides", "Tides <b>again</b>"]
    model.set_order(Order.NAME_DOWN)
    assert names(model) == ["Tides <b>again</b>", "Tides", "Étude 10", "Étude 9", "clockwork"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("etude", ["Étude 10", "Étude 9"]),
        ("ÉTUDE 9", ["Étude 9"]),
        ("again tides", ["Tides <b>again</b>"]),
        ("  ", ["Étude 10", "Tides", "clockwork", "Étude 9", "Tides <b>again</b>"]),
        ("zzz", []),
    ],
)
def test_every_word_of_the_filter_has_to_be_in_the_name(model: UniverseModel, text: str, found: list[str]) -> None:
    model.set_filter(text)
    assert names(model) == found
    assert len(model) == 5


def test_a_change_moves_the_row_to_its_place(model: UniverseModel, five: list[Universe]) -> None:
    model.put(replace(five[4], updated_at=NOW + timedelta(hours=1)))
    assert names(model)[0] == "Tides <b>again</b>"
    model.set_order(Order.NAME)
    model.put(replace(five[1], name="Zebra"))
    assert names(model)[-1] == "Zebra"


def test_a_row_that_is_no_longer_found_goes_and_comes_back(model: UniverseModel, five: list[Universe]) -> None:
    model.set_filter("tides")
    model.put(replace(five[0], name="Ebb"))
    assert names(model) == ["Tides <b>again</b>"]
    model.put(five[0])
    assert names(model) == ["Tides", "Tides <b>again</b>"]


def test_putting_and_removing_twice_is_putting_and_removing_once(model: UniverseModel, five: list[Universe]) -> None:
    new = Universe(9, 1, "New", updated_at=NOW)
    for _ in range(2):
        model.put(new)
    assert names(model).count("New") == 1
    for _ in range(2):
        model.remove(9)
    assert "New" not in names(model)
    model.put(five[0])
    assert len(model) == 5


def test_any_sequence_of_changes_leaves_the_rows_sorted_and_complete(model: UniverseModel) -> None:
    rng = random.Random(7)
    kept = {model.id_at(row) for row in range(model.rowCount())}
    doings: list[Callable[[int], None]] = [
        lambda i: model.put(Universe(i, 1, f"Name {rng.randrange(30)}", updated_at=NOW - timedelta(hours=i))),
        lambda i: model.remove(i),
        lambda _: model.set_order(rng.choice(list(Order))),
        lambda _: model.set_filter(rng.choice(["", "name", "1", "tides"])),
    ]
    for _ in range(300):
        universe_id, which = rng.randrange(1, 20), rng.choice([0, 0, 0, 1, 2, 3])
        doings[which](universe_id)
        kept = kept | {universe_id} if which == 0 else kept - {universe_id} if which == 1 else kept
        keys = [model._key(entry) for entry in model._rows]
        assert all(not second < first for first, second in pairwise(keys))
    model.set_filter("")
    assert {model.id_at(row) for row in range(model.rowCount())} == kept


def test_a_row_reads_as_name_count_and_whether_it_is_open(model: UniverseModel) -> None:
    model.set_open(1)
    row = model.row_of(1)
    assert row is not None
    index = model.index(row)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Tides, 2 cards, open"
    assert index.data(Role.IS_OPEN) is True
    model.set_open(None)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Tides, 2 cards"


def test_the_sparkline_is_the_curve_in_columns(model: UniverseModel) -> None:
    row = model.row_of(1)
    assert row is not None
    columns = model.index(row).data(Role.SPARKLINE)
    assert len(columns) == 24
    assert (columns[0], columns[-1]) == (pytest.approx(0.2), pytest.approx(0.8))
    model.set_outline(1, Outline(0, ()))
    assert model.index(row).data(Role.SPARKLINE) == []


def test_an_outline_with_odd_values_makes_a_sparkline_all_the_same(model: UniverseModel) -> None:
    row = model.row_of(1)
    assert row is not None
    model.set_outline(1, Outline(3, ((0.0, 4.0, 250.0), (4.0, 4.0, float("nan")), (8.0, 4.0, -3.0))))
    columns = model.index(row).data(Role.SPARKLINE)
    assert columns[0] == 1.0 and columns[-1] == 0.0
    assert columns[10] != columns[10], "silence is a gap"


def test_an_invalid_index_has_nothing(model: UniverseModel) -> None:
    assert model.data(QModelIndex()) is None
    assert model.row_of(99) is None and model.id_at(99) is None and model.id_at(-1) is None
