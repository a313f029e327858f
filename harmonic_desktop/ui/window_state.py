"""What comes back at the next start: layout and theme of the window; open universe, tab, zoom and selection."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QAction

from .player.loudspeakers import Loudspeaker
from .theme import TEXT_SIZES

if TYPE_CHECKING:
    from .main_window import MainWindow
    from .plot.switches import PlotSwitches
    from .shell import Shell
    from .workspace import Workspace

VERSION = 1
MOST_SELECTED = 1000
LOOP = ("looping", "loop_start", "loop_end")
TRANSPORT = ("volume", "metronome", "view_follows", *LOOP)


class WindowState:
    """The settings file of one data folder; what is missing or can't be read there is passed over."""

    def __init__(self, data_dir: Path, database: Path) -> None:
        self._settings = QSettings(str(data_dir / "window.ini"), QSettings.Format.IniFormat)
        self._database = f"{crc32(str(database).encode()):08x}"

    @property
    def theme(self) -> str:
        """ "light", "dark" or "system"."""
        chosen = str(self._settings.value("theme", "system"))
        return chosen if chosen in ("light", "dark") else "system"

    @theme.setter
    def theme(self, choice: str) -> None:
        self._settings.setValue("theme", choice)

    @property
    def text_size(self) -> int:
        """In percent, one of the sizes that there are."""
        kept = _whole(self._settings.value("text_size"))
        return kept if kept in TEXT_SIZES else 100

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._settings.setValue("text_size", percent)

    @property
    def loudspeaker(self) -> Loudspeaker | None:
        """The one that was chosen; None for the system's."""
        kept, name = self._settings.value("loudspeaker"), str(self._settings.value("loudspeaker_name", ""))
        return Loudspeaker(bytes(kept.data()), name) if isinstance(kept, QByteArray) and name else None

    @loudspeaker.setter
    def loudspeaker(self, chosen: Loudspeaker | None) -> None:
        self._settings.setValue("loudspeaker", QByteArray(chosen.id) if chosen is not None else "")
        self._settings.setValue("loudspeaker_name", chosen.name if chosen is not None else "")

    @property
    def soundfont(self) -> Path | None:
        """The file of the SoundFont that was chosen; None where none was."""
        kept = str(self._settings.value("soundfont") or "")
        return Path(kept) if kept else None

    @soundfont.setter
    def soundfont(self, path: Path | None) -> None:
        self._settings.setValue("soundfont", str(path) if path is not None else "")

    def restore_layout(self, window: Shell) -> None:
        """Puts window, docks and splitter where they were."""
        geometry = self._settings.value("geometry")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)
        docks = self._settings.value("docks")
        if isinstance(docks, QByteArray):
            window.restoreState(docks, VERSION)
        shares = _wholes(self._settings.value("story_shares"))
        if len(shares) == 2 and min(shares) >= 0 < sum(shares):
            window.story.shares = shares

    def save_layout(self, window: Shell) -> None:
        """Keeps where window, docks and splitter are."""
        self._settings.setValue("geometry", window.saveGeometry())
        self._settings.setValue("docks", window.saveState(VERSION))
        self._settings.setValue("story_shares", ",".join(str(size) for size in window.story.shares))
        self._settings.sync()

    def restore_view(self, window: MainWindow, workspace: Workspace) -> None:
        """Opens the universe that was open (or the one changed last) as it was seen."""
        state = self._view_state(workspace)
        self._restore_switches(window, state)
        wanted = _whole(state.get("universe"))
        if wanted in workspace.universes:
            workspace.open_universe(wanted)
            self._restore_scale(window, state)
            workspace.select(_wholes(state.get("selection")))
        elif workspace.universes:
            latest = max(workspace.universes.values(), key=lambda u: (u.updated_at is not None, u.updated_at, u.id))
            window.universes.open(latest.id)
        window.tabs.setCurrentIndex(_whole(state.get("tab")) or 0)
        self._restore_plot(window.plot_switches, state)
        shares = _wholes(state.get("heard_shares"))
        if len(shares) == 2 and min(shares) >= 0 < sum(shares):
            window.heard_shares = shares
        self._restore_transport(window, state)
        window.export_folder = str(state.get("export_folder") or "")
        window.timeline.actions_.minimap.setChecked(_whole(state.get("minimap")) != 0)

    def save_view(self, window: MainWindow, workspace: Workspace) -> None:
        """Keeps which universe is open and how it is seen."""
        contents = workspace.contents
        state = {
            "universe": contents.universe.id if contents is not None else -1,
            "tab": window.tabs.currentIndex(),
            "pixels_per_beat": window.scale.pixels_per_beat,
            "left_beat": window.scale.left_beat,
            "minimap": int(window.timeline.actions_.minimap.isChecked()),
            "lane_height": window.timeline.scene.camera.open_height,
            "selection": ",".join(str(i) for i in sorted(workspace.selection)[:MOST_SELECTED]),
            **{name: int(action.isChecked()) for name, action in _switches(window).items()},
            "shown_in_plot": ",".join(sorted(window.plot_switches.shown)),
            "trend_bars": window.plot_switches.trend_bars,
            "heard_shares": ",".join(str(size) for size in window.heard_shares),
            "export_folder": window.export_folder,
            **{name: float(value) for name, value in _transport(window).items()},
        }
        for name, value in state.items():
            self._settings.setValue(f"{self._group(workspace)}/{name}", value)
        self._settings.sync()

    def _restore_scale(self, window: MainWindow, state: dict[str, Any]) -> None:
        zoom, left = _number(state.get("pixels_per_beat")), _number(state.get("left_beat"))
        if zoom is not None and left is not None and zoom > 0:
            window.scale.show(left, zoom)
        lane_height = _whole(state.get("lane_height"))
        if lane_height is not None:
            window.timeline.zooming.set_lane_height(lane_height)

    def _restore_switches(self, window: MainWindow, state: dict[str, Any]) -> None:
        for name, action in _switches(window).items():
            on = _whole(state.get(name))
            if on is not None:
                action.setChecked(bool(on))

    def _restore_plot(self, switches: PlotSwitches, state: dict[str, Any]) -> None:
        if "shown_in_plot" in state:
            switches.shown = _names(state["shown_in_plot"])
        switches.trend_bars = _whole(state.get("trend_bars")) or switches.trend_bars

    def _restore_transport(self, window: MainWindow, state: dict[str, Any]) -> None:
        kept = {name: number for name in TRANSPORT if (number := _number(state.get(name))) is not None}
        contents = window.contents
        if contents is None or contents.universe.id != _whole(state.get("universe")):
            for name in LOOP:  # of another universe
                kept.pop(name, None)
        window.transport = kept
        if window.is_complete:
            window.playback.restore(kept)

    def _view_state(self, workspace: Workspace) -> dict[str, Any]:
        self._settings.beginGroup(self._group(workspace))
        state = {name: self._settings.value(name) for name in self._settings.childKeys()}
        self._settings.endGroup()
        return state

    def _group(self, workspace: Workspace) -> str:
        return f"view-{self._database}-{workspace.account_id}"


def _switches(window: MainWindow) -> dict[str, QAction]:
    """The switches that come back as they were left."""
    actions = window.timeline.actions_
    return {
        **{"ripple": actions.ripple, "snapping": actions.snapping, "in_seconds": actions.in_seconds},
        "what_is_heard": window.menus.heard,
        "piano_roll": window.menus.piano_roll,
    }


def _transport(window: MainWindow) -> dict[str, float]:
    return window.playback.kept() if window.is_complete else window.transport


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def _whole(value: Any) -> int | None:
    number = _number(value)
    return int(number) if number is not None else None


def _wholes(value: Any) -> list[int]:
    return [whole for part in _names(value) if (whole := _whole(part)) is not None]


def _names(value: Any) -> list[str]:
    # QSettings gives a list for a text with commas in it, and a text for one without.
    return [str(part) for part in (value if isinstance(value, list) else str(value or "").split(","))]
