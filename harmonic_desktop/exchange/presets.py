"""Preset files: one JSON document each, read, checked and written; docs/presets.md says how one is written."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..domain.checks import INSTRUMENT_LIMIT, NAME_LIMIT, UNIT_LIMIT, checked_text
from ..domain.errors import InvalidValue
from ..domain.named_parameters import Named
from ..domain.presets import Preset
from .files import NotWritten, written_safely
from .json_document import Part, read_document
from .listed_files import SUFFIX, read_all

FORMAT = "harmonic-preset"
VERSION = 1
SUMMARY_LIMIT = 1_000
MOST_PARAMETERS = 500
MOST_INSTRUMENTS = 500
_COMMON = ("format", "version", "kind", "name", "summary", "source", "parameters")


@dataclass(frozen=True, slots=True)
class PresetFile:
    """A preset and where it lies."""

    preset: Preset
    path: Path


@dataclass(frozen=True, slots=True)
class Presets:
    """What some folders hold: the files in the order of their names, and a sentence for each one skipped."""

    files: tuple[PresetFile, ...]
    skipped: tuple[str, ...]


def list_presets(folders: Iterable[Path]) -> Presets:
    """The presets of all folders, one after the other; a folder that is not there holds none."""
    found, skipped = read_all(folders, "preset", read_preset)
    return Presets(tuple(PresetFile(preset, path) for path, preset in found), skipped)


def read_preset(text: str) -> Preset:
    """The preset in `text`; raises InvalidValue."""
    file = read_document(text, "preset")
    if file.values.get("format") != FORMAT:
        raise InvalidValue(f"This is not a preset: its “format” is not “{FORMAT}”.")
    if file.whole("version", 1, 2**31) > VERSION:
        raise InvalidValue("This preset was written for a newer version of Harmonic Universe; update to read it.")
    kind = file.one_of("kind", ("world", "ensemble"))
    name = checked_text(file.text("name", NAME_LIMIT), "“name”", NAME_LIMIT)
    summary = file.text("summary", SUMMARY_LIMIT, may_be_empty=True)
    source = file.text("source", SUMMARY_LIMIT, may_be_empty=True)
    if kind == "ensemble":
        file.expect(*_COMMON, "instruments")
        music = _all_of(_music(part) for part in file.parts("parameters"))
        return Preset("ensemble", name, summary, source, music, instruments=tuple(_instruments(file)))
    file.expect(*_COMMON, "gravity_constant", "environment_harmony")
    physics = _all_of(_physics(part) for part in file.parts("parameters"))
    gravity, harmony = file.number_or_none("gravity_constant"), file.number_or_none("environment_harmony", 0.0, 1.0)
    return Preset("world", name, summary, source, physics, gravity, harmony)


def write_preset(preset: Preset) -> str:
    """The document of a preset, which reads as the same preset again."""
    world = preset.kind == "world"
    values: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "kind": preset.kind,
        "name": preset.name,
        "summary": preset.summary,
        "source": preset.source,
        "parameters": [
            {"name": one.name, "value": one.value, **({"unit": one.unit} if world else {"instrument": one.instrument})}
            for one in preset.parameters
        ],
    }
    if world:
        values |= {"gravity_constant": preset.gravity_constant, "environment_harmony": preset.environment_harmony}
    else:
        values["instruments"] = list(preset.instruments)
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def save_preset(folder: Path, preset: Preset) -> PresetFile:
    """Writes a preset to a new file of its name, and makes the folder; raises InvalidValue, NotWritten."""
    _check_size(preset)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritten(f"The folder “{folder}” can’t be made ({error.strerror or error}).") from error
    return _written(_free_path(folder, preset.name), preset)


def replace_preset(file: PresetFile, preset: Preset) -> PresetFile:
    """Writes a preset in place of another one; raises InvalidValue, NotWritten."""
    _check_size(preset)
    return _written(file.path, preset)


def rename_preset(file: PresetFile, name: str) -> PresetFile:
    """Gives a preset another name; its file keeps the one it has. Raises InvalidValue, NotWritten."""
    return _written(file.path, replace(file.preset, name=checked_text(name, "The name of a preset", NAME_LIMIT)))


def remove_preset(file: PresetFile) -> None:
    """Takes the file of a preset away; one that is gone already is no failure. Raises NotWritten."""
    try:
        file.path.unlink(missing_ok=True)
    except OSError as error:
        raise NotWritten(f"“{file.path.name}” can’t be removed ({error.strerror or error}).") from error


def _check_size(preset: Preset) -> None:
    if len(preset.parameters) > MOST_PARAMETERS:
        raise InvalidValue(f"A preset holds {MOST_PARAMETERS} parameters at most; this would have more.")


def _written(path: Path, preset: Preset) -> PresetFile:
    with written_safely(path) as file:
        file.write(write_preset(preset).encode("utf-8"))
    return PresetFile(preset, path)


def _free_path(folder: Path, name: str) -> Path:
    """A file name that any system takes, and that no file has yet."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").casefold()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:60] or "preset"
    number, path = 1, folder / f"preset_{stem}{SUFFIX}"
    while path.exists():
        number += 1
        path = folder / f"preset_{stem}_{number}{SUFFIX}"
    return path


def _physics(part: Part) -> Named:
    part.expect("name", "value", "unit")
    return Named("physics", _name(part), part.number("value"), part.text("unit", UNIT_LIMIT))


def _music(part: Part) -> Named:
    part.expect("name", "value", "instrument")
    instrument = part.text("instrument", INSTRUMENT_LIMIT, may_be_empty=True)
    return Named("music", _name(part), part.number("value"), instrument=instrument.strip())


def _name(part: Part) -> str:
    return checked_text(part.text("name", NAME_LIMIT), f"{part.what}: “name”", NAME_LIMIT)


def _all_of(parameters: Iterator[Named]) -> tuple[Named, ...]:
    """The parameters of a file; raises InvalidValue for too many, and where two say different things of one."""
    seen: dict[tuple[str, str, str], Named] = {}
    for number, one in enumerate(parameters, 1):
        if number > MOST_PARAMETERS:
            raise InvalidValue(f"The file has more than {MOST_PARAMETERS} parameters, the most it can have.")
        if one.key in seen:
            raise InvalidValue(f"Number {number} of “parameters” gives “{one.name}” again, and only one can count.")
        seen[one.key] = one
    return tuple(seen.values())


def _instruments(file: Part) -> Iterator[str]:
    values = file.values.get("instruments")
    if not isinstance(values, list):
        raise InvalidValue("The file: “instruments” has to be a list.")
    if len(values) > MOST_INSTRUMENTS:
        raise InvalidValue(f"The file has more than {MOST_INSTRUMENTS} instruments, the most it can have.")
    for number, value in enumerate(values, 1):
        part = Part({"instrument": value}, f"Number {number} of “instruments”")
        yield part.text("instrument", INSTRUMENT_LIMIT, may_be_empty=True).strip()
