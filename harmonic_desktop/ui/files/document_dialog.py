"""The question how a universe is to be written as a document."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from ...exchange.chapters import Order
from .. import theme
from .export_dialog import ExportDialog


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document: the suffix of its files, and whether it can show the harmony plot."""

    suffix: str
    title: str
    what: str
    has_picture: bool


@dataclass(frozen=True, slots=True)
class DocumentChoice:
    """What a person chose."""

    kind: DocumentKind
    order: Order = "plotlines"
    with_picture: bool = True


class DocumentDialog(ExportDialog):
    """Kind, order and picture: a DocumentChoice is chosen."""

    def __init__(self, before: DocumentChoice | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("documentDialog")
        self.setWindowTitle(self.tr("Export as document"))
        self._kinds = self._list_kinds()
        self.kind = self.combo(self.tr("Kind of document"), [kind.title for kind in self._kinds])
        self.by_plotlines = QRadioButton(self.tr("By plotlines"))
        self.in_story_order = QRadioButton(self.tr("In story order, by acts"))
        group = QButtonGroup(self)
        group.addButton(self.by_plotlines)
        group.addButton(self.in_story_order)
        self.picture = QCheckBox(self.tr("With the harmony plot"))
        self._show(before or DocumentChoice(self._kinds[0]))
        self.kind.currentIndexChanged.connect(self._follow_kind)
        self._lay_out()

    def _list_kinds(self) -> list[DocumentKind]:
        return [
            DocumentKind("docx", self.tr("Word document (DOCX)"), self.tr("Headings, tables and the plot."), True),
            DocumentKind("md", self.tr("Markdown"), self.tr("Text with headings; the plot lies beside it."), True),
            DocumentKind("fountain", self.tr("Fountain"), self.tr("An outline for screenwriting programs."), False),
            DocumentKind("opml", self.tr("OPML"), self.tr("A tree of headings for outliners."), False),
        ]

    def _show(self, choice: DocumentChoice) -> None:
        suffixes = [kind.suffix for kind in self._kinds]
        self.kind.setCurrentIndex(suffixes.index(choice.kind.suffix))
        (self.by_plotlines if choice.order == "plotlines" else self.in_story_order).setChecked(True)
        self.picture.setChecked(choice.with_picture)
        self._follow_kind()

    def _follow_kind(self) -> None:
        kind = self._kinds[self.kind.currentIndex()]
        self.what.setText(kind.what)
        self.picture.setEnabled(kind.has_picture)

    def _lay_out(self) -> None:
        order = QVBoxLayout()
        order.setSpacing(theme.SPACE)
        order.addWidget(self.by_plotlines)
        order.addWidget(self.in_story_order)
        self.lay_out(
            [
                (self.tr("Document"), self.kind),
                ("", self.what),
                (self.tr("Cards"), order),
                ("", self.picture),
            ]
        )

    def accept(self) -> None:
        kind = self._kinds[self.kind.currentIndex()]
        order: Order = "plotlines" if self.by_plotlines.isChecked() else "story"
        choice = DocumentChoice(kind, order, self.picture.isChecked())
        super().accept()
        self.chosen.emit(choice)
