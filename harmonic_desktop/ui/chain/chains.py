"""Keeps what is heard in step with the universe and with sliders, and finds the parameter that decides an effect."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ...domain.catalogue import find
from ...domain.counted import counted_music, counted_physics
from ...domain.parameters import MusicParameter, PhysicsParameter
from ...domain.storyboard import Plotline
from ...domain.universe import Universe
from ..catalogue_words import title_of
from ..widgets.sentence import announce

if TYPE_CHECKING:
    from ...domain.catalogue import Kind
    from ...domain.contents import Contents
    from ...domain.edits import Edit
    from ...music.mapping import Because
    from ..main_window import MainWindow
    from ..parameters.parameter_panel import ParameterPanel
    from .section import ChainSection


_HEARD = (Universe, PhysicsParameter, MusicParameter, Plotline)
"""What the settings of the music follow from."""


class Chains(QObject):
    """The section in the Physics tab and the one in the Music tab, which open, close and choose as one.

    Each is made when its tab is first seen: until then nobody needs it.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._contents: Contents | None = None
        self.sections: dict[Kind, ChainSection] = {}
        window.menus.heard.toggled.connect(self._open_or_close)
        window.tabs.currentChanged.connect(lambda _tab: self._make_if_seen())

    def join(self, panel: ParameterPanel) -> None:
        """Gives a panel its section, once it is seen."""
        kind = panel.model.kind
        panel.value_previewed.connect(self._preview_physics if kind == "physics" else self._preview_music)
        panel.table.selectionModel().currentChanged.connect(lambda index, _before: self._follow(panel, index.row()))
        self._make_if_seen()

    def section(self, kind: Kind) -> ChainSection:
        """The section of a tab, which is made if it was not yet."""
        if kind not in self.sections:
            self._make(kind)
        return self.sections[kind]

    def _make_if_seen(self) -> None:
        kind = self._shown_kind()
        if kind is not None:
            self.section(kind)

    def _shown_kind(self) -> Kind | None:
        name = self._window.tabs.names[self._window.tabs.currentIndex()]
        return "physics" if name == "physics" else "music" if name == "music" else None

    def _make(self, kind: Kind) -> None:
        from .section import ChainSection

        panel = self._panel(kind)
        if kind in self.sections:  # made as the panel was
            return
        made = ChainSection(kind)
        made.open_or_close(self._window.menus.heard.isChecked())
        made.toggled.connect(self._window.menus.heard.setChecked)
        made.part_chosen.connect(self._choose_part)
        made.because_chosen.connect(self._go_to)
        preset_kind = "world" if kind == "physics" else "ensemble"
        made.presets_wanted.connect(lambda: self._window.menus.presets_requested.emit(preset_kind))
        made.told.connect(lambda words: announce(made, words))
        made.show_contents(self._contents)
        for other in self.sections.values():
            made.choose_part(other.instrument)
        self.sections[kind] = made
        panel.add_section(made)
        panel.column.splitterMoved.connect(lambda: self._share(panel.column.shares))
        self._share(self._window.heard_shares)
        self._follow(panel, panel.table.currentIndex().row())

    def come_into_view(self) -> None:
        """Shows the tab of physics, unless that of music is shown already."""
        if self._shown_kind() is None:
            self._window.tabs_dock.show()
            self._window.tabs.setCurrentWidget(self._window.physics_panel)

    def show_universe(self, contents: Contents | None) -> None:
        """Shows what is heard of a universe, or of none."""
        self._contents = contents
        self._show(contents)

    def refresh(self, edit: Edit, contents: Contents) -> None:
        """Follows an edit; cards alone change nothing here."""
        self._contents = contents
        if any(isinstance(change.record, _HEARD) for change in edit.changes):
            self._show(contents, tells=True)

    def _show(self, contents: Contents | None, *, tells: bool = False) -> None:
        for section in self.sections.values():
            section.show_contents(contents, tells=tells)

    def _follow(self, panel: ParameterPanel, row: int) -> None:
        """Marks what comes of the parameter in a row of the table."""
        parameter, kind = panel.model.parameter(row), panel.model.kind
        if kind not in self.sections:
            return
        known = find(kind, parameter.parameter_name) if parameter is not None else None
        self.sections[kind].follow(kind, known.name if known is not None else "")

    def _panel(self, kind: Kind) -> ParameterPanel:
        return self._window.physics_panel if kind == "physics" else self._window.music_panel

    def _preview_physics(self, parameter_id: int, value: float | None) -> None:
        contents = self._contents
        if contents is not None and value is not None and parameter_id in contents.physics:
            moved = replace(contents.physics[parameter_id], value=value)
            contents = replace(contents, physics={**contents.physics, parameter_id: moved})
        self._show(contents)

    def _preview_music(self, parameter_id: int, value: float | None) -> None:
        contents = self._contents
        if contents is not None and value is not None and parameter_id in contents.music:
            moved = replace(contents.music[parameter_id], value=value)
            contents = replace(contents, music={**contents.music, parameter_id: moved})
        self._show(contents)

    def _open_or_close(self, is_open: bool) -> None:
        for kind, section in self.sections.items():
            section.open_or_close(is_open)
            self._panel(kind).column.share()

    def _share(self, shares: list[int]) -> None:
        """Gives table and section the same shares of the height in both tabs."""
        self._window.heard_shares = shares
        for kind in self.sections:
            column = self._panel(kind).column
            if column.shares != shares:
                column.shares = list(shares)
                column.share()

    def _choose_part(self, instrument: str) -> None:
        for section in self.sections.values():
            if section.instrument != instrument:
                section.choose_part(instrument)

    def go_to(self, because: Because, instrument: str) -> None:
        """Goes to what decides an effect on an instrument."""
        if because.source != "universe":
            for kind in ("physics", "music"):
                self.section(kind).choose_part(instrument)
        self._go_to(because)

    def _go_to(self, because: Because) -> None:
        """Goes to the row, or the field of the Universe tab, that decides."""
        if because.source == "universe":
            about = self._window.universe_panel
            fields = {"gravity": about.gravity, "environment_harmony": about.harmony}
            self._window.tabs.setCurrentWidget(about)
            fields.get(because.name, about.name).setFocus()
        else:
            from .words import kind_of

            self._go_to_row(kind_of(because), because.name)

    def _go_to_row(self, kind: Kind, name: str) -> None:
        panel, instrument = self._panel(kind), self.section(kind).instrument
        counted = self._counted(kind, name, instrument)
        self._window.tabs.setCurrentWidget(panel)
        panel.table.setFocus()
        if counted is None:
            panel.select_row(panel.model.rowCount() - 1)
            words = self.tr("There is no “{0}” yet: the default counts. Add it here to decide yourself.")
            self._window.say(words.replace("{0}", title_of(kind, name)))
        else:
            panel.show_parameter(counted.id)

    def _counted(self, kind: Kind, name: str, instrument: str) -> PhysicsParameter | MusicParameter | None:
        if self._contents is None:
            return None
        if kind == "physics":
            physics = counted_physics(self._contents, name)
            return physics[0] if physics is not None else None
        music = counted_music(self._contents, name, instrument)
        return music[0] if music is not None else None
