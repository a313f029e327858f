"""A universe turned into music: its plotlines are the parts, its cards the phrases, its harmony the chords."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..domain.contents import markers_in_order
from ..domain.plotlines import silent_plotlines
from .mapping import settings_of
from .musicians import Musician, musicians_of
from .phrases import Phrase, phrases_of
from .playing import Playing
from .progression import chords_of, passages_of
from .score import Mark, Note, Part, Score

if TYPE_CHECKING:
    from ..domain.contents import Contents


def compose(contents: Contents) -> Score:
    """The music of a universe: the same for the same cards, parameters and names, on every machine."""
    settings = settings_of(contents)
    musicians = musicians_of(contents, settings)
    phrases = phrases_of(contents, musicians, settings.beats_per_bar)
    passages = passages_of(contents, settings, musicians, phrases)
    playing = Playing(settings, musicians, phrases)
    playing.play(passages)
    silent = silent_plotlines(contents)
    parts = tuple(_part(one, playing.notes(row), one.plotline.id in silent) for row, one in enumerate(musicians))
    return Score(
        contents.universe.name,
        settings.tempo,
        settings.beats_per_bar,
        (settings.key + settings.transpose) % 12,
        settings.scale,
        settings.tuning,
        settings.reverb,
        max((note.start + note.length for part in parts for note in part.notes), default=0.0),
        parts,
        chords_of(passages, phrases, settings),
        _marks(contents, phrases),
    )


def _part(musician: Musician, notes: tuple[Note, ...], is_silent: bool) -> Part:
    settings = musician.settings
    return Part(
        str(musician.plotline.id),
        musician.plotline.name,
        musician.instrument,
        musician.program,
        notes,
        settings.volume,
        settings.pan,
        settings.reverb,
        settings.chorus,
        settings.release,
        is_silent,
    )


def _marks(contents: Contents, phrases: Sequence[Phrase]) -> tuple[Mark, ...]:
    """Acts before the cards that begin with them."""
    acts = [Mark(max(marker.start_beat, 0.0), marker.name) for marker in markers_in_order(contents)]
    cards = [Mark(phrase.start, phrase.card.plot_point) for phrase in phrases]
    return tuple(sorted([*acts, *cards], key=lambda mark: mark.start))
