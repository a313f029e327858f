"""The only place that builds things: window, log, database, sign-in, workspace, in the order that shows soonest.

What the first picture does not need is imported where it is used: every import before it makes the start slower.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal
from PySide6.QtWidgets import QApplication

from . import __version__
from .offers import Offers
from .options import Options
from .paths import checked_data_dir, default_data_dir
from .ui.appearance import Appearance
from .ui.failure_dialogs import may_open, may_take_over, tell_failure
from .ui.main_window import MainWindow
from .ui.quit_signals import quit_on_signals
from .ui.single_instance import SingleInstance
from .ui.window_state import WindowState

if TYPE_CHECKING:
    from .domain.accounts import Account
    from .storage.database import Database
    from .ui.accounts.sign_in import SignIn

DATABASE_NAME = "harmonic-universe.db"
REST_MS = 3000
"""After the last picture of the start, before what nobody asked for yet is made ready."""


def run(options: Options) -> int:
    """Runs the program until its window is closed; returns its exit code."""
    # Named here and not set later, because Qt's binding needs longer to load QStyle than the window to be painted.
    application = QApplication([sys.argv[0], "-style", "fusion"])
    application.setApplicationName("Harmonic Universe")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("harmonic-desktop")
    # In a menu an icon would take the place of the mark that a switch is on.
    application.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus)
    unattended = options.screenshot is not None
    try:
        data_dir = _prepared(options.data_dir)
    except (ValueError, OSError) as error:
        return tell_failure(str(error), unattended)
    instance = SingleInstance(application)
    if not instance.acquire(data_dir):
        if not unattended and instance.raise_first(options.files):
            return 0
        if unattended or not (instance.may_take_over and may_take_over(instance)):
            return tell_failure(instance.holder(), unattended)
    return _run_window(application, options, data_dir, instance)


def _run_window(application: QApplication, options: Options, data_dir: Path, instance: SingleInstance) -> int:
    program = Program(options, data_dir)
    instance.raised.connect(program.come_forward)
    with quit_on_signals(program.window):
        program.start()
        # Nobody waits for these: after the last picture of the start.
        program.settled.connect(lambda: QTimer.singleShot(0, instance, instance.listen))
        program.settled.connect(lambda: QTimer.singleShot(0, program, lambda: collect_garbage(program)))
        program.settled.connect(lambda: QTimer.singleShot(REST_MS, program, program.window.playback.prepare))
        application.exec()
    program.end()
    instance.release()
    return program.exit_code


def collect_garbage(program: QObject) -> None:
    """Looks for garbage again, which the start had put off, but not in what was loaded for good."""
    from .ui.garbage import GarbageCollection

    if not gc.isenabled():
        gc.freeze()
        GarbageCollection(program)


def _prepared(asked: Path | None) -> Path:
    """The data folder, made when it is not there, for its owner alone; raises ValueError, OSError with a sentence."""
    folder = checked_data_dir(asked) if asked is not None else default_data_dir()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ValueError(f"The data folder “{folder}” can’t be made ({reason}); nothing was changed.") from error
    return folder


class Opening(QThread):
    """Opens the database beside the window, because loading its libraries takes longer than painting."""

    opened = Signal(object)
    failed = Signal(str)

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path

    def run(self) -> None:
        from .storage.database import open_database
        from .storage.errors import StorageError

        try:
            self.opened.emit(open_database(self._path))
        except StorageError as error:
            self.failed.emit(str(error))


class Program(QObject):
    """The running program: one window, one database, at most one account signed in."""

    settled = Signal()
    """Everything that the start shows is on the screen."""

    sign_in: SignIn

    def __init__(self, options: Options, data_dir: Path) -> None:
        super().__init__()
        self.exit_code = 0
        self._options = options
        self._files = list(options.files)
        """What was named at the start and is still to be opened."""
        self._data_dir = data_dir
        self._database_path = options.database or data_dir / DATABASE_NAME
        self._opening: Opening | None = None
        self._database: Database | None = None
        self._account: Account | None = None
        self._state = WindowState(data_dir, self._database_path)
        appearance = Appearance(self._state, options.theme, self)
        self.window = MainWindow()
        self._offers = Offers(self.window, appearance, self._state, data_dir, self._database_path)

    def start(self) -> None:
        """Shows the window; everything else follows its first picture."""
        if self._options.screenshot is None:
            self._state.restore_layout(self.window)
        if self._options.size is not None:
            self.window.setWindowState(Qt.WindowState.WindowNoState)
            self.window.setMinimumSize(1, 1)
            self.window.resize(*self._options.size)
            self.window.share_width()
        elif self._options.screenshot is None:
            self.window.keep_on_screen()
        self.window.painted.connect(self._load)
        self.window.closing.connect(self._keep_state)
        self.window.show()

    def come_forward(self, files: Sequence[Path]) -> None:
        """Shows the window over others, and opens the files that a later start was given."""
        self.window.come_to_front()
        self._open_files(files)

    def _open_files(self, files: Sequence[Path]) -> None:
        if files:
            self.window.menus.imports.open_files(files)

    def end(self) -> None:
        """Lets go of the database."""
        if self._opening is not None:
            self._opening.wait()
        if self._account is not None:
            self.window.show_workspace(None)
        if self._database is not None:
            self._database.close()

    def _load(self) -> None:
        folder = self._database_path.parent
        if not folder.is_dir():
            self._fail(f"There is no folder “{folder}”, so nothing was opened or made; check the path.")
            return
        if not may_open(self._database_path, self._options):
            QApplication.exit()
            return
        self._opening = Opening(self._database_path, self)
        self._opening.opened.connect(self._sign_in)
        self._opening.failed.connect(self._fail)
        self._opening.start()
        self._start_log()
        self._fill_window()

    def _fill_window(self) -> None:
        self.window.attach_story()
        self._offers.connect_menus()
        self.window.menus.account_requested.connect(self._open_account)
        self.window.menus.sign_out_requested.connect(self._sign_out)

    def _start_log(self) -> None:
        from .log import catch_bugs, start_log
        from .ui.bug_dialog import BugReporter, log_qt_messages

        log_path = start_log(self._data_dir)
        log_qt_messages()
        unattended = self._options.screenshot is not None
        catch_bugs(self._end_for_bug if unattended else BugReporter(log_path, self.window).report)

    def _sign_in(self, database: Database) -> None:
        from .ui.accounts.sign_in import SignIn

        self._database = database
        if database.adopted_backup is not None:
            self.window.message_bar.show_notice(
                self.tr("This file of an older version was upgraded; as it was, it is kept in “{0}”.").format(
                    database.adopted_backup
                )
            )
        self.sign_in = SignIn(database.accounts, self._data_dir, self.window)
        self.sign_in.signed_in.connect(self._open_workspace)
        self.sign_in.signed_out.connect(self._close_workspace)
        self.sign_in.cancelled.connect(self.window.close)
        self.sign_in.account_changed.connect(self._follow_account)
        self.sign_in.failed.connect(self.window.message_bar.show_error)
        if self._options.sample:
            # For this run only: whoever else stays signed in does so.
            self.sign_in.look_around(stay=False)
        else:
            self.sign_in.begin()
        if self._account is None:
            self._settle_soon()

    def _open_workspace(self, account: Account, fresh_guest: bool) -> None:
        from .ui.workspace import Workspace

        assert self._database is not None
        workspace = Workspace(self._database.store(account.id), account.id, self)
        self._follow_account(account)
        self.window.show_workspace(workspace)
        if fresh_guest or (self._options.sample and not workspace.universes):
            self._offers.add_sample()
            workspace.undo_stack.clear()
        self._state.restore_view(self.window, workspace)
        self.window.timeline.setFocus()
        self._settle_soon()

    def _close_workspace(self) -> None:
        """Forgets everything of the account that was signed in: what is shown, the undo steps, its store."""
        workspace = self.window.workspace
        self._account = None
        self.window.show_account("")
        self.window.show_workspace(None)
        if workspace is not None:
            workspace.deleteLater()

    def _settle_soon(self) -> None:
        """Settles once what was asked for is laid out: the event loop comes to timers after that."""
        QTimer.singleShot(0, self, self._paint)

    def _paint(self) -> None:
        """Shows what was asked for before the plot's library keeps the event loop for a while."""
        self.window.repaint()
        QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        """Loads tabs and plot; all that the start shows is there then."""
        from .ui.icons import app_icon

        if not self.window.is_complete:
            self.window.attach_details()
            self.window.playback.player.choose_loudspeaker(self._state.loudspeaker)
            self.window.playback.font.choose(self._state.soundfont)
        self.window.setWindowIcon(app_icon())
        self.settled.emit()
        if self.window.workspace is not None:
            files, self._files = self._files, []
            self._open_files(files)
        if self._options.screenshot is not None:
            self._take_screenshot(self._options.screenshot)

    def _take_screenshot(self, path: Path) -> None:
        from .ui.screenshot import Screenshot

        screenshot = Screenshot(self.window, path)
        screenshot.finished.connect(self._end_screenshot)
        screenshot.take()

    def _end_screenshot(self, written: bool) -> None:
        if not written:
            self.exit_code = tell_failure(f"The picture can’t be written to “{self._options.screenshot}”.", True)
        QApplication.exit()

    def _fail(self, sentence: str) -> None:
        self.exit_code = tell_failure(sentence, self._options.screenshot is not None, self.window, self._database_path)
        QApplication.exit()

    def _end_for_bug(self, details: str) -> None:
        self.exit_code = tell_failure(details, True)
        QApplication.exit()

    def _keep_state(self) -> None:
        if self._options.screenshot is not None:
            return
        self._state.save_layout(self.window)
        if self.window.workspace is not None:
            self._state.save_view(self.window, self.window.workspace)

    def _follow_account(self, account: Account) -> None:
        from .ui.accounts.sign_in import display_name

        self._account = account
        self.window.show_account(display_name(account))

    def _open_account(self) -> None:
        workspace = self.window.workspace
        if self._account is not None and workspace is not None:
            self.window.commit_pending()
            self.sign_in.open_account(self._account, len(workspace.universes))

    def _sign_out(self) -> None:
        if self._account is not None:
            self.window.commit_pending()
            self._keep_state()
            self.sign_in.sign_out(self._account)
