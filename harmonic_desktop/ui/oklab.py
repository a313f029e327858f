"""Colours as they are seen: equal steps of lightness, chroma and hue look equal.

Björn Ottosson, A perceptual color space for image processing (2020).
"""

from __future__ import annotations

from math import cos, pi, sin

from PySide6.QtGui import QColor


def oklab(colour: QColor) -> tuple[float, float, float]:
    """sRGB to OKLab: lightness 0..1, green to red, blue to yellow."""
    r, g, b = (_linear(c) for c in (colour.redF(), colour.greenF(), colour.blueF()))
    lo = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    me = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    sh = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * lo + 0.7936177850 * me - 0.0040720468 * sh,
        1.9779984951 * lo - 2.4285922050 * me + 0.4505937099 * sh,
        0.0259040371 * lo + 0.7827717662 * me - 0.8086757660 * sh,
    )


def from_oklab(lightness: float, a: float, b: float) -> QColor:
    """OKLab to sRGB, clipped to what it has."""
    lo = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    me = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    sh = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return QColor.fromRgbF(
        _encoded(4.0767416621 * lo - 3.3077115913 * me + 0.2309699292 * sh),
        _encoded(-1.2684380046 * lo + 2.6097574011 * me - 0.3413193965 * sh),
        _encoded(-0.0041960863 * lo - 0.7034186147 * me + 1.7076147010 * sh),
    )


def oklch(lightness: float, chroma: float, hue: float) -> QColor:
    """A colour from OKLCh (lightness 0..1, chroma, hue in degrees), clipped to sRGB."""
    return from_oklab(lightness, chroma * cos(hue * pi / 180), chroma * sin(hue * pi / 180))


def _linear(c: float) -> float:
    return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4


def _encoded(c: float) -> float:
    c = min(max(c, 0.0), 1.0)
    return 12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055
