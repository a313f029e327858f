"""A choice of names: all of few are seen at once, and the wheel passes over it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from harmonic_desktop.ui import theme
from harmonic_desktop.ui.widgets.calm_combo import CalmCombo


@pytest.fixture(params=[100, 150])
def combo(qtbot: QtBot, qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[CalmCombo]:
    theme.apply(qapp, "light", request.param)
    made = CalmCombo()
    qtbot.addWidget(made)
    made.addItems(["As the system", "Light", "Dark"])
    made.show()
    yield made
    made.hidePopup()
    theme.apply(qapp, "light")


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_its_list_shows_every_name_and_each_is_large_enough_to_be_clicked(combo: CalmCombo) -> None:
    combo.setCurrentIndex(1)
    combo.showPopup()
    view = combo.view()
    rows = [view.visualRect(combo.model().index(row, 0)) for row in range(combo.count())]
    assert all(view.viewport().rect().contains(row) for row in rows)
    assert all(row.height() >= theme.TARGET for row in rows)


def test_the_wheel_changes_it_only_with_the_focus(combo: CalmCombo, qtbot: QtBot) -> None:
    def turn() -> None:
        at = QPointF(combo.rect().center())
        none, delta = Qt.MouseButton.NoButton, QPoint(0, -120)
        phase = Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(
            at, combo.mapToGlobal(at), QPoint(), delta, none, Qt.KeyboardModifier.NoModifier, phase, False
        )
        QApplication.sendEvent(combo, event)

    combo.clearFocus()
    turn()
    assert combo.currentIndex() == 0
    combo.activateWindow()
    combo.setFocus()
    qtbot.waitUntil(combo.hasFocus)
    turn()
    assert combo.currentIndex() == 1
