"""What the Universe tab promises: fields committed when they are left, units heeded, older values shown as they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from harmonic_desktop.domain import universe as verbs
from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.ui.universe_panel import UniversePanel
from harmonic_desktop.ui.workspace import Workspace


class Tab:
    """A panel wired to a workspace as the window wires it."""

    def __init__(self, workspace: Workspace) -> None:
        self.panel, self.workspace = UniversePanel(), workspace
        self.previews: list[object] = []
        panel, perform = self.panel, workspace.perform
        panel.setLocale(QLocale("en_US"))
        panel.name_committed.connect(
            lambda name: workspace.perform_edit(lambda: verbs.rename_universe(self.universe, name))
        )
        panel.description_committed.connect(lambda text: perform(verbs.describe_universe, text))
        panel.gravity_committed.connect(lambda value: perform(verbs.set_gravity, value))
        panel.harmony_committed.connect(lambda value: perform(verbs.set_environment_harmony, value))
        panel.harmony_previewed.connect(self.previews.append)
        workspace.opened.connect(lambda: panel.show_universe(workspace.contents))
        workspace.edited.connect(lambda edit: panel.refresh(edit, self.contents))
        panel.show_universe(workspace.contents)

    @property
    def contents(self) -> Contents:
        assert self.workspace.contents is not None
        return self.workspace.contents

    @property
    def universe(self) -> Universe:
        return self.contents.universe

    @property
    def steps(self) -> int:
        return self.workspace.undo_stack.count()

    def type(self, field: QLineEdit, text: str) -> None:
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.fixture
def tab(workspace: Workspace, shown: Callable[[QWidget], None]) -> Tab:
    made = Tab(workspace)
    workspace.undo_stack.clear()
    made.panel.resize(340, 700)
    shown(made.panel)
    return made


def test_each_field_is_committed_when_it_is_left(tab: Tab) -> None:
    panel = tab.panel
    panel.name.setFocus()
    panel.name.selectAll()
    QTest.keyClicks(panel.name, "Lantern Coast")
    panel.description.setFocus()
    QTest.keyClicks(panel.description, "Tides of light.")
    panel.gravity.setFocus()
    QTest.keyClicks(panel.gravity, "3,7")
    panel.harmony.number.setFocus()
    QTest.keyClicks(panel.harmony.number, "0.62")
    panel.name.setFocus()
    assert tab.universe.name == "Lantern Coast"
    assert tab.universe.description == "Tides of light."
    assert tab.universe.gravity_constant == 3.7
    assert tab.universe.environment_harmony == 0.62
    assert tab.steps == 4


@pytest.mark.parametrize(
    ("text", "gravity"), [("3.2 ft/s^2", 0.97536), ("1 g0", 9.80665), ("-1", -1.0), ("1e12", 1e12)]
)
def test_gravity_is_read_with_its_unit(tab: Tab, text: str, gravity: float) -> None:
    tab.type(tab.panel.gravity, text)
    assert tab.universe.gravity_constant == gravity


@pytest.mark.parametrize("text", ["heavy", "nan", "3 kg", "3 bananas", "1e999"])
def test_a_gravity_that_is_none_is_refused_and_the_value_stays(tab: Tab, text: str) -> None:
    tab.type(tab.panel.gravity, "3.7")
    tab.type(tab.panel.gravity, text)
    assert tab.universe.gravity_constant == 3.7
    assert tab.panel.gravity.text() == "3.7"
    assert "The value before stays: 3.7." in tab.panel.gravity_field.error


def test_gravity_and_harmony_can_be_emptied(tab: Tab) -> None:
    tab.type(tab.panel.gravity, "3.7")
    tab.panel.gravity.selectAll()
    QTest.keyClick(tab.panel.gravity, Qt.Key.Key_Delete)
    QTest.keyClick(tab.panel.gravity, Qt.Key.Key_Return)
    tab.type(tab.panel.harmony.number, "0.5")
    QTest.mouseClick(tab.panel.harmony.clear_button, Qt.MouseButton.LeftButton)
    assert tab.universe.gravity_constant is None
    assert tab.universe.environment_harmony is None
    assert tab.steps == 4


@pytest.mark.parametrize(("name", "words"), [("   ", "can’t be empty"), ("x" * 101, "100 is the most")])
def test_a_name_that_cannot_be_is_refused_beside_the_field(tab: Tab, name: str, words: str) -> None:
    tab.type(tab.panel.name, name)
    assert tab.panel.name.text() == "Aria"
    assert words in tab.panel.name_field.error
    assert tab.steps == 0
    QTest.keyClicks(tab.panel.name, "B")
    assert tab.panel.name_field.error == ""


def test_undo_shows_the_value_before(tab: Tab) -> None:
    tab.type(tab.panel.gravity, "3.7")
    tab.type(tab.panel.gravity, "1.62")
    tab.workspace.undo_stack.undo()
    assert tab.panel.gravity.text() == "3.7"


def test_values_of_an_older_file_are_shown_as_they_are_and_marked(tab: Tab) -> None:
    older = replace(tab.universe, environment_harmony=1.7, gravity_constant=1e12, name="<b>HTML</b>", description=None)
    tab.panel.show_universe(replace(tab.contents, universe=older))
    assert tab.panel.harmony.number.text() == "1.7"
    assert "1.7 lies outside 0 to 1" in tab.panel.harmony_field.note
    assert tab.panel.gravity.text() == "1000000000000"
    assert "Far from any world’s" in tab.panel.gravity_field.note
    assert tab.panel.name.text() == "<b>HTML</b>"
    tab.panel.commit_pending()
    assert tab.steps == 0


def test_harmony_is_previewed_and_told_again_when_cancelled(tab: Tab) -> None:
    tab.type(tab.panel.harmony.number, "0.5")
    tab.previews.clear()
    QTest.keyClick(tab.panel.harmony.number, Qt.Key.Key_Up)
    QTest.keyClick(tab.panel.harmony.number, Qt.Key.Key_Escape)
    assert tab.previews == [0.51, 0.5]
    assert tab.universe.environment_harmony == 0.5


def test_an_edit_elsewhere_leaves_what_is_being_typed(tab: Tab) -> None:
    tab.panel.description.setFocus()
    QTest.keyClicks(tab.panel.description, "Half a sen")
    tab.workspace.perform(verbs.set_gravity, 3.7)
    assert tab.panel.description.toPlainText() == "Half a sen"
    tab.panel.commit_pending()
    assert tab.universe.description == "Half a sen"


def test_what_was_typed_for_one_universe_never_reaches_another(tab: Tab) -> None:
    tab.panel.name.setFocus()
    QTest.keyClicks(tab.panel.name, "x")
    tab.workspace.create_universe("Bell")
    tab.panel.commit_pending()
    assert sorted(u.name for u in tab.workspace.store.list_universes()) == ["Aria", "Bell"]


def test_a_description_that_could_not_be_kept_comes_back_with_the_undo_of_the_field(tab: Tab) -> None:
    def refuse(contents: Contents) -> Edit:
        raise InvalidValue("The disk is full, so nothing was changed.")

    tab.panel.description_committed.disconnect()
    tab.panel.description_committed.connect(lambda text: tab.workspace.perform(refuse))
    tab.panel.description.setFocus()
    QTest.keyClicks(tab.panel.description, "It rings.")
    tab.panel.commit_pending()
    assert tab.panel.description.toPlainText() == (tab.universe.description or "")
    QTest.keyClick(tab.panel.description, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert tab.panel.description.toPlainText() == "It rings."
    assert tab.panel.description.is_touched


def test_the_dates_are_told(tab: Tab) -> None:
    assert tab.panel.dates.text().startswith("Created ")
    assert "Changed " in tab.panel.dates.text()


def test_without_a_universe_it_says_what_it_is_for(tab: Tab) -> None:
    tab.panel.show_universe(None)
    assert not tab.panel.name.isVisible()
    tab.panel.commit_pending()


def test_every_field_has_an_accessible_name(tab: Tab) -> None:
    panel = tab.panel
    assert panel.objectName() == "universeTab"
    for widget in (panel.name, panel.description, panel.gravity, panel.harmony.number, panel.harmony.slider):
        assert widget.accessibleName()
