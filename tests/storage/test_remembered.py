"""The secret of “Stay signed in”: its owner's alone, written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from harmonic_desktop.storage.remembered import FILE_NAME, read_secret, remove_secret, write_secret

SECRET = bytes(range(32))


def test_a_secret_comes_back_as_it_was(tmp_path: Path) -> None:
    write_secret(tmp_path, SECRET)
    assert read_secret(tmp_path) == SECRET
    write_secret(tmp_path, SECRET[::-1])
    assert read_secret(tmp_path) == SECRET[::-1]
    assert os.listdir(tmp_path) == [FILE_NAME]


def test_only_its_owner_can_read_it_whatever_the_umask_is(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("older")
    (tmp_path / FILE_NAME).chmod(0o644)
    before = os.umask(0)
    try:
        write_secret(tmp_path, SECRET)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content",
    [b"", b"xyz", SECRET, b"\xff" * 10, SECRET.hex().encode()[:-2], SECRET.hex().encode() + b"00", b"a" * 9000],
)
def test_a_file_with_something_else_in_it_is_no_secret(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    assert read_secret(tmp_path) is None


def test_no_file_and_a_folder_in_its_place_are_no_secret(tmp_path: Path) -> None:
    assert read_secret(tmp_path) is None
    (tmp_path / FILE_NAME).mkdir()
    assert read_secret(tmp_path) is None
    remove_secret(tmp_path)


def test_a_removed_secret_is_gone_and_can_be_removed_again(tmp_path: Path) -> None:
    write_secret(tmp_path, SECRET)
    remove_secret(tmp_path)
    remove_secret(tmp_path)
    assert read_secret(tmp_path) is None


def test_a_write_that_fails_keeps_the_secret_before_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_secret(tmp_path, SECRET)

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_secret(tmp_path, SECRET[::-1])
    assert read_secret(tmp_path) == SECRET
    assert os.listdir(tmp_path) == [FILE_NAME]
