"""The picture of a timeline shows all of it, as the window does, in either theme and at any size."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.edits import Change, Edit
from harmonic_desktop.domain.markers import Marker
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.pictures.page import MARGIN, Format, Picture, PictureOptions
from harmonic_desktop.ui.pictures.writing import painted, png_steps, svg_steps
from harmonic_desktop.ui.timeline.camera import FOLDED_HEIGHT, LANE_HEIGHT
from harmonic_desktop.ui.timeline.markers.places import BAND_HEIGHT
from harmonic_desktop.ui.timeline.picture import timeline_picture

from .stories import story

SVG = PictureOptions(Format.SVG)
NUMBERS = "{http://www.w3.org/2000/svg}"
LEFT = MARGIN + theme.HEADER_WIDTH


def pixels_of(image: QImage) -> NDArray[np.uint32]:
    """The colour of every pixel, row by row."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(plain.constBits(), np.uint32).reshape(plain.height(), plain.width()) | np.uint32(0xFF000000)


def colours_of(image: QImage) -> set[int]:
    """The colours of every pixel."""
    return set(np.unique(pixels_of(image)).tolist())


def has(image: QImage, colour: QColor) -> bool:
    return colour.rgb() in colours_of(image)


def written_png(picture: Picture, path: Path) -> QImage:
    assert list(png_steps(picture, path))[-1] == 1.0
    image = QImage(str(path))
    assert image.size() == picture.size
    return image


def written_svg(picture: Picture, path: Path) -> ElementTree.Element:
    assert list(svg_steps(picture, path))[-1] == 1.0
    return ElementTree.parse(path).getroot()


def texts(svg: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()) for text in svg.iter(f"{NUMBERS}text")]


@pytest.mark.parametrize("scale", [1, 2, 4])
def test_a_file_is_as_large_as_was_said_and_as_it_was_painted(scale: int, tmp_path: Path, qapp: QApplication) -> None:
    picture = timeline_picture(story(9), PictureOptions(scale=scale))
    assert picture.size == QSize(picture.width * scale, picture.height * scale)
    assert np.array_equal(pixels_of(written_png(picture, tmp_path / "a.png")), pixels_of(painted(picture)))


@pytest.mark.parametrize("cards", [3, 60, 3000])
def test_every_plotline_and_every_harmony_is_there(cards: int, qapp: QApplication) -> None:
    contents = story(cards)
    image = painted(timeline_picture(contents, PictureOptions()))
    colours = colours_of(image)
    assert {theme.LIGHT.plotline(p.colour).rgb() for p in contents.plotlines.values()} <= colours
    assert {theme.harmony_colour(percent).rgb() for percent in (0, 50, 100)} <= colours


def test_the_last_card_is_where_the_last_row_ends(qapp: QApplication) -> None:
    contents = story(200, 2, beats=16.0, apart=16.0)
    picture = timeline_picture(contents, PictureOptions(has_legend=False))
    assert picture.rows > 1
    image = painted(picture)
    full, foot = theme.harmony_colour(100).rgb(), image.height() - MARGIN - LANE_HEIGHT
    _, last = np.nonzero(pixels_of(image)[foot : foot + LANE_HEIGHT, LEFT:] == full)
    assert last.max() > 16 * 4


def test_what_goes_on_in_the_next_row_is_in_both(tmp_path: Path, qapp: QApplication) -> None:
    contents = story(40, 1, beats=14.0, apart=15.0)
    picture = timeline_picture(contents, SVG)
    named = texts(written_svg(picture, tmp_path / "a.svg"))
    assert picture.rows > 1
    assert {f"Card {n}" for n in range(40)} <= set(named)
    assert len([text for text in named if text.startswith("Card ")]) == 40 + picture.rows - 1


def test_a_picture_may_have_the_theme_that_the_window_has_not(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    image = painted(timeline_picture(story(6), PictureOptions(is_dark=True)))
    assert image.pixelColor(0, 0) == theme.DARK.panel
    assert has(image, theme.DARK.raised) and has(image, theme.DARK.plotline(0)) and not has(image, theme.LIGHT.raised)
    assert theme.current() is theme.LIGHT


def test_the_legend_is_left_out_when_it_is_not_wanted(qapp: QApplication) -> None:
    with_it, without = (timeline_picture(story(6), PictureOptions(has_legend=wanted)) for wanted in (True, False))
    assert with_it.height > without.height


def test_folded_plotlines_are_thin(qapp: QApplication) -> None:
    contents = story(6)
    folded = {i: replace(p, is_folded=i == 2) for i, p in contents.plotlines.items()}
    thin = timeline_picture(replace(contents, plotlines=folded), PictureOptions())
    assert timeline_picture(contents, PictureOptions()).height - thin.height == LANE_HEIGHT - FOLDED_HEIGHT


def test_an_svg_holds_text_as_text_and_no_pixels(tmp_path: Path, qapp: QApplication) -> None:
    contents = story(12, name="Tom & <Jerry>")
    svg = written_svg(timeline_picture(contents, SVG), tmp_path / "a.svg")
    assert svg.findtext(f"{NUMBERS}title") == "Tom & <Jerry>"
    assert {"Tom & <Jerry>", "Line 3", "1 full harmony", *(f"Card {n}" for n in range(12))} <= set(texts(svg))
    assert not list(svg.iter(f"{NUMBERS}image"))
    assert QSvgRenderer(str(tmp_path / "a.svg")).isValid()


def test_an_svg_is_xml_whatever_is_in_a_title(tmp_path: Path, qapp: QApplication) -> None:
    contents = story(1)
    card = replace(contents.cards[100], plot_point='Bell\x07 <b>&amp; " fill-opacity="1" \uffff', description="\x1b[0m")
    svg = written_svg(timeline_picture(replace(contents, cards={100: card}), SVG), tmp_path / "a.svg")
    assert any(text.startswith("Bell <b>&amp; ") for text in texts(svg))


def test_an_svg_looks_as_the_png_does(tmp_path: Path, qapp: QApplication) -> None:
    picture = timeline_picture(story(12), SVG)
    written_svg(picture, tmp_path / "a.svg")
    shapes, pixels = QImage(str(tmp_path / "a.svg")).scaled(picture.size), painted(picture)
    for x, y in ((2, 2), (LEFT + 60, 190), (LEFT - 40, 200), (picture.width - 4, picture.height - 4)):
        one, other = shapes.pixelColor(x, y), pixels.pixelColor(x, y)
        assert abs(one.red() - other.red()) <= 2 and abs(one.blue() - other.blue()) <= 2


def a_hundred_thousand_cards() -> Contents:
    return story(100_000, 50)


def two_cards_at_the_ends() -> Contents:
    return story(2, 1, apart=999_996.0)


def many_plotlines() -> Contents:
    return story(400, 400)


@pytest.mark.parametrize("make", [a_hundred_thousand_cards, two_cards_at_the_ends, many_plotlines])
@pytest.mark.parametrize("scale", [1, 4])
def test_no_story_is_too_large(make: object, scale: int, tmp_path: Path, qapp: QApplication) -> None:
    assert callable(make)
    picture = timeline_picture(make(), PictureOptions(scale=scale))
    for _ in png_steps(picture, tmp_path / "a.png"):
        pass
    image = QImage(str(tmp_path / "a.png"))
    assert image.size() == picture.size
    assert picture.note or make is not a_hundred_thousand_cards


def test_an_empty_story_has_its_plotlines(tmp_path: Path, qapp: QApplication) -> None:
    named = texts(written_svg(timeline_picture(story(0), SVG), tmp_path / "a.svg"))
    assert {"Aria", "Line 1", "Line 3", "0 cards, 3 plotlines"} <= set(named)
    assert not any("Double-click" in text for text in named)


def test_acts_stand_over_the_ruler_and_a_story_without_any_leaves_them_no_room(tmp_path: Path) -> None:
    plain, act = story(6), Marker(1, 1, "The long act", 0.0, 12.0, 4)
    marked = plain.after(Edit("", (Change(None, act),)))
    before, after = timeline_picture(plain, SVG), timeline_picture(marked, SVG)
    assert after.size.height() - before.size.height() == BAND_HEIGHT
    assert "The long act" in " ".join(texts(written_svg(after, tmp_path / "story.svg")))


def test_every_title_is_there_however_many_there_are_in_a_lane(tmp_path: Path, qapp: QApplication) -> None:
    named = texts(
        written_svg(timeline_picture(story(130, 1), PictureOptions(Format.SVG, is_strip=True)), tmp_path / "a.svg")
    )
    assert {f"Card {n}" for n in range(130)} <= set(named)


def test_what_goes_on_in_the_next_row_begins_there_with_an_edge_of_its_own(qapp: QApplication) -> None:
    picture = timeline_picture(story(40, 1, beats=14.0, apart=15.0), PictureOptions())
    image, hue = painted(picture), theme.LIGHT.plotline(0).rgb()
    lanes = [top for top, part in picture.tops() if part.height == LANE_HEIGHT]
    assert len(lanes) == picture.rows > 1
    assert all(image.pixel(LEFT + 1, top + LANE_HEIGHT // 2) == hue for top in lanes)
