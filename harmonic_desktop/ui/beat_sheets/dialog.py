"""The dialog that offers beat sheets: a list, what each is about, and how long and where it is to be laid out."""

from __future__ import annotations

from math import isfinite

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...domain.beat_sheets import MOST_BARS, BeatSheet, free_bar, lay_out_beat_sheet
from ...domain.checks import NAME_LIMIT, checked_text
from ...domain.contents import Contents
from ...domain.errors import InvalidValue
from ...domain.storyboard import LAST_BEAT
from ...exchange.beat_sheets import BeatSheets
from .. import theme
from ..widgets.answers import Answers
from ..widgets.calm_combo import CalmCombo
from ..widgets.committed_line import CommittedLine
from ..widgets.field import Field
from ..widgets.number_field import NumberField
from ..widgets.number_text import read_number
from ..widgets.sentence import Sentence
from .preview import BeatSheetPreview

LIST_WIDTH = 46 * theme.SPACE
PREVIEW_WIDTH = 112 * theme.SPACE
HEIGHT = 158 * theme.SPACE
NUMBER_WIDTH = 30 * theme.SPACE


class BeatSheetDialog(QDialog):
    """What both dialogs have in common; they differ in the fields under the preview and in what they decide."""

    def __init__(self, offered: BeatSheets, title: str, accept_text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._sheets = offered.sheets
        self.list = self._make_list()
        self.preview = BeatSheetPreview()
        self.bars = NumberField(1.0, float(MOST_BARS), 1.0)
        self.bars.setObjectName("beatSheetBars")
        self.bars_field = Field(self.tr("Length in bars"), self.bars)
        self.fields = QHBoxLayout()
        self.problem = Sentence("", "error")
        self.answers = Answers(accept_text, self)
        self.button = self.answers.yes
        self.button.setObjectName("beatSheetAccept")
        self._arrange(offered.skipped)
        self._connect()

    def _make_list(self) -> QListWidget:
        made = QListWidget()
        made.setObjectName("beatSheetList")
        made.setAccessibleName(self.tr("Beat sheets"))
        made.setFixedWidth(theme.room(LIST_WIDTH))
        for sheet in self._sheets:
            item = QListWidgetItem(sheet.name)
            item.setSizeHint(QSize(0, theme.TARGET + theme.SPACE))
            made.addItem(item)
        return made

    def _arrange(self, skipped: tuple[str, ...]) -> None:
        self.fields.setSpacing(4 * theme.SPACE)
        self.fields.addWidget(self.bars_field)
        self.bars_field.setFixedWidth(theme.room(NUMBER_WIDTH))
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        across = QHBoxLayout()
        across.setSpacing(5 * theme.SPACE)
        across.addLayout(left)
        right = QVBoxLayout()
        right.setSpacing(3 * theme.SPACE)
        right.addWidget(self.preview, 1)
        right.addLayout(self.fields)
        right.addWidget(self.problem)
        across.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[5 * theme.SPACE] * 4)
        column.setSpacing(3 * theme.SPACE)
        column.addLayout(across, 1)
        for sentence in skipped:
            column.addWidget(Sentence(sentence, "error"))
        column.addWidget(self.answers)
        self.preview.setMinimumWidth(PREVIEW_WIDTH)
        self.resize(self.sizeHint().width(), HEIGHT)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _row: self._on_sheet_chosen())
        self.list.itemActivated.connect(lambda _item: self.accept())
        self.bars.committed.connect(lambda _bars: self._check())
        self.bars.previewed.connect(lambda bars: self.preview.show_length(self.sheet, bars))
        self.bars.refused.connect(self.bars_field.set_error)

    @property
    def sheet(self) -> BeatSheet | None:
        """The beat sheet that is chosen."""
        row = self.list.currentRow()
        return self._sheets[row] if 0 <= row < len(self._sheets) else None

    def begin(self) -> None:
        """Shows the first beat sheet, with the keyboard on the list."""
        self.list.setCurrentRow(0)
        self._on_sheet_chosen()
        self.list.setFocus()
        self.open()

    def _on_sheet_chosen(self) -> None:
        sheet = self.sheet
        if sheet is not None:
            self.bars.restore()
            self.bars.set_value(float(sheet.bars))
            self.bars_field.set_error("")
        self.preview.show_sheet(sheet, self._length())
        self.bars_field.setEnabled(sheet is not None and not sheet.is_empty)
        self._check()

    def _length(self) -> float:
        value = self.bars.value
        return value if value is not None and isfinite(value) else 1.0

    def _check(self) -> None:
        """Says why the answer can’t be taken as it is, if so."""
        self.preview.show_length(self.sheet, self._length())
        refusal = self.refusal()
        self.problem.setText(refusal)
        self.problem.setVisible(bool(refusal))
        self.button.setEnabled(self.sheet is not None and not refusal)

    def refusal(self) -> str:
        """A sentence on what is wrong with the answer, or ""."""
        return ""

    def commit_fields(self) -> bool:
        """Takes what is being typed; False when some of it is refused."""
        self.bars.commit_pending()
        return not self.bars_field.error

    def accept(self) -> None:
        if self.commit_fields() and self.sheet is not None and not self.refusal():
            super().accept()
            self.decide(self.sheet, self._length())

    def decide(self, sheet: BeatSheet, bars: float) -> None:
        """The answer was taken."""
        raise NotImplementedError


class NewUniverseDialog(BeatSheetDialog):
    """Asks from which beat sheet a new universe begins, and what it is called."""

    decided = Signal(str, object, float)
    """Name, BeatSheet, length in bars."""

    def __init__(self, offered: BeatSheets, name: str, parent: QWidget) -> None:
        super().__init__(
            offered,
            _tr("New universe from a beat sheet"),
            _tr("Create universe"),
            parent,
        )
        self.setObjectName("newUniverseFromBeatSheet")
        self.name = CommittedLine(lambda text: checked_text(text, self.tr("The name of a universe"), NAME_LIMIT))
        self.name.setObjectName("beatSheetName")
        self.name.show_text(name)
        self.name_field = Field(self.tr("Name of the universe"), self.name)
        self.name.refused.connect(self.name_field.set_error)
        self.fields.insertWidget(0, self.name_field, 1)

    def commit_fields(self) -> bool:
        self.name.commit_pending()
        return super().commit_fields() and not self.name_field.error

    def decide(self, sheet: BeatSheet, bars: float) -> None:
        self.decided.emit(self.name.text(), sheet, bars)


class LayOutDialog(BeatSheetDialog):
    """Asks which beat sheet is laid out in the open universe, on which plotline and from which bar on."""

    decided = Signal(object, float, int, object)
    """BeatSheet, length in bars, first bar, id of a plotline or None for a new one."""

    def __init__(self, offered: BeatSheets, contents: Contents, parent: QWidget) -> None:
        useful = BeatSheets(tuple(sheet for sheet in offered.sheets if not sheet.is_empty), offered.skipped)
        super().__init__(useful, _tr("Lay out a beat sheet"), _tr("Lay out"), parent)
        self.setObjectName("layOutBeatSheet")
        self._contents = contents
        self.plotline = CalmCombo()
        self.plotline.setObjectName("beatSheetPlotline")
        self.plotline.addItem(self.tr("A new plotline"), None)
        for lane in contents.ordered_plotlines():
            self.plotline.addItem(lane.name, lane.id)
        self.start = NumberField(1.0, LAST_BEAT, 1.0, read=self._read_bar)
        self.start.setObjectName("beatSheetStart")
        self.start.set_value(1.0)
        self.start_field = Field(self.tr("From bar"), self.start)
        self.start_field.setFixedWidth(theme.room(NUMBER_WIDTH))
        self.start.committed.connect(lambda _bar: self._check())
        self.start.refused.connect(self.start_field.set_error)
        self.plotline.activated.connect(lambda _row: self._on_plotline_chosen())
        self.fields.insertWidget(0, Field(self.tr("On plotline"), self.plotline), 1)
        self.fields.insertWidget(1, self.start_field)

    def refusal(self) -> str:
        sheet = self.sheet
        if sheet is None:
            return ""
        try:
            lay_out_beat_sheet(
                self._contents, sheet, self._length(), start_bar=self._start_bar(), plotline_id=self._plotline_id()
            )
        except InvalidValue as refusal:
            return str(refusal)
        return ""

    def commit_fields(self) -> bool:
        self.start.commit_pending()
        return super().commit_fields() and not self.start_field.error

    def decide(self, sheet: BeatSheet, bars: float) -> None:
        self.decided.emit(sheet, bars, self._start_bar(), self._plotline_id())

    def _on_plotline_chosen(self) -> None:
        """Offers the first bar from which on the plotline is free."""
        self.start.restore()
        self.start_field.set_error("")
        self.start.set_value(float(free_bar(self._contents, self._plotline_id())))
        self._check()

    def _plotline_id(self) -> int | None:
        chosen: int | None = self.plotline.currentData()
        return chosen

    def _start_bar(self) -> int:
        return round(self.start.value or 1.0)

    def _read_bar(self, text: str) -> float:
        bar = read_number(text, self.locale(), 1.0, LAST_BEAT)
        if bar != int(bar):
            raise ValueError(self.tr("Bars are counted in whole numbers."))
        return bar


def _tr(text: str) -> str:
    return QCoreApplication.translate("BeatSheetDialog", text)
