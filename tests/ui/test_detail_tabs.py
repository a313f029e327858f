"""The tabs beside the story are made one by one; a person never meets one that is empty."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from harmonic_desktop.ui.detail_tabs import MOST_WIDTH, DetailTabs

NAMES = ("one", "two", "three")


def made(qtbot: QtBot) -> tuple[DetailTabs, list[str]]:
    tabs = DetailTabs()
    qtbot.addWidget(tabs)
    told: list[str] = []
    tabs.panel_made.connect(lambda name, _panel: told.append(name))
    for name in NAMES:
        tabs.add_page(name, name.title(), QWidget)
    tabs.show()
    return tabs, told


def test_only_the_tab_that_is_shown_is_made_at_first(qtbot: QtBot) -> None:
    tabs, told = made(qtbot)
    tabs.setCurrentIndex(1)
    assert told == []
    tabs.begin()
    assert told == ["two"]
    assert tabs.panel("two").isVisible()


def test_a_click_on_a_tab_makes_what_is_in_it(qtbot: QtBot) -> None:
    tabs, told = made(qtbot)
    tabs.begin()
    bar = tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(2).center())
    assert told == ["one", "three"]
    assert tabs.panel("three").isVisible()


def test_the_others_are_made_when_nothing_waits_for_it(qtbot: QtBot) -> None:
    tabs, told = made(qtbot)
    tabs.begin()
    qtbot.waitUntil(lambda: told == list(NAMES))
    assert [tabs.panel(name) for name in NAMES] == tabs.made
    assert told == list(NAMES), "each is made once"


def test_a_panel_is_shown_by_itself(qtbot: QtBot) -> None:
    tabs, _ = made(qtbot)
    tabs.begin()
    tabs.setCurrentWidget(tabs.panel("three"))
    assert QTabWidget.currentIndex(tabs) == 2


def test_no_narrower_than_its_tabs(qtbot: QtBot) -> None:
    tabs = DetailTabs()
    qtbot.addWidget(tabs)
    for title in ("Universe", "Physics of it", "Music of it", "The card that is selected"):
        tabs.add_page(title, title, QWidget)
    tabs.resize(1600, 400)
    tabs.begin()
    assert tabs.minimumWidth() >= tabs.tabBar().sizeHint().width()


def test_tabs_wider_than_a_narrow_window_has_room_for_leave_most_of_it_to_the_story(qtbot: QtBot) -> None:
    tabs = DetailTabs()
    qtbot.addWidget(tabs)
    for title in ("Universe", "Physics of it", "Music of it", "The card that is selected"):
        tabs.add_page(title, title, QWidget)
    tabs.resize(800, 400)
    tabs.begin()
    assert tabs.minimumWidth() == MOST_WIDTH < tabs.tabBar().sizeHint().width()
