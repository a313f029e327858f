"""Sound made of scores: how much faster than it is heard, how soon the first of it is there, and an edit of it.

fluidsynth plays the same music with a font of the system's for comparison, where both are installed.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from subprocess import DEVNULL, run

import numpy as np

from harmonic_desktop.music.compose import compose
from harmonic_desktop.music.midi import midi_bytes
from harmonic_desktop.music.performance import perform
from harmonic_desktop.music.score import Note, Score
from harmonic_desktop.music.synth import Rendering
from harmonic_desktop.music.tracks import kept_blocks
from harmonic_desktop.music.voices import held_tones

from .harness import Goal, Run, Samples, Suite, in_turns, milliseconds
from .stories import large, sample

RATE = 48_000
MINUTE_S = 60.0
VOICES = 16
DRY_MS, ROOM_MS = 600.0, 1500.0
"""A hundred times as fast as it is heard, and forty times."""
FIRST_MS, EDIT_MS = 150.0, 300.0
READY_S = 0.5
"""How much of it is made before it is played (ui/player/studio.py)."""
FONT = Path("/usr/share/sounds/sf2/TimGM6mb.sf2")
SHARED_ROUNDS = 3
GOALS = (
    Goal("sound-dry", "a minute of 16 voices, without a room", "600 ms", 1.0),
    Goal("sound-room", "the same in a room", "1.5 s", 1.0),
    Goal("sound-first", "the first of the sample universe, nothing made before", "150 ms", 1.0),
    Goal("sound-edit", "the sample universe after an edit in the middle, from there on", "300 ms", 1.0),
    Goal("sound-peer", "a minute of 16 plotlines with all their chords, in a room", "fluidsynth playing it", 1.0),
)


def measure(given: Run) -> Mapping[str, Samples]:
    """Work of the processor by rounds; fluidsynth and the sound beside it by the clock."""
    rounds = max(given.rounds // SHARED_ROUNDS, 1)
    full = _minute()
    score = replace(full, parts=tuple(replace(part, notes=_one_by_one(part.notes)) for part in full.parts))
    dry = replace(score, parts=tuple(replace(part, reverb=0.0) for part in score.parts))
    without, within = in_turns(rounds, lambda: _work(lambda: _whole(dry)), lambda: _work(lambda: _whole(score)))
    first, edited = in_turns(rounds, _first, _edited)
    return {
        "sound-dry": Samples(without, [DRY_MS]),
        "sound-room": Samples(within, [ROOM_MS]),
        "sound-first": Samples(first, [FIRST_MS]),
        "sound-edit": Samples(edited, [EDIT_MS]),
        "sound-peer": _beside_fluidsynth(given, full, rounds),
    }


def _minute() -> Score:
    """A minute of a long story, each plotline with another instrument."""
    score = compose(large(plotlines=VOICES))
    beats = MINUTE_S * score.tempo / 60.0
    parts = (
        replace(part, program=number * 8 + 1, notes=tuple(note for note in part.notes if note.start < beats))
        for number, part in enumerate(score.parts)
    )
    return replace(score, parts=tuple(parts), length=beats)


def _one_by_one(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Those that begin when the one before is over: one voice, which still fades beneath the next."""
    kept: list[Note] = []
    for note in notes:
        if not kept or note.start >= kept[-1].start + kept[-1].length:
            kept.append(note)
    return tuple(kept)


def _whole(score: Score) -> None:
    _forget()
    rendering = Rendering(score, RATE)
    for number in range(rendering.blocks):
        rendering.block(number)


def _forget() -> None:
    held_tones.clear()
    kept_blocks.clear()


def _first() -> float:
    contents = sample()
    _forget()
    return _work(lambda: perform(contents, RATE).piece(0, round(READY_S * RATE)))


def _edited() -> float:
    """The tie of a card in the middle is changed while it is played."""
    contents = sample()
    whole = perform(contents, RATE)
    middle = whole.frames // 2
    whole.piece(middle, 2 * RATE)
    card = sorted(contents.cards.values(), key=lambda card: card.start_beat)[len(contents.cards) // 2]
    cards = {**contents.cards, card.id: replace(card, harmony_tie=1.0 - card.harmony_tie)}
    other = replace(contents, cards=cards)
    return _work(lambda: perform(other, RATE).piece(middle, round(READY_S * RATE)))


def _beside_fluidsynth(given: Run, score: Score, rounds: int) -> Samples:
    """By the clock, each writing its samples; where there is no fluidsynth, beside the goal itself."""
    fluidsynth = shutil.which("fluidsynth")
    if fluidsynth is None or not FONT.exists():
        return Samples(*in_turns(rounds, lambda: milliseconds(lambda: _whole(score)), lambda: ROOM_MS))
    midi, raw = given.folder / "minute.mid", given.folder / "minute.raw"
    midi.write_bytes(midi_bytes(score))
    command = [fluidsynth, "-n", "-i", "-q", "-r", str(RATE), "-F", str(raw), "-T", "raw", str(FONT), str(midi)]
    play: Callable[[], object] = lambda: run(command, check=True, stdout=DEVNULL, stderr=DEVNULL)  # noqa: E731
    own, theirs = in_turns(rounds, lambda: milliseconds(lambda: _saved(score, raw)), lambda: milliseconds(play))
    return Samples(own, theirs)


def _saved(score: Score, raw: Path) -> None:
    _forget()
    rendering = Rendering(score, RATE)
    with raw.open("wb") as file:
        for number in range(rendering.blocks):
            file.write(np.rint(rendering.block(number) * np.float32(32767)).astype(np.int16).tobytes())


def _work(work: Callable[[], object]) -> float:
    """What work takes of the processor, in ms: what others do with the machine is no matter."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


SUITE = Suite(GOALS, measure)
