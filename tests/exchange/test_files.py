"""A file is saved whole or not at all: what was there before survives every failure, and nothing is left beside it."""

from __future__ import annotations

import errno
import os
import resource
from pathlib import Path
from typing import NoReturn

import pytest

from harmonic_desktop.exchange.files import NotWritten, are_one_file, filled_safely, replaced_safely, written_safely

OLD, NEW = b"what was there before", b"what is new"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "picture.png"
    path.write_bytes(OLD)
    return path


def only_the_old_one_is_there(target: Path) -> bool:
    return target.read_bytes() == OLD and list(target.parent.iterdir()) == [target]


def failing(number: int) -> object:
    def fail(*_: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


def test_what_was_written_takes_the_place_of_what_was_there(target: Path) -> None:
    with written_safely(target) as file:
        file.write(NEW)
        assert target.read_bytes() == OLD
    assert target.read_bytes() == NEW and list(target.parent.iterdir()) == [target]


def test_a_new_file_may_be_read_by_whom_the_person_lets(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        with written_safely(tmp_path / "new.svg") as file:
            file.write(NEW)
    finally:
        os.umask(before)
    assert (tmp_path / "new.svg").stat().st_mode & 0o777 == 0o644


def test_a_replaced_file_keeps_its_rights(target: Path) -> None:
    target.chmod(0o600)
    write(target)
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_kept_from_writing_is_replaced_and_stays_so(target: Path) -> None:
    target.chmod(0o444)
    write(target)
    assert target.read_bytes() == NEW and target.stat().st_mode & 0o777 == 0o444


def test_what_is_written_by_name_takes_its_place_too(target: Path) -> None:
    with replaced_safely(target) as part:
        part.write_bytes(NEW)
        assert target.read_bytes() == OLD
    assert target.read_bytes() == NEW and list(target.parent.iterdir()) == [target]


def fill_half(folder: Path) -> None:
    with filled_safely(folder) as part:
        (part / "one.wav").write_bytes(b"half of it")
        raise OSError(errno.ENOSPC, "")


def test_several_files_take_their_places_together(tmp_path: Path) -> None:
    folder = tmp_path / "stems"
    with filled_safely(folder) as part:
        (part / "one.wav").write_bytes(NEW)
        assert not (folder / "one.wav").exists()
    (folder / "mine.txt").write_bytes(OLD)
    with pytest.raises(NotWritten, match="“stems” could not be filled: the disk is full"):
        fill_half(folder)
    kept = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert kept == {"one.wav": NEW, "mine.txt": OLD}


def fill(folder: Path, *names: str) -> None:
    with filled_safely(folder) as part:
        for name in names:
            (part / name).write_bytes(NEW)


def test_where_one_of_several_files_can_not_have_its_place_none_takes_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(OLD)
    (tmp_path / "b.wav").mkdir()
    with pytest.raises(NotWritten, match=r"“b\.wav” could not be saved: a folder has that name. Choose another folder"):
        fill(tmp_path, "a.wav", "b.wav", "c.wav")
    assert (tmp_path / "a.wav").read_bytes() == OLD
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.wav", "b.wav"]
    begun = list[Path]()
    with pytest.raises(NotWritten), filled_safely(tmp_path, ["a.wav", "b.wav"]) as part:
        begun.append(part)
    assert not begun, "told before the work, where the names are known"


def test_what_several_files_replaced_is_put_back_when_the_last_can_not_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.wav", "c.wav"):
        (tmp_path / name).write_bytes(OLD)
    replace = os.replace

    def fail_at_last(old: Path, new: Path) -> None:
        if old.name == new.name == "c.wav":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        replace(old, new)

    monkeypatch.setattr(os, "replace", fail_at_last)
    with pytest.raises(NotWritten, match="What was there before is as it was"):
        fill(tmp_path, "a.wav", "b.wav", "c.wav")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.wav": OLD, "c.wav": OLD}
    monkeypatch.undo()
    fill(tmp_path, "a.wav", "b.wav", "c.wav")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == dict.fromkeys(
        ("a.wav", "b.wav", "c.wav"), NEW
    )


def test_a_folder_that_was_to_be_filled_and_was_not_is_not_left(tmp_path: Path) -> None:
    with pytest.raises(NotWritten):
        fill_half(tmp_path / "stems")
    with pytest.raises(NotWritten, match="the folder is not there"):
        fill_half(tmp_path / "gone" / "stems")
    assert not list(tmp_path.iterdir())


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(NotWritten, match="“pipe” could not be saved: it is not a file"):
        write(pipe)
    assert pipe.is_fifo()
    begun = list[Path]()
    with pytest.raises(NotWritten, match="a folder has that name"), replaced_safely(tmp_path) as part:
        begun.append(part)
    assert not begun, "told before the work"


def test_a_name_that_is_too_long_is_told_before_the_work(tmp_path: Path) -> None:
    long, begun = tmp_path / ("a" * 300), list[Path]()
    with pytest.raises(NotWritten, match="could not be saved: the name is too long"), replaced_safely(long) as part:
        begun.append(part)
    with pytest.raises(NotWritten, match="could not be filled: the name is too long"), filled_safely(long) as part:
        begun.append(part)
    assert not begun


def test_a_file_is_not_filled(target: Path) -> None:
    with pytest.raises(NotWritten, match=r"could not be filled: a file has that name"), filled_safely(target):
        raise AssertionError("told before the work")
    assert only_the_old_one_is_there(target)


def test_the_words_of_the_system_end_with_one_stop(target: Path) -> None:
    with pytest.raises(NotWritten, match=r"saved: System error\. What was there"), written_safely(target):
        raise OSError("System error.")


def test_a_link_stays_a_link(target: Path) -> None:
    link = target.with_name("link.png")
    link.symlink_to(target)
    with written_safely(link) as file:
        file.write(NEW)
    assert link.is_symlink() and target.read_bytes() == NEW


def test_one_file_has_many_names(target: Path) -> None:
    folder, other = target.parent, target.with_name("other.png")
    (folder / "link.png").symlink_to(other)
    assert are_one_file(target, folder / "." / "picture.png")
    assert are_one_file(folder / "link.png", other), "also where it is not there yet"
    assert not are_one_file(target, other)
    os.link(target, other)
    assert are_one_file(target, folder / "link.png")


def write(target: Path, data: bytes = NEW) -> None:
    with written_safely(target) as file:
        file.write(data)


def test_whoever_gives_up_half_way_leaves_what_was_there(target: Path) -> None:
    saving = written_safely(target)
    saving.__enter__().write(NEW)
    saving.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert only_the_old_one_is_there(target)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_is_told_in_a_sentence(target: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, step, failing(errno.ENOSPC))
    with pytest.raises(NotWritten, match=r"“picture\.png” could not be saved: the disk is full"):
        write(target)
    assert only_the_old_one_is_there(target)


def test_a_disk_that_takes_no_more_half_way_keeps_what_was_there(target: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(NotWritten, match="What was there before is as it was"):
            write(target, b"x" * 1_000_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert only_the_old_one_is_there(target)


def test_a_folder_that_may_not_be_written_to_is_named(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(os, "open", failing(errno.EACCES))  # root may write anywhere
        with pytest.raises(NotWritten, match="nothing may be written there"):
            write(target)
    assert only_the_old_one_is_there(target)


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="the folder is not there any more"):
        write(tmp_path / "gone" / "picture.png")


def test_a_folder_of_that_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "picture.png").mkdir()
    with pytest.raises(NotWritten, match="a folder has that name"):
        write(tmp_path / "picture.png")
    assert [path.name for path in tmp_path.iterdir()] == ["picture.png"]
