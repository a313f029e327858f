"""A writer makes a universe another world, and keeps worlds of their own."""

from __future__ import annotations

import json
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from harmonic_desktop.domain.counted import counted_music, counted_physics
from harmonic_desktop.domain.parameters import remove_parameters
from harmonic_desktop.ui.presets.dialog import PresetDialog
from harmonic_desktop.ui.widgets.question import Question

from .conftest import Desk
from .test_look_around import look_around

# The offscreen platform says that it can neither raise a popup nor give it the keyboard.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def offered(desk: Desk, keys: str = "Ctrl+Shift+P") -> PresetDialog:
    """The presets, after their shortcut; the keyboard is in the search."""
    desk.window.timeline.setFocus()
    desk.keys(keys)
    dialog = desk.dialog("presetDialog")
    assert isinstance(dialog, PresetDialog)
    dialog.activateWindow()
    desk.wait(dialog.presets.search.hasFocus)
    return dialog


def rows(table: Any) -> dict[str, tuple[str, str]]:
    """What becomes what in a table."""
    items = [table.topLevelItem(row) for row in range(table.topLevelItemCount())]
    return {item.text(0): (item.text(1), item.text(2)) for item in items}


def names(dialog: PresetDialog) -> list[str]:
    return [dialog.presets.list.item(row).text() for row in range(dialog.presets.list.count())]


def top(desk: Desk, name: str) -> QDialog:
    """A dialog over the other one."""
    dialog = desk.dialog(name)
    dialog.activateWindow()
    desk.wait(dialog.isActiveWindow)
    return dialog


def gravity(desk: Desk) -> float | None:
    found = counted_physics(desk.contents, "gravity")
    return found[1] if found is not None else None


def test_a_world_is_found_by_typing_shown_before_and_applied_in_one_step(desk: Desk) -> None:
    look_around(desk)
    steps, before = desk.workspace.undo_stack.count(), desk.contents
    dialog = offered(desk)
    QTest.keyClicks(dialog.presets.search, "mars")
    assert names(dialog) == ["Mars"]
    assert rows(dialog.preview.sets)["Gravity"] == ("6.2 m/s²", "3.71 m/s²")
    assert rows(dialog.preview.heard)["Weight of the bass"] == ("65.5 %", "59.27 %")
    assert "Tempo" not in rows(dialog.preview.heard)
    assert desk.contents is before
    QTest.keyClick(dialog.presets.search, Qt.Key.Key_Return)
    assert gravity(desk) == 3.71
    assert desk.contents.universe.gravity_constant == 3.71
    assert desk.workspace.undo_stack.count() == steps + 1
    assert "“Mars” was applied" in desk.window.statusBar().currentMessage()
    desk.keys("Ctrl+Z")
    assert (gravity(desk), desk.contents.universe.gravity_constant) == (6.2, 6.2)


def test_what_is_heard_is_shown_anew_for_each_preset_that_is_walked_to(desk: Desk) -> None:
    look_around(desk)
    desk.workspace.perform(remove_parameters, list(desk.contents.music.values()))
    dialog = offered(desk)
    assert rows(dialog.preview.heard)["Tempo"] == ("97.2 BPM", "118.8 BPM")
    QTest.keyClick(dialog.presets.search, Qt.Key.Key_Down)
    assert dialog.preview.heading.text() == "Moon"
    assert rows(dialog.preview.heard)["Tempo"] == ("97.2 BPM", "69.72 BPM")
    QTest.keyClick(dialog.presets.search, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert gravity(desk) == 6.2


def test_an_ensemble_gives_the_plotlines_their_instruments(desk: Desk) -> None:
    look_around(desk)
    dialog = offered(desk, "Ctrl+Alt+P")
    QTest.keyClicks(dialog.presets.search, "jazz")
    assert rows(dialog.preview.sets)["“Oda’s fork” is played by"] == ("Acoustic Grand Piano", "Tenor Sax")
    desk.click(dialog, "applyPreset")
    assert desk.contents.ordered_plotlines()[0].instrument == "Tenor Sax"
    swing = counted_music(desk.contents, "swing")
    assert swing is not None
    assert swing[1] == 0.33


def test_a_preset_that_is_there_already_says_so(desk: Desk) -> None:
    look_around(desk)
    QTest.keyClick(offered(desk).presets.search, Qt.Key.Key_Return)
    dialog = offered(desk)
    assert dialog.preview.note.text() == "This universe is so already."
    assert not dialog.apply.isEnabled()
    QTest.keyClick(dialog.presets.search, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_ones_own_world_is_kept_found_again_replaced_and_removed(desk: Desk) -> None:
    look_around(desk)
    dialog = offered(desk)
    desk.click(dialog, "saveOwnPreset")
    asked = top(desk, "keepPresetDialog")
    desk.write(asked, "presetName", "Wheel")
    desk.write(asked, "presetSummary", "A low A")
    desk.keys("Return")
    folder = desk.options.data_dir
    assert folder is not None
    (path,) = (folder / "presets").glob("*.json")
    assert json.loads(path.read_text("utf-8"))["summary"] == "A low A"
    assert names(dialog)[-2:] == ["My own", "Wheel"]
    assert dialog.preview.heading.text() == "Wheel"
    assert dialog.preview.note.text() == "This universe is so already."

    desk.click(dialog, "saveOwnPreset")
    asked = top(desk, "keepPresetDialog")
    desk.write(asked, "presetName", "wheel")
    desk.keys("Return")
    question = top(desk, "question")
    assert isinstance(question, Question)
    assert "You have a preset “wheel” already" in question.asked.text()
    desk.click(question, "cancel")
    assert asked.isVisible()
    assert json.loads(path.read_text("utf-8"))["name"] == "Wheel"
    desk.click(asked, "keepPreset")
    desk.click(top(desk, "question"), "agree")
    assert json.loads(path.read_text("utf-8"))["name"] == "wheel"
    assert len(list((folder / "presets").glob("*.json"))) == 1

    desk.click(dialog, "removePreset")
    desk.click(top(desk, "question"), "agree")
    assert not path.exists()
    assert "My own" not in names(dialog)


def test_a_broken_preset_is_said_and_leaves_the_others_usable(desk: Desk) -> None:
    look_around(desk)
    assert desk.options.data_dir is not None
    folder = desk.options.data_dir / "presets"
    folder.mkdir()
    for number in range(5):
        (folder / f"broken{number}.json").write_text("{")
    dialog = offered(desk)
    assert "“broken0.json” was skipped." in dialog.skipped.text()
    assert "2 more files were skipped." in dialog.skipped.text()
    QTest.keyClicks(dialog.presets.search, "moon")
    desk.click(dialog, "applyPreset")
    assert gravity(desk) == 1.62


def test_a_preset_that_comes_with_the_program_is_not_removed(desk: Desk) -> None:
    look_around(desk)
    assert not offered(desk).remove.isEnabled()


def test_a_preset_that_cannot_be_written_is_said_and_the_name_stays(desk: Desk) -> None:
    look_around(desk)
    assert desk.options.data_dir is not None
    (desk.options.data_dir / "presets").write_text("a file where the folder should be")
    dialog = offered(desk)
    desk.click(dialog, "saveOwnPreset")
    asked = top(desk, "keepPresetDialog")
    desk.write(asked, "presetName", "Wheel")
    desk.keys("Return")
    assert asked.isVisible()
    assert "can’t be made" in asked.problem.text()  # type: ignore[attr-defined]
    asked.reject()


def test_the_button_beside_what_is_heard_offers_them_too(desk: Desk) -> None:
    look_around(desk)
    desk.window.tabs.setCurrentWidget(desk.window.music_panel)
    desk.click(desk.window.music_panel, "presetsButton")
    assert desk.dialog("presetDialog").windowTitle() == "Ensemble from a preset"
