"""The Universe tab: a universe's name, description, gravity and the harmony of its environment."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..domain import catalogue, units
from ..domain.checks import is_share
from ..domain.contents import Contents
from ..domain.edits import Edit
from ..domain.universe import STANDARD_GRAVITY, Universe, rename_universe
from . import theme
from .widgets.committed_line import CommittedLine
from .widgets.empty_state import EmptyState
from .widgets.field import Field
from .widgets.form_page import FormPage
from .widgets.harmony_field import HarmonyField
from .widgets.number_field import NumberField
from .widgets.number_text import number_text, split_number
from .widgets.prose_field import ProseField
from .widgets.sentence import Sentence

_GRAVITY = next(known for known in catalogue.PHYSICS if known.name == "gravity")


class UniversePanel(QWidget):
    """Shows the open universe; each field is committed when it is left."""

    name_committed = Signal(str)
    description_committed = Signal(str)
    gravity_committed = Signal(object)
    """Gravity in m/s², or None where the field was emptied."""
    harmony_committed = Signal(object)
    harmony_previewed = Signal(object)
    """The harmony while it is being set; the stored one again when that was cancelled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("universeTab")
        self.setAccessibleName(self.tr("Universe"))
        self._contents: Contents | None = None
        self._make_fields()
        self._arrange()
        self._connect_signals()

    def _make_fields(self) -> None:
        self.name = CommittedLine(self._checked_name)
        self.name_field = Field(self.tr("Name"), self.name)
        self.description = ProseField()
        self.description.setPlaceholderText(self.tr("What kind of world is it?"))
        self.description_field = Field(self.tr("Description"), self.description)
        self.gravity = NumberField(step=0.1, optional=True, read=self._read_gravity)
        self.gravity.setPlaceholderText(self.tr("Not set"))
        self.gravity_field = Field(self.tr("Gravity at the surface"), self.gravity, _unit_label())
        self.harmony = HarmonyField(self.tr("Harmony of the environment"), optional=True)
        self.harmony_field = Field(self.tr("Harmony of the environment"), self.harmony)
        self.dates = Sentence("", "quiet")
        theme.set_font(self.dates, theme.SMALL)

    def _arrange(self) -> None:
        self._page = FormPage(
            EmptyState(self.tr("No universe is open"), self.tr("Choose one from the list, or make a new one there."))
        )
        for field in (self.name_field, self.description_field, self.gravity_field, self.harmony_field, self.dates):
            self._page.fields.addWidget(field)
        self._page.fields.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._page)

    def _connect_signals(self) -> None:
        self.name.text_committed.connect(self.name_committed)
        self.name.refused.connect(self.name_field.set_error)
        self.description.text_committed.connect(self.description_committed)
        self.gravity.committed.connect(self.gravity_committed)
        self.gravity.refused.connect(self.gravity_field.set_error)
        self.harmony.previewed.connect(self.harmony_previewed.emit)
        self.harmony.cancelled.connect(self._on_harmony_cancelled)
        self.harmony.committed.connect(self.harmony_committed)
        self.harmony.refused.connect(self.harmony_field.set_error)

    def show_universe(self, contents: Contents | None) -> None:
        """Shows everything of a universe, or what the place is for; what was typed for another one is dropped."""
        before, self._contents = self._contents, contents
        if contents is None or before is None or before.universe.id != contents.universe.id:
            self._forget_pending()
        else:
            self.description.put_back(contents.universe.description or "")  # what was typed last could not be kept
        self._page.show_form(contents is not None)
        if contents is not None:
            self._show(contents.universe)

    def refresh(self, edit: Edit, contents: Contents) -> None:
        """Follows an edit; what is being typed stays."""
        self._contents = contents
        if edit:
            self._forget_refusals()
        if edit.of(Universe):
            self._show(contents.universe)

    def commit_pending(self) -> None:
        """Takes what was typed, if anything was."""
        for field in (self.name, self.description, self.gravity, self.harmony):
            field.commit_pending()

    def _forget_pending(self) -> None:
        for editor in (self.name, self.description, self.gravity):
            editor.restore()
        self.harmony.forget_pending()
        self._forget_refusals()

    def _forget_refusals(self) -> None:
        for field in (self.name_field, self.gravity_field, self.harmony_field):
            field.set_error("")

    def _show(self, universe: Universe) -> None:
        self.name.show_text(universe.name)
        self.description.show_text(universe.description or "")
        self.gravity.set_value(universe.gravity_constant)
        gravity, harmony = universe.gravity_constant, universe.environment_harmony
        self.gravity_field.set_note(self._about_gravity(gravity), marked=_is_odd(gravity))
        self.harmony.set_harmony(universe.environment_harmony, self.tr("Not set"))
        self.harmony_field.set_note(self._about_harmony(harmony), marked=not is_share(harmony))
        self.dates.setText(self._about_dates(universe))
        self.dates.setVisible(bool(self.dates.text()))

    def _about_gravity(self, gravity: float | None) -> str:
        if gravity is None:
            words = self.tr("Not set: where one is needed it is %1, as on Earth.")
            return words.replace("%1", self._number(STANDARD_GRAVITY))
        if _is_odd(gravity):
            words = self.tr("Far from any world’s: it is kept as it is, and heard as if it lay from %1 to %2.")
            return words.replace("%1", self._number(_GRAVITY.low)).replace("%2", self._number(_GRAVITY.high))
        words = self.tr("Earth has %1, the Moon %2. Other units are converted: “32 ft/s^2”, “1 g0”.")
        return words.replace("%1", self._number(9.81)).replace("%2", self._number(1.62))

    def _about_harmony(self, harmony: float | None) -> str:
        if harmony is None:
            return self.tr("How harmonious this world is when no card says otherwise. Not set: no line in the plot.")
        if not is_share(harmony):
            words = self.tr("%1 lies outside 0 to 1. It is kept as it is until you set another one.")
            return words.replace("%1", self._number(harmony))
        return self.tr("How harmonious this world is when no card says otherwise: the dashed line in the plot.")

    def _about_dates(self, universe: Universe) -> str:
        words = []
        if universe.created_at is not None:
            words.append(self.tr("Created %1").replace("%1", self._moment(universe.created_at)))
        if universe.updated_at is not None:
            words.append(self.tr("Changed %1").replace("%1", self._moment(universe.updated_at)))
        return "\n".join(words)

    def _moment(self, moment: datetime) -> str:
        local = QDateTime.fromSecsSinceEpoch(int(moment.timestamp())).toLocalTime()
        return self.locale().toString(local, QLocale.FormatType.ShortFormat)

    def _number(self, value: float) -> str:
        return number_text(value, self.locale())

    def _read_gravity(self, text: str) -> float:
        value, unit = split_number(text, self.locale())
        return units.convert(value, unit, _GRAVITY.unit) if unit else value

    def _checked_name(self, text: str) -> str:
        if self._contents is None:
            return text
        changes = rename_universe(self._contents.universe, text).of(Universe)
        return changes[0].record.name if changes else self._contents.universe.name

    def _on_harmony_cancelled(self) -> None:
        self.harmony_previewed.emit(self.harmony.harmony)


def _is_odd(gravity: float | None) -> bool:
    return gravity is not None and not _GRAVITY.holds(gravity)


def _unit_label() -> Sentence:
    label = Sentence(_GRAVITY.unit, "quiet")
    label.setWordWrap(False)
    return label
