"""The log: it rotates, is its owner's alone, and holds neither the story nor a password."""

from __future__ import annotations

import logging
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from harmonic_desktop import log
from harmonic_desktop.log import catch_bugs, described, start_log, stop_log

SECRET = "the king dies at midnight"


@pytest.fixture(autouse=True)
def hooks_put_back() -> Iterator[None]:
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield
    sys.excepthook, threading.excepthook, sys.unraisablehook = before
    stop_log()


def raised(error: BaseException) -> BaseException:
    try:
        raise error
    except BaseException as caught:
        return caught


def text_of(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in folder.iterdir())


def test_the_log_lies_in_the_data_folder_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = start_log(tmp_path)
    logging.getLogger("harmonic_desktop.storage").info("opened")
    assert path == tmp_path / "logs" / "harmonic.log"
    assert "opened" in path.read_text("utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_log_rotates_and_old_ones_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "BYTES", 1000)
    path = start_log(tmp_path)
    for number in range(200):
        logging.getLogger("harmonic_desktop").info("line %d of a long day", number)
    files = sorted(path.parent.iterdir())
    assert len(files) == 4
    assert all(file.stat().st_size <= 1000 for file in files)
    assert "line 199" in path.read_text("utf-8")


def test_an_exception_is_logged_without_its_words_and_without_the_name_of_the_person(tmp_path: Path) -> None:
    path = start_log(tmp_path)
    try:
        raise ValueError(SECRET)
    except ValueError:
        logging.getLogger("harmonic_desktop.ui").exception("a card can't be shown")
    written = text_of(path.parent)
    assert SECRET not in written
    assert "a card can't be shown" in written
    assert "builtins.ValueError" in written
    assert "test_log.py" in written
    assert str(Path(__file__).parent) not in written


def test_what_the_database_says_is_logged_without_the_values(tmp_path: Path) -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as connection, pytest.raises(Exception, match=SECRET) as caught:
        connection.exec_driver_sql("INSERT INTO nowhere VALUES (?)", (SECRET,))
    engine.dispose()
    told = described(caught.value)
    assert SECRET not in told
    assert "OperationalError: SQLITE_ERROR" in told


def test_messages_that_name_code_are_kept_and_those_of_the_system_by_number(tmp_path: Path) -> None:
    assert "no attribute 'x'" in described(raised(AttributeError("no attribute 'x'")))
    told = described(raised(FileNotFoundError(2, "No such file", SECRET)))
    assert "[2]" in told
    assert SECRET not in told


def test_the_causes_of_an_exception_are_named_first_and_a_circle_of_them_ends() -> None:
    first, second = raised(KeyError(SECRET)), raised(ValueError(SECRET))
    second.__cause__ = first
    first.__context__ = second
    told = described(second)
    assert told.index("KeyError") < told.index("which led to") < told.index("ValueError")
    assert SECRET not in told


def test_a_bug_on_any_thread_is_logged_and_reported(tmp_path: Path) -> None:
    path = start_log(tmp_path)
    reported: list[str] = []
    catch_bugs(reported.append)
    error = raised(ZeroDivisionError("division by zero"))
    sys.excepthook(type(error), error, error.__traceback__)

    def fail() -> None:
        raise ValueError(SECRET)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert ["division by zero" in reported[0], "in fail" in reported[1]] == [True, True]
    assert "a bug" in text_of(path.parent)
    assert SECRET not in text_of(path.parent) + "".join(reported)


def test_the_break_key_is_no_bug(capsys: pytest.CaptureFixture[str]) -> None:
    reported: list[str] = []
    catch_bugs(reported.append)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert reported == []
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_where_no_log_can_be_written_the_program_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "logs").write_text("in the way")
    start_log(tmp_path)
    logging.getLogger("harmonic_desktop").warning("said all the same")
    assert "said all the same" in capsys.readouterr().err
