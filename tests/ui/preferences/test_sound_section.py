"""Which loudspeakers are offered, and what is said of one that is not there."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from harmonic_desktop.ui.player.loudspeakers import Loudspeaker
from harmonic_desktop.ui.preferences.rows import Rows
from harmonic_desktop.ui.preferences.sound_section import SoundSection

HEADPHONES, SCREEN = Loudspeaker(b"usb-1", "Headphones"), Loudspeaker(b"hdmi-0", "Screen")
OTHER_PLUG = Loudspeaker(b"usb-7", "Headphones")


@pytest.fixture
def rows(qtbot: QtBot) -> Rows:
    made = Rows()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def section(rows: Rows) -> SoundSection:
    made = SoundSection(rows)
    rows.show()
    return made


def offered(section: SoundSection) -> list[str]:
    combo = section.loudspeaker
    return [combo.itemText(row) for row in range(combo.count())]


def test_before_they_are_known_only_what_was_chosen_is_offered_and_nothing_is_said(section: SoundSection) -> None:
    section.show_loudspeakers(None, HEADPHONES)
    assert offered(section) == ["As the system", "Headphones"]
    assert section.loudspeaker.currentData() == HEADPHONES
    assert not section.note.isVisible()


def test_where_there_are_none_the_systems_is_still_offered(section: SoundSection) -> None:
    section.show_loudspeakers([], None)
    assert offered(section) == ["As the system"]


def test_one_in_another_plug_is_found_by_its_name_and_of_two_of_one_name_that_with_its_id(
    section: SoundSection,
) -> None:
    section.show_loudspeakers([SCREEN, OTHER_PLUG], HEADPHONES)
    assert section.loudspeaker.currentIndex() == 2
    assert not section.note.isVisible()
    section.show_loudspeakers([OTHER_PLUG, HEADPHONES], HEADPHONES)
    assert section.loudspeaker.currentIndex() == 2


def test_what_is_shown_is_not_taken_for_a_choice(section: SoundSection) -> None:
    chosen: list[object] = []
    section.loudspeaker_chosen.connect(chosen.append)
    section.volume_chosen.connect(chosen.append)
    section.show_loudspeakers([SCREEN], SCREEN)
    section.show_volume(40)
    assert chosen == []
    assert section.volume.value_label.text() == "40 %"


def test_where_nothing_can_be_heard_the_reason_is_told(section: SoundSection) -> None:
    section.show_loudspeakers(None, None)
    section.show_problem("libpulse.so.0 is missing")
    assert not section.loudspeaker.isEnabled()
    assert "libpulse.so.0 is missing" in section.note.text()
    assert section.loudspeaker.accessibleDescription() == section.note.text()
