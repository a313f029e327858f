"""The Physics and Music tabs: a table of parameters, and under it what is to be known of the current one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from ...domain.catalogue import Kind
from ...domain.contents import Contents
from ...domain.edits import Edit
from .. import icons, theme
from ..widgets.empty_state import EmptyState
from ..widgets.menu_button import open_menu_from
from ..widgets.shared_splitter import SharedSplitter
from .about_row import AboutRow
from .blocks import Blocks
from .columns import Column
from .filter_line import FilterLine
from .model import ParameterModel
from .panel_actions import PanelActions
from .requests import Requests
from .table import ParameterTable
from .tap_button import KEY, TapButton


class ParameterPanel(QWidget):
    """Edits the parameters of one kind: add, change, reset, leave to chance, remove."""

    edit_requested = Signal(object)
    """A verb of the domain with its arguments bound."""
    announced = Signal(str)
    value_previewed = Signal(object, object)
    """A parameter's id and the value that it has while it is slid, typed or tapped; None ends that."""

    def __init__(self, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{kind}Panel")
        self._kind: Kind = kind
        self._contents: Contents | None = None
        self.model = ParameterModel(kind, self)
        self.table = ParameterTable(self.model)
        self.table.setObjectName(f"{kind}Table")
        physics = kind == "physics"
        self.table.setAccessibleName(self.tr("Physics parameters") if physics else self.tr("Music parameters"))
        self.blocks = Blocks(self.table, self.model)
        self.requests = Requests(self.table, self.model)
        self.filter = FilterLine()
        self.tap = TapButton() if kind == "music" else None
        self.words = AboutRow(self._purpose())
        self.actions_ = PanelActions(self)
        self._make_buttons()
        self._arrange()
        self._connect_signals()
        self._show_words()

    def _make_buttons(self) -> None:
        self.add_button = QPushButton(self.tr("Add"))
        self.add_button.setAccessibleName(self.tr("Add a parameter"))
        self.add_button.setToolTip(self.add_button.accessibleName())
        self.add_button.setMenu(self.actions_.add_menu)
        self.reset_button = self._button(self.tr("Reset"), self.actions_.reset)
        self.remove_button = self._button(self.tr("Remove"), self.actions_.remove)
        self.more_button = QToolButton()
        self.more_button.setIcon(icons.icon("more"))
        self.more_button.setIconSize(QSize(5 * theme.SPACE, 5 * theme.SPACE))
        self.more_button.setAccessibleName(self.tr("More"))
        self.more_button.setToolTip(self.tr("Reset all, randomise, copy and paste, sort"))
        self.more_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        open_menu_from(self.more_button, self.actions_.more_menu)
        self.table.addActions(self.actions_.context())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _button(self, text: str, action: QAction) -> QPushButton:
        button = QPushButton(text)
        button.setFlat(True)
        button.setAccessibleName(action.text())
        button.setToolTip(action.text())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button

    def _arrange(self) -> None:
        below = QVBoxLayout()
        below.setContentsMargins(4 * theme.SPACE, 2 * theme.SPACE, 4 * theme.SPACE, 3 * theme.SPACE)
        below.setSpacing(theme.SPACE)
        below.addWidget(self.words)
        below.addLayout(_row(self.add_button, None, self.reset_button, self.remove_button, self.more_button))
        above = _row(self.filter, self.tap) if self.tap is not None else _row(self.filter)
        above.setContentsMargins(2 * theme.SPACE, 2 * theme.SPACE, 2 * theme.SPACE, 2 * theme.SPACE)
        form = QWidget()
        form.setAutoFillBackground(True)
        box = QVBoxLayout(form)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(above)
        box.addWidget(self.table, 1)
        box.addLayout(below)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(
            EmptyState(self.tr("No universe is open"), self.tr("Choose one from the list to see its parameters."))
        )
        self.column = SharedSplitter()
        self.column.add(form, 3)
        self._stack.addWidget(self.column)

    def add_section(self, section: QWidget) -> None:
        """Puts a section below everything else, with room for it."""
        self.column.add(section, 2)

    def _connect_signals(self) -> None:
        self.requests.edit_requested.connect(self.edit_requested)
        self.model.entered.connect(self.requests.change)
        self.model.added.connect(self.requests.add)
        self.model.refused.connect(self.table.show_refusal)
        self.model.previewed.connect(self.value_previewed)
        self.model.dataChanged.connect(self._show_words)
        self.table.removal_asked.connect(self.requests.remove_selected)
        self.table.sorting.sort_asked.connect(self.sort_by)
        self.table.selectionModel().currentChanged.connect(self._show_words)
        self.table.selectionModel().selectionChanged.connect(self._show_words)
        self.blocks.edit_requested.connect(self.edit_requested)
        self.blocks.announced.connect(self.announced)
        self.blocks.refused.connect(self.table.refuse_here)
        self.filter.textChanged.connect(self._on_filter)
        self.filter.went_down.connect(self._go_to_first)
        if self.tap is not None:
            self.tap.tempo_previewed.connect(self.requests.preview_tempo)
            self.tap.tempo_tapped.connect(self.requests.set_tempo)
            shortcut = QShortcut(QKeySequence(KEY), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self.tap.tap)

    def show_universe(self, contents: Contents | None) -> None:
        """Shows the parameters of a universe; the same one shown anew keeps its current cell and scroll."""
        before, self._contents = self._contents, contents
        same = before is not None and contents is not None and before.universe.id == contents.universe.id
        current, scroll = self.table.currentIndex(), self.table.verticalScrollBar().value()
        row, column = current.row(), current.column()
        self.table.forget_pending()
        if self.tap is not None:
            self.tap.forget_pending()
        self.model.show_universe(contents)
        self._stack.setCurrentIndex(1 if contents is not None else 0)
        if same and row >= 0:
            self.table.go_to(min(row, self.model.rowCount() - 1), Column(column))
            self.table.verticalScrollBar().setValue(scroll)
        elif not same:
            self.table.show_refusal("")
            self._show_all()
        self._show_words()

    def refresh(self, edit: Edit, contents: Contents) -> None:
        """Follows an edit; selection, current cell, scroll and an open editor stay."""
        self._contents = contents
        self.model.refresh(edit, contents)
        self._show_words()
        if self.requests.is_adding:
            self._go_to_added(edit)

    def commit_pending(self) -> None:
        """Takes what stands in the open editor, and the tempo that is being tapped."""
        self.table.commit_pending()
        if self.tap is not None:
            self.tap.commit_pending()

    def select_row(self, row: int) -> None:
        """Makes the value of a row the current cell."""
        self.table.go_to(row, Column.VALUE)

    def show_parameter(self, parameter_id: int) -> None:
        """Makes the value of a parameter the current cell; a filter that hides it is cleared."""
        if self.model.find_row(parameter_id) is None:
            self.filter.clear()
        row = self.model.find_row(parameter_id)
        if row is not None:
            self.select_row(row)

    def begin_other(self) -> None:
        """Goes to where a new parameter is named."""
        self.table.setFocus()
        self.table.go_to(self.model.rowCount() - 1, Column.NAME, edit=True)

    def sort_by(self, column: Column | None, descending: bool = False) -> None:
        """Sorts the view, which changes nothing; None: as the rows were added."""
        self.commit_pending()
        self._keeping_current(lambda: self.model.sort_by(column, descending=descending))
        self.table.sorting.show_sorting(column, descending=descending)
        self.actions_.show_sorting(column)

    def _show_all(self) -> None:
        """Another universe is shown whole, as its rows were added."""
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.blockSignals(False)
        self.table.sorting.show_sorting(None)
        self.actions_.show_sorting(None)

    def _on_filter(self, text: str) -> None:
        self.table.commit_pending()
        self._keeping_current(lambda: self.model.set_filter(text))
        count = self.model.locale.toString(len(self.model.rows))
        self.announced.emit(self.tr("Parameters shown: {0}").format(count) if text.strip() else "")

    def _keeping_current(self, arrange: Callable[[], None]) -> None:
        """Arranges the rows otherwise; the current cell is the same one, where it is still shown."""
        index = self.table.currentIndex()
        current = self.model.parameter(index.row())
        arrange()
        row = self.model.find_row(current.id) if current is not None else None
        if row is not None:
            self.table.go_to(row, Column(index.column()))
        self._show_words()

    def _go_to_first(self) -> None:
        self.table.setFocus()
        if not self.table.currentIndex().isValid():
            self.table.go_to(0, Column.VALUE)

    def _go_to_added(self, edit: Edit) -> None:
        for change in edit.changes:
            row = self.model.find_row(change.record.id) if change.before is None else None
            if row is not None:
                self.table.go_to(row, Column.VALUE)

    def _show_words(self) -> None:
        row = self.table.currentIndex().row()
        facts = self.model.facts(row) if row >= 0 else None
        self.words.show_facts(facts)
        has_rows = self.table.cells.has_rows()
        is_known = facts is not None and facts.known is not None
        self.actions_.enable(is_known=is_known, has_rows=has_rows, has_any=self.model.total > 0)

    def _purpose(self) -> str:
        if self._kind == "physics":
            return self.tr("How this universe works, which is also how it sounds. Add gravity, friction and others.")
        return self.tr("How this universe sounds. What is set here goes before what physics would make of it.")


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets beside each other; None is where the space goes."""
    row = QHBoxLayout()
    row.setSpacing(2 * theme.SPACE)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row
