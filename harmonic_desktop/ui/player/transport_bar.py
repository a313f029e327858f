"""The bar of the transport: play, stop, where the music is, loop, metronome, following, and how loud it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QToolBar, QToolButton, QWidget

from .. import icons, theme
from ..widgets.tips import tip
from .place_label import PlaceLabel
from .player import Player

if TYPE_CHECKING:
    from .actions import PlayerActions

VOLUME_WIDTH, LEAST_VOLUME = 24 * theme.SPACE, 12 * theme.SPACE
"""How wide the volume is, and what is enough in a narrow window."""


class TransportBar(QToolBar):
    """Under the story; it says its state in words, for whoever cannot see the icons."""

    def __init__(self, player: Player, actions: PlayerActions) -> None:
        super().__init__()
        self._player = player
        self.setWindowTitle(self.tr("Transport"))
        self.setObjectName("transportBar")
        self.setAccessibleName(self.tr("Transport"))
        self.setMovable(False)
        self.setIconSize(QSize(5 * theme.SPACE, 5 * theme.SPACE))
        self.addActions([actions.play, actions.stop])
        self.place = PlaceLabel(player)
        self.addWidget(self.place)
        self.addSeparator()
        self.addActions([actions.looping, actions.metronome, actions.follow])
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)
        self.volume = self._make_volume()
        self.addWidget(_beside(self.volume))
        self._name_buttons()
        button = self.widgetForAction(actions.play)
        button.installEventFilter(self)
        actions.play.changed.connect(self._name_buttons)

    def _make_volume(self) -> QSlider:
        volume = QSlider(Qt.Orientation.Horizontal)
        volume.setObjectName("volume")
        volume.setAccessibleName(self.tr("Volume"))
        volume.setToolTip(self.tr("Volume"))
        volume.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # it has no key of its own
        volume.setRange(0, 100)
        volume.setPageStep(10)
        volume.setMinimumWidth(LEAST_VOLUME)
        volume.setMaximumWidth(VOLUME_WIDTH)
        volume.setMinimumHeight(theme.TARGET)
        volume.valueChanged.connect(lambda value: self._player.set_volume(value / 100))
        volume.setValue(80)
        return volume

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever has the pointer on the button may press it: what the first sound needs is made meanwhile."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.FocusIn):
            self._player.prepare()
        return False

    def _name_buttons(self) -> None:
        for action in self.actions():
            button = self.widgetForAction(action)
            if isinstance(button, QToolButton):
                button.setAccessibleName(action.text())
                if action.objectName() != "play":  # which has its key from elsewhere, see PlayerActions
                    button.setToolTip(tip(action.text(), action.shortcut()))

    def _fit_place(self) -> None:
        """Tells less of the place where the volume would else slip out of a narrow bar."""
        layout = self.layout()
        assert layout is not None
        parts = [part for i in range(layout.count()) if (part := layout.itemAt(i)) is not None]
        # As Qt counts it before it takes a part out: each as narrow as it may be.
        others = sum(part.minimumSize().width() for part in parts if part.widget() is not self.place)
        margins, between = layout.contentsMargins(), (len(parts) - 1) * layout.spacing()
        self.place.fit_in(self.width() - margins.left() - margins.right() - between - others)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_place()


def _beside(volume: QSlider) -> QWidget:
    """The slider with its icon."""
    both = QWidget()
    both.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 2 * theme.SPACE, 0)
    row.setSpacing(theme.SPACE)
    sign = QLabel()
    sign.setPixmap(icons.icon("volume").pixmap(QSize(4 * theme.SPACE, 4 * theme.SPACE)))
    sign.setFixedWidth(4 * theme.SPACE)
    row.addWidget(sign)
    row.addWidget(volume)
    return both
