"""What a beat sheet is about: its name, a paragraph, its curve, and its plot points with their descriptions."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from ...domain.beat_sheets import BeatSheet
from .. import theme
from ..widgets.sentence import Sentence
from .chart import BeatSheetChart


class BeatSheetPreview(QWidget):
    """Shows one beat sheet at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading, self.summary = Sentence("", "heading"), Sentence("", "quiet")
        self.counts = Sentence("", "quiet")
        self.counts.setObjectName("beatSheetCounts")
        self.chart = BeatSheetChart()
        self.points = QTextEdit()
        self.points.setObjectName("beatSheetPoints")
        self.points.setReadOnly(True)
        self.points.setTabChangesFocus(True)
        self.points.setAccessibleName(self.tr("Plot points"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.SPACE)
        for part in (self.heading, self.summary, self.chart, self.counts):
            column.addWidget(part)
        column.addWidget(self.points, 1)
        column.addStretch(0)  # takes the room where there is no list

    def show_sheet(self, sheet: BeatSheet | None, bars: float) -> None:
        """Shows a beat sheet as it would be that many bars long."""
        self.heading.setText(sheet.name if sheet is not None else "")
        self.summary.setText(sheet.summary if sheet is not None else "")
        self.chart.show_sheet(sheet)
        self.chart.setVisible(sheet is not None and not sheet.is_empty)
        self.show_length(sheet, bars)
        self._write_points(sheet)
        self.points.setVisible(sheet is not None and bool(sheet.plot_points))

    def show_length(self, sheet: BeatSheet | None, bars: float) -> None:
        """Says how much a beat sheet makes, that many bars long."""
        if sheet is None or sheet.is_empty:
            self.counts.setText("")
            return
        number = self.locale().toString
        words = self.tr("{cards} cards, {markers} markers, {bars} bars")
        cards, markers = number(len(sheet.plot_points)), number(len(sheet.stretches))
        self.counts.setText(words.format(cards=cards, markers=markers, bars=number(bars, "g", 6)))

    def _write_points(self, sheet: BeatSheet | None) -> None:
        self.points.clear()
        cursor = QTextCursor(self.points.document())
        title, quiet = QTextCharFormat(), QTextCharFormat()
        title.setFontWeight(QFont.Weight.DemiBold)
        quiet.setForeground(theme.current().quiet)
        apart, close = QTextBlockFormat(), QTextBlockFormat()
        apart.setTopMargin(2 * theme.SPACE)
        for number, point in enumerate(sheet.plot_points if sheet is not None else (), 1):
            if number > 1:
                cursor.insertBlock(apart)
            harmony = self.locale().toString(point.harmony, "f", 2)
            cursor.insertText(f"{self.locale().toString(number)}  {point.title}", title)
            cursor.insertText("   " + self.tr("harmony {0}").format(harmony), quiet)
            if point.description:
                cursor.insertBlock(close)
                cursor.insertText(point.description, quiet)
        self.points.moveCursor(QTextCursor.MoveOperation.Start)
