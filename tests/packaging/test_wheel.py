"""The wheel, installed where nothing of the source tree can be reached."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from harmonic_desktop import __version__
from tests.packaging.pictures import complaint, draw_sample

TOP = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the program as `pip install .` leaves it.

    The libraries are those of the environment that the tests run in, put on its path by name: what else that one points
    to, such as the source tree, stays out of reach.
    """
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, symlinks=True, with_pip=False)
    paths = {"base": str(home), "platbase": str(home)}
    Path(sysconfig.get_path("purelib", "venv", paths), "libraries.pth").write_text(
        f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n"
    )
    offline = ["--no-index", "--no-deps", "--no-build-isolation", "--no-compile", "--quiet"]
    subprocess.run([sys.executable, "-m", "pip", "--python", home, "install", *offline, TOP], check=True, timeout=100)
    return home


def files_of(folder: Path) -> dict[str, bytes]:
    """The files in a folder, but for what Python leaves there."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


def installed_package(home: Path) -> Path:
    """Where the package lies when it is imported from elsewhere."""
    asked: list[str | Path] = [
        home / "bin" / "python",
        "-c",
        "import harmonic_desktop; print(harmonic_desktop.__file__)",
    ]
    said = subprocess.run(asked, cwd=home, check=True, capture_output=True, text=True, timeout=60).stdout
    return Path(said.strip()).parent


@pytest.mark.parametrize("folder", ["migrations", "resources"])
def test_what_ships_beside_the_package_travels_inside_it(home: Path, folder: str) -> None:
    shipped = files_of(TOP / folder)
    assert shipped
    assert files_of(installed_package(home) / f"_{folder}") == shipped


def test_nothing_but_the_program_is_installed(home: Path) -> None:
    package = installed_package(home)
    assert home in package.parents
    (record,) = package.parent.glob("harmonic_desktop-*.dist-info/RECORD")
    files = [line.split(",")[0] for line in record.read_text("utf-8").splitlines()]
    # pip records the command of the program by its way out of site-packages.
    assert {file.partition("/")[0].partition("-")[0] for file in files} == {"harmonic_desktop", ".."}
    assert not [file for file in files if file.endswith(".pyc")]


def test_the_installed_program_tells_its_version_from_any_folder(home: Path, tmp_path: Path) -> None:
    command: list[str | Path] = [home / "bin" / "harmonic-desktop", "--version"]
    said = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True, timeout=60).stdout
    assert said.split()[-1] == __version__


def test_the_installed_program_draws_the_sample_universe(home: Path, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    assert not complaint(draw_sample([home / "bin" / "harmonic-desktop"], tmp_path, environment))
