"""The Physics and Music tabs: a table of parameters, and under it what is to be known of the current one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from ...domain.catalogue import Kind, find
from ...domain.contents import Contents
from ...domain.edits import Edit
from ...domain.parameters import DIMENSIONLESS
from .. import theme
from ..widgets.empty_state import EmptyState
from ..widgets.sentence import Sentence
from .model import Column, ParameterModel
from .table import ParameterTable
from .words import catalogue_words

_LINES = 5
"""The height that the words under the table always have, so that it does not move from row to row."""


class ParameterPanel(QWidget):
    """Edits the parameters of one kind: add, change, reset, remove."""

    physics_added = Signal(str, float, str)
    physics_changed = Signal(object, object)
    music_added = Signal(str, float, object)
    music_changed = Signal(object, object)
    parameters_removed = Signal(object)

    def __init__(self, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{kind}Panel")
        self._kind: Kind = kind
        self._contents: Contents | None = None
        self._adding = False
        self.model = ParameterModel(kind, self)
        self.table = ParameterTable(self.model)
        self.table.setObjectName(f"{kind}Table")
        physics = kind == "physics"
        self.table.setAccessibleName(self.tr("Physics parameters") if physics else self.tr("Music parameters"))
        self._make_words()
        self._make_actions()
        self._arrange()
        self._connect_signals()
        self._show_words()

    def _make_words(self) -> None:
        self.about_title, self.about = Sentence(), Sentence("", "quiet")
        self.remarks = Sentence("", "error")
        self.about_title.setFont(theme.font(weight=QFont.Weight.DemiBold))
        for words in (self.about, self.remarks):
            words.setFont(theme.font(theme.SMALL))

    def _make_actions(self) -> None:
        self.add_menu = QMenu(self)
        self.add_menu.setToolTipsVisible(True)
        self.add_button = QPushButton(self.tr("Add"))
        self.add_button.setAccessibleName(self.tr("Add a parameter"))
        self.add_button.setMenu(self.add_menu)
        self.reset_action = QAction(self.tr("Reset to default"), self)
        self.remove_action = QAction(self.tr("Remove"), self)
        self.reset_button = self._button(self.tr("Reset"), self.reset_action)
        self.remove_button = self._button(self.tr("Remove"), self.remove_action)
        self.table.addActions([self.reset_action, self.remove_action])
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
        below.addWidget(self._words())
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addStretch(1)
        buttons.addWidget(self.reset_button)
        buttons.addWidget(self.remove_button)
        below.addLayout(buttons)
        form = QWidget()
        form.setAutoFillBackground(True)
        box = QVBoxLayout(form)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.table, 1)
        box.addLayout(below)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(
            EmptyState(self.tr("No universe is open"), self.tr("Choose one from the list to see its parameters."))
        )
        self._stack.addWidget(form)

    def _words(self) -> QWidget:
        words = QWidget()
        words.setMinimumHeight(_LINES * self.about.fontMetrics().lineSpacing() + self.fontMetrics().lineSpacing())
        box = QVBoxLayout(words)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE // 2)
        for sentence in (self.about_title, self.remarks, self.about):
            box.addWidget(sentence)
        box.addStretch(1)
        return words

    def _connect_signals(self) -> None:
        self.model.entered.connect(self._on_entered)
        self.model.added.connect(self._on_added)
        self.model.refused.connect(self.table.show_refusal)
        self.model.dataChanged.connect(self._show_words)
        self.table.removal_asked.connect(self.remove_selected)
        self.table.selectionModel().currentChanged.connect(self._show_words)
        self.table.selectionModel().selectionChanged.connect(self._show_words)
        self.add_menu.aboutToShow.connect(self._fill_add_menu)
        self.reset_action.triggered.connect(self.reset_current)
        self.remove_action.triggered.connect(self.remove_selected)

    def show_universe(self, contents: Contents | None) -> None:
        """Shows the parameters of a universe; the same one shown anew keeps its current cell and scroll."""
        before, self._contents = self._contents, contents
        same = before is not None and contents is not None and before.universe.id == contents.universe.id
        current, scroll = self.table.currentIndex(), self.table.verticalScrollBar().value()
        row, column = current.row(), current.column()
        self.table.forget_pending()
        self.model.show_universe(contents)
        self._stack.setCurrentIndex(1 if contents is not None else 0)
        if same and row >= 0:
            self.table.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1), column))
            self.table.verticalScrollBar().setValue(scroll)
        elif not same:
            self.table.show_refusal("")
        self._show_words()

    def refresh(self, edit: Edit, contents: Contents) -> None:
        """Follows an edit; selection, current cell, scroll and an open editor stay."""
        self._contents = contents
        self.model.refresh(edit, contents)
        self._show_words()
        if self._adding:
            self._go_to_added(edit)

    def commit_pending(self) -> None:
        """Takes what stands in the open editor, if one is open."""
        self.table.commit_pending()

    def select_row(self, row: int) -> None:
        """Makes the value of a row the current cell."""
        self.table.go_to(row, Column.VALUE)

    def reset_current(self) -> None:
        """Puts the current parameter back to the catalogue's default, with its unit."""
        parameter = self.model.parameter(self.table.currentIndex().row())
        known = find(self._kind, parameter.parameter_name) if parameter is not None else None
        if parameter is None or known is None:
            return
        changes: dict[str, object] = {"value": float(known.default)}
        if self._kind == "physics":
            changes["unit"] = known.unit
        self._on_entered(parameter.id, changes)

    def remove_selected(self) -> None:
        """Removes the selected parameters, all in one edit."""
        found = (self.model.parameter(row) for row in self.table.selected_rows())
        ids = [parameter.id for parameter in found if parameter is not None]
        if ids:
            self.table.show_refusal("")
            self.parameters_removed.emit(ids)

    def add(self, name: str) -> None:
        """Adds a parameter, with the value and unit that the catalogue has for it."""
        known = find(self._kind, name)
        value = float(known.default) if known is not None else 0.0
        self._adding = True
        if self._kind == "physics":
            self.physics_added.emit(name, value, known.unit if known is not None else DIMENSIONLESS)
        else:
            self.music_added.emit(name, value, None)
        self._adding = False

    def _go_to_added(self, edit: Edit) -> None:
        for change in edit.changes:
            row = self.model.find_row(change.record.id) if change.before is None else None
            if row is not None:
                self.table.go_to(row, Column.VALUE)

    def _fill_add_menu(self) -> None:
        self.add_menu.clear()
        for name in self.model.missing():
            known = find(self._kind, name)
            assert known is not None, "missing() names what the catalogue knows"
            action = self.add_menu.addAction(f"{known.title} – {catalogue_words(known.effect)}")
            action.triggered.connect(lambda _checked=False, name=name: self._on_added(name))
        self.add_menu.addSeparator()
        self.add_menu.addAction(self.tr("Other…")).triggered.connect(self._on_other)

    def _on_other(self) -> None:
        self.table.setFocus()
        self.table.go_to(self.model.rowCount() - 1, Column.NAME, edit=True)

    def _on_added(self, name: str) -> None:
        self.table.show_refusal("")
        self.add(name)

    def _on_entered(self, parameter_id: int, changes: dict[str, object]) -> None:
        self.table.show_refusal("")
        changed = self.physics_changed if self._kind == "physics" else self.music_changed
        changed.emit(parameter_id, changes)

    def _show_words(self) -> None:
        row = self.table.currentIndex().row()
        facts = self.model.facts(row) if row >= 0 else None
        if facts is None:
            self.about_title.setText("")
            self.about.setText(self._purpose())
            self.remarks.setText("")
        else:
            self.about_title.setText(facts.name)
            self.about.setText(f"{facts.effect} {facts.usual}".strip())
            self.remarks.setText("\n".join(facts.remarks))
        for words in (self.about_title, self.remarks):
            words.setVisible(bool(words.text()))
        self.reset_action.setEnabled(facts is not None and facts.known is not None)
        self.remove_action.setEnabled(bool(self.table.selected_rows()))

    def _purpose(self) -> str:
        if self._kind == "physics":
            return self.tr("How this universe works, which is also how it sounds. Add gravity, friction and others.")
        return self.tr("How this universe sounds. What is set here goes before what physics would make of it.")
