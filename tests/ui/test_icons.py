"""The icons: every one can be drawn, sharp and in the colours of the theme in use."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from harmonic_desktop.paths import resources_dir
from harmonic_desktop.ui import icons, theme

FAMILY = sorted(path.stem for path in (resources_dir() / "icons").glob("*.svg") if path.stem != "app")
MODE = QIcon.Mode


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[QApplication]:
    before = theme.current().name
    theme.apply(qapp, "light")
    yield qapp
    theme.apply(qapp, before)


def inks(image: QImage) -> set[str]:
    """The colours that cover a pixel wholly."""
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def bits(image: QImage) -> bytes:
    return bytes(image.constBits())


def ink(name: str, mode: QIcon.Mode = MODE.Normal) -> set[str]:
    return inks(icons.icon(name).pixmap(QSize(80, 80), 1.0, mode).toImage())


def test_the_family_is_whole() -> None:
    assert set(FAMILY) >= {
        "universe", "card", "plotline", "undo", "redo", "zoom-in", "zoom-out", "fit", "magnet", "clock", "trash",
        "duplicate", "pencil", "search", "sort", "more", "plus", "minus", "close", "warning", "account", "eye",
        "eye-off", "reset", "arrow-up", "arrow-down", "check", "ripple",
    }  # fmt: skip


@pytest.mark.parametrize("name", FAMILY)
def test_an_icon_is_drawn_on_one_grid_with_one_pen(name: str) -> None:
    root = ElementTree.fromstring((resources_dir() / f"icons/{name}.svg").read_text("utf-8"))
    assert root.get("viewBox") == "0 0 20 20"
    assert (root.get("stroke"), root.get("stroke-width"), root.get("fill")) == ("currentColor", "1.5", "none")
    assert not any(element.get("fill") or element.get("stroke") for element in root.iter() if element is not root)


@pytest.mark.parametrize("name", FAMILY)
def test_an_icon_is_drawn_in_the_colour_of_words(name: str) -> None:
    assert ink(name) == {theme.LIGHT.text.name()}


@pytest.mark.parametrize("name", FAMILY)
def test_an_icon_stays_within_its_square(name: str) -> None:
    image = icons.icon(name).pixmap(QSize(80, 80), 1.0).toImage()
    edge = [(x, y) for x in range(80) for y in range(80) if min(x, y) < 2 or max(x, y) > 77]
    assert all(image.pixelColor(x, y).alpha() == 0 for x, y in edge)


def test_no_two_icons_are_the_same() -> None:
    drawn = {bits(icons.icon(name).pixmap(QSize(20, 20)).toImage()) for name in FAMILY}
    assert len(drawn) == len(FAMILY)


def test_an_icon_follows_the_theme(light: QApplication) -> None:
    undo = icons.icon("undo")
    assert inks(undo.pixmap(80, 80).toImage()) == {theme.LIGHT.text.name()}
    theme.apply(light, "dark")
    assert inks(undo.pixmap(80, 80).toImage()) == {theme.DARK.text.name()}


def test_a_disabled_and_a_selected_icon_have_the_colours_of_such_words() -> None:
    assert ink("undo", MODE.Disabled) == {theme.LIGHT.line.name()}
    assert ink("undo", MODE.Selected) == {theme.LIGHT.on_accent.name()}


def test_an_icon_is_sharp_on_a_screen_of_twice_the_density() -> None:
    pixmap = icons.icon("card").pixmap(QSize(20, 20), 2.0)
    assert (pixmap.size(), pixmap.devicePixelRatio()) == (QSize(40, 40), 2.0)
    assert bits(pixmap.toImage()) == bits(icons.icon("card").pixmap(QSize(40, 40)).toImage())


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_an_icon_painted_by_a_widget_fills_its_square_at_any_scale(scale: float) -> None:
    canvas = QPixmap(QSize(40, 40) * scale)
    canvas.setDevicePixelRatio(scale)
    canvas.fill(QColor("white"))
    painter = QPainter(canvas)
    icons.icon("close").paint(painter, QRect(0, 0, 40, 40))
    painter.end()
    image = canvas.toImage()
    dark = [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).value() < 60]
    for along in (0, 1):
        assert min(place[along] for place in dark) == pytest.approx(10 * scale, abs=2)
        assert max(place[along] for place in dark) == pytest.approx(30 * scale, abs=2)


def test_an_icon_in_a_wide_place_is_in_its_middle_and_not_stretched() -> None:
    wide = icons.icon("plus").pixmap(QSize(80, 40)).toImage()
    assert bits(wide.copy(20, 0, 40, 40)) == bits(icons.icon("plus").pixmap(40, 40).toImage())


def test_an_icon_is_made_once() -> None:
    assert icons.icon("check") is icons.icon("check")


def test_a_name_that_is_no_icon_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("theremin")


def test_a_copy_that_qt_makes_of_an_icon_lives_on() -> None:
    """Nothing but C++ holds the engine of a detached icon."""
    copy = QIcon(icons.icon("card"))
    copy.setIsMask(True)
    gc.collect()
    assert inks(copy.pixmap(80, 80).toImage()) == {theme.LIGHT.text.name()}


def test_the_mark_of_the_program_comes_in_every_size_that_is_asked_for() -> None:
    app = icons.app_icon()
    for side in icons.APP_SIZES:
        pixmap = app.pixmap(QSize(side, side), 1.0)
        assert pixmap.size() == QSize(side, side)
        assert theme.LIGHT.accent.name() in inks(pixmap.toImage())
