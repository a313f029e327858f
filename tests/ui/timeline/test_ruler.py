"""What the ruler says at each zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from harmonic_desktop.domain.parameters import add_music_parameter

if TYPE_CHECKING:
    from .conftest import Stage


def labels(stage: Stage, pixels: float, left: float = 0.0) -> list[str]:
    stage.view.scene.camera.scale.show(left, pixels)
    QApplication.processEvents()
    return [text for _, text in stage.view.ruler.labels()]


def test_bars_are_counted_from_one(stage: Stage) -> None:
    assert labels(stage, 20.0)[:4] == ["1", "2", "3", "4"]


def test_labels_are_thinned_in_steps_of_1_2_5(stage: Stage) -> None:
    assert labels(stage, 10.0)[:3] == ["1", "3", "5"]
    assert labels(stage, 4.0)[:3] == ["1", "6", "11"]
    assert labels(stage, 0.5)[:3] == ["1", "51", "101"]


def test_close_up_beats_are_named_too(stage: Stage) -> None:
    assert labels(stage, 60.0)[:6] == ["1", "1.2", "1.3", "1.4", "2", "2.2"]


def test_the_ruler_follows_the_parameter(stage: Stage) -> None:
    stage.workspace.perform(add_music_parameter, "beats_per_bar", 3.0)
    assert labels(stage, 60.0)[:4] == ["1", "1.2", "1.3", "2"]


def test_minutes_follow_the_tempo(stage: Stage) -> None:
    stage.workspace.perform(add_music_parameter, "tempo", 60.0)
    switch = next(a for a in stage.view.view_actions() if a.text() == "Minutes and seconds")
    switch.trigger()
    assert labels(stage, 7.0)[:3] == ["0:00", "0:10", "0:20"]
    assert labels(stage, 0.02, left=3600.0)[0] == "1:00:00"
    switch.trigger()
    assert labels(stage, 20.0)[0] == "1"
