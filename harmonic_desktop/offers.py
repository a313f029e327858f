"""What the menus offer beside what the window does by itself: the sample, beat sheets, presets, preferences, about."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from .paths import resource_path

if TYPE_CHECKING:
    from pathlib import Path

    from .domain.presets import PresetKind
    from .ui.appearance import Appearance
    from .ui.main_window import MainWindow
    from .ui.preferences.opening import Preferences
    from .ui.window_state import WindowState


class Offers(QObject):
    """Each is loaded when it is first asked for."""

    def __init__(
        self, window: MainWindow, appearance: Appearance, state: WindowState, data_dir: Path, database_path: Path
    ) -> None:
        super().__init__(window)
        self._window = window
        self._appearance = appearance
        self._state = state
        self._data_dir = data_dir
        self._database_path = database_path

    def connect_menus(self) -> None:
        """Answers the menus, which have come by now, and has them show the theme."""
        menus = self._window.menus
        menus.theme_chosen.connect(self._appearance.choose_theme)
        self._appearance.changed.connect(self._show_theme)
        self._show_theme()
        menus.preferences_requested.connect(self._open_preferences)
        menus.sample_requested.connect(self.add_sample)
        menus.beat_sheets_requested.connect(self._offer_beat_sheets)
        menus.presets_requested.connect(self._offer_presets)
        menus.about_requested.connect(self._show_about)
        menus.data_folder_requested.connect(self._show_data_folder)
        menus.association_requested.connect(self._associate)

    def add_sample(self) -> None:
        """Adds the sample universe to those of the account."""
        from .exchange.universe_file import read_universe

        if self._window.workspace is not None:
            text = resource_path("sample_universe.json").read_text("utf-8")
            self._window.workspace.adopt_universe(lambda: read_universe(text))

    def _offer_beat_sheets(self, in_open_universe: bool) -> None:
        from .ui.beat_sheets.offering import offer_laying_out, offer_new_universe

        offer = offer_laying_out if in_open_universe else offer_new_universe
        offer(self._window, [resource_path("beat_sheets"), self._data_dir / "beat_sheets"])

    def _offer_presets(self, kind: PresetKind) -> None:
        from .ui.presets.offering import offer_presets

        offer_presets(self._window, kind, resource_path("presets"), self._data_dir / "presets")

    def _show_theme(self) -> None:
        self._window.menus.choose_theme(self._appearance.theme)

    @cached_property
    def _preferences(self) -> Preferences:
        from .ui.preferences.opening import Preferences

        return Preferences(self._window, self._appearance, self._state)

    def _open_preferences(self) -> None:
        if self._window.is_complete:  # which it is a moment after it was painted
            self._preferences.open()

    def _show_about(self) -> None:
        from .ui.about_dialog import AboutDialog

        AboutDialog(self._data_dir, self._database_path, self._window).open()

    def _associate(self) -> None:
        from .association import NotAssociated, associate

        try:
            self._window.message_bar.show_notice(associate())
        except NotAssociated as refusal:
            self._window.message_bar.show_error(str(refusal))

    def _show_data_folder(self) -> None:
        from .ui.about_dialog import show_folder

        show_folder(self._data_dir)
