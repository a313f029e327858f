"""Where files live."""

from __future__ import annotations

from pathlib import Path

import pytest

from harmonic_desktop import paths


def test_migrations_and_resources_lie_beside_the_package_in_the_source_tree() -> None:
    top = Path(__file__).parent.parent
    assert paths.migrations_dir() == top / "migrations"
    assert paths.resource_path("icons/x.svg") == top / "resources" / "icons" / "x.svg"


def test_what_ships_inside_the_package_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    (tmp_path / "_migrations").mkdir()
    assert paths.migrations_dir() == tmp_path / "_migrations"
    assert paths.resources_dir() == tmp_path.parent / "resources"


def test_the_data_folder_is_named_after_the_program_and_is_not_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert paths.default_data_dir() == tmp_path / "harmonic-desktop"
    assert not paths.default_data_dir().exists()


def test_the_data_folder_is_in_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert paths.default_data_dir() == tmp_path / ".local" / "share" / "harmonic-desktop"


@pytest.mark.parametrize("home", ["/", "//"])
def test_a_home_that_is_no_home_is_refused(home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", home)
    with pytest.raises(paths.UnusableDataFolder, match="--data-dir"):
        paths.default_data_dir()


@pytest.mark.parametrize("folder", ["/", "//", "data", "", "../data"])
def test_a_relative_or_root_data_folder_is_refused(folder: str) -> None:
    with pytest.raises(paths.UnusableDataFolder, match="--data-dir"):
        paths.checked_data_dir(Path(folder))
