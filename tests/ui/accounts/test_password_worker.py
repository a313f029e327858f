"""Work on another thread, heard of on this one, or not at all once nobody listens."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from harmonic_desktop.ui.accounts.password_worker import PasswordWorker


def test_the_work_is_done_elsewhere_and_its_result_told_here(qapp: object, qtbot: QtBot) -> None:
    worker = PasswordWorker()
    told: list[tuple[object, threading.Thread]] = []
    worker.done.connect(lambda result: told.append((result, threading.current_thread())))
    with qtbot.waitSignal(worker.done):
        worker.run(threading.current_thread)
        assert worker.is_busy
    result, here = told[0]
    assert here is threading.main_thread()
    assert result is not here
    assert not worker.is_busy


def test_an_exception_is_told_and_the_worker_can_be_used_again(qapp: object, qtbot: QtBot) -> None:
    worker = PasswordWorker()
    with qtbot.waitSignal(worker.failed) as caught:
        worker.run(lambda: [][0])
    assert caught.args is not None
    assert isinstance(caught.args[0], IndexError)
    with qtbot.waitSignal(worker.done) as done:
        worker.run(lambda: "fine")
    assert done.args == ["fine"]


def test_cancelled_work_is_not_heard_of(qapp: object, qtbot: QtBot) -> None:
    worker = PasswordWorker()
    gate = threading.Event()
    told: list[object] = []
    worker.done.connect(told.append)
    worker.run(lambda: gate.wait(10) and "first")
    with qtbot.waitSignal(worker.done):
        worker.run(lambda: "second")
        gate.set()
    qtbot.waitUntil(
        lambda: threading.active_count() == 1 or not any(t.name == "password" for t in threading.enumerate())
    )
    assert told == ["second"]


def test_a_worker_may_be_gone_before_its_work_ends(qapp: object, qtbot: QtBot) -> None:
    for _ in range(200):
        PasswordWorker().run(lambda: sum(range(1000)))
    qtbot.waitUntil(lambda: not any(t.name == "password" for t in threading.enumerate()))
