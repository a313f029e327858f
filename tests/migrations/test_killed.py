"""Killed at any statement, an upgrade leaves the old file or the new one, and is finished the next time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]


@pytest.mark.parametrize("kind", ["new", "older"])
def test_a_death_at_any_point_leaves_the_old_or_the_new_file(tmp_path: Path, kind: str) -> None:
    command = [sys.executable, "-m", "tests.migrations.kill_everywhere", str(tmp_path), kind]
    told = subprocess.run(command, cwd=TOP, check=True, capture_output=True, text=True).stdout.split("\n")[:-1]
    assert set(told) == {"old", "head"}
    # Once upgraded, it never goes back.
    assert told == sorted(told, reverse=True)
    assert told.count("old") > 50
    assert told.count("head") >= 5
