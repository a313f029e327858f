"""The list of all markers, with their names and numbers to be typed; it stays open beside the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from ....domain.checks import NAME_LIMIT, checked_text
from ....domain.markers import Marker
from ....domain.storyboard import LAST_BEAT
from ... import theme
from ...place_text import bar_and_beat, bars, read_place
from ...widgets.buttons import Button
from ...widgets.calm_combo import CalmCombo
from ...widgets.committed_line import CommittedLine
from ...widgets.field import Field
from ...widgets.number_field import NumberField
from ..swatch import hue_icon, hue_names
from . import words

if TYPE_CHECKING:
    from .band import MarkerBand

LIST_WIDTH = 60 * theme.SPACE
ITEM_HEIGHT = 10 * theme.SPACE
FIELDS_WIDTH = 64 * theme.SPACE
LEAST_HEIGHT = 84 * theme.SPACE


class MarkersDialog(QDialog):
    """Each field is one edit, made when it is left; what is current here is current in the band."""

    def __init__(self, band: MarkerBand) -> None:
        super().__init__(band.view.window())
        self._band = band
        self._is_following = False
        self.setObjectName("markersDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Markers"))
        self._make_fields()
        self._arrange()
        self._connect()
        self.follow()

    def _make_fields(self) -> None:
        self.list = QListWidget()
        self.list.setObjectName("markersList")
        self.list.setAccessibleName(self.tr("Markers"))
        self.list.setUniformItemSizes(True)
        self.name = CommittedLine(lambda text: checked_text(text, self.tr("The name of a marker"), NAME_LIMIT))
        self.start = NumberField(0.0, LAST_BEAT, 1.0, read=self._read_start)
        self.length = NumberField(0.0, LAST_BEAT, 1.0)
        self.colour = CalmCombo()
        for hue, title in enumerate(hue_names()):
            self.colour.addItem(hue_icon(hue), title, hue)
        self.name_field = Field(self.tr("Name"), self.name)
        self.start_field = Field(self.tr("Starts at beat"), self.start)
        self.length_field = Field(self.tr("Length in beats"), self.length)
        self.colour_field = Field(self.tr("Colour"), self.colour)
        for editor, name in ((self.name, "markerName"), (self.start, "markerStart"), (self.length, "markerLength"),
                             (self.colour, "markerColour")):  # fmt: skip
            editor.setObjectName(name)

    def _arrange(self) -> None:
        numbers = QGridLayout()
        numbers.setHorizontalSpacing(4 * theme.SPACE)
        for column, field in enumerate((self.start_field, self.length_field)):
            numbers.addWidget(field, 0, column, Qt.AlignmentFlag.AlignTop)
            numbers.setColumnStretch(column, 1)
        fields = QVBoxLayout()
        fields.setSpacing(3 * theme.SPACE)
        fields.addWidget(self.name_field)
        fields.addLayout(numbers)
        fields.addWidget(self.colour_field)
        fields.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(5 * theme.SPACE)
        self.list.setMinimumWidth(LIST_WIDTH)
        across.addWidget(self.list, 1)
        across.addLayout(fields, 1)
        self.name_field.setMinimumWidth(FIELDS_WIDTH)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[5 * theme.SPACE] * 4)
        box.setSpacing(4 * theme.SPACE)
        box.addLayout(across, 1)
        box.addLayout(self._buttons())
        self.setMinimumHeight(LEAST_HEIGHT)

    def _buttons(self) -> QHBoxLayout:
        commands = self._band.commands
        self.remove_button = Button(self.tr("Remove"), commands.remove)
        row = QHBoxLayout()
        row.setSpacing(2 * theme.SPACE)
        for button in (
            Button(self.tr("New act"), lambda: commands.add_beside(is_act=True)),
            Button(self.tr("New moment"), lambda: commands.add_beside(is_act=False)),
            self.remove_button,
        ):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(Button(self.tr("Close"), self.accept))
        return row

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.name.text_committed.connect(self._on_name_committed)
        self.name.refused.connect(self.name_field.set_error)
        self.start.committed.connect(self._on_start_committed)
        self.start.refused.connect(self.start_field.set_error)
        self.length.committed.connect(self._on_length_committed)
        self.length.refused.connect(self.length_field.set_error)
        self.colour.activated.connect(lambda hue: self._band.commands.set_colour(hue))

    def follow(self) -> None:
        """Shows the markers as they are stored now, and the one that is current in the band."""
        markers = self._band.markers
        self._is_following = True
        self._show_list(markers)
        ids = [marker.id for marker in markers]
        self.list.setCurrentRow(ids.index(self._band.current) if self._band.current in ids else -1)
        self._is_following = False
        self._show_current()

    def _show_list(self, markers: list[Marker]) -> None:
        meter = self._band.view.scene.meter
        while self.list.count() > len(markers):
            self.list.takeItem(self.list.count() - 1)
        for row, marker in enumerate(markers):
            item = self.list.item(row)
            if item is None:
                item = QListWidgetItem()
                self.list.addItem(item)
            item.setSizeHint(QSize(0, theme.room(ITEM_HEIGHT)))
            item.setText(f"{marker.name}\n{words.span(meter, marker)}")
            item.setIcon(hue_icon(marker.colour))

    def _show_current(self) -> None:
        marker, meter = self._band.current_marker, self._band.view.scene.meter
        for part in (self.name_field, self.start_field, self.length_field, self.colour_field, self.remove_button):
            part.setEnabled(marker is not None)
        self.name.show_text(marker.name if marker is not None else "")
        self.start.set_value(marker.start_beat if marker is not None else None)
        self.length.set_value(marker.duration_beats if marker is not None else None)
        self.colour.setCurrentIndex(marker.colour if marker is not None else -1)
        self.start_field.set_note(bar_and_beat(meter, marker.start_beat, self.locale()) if marker is not None else "")
        self.length_field.set_note(self._length_note(marker) if marker is not None else "")

    def _length_note(self, marker: Marker) -> str:
        if not marker.duration_beats:
            return self.tr("A moment")
        return bars(self._band.view.scene.meter, marker.duration_beats, self.locale())

    def commit_pending(self) -> None:
        """Takes what is being typed."""
        for field in (self.name, self.start, self.length):
            field.commit_pending()

    def _on_row_changed(self, row: int) -> None:
        markers = self._band.markers
        if not self._is_following and 0 <= row < len(markers):
            self._band.choose(markers[row].id)

    def _on_name_committed(self, name: str) -> None:
        marker = self._band.current_marker
        if marker is not None:
            self._band.commands.rename(marker.id, name)

    def _on_start_committed(self, start: float) -> None:
        marker = self._band.current_marker
        if marker is not None:
            self._band.commands.place(marker.id, start, marker.duration_beats)

    def _on_length_committed(self, beats: float) -> None:
        marker = self._band.current_marker
        if marker is not None:
            self._band.commands.place(marker.id, marker.start_beat, beats)

    def _read_start(self, text: str) -> float:
        return read_place(text, self._band.view.scene.meter, self.locale())

    def done(self, result: int) -> None:
        """Takes what is being typed before it closes."""
        self.commit_pending()
        super().done(result)
