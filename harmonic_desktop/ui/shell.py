"""The window's layout before there is anything in it: painted at once, filled when the panels have been loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QVBoxLayout, QWidget

from . import theme
from .widgets.shared_splitter import SharedSplitter

if TYPE_CHECKING:
    from datetime import datetime

    from .widgets.message_bar import MessageBar

LIST_SHARE, LIST_WIDTH = 0.2, 248
DETAILS_SHARE, DETAILS_WIDTH = 0.29, 352
"""What the docks take of a window at first: a share of its width, at most so many pixels."""
TIMELINE_SHARE, PLOT_SHARE = 64, 36
SMALLEST = (880, 480)
USUAL = (1440, 900)
TRANSPORT_HEIGHT = 10 * theme.SPACE
TITLE_BAR = 40
"""What the system puts over a window is about so high; before it is shown nobody can tell."""


class Shell(QMainWindow):
    """Docks left and right, the story in the middle, the status below; knows nothing of what goes in."""

    painted = Signal()
    """The window was painted for the first time."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setAccessibleName(self.tr("Harmonic Universe"))
        self.setWindowTitle(self.tr("Harmonic Universe"))
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        self._was_painted = False
        self._make_story_area()
        self.list_dock = self._make_dock("universeDock", self.tr("Universes"), Qt.DockWidgetArea.LeftDockWidgetArea)
        self.tabs_dock = self._make_dock("detailsDock", self.tr("Details"), Qt.DockWidgetArea.RightDockWidgetArea)
        self.share_width()
        self.selection_label = self._make_status_label("selectionLabel", self.tr("Selection"))
        self.account_label = self._make_status_label("accountLabel", self.tr("Account"))
        self.saved_label = self._make_status_label("savedLabel", self.tr("Saved"))

    def keep_on_screen(self) -> None:
        """Fills the screen where the window is larger than it, as one from a larger screen may be."""
        room = self.screen().availableSize() - QSize(0, TITLE_BAR)
        if self.width() > room.width() or self.height() > room.height():
            self.resize(self.size().boundedTo(room))
            self.setWindowState(Qt.WindowState.WindowMaximized)
            self.share_width()

    def share_width(self) -> None:
        """Gives the docks their first widths, so that most of the window is the story’s."""
        widths = [min(round(self.width() * share), most) for share, most in (
            (LIST_SHARE, LIST_WIDTH), (DETAILS_SHARE, DETAILS_WIDTH),
        )]  # fmt: skip
        self.resizeDocks([self.list_dock, self.tabs_dock], widths, Qt.Orientation.Horizontal)

    def fill(self, timeline: QWidget, universes: QWidget, details: QWidget, messages: MessageBar) -> None:
        """Puts the panels where the empty ones were; where the person had put the docks stays as it is.

        Only the plot makes room for messages, so that neither cards nor buttons move; what a low one could not give it
        gets back from the timeline.
        """
        self.story.put(0, timeline)
        self._plot_column.addWidget(messages)
        messages.closed.connect(self.story.share)
        self.list_dock.setWidget(universes)
        self.tabs_dock.setWidget(details)

    def fill_plot(self, plot: QWidget) -> None:
        """Puts the harmony plot under the timeline."""
        self._plot_column.insertWidget(0, plot, 1)

    def put_under_story(self, view: QWidget) -> None:
        """Puts a view between the story and the transport."""
        self.story_column.insertWidget(self.story_column.indexOf(self._transport), view)

    def put_transport(self, bar: QWidget) -> None:
        """Puts the bar of the transport under the story."""
        room = self._transport.layout()
        if room is not None:
            room.addWidget(bar)

    def _make_story_area(self) -> None:
        self.story = SharedSplitter([TIMELINE_SHARE, PLOT_SHARE])
        self.story.setObjectName("storySplitter")
        self._plot_area = QWidget()  # kept: a splitter does not take over what replaces a pane
        self._plot_column = _column_in(self._plot_area)
        self.story.put(1, self._plot_area)
        self.story_area = QWidget()
        self.story_area.setObjectName("storyArea")
        self.story_column = _column_in(self.story_area)
        self.story_column.addWidget(self.story, 1)
        # Its room is there from the first picture on, so that nothing moves when it comes.
        self._transport = QWidget()
        self._transport.setFixedHeight(TRANSPORT_HEIGHT)
        _column_in(self._transport)
        self.story_column.addWidget(self._transport)
        self.setCentralWidget(self.story_area)

    def _make_dock(self, name: str, title: str, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setWidget(QWidget())
        self.addDockWidget(area, dock)
        return dock

    def _make_status_label(self, name: str, spoken: str) -> QLabel:
        label = QLabel()
        label.setObjectName(name)
        label.setAccessibleName(spoken)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("quiet", True)
        self.statusBar().addPermanentWidget(label)
        return label

    def show_saved(self, when: datetime) -> None:
        """Says in the status bar when the last transaction was committed, at this local time."""
        time = self.locale().toString(when.time(), QLocale.FormatType.ShortFormat)  # type: ignore[call-overload]
        self.saved_label.setText(self.tr("All changes saved {0}").format(time))

    def say(self, sentence: str) -> None:
        """Shows what was just done, until something else is; the count of selected cards stands there already."""
        if sentence != self.selection_label.text():
            self.statusBar().showMessage(sentence)

    def show_account(self, name: str) -> None:
        """Says in the status bar whose universes these are."""
        self.account_label.setText(name)

    def come_to_front(self) -> None:
        """Shows the window over others, when the program is started a second time."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            # The event loop comes back here once this first picture is on the screen.
            QTimer.singleShot(0, self, self.painted.emit)


def _column_in(widget: QWidget) -> QVBoxLayout:
    """A column that fills a widget, with no space around and between."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column
