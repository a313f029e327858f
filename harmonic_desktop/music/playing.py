"""Passages and phrases become notes: struck, swung, loud or soft, each within its card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import floor

from ..domain.harmony import DECIMALS
from .accompaniment import Stroke, bass_line, broken, held
from .drums import beat
from .mapping import Settings
from .melody import Run, Sung, melody
from .musicians import Musician
from .passages import Passage
from .phrases import Phrase
from .score import Note, Role

_SECOND, _CHORD, _BASS, _DRUMS = 0.86, 0.62, 0.55, 0.85
"""How loud a second melody, and the notes beneath both, are beside the first."""
_ALONE = 0.8
"""How loud one who sings plays the chord beneath it too."""
_SHORTEST = 10.0**-DECIMALS
_SOFTEST_BOUNCE, _SHORTEST_BOUNCE, _MOST_BOUNCES, _MOST_KEPT = 8, 0.125, 6, 0.8
"""The velocity and the beats of a bounce at least, how many there are at most, and the share of its time it keeps."""


class Playing:
    """Collects what the musicians of a universe play."""

    def __init__(self, settings: Settings, musicians: Sequence[Musician], phrases: Sequence[Phrase]) -> None:
        self._settings = settings
        self._musicians = musicians
        self._phrases = phrases
        self._bar = float(settings.beats_per_bar)
        self._notes: list[list[Note]] = [[] for _ in musicians]

    def play(self, passages: Sequence[Passage]) -> None:
        """Plays passages from the first to the last."""
        sung: dict[int, list[Passage]] = {}
        drummed: dict[int, list[Passage]] = {}
        for passage in passages:
            for place in passage.singers:
                sung.setdefault(place, []).append(passage)
            if passage.singers:
                self._accompany(passage)
            for place in passage.phrases:
                if self._musicians[self._phrases[place].row].program is None:
                    drummed.setdefault(place, []).append(passage)
        for place, led in sung.items():
            for run in _on_end(led):
                self._sing(place, run)
        for place, beaten in drummed.items():
            self._drum(self._phrases[place], beaten)

    def notes(self, row: int) -> tuple[Note, ...]:
        """What the musician of a row plays, by start, then pitch."""
        return tuple(sorted(self._notes[row], key=lambda note: (note.start, note.pitch, note.length)))

    # Beneath the melody

    def _accompany(self, passage: Passage) -> None:
        """Shares the chord out: all of it to one, or the bass to one and the tones above it among the others."""
        upper, others = passage.pitches[1:], passage.others
        loudness = _ALONE if passage.bass in passage.singers else 1.0
        self._bass_of(passage, loudness)
        loudness *= max(1.0 - 0.04 * (len(others) - 1), 0.6)
        for row, place in enumerate(others):
            is_struck = self._musicians[self._phrases[place].row].is_struck
            share = upper if is_struck else upper[row % len(upper) :: len(others)] or upper
            self._tones(passage, self._phrases[place], share, loudness)

    def _bass_of(self, passage: Passage, loudness: float) -> None:
        phrase = self._phrases[passage.bass]
        start, end = max(passage.start, phrase.start), min(passage.end, phrase.end)
        rhythm = self._musicians[phrase.row].settings.rhythm
        strokes: Iterable[Stroke] = [(start, end, passage.pitches[0], 1.0)]
        if not passage.is_last:
            strokes = bass_line(start, end, passage.pitches, rhythm, self._bar * phrase.slow)
        self._strike(passage, phrase, strokes, "bass", loudness * (_BASS + 0.4 * self._settings.bass))

    def _tones(self, passage: Passage, phrase: Phrase, tones: Sequence[int], loudness: float) -> None:
        musician = self._musicians[phrase.row]
        start, end = max(passage.start, phrase.start), min(passage.end, phrase.end)
        beats = musician.settings.note_beats
        strokes: Iterable[Stroke]
        if musician.is_struck and not passage.is_last:
            unit = min(max(min(musician.unit, beats), 0.5), 1.0) * phrase.slow
            strokes = broken(start, end, tones, unit, self._bar * phrase.slow, phrase.luck)
        else:
            strokes = held(start, end, tones, max(4.0 * beats, 1.0) * phrase.slow)
        self._strike(passage, phrase, strokes, "chord", loudness * _CHORD)

    def _strike(self, passage: Passage, phrase: Phrase, strokes: Iterable[Stroke], role: Role, loudness: float) -> None:
        settings = self._musicians[phrase.row].settings
        gate = 1.0 if passage.is_last else 0.5 + 0.5 * settings.gate
        for start, end, pitch, weight in strokes:
            velocity = settings.velocity * loudness * weight * passage.loudness_at(start)
            self._add(phrase, start, start + (end - start) * gate, pitch + settings.transpose, velocity, role)

    # Melody

    def _sing(self, place: int, passages: Sequence[Passage]) -> None:
        run = self._run(self._phrases[place], passages)
        at = 0
        for sung in melody(run, self._musicians[self._phrases[place].row]):
            while at + 1 < len(passages) and passages[at + 1].start <= sung.start:
                at += 1
            loudness = passages[at].loudness_at(sung.start) * (1.0 if passages[at].singers[0] == place else _SECOND)
            self._sung(self._phrases[place], sung, run, loudness)

    def _run(self, phrase: Phrase, passages: Sequence[Passage]) -> Run:
        start, end = max(passages[0].start, phrase.start), min(passages[-1].end, phrase.end)
        opens, closes = start <= phrase.start, end >= phrase.end
        return Run(
            passages,
            start,
            end,
            0 if phrase.frames else phrase.luck,
            opens,
            closes,
            self._bar * phrase.slow,
            phrase.slow,
        )

    def _sung(self, phrase: Phrase, sung: Sung, run: Run, loudness: float) -> None:
        settings = self._musicians[phrase.row].settings
        arc = 4.0 * (sung.start - run.start) * (run.end - sung.start) / (run.end - run.start) ** 2
        velocity = settings.velocity * loudness * (0.9 + 0.14 * arc)
        velocity *= _accent(sung.start / phrase.slow, self._settings.beats_per_bar)
        pitch, length = sung.pitch + settings.transpose, sung.end - sung.start
        if sung.is_last and not run.passages[-1].is_last:
            for start, end, share in _bounces(sung.start, sung.end, settings.echo, phrase.slow):
                if velocity * share >= _SOFTEST_BOUNCE:
                    self._add(phrase, start, end, pitch, velocity * share, "melody")
            return
        gate = 1.0 if sung.is_last else settings.gate
        sounding = length if sung.is_last else min(length, settings.note_beats * phrase.slow) * gate
        self._add(phrase, sung.start, sung.start + sounding, pitch, velocity, "melody")

    # Drums

    def _drum(self, phrase: Phrase, passages: Sequence[Passage]) -> None:
        musician, at = self._musicians[phrase.row], 0
        settings, beats = musician.settings, self._settings.beats_per_bar
        for start, end, pitch, weight in beat(
            phrase.start, phrase.end, beats, settings.rhythm, musician.unit, phrase.slow
        ):
            while at + 1 < len(passages) and passages[at + 1].start <= start:
                at += 1
            velocity = settings.velocity * _DRUMS * weight * passages[at].loudness_at(start)
            self._add(phrase, start, end, pitch, velocity, "drums")

    def _add(self, phrase: Phrase, start: float, end: float, pitch: int, velocity: float, role: Role) -> None:
        """A note, swung, within its card and within MIDI."""
        if swing := self._musicians[phrase.row].settings.swing:
            start, end = _swung(start, swing), _swung(end, swing)
        first = round(start, DECIMALS) if start > phrase.start else phrase.start
        last = round(end, DECIMALS) if end < phrase.end else phrase.end
        length = round(last - first, DECIMALS)
        if length >= _SHORTEST:
            loud = min(max(round(velocity), 1), 127)
            self._notes[phrase.row].append(Note(first, length, _within(pitch), loud, role))


def _on_end(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Passages that follow each other without a break."""
    run: list[Passage] = []
    for passage in passages:
        if run and passage.start > run[-1].end:
            yield run
            run = []
        run.append(passage)
    yield run


def _bounces(start: float, end: float, echo: float, slow: float) -> Iterator[tuple[float, float, float]]:
    """A note that is let fall: each time it comes up softer and sooner by the share that it keeps."""
    kept, shortest = min(echo, _MOST_KEPT), _SHORTEST_BOUNCE * slow
    at, share, wait = start, 1.0, (end - start) * (1.0 - kept)
    for _ in range(_MOST_BOUNCES):
        if wait < shortest or end - at - wait < shortest:
            break
        yield at, at + wait, share
        at, wait, share = at + wait, wait * kept, share * echo
    yield at, end, share


def _swung(beat: float, swing: float) -> float:
    """A place with its second eighth of each beat later: half a beat is reached at (1 + swing) halves."""
    whole = floor(beat)
    part = beat - whole
    if part < 0.5:
        return whole + part * (1.0 + swing)
    return whole + 0.5 * (1.0 + swing) + (part - 0.5) * (1.0 - swing)


def _accent(beat: float, beats_per_bar: int) -> float:
    """The first beat of a bar is louder, what lies between beats is softer."""
    place = beat % beats_per_bar
    if place < 1e-6:
        return 1.08
    return 1.0 if abs(place - round(place)) < 1e-6 else 0.92


def _within(pitch: int) -> int:
    """The same note by octaves, within 0..127."""
    if pitch > 127:
        return pitch - 12 * -(-(pitch - 127) // 12)
    return pitch if pitch >= 0 else pitch % 12
