"""The tabs beside the story; what is in one is made when it is shown or asked for, or else when nothing waits for it.

All but one are not seen at the start, and take longer to make than the plot.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

PAUSE_MS = 50
"""Between the making of one that is not seen and the next, for what is to be painted and for the person’s hand."""
LEAST_WIDTH = 288
"""No narrower than the fields in the tabs can be read."""
MOST_WIDTH, MOST_SHARE = 336, 0.32
"""So many px, or so much of the window, are kept for all tabs: where text is large, arrows lead to the others."""


class DetailTabs(QTabWidget):
    """Pages that are empty until `begin`, and then until they are needed."""

    panel_made = Signal(str, object)
    """The name of a panel, and the panel, which shows nothing yet."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("detailTabs")
        self.setDocumentMode(True)
        self.tabBar().setAccessibleName(self.tr("Details"))
        self.setMinimumWidth(LEAST_WIDTH)
        self.setAccessibleName(self.tr("Details"))
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._boxes: dict[str, QVBoxLayout] = {}
        self._panels: dict[str, Any] = {}
        self._between = QTimer(self, interval=PAUSE_MS)
        self._between.timeout.connect(self._make_one_more)

    def add_page(self, name: str, title: str, make: Callable[[], QWidget]) -> None:
        """Adds a tab, and how to make the panel that comes into it."""
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        self._makers[name] = make
        self._boxes[name] = box
        self.addTab(page, title)

    def begin(self) -> None:
        """Makes the panel that is shown, from now on each that is about to be, and the others when there is time."""
        self._keep_in_sight()
        self.currentChanged.connect(self._make_shown)
        self._make_shown()
        self._between.start()

    def _keep_in_sight(self) -> None:
        """Keeps room for all tabs, and no arrows."""
        most = max(MOST_WIDTH, round(MOST_SHARE * self.window().width()))
        self.setMinimumWidth(max(LEAST_WIDTH, min(self.tabBar().sizeHint().width(), most)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            QTimer.singleShot(0, self, self._keep_in_sight)  # once the bar has that font as well

    @property
    def made(self) -> list[Any]:
        """The panels that are there."""
        return list(self._panels.values())

    @property
    def names(self) -> list[str]:
        """Of the panels, made or not, in the order of their tabs."""
        return list(self._makers)

    def panel(self, name: str) -> Any:
        """The panel of that name, made if it was not yet; raises KeyError when there is no such page."""
        if name not in self._panels:
            panel = self._makers[name]()
            self._panels[name] = panel
            self._boxes[name].addWidget(panel)
            panel.show()  # now; the layout would do it in the next turn of the event loop
            self.panel_made.emit(name, panel)
        return self._panels[name]

    def setCurrentWidget(self, widget: QWidget) -> None:
        """Shows a panel, which lies in a page."""
        page = widget.parentWidget() if self.indexOf(widget) < 0 else widget
        if page is not None:
            super().setCurrentWidget(page)

    def _make_shown(self) -> None:
        self.panel(self.names[self.currentIndex()])

    def _make_one_more(self) -> None:
        missing = [name for name in self._makers if name not in self._panels]
        self._between.stop()  # and not begun again where one can't be made, which is told as a bug
        for name in missing[:1]:
            self.panel(name)
        if len(missing) > 1:
            self._between.start()
