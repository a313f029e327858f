"""The keyboard goes back to the card when its title is done with, and stops nowhere on the way."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from .conftest import Desk
from .test_look_around import look_around


@pytest.mark.parametrize("end", ["Esc", "Return"])
def test_the_keyboard_goes_from_the_title_straight_back_to_the_timeline(desk: Desk, end: str) -> None:
    look_around(desk)
    timeline = desk.window.timeline
    desk.click_at(timeline.viewport(), desk.card_centre(desk.card("Home on the ice boat")))
    desk.keys("F2")
    been: list[QWidget | None] = []
    application = QApplication.instance()
    assert isinstance(application, QApplication)

    def note(_before: QWidget | None, now: QWidget | None) -> None:
        been.append(now)

    application.focusChanged.connect(note)
    desk.keys(end)
    application.focusChanged.disconnect(note)
    assert been == [timeline]
