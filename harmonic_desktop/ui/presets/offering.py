"""Offering presets over a window, and doing what was decided: one edit, one undo step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ...domain.presets import Preset, PresetKind, apply_preset
from ...exchange.presets import list_presets
from .dialog import PresetDialog

if TYPE_CHECKING:
    from ..main_window import MainWindow


def offer_presets(window: MainWindow, kind: PresetKind, shipped: Path, own: Path) -> None:
    """Asks which preset of a kind the open universe is to follow, and applies it."""
    window.commit_pending()
    workspace = window.workspace
    if workspace is not None and workspace.contents is not None:
        contents = workspace.contents
        dialog = PresetDialog(kind, contents, lambda: list_presets([shipped, own]), own, window)
        dialog.decided.connect(lambda preset: _apply(window, contents.universe.id, preset))
        dialog.begin()


def _apply(window: MainWindow, universe_id: int, preset: Preset) -> None:
    workspace = window.workspace
    if workspace is None or workspace.contents is None or workspace.contents.universe.id != universe_id:
        return
    if window.perform(lambda contents: apply_preset(contents, preset)) is not None:
        window.say(window.tr("“{0}” was applied; Ctrl+Z takes that back.").replace("{0}", preset.name))
