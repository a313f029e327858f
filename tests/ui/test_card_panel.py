"""What the Card tab promises: one card's words, harmony and place; several cards' common harmony; nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTabWidget, QWidget

from harmonic_desktop.domain import storyboard as verbs
from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.storyboard import Card
from harmonic_desktop.ui.card_panel import CardPanel
from harmonic_desktop.ui.workspace import Workspace


class Tab:
    """A panel wired to a workspace as the window wires it, and two cards on two plotlines."""

    def __init__(self, workspace: Workspace) -> None:
        self.panel, self.workspace = CardPanel(), workspace
        self.dragged: list[dict[int, float]] = []
        panel, perform = self.panel, workspace.perform
        panel.setLocale(QLocale("en_US"))
        panel.card_changed.connect(lambda i, what: perform(verbs.change_card, i, **what))
        panel.ties_dragged.connect(self.dragged.append)
        panel.ties_committed.connect(lambda ties: perform(verbs.set_harmony, ties))
        panel.card_placed.connect(lambda i, start, lane: perform(verbs.place_card, i, start, lane))
        panel.card_resized.connect(lambda *where: perform(verbs.resize_card, *where))
        workspace.opened.connect(lambda: panel.show_universe(workspace.contents))
        workspace.edited.connect(lambda edit: panel.refresh(edit, self.contents))
        workspace.selection_changed.connect(lambda: panel.show_selection(workspace.selection))
        perform(verbs.add_plotline, "Echo")
        self.main, self.echo = (plotline.id for plotline in self.contents.ordered_plotlines())
        self.storm = self._make("Storm", 0.0, 0.25)
        self.bell = self._make("Bell", 16.0, 0.75)
        panel.show_universe(workspace.contents)
        workspace.undo_stack.clear()

    def _make(self, name: str, start: float, tie: float) -> int:
        self.workspace.perform(verbs.create_card, self.main, start, 4.0, name, "", tie)
        return max(self.contents.cards)

    @property
    def contents(self) -> Contents:
        assert self.workspace.contents is not None
        return self.workspace.contents

    @property
    def steps(self) -> int:
        return self.workspace.undo_stack.count()

    def card(self, card_id: int) -> Card:
        return self.contents.cards[card_id]

    def type(self, field: QLineEdit, text: str) -> None:
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.fixture
def tab(workspace: Workspace, shown: Callable[[QWidget], None]) -> Tab:
    made = Tab(workspace)
    made.panel.resize(340, 700)
    shown(made.panel)
    return made


def test_one_card_is_shown_with_its_place(tab: Tab) -> None:
    tab.workspace.select([tab.bell])
    panel = tab.panel
    assert panel.plot_point.text() == "Bell"
    assert panel.harmony.number.text() == "0.75"
    assert (panel.start.text(), panel.start_field.note) == ("16", "Bar 5, beat 1")
    assert (panel.length.text(), panel.length_field.note) == ("4", "1 bar")
    assert panel.plotline.currentText() == "Main"


def test_words_are_committed_when_they_are_left(tab: Tab) -> None:
    tab.workspace.select([tab.bell])
    tab.type(tab.panel.plot_point, "The bell")
    tab.panel.description.setFocus()
    QTest.keyClicks(tab.panel.description, "It rings.")
    tab.panel.start.setFocus()
    assert tab.card(tab.bell).plot_point == "The bell"
    assert tab.card(tab.bell).description == "It rings."
    assert tab.steps == 2


@pytest.mark.parametrize(("text", "start"), [("20", 20.0), ("5:2.5", 17.5), ("2,5", 2.5)])
def test_a_start_is_typed_in_beats_or_as_bar_and_beat(tab: Tab, text: str, start: float) -> None:
    tab.workspace.select([tab.bell])
    tab.type(tab.panel.start, text)
    expected = 4.0 if start < 4.0 else start
    assert tab.card(tab.bell).start_beat == expected
    assert tab.panel.start.text() == tab.panel.locale().toString(expected)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("start", "-1"),
        ("start", "nan"),
        ("start", "2000000"),
        ("start", "1:x"),
        ("length", "0"),
        ("length", "-4"),
        ("length", ""),
    ],
)
def test_a_place_that_cannot_be_is_refused_and_stays(tab: Tab, field: str, text: str) -> None:
    tab.workspace.select([tab.bell])
    edit: QLineEdit = getattr(tab.panel, field)
    before = edit.text()
    edit.clear()
    tab.type(edit, text)
    assert edit.text() == before
    assert getattr(tab.panel, f"{field}_field").error
    assert tab.steps == 0


def test_a_refusal_leaves_the_fields_beside_each_other(tab: Tab) -> None:
    tab.workspace.select([tab.bell])
    tab.type(tab.panel.start, "-1")
    tab.panel.grab()  # lays out what the refusal needs
    assert tab.panel.start_field.error
    tops = {field.mapTo(tab.panel, QPoint()).y() for field in (tab.panel.start, tab.panel.length)}
    assert len(tops) == 1


def test_a_refusal_goes_with_the_next_edit(tab: Tab) -> None:
    tab.workspace.select([tab.bell])
    tab.type(tab.panel.start, "-1")
    tab.workspace.perform(verbs.set_harmony, {tab.bell: 0.9})
    assert tab.panel.start_field.error == ""


def test_a_refusal_goes_when_the_field_is_taken_up_again(tab: Tab) -> None:
    tab.workspace.select([tab.bell])
    tab.type(tab.panel.start, "-1")
    tab.panel.length.setFocus()
    assert tab.panel.start_field.error
    tab.panel.start.setFocus(Qt.FocusReason.TabFocusReason)
    assert tab.panel.start_field.error == ""


def test_a_refusal_is_read_once_and_gone_when_the_tab_is_seen_again(tab: Tab, shown: Callable[[QWidget], None]) -> None:
    tabs = QTabWidget()
    tabs.addTab(tab.panel, "Card")
    tabs.addTab(QWidget(), "Music")
    tabs.currentChanged.connect(tab.panel.commit_pending)
    shown(tabs)
    tab.workspace.select([tab.bell])
    tab.panel.start.setFocus()
    QTest.keyClicks(tab.panel.start, "x")
    tabs.setCurrentIndex(1)
    tabs.setCurrentIndex(0)
    assert "is not a number" in tab.panel.start_field.error
    tabs.setCurrentIndex(1)
    tabs.setCurrentIndex(0)
    assert tab.panel.start_field.error == ""
    tab.panel.setParent(None)


def test_a_start_inside_another_card_says_where_the_card_went(tab: Tab) -> None:
    tab.workspace.select([tab.bell])
    tab.type(tab.panel.start, "3")
    assert tab.card(tab.bell).start_beat == 4.0
    assert tab.panel.moved.text() == "Moved to beat 4, after “Storm”."
    assert tab.panel.moved.isVisible()
    tab.type(tab.panel.start, "20")
    assert not tab.panel.moved.isVisible()


def test_where_a_card_went_is_said_of_that_card_alone(tab: Tab) -> None:
    tab.workspace.select([tab.bell])
    tab.type(tab.panel.start, "3")
    tab.workspace.select([tab.storm])
    assert not tab.panel.moved.isVisible()


def test_a_length_is_typed_in_beats(tab: Tab) -> None:
    tab.workspace.select([tab.bell])
    tab.type(tab.panel.length, "6")
    assert tab.card(tab.bell).duration_beats == 6.0
    assert tab.panel.length_field.note == "1.5 bars"


def test_another_plotline_is_chosen(tab: Tab) -> None:
    tab.workspace.select([tab.bell])
    tab.panel.plotline.setFocus()
    QTest.keyClick(tab.panel.plotline, Qt.Key.Key_Down)
    assert tab.card(tab.bell).plotline_id == tab.echo
    assert tab.steps == 1
    tab.workspace.undo_stack.undo()
    assert tab.panel.plotline.currentText() == "Main"


def _knob(tab: Tab, share: float) -> QPoint:
    slider = tab.panel.harmony.slider
    return slider.mapTo(tab.panel, QPoint(round(slider._x(share)), slider.height() // 2))


def test_a_dragged_harmony_is_previewed_and_written_once(tab: Tab) -> None:
    tab.workspace.select([tab.bell])
    QApplication.processEvents()
    window: Any = tab.panel.windowHandle()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(window, left, none, _knob(tab, 0.75))
    QTest.mouseMove(window, _knob(tab, 0.5))
    QTest.mouseMove(window, _knob(tab, 0.2))
    QApplication.processEvents()
    assert tab.card(tab.bell).harmony_tie == 0.75
    assert list(tab.dragged[-1]) == [tab.bell]
    assert tab.dragged[-1][tab.bell] == pytest.approx(0.2, abs=0.011)
    tie = tab.dragged[-1][tab.bell]
    QTest.mouseRelease(window, left, none, _knob(tab, 0.2))
    assert tab.card(tab.bell).harmony_tie == tie
    assert tab.dragged[-1] == {}
    assert tab.steps == 1


def test_a_cancelled_preview_says_so(tab: Tab) -> None:
    tab.workspace.select([tab.bell])
    tab.panel.harmony.number.setFocus()
    QTest.keyClick(tab.panel.harmony.number, Qt.Key.Key_Up)
    QTest.keyClick(tab.panel.harmony.number, Qt.Key.Key_Escape)
    assert tab.dragged == [{tab.bell: 0.76}, {}]
    assert tab.steps == 0


def test_several_cards_get_a_common_harmony_in_one_edit(tab: Tab) -> None:
    tab.workspace.select([tab.storm, tab.bell])
    assert tab.panel.heading.text() == "2 cards selected"
    assert tab.panel.names.text() == "Storm\nBell"
    assert tab.panel.harmony.number.placeholderText() == "Mixed"
    assert tab.panel.harmony_field.note.startswith("From 0.25 to 0.75")
    assert not tab.panel.plot_point.isVisible()
    tab.type(tab.panel.harmony.number, "0.5")
    assert {card.harmony_tie for card in tab.contents.cards.values()} == {0.5}
    assert tab.panel.harmony.number.text() == "0.5"
    assert tab.steps == 1


def test_what_was_typed_for_a_card_is_kept_with_it_when_another_is_selected(tab: Tab) -> None:
    tab.workspace.select([tab.bell])
    tab.panel.plot_point.setFocus()
    tab.panel.plot_point.selectAll()
    QTest.keyClicks(tab.panel.plot_point, "Tower")
    tab.workspace.select([tab.storm])
    assert tab.card(tab.bell).plot_point == "Tower"
    assert tab.card(tab.storm).plot_point == "Storm"
    assert tab.panel.plot_point.text() == "Storm"


@pytest.mark.parametrize(("text", "words"), [("  ", "can’t be empty"), ("x" * 201, "200 is the most")])
def test_a_plot_point_that_cannot_be_is_refused(tab: Tab, text: str, words: str) -> None:
    tab.workspace.select([tab.bell])
    tab.type(tab.panel.plot_point, text)
    assert words in tab.panel.plot_point_field.error
    assert tab.panel.plot_point.text() == "Bell"


def test_the_bars_follow_the_beats_per_bar(tab: Tab) -> None:
    from harmonic_desktop.domain.parameters import add_music_parameter

    tab.workspace.select([tab.bell])
    tab.workspace.perform(add_music_parameter, "beats_per_bar", 3.0)
    assert tab.panel.start_field.note == "Bar 6, beat 2"


def test_a_removed_card_leaves_the_place_empty(tab: Tab) -> None:
    tab.workspace.select([tab.bell])
    tab.workspace.perform(verbs.remove_cards, [tab.bell])
    assert not tab.panel.plot_point.isVisible()
    tab.workspace.undo_stack.undo()
    assert tab.panel.plot_point.text() == "Bell"


def test_it_is_never_narrower_than_its_fields(tab: Tab) -> None:
    tab.workspace.select([tab.bell])
    tab.panel.resize(100, 300)
    tab.panel.grab()
    length = tab.panel.length
    assert length.mapTo(tab.panel, length.rect().topRight()).x() < tab.panel.width()


def test_html_is_shown_as_text(tab: Tab) -> None:
    tab.workspace.perform(verbs.change_card, tab.storm, plot_point="<b>Storm</b>")
    tab.workspace.select([tab.storm, tab.bell])
    assert tab.panel.names.text() == "<b>Storm</b>\nBell"
    assert tab.panel.names.textFormat() == Qt.TextFormat.PlainText


def test_every_field_has_an_accessible_name(tab: Tab) -> None:
    panel = tab.panel
    assert panel.objectName() == "cardPanel"
    for widget in (
        panel.plot_point,
        panel.description,
        panel.harmony.number,
        panel.start,
        panel.length,
        panel.plotline,
    ):
        assert widget.accessibleName()
