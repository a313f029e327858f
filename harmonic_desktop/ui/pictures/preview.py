"""A small picture of the picture that would be written."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from .. import theme
from .job import Job
from .page import Picture
from .writing import image_steps

SMALLEST = QSize(110 * theme.SPACE, 80 * theme.SPACE)
FINER = 2.0
"""It is painted so much larger than it is shown: lines of one px are still seen when they are less."""


class Preview(QWidget):
    """Shows a page whole, as large as there is room; painted a bit at a time, as a page may hold 100,000 cards."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picturePreview")
        self.setAccessibleName(self.tr("Preview"))
        self.setMinimumSize(SMALLEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._picture: Picture | None = None
        self._image: QImage | None = None
        self._made: list[QImage] = []
        self._job = Job(self)
        self._job.finished.connect(self._take)

    def show_picture(self, picture: Picture) -> None:
        """Shows another picture once it is painted; until then the one before stays."""
        self._picture = picture
        self._paint_anew()

    @property
    def image(self) -> QImage | None:
        """What is shown, once it is the picture that was asked for."""
        return None if self._job.is_running else self._image

    def stop(self) -> None:
        """Gives up what is not painted yet."""
        self._job.stop()

    def _paint_anew(self) -> None:
        if self._picture is None:
            return
        room = self.size()
        fit = min(room.width() / self._picture.width, room.height() / self._picture.height, 1.0)
        self._made = []
        self._job.start(image_steps(self._picture, min(fit * FINER * self.devicePixelRatioF(), 2.0), self._made))

    def _take(self) -> None:
        self._image = self._made[0]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size().scaled(self.size() - QSize(2, 2), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(QRectF(self.rect()).center())
        painter.drawImage(place, self._image)
        painter.setPen(QPen(theme.current().grid, 1))
        painter.drawRect(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._paint_anew()
