"""Presets are read as they were written; a wrong file is skipped with a sentence that names it."""

from __future__ import annotations

import copy
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from harmonic_desktop.domain.catalogue import find
from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.domain.instruments import is_known
from harmonic_desktop.domain.presets import Preset, apply_preset
from harmonic_desktop.domain.storyboard import Plotline
from harmonic_desktop.domain.units import compatible
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.exchange.files import NotWritten
from harmonic_desktop.exchange.presets import (
    PresetFile,
    list_presets,
    read_preset,
    remove_preset,
    rename_preset,
    save_preset,
    write_preset,
)
from harmonic_desktop.paths import resource_path
from tests.domain.test_presets import presets

from .test_universe_file import Change, anything, at, without

DOCUMENT: dict[str, Any] = {
    "format": "harmonic-preset",
    "version": 1,
    "kind": "world",
    "name": "Ganymede",
    "summary": "Ice over an ocean.",
    "source": "Measured.",
    "parameters": [
        {"name": "gravity", "value": 1.428, "unit": "m/s²"},
        {"name": "friction", "value": 0.1, "unit": "dimensionless"},
    ],
    "gravity_constant": 1.428,
    "environment_harmony": None,
}
SHIPPED = list_presets([resource_path("presets")])


def read(change: Change = lambda document: None) -> Preset:
    document = copy.deepcopy(DOCUMENT)
    change(document)
    return read_preset(json.dumps(document))


def refused(change: Change) -> str:
    with pytest.raises(InvalidValue) as refusal:
        read(change)
    message = str(refusal.value)
    assert message.endswith(".")
    return message


def test_a_world_is_read_as_it_was_written() -> None:
    world = read()
    assert (world.kind, world.name, world.gravity_constant, world.environment_harmony) == (
        "world", "Ganymede", 1.428, None,
    )  # fmt: skip
    assert [(p.name, p.value, p.unit) for p in world.parameters] == [
        ("gravity", 1.428, "m/s²"), ("friction", 0.1, "dimensionless"),
    ]  # fmt: skip


@given(presets())
def test_what_is_written_is_read_as_the_same_preset(preset: Preset) -> None:
    assert read_preset(write_preset(preset)) == preset


@pytest.mark.parametrize("file", SHIPPED.files, ids=[file.path.stem for file in SHIPPED.files])
def test_what_ships_is_known_in_range_and_says_where_it_comes_from(file: PresetFile) -> None:
    preset = file.preset
    kind = "physics" if preset.kind == "world" else "music"
    for one in preset.parameters:
        known = find("physics" if kind == "physics" else "music", one.name)
        assert known is not None and known.name == one.name, one
        assert known.holds(one.value), f"{one.name} is out of range"
        assert kind == "music" or compatible(one.unit, known.unit)
        assert not one.instrument or is_known(one.instrument)
    assert all(map(is_known, preset.instruments))
    assert preset.summary
    assert preset.source if preset.kind == "world" else preset.instruments
    story = Contents(Universe(1, 1, "U"), plotlines={1: Plotline(1, 1, "Main")})
    assert apply_preset(story, preset)


def test_what_ships_is_there_and_each_has_a_name_of_its_own() -> None:
    assert not SHIPPED.skipped
    listed = [file.preset.name for file in SHIPPED.files]
    assert len(set(listed)) == len(listed)
    worlds = {file.preset.name for file in SHIPPED.files if file.preset.kind == "world"}
    assert {"Earth", "Moon", "Mars", "Venus", "Jupiter", "Titan", "Deep water", "Dream", "Clockwork", "Void"} <= worlds
    assert {"String quartet", "Piano trio", "Jazz combo", "Drums and bass"} <= set(listed) - worlds


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (at("format", put="harmonic-beat-sheet"), "is not “harmonic-preset”"),
        (at("version", put=2), "newer version"),
        (at("kind", put="galaxy"), "“world” or “ensemble”"),
        (at("name", put="  "), "not empty"),
        (at("name", put="x" * 101), "at most 100 characters"),
        (at("summary", put="x" * 1001), "at most 1000 characters"),
        (at("parameters", 0, "value", put="3"), "Number 1 of “parameters”: “value” has to be a number"),
        (at("parameters", 0, "value", put=True), "“value” has to be a number"),
        (at("parameters", 0, "value", put=10**400), "smaller number"),
        (at("parameters", 0, "unit", put=""), "“unit” has to be a text that is not empty"),
        (at("parameters", 0, "loudness", put=1), "“loudness”, which this version does not know"),
        (at("parameters", 1, "name", put="Surface gravity"), "gives “Surface gravity” again"),
        (at("environment_harmony", put=1.5), "has to be from 0 to 1"),
        (at("instruments", put=[]), "“instruments”, which this version does not know"),
        (at("parameters", put=[{"name": f"p{i}", "value": 0, "unit": "m"} for i in range(501)]), "more than 500"),
        (without("source"), "has no “source”"),
    ],
)
def test_a_wrong_preset_is_refused_with_a_sentence(change: Change, says: str) -> None:
    assert says in refused(change)


@pytest.mark.parametrize(
    ("instruments", "says"),
    [("Cello", "a list"), ([3], "a text"), (["x" * 51], "at most 50"), (["Cello"] * 501, "more than 500")],
)
def test_wrong_instruments_are_refused(instruments: object, says: str) -> None:
    document = {**DOCUMENT, "kind": "ensemble", "parameters": [], "instruments": instruments}
    del document["gravity_constant"], document["environment_harmony"]
    with pytest.raises(InvalidValue, match=says):
        read_preset(json.dumps(document))


@given(anything)
def test_whatever_the_file_holds_it_is_read_or_refused(value: object) -> None:
    with suppress(InvalidValue):
        read_preset(json.dumps(value))


def test_hostile_files_are_skipped_each_with_its_name(tmp_path: Path) -> None:
    good = json.dumps(DOCUMENT)
    (tmp_path / "a_good.json").write_text(good, "utf-8")
    (tmp_path / "b_empty.json").write_bytes(b"")
    (tmp_path / "c_binary.json").write_bytes(bytes(range(256)))
    (tmp_path / "d_deep.json").write_text("[" * 100_000, "utf-8")
    (tmp_path / "e_large.json").write_text(good + " " * 1_000_000, "utf-8")
    (tmp_path / "f_nan.json").write_text(good.replace("1.428", "NaN"), "utf-8")
    (tmp_path / "g_twice.json").write_text(good.replace('"version"', '"version": 1, "version"'), "utf-8")
    (tmp_path / "h_folder.json").mkdir()
    os.mkfifo(tmp_path / "i_pipe.json")
    (tmp_path / "j_gone.json").symlink_to(tmp_path / "nowhere")
    found = list_presets([tmp_path, tmp_path / "no such folder"])
    assert [file.preset.name for file in found.files] == ["Ganymede"]
    assert [sentence.split("”")[0][1:3] for sentence in found.skipped] == [f"{c}_" for c in "bcdefghij"]
    assert all(sentence.endswith(".") for sentence in found.skipped)


def test_a_preset_is_saved_renamed_and_removed(tmp_path: Path) -> None:
    folder = tmp_path / "presets"
    first = save_preset(folder, read())
    second = save_preset(folder, read(at("name", put="Gänymede / ..")))
    assert first.path.parent == second.path.parent == folder
    assert [file.preset.name for file in list_presets([folder]).files] == ["Ganymede", "Gänymede / .."]
    renamed = rename_preset(first, " Callisto ")
    assert renamed.path == first.path
    assert list_presets([folder]).files[0].preset.name == "Callisto"
    with pytest.raises(InvalidValue):
        rename_preset(first, "  ")
    remove_preset(renamed)
    remove_preset(renamed)
    assert [file.path for file in list_presets([folder]).files] == [second.path]


@pytest.mark.parametrize("name", ["CON", "..", "宇宙", "a" * 100, "<b>/\\:*?"])
def test_any_name_makes_a_file_in_the_folder(tmp_path: Path, name: str) -> None:
    paths = {save_preset(tmp_path, read(at("name", put=name))).path for _ in range(3)}
    assert len(paths) == 3 and all(path.parent == tmp_path and path.is_file() for path in paths)


def test_a_folder_that_can_not_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "presets").write_text("a file", "utf-8")
    with pytest.raises(NotWritten, match="can’t be made"):
        save_preset(tmp_path / "presets", read())
