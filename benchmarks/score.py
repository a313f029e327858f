"""Universes turned into music: what it takes of the processor, the first time and again after an edit."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.music import consonance, vocabulary
from harmonic_desktop.music.compose import compose
from harmonic_desktop.music.midi import midi_bytes

from .harness import Goal, Run, Samples, Suite, in_turns
from .stories import large, sample

SOON, LONG = 50.0, 3000.0
"""What is no wait after an edit, and what is bearable for as long a story as there is, in ms of work."""
GOALS = (
    Goal("score", "the music of the sample universe", "50 ms", 1.0),
    Goal("score-first", "the same, all chords measured anew", "50 ms", 1.0),
    Goal("score-10k", "the music of 10,000 cards on 20 plotlines", "3 s", 1.0),
    Goal("midi-10k", "that as a MIDI file", "3 s", 1.0),
)
SHARED_ROUNDS = 3
"""Ten thousand cards take long: a third of the rounds is enough."""


def measure(run: Run) -> Mapping[str, Samples]:
    """Work of the processor by rounds, short ones beside each other."""
    small, many = sample(), large()
    compose(small)
    again, first = in_turns(run.rounds, lambda: _work(lambda: compose(small)), lambda: _work(lambda: _anew(small)))
    rounds = max(run.rounds // SHARED_ROUNDS, 1)
    score = compose(many)
    longest, written = in_turns(rounds, lambda: _work(lambda: compose(many)), lambda: _work(lambda: midi_bytes(score)))
    return {
        "score": Samples(again, [SOON]),
        "score-first": Samples(first, [SOON]),
        "score-10k": Samples(longest, [LONG]),
        "midi-10k": Samples(written, [LONG]),
    }


def _anew(small: Contents) -> None:
    for kept in (consonance.roughness_table, vocabulary.vocabulary):
        kept.cache_clear()
    compose(small)


def _work(work: Callable[[], object]) -> float:
    """What work takes of the processor, in ms: what others do with the machine is no matter."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


SUITE = Suite(GOALS, measure)
