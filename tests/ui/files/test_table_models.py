"""The preview of a table and the list of what can't be taken are sound models, and say each thing in words too."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import contents_of
from harmonic_desktop.domain.storyboard import Plotline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.exchange.table_reading import Choices, TableRead, read_table
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.files.table_models import PreviewModel, RefusalModel
from harmonic_desktop.ui.files.table_words import words_of_plan, words_of_result

STORY = contents_of(Universe(1, 7, "Carrow"), [Plotline(1, 1, "Main")])
TABLE = b"mood,title,harmony,line\nsly,Fire,0.5,Main\n\nx,,2,New\nx,=SUM(A1),1,Far,over\n"
Role = Qt.ItemDataRole
US = QLocale("en_US")


def read(data: bytes = TABLE, choices: Choices = Choices()) -> TableRead:  # noqa: B008
    return read_table(data, choices, STORY)


@pytest.fixture
def preview(qtbot: QtBot) -> PreviewModel:
    model = PreviewModel()
    model.show_table(read())
    return model


def test_both_are_sound_models(qtbot: QtBot) -> None:
    preview, refusals = PreviewModel(), RefusalModel(US)
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(preview, fatal), QAbstractItemModelTester(refusals, fatal)]
    for table in (read(), read(b"a,b\n1,2\n"), read(choices=Choices(separator=";"))):
        preview.show_table(table)
        refusals.show_refusals(table.checked.refused)
    for tester in testers:
        tester.deleteLater()


def test_columns_have_our_order_and_names_and_rows_their_numbers_in_the_file(preview: PreviewModel) -> None:
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    heads = [preview.headerData(i, across) for i in range(preview.columnCount())]
    assert heads == ["Plot point", "Harmony", "Plotline"]
    assert preview.headerData(0, across, Role.ToolTipRole) == "From the column “title”"
    assert [preview.headerData(i, down) for i in range(preview.rowCount())] == ["2", "4", "5"]


def test_a_cell_that_cannot_be_taken_is_marked_by_more_than_its_colour(preview: PreviewModel) -> None:
    cell = preview.index(1, 1)
    assert cell.data() == "2"
    assert "from 0 to 1" in cell.data(Role.ToolTipRole)
    assert cell.data(Role.AccessibleTextRole).startswith("2. It has to be")
    assert not cell.data(Role.DecorationRole).isNull()
    assert cell.data(Role.ForegroundRole) == theme.current().danger
    assert preview.index(1, 0).data() == "empty"
    assert preview.index(1, 2).data(Role.ForegroundRole) == theme.current().quiet, "its row stays behind"
    assert preview.index(0, 0).data(Role.ForegroundRole) is None


def test_a_row_that_is_too_long_is_marked_as_a_whole(preview: PreviewModel) -> None:
    assert "more cells" in preview.index(2, 0).data(Role.ToolTipRole)
    assert preview.place_of(read().checked.refused[-1]) == preview.index(2, 0)


def test_a_refusal_is_a_sentence_and_copied_it_is_no_formula(qtbot: QtBot) -> None:
    model = RefusalModel(US)
    model.show_refusals(read(b"title,harmony\n=SUM(A1),=2\n").checked.refused)
    assert model.index(0, 0).data() == "Row 2, “harmony”, “=2”: It is not a number."
    assert model.as_text() == "Row\tColumn\tText\tWhy\n2\tharmony\t'=2\tIt is not a number.\n"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (TABLE, "1 card will be added; 2 rows can’t be taken."),
        (b"title,line\nA,Oda\nB,Mere\nC,x\nD,y\n",
         "4 cards will be added. New plotlines: “Mere”, “Oda”, “x” and 1 more."),
        (b"name,value,unit\ngravity,3,m/s^2\n", "1 parameter will be added."),
        (b"x,y\n1,2\n", "Choose which column holds “Plot point”."),
    ],
)  # fmt: skip
def test_what_will_become_of_the_rows_is_said(data: bytes, words: str) -> None:
    assert words_of_plan(read(data), US) == words


def test_what_became_of_them_is_said() -> None:
    assert words_of_result(read(), US) == "1 card was added; 2 rows were refused."
