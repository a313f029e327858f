"""The picture of a plot shows the whole curve and every point, by the switches of the window."""

from __future__ import annotations

from dataclasses import replace
from math import inf, nan
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.harmony import curve_of
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.pictures.page import MARGIN, Format, PictureOptions
from harmonic_desktop.ui.pictures.words import HEAD_HEIGHT
from harmonic_desktop.ui.pictures.writing import painted, png_steps, svg_steps
from harmonic_desktop.ui.plot.picture import PlotPictures
from harmonic_desktop.ui.plot.switches import PlotSwitches
from harmonic_desktop.ui.timeline.picture import timeline_picture

from .stories import story

SVG = PictureOptions(Format.SVG)
LEFT = MARGIN + theme.HEADER_WIDTH
NAMES = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def plot_of(contents: Contents, window: QWidget) -> PlotPictures:
    return PlotPictures(contents, PlotSwitches(window), window)


def colours(image: QImage) -> set[int]:
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1) | np.uint32(0xFF000000)
    return set(np.unique(pixels).tolist())


def texts(path: Path) -> list[str]:
    return ["".join(text.itertext()) for text in ElementTree.parse(path).getroot().iter(f"{NAMES}text")]


def test_every_point_and_the_whole_curve_are_there(window: QWidget) -> None:
    plot = plot_of(story(21, 1), window)
    image = painted(plot(PictureOptions()))
    for row, tie in enumerate(plot.points.ties.tolist()):
        at = plot.point_of(row)
        x, y = round(MARGIN + at.x()), round(HEAD_HEIGHT + at.y())
        assert image.pixelColor(x, y).rgb() == theme.harmony_colour(theme.harmony_percent(tie)).rgb()
    line = theme.LIGHT.quiet.rgb()
    first, last = round(MARGIN + plot.x_of(2.0)), round(MARGIN + plot.x_of(20 * 5 + 1.0))
    for x in (first - 8, last):
        column = [image.pixel(x, y) for y in range(HEAD_HEIGHT, HEAD_HEIGHT + plot.height())]
        assert line in column


@pytest.mark.parametrize("dark", [False, True])
def test_it_has_the_theme_that_was_asked_for(dark: bool, window: QWidget) -> None:
    picture = plot_of(story(9), window)(PictureOptions(is_dark=dark))
    look = theme.DARK if dark else theme.LIGHT
    assert {look.panel.rgb(), look.window.rgb(), look.quiet.rgb()} <= colours(painted(picture))
    assert theme.current() is theme.LIGHT


def test_an_svg_has_axes_title_and_legend_in_words(window: QWidget, tmp_path: Path) -> None:
    contents = story(9, name="Tom & <Jerry>")
    contents = replace(contents, universe=replace(contents.universe, environment_harmony=0.6))
    for _ in svg_steps(plot_of(contents, window)(SVG), tmp_path / "a.svg"):
        pass
    assert {"Tom & <Jerry>", "Harmony", "full harmony", "no tie", "Bar", "A card"} <= set(texts(tmp_path / "a.svg"))
    assert "Harmony of the environment" in texts(tmp_path / "a.svg")
    assert b"<image" not in (tmp_path / "a.svg").read_bytes()


def test_what_is_switched_off_is_neither_drawn_nor_explained(window: QWidget, tmp_path: Path) -> None:
    plot = plot_of(story(9), window)
    plot.switches.mean.setChecked(False)
    picture = plot(SVG)
    for _ in svg_steps(picture, tmp_path / "a.svg"):
        pass
    assert not any(text.startswith("Mean of") for text in texts(tmp_path / "a.svg"))
    with_mean = plot_of(story(9), window)(PictureOptions(has_legend=False))
    without = plot(PictureOptions(has_legend=False))
    assert painted(with_mean) != painted(without)


def test_a_long_story_is_in_rows_that_show_its_end(window: QWidget, tmp_path: Path) -> None:
    plot = plot_of(story(3_000, 2), window)
    picture = plot(PictureOptions())
    assert picture.rows > 1
    for _ in png_steps(picture, tmp_path / "a.png"):
        pass
    assert plot.time.right_beat >= 1500 * 5 - 1
    assert theme.harmony_colour(100).rgb() in colours(
        QImage(str(tmp_path / "a.png")).convertToFormat(QImage.Format.Format_RGB32)
    )


@pytest.mark.parametrize("cards", [0, 1, 100_000])
def test_no_story_is_too_short_or_too_long(cards: int, window: QWidget, tmp_path: Path) -> None:
    picture = plot_of(story(cards, 50), window)(PictureOptions(scale=4))
    for _ in png_steps(picture, tmp_path / "a.png"):
        pass
    assert QImage(str(tmp_path / "a.png")).size() == picture.size


def test_every_overlay_that_is_switched_on_is_in_the_legend(window: QWidget, tmp_path: Path) -> None:
    contents = story(30)
    contents = replace(contents, universe=replace(contents.universe, target_low=0.3, target_high=0.7))
    plot = plot_of(contents, window)
    for action in (plot.switches.plotlines, plot.switches.trend, plot.switches.target):
        action.setChecked(True)
    for _ in svg_steps(plot(SVG), tmp_path / "a.svg"):
        pass
    legend = texts(tmp_path / "a.svg")
    legend = legend[legend.index("A card") :]
    assert {"Target band", "Line 1", "Line 2", "Line 3", "Trend over 8 bars"} <= set(legend)


def test_the_ghost_of_a_snapshot_comes_along(window: QWidget, tmp_path: Path) -> None:
    contents = story(9)
    ghost = curve_of(replace(card, harmony_tie=0.5) for card in contents.cards.values())
    plot = PlotPictures(contents, PlotSwitches(window), window, (ghost, "Before the flood"))
    plot.switches.ghost.setEnabled(True)
    plot.switches.ghost.setChecked(True)
    for _ in svg_steps(plot(SVG), tmp_path / "a.svg"):
        pass
    assert "Before the flood" in texts(tmp_path / "a.svg")


@pytest.mark.parametrize("odd", [inf, -inf, nan, 1e300])
@pytest.mark.parametrize("field", ["start_beat", "duration_beats", "harmony_tie"])
def test_what_an_older_file_may_hold_makes_no_picture_fail(field: str, odd: float, window: QWidget) -> None:
    contents = story(9)
    cards = {**contents.cards, 104: replace(contents.cards[104], **{field: odd})}  # type: ignore[arg-type]
    contents = replace(contents, cards=cards)
    for picture in (plot_of(contents, window)(PictureOptions()), timeline_picture(contents, PictureOptions())):
        assert painted(picture).size() == picture.size


def test_an_overlay_is_one_line_of_its_width_at_any_scale(window: QWidget) -> None:
    contents = story(9)
    level = {i: replace(card, harmony_tie=0.5) for i, card in contents.cards.items()}
    plot = plot_of(replace(contents, cards=level), window)
    plot.switches.mean.setChecked(False)
    plot.switches.trend.setChecked(True)
    image = painted(plot(PictureOptions(scale=4)))
    middle = round(4 * (HEAD_HEIGHT + plot.y_of(0.5)))
    x = round(4 * (MARGIN + plot.x_of(10.0)))
    column = [image.pixelColor(x, middle + dy) == theme.LIGHT.text for dy in range(-12, 13)]
    assert sum(column) in (11, 12, 13)


def test_nothing_on_a_page_says_where_a_target_is_set(window: QWidget, tmp_path: Path) -> None:
    plot = plot_of(story(9), window)
    plot.switches.target.setChecked(True)
    for _ in svg_steps(plot(SVG), tmp_path / "a.svg"):
        pass
    assert not any("target" in text.lower() for text in texts(tmp_path / "a.svg"))
