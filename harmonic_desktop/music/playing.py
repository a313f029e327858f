"""Passages and phrases become notes: struck, swung, loud or soft, each within its card."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from ..domain.harmony import DECIMALS
from .accompaniment import Stroke, bass_line, broken, held, last_bass
from .drums import beat, last_beat
from .line import Run
from .mapping import Settings
from .melody import Sung, kept_apart, melody
from .musicians import Musician
from .passages import Passage
from .phrases import Phrase
from .score import Note, Role
from .touch import accent, bounces, swung

_SECOND, _CHORD, _BASS, _DRUMS = 0.86, 0.62, 0.55, 0.85
"""How loud a second melody, and the notes beneath both, are beside the first."""
_COVERING = 0.65
"""How loud a tone of a chord is that lies where the melody does, beside the others."""
_CROWD = 8
"""So many at most break a chord; of more each holds one tone of it."""
_ALONE = 0.8
"""How loud one who sings plays the chord beneath it too."""
_SHORTEST = 10.0**-DECIMALS


class Playing:
    """Collects what the musicians of a universe play."""

    def __init__(self, settings: Settings, musicians: Sequence[Musician], phrases: Sequence[Phrase]) -> None:
        self._settings = settings
        self._musicians = musicians
        self._phrases = phrases
        self._bar = float(settings.beats_per_bar)
        self._notes: list[list[Note]] = [[] for _ in musicians]
        self._lines: dict[int, list[Sung]] = {}

    def play(self, passages: Sequence[Passage]) -> None:
        """Plays passages from the first to the last."""
        sung: dict[int, list[Passage]] = {}
        drummed: dict[int, list[Passage]] = {}
        for passage in passages:
            for place in passage.singers:
                sung.setdefault(place, []).append(passage)
            for place in passage.phrases:
                if self._musicians[self._phrases[place].row].program is None:
                    drummed.setdefault(place, []).append(passage)
        tunes = {place: [self._tune(place, run) for run in _on_end(led)] for place, led in sung.items()}
        self._lines = {place: [note for _, line in runs for note in line] for place, runs in tunes.items()}
        for place, runs in tunes.items():
            for run, line in runs:
                self._sing(place, run, line)
        for passage in passages:
            if passage.singers:
                self._accompany(passage)
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
            is_struck = self._musicians[self._phrases[place].row].is_struck and len(others) <= _CROWD
            share = upper if is_struck else upper[row % len(upper) :: len(others)] or upper
            self._tones(passage, self._phrases[place], share, loudness)

    def _bass_of(self, passage: Passage, loudness: float) -> None:
        phrase = self._phrases[passage.bass]
        start, end = max(passage.start, phrase.start), min(passage.end, phrase.end)
        rhythm = self._musicians[phrase.row].settings.rhythm
        strokes: Iterable[Stroke] = [(start, end, passage.pitches[0], 1.0)]
        if passage.is_last:
            strokes = last_bass(start, end, passage.pitches, self._musicians[phrase.row].lowest)
        elif not passage.is_close:
            strokes = bass_line(start, end, passage.pitches, rhythm, self._bar * phrase.slow)
        self._strike(passage, phrase, strokes, "bass", loudness * (_BASS + 0.4 * self._settings.bass))

    def _tones(self, passage: Passage, phrase: Phrase, tones: Sequence[int], loudness: float) -> None:
        musician = self._musicians[phrase.row]
        start, end = max(passage.start, phrase.start), min(passage.end, phrase.end)
        beats = musician.settings.note_beats
        strokes: Iterable[Stroke]
        if musician.is_struck and not passage.is_close and len(passage.others) <= _CROWD:
            unit = min(max(min(musician.unit, beats), 0.5), 1.0) * phrase.slow
            strokes = broken(start, end, tones, unit, self._bar * phrase.slow, phrase.luck)
        else:
            length = end - start if passage.is_close else max(4.0 * beats, 1.0) * phrase.slow
            strokes = held(start, end, tones, length)
        self._strike(passage, phrase, self._beneath(passage, strokes), "chord", loudness * _CHORD)

    def _beneath(self, passage: Passage, strokes: Iterable[Stroke]) -> Iterator[Stroke]:
        """The tones of a chord, those softly that would cover what is sung: as high as the tune, or higher."""
        tunes = [self._lines[place] for place in passage.singers]
        for start, end, pitch, weight in strokes:
            yield start, end, pitch, weight * (_COVERING if any(_covers(pitch, start, end, t) for t in tunes) else 1.0)

    def _strike(self, passage: Passage, phrase: Phrase, strokes: Iterable[Stroke], role: Role, loudness: float) -> None:
        settings = self._musicians[phrase.row].settings
        gate = 1.0 if passage.is_close else 0.5 + 0.5 * settings.gate
        for start, end, pitch, weight in strokes:
            velocity = settings.velocity * loudness * weight * passage.loudness_at(start)
            self._add(phrase, start, start + (end - start) * gate, pitch + settings.transpose, velocity, role)

    # Melody

    def _tune(self, place: int, passages: Sequence[Passage]) -> tuple[Run, list[Sung]]:
        run = self._run(self._phrases[place], passages)
        return run, melody(run, self._musicians[self._phrases[place].row])

    def _sing(self, place: int, run: Run, line: Sequence[Sung]) -> None:
        at, passages = 0, run.passages
        for sung in self._apart(place, run, line):
            while at + 1 < len(passages) and passages[at + 1].start <= sung.start:
                at += 1
            loudness = passages[at].loudness_at(sung.start) * (1.0 if passages[at].singers[0] == place else _SECOND)
            self._sung(self._phrases[place], sung, run, loudness)

    def _apart(self, place: int, run: Run, line: Sequence[Sung]) -> Iterator[Sung]:
        """A line, where it is the second one apart from the first, which goes its way by itself."""
        musician, at = self._musicians[self._phrases[place].row], 0
        for passage in run.passages:
            first = at
            while at < len(line) and (line[at].start < passage.end - 1e-6 or passage is run.passages[-1]):
                at += 1
            if passage.singers[0] == place or passage.is_last:
                yield from line[first:at]
            else:
                yield from kept_apart(line[first:at], self._lines[passage.singers[0]], passage, musician, self._bar)

    def _run(self, phrase: Phrase, passages: Sequence[Passage]) -> Run:
        start, end = max(passages[0].start, phrase.start), min(passages[-1].end, phrase.end)
        opens, closes = start <= phrase.start, end >= phrase.end
        return Run(
            passages,
            start,
            end,
            phrase.variation,
            opens,
            closes,
            self._bar * phrase.slow,
            phrase.slow,
        )

    def _sung(self, phrase: Phrase, sung: Sung, run: Run, loudness: float) -> None:
        settings = self._musicians[phrase.row].settings
        arc = 4.0 * (sung.start - run.start) * (run.end - sung.start) / (run.end - run.start) ** 2
        velocity = settings.velocity * loudness * (0.9 + 0.14 * arc)
        velocity *= accent(sung.start / phrase.slow, self._settings.beats_per_bar)
        pitch, length = sung.pitch + settings.transpose, sung.end - sung.start
        if sung.is_last and not run.passages[-1].is_last:
            for start, end, loud in bounces(sung.start, sung.end, settings.echo, phrase.slow, velocity):
                self._add(phrase, start, end, pitch, loud, "melody")
            return
        gate = 1.0 if sung.is_last else settings.gate
        sounding = length if sung.is_last else min(length, settings.note_beats * phrase.slow) * gate
        self._add(phrase, sung.start, sung.start + sounding, pitch, velocity, "melody")

    # Drums

    def _drum(self, phrase: Phrase, passages: Sequence[Passage]) -> None:
        musician, at = self._musicians[phrase.row], 0
        settings, beats = musician.settings, self._settings.beats_per_bar
        ends = passages[-1].start if passages[-1].is_last else phrase.end
        strokes = [*beat(phrase.start, ends, beats, settings.rhythm, musician.unit, phrase.slow)]
        if ends < phrase.end:
            strokes += last_beat(max(ends, phrase.start), phrase.end)
        for start, end, pitch, weight in strokes:
            while at + 1 < len(passages) and passages[at + 1].start <= start:
                at += 1
            velocity = settings.velocity * _DRUMS * weight * passages[at].loudness_at(start)
            self._add(phrase, start, end, pitch, velocity, "drums")

    def _add(self, phrase: Phrase, start: float, end: float, pitch: int, velocity: float, role: Role) -> None:
        """A note, swung, within its card and within MIDI."""
        if swing := self._musicians[phrase.row].settings.swing:
            start, end = swung(start, swing), swung(end, swing)
        first = round(start, DECIMALS) if start > phrase.start else phrase.start
        last = round(end, DECIMALS) if end < phrase.end else phrase.end
        length = round(last - first, DECIMALS)
        if length >= _SHORTEST:
            loud = min(max(round(velocity), 1), 127)
            self._notes[phrase.row].append(Note(first, length, _within(pitch), loud, role))


def _covers(pitch: int, start: float, end: float, tune: Sequence[Sung]) -> bool:
    """Whether a tone is as high as one that is sung in its time, or at most an octave higher."""
    place = max(bisect_right(tune, start, key=lambda note: note.start) - 1, 0)
    while place < len(tune) and tune[place].start < end:
        if tune[place].end > start and 0 <= pitch - tune[place].pitch <= 12:
            return True
        place += 1
    return False


def _on_end(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Passages that follow each other without a break."""
    run: list[Passage] = []
    for passage in passages:
        if run and passage.start > run[-1].end:
            yield run
            run = []
        run.append(passage)
    yield run


def _within(pitch: int) -> int:
    """The same note by octaves, within 0..127."""
    if pitch > 127:
        return pitch - 12 * -(-(pitch - 127) // 12)
    return pitch if pitch >= 0 else pitch % 12
