"""PNG written in strips is what any reader takes it for."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from PySide6.QtGui import QImage

from harmonic_desktop.exchange.png import PngWriter, Rgb

WIDTH, HEIGHT = 37, 23


def pixels() -> Rgb:
    return np.random.default_rng(1).integers(0, 256, (HEIGHT, WIDTH * 3), np.uint8)


def read(data: bytes) -> QImage:
    image = QImage.fromData(data)
    return image.convertToFormat(QImage.Format.Format_RGB888)


def test_strips_of_any_height_make_one_picture() -> None:
    file, wanted = BytesIO(), pixels()
    png = PngWriter(file, WIDTH, HEIGHT, "Die Höhle", scale=2.0)
    for first, last in ((0, 1), (1, 14), (14, HEIGHT)):
        png.write_rows(wanted[first:last])
    png.finish()
    image = read(file.getvalue())
    assert (image.width(), image.height()) == (WIDTH, HEIGHT)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(HEIGHT, image.bytesPerLine())
    assert np.array_equal(rows[:, : WIDTH * 3], wanted)
    assert image.text("Title") == "Die Höhle"
    assert image.dotsPerMeterX() == 7560


def test_a_picture_with_rows_missing_is_no_picture() -> None:
    png = PngWriter(BytesIO(), WIDTH, HEIGHT)
    png.write_rows(pixels()[:3])
    with pytest.raises(ValueError, match="20 rows"):
        png.finish()


def test_equal_rows_take_next_to_no_room() -> None:
    file = BytesIO()
    png = PngWriter(file, 1000, 1000)
    png.write_rows(np.full((1000, 3000), 244, np.uint8))
    png.finish()
    assert len(file.getvalue()) < 20_000
