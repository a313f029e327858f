"""Colours in OKLab are those of its author, there and back."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from harmonic_desktop.ui.oklab import from_oklab, oklab


def test_a_colour_goes_to_oklab_and_comes_back() -> None:
    for name in ("#000000", "#FFFFFF", "#D9622B", "#2F7FD1", "#00FF00"):
        assert from_oklab(*oklab(QColor(name))).name() == QColor(name).name()


def test_oklab_is_that_of_its_author() -> None:
    assert oklab(QColor("#FF0000")) == pytest.approx((0.6280, 0.2249, 0.1258), abs=1e-3)
