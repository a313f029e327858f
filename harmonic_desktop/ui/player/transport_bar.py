"""The bar of the transport: play, stop, where the music is, loop, metronome, following, and how loud it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QToolBar, QToolButton, QWidget

from .. import icons, theme
from ..widgets.tips import tip
from .player import Player, State

if TYPE_CHECKING:
    from .actions import PlayerActions

VOLUME_WIDTH, LEAST_VOLUME = 24 * theme.SPACE, 12 * theme.SPACE
"""How wide the volume is, and what is enough in a narrow window."""
WIDEST = "Bar 0000 · beat 0 · 00:00 / 00:00"
"""What the place has room for, so that nothing beside it moves while the music goes on."""


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
        self.place = QLabel()
        self.place.setObjectName("playheadPlace")
        self.place.setAccessibleName(self.tr("Playhead"))
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self._keep_width()
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
        player.moved.connect(self._show_place)
        player.state_changed.connect(self._show_state)
        self._show_state()

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

    def _keep_width(self) -> None:
        self.place.setMinimumWidth(self.fontMetrics().horizontalAdvance(WIDEST) + theme.SPACE)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "place"):
            self._keep_width()

    def show_place(self) -> None:
        """Says where the playhead is, and how long the story is."""
        self._show_place(self._player.beat)

    def _show_state(self) -> None:
        self.show_place()
        words = {State.WAITING: self.tr("Making the music…")}.get(self._player.state, "")
        self.place.setAccessibleDescription(words)

    def _show_place(self, beat: float) -> None:
        meter, locale = self._player.meter, self.locale()
        bar, inside = meter.bar_and_beat(beat)
        words = self.tr("Bar {bar} · beat {beat} · {now} / {all}")
        if self._player.state is State.WAITING:
            words = self.tr("Making the music…")
        text = words.format(
            bar=locale.toString(bar),
            beat=locale.toString(int(inside)),
            now=_clock(meter.seconds(beat)),
            all=_clock(meter.seconds(self._player.end_beat)),
        )
        if text != self.place.text():
            self.place.setText(text)


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


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
