"""Measured consonance against what is published and what every ear tells."""

from __future__ import annotations

import numpy as np
import pytest

from harmonic_desktop.music.consonance import consonance_of, frequency, harmonicity, roughness, roughness_of

MAJOR, MINOR, DIMINISHED, CLUSTER = (60, 64, 67), (60, 63, 67), (60, 63, 66), (60, 61, 62)


def test_roughness_is_what_hutchinson_and_knopoff_give() -> None:
    assert roughness(MAJOR) == pytest.approx(0.1202426, abs=5e-7)
    assert roughness(MINOR) == pytest.approx(0.1300830, abs=5e-7)


def test_many_chords_are_measured_like_each_alone() -> None:
    chords = np.array([MAJOR, MINOR, DIMINISHED, CLUSTER])
    assert roughness_of(chords).tolist() == [roughness(chord) for chord in chords.tolist()]


def test_roughness_grows_towards_the_bass() -> None:
    at = [roughness([note + shift for note in MAJOR]) for shift in (-24, -12, 0, 12)]
    assert at == sorted(at, reverse=True)


def test_dyads_are_smoothest_at_octave_and_fifth_and_roughest_at_the_minor_second() -> None:
    by_interval = {interval: roughness([60, 60 + interval]) for interval in range(1, 13)}
    ranked = sorted(by_interval, key=by_interval.__getitem__)
    assert ranked[:2] == [12, 7]
    assert ranked[-1] == 1


def test_harmonicity_falls_from_the_octave_to_the_cluster() -> None:
    chords = [(60, 72), (60, 67), MAJOR, CLUSTER]
    told = [harmonicity(chord) for chord in chords]
    assert told == sorted(told, reverse=True)
    assert harmonicity(MAJOR) == harmonicity(MINOR), "the model does not tell a chord from its mirror: roughness does"


def test_harmonicity_takes_no_notice_of_octaves_order_and_transposition() -> None:
    assert harmonicity((67, 52, 36)) == harmonicity(MAJOR)
    assert harmonicity([note + 5 for note in MAJOR]) == pytest.approx(harmonicity(MAJOR), abs=1e-9)


def test_consonance_ranks_triads_as_people_do() -> None:
    chords = np.array([MAJOR, MINOR, DIMINISHED, CLUSTER])
    assert np.argsort(-consonance_of(chords)).tolist() == [0, 1, 2, 3]


def test_a_note_has_its_frequency() -> None:
    assert frequency(69) == 440.0
    assert frequency(60) == pytest.approx(261.6256, abs=1e-4)
    assert frequency(57, 432.0) == 216.0
