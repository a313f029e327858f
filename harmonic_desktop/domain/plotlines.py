"""What a person turns on and off on plotlines: folded or open, muted or heard, alone or with the others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from .edits import Change, Edit, edit

if TYPE_CHECKING:
    from .contents import Contents


def fold_plotlines(contents: Contents, plotline_ids: Collection[int], on: bool = True) -> Edit:
    """Folds plotlines to thin strips, or unfolds them; raises NotFound."""
    lanes = [contents.get_plotline(plotline_id) for plotline_id in plotline_ids]
    changes = [Change(lane, replace(lane, is_folded=on)) for lane in lanes if lane.is_folded != on]
    verb = "Fold" if on else "Unfold"
    if len(changes) == 1:
        return edit(f"{verb} plotline “{changes[0].record.name}”", changes)
    return edit(f"{verb} {len(changes)} plotlines", changes)


def fold_all_but(contents: Contents, plotline_id: int) -> Edit:
    """Folds every other plotline and unfolds this one; raises NotFound."""
    kept = contents.get_plotline(plotline_id)
    lanes = contents.ordered_plotlines()
    changes = [Change(lane, replace(lane, is_folded=lane.id != kept.id)) for lane in lanes]
    return edit(f"Fold all but “{kept.name}”", changes)


def mute_plotline(contents: Contents, plotline_id: int, on: bool = True) -> Edit:
    """Mutes a plotline, or has it heard again; raises NotFound."""
    before = contents.get_plotline(plotline_id)
    verb = "Mute" if on else "Unmute"
    return edit(f"{verb} plotline “{before.name}”", [Change(before, replace(before, is_muted=on))])


def solo_plotline(contents: Contents, plotline_id: int, on: bool = True) -> Edit:
    """Has only this plotline (and others that are solo) heard, or ends that; raises NotFound."""
    before = contents.get_plotline(plotline_id)
    verb = "Solo" if on else "End solo of"
    return edit(f"{verb} plotline “{before.name}”", [Change(before, replace(before, is_solo=on))])


def silent_plotlines(contents: Contents) -> frozenset[int]:
    """The ids of the plotlines that don’t sound: muted ones, and where any is solo, those that are not."""
    lanes = contents.plotlines.values()
    any_solo = any(lane.is_solo for lane in lanes)
    return frozenset(lane.id for lane in lanes if lane.is_muted or (any_solo and not lane.is_solo))
