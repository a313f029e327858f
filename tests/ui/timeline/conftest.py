"""A timeline with a small story in a real file, and a hand that presses, drags and types on its window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain import markers, storyboard
from harmonic_desktop.domain.accounts import Account
from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.storyboard import Card
from harmonic_desktop.storage.database import Database, open_database
from harmonic_desktop.ui.time_scale import TimeScale
from harmonic_desktop.ui.timeline.canvas import TimelineView
from harmonic_desktop.ui.workspace import Workspace

NO = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
PIXELS = 20.0


class Stage:
    """The view wired to a workspace as the main window does it, and everything that it said."""

    def __init__(self, workspace: Workspace, view: TimelineView) -> None:
        self.workspace = workspace
        self.view = view
        self.said: list[str] = []
        self.refused: list[str] = []
        self.dragged: list[dict[int, Card]] = []
        perform = workspace.perform
        view.edit_requested.connect(perform)
        view.cards_dropped.connect(lambda *how: self._place(storyboard.move_cards, *how))
        view.card_resized.connect(lambda *where: self._place(storyboard.resize_card, *where))
        view.card_created.connect(self._create)
        view.card_renamed.connect(lambda i, text: perform(storyboard.change_card, i, plot_point=text))
        view.ties_stepped.connect(lambda ties: perform(storyboard.set_harmony, ties))
        view.cards_removed.connect(lambda ids: perform(storyboard.remove_cards, ids))
        view.cards_duplicated.connect(lambda ids: self._place(storyboard.duplicate_cards, ids))
        view.plotline_added.connect(lambda: perform(storyboard.add_plotline))
        view.plotline_changed.connect(lambda i, what: perform(storyboard.change_plotline, i, **what))
        view.plotline_moved.connect(lambda i, row: perform(storyboard.move_plotline, i, row))
        view.plotline_removed.connect(lambda *what: self._place(storyboard.remove_plotline, *what))
        view.selection_made.connect(workspace.select)
        view.announced.connect(self.said.append)
        view.cards_dragged.connect(self.dragged.append)
        workspace.refused.connect(self.refused.append)
        workspace.opened.connect(lambda: view.show_universe(workspace.contents))
        workspace.edited.connect(self._refresh)
        workspace.selection_changed.connect(lambda: view.show_selection(workspace.selection))

    def _refresh(self, edit: Edit) -> None:
        if self.workspace.contents is not None:
            self.view.refresh(edit, self.workspace.contents)

    def _place(self, verb: Callable[..., Edit], *what: object) -> Edit | None:
        return self.workspace.perform(verb, *what, ripple=self.view.scene.ripple)

    def _create(self, plotline_id: int, start: float, duration: float) -> None:
        made = self._place(storyboard.create_card, plotline_id, start, duration)
        if made is None:
            return
        card_id = made.of(Card)[0].record.id
        self.workspace.select({card_id})
        self.view.edit_card(card_id)

    # the story

    @property
    def cards(self) -> dict[str, Card]:
        """The stored cards by title."""
        assert self.workspace.contents is not None
        return {card.plot_point: card for card in self.workspace.contents.cards.values()}

    def spans(self) -> dict[str, tuple[str, float, float]]:
        """Plotline, start and length of each stored card by title."""
        assert self.workspace.contents is not None
        names = {p.id: p.name for p in self.workspace.contents.plotlines.values()}
        return {t: (names[c.plotline_id], c.start_beat, c.duration_beats) for t, c in self.cards.items()}

    def lanes(self) -> list[str]:
        assert self.workspace.contents is not None
        return [p.name for p in self.workspace.contents.ordered_plotlines()]

    def selected(self) -> set[str]:
        by_id = {card.id: title for title, card in self.cards.items()}
        assert self.workspace.selection == self.view.scene.selection
        return {by_id[card_id] for card_id in self.view.scene.selection}

    def current(self) -> str | None:
        card = self.view.scene.card(self.view.scene.current)
        return card.plot_point if card is not None else None

    def select(self, *titles: str) -> None:
        self.workspace.select({self.cards[title].id for title in titles})

    def steps(self) -> int:
        return self.workspace.undo_stack.index()

    # the hand

    @property
    def window(self) -> QWindow:
        handle = self.view.window().windowHandle()
        assert handle is not None
        return handle

    def at(self, beat: float, row: int = 0, down: float = 0.5) -> QPoint:
        """A place on the canvas, in the window."""
        camera = self.view.scene.camera
        place = QPointF(camera.scale.x(beat), camera.lane_top(row) + 92 * down).toPoint()
        return self.view.viewport().mapTo(self.view.window(), place)

    def click(self, place: QPoint, modifiers: Qt.KeyboardModifier = NO, button: Qt.MouseButton = LEFT) -> None:
        QTest.mouseClick(self.window, button, modifiers, place)

    def double_click(self, place: QPoint) -> None:
        # A real double click is a click before.
        QTest.mouseClick(self.window, LEFT, NO, place)
        QTest.mouseDClick(self.window, LEFT, NO, place)

    def press(self, place: QPoint, modifiers: Qt.KeyboardModifier = NO, button: Qt.MouseButton = LEFT) -> None:
        QTest.mousePress(self.window, button, modifiers, place)

    def move(self, place: QPoint) -> None:
        QTest.mouseMove(self.window, place)
        QApplication.processEvents()

    def release(self, place: QPoint, modifiers: Qt.KeyboardModifier = NO, button: Qt.MouseButton = LEFT) -> None:
        QTest.mouseRelease(self.window, button, modifiers, place)

    def hold(self, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = NO) -> None:
        """Presses and drags, without letting go."""
        self.press(start, modifiers)
        self.move(start + (end - start) / 2)
        self.move(end)

    def drag(self, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = NO) -> None:
        self.hold(start, end, modifiers)
        self.release(end, modifiers)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
        QTest.keyClick(self.window, key, modifiers)

    def type(self, text: str) -> None:
        for character in text:
            QTest.sendKeyEvent(QTest.KeyAction.Click, self.window, QTest.asciiToKey(ord(character)), character, NO)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "story.db")
    yield opened
    opened.close()


@pytest.fixture
def workspace(database: Database) -> Workspace:
    account = database.accounts.create(Account(-1, "ada", "ada@example.org", "$2b$04$x"))
    made = Workspace(database.store(account.id), account.id)
    made.create_universe("Aria")
    return made


@pytest.fixture
def scale() -> TimeScale:
    return TimeScale()


@pytest.fixture
def empty_stage(qtbot: QtBot, workspace: Workspace, scale: TimeScale) -> Stage:
    """A universe with one plotline, “Main”, and no card."""
    view = TimelineView(scale)
    qtbot.addWidget(view)
    view.resize(900, 420)
    stage = Stage(workspace, view)
    view.show_universe(workspace.contents)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.setFocus()
    return stage


@pytest.fixture
def stage(empty_stage: Stage) -> Stage:
    """Main: A 0–4, B 4–8, C 12–16; Side: D 0–4, E 8–12; 20 px a beat from beat 0."""
    workspace = empty_stage.workspace
    workspace.perform(storyboard.add_plotline, "Side")
    contents = workspace.contents
    assert contents is not None
    main, side = (p.id for p in contents.ordered_plotlines())
    for lane, start, title in ((main, 0, "A"), (main, 4, "B"), (main, 12, "C"), (side, 0, "D"), (side, 8, "E")):
        workspace.perform(storyboard.create_card, lane, float(start), 4.0, title, harmony_tie=0.5)
    workspace.undo_stack.clear()
    empty_stage.view.scene.camera.scale.show(0.0, PIXELS)
    empty_stage.said.clear()
    return empty_stage


@pytest.fixture
def acts(stage: Stage) -> Stage:
    """Act I 0–8, Act II 8–24, Turn at 14, with the story of the stage: cards at 0–4, 4–8, 12–16 and 0–4, 8–12."""
    for start, beats, name, colour in ((0.0, 8.0, "Act I", 0), (8.0, 16.0, "Act II", 3), (14.0, 0.0, "Turn", 5)):
        stage.workspace.perform(markers.create_marker, start, beats, name, colour)
    stage.workspace.undo_stack.clear()
    stage.said.clear()
    QApplication.processEvents()
    return stage
