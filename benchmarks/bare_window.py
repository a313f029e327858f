"""The floor of start-up: the least that Python and Qt can show, a bare window; tells when it was painted."""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class BareWindow(QMainWindow):
    """Nothing but a frame, of the size of the real one."""

    moment = 0.0
    was_painted = False

    def note(self) -> None:
        """Notes that the first picture is on the screen."""
        self.moment = time.monotonic()
        QTimer.singleShot(100, self, self.tell)

    def tell(self) -> None:
        """Ends the program with the time of the first picture and the memory in use."""
        with open("/proc/self/statm", encoding="ascii") as statm:
            pages = int(statm.read().split()[1])
        print(f'{{"painted": {self.moment}, "pages": {pages}}}')
        self.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.was_painted:
            self.was_painted = True
            QTimer.singleShot(0, self, self.note)


application = QApplication(sys.argv)
window = BareWindow()
window.resize(1440, 900)
window.show()
application.exec()
