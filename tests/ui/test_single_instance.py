"""One window per data folder, whatever starts, dies or is deleted."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSysInfo
from pytestqt.qtbot import QtBot

from harmonic_desktop.storage.database import open_database
from harmonic_desktop.storage.errors import DatabaseLocked
from harmonic_desktop.ui.single_instance import LOCK_NAME, SingleInstance

STARTER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from harmonic_desktop.storage.database import open_database
from harmonic_desktop.storage.errors import DatabaseLocked
from harmonic_desktop.ui.single_instance import SingleInstance

application = QCoreApplication([])
instance = SingleInstance(application)
won = instance.acquire(Path(sys.argv[1]))
print("won" if won else "lost", flush=True)
sys.stdin.readline()
instance.release()
"""


def start(data_dir: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", STARTER, str(data_dir)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip


def outcome(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def end(*processes: subprocess.Popen[str]) -> None:
    for process in processes:
        process.communicate("\n", timeout=60)


@pytest.fixture
def instance(qapp: object) -> Iterator[SingleInstance]:
    made = SingleInstance()
    yield made
    made.release()


def written(data_dir: Path, text: str) -> Path:
    path = data_dir / LOCK_NAME
    path.write_text(text)
    return path


@pytest.mark.timeout(400)  # twenty interpreters on a busy machine
def test_of_twenty_starters_at_once_exactly_one_wins_even_after_a_kill(tmp_path: Path) -> None:
    killed = start(tmp_path)
    assert outcome(killed) == "won"
    killed.kill()
    killed.communicate()
    assert (tmp_path / LOCK_NAME).exists()
    starters = [start(tmp_path) for _ in range(20)]
    outcomes = [outcome(process) for process in starters]
    end(*starters)
    assert sorted(outcomes) == ["lost"] * 19 + ["won"]


def test_a_second_window_is_refused_and_raises_the_first(
    instance: SingleInstance, tmp_path: Path, qtbot: QtBot
) -> None:
    assert instance.acquire(tmp_path)
    instance.listen()
    script = STARTER.replace(
        "sys.stdin.readline()", "print(instance.raise_first(), instance.may_take_over, flush=True)"
    )
    with qtbot.waitSignal(instance.raised, timeout=30000):
        second = subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, text=True,
            cwd=Path(__file__).parents[2],
        )  # fmt: skip
    said, _ = second.communicate(timeout=60)
    assert said.split() == ["lost", "True", "False"]


def test_the_folder_is_free_again_once_the_first_has_ended(instance: SingleInstance, tmp_path: Path) -> None:
    first = start(tmp_path)
    assert outcome(first) == "won"
    assert not instance.acquire(tmp_path)
    end(first)
    assert instance.acquire(tmp_path)


def test_two_folders_have_two_windows(instance: SingleInstance, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    other = start(tmp_path / "one")
    assert outcome(other) == "won"
    assert instance.acquire(tmp_path / "two")
    end(other)


def test_a_folder_is_the_same_by_whatever_way_it_is_named(instance: SingleInstance, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    other = start(tmp_path / "real")
    assert outcome(other) == "won"
    assert not instance.acquire(tmp_path / "link")
    end(other)


def test_a_lock_of_garbage_can_be_taken_over_when_the_person_says_so(instance: SingleInstance, tmp_path: Path) -> None:
    written(tmp_path, "garbage")
    assert not instance.acquire(tmp_path)
    assert "can’t be read" in instance.holder()
    assert instance.may_take_over
    assert instance.take_over()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that nobody can write to, even as root")
def test_a_folder_that_cannot_be_written_to_is_named_and_is_not_asked_about(instance: SingleInstance) -> None:
    assert not instance.acquire(Path("/proc/self"))
    assert "can’t be written to" in instance.holder()
    assert "/proc/" in instance.holder()
    assert not instance.may_take_over
    assert not instance.take_over()


def test_a_dead_lock_in_a_folder_that_cannot_be_written_to_is_no_reason_to_fall_over(
    instance: SingleInstance, tmp_path: Path
) -> None:
    written(tmp_path, f"{2**22 + 1}\npython\n{QSysInfo.machineHostName()}\n\n\n")
    tmp_path.chmod(0o555)
    try:
        won = instance.acquire(tmp_path)
        assert won is (os.geteuid() == 0)
        assert won or "can’t be written to" in instance.holder()
    finally:
        tmp_path.chmod(0o755)


def test_a_lock_of_another_computer_is_asked_about_by_name(instance: SingleInstance, tmp_path: Path) -> None:
    written(tmp_path, "1\npython\nattic.example\n\n\n")
    assert not instance.acquire(tmp_path)
    assert "attic.example" in instance.holder()
    assert instance.may_take_over
    assert instance.take_over()


def test_a_lock_whose_dead_holder_has_a_living_namesake_is_taken(instance: SingleInstance, tmp_path: Path) -> None:
    name = Path(f"/proc/{os.getpid()}/exe").resolve().name
    written(tmp_path, f"{os.getpid()}\n{name}\n{socket.gethostname()}\n\n\n")
    assert instance.acquire(tmp_path)


def test_the_lock_of_a_living_window_is_not_taken_over(instance: SingleInstance, tmp_path: Path) -> None:
    first = start(tmp_path)
    assert outcome(first) == "won"
    assert not instance.acquire(tmp_path)
    assert not instance.take_over()
    assert "Another window" in instance.holder()
    end(first)


def test_nobody_is_raised_where_nobody_is(instance: SingleInstance, tmp_path: Path) -> None:
    assert instance.acquire(tmp_path)
    instance.release()
    assert not instance.raise_first()


def test_a_long_path_still_gets_its_window_raised(instance: SingleInstance, tmp_path: Path, qtbot: QtBot) -> None:
    deep = tmp_path / ("ä" * 60) / ("b" * 120)
    deep.mkdir(parents=True)
    assert instance.acquire(deep)
    instance.listen()
    assert instance._server is not None
    assert instance._server.isListening()


def test_behind_a_deleted_lock_file_the_database_itself_is_locked(instance: SingleInstance, tmp_path: Path) -> None:
    path = tmp_path / "universes.db"
    opening = f"from harmonic_desktop.storage.database import open_database; open_database(Path({str(path)!r}))\nprint"
    first = subprocess.Popen(
        [sys.executable, "-c", STARTER.replace("print", opening, 1), str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert outcome(first) == "won"
    (tmp_path / LOCK_NAME).unlink()
    assert instance.acquire(tmp_path)
    with pytest.raises(DatabaseLocked):
        open_database(path)
    end(first)
