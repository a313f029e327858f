"""The storyboard timeline: one canvas painted from arrays, its entry points, its signals, and what moves its view."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ...domain.contents import Contents
from ...domain.edits import Edit
from ...domain.markers import Marker
from ...domain.storyboard import Card
from .. import theme
from ..time_scale import TimeScale
from .accessible import AccessibleTimeline, CardCanvas, install
from .actions import TimelineActions
from .bulk_commands import BulkCommands
from .camera import RULER_HEIGHT, Camera
from .commands import Commands
from .context_menus import ContextMenus
from .empty_offer import EmptyOffer
from .header import PlotlineHeader
from .hits import hit
from .keys import Keys
from .layout import layout_of
from .markers.band import MarkerBand
from .markers.places import BAND_HEIGHT, last_marked_beat
from .minimap import HEIGHT as MINIMAP_HEIGHT
from .minimap import Minimap, MinimapCorner
from .odd_places import odd_places, with_showable
from .painting import CardPainter
from .plotline_actions import PlotlineActions
from .plotline_commands import PlotlineCommands
from .pointer import Pointer, is_alt_alone
from .ruler import Corner, Ruler
from .scene import Scene
from .scrolling import Scrolling
from .selecting import Selecting
from .selection_bar import SelectionBar
from .title_editing import TitleEditing
from .veil import Veil
from .zooming import Zooming


class TimelineView(QAbstractScrollArea):
    """Shows the open universe's cards on their plotlines; what a person does there leaves as signals, in beats."""

    edit_requested = Signal(object)
    """Callable[[Contents], Edit]: a verb of the domain with its arguments bound, to be performed."""
    cards_dragged = Signal(object)
    """dict[int, Card]: cards as they would be after the drop, those that make room too; {} when it is over."""
    cards_dropped = Signal(object, float, int)
    """frozenset of ids, by how many beats, by how many plotlines."""
    card_resized = Signal(object, float, float)
    """id, start and duration in beats."""
    card_created = Signal(object, float, float)
    """plotline id, start and duration in beats."""
    card_renamed = Signal(object, str)
    ties_stepped = Signal(object)
    """dict[int, float]: harmony ties to be set."""
    cards_removed = Signal(object)
    cards_duplicated = Signal(object)
    selection_made = Signal(object)
    """frozenset of ids."""
    plotline_added = Signal()
    plotline_changed = Signal(object, object)
    """id, dict of name, colour or instrument."""
    plotline_moved = Signal(object, int)
    """id, row from the top."""
    plotline_removed = Signal(object, object)
    """id, id of the plotline that takes its cards or None when they go too."""
    beat_sheet_requested = Signal()
    play_requested = Signal(float)
    """From this beat on."""
    loop_requested = Signal(float, float)
    """Over and over between these beats."""
    announced = Signal(str)
    """A sentence for screen readers and the status bar."""

    def __init__(self, scale: TimeScale, parent: QWidget | None = None) -> None:
        install()
        super().__init__(parent)
        self.setObjectName("timelineView")
        self.setAccessibleName(self.tr("Storyboard timeline"))
        self.scene = Scene(Camera(scale))
        canvas = CardCanvas(self)
        self.setViewport(canvas)
        self.accessible = AccessibleTimeline(self, canvas)
        self.commands = Commands(self)
        self.bulk = BulkCommands(self)
        self.plotlines = PlotlineCommands(self)
        self.pointer = Pointer(self)
        self.scrolling = Scrolling(self)
        self.zooming = Zooming(self)
        self.selecting = Selecting(self)
        self._titles = TitleEditing(self)
        self._keys = Keys(self)
        self._painter = CardPainter()
        self._odd: frozenset[int] = frozenset()
        """The cards that are shown elsewhere than where the file has them."""
        self.plotline_actions = PlotlineActions(self)
        self.actions_ = TimelineActions(self)
        self.menus = ContextMenus(self)
        self._build()
        scale.changed.connect(self._on_scale_changed)
        self.announced.connect(self.accessible.announce)
        self.actions_.update_enabled()

    def _build(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Story time runs to the right in every language, as in a score; header and scroll bar keep to their sides.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setViewportMargins(theme.HEADER_WIDTH, BAND_HEIGHT + RULER_HEIGHT, 0, MINIMAP_HEIGHT)
        # Both bars always take their room, so that the time axis keeps its width whatever the story holds.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.horizontalScrollBar().setAccessibleName(self.tr("Story time"))
        self.verticalScrollBar().setAccessibleName(self.tr("Plotlines in view"))
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.marker_band = MarkerBand(self)
        self.ruler = Ruler(self)
        self.header = PlotlineHeader(self)
        self.corner = Corner(self)
        self.empty_offer = EmptyOffer(self)
        self.minimap = Minimap(self)
        self._minimap_corner = MinimapCorner(self)
        self.selection_bar = SelectionBar(self)

    # entry points

    def show_universe(self, contents: Contents | None) -> None:
        """Shows all of a universe, or that none is open; the same one again leaves the view as it is."""
        before = self.scene.contents
        same = before is not None and contents is not None and before.universe.id == contents.universe.id
        self.pointer.cancel()
        self.marker_band.pointer.cancel()
        self._odd = frozenset() if contents is None else odd_places(contents, contents.cards)
        contents = contents if contents is None else with_showable(contents, self._odd)
        self.scene.contents = contents
        self.scene.layout = layout_of(contents)
        if not same:
            self._titles.cancel()
            self.selection_bar.take_back()
            self.scene.selection, self.scene.current, self.selecting.anchor = frozenset(), None, None
            self.scene.ties = {}
        self._follow()
        self.accessible.story_changed()
        if not same:
            self.scrolling.show_opening()

    def refresh(self, edit: Edit, contents: Contents) -> None:
        """Shows what an edit changed; scroll, zoom, selection and focus stay."""
        if self.scene.contents is None or self.scene.contents.universe.id != contents.universe.id:
            self.show_universe(contents)
            return
        if edit.of(Card):
            self.pointer.cancel()
        if edit.of(Marker):
            self.marker_band.pointer.cancel()
        self._odd = odd_places(contents, self._odd.union(change.record.id for change in edit.of(Card)))
        contents = with_showable(contents, self._odd)
        self.scene.contents = contents
        self.scene.layout = self.scene.layout.after(edit, contents)
        self.selecting.keep_place(edit)
        self._follow()
        self.accessible.story_changed(edit)

    def show_selection(self, card_ids: frozenset[int]) -> None:
        """Shows that those cards are selected; the view does not move."""
        self.selecting.show(card_ids)

    def show_filter(self, stopped: frozenset[int], hides: bool) -> None:
        """Shows cards that a filter stops faintly, or not at all; the view does not move."""
        self.scene.veil = Veil(stopped, hides)
        if self.scene.current in self.scene.veil.hidden:
            self.scene.current = self.selecting.anchor = None
        if self.scene.hover in self.scene.veil.hidden:
            self.scene.hover = None
        self.actions_.update_enabled()
        self.minimap.update()
        self.viewport().update()

    def preview_ties(self, ties: Mapping[int, float]) -> None:
        """Shows harmony ties while they are dragged elsewhere; none ends it."""
        self.scene.ties = ties
        self.viewport().update()

    def edit_card(self, card_id: int) -> None:
        """Opens a card's title for editing in place, once what is being edited is taken."""
        if self.scene.card(card_id) is not None and self.commit_pending():
            self.reveal(card_id)
            self._titles.open(card_id)

    def commit_pending(self) -> bool:
        """Takes the title or name that is being edited; False when it is refused and stays open."""
        taken = [self._titles.commit(), self.header.commit_pending(), self.marker_band.commit_pending()]
        return all(taken)

    def reveal(self, card_id: int) -> None:
        """Scrolls just so far that a card is in view; the only thing that scrolls without a hand on the view."""
        card = self.scene.card(card_id)
        if card is not None:
            self.scrolling.reveal(self.scene.rect_of(card))

    def storyboard_actions(self) -> list[QAction]:
        """The actions of the Storyboard menu, separators and submenus among them."""
        return [*self.actions_.storyboard(), *self.marker_band.actions_.storyboard()]

    def view_actions(self) -> list[QAction]:
        """Zoom out, fit, zoom in, snapping, and the ruler's switch to minutes."""
        return self.actions_.view()

    def axis_rect(self) -> QRect:
        """Where the time axis lies on the screen: its left edge is the scale's left beat."""
        return QRect(self.viewport().mapToGlobal(QPoint(0, 0)), self.viewport().size())

    # what its actions do to the view

    def fit(self) -> None:
        """Shows the whole story."""
        self.zooming.fit()

    def follow_lanes(self) -> None:
        """Puts everything around the canvas in step with lanes of another height."""
        self.scrolling.follow_size()
        self.header.follow_heights()
        self.pointer.story_moved()
        self._titles.follow()
        self.viewport().update()

    def set_snapping(self, on: bool) -> None:
        """Whether dragged edges snap."""
        self.scene.snapping = on

    def set_ripple(self, on: bool) -> None:
        """Whether later cards make room for what is placed."""
        self.scene.ripple = on
        self.pointer.story_moved()

    def set_in_seconds(self, on: bool) -> None:
        """Whether the ruler shows minutes and seconds."""
        self.scene.in_seconds = on
        self.ruler.update()

    def set_minimap_shown(self, on: bool) -> None:
        """Whether the whole story is shown under the lanes."""
        self.minimap.setVisible(on)
        self._minimap_corner.setVisible(on)
        self.setViewportMargins(theme.HEADER_WIDTH, BAND_HEIGHT + RULER_HEIGHT, 0, MINIMAP_HEIGHT if on else 0)

    def _follow(self) -> None:
        """Puts everything around the canvas in step with the story."""
        contents = self.scene.contents
        if contents is not None:
            self.scene.count_time(contents)
            self.scene.selection = frozenset(i for i in self.scene.selection if i in contents.cards)
        self.scrolling.follow_size()
        self.scene.camera.scale.set_end(max(self.scene.layout.end_beat, last_marked_beat(contents)))
        self.scrolling.follow_scale()
        self.header.follow()
        self.marker_band.follow()
        self.empty_offer.follow()
        self._titles.follow()
        self.actions_.update_enabled()
        self.selection_bar.follow()
        self.ruler.update()
        self.minimap.follow()
        self.viewport().update()

    def _on_scale_changed(self) -> None:
        self.scrolling.follow_scale()
        self.pointer.story_moved()
        self.marker_band.follow_view()
        self._titles.follow()
        self.ruler.update()
        self.minimap.follow()
        self.viewport().update()

    # Qt's own

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.HEADER_WIDTH * 2, RULER_HEIGHT * 6)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.scrolling.bars_moved()
        if dy:
            self.header.follow_scroll()
            self.pointer.story_moved()
            self._titles.follow()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        place = self.viewport().geometry()
        self.corner.setGeometry(0, 0, place.left(), place.top())
        self.marker_band.setGeometry(place.left(), 0, place.width(), BAND_HEIGHT)
        self.ruler.setGeometry(place.left(), BAND_HEIGHT, place.width(), place.top() - BAND_HEIGHT)
        self.header.setGeometry(0, place.top(), place.left(), place.height())
        self.minimap.setGeometry(place.left(), place.bottom() + 1, place.width(), MINIMAP_HEIGHT)
        self._minimap_corner.setGeometry(0, place.bottom() + 1, place.left(), MINIMAP_HEIGHT)
        self.scrolling.follow_size()
        self.scrolling.follow_scale()
        self.selection_bar.follow_size()
        self._titles.follow()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            self._painter.paint(painter, self.scene)
        finally:
            painter.end()
        if self._painter.is_behind:
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.scene.contents is None:
            return
        where = hit(self.scene, event.position())
        if where.card is not None:
            self.edit_card(where.card.id)
        elif where.row is not None:
            self.commands.create_at(where.row, where.beat)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.scrolling.wheel(event, event.position().x(), event.position().y())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menus.show(event)

    def event(self, event: QEvent) -> bool:
        if is_alt_alone(event) and self.pointer.is_busy:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Alt:
            self.pointer.modifiers_changed(event.modifiers() | Qt.KeyboardModifier.AltModifier)
        elif not self._keys.press(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Alt:
            self.pointer.modifiers_changed(event.modifiers() & ~Qt.KeyboardModifier.AltModifier)
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.scene.focused = True
        self.accessible.focus_came()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.scene.focused = False
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.pointer.leave()
        if isinstance(event, QNativeGestureEvent) and self.scrolling.pinch(event):
            return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        looks = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.LocaleChange)
        if event.type() in looks and hasattr(self, "ruler"):
            self._painter.drop_caches()
            self.minimap.drop_caches()
            self.viewport().update()
            self.ruler.update()
            self.marker_band.update()
