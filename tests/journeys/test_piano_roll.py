"""The piano roll shows the music in step with the timeline, follows edits, and comes back as it was left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication

from harmonic_desktop.domain.plotlines import mute_plotline
from harmonic_desktop.domain.storyboard import Plotline, change_plotline, remove_cards
from harmonic_desktop.music.compose import compose
from harmonic_desktop.music.score import Note
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.piano_roll import PianoRoll, name_of

from .conftest import Desk
from .test_look_around import look_around


def opened(desk: Desk) -> PianoRoll:
    """The piano roll of the sample universe, once its music is there."""
    desk.action("Piano roll").trigger()
    roll = desk.window.playback.piano_roll
    assert roll is not None
    desk.wait(lambda: desk.window.scores.score is not None)
    return roll


def colour_at(roll: PianoRoll, beat: float, pitch: int) -> QColor:
    x = theme.HEADER_WIDTH + roll._scale.x(beat)
    y = roll.y_of(pitch) + roll.row_height / 2
    return roll.grab().toImage().pixelColor(QPoint(round(x), round(y)))


def colour_at_note(roll: PianoRoll, note: Note) -> str:
    return colour_at(roll, note.start + note.length / 2, note.pitch).name()


def long_note(desk: Desk) -> tuple[Note, Plotline]:
    """The longest of the first notes of the first part, with its plotline."""
    part = next(part for part in compose(desk.contents).parts if part.notes)
    note = max((n for n in part.notes if n.start < 12), key=lambda n: n.length)
    return note, desk.contents.plotlines[int(part.plotline_id)]


@pytest.fixture
def desk_with_story(desk: Desk) -> Desk:
    look_around(desk)
    return desk


def test_it_is_not_there_until_it_is_asked_for(desk_with_story: Desk) -> None:
    assert desk_with_story.window.playback.piano_roll is None
    roll = opened(desk_with_story)
    assert roll.isVisible()
    desk_with_story.action("Piano roll").trigger()
    assert not roll.isVisible()


def test_notes_are_painted_where_they_are_heard_in_the_colour_of_their_plotline(desk_with_story: Desk) -> None:
    roll = opened(desk_with_story)
    desk_with_story.window.scale.show(0.0, 40.0)
    score = compose(desk_with_story.contents)
    note, plotline = long_note(desk_with_story)
    assert colour_at_note(roll, note) == theme.current().plotline(plotline.colour).name()
    assert roll.count_in_view() < sum(len(p.notes) for p in score.parts)


def test_it_tells_what_it_shows_in_words(desk_with_story: Desk) -> None:
    roll = opened(desk_with_story)
    score = compose(desk_with_story.contents)
    notes = [note for part in score.parts for note in part.notes]
    words = roll.accessibleDescription()
    assert f"{len(notes)} notes" in words
    assert f"from {name_of(min(n.pitch for n in notes))} to {name_of(max(n.pitch for n in notes))}" in words


def test_an_edit_is_followed_after_a_rest(desk_with_story: Desk) -> None:
    roll = opened(desk_with_story)
    before = roll.accessibleDescription()
    some = [card.id for card in desk_with_story.contents.cards.values() if card.start_beat > 20]
    desk_with_story.workspace.perform(remove_cards, some)
    desk_with_story.wait(lambda: roll.accessibleDescription() != before)
    desk_with_story.workspace.undo_stack.undo()
    desk_with_story.wait(lambda: roll.accessibleDescription() == before)


def test_what_is_muted_is_pale_and_another_colour_is_shown_at_once(desk_with_story: Desk) -> None:
    roll = opened(desk_with_story)
    desk_with_story.window.scale.show(0.0, 40.0)
    note, plotline = long_note(desk_with_story)
    made_of, other = desk_with_story.window.scores.made_of, (plotline.colour + 3) % 8
    desk_with_story.workspace.perform(change_plotline, plotline.id, colour=other)
    assert colour_at_note(roll, note) == theme.current().plotline(other).name()
    desk_with_story.workspace.perform(mute_plotline, plotline.id)
    assert colour_at_note(roll, note) != theme.current().plotline(other).name()
    assert desk_with_story.window.scores.made_of is made_of, "no music was composed meanwhile"


def test_the_wheel_moves_all_views_of_story_time(desk_with_story: Desk) -> None:
    roll, scale = opened(desk_with_story), desk_with_story.window.scale
    scale.show(0.0, 40.0)
    place = QPointF(theme.HEADER_WIDTH + 200, 60)

    def turn(down: int, modifiers: Qt.KeyboardModifier) -> None:
        event = QWheelEvent(
            place, QPointF(roll.mapToGlobal(place.toPoint())), QPoint(), QPoint(0, down),
            Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(roll, event)

    turn(-120, Qt.KeyboardModifier.NoModifier)
    assert scale.left_beat > 0
    beat = scale.beat(200)
    turn(120, Qt.KeyboardModifier.ControlModifier)
    assert scale.pixels_per_beat > 40
    assert scale.beat(200) == pytest.approx(beat)


def test_it_comes_back_with_the_next_start(desk_with_story: Desk) -> None:
    opened(desk_with_story)
    desk_with_story.close()
    desk_with_story.start()
    roll = desk_with_story.window.playback.piano_roll
    assert roll is not None and roll.isVisible()
    assert desk_with_story.window.playback.playheads[-1].parentWidget() is roll
