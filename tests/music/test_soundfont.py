"""A SoundFont plays what it has instruments for, at the right pitches; a broken or lost one is told in a sentence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pyloudnorm
import pytest
import soundfile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from benchmarks.stories import sample
from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.music.compose import compose
from harmonic_desktop.music.consonance import frequency
from harmonic_desktop.music.font_preset import MOST_AT_ONCE
from harmonic_desktop.music.score import Note
from harmonic_desktop.music.sound_file import SoundFormat, write_sound, write_stems
from harmonic_desktop.music.soundfont import SoundFont
from harmonic_desktop.music.synth import Rendering
from harmonic_desktop.music.voices import held_tones

from .fonts import Region, damage, looped, tone, write_font
from .test_synth import RATE, loudest_hertz, part, score

ATTENUATION, ATTACK, DECAY, SUSTAIN, PAN, CUTOFF, FINE, ENVELOPE_CUTOFF = 48, 34, 36, 37, 17, 8, 52, 11


def font_of(folder: Path, *regions: Region, drums: bool = False) -> SoundFont:
    """A font with one instrument, the piano or a drum kit."""
    return SoundFont(write_font(folder / "font.sf2", {(128 if drums else 0, 0): regions}))


def played(font: SoundFont, *notes: Note, seconds: float = 2.0, **more: object) -> NDArray[np.float32]:
    """What is heard of notes on a piano, at the level of the font."""
    program = None if more.pop("drums", False) else 0
    return Rendering(score(part(notes, program, **more)), gain=1.0, font=font).piece(0, round(seconds * RATE))


def level(sound: NDArray[np.float32], begin: float, end: float) -> float:
    """In dB, between two seconds."""
    return float(10 * np.log10((sound[round(begin * RATE) : round(end * RATE)] ** 2).mean() + 1e-12))


@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000])
@pytest.mark.parametrize("pitch", [36, 60, 69, 91])
def test_a_sample_is_heard_at_the_pitch_of_each_note(rate: int, pitch: int, tmp_path: Path) -> None:
    font = font_of(tmp_path, looped(frequency(60), rate))
    heard = loudest_hertz(played(font, Note(0.0, 2.0, pitch, 100))[RATE // 2 : RATE])
    assert 1200 * abs(np.log2(heard / frequency(pitch))) < 3.0, "cents"


def test_another_tuning_is_heard(tmp_path: Path) -> None:
    font = font_of(tmp_path, looped(440.0, root=69))
    made = Rendering(score(part([Note(0.0, 2.0, 69, 100)], 0), tuning=432.0), font=font)
    assert loudest_hertz(made.piece(RATE // 2, RATE // 2)) == pytest.approx(432.0, abs=0.7)


def test_fine_tuning_of_a_zone_is_heard(tmp_path: Path) -> None:
    font = font_of(tmp_path, looped(440.0, root=69, generators={FINE: 50}))
    heard = loudest_hertz(played(font, Note(0.0, 2.0, 69, 100))[RATE // 2 : RATE])
    assert heard == pytest.approx(440.0 * 2 ** (50 / 1200), abs=0.7)


def test_a_loop_goes_on_as_long_as_the_note_and_does_not_click(tmp_path: Path) -> None:
    font = font_of(tmp_path, looped(441.0, root=69))
    sound = played(font, Note(0.0, 6.0, 69, 127), seconds=6.0)
    assert level(sound, 5.0, 5.9) == pytest.approx(level(sound, 0.2, 0.5), abs=0.2)
    steepest = 2 * np.pi * 441.0 / RATE * float(np.abs(sound).max())
    assert float(np.abs(np.diff(sound[:, 0])).max()) < 1.1 * steepest


def test_a_sample_without_a_loop_ends_with_itself(tmp_path: Path) -> None:
    font = font_of(tmp_path, Region(tone(441.0, 0.5), root=69))
    sound = played(font, Note(0.0, 2.0, 69, 127))
    assert level(sound, 0.1, 0.4) > -20
    assert not sound[round(0.52 * RATE) :].any()


def test_the_envelope_of_loudness_rises_and_falls(tmp_path: Path) -> None:
    # An attack of half a second, then 100 dB in four seconds, down to −20 dB.
    shape = {ATTACK: -1200, DECAY: 2400, SUSTAIN: 200}
    font = font_of(tmp_path, looped(441.0, root=69, generators=shape))
    sound = played(font, Note(0.0, 4.0, 69, 127), seconds=3.5)
    full = level(sound, 0.5, 0.52)
    assert level(sound, 0.24, 0.26) - full == pytest.approx(-6.0, abs=0.7)
    assert level(sound, 0.89, 0.91) - full == pytest.approx(-10.0, abs=0.7)
    assert level(sound, 3.0, 3.4) - full == pytest.approx(-20.0, abs=0.7)


def test_a_filter_takes_the_high_partials(tmp_path: Path) -> None:
    partials = (0.3, 0, 0, 0, 0, 0, 0, 0.3)
    low = 1200 * np.log2(440 * 2 / 8.176)
    region = Region(tone(440.0, 2.0, partials=partials), root=69)
    open_, closed = (
        played(font_of(tmp_path, replace(region, generators=which)), Note(0.0, 2.0, 69, 127))
        for which in ({}, {CUTOFF: round(low)})
    )

    def partial(sound: NDArray[np.float32], number: int) -> float:
        spectrum = np.abs(np.fft.rfft(sound[:RATE, 0] * np.hanning(RATE)))
        return float(20 * np.log10(spectrum[440 * number - 3 : 440 * number + 4].max()))

    assert partial(closed, 1) - partial(open_, 1) > -2
    # Two octaves above, twelve dB in each, as far as the cutoff is reached.
    assert partial(closed, 8) - partial(open_, 8) == pytest.approx(-24.0, abs=2.5)


def test_a_filter_that_moves_opens_and_closes(tmp_path: Path) -> None:
    shape = {CUTOFF: 6000, ENVELOPE_CUTOFF: 6000, 26: -12000, 28: 0, 29: 1000}
    noise = np.random.Generator(np.random.PCG64(1)).uniform(-0.5, 0.5, 3 * 44_100)
    font = font_of(tmp_path, Region(noise, root=69, generators=shape))
    sound = played(font, Note(0.0, 3.0, 69, 127))
    assert level(sound, 0.0, 0.1) - level(sound, 1.2, 1.6) > 10


def test_how_hard_it_is_struck_chooses_the_sample(tmp_path: Path) -> None:
    soft = looped(441.0, root=69, velocities=(0, 63))
    hard = looped(882.0, root=69, velocities=(64, 127))
    font = font_of(tmp_path, soft, hard)
    for velocity, hertz in ((20, 441.0), (63, 441.0), (64, 882.0), (127, 882.0)):
        heard = loudest_hertz(played(font, Note(0.0, 1.0, 69, velocity))[RATE // 2 : RATE])
        assert heard == pytest.approx(hertz, rel=2e-3)


def test_left_and_right_samples_are_heard_there(tmp_path: Path) -> None:
    font = font_of(
        tmp_path, looped(441.0, root=69, generators={PAN: -500}), looped(661.5, root=69, generators={PAN: 500})
    )
    sound = played(font, Note(0.0, 1.5, 69, 127))[RATE // 2 : RATE]
    assert loudest_hertz(np.stack([sound[:, 0]] * 2, axis=1)) == pytest.approx(441.0, rel=2e-3)
    assert loudest_hertz(np.stack([sound[:, 1]] * 2, axis=1)) == pytest.approx(661.5, rel=2e-3)
    left = played(font, Note(0.0, 1.5, 69, 127), pan=-1.0)
    assert np.abs(left[:, 1]).max() < 1e-6 < np.abs(left[:, 0]).max()


def test_attenuation_counts_as_its_instruments_had_it(tmp_path: Path) -> None:
    loud, soft = (
        played(font_of(tmp_path, looped(441.0, root=69, generators=which)), Note(0.0, 1.0, 69, 127))
        for which in ({}, {ATTENUATION: 100})
    )
    assert level(soft, 0.2, 0.8) - level(loud, 0.2, 0.8) == pytest.approx(-4.0, abs=0.1)


def test_a_drum_sounds_to_its_end(tmp_path: Path) -> None:
    font = font_of(tmp_path, Region(tone(200.0, 0.8), root=36, keys=(36, 36)), drums=True)
    sound = played(font, Note(0.0, 0.1, 36, 127), drums=True)
    assert level(sound, 0.6, 0.75) > -20
    assert not sound[round(0.82 * RATE) :].any()
    assert not played(font, Note(0.0, 0.1, 40, 127), drums=True).any(), "a kit without that drum"


def test_what_the_font_lacks_sounds_as_without_it(tmp_path: Path) -> None:
    font = font_of(tmp_path, looped(441.0, root=69))
    assert font.programs == {0} and not font.has_drums
    for program in (40, None):
        one = score(part([Note(0.0, 1.0, 38, 100)], program))
        with_font = Rendering(one, gain=1.0, font=font).piece(0, RATE)
        np.testing.assert_array_equal(with_font, Rendering(one, gain=1.0).piece(0, RATE))


def test_a_piece_is_the_same_as_in_the_whole(tmp_path: Path) -> None:
    shape = {CUTOFF: 9000, ENVELOPE_CUTOFF: 2000, 28: 1200, 7: 100, 6: 30}
    font = font_of(tmp_path, looped(441.0, root=69, generators=shape))
    notes = [Note(0.0, 30.0, 60, 100), Note(1.0, 1.0, 64, 80)]
    rendering = Rendering(score(part(notes, 0, chorus=0.4)), font=font)
    whole = rendering.piece(14 * RATE, 5 * RATE)
    held_tones.clear()
    again = Rendering(rendering.score, font=font)
    pieces = [again.piece(14 * RATE + second * RATE, RATE) for second in range(5)]
    np.testing.assert_allclose(np.concatenate(pieces), whole, atol=2e-4)


def test_packed_samples_of_version_3_are_heard(tmp_path: Path) -> None:
    path = write_font(tmp_path / "packed.sf3", {(0, 0): [looped(440.0, root=69)]}, packed=True)
    sound = played(SoundFont(path), Note(0.0, 2.0, 69, 127))
    assert loudest_hertz(sound[RATE // 2 : RATE]) == pytest.approx(440.0, abs=0.7)
    assert level(sound, 1.0, 1.9) == pytest.approx(level(sound, 0.2, 0.5), abs=0.5)


def test_no_free_byte_after_an_odd_chunk_is_needed(tmp_path: Path) -> None:
    """Some programs that pack samples leave none."""
    path = write_font(tmp_path / "font.sf2", {(0, 0): [looped(440.0, root=69)]}, "Even or odd")
    made = path.read_bytes()
    at = made.index(b"INAM")
    length = int.from_bytes(made[at + 4 : at + 8], "little")
    odd = made[: at + 4] + (length - 1).to_bytes(4, "little") + made[at + 8 : at + 7 + length] + made[at + 8 + length :]
    path.write_bytes(odd)
    assert SoundFont(path).name == "Even or odd"


def test_a_file_played_by_a_font_has_its_level(tmp_path: Path) -> None:
    regions = [
        looped(frequency(60), generators={DECAY: 1200, SUSTAIN: 300}),
        looped(frequency(60), root=48, keys=(70, 127)),
    ]
    font = SoundFont(write_font(tmp_path / "font.sf2", {(0, program): regions for program in range(128)}))
    music = compose(sample())
    write_sound(music, tmp_path / "out.wav", SoundFormat(), font=font)
    sound, rate = soundfile.read(tmp_path / "out.wav")
    assert pyloudnorm.Meter(rate).integrated_loudness(sound) == pytest.approx(-16.0, abs=0.5)
    guessed = Rendering(music, font=font)
    heard = pyloudnorm.Meter(RATE).integrated_loudness(guessed.piece(0, guessed.frames))
    assert heard == pytest.approx(-16.0, abs=2.0)


# Broken, and gone -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", [b"", b"RIFF", b"hello, this is a text and no font at all", bytes(1000)])
def test_what_is_no_font_is_refused_in_a_sentence(wrong: bytes, tmp_path: Path) -> None:
    path = tmp_path / "wrong.sf2"
    path.write_bytes(wrong)
    with pytest.raises(InvalidValue, match=r"“wrong.sf2” is no SoundFont that can be read: .+\. Choose another file\."):
        SoundFont(path)


def test_a_font_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    whole = write_font(tmp_path / "font.sf2", {(0, 0): [looped(441.0)]}).read_bytes()
    path = tmp_path / "cut.sf2"
    for length in range(12, len(whole), 97):
        path.write_bytes(whole[:length])
        with pytest.raises(InvalidValue, match="“cut"):
            SoundFont(path)


def test_a_font_without_instruments_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match="it has no instruments"):
        SoundFont(write_font(tmp_path / "empty.sf2", {}))


def test_a_font_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match=r"“none.sf2” is not there; choose it again, or another file."):
        SoundFont(tmp_path / "none.sf2")
    with pytest.raises(InvalidValue, match="can’t be read"):
        SoundFont(tmp_path)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=30))
def test_a_damaged_font_is_refused_or_plays_something(tmp_path: Path, damage: list[tuple[float, int]]) -> None:
    regions = [looped(441.0, root=69, generators={CUTOFF: 9000, 6: 20}), Region(tone(200.0, 0.2), velocities=(0, 40))]
    made = bytearray(write_font(tmp_path / "font.sf2", {(0, 0): regions, (128, 0): regions}).read_bytes())
    tables = made.index(b"phdr")
    for where, byte in damage:
        made[tables + int(where * (len(made) - tables - 1))] = byte
    path = tmp_path / "damaged.sf2"
    path.write_bytes(bytes(made))
    try:
        font = SoundFont(path)
    except InvalidValue:
        return
    for program in (0, None):
        notes = [Note(0.0, 1.0, 60, 100), Note(0.5, 0.5, 69, 30)]
        sound = Rendering(score(part(notes, program)), gain=1.0, font=font).piece(0, RATE // 2)
        assert np.isfinite(sound).all()


def test_a_font_that_has_too_many_samples_for_a_note_plays_some_of_them(tmp_path: Path) -> None:
    font = font_of(tmp_path, *([looped(441.0, root=69, periods=20)] * 300))
    preset = font.preset(0)
    assert preset is not None and len(preset.zones(60, 100)) == MOST_AT_ONCE


def test_notes_of_a_damaged_sample_sound_without_the_font(tmp_path: Path) -> None:
    regions = [looped(440.0, root=69, keys=(0, 69)), looped(440.0, root=69, keys=(70, 127))]
    font = SoundFont(damage(write_font(tmp_path / "font.sf3", {(0, 0): regions}, packed=True)))
    assert not font.is_damaged
    low, high = [Note(0.0, 1.0, 57, 100)], [Note(0.0, 1.0, 81, 100)]
    own, damaged = (Rendering(score(part(low, 0)), gain=1.0, font=who).piece(0, RATE) for who in (None, font))
    np.testing.assert_allclose(damaged, own, atol=1e-6)
    assert font.is_damaged and not font.trouble
    again = Rendering(score(part(high, 0)), gain=1.0, font=font).piece(0, RATE)
    assert np.abs(again - Rendering(score(part(high, 0)), gain=1.0).piece(0, RATE)).max() > 0.1, "the font's"


@pytest.mark.parametrize("how", ["gone", "changed"])
def test_a_font_that_is_lost_while_it_plays_leaves_the_music_playing(how: str, tmp_path: Path) -> None:
    font = font_of(tmp_path, looped(441.0, root=69), looped(882.0, root=81, keys=(100, 127)))
    rendering = Rendering(score(part([Note(0.0, 1.0, 69, 100), Note(2.0, 1.0, 105, 100)], 0)), gain=1.0, font=font)
    assert loudest_hertz(rendering.piece(RATE // 2, RATE // 2)) == pytest.approx(440.0, rel=3e-3)
    assert not font.trouble
    font.path.unlink()
    if how == "changed":
        write_font(font.path, {(0, 0): [looped(300.0)]})
    later = rendering.piece(2 * RATE, RATE // 2)
    assert loudest_hertz(later) == pytest.approx(frequency(105), rel=3e-3), "the program's own piano"
    said = "is not there any more" if how == "gone" else "has changed"
    assert font.trouble == f"the SoundFont “font.sf2” {said}"
    again = Rendering(rendering.score, gain=1.0, font=font).piece(0, RATE)
    np.testing.assert_array_equal(again, Rendering(rendering.score, gain=1.0).piece(0, RATE))


@pytest.mark.parametrize("stems", [False, True])
def test_a_file_is_not_written_with_half_a_font(stems: bool, tmp_path: Path) -> None:
    font = font_of(tmp_path, looped(441.0, root=69))
    music = score(part([Note(0.0, 1.0, 69, 100)], 0))
    font.path.unlink()
    write, path = (write_stems, tmp_path) if stems else (write_sound, tmp_path / "out.wav")
    with pytest.raises(InvalidValue, match=r"Nothing was written: the SoundFont “font.sf2” is not there any more;"):
        write(music, path, SoundFormat(), font=font)
