"""What is heard is told in words: amount, reason, and what counts as something else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.parameters import MusicParameter, PhysicsParameter
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.music.mapping import settings_of
from harmonic_desktop.ui.chain.model import ChainModel
from harmonic_desktop.ui.chain.words import Line, effect_name, line_of

ENGLISH = QLocale("en_US")


def world(*parameters: PhysicsParameter | MusicParameter, harmony: float | None = None) -> Contents:
    physics = {p.id: p for p in parameters if isinstance(p, PhysicsParameter)}
    music = {p.id: p for p in parameters if isinstance(p, MusicParameter)}
    return Contents(Universe(1, 1, "U", None, None, harmony), physics, music)


def line(contents: Contents, name: str, locale: QLocale = ENGLISH) -> Line:
    effect = next(e for e in settings_of(contents).effects if e.name == name)
    return line_of(effect, locale)


def test_an_effect_is_told_with_the_value_that_it_comes_from() -> None:
    mars = world(PhysicsParameter(1, 1, "gravity", 3.7, "m/s²"))
    told = line(mars, "tempo")
    assert (told.name, told.amount, told.reason) == ("Tempo", "82.2 BPM", "Gravity 3.7 m/s² (physics)")
    assert told.sentence == "Tempo: 82.2 BPM, from Gravity 3.7 m/s² (physics)."
    assert not told.is_clamped


def test_a_value_out_of_range_is_said_to_count_as_the_nearest_one() -> None:
    told = line(world(PhysicsParameter(1, 1, "friction", 7.0)), "tilt")
    assert told.is_clamped
    assert told.reason == "Friction counts as 1, not 7"
    assert "Friction 7 can’t be heard as it is: it counts as 1." in told.sentence


def test_numbers_are_written_as_the_language_writes_them() -> None:
    mars = world(PhysicsParameter(1, 1, "gravity", 3.7, "m/s²"))
    assert line(mars, "tempo", QLocale("de_DE")).amount == "82,2 BPM"


def test_keys_and_scales_are_told_by_name() -> None:
    told = world(MusicParameter(1, 1, "key", 9.0), harmony=0.5)
    assert line(told, "key").amount == "A"
    assert line(told, "scale").amount == "dorian" or line(told, "scale").amount == "natural minor"
    assert line(told, "scale").reason == "Environment’s harmony 0.5 (universe)"


@pytest.mark.parametrize(
    ("pan", "words"), [(0.0, "middle"), (-0.5, "50 % left"), (1.0, "100 % right"), (0.25, "25 % right")]
)
def test_a_place_is_told_by_its_side(pan: float, words: str) -> None:
    assert line(world(MusicParameter(1, 1, "pan", pan)), "pan").amount == words


def test_one_beat_is_no_beats() -> None:
    assert line(world(MusicParameter(1, 1, "note_duration", 1.0)), "note_beats").amount == "1 beat"
    assert line(world(MusicParameter(1, 1, "note_duration", 2.0)), "note_beats").amount == "2 beats"


def test_every_effect_has_a_name_and_a_reason() -> None:
    for effect in settings_of(world()).effects:
        told = line_of(effect, ENGLISH)
        assert effect_name(effect.name) != effect.name
        assert told.amount
        assert told.reason


def test_a_change_of_one_effect_is_told_of_its_row_alone(qtbot: QtBot) -> None:
    model = ChainModel()
    model.locale = ENGLISH
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_effects(settings_of(world(MusicParameter(1, 1, "tempo", 90.0))).effects)
    rows: list[int] = []
    model.dataChanged.connect(lambda first, last: rows.extend(range(first.row(), last.row() + 1)))
    model.show_effects(settings_of(world(MusicParameter(1, 1, "tempo", 96.0))).effects)
    assert rows == [0]
    assert model.index(0).data() == "Tempo 96 BPM"
