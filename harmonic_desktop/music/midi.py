"""A score as a Standard MIDI file of type 1: a track for what all share, then one for each plotline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from math import log2

from mido import Message, MetaMessage, MidiFile, MidiTrack, bpm2tempo

from .scales import MAJORS, is_minor, signature
from .score import DRUM_CHANNEL, Note, Part, Score

TICKS = 480
"""Of a beat: it is divided evenly by 2, 3, 4, 6 and 8."""
_LONGEST_WAIT = 2**28 - 1
"""Ticks between two events at most; beyond that an empty text is put in between."""
_CHANNELS = tuple(channel for channel in range(16) if channel != DRUM_CHANNEL)
_MINORS = ("Am", "Bbm", "Bm", "Cm", "C#m", "Dm", "Ebm", "Em", "Fm", "F#m", "Gm", "G#m")
"""The minor key that has the same signature as the major one in the same place."""
_VOLUME, _PAN, _REVERB, _CHORUS = 7, 10, 91, 93
_FINE_TUNING, _COARSE_TUNING = 1, 2
_Event = tuple[int, int, int, Message | MetaMessage]
"""Its tick, its rank among those of the same tick, its pitch, and what it is."""


def midi_bytes(score: Score) -> bytes:
    """The file; a part that is silent has a track without notes. The same score gives the same bytes."""
    file = BytesIO()
    midi_file(score).save(file=file)
    return file.getvalue()


def midi_file(score: Score) -> MidiFile:
    """The same, to be looked into."""
    made = MidiFile(type=1, ticks_per_beat=TICKS, charset="utf-8")
    made.tracks.append(_shared_track(score))
    channels = channels_of(score.parts)
    played = _played(score.parts, channels)
    for part, channel, notes in zip(score.parts, channels, played, strict=True):
        made.tracks.append(_part_track(score, part, channel, notes))
    return made


def channels_of(parts: Sequence[Part]) -> list[int]:
    """The channel (0..15) of each part: its own, and drums the tenth.

    Where there are more than fifteen, those with the same sound share one; where these are still too many, those of
    the same instrument do, then those of the same family.
    """
    pitched = [part for part in parts if part.program is not None]
    ways: tuple[Callable[[Part], object], ...] = (
        lambda part: part.plotline_id,
        lambda part: (part.program, part.volume, part.pan, part.reverb, part.chorus),
        lambda part: part.program,
        lambda part: min((part.program or 0) // 8, len(_CHANNELS) - 1),
    )
    alike = next(way for way in ways if len({way(part) for part in pitched}) <= len(_CHANNELS))
    found = {group: _CHANNELS[place] for place, group in enumerate(dict.fromkeys(alike(part) for part in pitched))}
    return [DRUM_CHANNEL if part.program is None else found[alike(part)] for part in parts]


def _shared_track(score: Score) -> MidiTrack:
    """Title, tempo, metre, key, and a marker for each plot point and act."""
    major = signature(score.key, score.scale)
    key = _MINORS[major] if is_minor(score.scale) else MAJORS[major].replace("♭", "b")
    events: list[_Event] = [
        (0, 0, 0, MetaMessage("track_name", name=score.title)),
        (0, 1, 0, MetaMessage("time_signature", numerator=score.beats_per_bar, denominator=4)),
        (0, 2, 0, MetaMessage("key_signature", key=key)),
        (0, 3, 0, MetaMessage("set_tempo", tempo=bpm2tempo(score.tempo))),
    ]
    events += [(_tick(mark.start), 4, 0, MetaMessage("marker", text=mark.name)) for mark in score.marks]
    return _track(events, _tick(score.length))


def _part_track(score: Score, part: Part, channel: int, notes: Iterable[tuple[int, int, Note]]) -> MidiTrack:
    events: list[_Event] = [(0, 0, 0, MetaMessage("track_name", name=part.name))]
    events += [(0, 1, 0, message) for message in _setting(score, part, channel)]
    for start, end, note in notes:
        on = Message("note_on", channel=channel, note=note.pitch, velocity=note.velocity)
        events.append((start, 4, note.pitch, on))
        events.append((end, 3, note.pitch, Message("note_off", channel=channel, note=note.pitch, velocity=0)))
    return _track(events, _tick(score.length))


def _setting(score: Score, part: Part, channel: int) -> Iterator[Message]:
    """Instrument, volume, place, room and tuning."""
    if part.program is not None:
        yield Message("program_change", channel=channel, program=part.program)
    values = ((_VOLUME, part.volume), (_PAN, (part.pan + 1.0) / 2.0), (_REVERB, part.reverb), (_CHORUS, part.chorus))
    for control, share in values:
        value = min(max(round(share * 127), 0), 127) if control != _PAN or part.pan else 64
        yield Message("control_change", channel=channel, control=control, value=value)
    if score.tuning != 440.0 and part.program is not None:
        yield from _tuned(score.tuning, channel)


def _tuned(tuning: float, channel: int) -> Iterator[Message]:
    """The registered parameters 1 and 2: cents and semitones away from an A of 440 Hz."""
    semitones = 12.0 * log2(tuning / 440.0)
    whole = round(semitones)
    fine = min(max(8192 + round((semitones - whole) * 8192), 0), 16383)
    for number, high, low in ((_COARSE_TUNING, 64 + whole, 0), (_FINE_TUNING, fine >> 7, fine & 127)):
        for control, value in ((101, 0), (100, number), (6, high), (38, low)):
            yield Message("control_change", channel=channel, control=control, value=value)
    for control in (101, 100):  # so that nothing that follows changes the tuning
        yield Message("control_change", channel=channel, control=control, value=127)


def _played(parts: Sequence[Part], channels: Sequence[int]) -> list[list[tuple[int, int, Note]]]:
    """Of each part the notes with their first and last ticks; on one channel a pitch sounds once at a time.

    Of notes that begin together the longest is kept; one that still sounds ends where the same pitch begins again.
    """
    kept: list[list[tuple[int, int, Note]]] = [[] for _ in parts]
    sounding: dict[tuple[int, int], list[tuple[int, int, int, Note]]] = {}
    for place, part in enumerate(parts):
        for note in () if part.is_silent else part.notes:
            start = _tick(note.start)
            end = max(_tick(note.start + note.length), start + 1)
            sounding.setdefault((channels[place], note.pitch), []).append((start, -end, place, note))
    for strokes in sounding.values():
        strokes.sort(key=lambda stroke: stroke[:3])
        firsts = [stroke for at, stroke in enumerate(strokes) if not at or stroke[0] != strokes[at - 1][0]]
        for at, (start, end, place, note) in enumerate(firsts):
            last = min(-end, firsts[at + 1][0]) if at + 1 < len(firsts) else -end
            kept[place].append((start, last, note))
    return kept


def _track(events: Iterable[_Event], end: int) -> MidiTrack:
    """Events in order, with the ticks from each to the next; it ends where the score does."""
    track, now = MidiTrack(), 0
    for tick, _, _, message in sorted(events, key=lambda event: event[:3]):
        now = _waited(track, now, tick)
        track.append(message.copy(time=tick - now))
        now = tick
    now = _waited(track, now, end)
    track.append(MetaMessage("end_of_track", time=max(end - now, 0)))
    return track


def _waited(track: MidiTrack, now: int, tick: int) -> int:
    while tick - now > _LONGEST_WAIT:
        track.append(MetaMessage("text", text="", time=_LONGEST_WAIT))
        now += _LONGEST_WAIT
    return now


def _tick(beat: float) -> int:
    return round(beat * TICKS)
