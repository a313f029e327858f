"""One window per data folder: the lock that the first program holds, and how a later one has it come forward."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QSysInfo, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

LOCK_NAME = "window.lock"
LONGEST_ASKED = 1_000_000
PATIENCE_MS = 5000
"""How long a first program may take to answer; it may be starting."""

_log = logging.getLogger(__name__)


class SingleInstance(QObject):
    """Whether this program is the one that has the data folder. SQLite's own lock stands behind it."""

    raised = Signal(object)
    """A later start asks that the window comes to the front, and opens these files (a list of Paths)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock: QLockFile | None = None
        self._error = QLockFile.LockError.NoError
        self._data_dir = Path()
        self._server: QLocalServer | None = None

    def acquire(self, data_dir: Path) -> bool:
        """Takes the folder if no living program has it."""
        self._data_dir = data_dir.resolve()
        lock = QLockFile(str(self._data_dir / LOCK_NAME))
        lock.setStaleLockTime(0)  # only a dead process loses its lock, not one that has been open for long
        with _one_starter_at_a_time(self._data_dir):
            taken = lock.tryLock(0) or self._take_from_the_dead(lock)
        self._error = lock.error()
        if taken:
            self._lock = lock
        return taken

    def listen(self) -> None:
        """From now on hears later starts; at the end of the start, because Qt's network library takes long to load."""
        from PySide6.QtNetwork import QLocalServer

        if self._server is not None:
            return
        name = self._server_name()
        QLocalServer.removeServer(name)  # what a killed first program left behind
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_connected)
        if not server.listen(name):
            _log.warning("later starts can't raise this window: %s", server.serverError().name)
        self._server = server

    def raise_first(self, files: Sequence[Path] = ()) -> bool:
        """Asks the first program to come to the front and to open files; False when nobody answers."""
        import json

        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        if self.may_take_over or not self._reached(socket):
            return False
        socket.write(json.dumps([str(path) for path in files]).encode() + b"\n")
        socket.flush()
        answered = socket.waitForReadyRead(PATIENCE_MS)
        socket.abort()
        return answered

    def _reached(self, socket: QLocalSocket) -> bool:
        """Whether the first program could be spoken to; one that is still starting does not listen yet."""
        name, end = self._server_name(), monotonic() + PATIENCE_MS / 1000
        while True:
            socket.connectToServer(name)
            if socket.waitForConnected(PATIENCE_MS):
                return True
            if monotonic() > end:
                return False
            sleep(0.05)

    def holder(self) -> str:
        """One sentence on who holds the folder, for a start at which nobody answered."""
        process, host, _ = self._holder()
        if self._cannot_write:
            return self.tr(
                "The folder “{folder}” can’t be written to, so nothing was opened or changed; give yourself the right"
                " to write there, or start with another folder (--data-dir)."
            ).replace("{folder}", str(self._data_dir))
        if not process:
            return self.tr(
                "A lock file that can’t be read lies in the data folder; if no other window of the program is open,"
                " it is safe to start."
            )
        if _is_elsewhere(host):
            return self.tr(
                "The data folder is in use on the computer “{host}”; once the program is closed there, start here."
            ).replace("{host}", host)
        return self.tr("Another window of the program has the data folder open but doesn’t answer; please close it.")

    @property
    def may_take_over(self) -> bool:
        """Whether a person may say that the lock is void: no living process of this computer holds it."""
        process, host, _ = self._holder()
        return not self._cannot_write and (not process or _is_elsewhere(host))

    @property
    def _cannot_write(self) -> bool:
        """Whether it is not another program that stands in the way, but the folder."""
        errors = QLockFile.LockError
        failed = self._error in (errors.PermissionError, errors.UnknownError)
        return failed or not os.access(self._data_dir, os.W_OK)

    def take_over(self) -> bool:
        """Takes a folder whose lock a person has said to be void; False when a living process holds it after all."""
        if not self.may_take_over:
            return False
        try:
            (self._data_dir / LOCK_NAME).unlink(missing_ok=True)
        except OSError:
            _log.exception("the lock file can't be removed")
            return False
        return self.acquire(self._data_dir)

    def release(self) -> None:
        """Gives the folder back and stops listening."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _holder(self) -> tuple[int, str, str]:
        """Process, computer and program that the lock file names; process 0 when it can't be read."""
        process, host, program = QLockFile(str(self._data_dir / LOCK_NAME)).getLockInfo()
        return process, host, program

    def _take_from_the_dead(self, lock: QLockFile) -> bool:
        """Takes the lock of a dead process whose number a living one has got since, which Qt can't tell apart."""
        process, host, _ = self._holder()
        path = self._data_dir / LOCK_NAME
        if not process or _is_elsewhere(host) or not _is_let_go(path):
            return False
        try:
            path.unlink(missing_ok=True)
        except OSError:
            _log.exception("the lock file of an ended program can't be removed")
            return False
        return lock.tryLock(0)

    def _server_name(self) -> str:
        """The same for every start on one folder, and short: a socket's path has about 100 characters."""
        import hashlib

        digest = hashlib.sha256(os.fsencode(self._data_dir)).hexdigest()[:20]
        return f"harmonic-{digest}"

    def _on_connected(self) -> None:
        server = self._server
        while server is not None and (socket := server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(partial(self._answer, socket))
            self._answer(socket)

    def _answer(self, socket: QLocalSocket) -> None:
        """Answers once the other has said all of what it wants opened."""
        if not socket.canReadLine():
            return
        asked = bytes(socket.readLine(LONGEST_ASKED).data())
        socket.write(b"here")
        socket.flush()
        self.raised.emit(_paths_in(asked))


def _paths_in(asked: bytes) -> list[Path]:
    """The files that a later start names; none where it is not understood."""
    import json

    try:
        told = json.loads(asked)
    except ValueError:
        return []
    return [Path(name) for name in told if isinstance(name, str)] if isinstance(told, list) else []


def _is_elsewhere(host: str) -> bool:
    return bool(host) and host != QSysInfo.machineHostName()


def _is_let_go(path: Path) -> bool:
    """Whether no process holds the system's own lock on the file, which a dead one loses at once."""
    if os.name != "posix":
        return False
    import fcntl

    try:
        file = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(file)
    return True


@contextmanager
def _one_starter_at_a_time(data_dir: Path) -> Iterator[None]:
    """Lets one program at a time look at the lock file.

    Two that find the file of a killed program at once could otherwise both clear it away, the second one the new lock
    of the first. Windows needs none of this: an open file can't be removed there.
    """
    if os.name != "posix":
        yield
        return
    import fcntl

    folder = os.open(data_dir, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
