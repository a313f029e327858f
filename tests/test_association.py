"""The desktop is told which program opens universe files, and starts it with them."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from harmonic_desktop import association
from harmonic_desktop.__main__ import main
from harmonic_desktop.association import MEDIA_TYPE, NotAssociated, associate

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the files are those of Linux desktops")


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of a person whose home is empty."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path / "share"


def entry(share: Path) -> dict[str, str]:
    read = ConfigParser(interpolation=None)
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read(share / "applications" / "harmonic-desktop.desktop")
    return dict(read["Desktop Entry"])


def test_a_kind_of_file_and_a_program_for_it_are_told(share: Path) -> None:
    assert "double-click" in associate()
    told = entry(share)
    assert told["MimeType"] == f"{MEDIA_TYPE};"
    assert shlex.split(told["Exec"]) == [sys.executable, "-m", "harmonic_desktop", "%F"]
    assert Path(told["Icon"]).is_file()
    root = ElementTree.parse(share / "mime" / "packages" / "harmonic-desktop.xml").getroot()
    assert [element.get("pattern") for element in root.iter() if element.tag.endswith("glob")] == ["*.harmonic"]


def test_the_command_line_does_it_too(share: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["associate"]) == 0
    assert "double-click" in capsys.readouterr().out
    assert entry(share)["Name"] == "Harmonic Universe"


def test_a_path_with_signs_of_its_own_is_quoted(share: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(association, "command", lambda: ['/opt/a "b" $c/harmonic'])
    associate()
    assert entry(share)["Exec"] == '"/opt/a \\\\"b\\\\" \\\\$c/harmonic" %F'


@pytest.mark.skipif(shutil.which("xdg-mime") is None, reason="needs xdg-utils")
def test_the_desktop_finds_the_program(share: Path) -> None:
    associate()

    def asked(*words: str) -> str:
        done = subprocess.run(
            ["xdg-mime", "query", *words], capture_output=True, text=True, check=False, env=os.environ
        )
        return done.stdout.strip()

    assert asked("default", MEDIA_TYPE) == "harmonic-desktop.desktop"


def test_a_folder_that_may_not_be_written_is_a_sentence(share: Path) -> None:
    share.write_text("a file where the folder should be")
    with pytest.raises(NotAssociated, match="can’t be told"):
        associate()
