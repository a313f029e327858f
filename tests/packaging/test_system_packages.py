"""What `make` says and does about things that the system has to bring, on systems that are made up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent.parent
SCRIPT = TOP / ".ci" / "system-packages"

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian's packages are meant")


class System:
    """A folder of programs that answer as another machine would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.called = folder / "called"
        self.answers("ldconfig", 'grep -o "^lib[^ ]*" "$SCRIPT" | sed "s/^/\t/; s/$/ (libc6)/"')
        self.answers("id", "echo 1000")
        self.answers("objdump", ":")
        self.answers("apt-get", f'echo "$@" >> {self.called}')
        self.answers("find", "echo /usr/share/fonts/a.ttf")

    def answers(self, program: str, script: str) -> None:
        """Puts a program in front of the machine's own."""
        path = self.folder / program
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def without(self, library: str) -> None:
        """Takes a library away."""
        self.answers("ldconfig", f'grep -o "^lib[^ ]*" "$SCRIPT" | grep -v {library} | sed "s/^/\t/; s/$/ (libc6)/"')

    def run(self, purpose: str = "run", python: str = sys.executable) -> subprocess.CompletedProcess[str]:
        """Runs the script on this machine; it ends with the sentence on stderr, if there is one."""
        environment = {**os.environ, "PATH": f"{self.folder}:{os.environ['PATH']}", "SCRIPT": str(SCRIPT)}
        command: list[str | Path] = [SCRIPT, python, purpose]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)

    def installed(self) -> str:
        """What apt-get was asked for."""
        return self.called.read_text() if self.called.exists() else ""


@pytest.fixture
def system(tmp_path: Path) -> System:
    return System(tmp_path)


def test_nothing_is_said_where_everything_is_there(system: System) -> None:
    ended = system.run()
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert not system.installed()


def test_one_command_is_named_where_it_may_not_install(system: System) -> None:
    system.without("libxcb-cursor")
    ended = system.run()
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "sudo apt-get install --yes --no-install-recommends libxcb-cursor0" in ended.stderr
    assert not system.installed()


def test_root_has_it_installed(system: System) -> None:
    system.without("libxkbcommon-x11")
    system.answers("id", "echo 0")
    assert system.run().returncode == 0
    assert system.installed().splitlines()[-1].endswith("libxkbcommon-x11-0")


def test_a_failed_installation_names_the_command(system: System) -> None:
    system.without("libEGL")
    system.answers("id", "echo 0")
    system.answers("apt-get", "echo no mirror answers >&2; exit 100")
    ended = system.run()
    assert ended.returncode == 1
    assert "no mirror answers" in ended.stderr
    assert ended.stderr.splitlines()[-1].endswith("--no-install-recommends libegl1")


def test_a_system_without_a_font_gets_one(system: System) -> None:
    system.answers("find", ":")
    assert "fonts-dejavu-core" in system.run().stderr


def test_an_old_python_is_refused_in_a_sentence(system: System) -> None:
    system.answers("python3.9", '[ "$1" = -V ] && echo "Python 3.9.2" || exit 1')
    ended = system.run(python="python3.9")
    assert ended.returncode == 1
    assert ended.stderr.startswith("Python 3.11 or newer is needed, and python3.9 is Python 3.9.2;")
    assert ended.stderr.endswith(" make PYTHON=/path/to/python3\n")


def test_a_python_without_venv_gets_it(system: System) -> None:
    system.answers("bare", "case $2 in *venv*) exit 1;; esac")
    assert "install --yes --no-install-recommends python3-venv" in system.run(python="bare").stderr


def test_a_bundle_takes_the_library_of_python(system: System) -> None:
    system.answers("debians", "case $2 in *INSTSONAME*) echo libpython3.11;; esac")
    assert system.run("run", "debians").returncode == 0
    assert "libpython3.11" in system.run("bundle", "debians").stderr
