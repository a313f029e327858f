"""The section under a table of parameters that says what is heard of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QToolButton, QVBoxLayout, QWidget

from ...domain import instruments
from ...domain.catalogue import Kind
from ...domain.contents import Contents
from ...music.mapping import settings_of
from .. import theme
from ..widgets.buttons import Button
from ..widgets.calm_combo import CalmCombo
from ..widgets.sentence import Sentence
from .delegate import ChainDelegate, row_height
from .model import ChainModel

QWIDGETSIZE_MAX = (1 << 24) - 1
"""Qt's own figure for no limit, which its Python modules leave out."""
OF_PHYSICS = frozenset(
    ("tempo", "scale", "tilt", "gate", "rhythm", "echo", "melody_range", "release", "notes_per_beat", "voices",
     "note_beats", "bass")
)  # fmt: skip
"""The effects that physics, or what the universe is like, can have."""
LEAST_ROWS = 1
MOST_TOLD = 4


class ChainSection(QWidget):
    """A list of effects that opens and closes; for the whole universe, or for an instrument that plays in it.

    What is not seen is not reckoned: it is when it comes into view.
    """

    because_chosen = Signal(object)
    """The Because of the effect that was clicked, or Enter pressed on."""
    toggled = Signal(bool)
    part_chosen = Signal(str)
    """The instrument; empty for the whole universe."""
    presets_wanted = Signal()
    told = Signal(str)
    """What is heard otherwise after an edit, for those who don't see the list."""

    def __init__(self, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{kind}Chain")
        self.setAutoFillBackground(True)
        self._kind = kind
        self._contents: Contents | None = None
        self._is_stale = True
        self._make_head()
        self._make_body()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self.body, 1)

    def _make_head(self) -> None:
        self.toggle = QToolButton()
        self.toggle.setObjectName("chainToggle")
        self.toggle.setText(self.tr("What is heard"))
        self.toggle.setAccessibleName(self.toggle.text())
        theme.set_font(self.toggle, weight=QFont.Weight.DemiBold)
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle.setCheckable(True)
        self.toggle.setAutoRaise(True)
        self.toggle.setToolTip(self.tr("Show what the parameters lead to"))
        self.toggle.toggled.connect(self._on_toggled)
        self.presets = Button(self.tr("Presets…"), self.presets_wanted.emit, "flat")
        self.presets.setObjectName("presetsButton")
        world = self._kind == "physics"
        words = self.tr("Make it the world of a preset") if world else self.tr("Give it the music of a preset")
        self.presets.setToolTip(words)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        self._head.addWidget(self.toggle)
        self._head.addStretch(1)
        self._head.addWidget(self.presets)

    def _make_body(self) -> None:
        self.part = CalmCombo()
        self.part.setObjectName("chainPart")
        self.part.setAccessibleName(self.tr("For which instrument"))
        self.part.activated.connect(lambda _row: self._on_part_chosen())
        self.note = Sentence("", "error")
        theme.set_font(self.note, theme.SMALL)
        self.model = ChainModel(self)
        self.list = QListView()
        self.list.setObjectName("chainList")
        self.list.setAccessibleName(self.tr("What is heard"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(ChainDelegate(self.model))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.list.setAccessibleDescription(self.tr("Enter leads to the parameter that decides."))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._keep_rows()
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.list.activated.connect(lambda index: self._choose(index.row()))
        self.body = QWidget()
        fields = QVBoxLayout()
        fields.setContentsMargins(4 * theme.SPACE, 0, 4 * theme.SPACE, theme.SPACE)
        fields.addWidget(self.part)
        fields.addWidget(self.note)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(fields)
        column.addWidget(self.list, 1)

    @property
    def instrument(self) -> str:
        """The instrument that is chosen; empty for the whole universe."""
        return str(self.part.currentData() or "")

    def open_or_close(self, is_open: bool) -> None:
        """Shows or hides the effects."""
        self.toggle.setChecked(is_open)
        self._on_toggled(is_open)

    def show_contents(self, contents: Contents | None, *, tells: bool = False) -> None:
        """Follows a universe, or what a slider makes of it for a moment; `tells`: what has changed is to be told."""
        self._contents, self._is_stale = contents, True
        changed = self._show_if_seen()
        if tells and changed:
            lines = [self.model.line(row) for row in changed[:MOST_TOLD]]
            self.told.emit(", ".join(f"{line.name} {line.amount}" for line in lines))

    def follow(self, kind: Kind, name: str) -> None:
        """Marks what comes of a parameter, and has some of it in view."""
        rows, port = self.model.follow(kind, name), self.list.viewport().rect()
        seen = any(port.contains(self.list.visualRect(self.model.index(row))) for row in rows)
        if rows and not seen and self.list.isVisible():
            self.list.scrollTo(self.model.index(rows[0]))

    def choose_part(self, instrument: str) -> None:
        """Shows the effects for an instrument, if it is among those of the universe."""
        self._fill_parts()
        row = self.part.findData(instrument)
        self.part.setCurrentIndex(max(row, 0))
        self._is_stale = True
        self._show_if_seen()

    def _show_if_seen(self) -> list[int]:
        """Shows what is seen anew; returns the rows that say another thing than before."""
        if self._contents is not None and self._is_stale and self.list.isVisible():
            self._is_stale = False
            self._fill_parts()
            effects = settings_of(self._contents, self.instrument).effects
            shown = [e for e in effects if self._kind == "music" or e.name in OF_PHYSICS]
            self._say_note()
            return self.model.show_effects(shown)
        return []

    def _fill_parts(self) -> None:
        parts = _parts(self._contents) if self._contents is not None else {}
        wanted = [(self.tr("Whole universe"), ""), *((label, name) for name, label in parts.items())]
        there = [(self.part.itemText(row), self.part.itemData(row)) for row in range(self.part.count())]
        if wanted == there:
            return
        chosen = self.instrument
        self.part.clear()
        for label, name in wanted:
            self.part.addItem(label, name)
        self.part.setCurrentIndex(max(self.part.findData(chosen), 0))
        self.part.setVisible(len(wanted) > 1)

    def _say_note(self) -> None:
        unknown = bool(self.instrument) and not instruments.is_known(self.instrument)
        words = self.tr("“{0}” is not an instrument that is known: it plays as a piano.")
        self.note.setText(words.replace("{0}", self.instrument) if unknown else "")
        self.note.setVisible(unknown)

    def _on_toggled(self, is_open: bool) -> None:
        self.toggle.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self.body.setVisible(is_open)
        self.setMaximumHeight(QWIDGETSIZE_MAX if is_open else self._head.sizeHint().height())
        self._show_if_seen()
        self.toggled.emit(is_open)

    def _keep_rows(self) -> None:
        self.list.setMinimumHeight(LEAST_ROWS * row_height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "list"):
            self._keep_rows()

    def _on_part_chosen(self) -> None:
        self._is_stale = True
        self._show_if_seen()
        self.part_chosen.emit(self.instrument)

    def _choose(self, row: int) -> None:
        self.because_chosen.emit(self.model.deciding(row))

    def minimumSizeHint(self) -> QSize:
        """What has to be seen is its heading: a small window is not kept from being smaller."""
        return QSize(super().minimumSizeHint().width(), self._head.sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_if_seen()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._is_stale = True


def _parts(contents: Contents) -> dict[str, str]:
    """The instruments of the plotlines and of music parameters, each once, with the plotlines that it plays."""
    lanes: dict[str, list[str]] = {}
    spelled: dict[str, str] = {}
    named = [(lane.instrument or "", lane.name) for lane in contents.ordered_plotlines()]
    named += [(parameter.instrument or "", "") for parameter in contents.music.values()]
    for instrument, lane in named:
        if instrument.strip():
            plain = instruments.plain_name(instrument)
            lanes.setdefault(spelled.setdefault(plain, instrument), []).extend([lane] if lane else [])
    return {name: f"{name} ({', '.join(who)})" if who else name for name, who in lanes.items()}
