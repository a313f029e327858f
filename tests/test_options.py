"""The command line: what it reads, what it refuses, and when it says that there is no screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from harmonic_desktop import __version__
from harmonic_desktop.options import Options, has_screen, parse


def test_every_option_is_read(tmp_path: Path) -> None:
    line = ["--database", f"{tmp_path}/a.db", "--data-dir", str(tmp_path), "--sample", "--theme", "dark"]
    options = parse([*line, "--screenshot", f"{tmp_path}/o.png", "--size", "800x600"])
    assert options == Options(tmp_path / "a.db", tmp_path, True, tmp_path / "o.png", (800, 600), "dark")


def test_paths_are_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert parse(["--database", "a.db"]).database == tmp_path / "a.db"


@pytest.mark.parametrize("size", ["800", "0x600", "8x6", "99999x100", "wide", "-800x600", "800x600x2"])
def test_a_size_that_is_none_is_refused_in_a_sentence(size: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse([f"--size={size}"])
    assert ended.value.code == 2
    assert "is no size" in capsys.readouterr().err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["--version"])
    assert ended.value.code == 0
    assert __version__ in capsys.readouterr().out


def test_without_a_display_there_is_no_screen_on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert not has_screen()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert has_screen()
