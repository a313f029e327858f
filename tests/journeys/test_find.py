"""Somebody looks for a card in all universes and lands on it."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from harmonic_desktop.domain.markers import create_marker
from harmonic_desktop.domain.storyboard import add_plotline, create_card

from .conftest import Desk
from .test_look_around import look_around
from .test_names import nameless


def second_universe(desk: Desk) -> None:
    """A long story of another universe, with one card far out in it."""
    desk.window.universes.create("Far away")
    desk.window.commit_pending()
    workspace = desk.workspace
    for number in range(8):
        workspace.perform(add_plotline, f"Lane {number}")
    lane = desk.contents.ordered_plotlines()[-1].id
    for number in range(60):
        workspace.perform(create_card, lane, 4.0 * number, 4.0, f"Step {number}")
    workspace.perform(create_card, lane, 240.0, 4.0, "The albatross returns", "It circles the mast.", 0.7)
    workspace.perform(create_card, lane, 244.0, 200.0, "The end")
    workspace.perform(create_marker, 400.0, 0.0, "Landfall of the albatross")
    workspace.undo_stack.clear()


def find(desk: Desk, text: str) -> None:
    """Opens Find by its key and types."""
    desk.keys("Ctrl+F")
    palette = desk.window.find_palette
    desk.wait(lambda: palette.field.hasFocus() and not palette._reader.isActive())
    QTest.keyClicks(palette.field, text)
    desk.wait(lambda: not palette._typing.isActive())


def test_a_card_of_another_universe_is_found_opened_and_in_the_middle_of_the_view(desk: Desk) -> None:
    look_around(desk)
    second_universe(desk)
    sample = next(u for u in desk.workspace.universes.values() if u.name != "Far away")
    desk.window.universes.open(sample.id)
    desk.window.timeline.setFocus()
    find(desk, "albatross mast")
    desk.keys("Return")
    desk.wait_for_universe("Far away")
    card = desk.card("The albatross returns")
    assert desk.workspace.selection == {card.id} == desk.window.timeline.scene.selection
    assert desk.window.timeline.hasFocus()
    QApplication.processEvents()
    view = desk.window.timeline.viewport().rect()
    at = desk.card_centre(card)
    assert abs(at.x() - view.width() / 2) < view.width() / 4
    assert view.contains(at)
    assert desk.window.plot.beat_at(desk.window.plot.area.center().x()) > 100.0
    desk.keys("Ctrl+Up")  # the keyboard goes on from it
    assert desk.card("The albatross returns").harmony_tie == 0.71


def test_a_marker_and_a_plotline_are_gone_to(desk: Desk) -> None:
    look_around(desk)
    second_universe(desk)
    find(desk, "landfall")
    desk.keys("Return")
    scale = desk.window.scale
    assert scale.left_beat <= 400.0 <= scale.right_beat
    bar = desk.window.timeline.verticalScrollBar()
    bar.setValue(0)
    find(desk, "lane 7")
    desk.keys("Return")
    assert bar.value() > 0


def test_a_universe_is_found_by_its_name(desk: Desk) -> None:
    look_around(desk)
    name = desk.contents.universe.name
    second_universe(desk)
    find(desk, name)
    desk.keys("Return")
    desk.wait_for_universe(name)


def test_escape_leaves_everything_as_it_was(desk: Desk) -> None:
    look_around(desk)
    before = desk.contents, desk.workspace.selection, desk.window.scale.left_beat
    desk.window.timeline.setFocus()
    find(desk, "the")
    desk.keys("Escape")
    assert desk.window.timeline.hasFocus()
    assert before == (desk.contents, desk.workspace.selection, desk.window.scale.left_beat)
    assert desk.workspace.undo_stack.index() == 0


def test_signing_out_closes_find_and_forgets_the_words(desk: Desk) -> None:
    look_around(desk)
    find(desk, "the")
    desk.window.show_workspace(None)
    assert desk.window.find_palette.isHidden()
    assert desk.window.find_palette.field.text() == ""
    assert not desk.action("Find…").isEnabled()


def test_everything_in_find_has_a_name(desk: Desk) -> None:
    look_around(desk)
    find(desk, "the")
    assert nameless(desk.window.find_palette) == []
    assert desk.find(QWidget, "findPalette").accessibleName()


def test_the_list_of_universes_has_a_key_of_its_own(desk: Desk) -> None:
    look_around(desk)
    desk.keys("Ctrl+L")
    assert desk.window.universe_list.search.hasFocus()
