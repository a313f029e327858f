"""The transport: plays the open universe from a place, stands still, goes elsewhere, and follows every edit."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ...domain.meter import Meter, meter_of
from ...music.feed import Feed
from ...music.lasting import Lasting
from ...music.sound import Sound
from .aside import Aside
from .looping import Looping
from .loudspeakers import Loudspeaker
from .making import Making
from .output import Output
from .speaker import NoSpeaker
from .story_end import StoryEnd
from .studio import Make

if TYPE_CHECKING:
    from ...domain.contents import Contents
    from ...domain.edits import Edit

TICK_MS = 16
REST_MS = 120
"""An edit is followed when no other has come for so long: a slider that is dragged makes many."""


class State(Enum):
    """What the transport is doing; WAITING: the first sound is being made."""

    STOPPED = "stopped"
    WAITING = "waiting"
    PLAYING = "playing"
    PAUSED = "paused"


class Player(QObject):
    """Plays what is shown; places are beats of story time."""

    state_changed = Signal()
    moved = Signal(float)
    """The playhead is at this beat now; at 60 Hz while it plays."""
    noticed = Signal(str)
    """What a person must know: that nothing can be heard, and why, or that it is heard elsewhere than was chosen."""
    over = Signal(str)
    """What was told does not hold any more: the sentence."""
    aside_changed = Signal()
    """Something else than the story begins to be played, or is over."""

    def __init__(self, make: Make, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = State.STOPPED
        self.beat = 0.0
        self.looping = Looping(self)
        self.looping.changed.connect(self._keep_to_loop)
        self.looping.noticed.connect(self.noticed)
        self.meter = Meter()
        self._contents: Contents | None = None
        self._end = StoryEnd()
        self._start = 0.0
        """Where it was begun, and goes back to when it is stopped."""
        self._clicks = False
        self._feed: Feed | None = None
        self._out = Output(self)
        self._out.ended.connect(self._on_ended)
        self._out.lost.connect(self._fall_back)
        self._out.noticed.connect(self.noticed)
        self._out.over.connect(self.over)
        self._aside = Aside(self._out, self)
        self._aside.changed.connect(self.aside_changed)
        self._making = Making(make, self)
        self._making.made.connect(self._on_made)
        self._making.failed.connect(self._on_failed)
        self._ticks = QTimer(self, interval=TICK_MS)
        self._ticks.timeout.connect(self._tick)
        self._resting = QTimer(self, singleShot=True, interval=REST_MS)
        self._resting.timeout.connect(self._follow)

    # what is played

    def show_universe(self, contents: Contents | None) -> None:
        """Stops, and has another universe to play."""
        if self._contents is None or contents is None or contents.universe.id != self._contents.universe.id:
            self.stop()
            self.stop_aside()
            self.looping.forget()
            self._making.forget()
            self._go_to(0.0)
        self._contents = contents
        if contents is not None:
            self.meter = meter_of(contents)
        self.state_changed.emit()

    def refresh(self, edit: Edit, contents: Contents) -> None:
        """Goes on with what an edit made of the universe, heard within a second."""
        self._contents = contents
        self.meter = meter_of(contents)
        if self.state in (State.PLAYING, State.WAITING, State.PAUSED):
            self._resting.start()

    def make_anew(self) -> None:
        """Who plays has changed: what was made of the universe is not its sound any more."""
        self._making.forget()
        if self.state is not State.STOPPED:
            self._resting.start()

    def has_cards(self) -> bool:
        """Whether there is anything to play."""
        return self._contents is not None and bool(self._contents.cards)

    @property
    def end_beat(self) -> float:
        """Where the story ends, in beats."""
        return self._end.of(self._contents)

    # what a person does

    def toggle(self) -> None:
        """Plays, or stands still where it is."""
        if self.is_running:
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        """Plays from the playhead on; from the beginning when it stands at the end."""
        if not self.has_cards() or self.is_running:
            return
        self.stop_aside()
        if self.state is State.PAUSED and self._feed is not None:
            self._out.resume()
            self._become(State.PLAYING)
            return
        if self.beat >= self.end_beat:
            self._go_to(0.0)
        self._go_to(self.looping.entered_at(self.beat))
        if self.state is not State.PAUSED:
            self._start = self.beat
        self._begin()

    def prepare(self) -> None:
        """Makes beside the window what the first sound needs, for somebody who may play soon."""
        if self.state is State.STOPPED and self.has_cards() and self._contents is not self._making.asked_of:
            self._making.load()
            self._ask()

    def play_from(self, beat: float) -> None:
        """Plays from that beat on."""
        self._halt()
        self._go_to(self._within(beat))
        self._become(State.STOPPED)
        self.play()

    def pause(self) -> None:
        """Stands still where it is."""
        if self.state is State.WAITING:
            self.stop()
        elif self.state is State.PLAYING:
            self._out.pause()
            self._become(State.PAUSED)

    def stop(self) -> None:
        """Stops, and goes back to where it was begun."""
        if self.state is not State.STOPPED:
            self._halt()
            self._go_to(self._start)
            self._become(State.STOPPED)
            self._out.look_again()

    def seek(self, beat: float) -> None:
        """Goes to that beat; when it plays, it plays on from there."""
        runs = self.is_running
        if self.state is not State.STOPPED:
            self._halt()
            self._become(State.STOPPED)
        self._go_to(self._within(beat))
        self._start = self.beat
        if runs:
            self._begin()

    @property
    def is_running(self) -> bool:
        """Whether the story is played, or is about to be."""
        return self.state in (State.PLAYING, State.WAITING)

    @property
    def is_aside(self) -> bool:
        """Whether something else than the story is being played."""
        return self._aside.is_on

    def play_aside(self, make: Callable[[int], Sound]) -> bool:
        """Plays once what is made at the rate of the loudspeaker; the story pauses, and can go on from where it is.

        Whether it is heard: without a loudspeaker a clock runs instead.
        """
        self.pause()
        self.stop_aside()
        self._feed = None
        return self._aside.play(make)

    def stop_aside(self) -> None:
        """Ends what is played instead of the story, if anything is."""
        self._aside.stop()

    def set_volume(self, volume: float) -> None:
        """How loud, 0..1 as a person feels it."""
        self._out.set_volume(volume)

    def choose_loudspeaker(self, wanted: Loudspeaker | None) -> None:
        """Plays there, or where the system does with None; what is being played goes on there from where it is."""
        self._tick()
        if self._out.choose(wanted):
            self._halt()
            if self.is_running:
                self._begin()

    def set_metronome(self, on: bool) -> None:
        """Lets a metronome click on every beat, higher on the first of a bar."""
        self._clicks = on
        if self._feed is not None:
            self._feed.clicks = on

    def close(self) -> None:
        """Lets go of the loudspeaker and of all threads."""
        self._halt()
        self._become(State.STOPPED)
        self._out.close()
        self._making.close()

    # how it is done

    def _begin(self) -> None:
        self._out.open()
        if self._making.sound_of(self._contents, self._out.rate()) is not None:
            self._start_feed()
        else:
            self._become(State.WAITING)
            self._ask()

    def _ask(self) -> None:
        assert self._contents is not None
        self._resting.stop()
        rate = self._feed.rate if self._feed is not None else self._out.rate()  # another device may be there by now
        self._making.ask(self._contents, rate, self.beat)

    def _on_made(self, sound: Sound) -> None:
        if self.state is State.WAITING:
            self._start_feed()
        elif self._feed is not None:
            self._feed.change(Lasting(sound, self.end_beat))
            self._keep_to_loop()

    def _on_failed(self) -> None:
        if self.state is State.WAITING:
            self.stop()

    def _follow(self) -> None:
        if self.state is not State.STOPPED and self._contents is not None:
            if self.has_cards():
                self._ask()
            else:
                self.stop()

    def _start_feed(self) -> None:
        sound = self._making.sound
        if sound is None:
            return
        if not sound.frames:
            self.noticed.emit(self.tr("Nothing can be heard: every plotline is muted."))
            self.stop()
            return
        self._feed = Feed(Lasting(sound, self.end_beat), self.beat, self.looping.of(self.end_beat))
        self._feed.clicks = self._clicks
        try:
            self._out.play(self._feed)
        except NoSpeaker as reason:
            self._fall_back(str(reason), begins=True)
            return
        self._become(State.PLAYING)

    def _fall_back(self, reason: str, *, begins: bool = False) -> None:
        """Goes on, or begins, on the system's loudspeaker or with a clock; after a stop all is looked for again."""
        plays = begins or self.state is State.PLAYING
        self._tick()
        self._halt()
        is_heard = self._out.fall_back(reason)
        if plays and is_heard:
            self._begin()
        elif plays:
            self._start_feed()
            if self._making.made_of is not self._contents:  # an edit was about to be followed
                self._resting.start()

    def _on_ended(self) -> None:
        if self._aside.is_on:
            self.stop_aside()
        else:
            self._halt()
            self._go_to(self._start)
            self._become(State.STOPPED)
            self._out.look_again()

    def _halt(self) -> None:
        self._ticks.stop()
        self._resting.stop()
        self._making.drop()
        self.stop_aside()
        self._out.stop()
        self._feed = None

    def _tick(self) -> None:
        if self._feed is not None:
            self._go_to(self._feed.beat_of(self._out.heard()))

    def _within(self, beat: float) -> float:
        """The nearest place where there is music."""
        return min(max(0.0, beat), max(self.end_beat, 0.0))

    def _go_to(self, beat: float) -> None:
        if beat != self.beat:
            self.beat = beat
            self.moved.emit(beat)

    def _become(self, state: State) -> None:
        if state is not State.PLAYING:
            self._ticks.stop()
        elif self._feed is not None:
            self._ticks.start()
        self._making.follow(self._feed if state is State.PLAYING and self._out.is_heard else None)
        if state is not self.state:
            self.state = state
            self.state_changed.emit()

    def _keep_to_loop(self) -> None:
        """Tells the feed; where it was drawn on past what is looped now, plays anew from the place that is heard."""
        if self._feed is None:
            return
        self._feed.set_loop(self.looping.of(self.end_beat))
        if self._feed.keeps_to_loop(self._out.heard()):
            return
        self._tick()
        if self.state is State.PLAYING:
            self._start_feed()
        else:
            self._out.stop()
            self._feed = None
