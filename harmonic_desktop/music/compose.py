"""A universe turned into music: its plotlines are the parts, its cards the phrases, its harmony the chords."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING
from zlib import crc32

from ..domain.contents import in_story_order, markers_in_order
from ..domain.harmony import DECIMALS
from ..domain.plotlines import silent_plotlines
from .accompaniment import Stroke, bass_line, broken, held
from .chords import Cadence, Vocabulary, vocabulary, way_through
from .drums import beat
from .mapping import Settings, settings_of
from .melody import Run, Sung, melody
from .musicians import Musician, musicians_of
from .passages import Passage, Phrase, cast, tell_loudness
from .score import Chord, Mark, Note, Part, Role, Score
from .stretches import heard_span, stretches_of

if TYPE_CHECKING:
    from ..domain.contents import Contents
    from ..domain.storyboard import Card

MOST_BEATS, NEVER_SLOWER = 60_000.0, 64.0
"""Where cards are longer than this together, those that are longer than 64 beats are played in slower notes, the
longest most, so that a score stays small."""
_CHORD, _BASS, _DRUMS = 0.62, 0.55, 0.85
"""How loud the notes beneath a melody are, beside it."""
_SHORTEST = 10.0**-DECIMALS


def compose(contents: Contents) -> Score:
    """The music of a universe: the same for the same cards, parameters and names, on every machine."""
    return _Composer(contents).score()


def intended(harmony: float, settings: Settings) -> float:
    """The consonance that is meant for a harmony: the tie, tilted by friction and the environment, 0..1."""
    return min(max(harmony + settings.tilt, 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class _Heard:
    """A card that is heard, as a phrase, and how many times slower than others it is played."""

    card: Card
    phrase: Phrase
    slow: float


class _Composer:
    """Holds what the parts of one score are made from."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._settings = settings_of(contents)
        self._bar = float(self._settings.beats_per_bar)
        self._musicians = musicians_of(contents, self._settings)
        self._heard = self._phrases()
        self._words: Vocabulary = vocabulary(self._settings.key, self._settings.scale, self._settings.voices)
        self._chords: list[Chord] = []
        self._passages = self._passages_with_chords()
        self._notes: list[list[Note]] = [[] for _ in self._musicians]

    def score(self) -> Score:
        self._play()
        settings = self._settings
        silent = silent_plotlines(self._contents)
        parts = tuple(self._part(place, one.plotline.id in silent) for place, one in enumerate(self._musicians))
        return Score(
            self._contents.universe.name,
            settings.tempo,
            settings.beats_per_bar,
            settings.key,
            settings.scale,
            settings.tuning,
            settings.reverb,
            max((note.start + note.length for part in parts for note in part.notes), default=0.0),
            parts,
            tuple(self._chords),
            self._marks(),
        )

    # Cards and chords

    def _phrases(self) -> list[_Heard]:
        rows = {one.plotline.id: row for row, one in enumerate(self._musicians)}
        cards = [card for card in in_story_order(self._contents) if card.plotline_id in rows]
        spans = [(card, span) for card in cards if (span := heard_span(card)) is not None]
        count = Counter(card.plotline_id for card, _ in spans)
        slow = _slowness([span.end - span.start for _, span in spans])
        number: Counter[int] = Counter()
        heard = []
        for (card, span), times in zip(spans, slow, strict=True):
            lane = card.plotline_id
            heard.append(_Heard(card, Phrase(rows[lane], span, number[lane], count[lane]), times))
            number[lane] += 1
        return heard

    def _passages_with_chords(self) -> list[Passage]:
        phrases = [one.phrase for one in self._heard]
        acts = [edge for m in self._contents.markers.values() for edge in {m.start_beat, m.end_beat}]
        cut = stretches_of(
            [one.card for one in self._heard], [phrase.span for phrase in phrases], acts, self._settings.beats_per_bar
        )
        passages = [cast(stretch, phrases, self._musicians) for stretch in cut]
        tell_loudness(passages)
        sounding = [(stretch, passage) for stretch, passage in zip(cut, passages, strict=True) if passage.lead >= 0]
        targets = [intended(passage.target, self._settings) for _, passage in sounding]
        cadences = self._cadences([passage for _, passage in sounding])
        way = way_through(self._words, targets, cadences)
        for (stretch, passage), index, target, cadence in zip(sounding, way, targets, cadences, strict=True):
            passage.pitches = tuple(self._words.pitches[index].tolist())
            passage.root = int(self._words.roots[index])
            passage.is_home = cadence in ("tonic", "end")
            passage.is_last = cadence == "end"
            cards = tuple(str(self._heard[place].card.id) for place in stretch.cards)
            self._chords.append(self._chord(passage, index, target, cards))
        return passages

    def _chord(self, passage: Passage, index: int, target: float, card_ids: tuple[str, ...]) -> Chord:
        return Chord(
            passage.start,
            round(passage.end - passage.start, DECIMALS),
            self._moved(passage.pitches),
            self._words.name(index),
            target,
            self._words.rank(index),
            card_ids,
        )

    def _moved(self, pitches: Iterable[int]) -> tuple[int, ...]:
        """As they sound: transposed with the whole universe."""
        return tuple(_within_midi(pitch + self._settings.transpose) for pitch in pitches)

    def _cadences(self, passages: Sequence[Passage]) -> list[Cadence]:
        """Home at the ends of acts, before a silence and at the very end, each time by way of the dominant."""
        ends = {marker.end_beat for marker in self._contents.markers.values() if marker.duration_beats > 0}
        told: list[Cadence] = [""] * len(passages)
        for place, passage in enumerate(passages):
            after = passages[place + 1] if place + 1 < len(passages) else None
            closes = after is None or after.start - passage.end >= self._bar or _ends_between(ends, passage, after)
            if closes:
                told[place] = "end" if after is None else "tonic"
                if place and not told[place - 1] and passages[place - 1].end == passage.start:
                    told[place - 1] = "dominant"
        return told

    # Notes

    def _play(self) -> None:
        leads: dict[int, list[Passage]] = {}
        for passage in self._passages:
            if passage.lead >= 0:
                leads.setdefault(passage.lead, []).append(passage)
                self._accompany(passage)
        for place, passages in leads.items():
            for run in _runs(passages):
                self._sing(self._heard[place], run)
        for one in self._heard:
            if self._musicians[one.phrase.musician].program is None:
                self._drum(one)

    def _accompany(self, passage: Passage) -> None:
        """Shares the chord out: all of it to one, or the bass to one and the tones above it among the others."""
        upper = passage.pitches[1:]
        others = passage.others
        alone = 0.8 if passage.bass < 0 else 1.0
        bass = passage.bass if passage.bass >= 0 else passage.lead
        self._bass(passage, bass, alone)
        if not others:
            self._tones(passage, passage.lead, upper, alone)
            return
        softer = max(1.0 - 0.04 * (len(others) - 1), 0.6)
        for row, place in enumerate(others):
            share = upper[row % len(upper) :: len(others)] or upper
            self._tones(passage, place, share, softer)

    def _bass(self, passage: Passage, place: int, loudness: float) -> None:
        one, (start, end) = self._heard[place], self._overlap(passage, place)
        musician = self._musicians[one.phrase.musician]
        weight = loudness * (_BASS + 0.4 * self._settings.bass)
        strokes: Iterable[Stroke]
        if passage.is_last:
            strokes = [(start, end, passage.pitches[0], 1.0)]
        else:
            strokes = bass_line(start, end, passage.pitches, musician, self._bar * one.slow, one.slow)
        self._strike(passage, one, strokes, "bass", weight)

    def _tones(self, passage: Passage, place: int, tones: Sequence[int], loudness: float) -> None:
        one, (start, end) = self._heard[place], self._overlap(passage, place)
        musician = self._musicians[one.phrase.musician]
        strokes: Iterable[Stroke]
        if musician.is_struck and not passage.is_last:
            way = crc32(f"{musician.theme} {one.phrase.number}".encode())
            strokes = broken(start, end, tones, musician, self._bar * one.slow, one.slow, way)
        else:
            strokes = held(start, end, tones, musician, one.slow)
        self._strike(passage, one, strokes, "chord", loudness * _CHORD)

    def _overlap(self, passage: Passage, place: int) -> tuple[float, float]:
        span = self._heard[place].phrase.span
        return max(passage.start, span.start), min(passage.end, span.end)

    def _strike(self, passage: Passage, one: _Heard, strokes: Iterable[Stroke], role: Role, loudness: float) -> None:
        musician = self._musicians[one.phrase.musician]
        gate = 0.5 + 0.5 * musician.settings.gate if not passage.is_last else 1.0
        for start, end, pitch, weight in strokes:
            velocity = musician.settings.velocity * loudness * weight * passage.loudness_at(start)
            self._note(one, start, start + (end - start) * gate, pitch + self._settings.transpose, velocity, role)

    def _sing(self, one: _Heard, passages: Sequence[Passage]) -> None:
        phrase, musician = one.phrase, self._musicians[one.phrase.musician]
        start, end = max(passages[0].start, phrase.span.start), min(passages[-1].end, phrase.span.end)
        is_plain = phrase.number == phrase.count - 1
        run = Run(passages, start, end, phrase.number, is_plain, end >= phrase.span.end, self._bar * one.slow, one.slow)
        at = 0
        for sung in melody(run, musician):
            while at + 1 < len(passages) and passages[at + 1].start <= sung.start:
                at += 1
            self._sung(one, sung, passages[at], musician, run)

    def _sung(self, one: _Heard, sung: Sung, passage: Passage, musician: Musician, run: Run) -> None:
        settings = musician.settings
        arc = 4 * (sung.start - run.start) * (run.end - sung.start) / (run.end - run.start) ** 2
        velocity = settings.velocity * passage.loudness_at(sung.start) * (0.9 + 0.14 * arc)
        velocity *= _accent(sung.start / one.slow, settings.beats_per_bar)
        length = sung.end - sung.start
        sounding = length if sung.is_last else min(length, settings.note_beats * one.slow) * settings.gate
        pitch = sung.pitch + settings.transpose
        self._note(one, sung.start, sung.start + sounding, pitch, velocity, "melody")

    def _drum(self, one: _Heard) -> None:
        musician, span = self._musicians[one.phrase.musician], one.phrase.span
        passages = [passage for passage in self._passages if passage.start < span.end and passage.end > span.start]
        settings, at = musician.settings, 0
        strokes = beat(span.start, span.end, self._settings.beats_per_bar, settings.rhythm, musician.unit, one.slow)
        for start, end, pitch, weight in strokes:
            while at + 1 < len(passages) and passages[at + 1].start <= start:
                at += 1
            velocity = settings.velocity * _DRUMS * weight * passages[at].loudness_at(start)
            self._note(one, start, end, pitch, velocity, "drums")

    def _note(self, one: _Heard, start: float, end: float, pitch: int, velocity: float, role: Role) -> None:
        """Adds a note, swung, within its card, within MIDI."""
        musician, span = self._musicians[one.phrase.musician], one.phrase.span
        swing = musician.settings.swing
        first = round(min(max(_swung(start, swing), span.start), span.end), DECIMALS)
        last = round(min(_swung(end, swing), span.end), DECIMALS)
        if last - first >= _SHORTEST:
            loud = min(max(round(velocity), 1), 127)
            length = round(last - first, DECIMALS)
            self._notes[one.phrase.musician].append(Note(first, length, _within_midi(pitch), loud, role))

    def _part(self, place: int, is_silent: bool) -> Part:
        musician = self._musicians[place]
        settings = musician.settings
        return Part(
            str(musician.plotline.id),
            musician.plotline.name,
            musician.instrument,
            musician.program,
            tuple(sorted(self._notes[place], key=lambda note: (note.start, note.pitch, note.length))),
            settings.volume,
            settings.pan,
            settings.reverb,
            settings.chorus,
            settings.release,
            is_silent,
        )

    def _marks(self) -> tuple[Mark, ...]:
        acts = [Mark(max(marker.start_beat, 0.0), marker.name) for marker in markers_in_order(self._contents)]
        cards = [Mark(one.phrase.span.start, one.card.plot_point) for one in self._heard]
        return tuple(sorted([*acts, *cards], key=lambda mark: mark.start))


def _slowness(lengths: Sequence[float]) -> list[float]:
    """How many times slower each card is played: once, but for the longest of a story that is far too long."""
    limit = max(lengths, default=0.0)
    while limit > NEVER_SLOWER and sum(min(length, limit) for length in lengths) > MOST_BEATS:
        limit /= 2.0
    slow = []
    for length in lengths:
        times = 1.0
        while length / times > limit:
            times *= 2.0
        slow.append(times)
    return slow


def _ends_between(ends: Iterable[float], passage: Passage, after: Passage) -> bool:
    return any(passage.start < end <= after.start for end in ends)


def _runs(passages: Sequence[Passage]) -> Iterable[list[Passage]]:
    """Passages on end."""
    run: list[Passage] = []
    for passage in passages:
        if run and passage.start > run[-1].end:
            yield run
            run = []
        run.append(passage)
    if run:
        yield run


def _swung(beat: float, swing: float) -> float:
    """A place with its second eighth of each beat later: half a beat is reached at (1 + swing) halves."""
    if not swing:
        return beat
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


def _within_midi(pitch: int) -> int:
    """The same note by octaves, within 0..127."""
    while pitch > 127:
        pitch -= 12
    while pitch < 0:
        pitch += 12
    return pitch
