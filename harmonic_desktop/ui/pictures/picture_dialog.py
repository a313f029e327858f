"""Asks what is to be saved as a picture, shows it, and says how it goes while it is written."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from .. import theme
from ..widgets.buttons import Button
from ..widgets.calm_combo import CalmCombo
from ..widgets.sentence import Sentence, announce
from .job import Job
from .page import Format, Picture, PictureMaker, PictureOptions
from .preview import Preview
from .saving import ask_where, file_name, with_suffix
from .writing import picture_steps

FORM_WIDTH = 64 * theme.SPACE
STEPS = 1000


class Subject(Enum):
    """What there are pictures of."""

    TIMELINE = "timeline"
    PLOT = "plot"


class PictureDialog(QDialog):
    """Window-modal, deleted once closed; what is being written then is stopped, and nothing is left of it."""

    saved = Signal(object)
    """The Path of the file that was written."""
    chosen = Signal(object)
    """The PictureOptions that were chosen last, when the dialog is closed."""

    def __init__(
        self,
        makers: Mapping[Subject, PictureMaker],
        subject: Subject,
        options: PictureOptions,
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pictureDialog")
        self.setWindowTitle(self.tr("Save a picture"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._makers = makers
        self._folder = folder
        self._picture: Picture | None = None
        self._make_form(subject, options)
        self._make_progress()
        self._arrange()
        self._show_picture()
        self.subject.setFocus()

    def _make_form(self, subject: Subject, options: PictureOptions) -> None:
        tr = self.tr
        self.subject = _choice(
            "pictureSubject", subject, (tr("Timeline"), Subject.TIMELINE), (tr("Harmony plot"), Subject.PLOT)
        )
        png, svg = tr("PNG, for any program"), tr("SVG, sharp at any size")
        self.format = _choice("pictureFormat", options.format, (png, Format.PNG), (svg, Format.SVG))
        self.scale = _choice(
            "pictureScale", options.scale, (tr("1×, as on the screen"), 1), (tr("2×, twice as sharp"), 2),
            (tr("4×, for print"), 4),
        )  # fmt: skip
        self.colours = _choice("pictureColours", options.is_dark, (tr("Light"), False), (tr("Dark"), True))
        strip = (tr("Rows of bars, like music"), False), (tr("One long strip"), True)
        self.arrangement = _choice("pictureRows", options.is_strip, *strip)
        self.legend = QCheckBox(tr("Legend"))
        self.legend.setObjectName("pictureLegend")
        self.legend.setMinimumHeight(theme.TARGET)
        self.legend.setChecked(options.has_legend)
        for combo in self._combos():
            combo.currentIndexChanged.connect(self._show_picture)
        self.legend.toggled.connect(self._show_picture)
        self.preview = Preview()
        self.about = Sentence("", "quiet")
        self.about.setObjectName("pictureSize")

    def _combos(self) -> list[CalmCombo]:
        return [self.subject, self.format, self.scale, self.colours, self.arrangement]

    def _make_progress(self) -> None:
        self._job = Job(self)
        self._job.progressed.connect(self._on_progress)
        self._job.finished.connect(self._on_written)
        self._job.failed.connect(self._on_failed)
        self._bar = QProgressBar()
        self._bar.setRange(0, STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.hide()
        self._problem = Sentence("", "error")
        self._problem.setObjectName("pictureProblem")
        self._problem.hide()
        self._cancel = Button(self.tr("Cancel"), self.reject)
        self._cancel.setObjectName("cancelPicture")
        self._save = Button(self.tr("Save…"), self._ask_where, "primary")
        self._save.setObjectName("savePicture")
        self._save.setDefault(True)  # nothing in the form has a use of its own for Enter

    def _arrange(self) -> None:
        self._form = QWidget()
        self._form.setFixedWidth(theme.room(FORM_WIDTH))
        fields = QVBoxLayout(self._form)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(theme.SPACE)
        names = (self.tr("&Picture of"), self.tr("&Format"), self.tr("&Size"), self.tr("&Colours"), self.tr("&Layout"))
        for name, combo in zip(names, self._combos(), strict=True):
            fields.addWidget(_label(name, combo))
            fields.addWidget(combo)
            fields.addSpacing(2 * theme.SPACE)
        fields.addWidget(self.legend)
        fields.addStretch(1)
        fields.addWidget(self.about)
        top, buttons, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        top.setSpacing(6 * theme.SPACE)
        top.addWidget(self._form)
        top.addWidget(self.preview, 1)
        buttons.setSpacing(2 * theme.SPACE)
        buttons.addWidget(self._bar, 1)
        buttons.addStretch()
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._save)
        column.setContentsMargins(*[6 * theme.SPACE] * 4)
        column.setSpacing(4 * theme.SPACE)
        column.addLayout(top, 1)
        column.addWidget(self._problem)
        column.addLayout(buttons)

    @property
    def options(self) -> PictureOptions:
        """What is chosen now."""
        return PictureOptions(
            self.format.currentData(), self.scale.currentData(), self.colours.currentData(),
            self.legend.isChecked(), self.arrangement.currentData(),
        )  # fmt: skip

    def _show_picture(self) -> None:
        self.scale.setEnabled(self.options.format is Format.PNG)
        picture = self._picture = self._makers[self.subject.currentData()](self.options)
        self.preview.show_picture(picture)
        self.about.setText(self._size_in_words(picture))
        self.preview.setAccessibleDescription(self.about.text())
        self._tell("")

    def _size_in_words(self, picture: Picture) -> str:
        """“2,400 × 1,172 px, in 2 rows”, and what a person should know about it."""
        number, size = QLocale().toString, picture.size
        text = self.tr("{0} × {1} px").format(number(size.width()), number(size.height()))
        if picture.rows > 1:
            text = self.tr("{0}, in {1} rows").format(text, number(picture.rows))
        notes = [text, picture.note]
        if picture.scale < self.options.pixels:
            notes.append(self.tr("Not as sharp as asked for: the picture would be too large for other programs."))
        return "\n".join(filter(None, notes))

    def _ask_where(self) -> None:
        assert self._picture is not None
        suffix = self.options.format.value
        name = file_name(self._picture.title, self.subject.currentText().lower(), suffix)
        kind = f"{suffix.upper()} (*.{suffix})"
        ask_where(self, self.tr("Save a picture"), kind, self._folder, name).fileSelected.connect(self._write)

    def _write(self, chosen: str) -> None:
        assert self._picture is not None
        self._path = with_suffix(Path(chosen), self.options.format.value)
        if self._path != Path(chosen) and self._path.exists():
            self._tell(self.tr("“{0}” is there already; choose another name.").format(self._path.name))
            return
        self._tell("")
        self.preview.stop()
        self._show_writing(True)
        self._job.start(picture_steps(self._picture, self._path, self.options.format))

    def _show_writing(self, is_writing: bool) -> None:
        self._bar.setValue(0)
        self._bar.setVisible(is_writing)
        self._form.setEnabled(not is_writing)
        self._save.setEnabled(not is_writing)
        self._cancel.setText(self.tr("Stop") if is_writing else self.tr("Cancel"))
        self._cancel.setAccessibleName(self._cancel.text())
        (self._cancel if is_writing else self._save).setFocus()

    def _on_progress(self, share: float) -> None:
        self._bar.setValue(round(share * STEPS))

    def _on_written(self) -> None:
        self.accept()
        self.saved.emit(self._path)

    def _on_failed(self, sentence: str) -> None:
        self._show_writing(False)
        self._tell(sentence)

    def _tell(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        announce(self, sentence)

    def reject(self) -> None:
        """Stops what is being written; closes the dialog when nothing is."""
        if self._job.is_running:
            self._job.stop()
            self._show_writing(False)
            self._tell(self.tr("Stopped; nothing was saved."))
        else:
            super().reject()

    def done(self, result: int) -> None:
        self._job.stop()
        self.preview.stop()
        self.chosen.emit(self.options)
        super().done(result)


def _choice(name: str, chosen: object, *choices: tuple[str, object]) -> CalmCombo:
    combo = CalmCombo()
    combo.setObjectName(name)
    for text, value in choices:
        combo.addItem(text, value)
    combo.setCurrentIndex([value for _, value in choices].index(chosen))
    return combo


def _label(text: str, combo: CalmCombo) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setBuddy(combo)
    combo.setAccessibleName(text.replace("&", ""))
    return label
