"""The Card tab: the selected card's words, harmony and place, or the harmony that several selected cards share."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ..domain.checks import is_share
from ..domain.contents import Contents, in_story_order
from ..domain.edits import Edit
from ..domain.meter import Meter, meter_of
from ..domain.storyboard import LAST_BEAT, Card, change_card
from . import theme
from .place_text import bar_and_beat, bars, read_place
from .widgets.calm_combo import CalmCombo
from .widgets.committed_line import CommittedLine
from .widgets.empty_state import EmptyState
from .widgets.field import Field
from .widgets.form_page import FormPage
from .widgets.harmony_field import HarmonyField
from .widgets.number_field import NumberField
from .widgets.number_text import number_text, read_number
from .widgets.prose_field import ProseField
from .widgets.sentence import Sentence, announce

_NAMED = 5
"""How many of several selected cards are named."""


class CardPanel(QWidget):
    """Shows the selection; each field is committed when it is left."""

    card_changed = Signal(object, object)
    ties_dragged = Signal(object)
    """Harmony ties by card id while they are being set, {} when that is over or cancelled."""
    ties_committed = Signal(object)
    card_placed = Signal(object, float, object)
    """Card id, start in beats, and the id of another plotline or None."""
    card_resized = Signal(object, float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cardPanel")
        self.setAccessibleName(self.tr("Card"))
        self._contents: Contents | None = None
        self._selection: frozenset[int] = frozenset()
        self._meter = Meter()
        self._asked: float | None = None
        """The start that was typed, while it is being committed."""
        self._make_fields()
        self._arrange()
        self._connect_signals()
        self._show()

    def _make_fields(self) -> None:
        self.heading, self.names = Sentence("", "heading"), Sentence("", "quiet")
        self.plot_point = CommittedLine(self._checked_plot_point)
        self.plot_point_field = Field(self.tr("Plot point"), self.plot_point)
        self.description = ProseField()
        self.description.setPlaceholderText(self.tr("What happens, and why does it matter?"))
        self.description_field = Field(self.tr("Description"), self.description)
        self.harmony = HarmonyField(self.tr("Harmony"))
        self.harmony_field = Field(self.tr("Harmony"), self.harmony)
        self.start = NumberField(0.0, LAST_BEAT, 1.0, read=self._read_start)
        self.start_field = Field(self.tr("Starts at beat"), self.start)
        self.length = NumberField(0.0, LAST_BEAT, 1.0, read=self._read_length)
        self.length_field = Field(self.tr("Length in beats"), self.length)
        self.moved = Sentence("", "quiet")
        theme.set_font(self.moved, theme.SMALL)
        self.plotline = CalmCombo()
        self.plotline_field = Field(self.tr("Plotline"), self.plotline)
        self._fields_of_one = (
            self.plot_point_field, self.description_field, self.start_field, self.length_field, self.plotline_field,
        )  # fmt: skip
        self.together = Sentence(
            self.tr("Move them together on the timeline: drag one of them, or press Alt with the arrow keys."), "quiet"
        )

    def _arrange(self) -> None:
        self._empty = EmptyState("", "")
        self._page = FormPage(self._empty)
        place = QGridLayout()
        place.setHorizontalSpacing(4 * theme.SPACE)
        for column, field in enumerate((self.start_field, self.length_field)):
            place.addWidget(field, 0, column, Qt.AlignmentFlag.AlignTop)
            place.setColumnStretch(column, 1)
        place.addWidget(self.moved, 1, 0, 1, 2)
        fields = self._page.fields
        for widget in (self.heading, self.names, self.plot_point_field, self.description_field, self.harmony_field):
            fields.addWidget(widget)
        fields.addLayout(place)
        fields.addWidget(self.plotline_field)
        fields.addWidget(self.together)
        fields.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._page)

    def _connect_signals(self) -> None:
        self.plot_point.text_committed.connect(lambda text: self._change({"plot_point": text}))
        self.plot_point.refused.connect(self.plot_point_field.set_error)
        self.description.text_committed.connect(lambda text: self._change({"description": text}))
        self.harmony.previewed.connect(lambda tie: self.ties_dragged.emit(dict.fromkeys(self._selection, tie)))
        self.harmony.cancelled.connect(lambda: self.ties_dragged.emit({}))
        self.harmony.committed.connect(self._on_harmony_committed)
        self.harmony.refused.connect(self.harmony_field.set_error)
        self.start.committed.connect(self._on_start_committed)
        self.start.refused.connect(self.start_field.set_error)
        self.length.committed.connect(self._on_length_committed)
        self.length.refused.connect(self.length_field.set_error)
        self.plotline.activated.connect(self._on_plotline_activated)

    def show_universe(self, contents: Contents | None) -> None:
        """Shows another universe, nothing in it being selected yet, or the same one anew."""
        before, self._contents = self._contents, contents
        if contents is None or before is None or before.universe.id != contents.universe.id:
            self._forget_pending()
            self._selection = frozenset()
        elif (card := self._card()) is not None:
            self.description.put_back(card.description)  # what was typed last could not be kept
        self._show()

    def refresh(self, edit: Edit, contents: Contents) -> None:
        """Follows an edit; what is being typed stays."""
        self._contents = contents
        if edit:
            self._forget_refusals()
            self._show()
            self._say_where_it_went()

    def show_selection(self, card_ids: frozenset[int]) -> None:
        """Shows other cards; what was typed for those before is taken first."""
        if card_ids == self._selection:
            return
        self.commit_pending()
        self._forget_pending()
        self._selection = card_ids
        self._show()

    def commit_pending(self) -> None:
        """Takes what was typed, if anything was."""
        for field in (self.plot_point, self.description, self.harmony, self.start, self.length):
            field.commit_pending()

    def _forget_pending(self) -> None:
        for editor in (self.plot_point, self.description, self.start, self.length):
            editor.restore()
        self.harmony.forget_pending()
        self._forget_refusals()
        self._say_where_it_went()

    def _forget_refusals(self) -> None:
        for field in (self.plot_point_field, self.harmony_field, self.start_field, self.length_field):
            field.set_error("")

    def _cards(self) -> list[Card]:
        cards = self._contents.cards if self._contents is not None else {}
        return [cards[i] for i in self._selection if i in cards]

    def _card(self) -> Card | None:
        cards = self._cards()
        return cards[0] if len(cards) == 1 else None

    def _show(self) -> None:
        cards = self._cards()
        contents = self._contents
        self._page.show_form(bool(cards))
        if contents is None or not cards:
            self._show_empty()
            return
        self._meter = meter_of(contents)
        single = len(cards) == 1
        for field in self._fields_of_one:
            field.setVisible(single)
        for words in (self.heading, self.names, self.together):
            words.setVisible(not single)
        if single:
            self._show_card(contents, cards[0])
        else:
            self._show_several(contents, cards)

    def _show_empty(self) -> None:
        if self._contents is None:
            self._empty.set_words(self.tr("No universe is open"), self.tr("Choose one from the list to see its cards."))
        elif not self._contents.cards:
            self._empty.set_words(
                self.tr("No cards yet"), self.tr("Double-click on the timeline to make the first card of the story.")
            )
        else:
            self._empty.set_words(
                self.tr("No card is selected"),
                self.tr("Click a card on the timeline or a point of the plot to read and change it here."),
            )

    def _show_card(self, contents: Contents, card: Card) -> None:
        self.plot_point.show_text(card.plot_point)
        self.description.show_text(card.description)
        self.harmony.set_harmony(card.harmony_tie)
        self._show_about_harmony([card])
        self.start.set_value(card.start_beat)
        self.start_field.set_note(bar_and_beat(self._meter, card.start_beat, self.locale()))
        self.length.set_value(card.duration_beats)
        self.length_field.set_note(bars(self._meter, card.duration_beats, self.locale()))
        self.plotline.clear()
        for plotline in contents.ordered_plotlines():
            self.plotline.addItem(plotline.name, plotline.id)
        self.plotline.setCurrentIndex(self.plotline.findData(card.plotline_id))

    def _show_several(self, contents: Contents, cards: list[Card]) -> None:
        self.heading.setText(self.tr("%n cards selected", "", len(cards)))
        ordered = in_story_order(contents, cards)
        names = [card.plot_point for card in ordered[:_NAMED]]
        if len(ordered) > _NAMED:
            names.append(self.tr("and %n more", "", len(ordered) - _NAMED))
        self.names.setText("\n".join(names))
        ties = {card.harmony_tie for card in cards}
        self.harmony.set_harmony(ties.pop() if len(ties) == 1 else None, self.tr("Mixed"))
        self._show_about_harmony(cards)

    def _show_about_harmony(self, cards: list[Card]) -> None:
        low, high = min(c.harmony_tie for c in cards), max(c.harmony_tie for c in cards)
        odd = not (is_share(low) and is_share(high))
        if odd:
            words = self.tr("What lies outside 0 to 1 is kept as it is until you set another one.")
        elif low != high:
            words = self.tr("From %1 to %2; setting one sets it for all of them.")
            words = words.replace("%1", self._number(round(low, 2))).replace("%2", self._number(round(high, 2)))
        else:
            words = self.tr("0 is dissonance, 1 full harmony with the universe.")
        self.harmony_field.set_note(words, marked=odd)

    def _number(self, value: float) -> str:
        return number_text(value, self.locale())

    def _read_start(self, text: str) -> float:
        return read_place(text, self._meter, self.locale())

    def _read_length(self, text: str) -> float:
        beats = read_number(text, self.locale(), 0.0, LAST_BEAT)
        if beats <= 0:
            raise ValueError(self.tr("A card has to be longer than 0 beats."))
        return beats

    def _checked_plot_point(self, text: str) -> str:
        card = self._card()
        if card is None or self._contents is None:
            return text
        changes = change_card(self._contents, card.id, plot_point=text).of(Card)
        return changes[0].record.plot_point if changes else card.plot_point

    def _change(self, what: dict[str, str]) -> None:
        card = self._card()
        if card is not None:
            self.card_changed.emit(card.id, what)

    def _on_harmony_committed(self, tie: float) -> None:
        self.ties_committed.emit({card.id: tie for card in self._cards()})
        self.ties_dragged.emit({})

    def _on_start_committed(self, start: float) -> None:
        card = self._card()
        if card is not None:
            self._asked = start
            self.card_placed.emit(card.id, start, None)
            self._asked = None

    def _say_where_it_went(self) -> None:
        """Says why a card starts elsewhere than was typed just now; nothing after any other edit."""
        card, contents, words = self._card(), self._contents, ""
        if card is not None and contents is not None and self._asked not in (None, card.start_beat):
            before = [c.plot_point for c in contents.cards_on(card.plotline_id) if c.end_beat == card.start_beat]
            words = self.tr("Moved to beat %1, after “%2”.") if before else self.tr("Moved to beat %1.")
            words = words.replace("%1", self._number(card.start_beat)).replace("%2", before[0] if before else "")
        if self.moved.text() != words:
            self.moved.setText(words)
            announce(self.start, words)
        self.moved.setVisible(bool(words))

    def _on_length_committed(self, beats: float) -> None:
        card = self._card()
        if card is not None:
            self.card_resized.emit(card.id, card.start_beat, beats)

    def _on_plotline_activated(self) -> None:
        card, plotline_id = self._card(), self.plotline.currentData()
        if card is not None and plotline_id != card.plotline_id:
            self.card_placed.emit(card.id, card.start_beat, plotline_id)
