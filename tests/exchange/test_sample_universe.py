"""The sample universe can be read, has the shape it was given, and means something to the music."""

from __future__ import annotations

import math

import pytest

from harmonic_desktop.domain import catalogue
from harmonic_desktop.domain.contents import Contents, markers_in_order
from harmonic_desktop.domain.instruments import find_program
from harmonic_desktop.domain.storyboard import Card
from harmonic_desktop.exchange.universe_file import read_universe
from harmonic_desktop.paths import resource_path


@pytest.fixture(scope="module")
def text() -> str:
    return resource_path("sample_universe.json").read_text("utf-8")


@pytest.fixture(scope="module")
def story(text: str) -> Contents:
    return read_universe(text)


def harmony_at(story: Contents, beat: float) -> float:
    sounding = [card for card in story.cards.values() if card.start_beat <= beat < card.end_beat]
    ties = sum(card.harmony_tie * card.duration_beats for card in sounding)
    return ties / sum(card.duration_beats for card in sounding)


def end_of(story: Contents) -> float:
    return max(card.end_beat for card in story.cards.values())


def test_it_is_a_whole_story(story: Contents) -> None:
    assert len(story.plotlines) == 5
    assert 44 <= len(story.cards) <= 52
    assert all(len(story.cards_on(lane)) >= 8 for lane in story.plotlines)
    assert story.universe.description


def test_every_card_has_words_of_its_own(story: Contents) -> None:
    titles = [card.plot_point for card in story.cards.values()]
    assert len(set(titles)) == len(titles)
    assert all(1 <= len(title.split()) <= 6 for title in titles)
    assert all(40 < len(card.description) < 400 for card in story.cards.values())


def test_no_card_was_laid_anywhere_else_than_the_file_says(story: Contents) -> None:
    places = [(card.start_beat, card.duration_beats) for card in story.cards.values()]
    assert all(beats % 2 == 0 for place in places for beats in place)


def test_it_begins_calm_falls_deep_after_two_thirds_and_ends_in_harmony(story: Contents) -> None:
    end = end_of(story)
    curve = {beat: harmony_at(story, beat) for beat in range(0, int(end), 2)}
    lowest = min(curve, key=lambda beat: curve[beat])
    assert 0.6 < curve[0] < 0.8
    assert 0.68 < lowest / end < 0.78
    assert curve[lowest] < 0.1
    assert curve[int(end) - 2] > 0.9
    assert max(curve[beat] for beat in curve if beat > 0.85 * end) > 0.95


def test_it_has_a_dip_before_the_end(story: Contents) -> None:
    end = end_of(story)
    assert harmony_at(story, 0.93 * end) < harmony_at(story, end - 1) - 0.05


def test_all_six_physics_parameters_and_ten_of_music_mean_something(story: Contents) -> None:
    physics = {p.parameter_name for p in story.physics.values()}
    assert physics == {known.name for known in catalogue.known_parameters("physics")}
    music = {p.parameter_name for p in story.music.values()}
    assert len(music) >= 10
    assert music <= {known.name for known in catalogue.known_parameters("music")}


def test_every_value_lies_in_the_range_of_the_catalogue(story: Contents) -> None:
    named = [("physics", p.parameter_name, p.value) for p in story.physics.values()]
    named += [("music", p.parameter_name, p.value) for p in story.music.values()]
    for kind, name, value in named:
        known = catalogue.find("physics" if kind == "physics" else "music", name)
        assert known is not None
        assert known.holds(value), name


def test_no_parameter_is_passed_over_for_a_twin(story: Contents) -> None:
    assert not catalogue.passed_over("physics", [(p.id, p.parameter_name, None) for p in story.physics.values()])
    assert not catalogue.passed_over("music", [(p.id, p.parameter_name, p.instrument) for p in story.music.values()])


def test_every_instrument_is_one_that_can_play(story: Contents) -> None:
    players = [p.instrument for p in story.plotlines.values()] + [p.instrument for p in story.music.values()]
    assert all(find_program(player) is not None for player in players if player)
    assert all(p.instrument for p in story.plotlines.values())


def test_no_two_plotlines_share_a_hue(story: Contents) -> None:
    assert len({p.colour for p in story.plotlines.values()}) == len(story.plotlines)


def test_it_is_typeset_with_curly_quotes_and_holds_no_straight_ones(story: Contents) -> None:
    def words(card: Card) -> str:
        return card.plot_point + card.description

    assert not any(mark in words(card) for card in story.cards.values() for mark in ("'", '"', "--", "  "))


def test_the_one_cent_that_the_story_ends_on_is_the_tuning(story: Contents) -> None:
    (tuning,) = [p.value for p in story.music.values() if p.parameter_name == "tuning"]
    assert 1200 * math.log2(tuning / 440) == pytest.approx(-1, abs=0.05)


def test_its_acts_follow_each_other_from_the_first_beat_to_the_last(story: Contents) -> None:
    acts = [marker for marker in markers_in_order(story) if marker.duration_beats]
    assert [act.name.partition(":")[0] for act in acts] == ["Act I", "Act II", "Act III"]
    assert [act.start_beat for act in acts] == [0.0, *(act.end_beat for act in acts[:-1])]
    assert acts[-1].end_beat == end_of(story)
    (midpoint,) = (marker for marker in story.markers.values() if not marker.duration_beats)
    assert midpoint.start_beat in {card.start_beat for card in story.cards.values()}
