"""The numbers of the harmony curve in the whole window: they follow an edit, and lead to their cards."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from .conftest import Desk

LOWEST = "The Mere stands up"


def look_around(desk: Desk) -> None:
    desk.start()
    desk.click(desk.dialog("welcomeDialog"), "lookAround")
    desk.wait_for_universe("Carrow Wheel")
    desk.window.tabs.setCurrentWidget(desk.window.harmony_panel)
    desk.wait(lambda: desk.window.harmony_panel.mean.isVisible())


def test_the_numbers_lead_to_the_card_and_follow_its_harmony(desk: Desk) -> None:
    look_around(desk)
    panel = desk.window.harmony_panel
    assert panel.lowest.value == "0.08"
    panel.lowest.place.setFocus()
    QTest.keyClick(panel.lowest.place, Qt.Key.Key_Return)
    assert desk.workspace.selection == {desk.card(LOWEST).id}
    desk.card_centre(desk.card(LOWEST))  # it is in view
    desk.window.plot.setFocus()
    for _ in range(5):
        QTest.keyClick(desk.window.plot, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    desk.wait(lambda: panel.lowest.value != "0.08")
    assert desk.find(QLabel, "curveSentence").text() in panel.sentence.text()


def test_a_target_that_is_typed_is_seen_in_the_plot(desk: Desk) -> None:
    look_around(desk)
    panel, plot = desk.window.harmony_panel, desk.window.plot
    panel.target.low.setFocus()
    QTest.keyClicks(panel.target.low, "0.4")
    assert plot.target == (0.4, 1.0)
    QTest.keyClick(panel.target.low, Qt.Key.Key_Return)
    assert desk.window.plot_switches.target.isChecked()
    desk.wait(panel.inside.isVisible)
    desk.window.menus.undo.trigger()
    desk.wait(lambda: not panel.inside.isVisible())
    assert plot.target is None
