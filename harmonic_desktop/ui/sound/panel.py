"""The Sound tab: the chord at the playhead, for which cards it sounds, how consonant it was meant and is, and why."""

from __future__ import annotations

from functools import partial
from math import floor

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QHideEvent, QShowEvent
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from ...domain.contents import Contents
from ...domain.edits import Edit
from ...domain.meter import Meter, meter_of
from ...domain.storyboard import Card
from ...music.score import Chord, Score, chord_at
from .. import theme
from ..chain.delegate import ChainDelegate, row_height
from ..place_text import bar_and_beat
from ..widgets.empty_state import EmptyState
from ..widgets.figure import Figure
from ..widgets.form_page import FormPage
from ..widgets.place_button import PlaceButton
from ..widgets.sentence import Sentence, announce
from ..widgets.titled import Titled
from .model import SoundModel
from .parts import Reasons, parts_of
from .words import in_one_sentence, notes_in_words, played_in_words

REST_MS = 100
"""While the music plays, what is shown follows it ten times a second at most: no eye reads faster."""
STILL_MS = 250
"""What stands still for so long is said; a place that is only passed is not."""
MOST_CARDS = 6
"""So many cards have a button each; how many more there are is said."""


class SoundPanel(QWidget):
    """Follows the playhead while it can be seen, and reckons nothing while it cannot."""

    seen = Signal(bool)
    """Whether it can be seen now."""
    card_chosen = Signal(int)
    """A card is to be gone to."""
    because_chosen = Signal(object, str)
    """The Because of an effect, and the instrument it was looked up for, to be gone to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("soundTab")
        self.setAccessibleName(self.tr("Sound"))
        self._contents: Contents | None = None
        self._score: Score | None = None
        self._reasons: Reasons | None = None
        self._meter = Meter()
        self._beat = 0.0
        self._shown: object = None
        """The chord and the beat that are shown, so that the same is not shown again."""
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._show_if_seen)
        self._telling = QTimer(self, singleShot=True, interval=STILL_MS)
        self._telling.timeout.connect(self._tell)
        self._make_fields()
        self._arrange()

    def _make_fields(self) -> None:
        self.place, self.chord, self.notes = Sentence("", "quiet"), Sentence(), Sentence()
        self.chord.setObjectName("soundingChord")
        theme.set_font(self.chord, theme.LARGE, QFont.Weight.DemiBold)
        self.meant, self.measured = Figure(self.tr("Meant")), Figure(self.tr("Measured in the music"))
        self.off = Figure(self.tr("Difference"))
        self.scale_note = Sentence(self.tr("0 is the harshest chord that the scale has, 1 the smoothest."), "quiet")
        theme.set_font(self.scale_note, theme.SMALL)
        self.cards = [PlaceButton(partial(self._go_to, row)) for row in range(MOST_CARDS)]
        for button in self.cards:
            button.hide()  # until there is a card
        self._card_ids: list[int] = []
        self.more_cards = Sentence("", "quiet")
        self.played = Sentence("", "quiet")
        self.font_words = Sentence("", "quiet")
        self.font_words.hide()
        self.model = SoundModel(self)
        self.list = _WholeList()
        self.list.setObjectName("soundList")
        self.list.setAccessibleName(self.tr("Where it comes from"))
        self.list.setAccessibleDescription(self.tr("Enter leads to the parameter that decides."))
        self.list.setModel(self.model)
        self.list.setItemDelegate(ChainDelegate(self.model, 2 * theme.SPACE))
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)

    def _arrange(self) -> None:
        self._page = FormPage(
            EmptyState(
                self.tr("Nothing to hear yet"), self.tr("Make a card: what is heard at the playhead is explained here.")
            )
        )
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        for line in (self.place, self.chord, self.notes):
            column.addWidget(line)
        self._consonance = Titled(self.tr("Consonance"), self.meant, self.measured, self.off, self.scale_note)
        self._titled_cards = Titled(self.tr("Cards that sound"), *self.cards, self.more_cards)
        self._why = Titled(self.tr("Where it comes from"), self.played, self.font_words, self.list)
        for part in (head, self._consonance, self._titled_cards, self._why):
            self._page.fields.addWidget(part)
        self._page.fields.addStretch(1)
        self.list.selectionModel().currentChanged.connect(self._have_in_view)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._page)
        self._page.show_form(False)

    # What is shown

    def show_universe(self, contents: Contents | None) -> None:
        """Shows another universe; its music comes once it is composed."""
        self._take(contents)

    def refresh(self, edit: Edit, contents: Contents) -> None:
        """Follows an edit: names and parameters at once, the chords after a rest."""
        self._take(contents)

    def show_score(self, score: Score | None) -> None:
        """Has another score, or none while it is being made."""
        self._score, self._shown = score, None
        self._show_if_seen()

    def show_font(self, name: str) -> None:
        """Says which SoundFont plays; none where it has no name."""
        words = self.tr("The SoundFont “{0}” plays; consonance is measured on tones of harmonic partials.")
        self.font_words.setText(words.format(name) if name else "")
        self.font_words.setVisible(bool(name))

    def follow(self, beat: float) -> None:
        """Goes along with the playhead."""
        self._beat = beat
        if self.isVisible() and not self._rest.isActive():
            self._show_if_seen()
            self._rest.start()

    def tell_soon(self) -> None:
        """Has a screen reader say what sounds where the playhead came to rest, if it can be seen here."""
        self._telling.start()

    def _tell(self) -> None:
        if self.isVisible():
            announce(self, self.accessibleDescription())

    def commit_pending(self) -> None:
        """Nothing is typed here."""

    def _take(self, contents: Contents | None) -> None:
        self._contents, self._shown = contents, None
        self._reasons = Reasons(contents) if contents is not None else None
        self._meter = meter_of(contents) if contents is not None else Meter()
        self._page.show_form(contents is not None and bool(contents.cards))
        self._show_if_seen()

    def _show_if_seen(self) -> None:
        if not self.isVisible() or self._contents is None or not self._contents.cards:
            return
        chord = chord_at(self._score.chords, self._beat) if self._score is not None else None
        shown = (chord, floor(self._beat))
        if shown != self._shown:
            before, self._shown = self._shown, shown
            self.place.setText(bar_and_beat(self._meter, float(floor(self._beat)), self.locale()))
            if not isinstance(before, tuple) or before[0] is not chord:
                self._show_chord(chord)
            self._describe(chord)

    def _show_chord(self, chord: Chord | None) -> None:
        for part in (self.notes, self._consonance, self._titled_cards):
            part.setVisible(chord is not None)
        if chord is None or self._score is None:
            silent = self.tr("Nothing sounds here") if self._score is not None else self.tr("The music is being made")
            self.chord.setText(silent)
            self._show_reasons([])
            return
        self.chord.setText(chord.name)
        self.notes.setText(notes_in_words(chord, self._score))
        self.meant.show_value(self._number(chord.intended))
        self.measured.show_value(self._number(chord.measured))
        self.off.show_value(self._number(abs(round(chord.measured, 2) - round(chord.intended, 2))))  # of what is read
        cards = [int(card_id) for card_id in chord.card_ids]
        self._show_cards(cards)
        self._show_reasons(cards)

    def _show_cards(self, card_ids: list[int]) -> None:
        cards = self._contents.cards if self._contents is not None else {}
        self._card_ids = [card_id for card_id in card_ids if card_id in cards]
        for row, button in enumerate(self.cards):
            button.setVisible(row < len(self._card_ids))
            if row < len(self._card_ids):
                button.set_words(self._card_words(cards[self._card_ids[row]]), self.tr("Goes there"))
        more = len(self._card_ids) - MOST_CARDS
        self.more_cards.setVisible(more > 0)
        self.more_cards.setText(self.tr("and {0} more").format(self.locale().toString(max(more, 0))))

    def _show_reasons(self, card_ids: list[int]) -> None:
        if self._reasons is not None and self._contents is not None:
            parts = parts_of(self._contents, card_ids)
            self.played.setText(played_in_words(parts))
            self.played.setVisible(bool(parts))
            self.model.show_told(self._reasons.of(parts))
            self.list.updateGeometry()

    def _describe(self, chord: Chord | None) -> None:
        place = self.place.text()
        words = f"{place}: {self.chord.text()}."
        if chord is not None:
            words = in_one_sentence(place, chord, self.notes.text(), self.locale())
        self.setAccessibleDescription(words)

    def _card_words(self, card: Card) -> str:
        """““The fire”, harmony 0.55”."""
        words = self.tr("“{title}”, harmony {harmony}")
        return words.replace("{harmony}", self._number(card.harmony_tie)).replace("{title}", card.plot_point)

    def _number(self, value: float) -> str:
        return self.locale().toString(value, "f", 2)

    # What is done

    def _go_to(self, row: int) -> None:
        if row < len(self._card_ids):
            self.card_chosen.emit(self._card_ids[row])

    def _choose(self, index: QModelIndex) -> None:
        self.because_chosen.emit(self.model.deciding(index.row()), self.model.told[index.row()].instrument)

    def _have_in_view(self, index: QModelIndex) -> None:
        if index.isValid() and self.list.hasFocus():
            self._page.have_in_view(self.list.viewport(), self.list.visualRect(index))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_if_seen()
        self.seen.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.seen.emit(False)


class _WholeList(QListView):
    """As high as its rows: the page scrolls, and not a list inside it."""

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        model = self.model()
        rows = model.rowCount() if model is not None else 0
        return QSize(super().sizeHint().width(), rows * row_height() + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())
