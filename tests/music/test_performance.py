"""The score of a universe: composed once for all who want it, and anew after an edit."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from benchmarks.stories import sample
from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.storyboard import set_harmony
from harmonic_desktop.music import performance
from harmonic_desktop.music.compose import compose
from harmonic_desktop.music.performance import LastScore, perform, score_of
from harmonic_desktop.music.score import Score


class Composer:
    """Composes, counts how often, and may be told to wait."""

    def __init__(self) -> None:
        self.composed: list[Contents] = []
        self.has_begun, self.may_end = Event(), Event()
        self.may_end.set()

    def compose(self, contents: Contents) -> Score:
        self.composed.append(contents)
        self.has_begun.set()
        assert self.may_end.wait(10.0)
        return compose(contents)


@pytest.fixture
def composer(monkeypatch: pytest.MonkeyPatch) -> Composer:
    made = Composer()
    monkeypatch.setattr(performance, "compose", made.compose)
    return made


def test_what_is_heard_and_what_is_shown_are_one_score() -> None:
    told = sample()
    assert perform(told, 48_000).score is score_of(told)


def test_it_is_composed_anew_after_an_edit(composer: Composer) -> None:
    told, last = sample(), LastScore()
    after = told.after(set_harmony(told, {next(iter(told.cards)): 0.125}))
    assert last.of(after) != last.of(told)
    assert composer.composed == [after, told]


def test_who_asks_while_it_is_composed_waits_for_it(composer: Composer) -> None:
    told, last = sample(), LastScore()
    composer.may_end.clear()
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(last.of, told)
        assert composer.has_begun.wait(10.0)
        is_asked = Event()

        def ask() -> Score:
            is_asked.set()
            return last.of(told)

        second = threads.submit(ask)
        assert is_asked.wait(10.0)
        composer.may_end.set()
        assert first.result() is second.result()
    assert len(composer.composed) == 1


def test_what_went_wrong_is_tried_anew(composer: Composer, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_contents: Contents) -> Score:
        raise ValueError("a bug")

    told, last = sample(), LastScore()
    with monkeypatch.context() as patched:
        patched.setattr(performance, "compose", refuse)
        with pytest.raises(ValueError, match="a bug"):
            last.of(told)
    assert last.of(told).parts
