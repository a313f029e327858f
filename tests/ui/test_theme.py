"""Whether the colours can be read: contrasts by WCAG 2.2, the harmony scale, the palette made from the tokens."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from harmonic_desktop.ui import theme
from harmonic_desktop.ui.oklab import oklab
from harmonic_desktop.ui.theme import DARK, LIGHT, Theme, harmony_colour

BOTH = pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
ROLE = QPalette.ColorRole


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2.2 defines it."""

    def linear(c: float) -> float:
        return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def planes(look: Theme) -> tuple[QColor, ...]:
    return look.window, look.panel, look.raised, look.hover


def lowest(look: Theme, mark: QColor) -> float:
    return min(contrast(mark, plane) for plane in planes(look))


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21.0)
    assert contrast(QColor("#767676"), QColor("#FFFFFF")) == pytest.approx(4.54, abs=0.01)


@BOTH
def test_words_can_be_read_on_every_plane(look: Theme) -> None:
    assert lowest(look, look.text) >= 7.0
    assert lowest(look, look.quiet) >= 4.5
    assert lowest(look, look.danger) >= 4.5
    assert contrast(look.on_accent, look.accent) >= 4.5


@BOTH
def test_marks_that_carry_meaning_can_be_seen_on_every_plane(look: Theme) -> None:
    assert lowest(look, look.line) >= 3.0
    assert lowest(look, look.accent) >= 3.0


@BOTH
def test_separators_stay_behind_the_marks_that_mean_something(look: Theme) -> None:
    assert all(contrast(look.grid, plane) < contrast(look.line, plane) for plane in planes(look))


@BOTH
@pytest.mark.parametrize("colour", range(8))
def test_every_hue_of_a_plotline_can_be_seen_on_every_plane(look: Theme, colour: int) -> None:
    assert lowest(look, look.plotline(colour)) >= 3.0


@BOTH
def test_the_hues_of_plotlines_are_of_one_lightness_and_none_is_another(look: Theme) -> None:
    labs = [oklab(look.plotline(colour)) for colour in range(8)]
    assert max(lab[0] for lab in labs) - min(lab[0] for lab in labs) < 0.03
    assert min(math.dist(one, other) for one, other in combinations(labs, 2)) > 0.05
    assert look.plotline(8) == look.plotline(0)


@BOTH
def test_both_ends_of_the_harmony_scale_can_be_seen_on_every_plane(look: Theme) -> None:
    assert lowest(look, harmony_colour(0)) >= 3.0
    assert lowest(look, harmony_colour(100)) >= 3.0


def test_every_harmony_can_be_seen_on_dark_planes() -> None:
    """On light ones sand can't: what is drawn in it there has an outline in `quiet`, or its number beside it."""
    assert min(lowest(DARK, harmony_colour(percent)) for percent in range(101)) >= 3.0


def test_the_harmony_scale_is_the_one_that_was_chosen() -> None:
    assert [harmony_colour(percent).name().upper() for percent in (0, 50, 100)] == ["#D9622B", "#CDBFA6", "#2F7FD1"]
    assert harmony_colour(-20) == harmony_colour(0)
    assert harmony_colour(370) == harmony_colour(100)


def test_the_harmony_scale_goes_from_warm_to_cold_without_a_step_back() -> None:
    warmth = [oklab(harmony_colour(percent))[2] for percent in range(101)]
    assert warmth == sorted(warmth, reverse=True)
    assert all(math.dist(*pair) < 0.02 for pair in neighbours())


def neighbours() -> Iterator[tuple[tuple[float, ...], tuple[float, ...]]]:
    labs = [oklab(harmony_colour(percent)) for percent in range(101)]
    return pairwise(labs)


@pytest.mark.parametrize(
    ("harmony", "percent"),
    [(0.0, 0), (0.5, 50), (0.996, 100), (1.0, 100), (-3.0, 0), (3.7, 100), (math.inf, 100), (math.nan, 0)],
)
def test_any_harmony_of_an_older_file_has_a_colour(harmony: float, percent: int) -> None:
    assert theme.harmony_percent(harmony) == percent


def test_the_given_planes_and_accents_are_kept() -> None:
    assert [c.name().upper() for c in planes(DARK)[:3]] == ["#14161F", "#1B1E2A", "#242837"]
    assert [c.name().upper() for c in planes(LIGHT)[:3]] == ["#F4F3EF", "#FBFAF7", "#FFFFFF"]
    assert (DARK.accent.name().upper(), LIGHT.accent.name().upper()) == ("#6C7BFF", "#4453D6")
    assert DARK.is_dark
    assert not LIGHT.is_dark


@BOTH
def test_the_palette_can_be_read_wherever_qt_uses_it(look: Theme) -> None:
    palette = theme.palette(look)
    for words, plane in (
        (ROLE.WindowText, ROLE.Window),
        (ROLE.Text, ROLE.Base),
        (ROLE.Text, ROLE.AlternateBase),
        (ROLE.ButtonText, ROLE.Button),
        (ROLE.HighlightedText, ROLE.Highlight),
        (ROLE.ToolTipText, ROLE.ToolTipBase),
        (ROLE.PlaceholderText, ROLE.Base),
        (ROLE.Link, ROLE.Window),
    ):
        assert contrast(palette.color(words), palette.color(plane)) >= 4.5, words
    disabled = palette.color(QPalette.ColorGroup.Disabled, ROLE.Text)
    assert 3.0 <= contrast(disabled, palette.color(ROLE.Base)) < contrast(look.quiet, palette.color(ROLE.Base))


@pytest.fixture
def as_it_was(qapp: QApplication) -> Iterator[None]:
    before = theme.current().name
    yield
    theme.apply(qapp, before)


@BOTH
def test_a_theme_is_put_on_the_whole_application(qapp: QApplication, as_it_was: None, look: Theme) -> None:
    theme.apply(qapp, look.name)
    assert theme.current() is look
    assert qapp.palette().color(ROLE.Window) == look.panel
    assert look.accent.name() in qapp.styleSheet()


@pytest.mark.usefixtures("qapp")
def test_type_has_the_size_that_was_asked_for() -> None:
    assert [theme.font(size).pixelSize() for size in (theme.SMALL, theme.TITLE)] == [11, 22]


def test_text_is_as_large_as_was_asked_for_wherever_it_is(qapp: QApplication, as_it_was: None, qtbot: QtBot) -> None:
    plain, small, heading = QLabel("a"), QLabel("a"), QLabel("a")
    heading.setProperty("heading", "true")
    theme.set_font(small, theme.SMALL, QFont.Weight.Medium)
    labels = plain, small, heading
    for label in labels:
        qtbot.addWidget(label)
        label.show()
    usual = [QFontInfo(label.font()).pixelSize() for label in labels]
    theme.apply(qapp, "light", 150)
    assert [QFontInfo(label.font()).pixelSize() for label in labels] == pytest.approx([1.5 * s for s in usual], abs=1)
    assert small.font().weight() == QFont.Weight.Medium
    theme.apply(qapp, "light", 80)
    assert theme.font(theme.TITLE).pixelSize() == 18
    theme.apply(qapp, "light")
    assert [QFontInfo(label.font()).pixelSize() for label in labels] == usual


def test_words_have_more_room_where_they_are_larger_and_never_less(qapp: QApplication, as_it_was: None) -> None:
    for percent, room in ((150, 60), (100, 40), (80, 40)):
        theme.apply(qapp, "dark", percent)
        assert theme.room(40) == room


def test_a_picture_has_text_of_the_usual_size_whatever_the_window_has(qapp: QApplication, as_it_was: None) -> None:
    theme.apply(qapp, "light", 150)
    with theme.painting_in(theme.LIGHT):
        assert (theme.font(theme.NORMAL).pixelSize(), theme.room(40)) == (theme.NORMAL, 40)
    assert theme.room(40) == 60


def test_every_distance_is_on_the_grid() -> None:
    assert theme.HEADER_WIDTH % theme.SPACE == 0
    assert theme.TARGET % theme.SPACE == 0
    assert theme.TARGET >= 24


def test_a_picture_in_the_other_theme_leaves_the_window_as_it_is(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    sheet = qapp.styleSheet()
    with theme.painting_in(theme.DARK):
        assert theme.current() is theme.DARK
    assert theme.current() is theme.LIGHT and qapp.styleSheet() == sheet


def test_a_picture_that_fails_leaves_the_window_as_it_is(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    with pytest.raises(ZeroDivisionError), theme.painting_in(theme.LIGHT):
        print(1 // 0)
    assert theme.current() is theme.DARK
