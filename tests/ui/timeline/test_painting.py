"""What is painted: texts that fit, the far view, previews that come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.storyboard import change_card, create_card, set_harmony
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.timeline.harmony_bars import harmony_text
from harmonic_desktop.ui.timeline.layout import Floats, Lane
from harmonic_desktop.ui.timeline.raster import lane_coverage
from harmonic_desktop.ui.timeline.texts import NEW_PER_FRAME, Budget, FontRuler, TextCache

if TYPE_CHECKING:
    from .conftest import Stage


def picture(stage: Stage) -> QImage:
    QApplication.processEvents()
    return stage.view.viewport().grab().toImage()


@given(st.text("abc dé…WMil", max_size=60), st.integers(20, 300))
def test_an_elided_text_fits_and_is_left_alone_where_it_fits_already(qapp: QApplication, text: str, width: int) -> None:
    ruler = FontRuler(theme.font())
    elided = ruler.elided(text, width)
    assert QFontMetricsF(theme.font()).horizontalAdvance(elided) <= width + 1
    assert (elided == text) == (ruler.width(text) <= width) or text.endswith("…")


@given(st.lists(st.text("abcdefgWM", min_size=1, max_size=14), max_size=12), st.integers(40, 200), st.integers(1, 4))
def test_wrapped_lines_fit_and_keep_the_order_of_the_words(
    qapp: QApplication, words: list[str], width: int, most: int
) -> None:
    ruler = FontRuler(theme.font())
    text = " ".join(words)
    lines = ruler.wrapped(text, width, most)
    assert len(lines) <= most
    assert all(ruler.width(line) <= width for line in lines)
    if not any("…" in line for line in lines):
        assert " ".join(lines).split() == words or not all(lines)


def test_no_frame_lays_out_more_than_its_share_of_new_texts_and_the_next_ones_catch_up(qapp: QApplication) -> None:
    budget = Budget()
    cache = TextCache(theme.font(), budget)
    count = 3 * NEW_PER_FRAME - 1
    frames = 0
    while True:
        budget.begin_frame()
        frames += 1
        shown = sum(cache.get(card_id, f"Card {card_id}", 200.0) is not None for card_id in range(count))
        assert shown <= frames * NEW_PER_FRAME
        if not budget.is_spent:
            break
    assert (shown, frames) == (count, 3)


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(1, 8)), min_size=1, max_size=20), st.integers(0, 40))
def test_the_far_view_covers_what_the_cards_cover_and_two_columns_at_least_where_there_is_room(
    spans: list[tuple[int, int]], left: int
) -> None:
    starts, ends, beat = [], [], 0.0
    for gap, length in spans:
        starts.append(beat + gap)
        beat = ends_at = beat + gap + length
        ends.append(ends_at)
    start, end = np.array(starts), np.array(ends)
    lane = Lane(1, np.arange(len(start)), start, end, np.zeros(len(start)), end)
    edges: Floats = np.linspace(left, left + 21.0, 31)
    low, high = edges[:-1, None], edges[1:, None]
    seen = np.maximum(end, np.minimum(start + 1.4, np.append(start[1:], np.inf)))
    expected = np.clip(np.minimum(seen, high) - np.maximum(start, low), 0, None).sum(axis=1) / 0.7
    everything = np.ones(len(start), np.bool_)
    assert lane_coverage(lane, edges, everything) == pytest.approx(expected, abs=1e-9)


def test_the_whole_of_a_long_story_is_painted_as_a_skyline_of_harmony(stage: Stage) -> None:
    lane = stage.cards["A"].plotline_id
    for number in range(30):
        stage.workspace.perform(create_card, lane, 20.0 + number * 4, 4.0, f"n{number}", harmony_tie=1.0)
    stage.view.scene.camera.scale.show(0.0, 1.0)
    assert stage.view.scene.is_far
    image = picture(stage)
    blue = image.pixelColor(60, 50)
    assert blue.name() == theme.harmony_colour(100).name()
    assert image.pixelColor(400, 50).name() == theme.current().window.name()


def test_a_narrow_card_shows_its_title(stage: Stage) -> None:
    for pixels in (4.5, 7.0, 9.5):
        stage.view.scene.camera.scale.show(0.0, pixels)
        before = picture(stage)
        stage.workspace.perform(change_card, stage.cards["C"].id, plot_point="CC")
        assert picture(stage) != before
        stage.workspace.undo_stack.undo()


def test_a_card_that_is_half_scrolled_out_keeps_its_number_free_of_its_bar(stage: Stage) -> None:
    stage.workspace.perform(set_harmony, {stage.cards["A"].id: 1.0})
    scale = stage.view.scene.camera.scale
    for hidden in range(0, 80, 4):
        scale.show(hidden / 20.0, 20.0)
        image = picture(stage)
        right = round(scale.x(4.0)) - 2 - 8
        number = {image.pixelColor(x, y).name() for x in range(max(right - 22, 0), right) for y in range(72, 85)}
        assert theme.harmony_colour(100).name() not in number


def test_what_a_dragged_edge_snaps_to_is_said_in_the_ruler_and_hides_no_card(stage: Stage) -> None:
    accent = theme.current().accent.name()

    def accented(widget: QWidget) -> int:
        image = widget.grab().toImage()
        return sum(image.pixelColor(x, y).name() == accent for x in range(430, 520) for y in range(8, 20))

    before = accented(stage.view.ruler)
    stage.hold(stage.at(14), stage.at(24))
    assert stage.view.scene.guide is not None
    assert (before, accented(stage.view.ruler) > 200) == (0, True)
    assert accented(stage.view.viewport()) < 40
    stage.release(stage.at(24))
    assert accented(stage.view.ruler) == 0


def test_a_tie_that_is_dragged_elsewhere_is_shown_and_taken_back(stage: Stage) -> None:
    before = picture(stage)
    stage.view.preview_ties({stage.cards["A"].id: 0.9})
    assert picture(stage) != before
    stage.view.preview_ties({})
    assert picture(stage) == before


def test_what_is_seen_follows_an_edit_and_its_undo(stage: Stage) -> None:
    before = picture(stage)
    stage.workspace.perform(set_harmony, {stage.cards["A"].id: 0.1})
    stage.workspace.perform(change_card, stage.cards["B"].id, plot_point="Another")
    assert picture(stage) != before
    stage.workspace.undo_stack.undo()
    stage.workspace.undo_stack.undo()
    assert picture(stage) == before


def test_a_story_is_painted_at_every_zoom(stage: Stage, qtbot: QtBot) -> None:
    stage.select("A", "D")
    for pixels in (400.0, 90.0, 30.0, 12.0, 9.0, 4.0, 2.0, 1.0, 0.01, 0.0005):
        stage.view.scene.camera.scale.show(0.0, pixels)
        assert not picture(stage).isNull()


def test_an_empty_place_says_what_it_is_for(empty_stage: Stage) -> None:
    without_cards = picture(empty_stage)
    empty_stage.view.show_universe(None)
    assert picture(empty_stage) != without_cards


@pytest.mark.parametrize(
    ("tie", "text"), [(0.62, "0.62"), (1.0, "1.00"), (-3.5, "-3.50"), (12345.0, "1.23e+04"), (1e300, "1e+300")]
)
def test_a_harmony_is_read_with_two_decimals_whatever_it_is(qapp: QApplication, tie: float, text: str) -> None:
    assert harmony_text(tie) == text


def test_a_text_with_room_for_them_keeps_its_paragraphs(qapp: QApplication) -> None:
    cache = TextCache(theme.font(), Budget(1000))
    one = cache.get(1, "First.  \n\nSecond and\tthird.", 600.0, 20)
    assert one is not None
    assert one.text().split("\u2028") == ["First.", "", "Second and third."]
    short = cache.get(2, "First.\n\nSecond.", 600.0, 2)
    assert short is not None
    assert short.text() == "First. Second."
    cut = cache.get(3, "\n".join(f"Line {n}" for n in range(40)), 600.0, 20)
    assert cut is not None
    assert cut.text().split("\u2028")[-1].endswith("…")


def test_a_text_of_many_lines_is_laid_out_even_where_it_is_more_than_a_frames_share(qapp: QApplication) -> None:
    budget = Budget(4)
    cache = TextCache(theme.font(), budget)
    budget.begin_frame()
    assert cache.get(1, "words " * 400, 80.0, 40) is not None
    assert cache.get(2, "more", 80.0) is None
    assert budget.is_spent
