"""How it looks: the colours, spaces and type sizes that everything is drawn from, and no literal anywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from .oklab import from_oklab, oklab, oklch

SPACE = 4
"""The grid that every distance is a multiple of, in px."""
RADIUS = 6
HEADER_WIDTH = 176
"""Width of the plotline header and of the plot's axis, so that their time axes begin at the same pixel."""
TARGET = 24
"""The least size of anything that is clicked."""
SMALL, NORMAL, LARGE, TITLE = 11, 13, 16, 22
"""Type sizes in px-equivalents at 100 %."""
TEXT_SIZES = (80, 90, 100, 110, 125, 150)
"""How large text may be, in percent."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours. Planes: window, panel, raised; marks: line, grid; words: text, quiet."""

    name: str
    window: QColor
    panel: QColor
    raised: QColor
    hover: QColor
    text: QColor
    quiet: QColor
    line: QColor
    """Borders and marks that carry meaning (3:1)."""
    grid: QColor
    """Separators and grid lines that carry none."""
    accent: QColor
    on_accent: QColor
    danger: QColor
    hue_lightness: float

    @property
    def is_dark(self) -> bool:
        return self.window.lightnessF() < 0.5

    def plotline(self, colour: int) -> QColor:
        """The hue of a plotline, 0..7: eight of one lightness and chroma (OKLCh)."""
        return _plotline_hue(self.hue_lightness, colour % 8)


DARK = Theme(
    "dark",
    QColor("#14161F"), QColor("#1B1E2A"), QColor("#242837"), QColor("#2D3244"),
    QColor("#ECEDF3"), QColor("#A6ABBD"), QColor("#767C94"), QColor("#2B3040"),
    QColor("#6C7BFF"), QColor("#0C0E16"), QColor("#FF8A7A"), 0.74,
)  # fmt: skip
LIGHT = Theme(
    "light",
    QColor("#F4F3EF"), QColor("#FBFAF7"), QColor("#FFFFFF"), QColor("#F1EFFF"),
    QColor("#1D2030"), QColor("#5A5F73"), QColor("#85899A"), QColor("#E2E0D9"),
    QColor("#4453D6"), QColor("#FFFFFF"), QColor("#B3261E"), 0.60,
)  # fmt: skip

EMBER, SAND, BLUE = QColor("#D9622B"), QColor("#CDBFA6"), QColor("#2F7FD1")

_current = LIGHT
_percent = 100
_TYPE = "typeSize"
_system_font: QFont | None = None
"""As it was before text was made larger or smaller."""


def current() -> Theme:
    """The theme in use."""
    return _current


def apply(application: QApplication, choice: str = "system", percent: int = 100) -> None:
    """Puts a theme, and a size of text in percent, on the whole application, which is in the style Fusion.

    `choice` is "light", "dark" or "system": what the system says, followed while it runs.
    """
    global _current
    is_resized = _resize(application, percent)
    hints = QGuiApplication.styleHints()
    if choice == "system":
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(Qt.ColorScheme.Dark if choice == "dark" else Qt.ColorScheme.Light)
    dark = choice == "dark" or (choice == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
    _current = DARK if dark else LIGHT
    application.setPalette(palette(_current))
    application.setStyleSheet(style_sheet(_current))
    if is_resized:
        _refont()


def _resize(application: QApplication, percent: int) -> bool:
    """Gives the application a font so many percent as large as the system's; whether that is another one."""
    global _percent, _system_font
    if percent == _percent:
        return False
    if _system_font is None:
        _system_font = QFont(application.font())
    made = QFont(_system_font)
    if made.pointSizeF() > 0:
        made.setPointSizeF(made.pointSizeF() * percent / 100)
    else:
        made.setPixelSize(max(round(made.pixelSize() * percent / 100), 1))
    _percent = percent
    application.setFont(made)
    return True


def set_font(widget: QWidget, pixels: int = NORMAL, weight: QFont.Weight = QFont.Weight.Normal) -> None:
    """Gives a widget the system's font in one of the type sizes, which follows the size of text."""
    widget.setFont(font(pixels, weight))
    widget.setProperty(_TYPE, pixels)


def _refont() -> None:
    for widget in QApplication.allWidgets():
        pixels = widget.property(_TYPE)
        if pixels is not None:
            widget.setFont(font(pixels, widget.font().weight()))


def room(pixels: int) -> int:
    """So many px of room for words, and more where text is larger than usual."""
    return pixels if _percent <= 100 else round(pixels * _percent / 100)


def _scaled(pixels: int) -> int:
    return round(pixels * _percent / 100)


@contextmanager
def painting_in(look: Theme) -> Iterator[None]:
    """What is painted meanwhile is in that theme, and its text in the usual size.

    The window keeps its own, as nothing tells it of another.
    """
    global _current, _percent
    before, _current, _percent = (_current, _percent), look, 100
    try:
        yield
    finally:
        _current, _percent = before


def font(pixels: int = NORMAL, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The system's font in one of the type sizes, in the size of text that was chosen."""
    made = QFont(QApplication.font())
    made.setPixelSize(_scaled(pixels))
    made.setWeight(weight)
    return made


@lru_cache(maxsize=64)
def _plotline_hue(lightness: float, colour: int) -> QColor:
    return oklch(lightness, 0.115, (250.0 + 45.0 * colour) % 360.0)


@lru_cache(maxsize=512)
def harmony_colour(percent: int) -> QColor:
    """The colour of a harmony in hundredths (clamped to 0..100): ember, sand, blue, mixed in OKLab."""
    share = min(max(percent, 0), 100) / 100.0
    first, second, t = (EMBER, SAND, share * 2) if share < 0.5 else (SAND, BLUE, share * 2 - 1)
    a, b = oklab(first), oklab(second)
    return from_oklab(*(x + (y - x) * t for x, y in zip(a, b, strict=True)))


def harmony_percent(harmony: float) -> int:
    """A harmony as hundredths within 0..100, whatever it is."""
    return round(min(max(harmony, 0.0), 1.0) * 100) if harmony == harmony else 0


def mixed(first: QColor, second: QColor, share: float) -> QColor:
    """So much of the second colour in the first; translucent fills are painted many times slower."""
    pairs = zip(first.getRgb()[:3], second.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))


def palette(theme: Theme) -> QPalette:
    """The Qt palette of a theme."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, colour in {
        roles.Window: theme.panel, roles.WindowText: theme.text, roles.Base: theme.raised, roles.Text: theme.text,
        roles.AlternateBase: theme.panel, roles.Button: theme.raised, roles.ButtonText: theme.text,
        roles.Highlight: theme.accent, roles.HighlightedText: theme.on_accent, roles.PlaceholderText: theme.quiet,
        roles.ToolTipBase: theme.raised, roles.ToolTipText: theme.text, roles.Link: theme.accent,
        roles.LinkVisited: theme.accent, roles.Accent: theme.accent, roles.BrightText: theme.danger,
        roles.Mid: theme.grid, roles.Midlight: theme.hover, roles.Dark: theme.line, roles.Light: theme.raised,
    }.items():  # fmt: skip
        made.setColor(role, colour)
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.line)
    return made


def style_sheet(theme: Theme) -> str:
    """The one style sheet, made from the tokens."""
    t = {name: getattr(theme, name).name() for name in ("window", "panel", "raised", "hover", "text", "quiet",
                                                        "line", "grid", "accent", "on_accent", "danger")}  # fmt: skip
    return f"""
    QMainWindow, QMainWindow::separator {{ background: {t["window"]}; }}
    QMainWindow::separator {{ width: {SPACE}px; height: {SPACE}px; }}
    QMainWindow::separator:hover, QSplitter::handle:hover {{ background: {t["accent"]}; }}
    QSplitter::handle {{ background: {t["window"]}; height: {SPACE}px; width: {SPACE}px; }}
    QMenuBar {{ background: {t["window"]}; padding: {SPACE // 2}px {SPACE}px; }}
    QMenuBar::item {{ padding: {SPACE}px {2 * SPACE}px; border-radius: {RADIUS}px; background: transparent; }}
    QMenuBar::item:selected {{ background: {t["hover"]}; }}
    QMenu {{ background: {t["raised"]}; border: 1px solid {t["grid"]}; padding: {SPACE}px; }}
    QMenu::item {{ padding: {SPACE + 2}px {6 * SPACE}px {SPACE + 2}px {7 * SPACE}px; border-radius: {SPACE}px; }}
    QMenu::item:selected {{ background: {t["accent"]}; color: {t["on_accent"]}; }}
    QMenu::item:disabled {{ color: {t["line"]}; }}
    QMenu::icon {{ left: {SPACE}px; }}
    QMenu::separator {{ height: 1px; background: {t["grid"]}; margin: {SPACE}px {2 * SPACE}px; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QStatusBar {{ background: {t["window"]}; }}
    QStatusBar::item {{ border: none; }}
    QStatusBar QLabel {{ padding: {SPACE // 2}px {2 * SPACE}px; }}
    QDockWidget {{ color: {t["quiet"]}; font-weight: 600; titlebar-close-icon: none; titlebar-normal-icon: none; }}
    QDockWidget::title {{ background: {t["panel"]}; padding: {2 * SPACE}px {3 * SPACE}px; text-align: left; }}
    QTabWidget::pane {{ border: none; }}
    QTabBar {{ background: {t["panel"]}; outline: none; }}
    QTabBar::tab {{ background: transparent; color: {t["quiet"]}; padding: {2 * SPACE - 2}px {SPACE - 1}px;
        border: 2px solid transparent; min-height: {TARGET - 2 * SPACE}px; }}
    QTabBar::tab:hover {{ color: {t["text"]}; }}
    QTabBar::tab:selected {{ color: {t["text"]}; border-bottom: 2px solid {t["accent"]}; font-weight: 600; }}
    QTabBar::tab:focus {{ color: {t["accent"]}; border: 2px solid {t["accent"]}; border-radius: {RADIUS}px; }}
    QToolBar {{ background: {t["window"]}; border: none; padding: {SPACE}px {2 * SPACE}px; spacing: {SPACE}px; }}
    QToolBar::separator {{ width: 1px; background: {t["grid"]}; margin: {SPACE}px; }}
    QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: {RADIUS}px;
        padding: {SPACE}px; min-width: {TARGET - 2 * SPACE - 2}px; min-height: {TARGET - 2 * SPACE - 2}px; }}
    QToolButton:hover {{ background: {t["hover"]}; }}
    QToolButton:checked {{ background: {t["raised"]}; border-color: {t["line"]}; }}
    QToolButton#chainToggle:checked {{ background: transparent; border-color: transparent; }}
    QToolButton:focus, QToolButton#chainToggle:focus {{ border-color: {t["accent"]}; }}
    QToolButton::menu-indicator {{ image: none; width: 0; }}
    QPushButton {{ background: {t["raised"]}; border: 1px solid {t["line"]}; border-radius: {RADIUS}px;
        padding: {SPACE}px {3 * SPACE}px; min-height: {TARGET - 2 * SPACE}px; }}
    QPushButton, QToolButton, QComboBox {{ outline: none; }}
    QPushButton:hover {{ background: {t["hover"]}; }}
    QPushButton:focus {{ border: 2px solid {t["accent"]}; padding: {SPACE - 1}px {3 * SPACE - 1}px; }}
    QPushButton:disabled {{ color: {t["line"]}; border-color: {t["grid"]}; }}
    QPushButton[large="true"] {{ min-height: {9 * SPACE}px; font-weight: 600;
        padding: {2 * SPACE - 1}px {4 * SPACE - 1}px; }}
    QPushButton[large="true"]:focus {{ padding: {2 * SPACE - 2}px {4 * SPACE - 2}px; }}
    QPushButton[danger="true"] {{ color: {t["danger"]}; border-color: {t["danger"]}; }}
    QPushButton[flat="true"] {{ background: transparent; border-color: transparent; }}
    QPushButton[flat="true"]:focus {{ border-color: {t["accent"]}; }}
    QPushButton[place="true"] {{ background: transparent; border-color: transparent; color: {t["quiet"]};
        text-align: left; padding-left: {2 * SPACE}px; }}
    QPushButton[place="true"]:hover {{ background: {t["hover"]}; color: {t["text"]}; }}
    QPushButton[place="true"]:focus {{ border-color: {t["accent"]}; color: {t["text"]}; }}
    QPushButton[primary="true"] {{ background: {t["accent"]}; color: {t["on_accent"]}; border: none;
        padding: {2 * SPACE}px {4 * SPACE}px; font-weight: 600; }}
    QPushButton[primary="true"]:focus {{ border: 2px solid {t["text"]};
        padding: {2 * SPACE - 2}px {4 * SPACE - 2}px; }}
    QPushButton[primary="true"]:disabled {{ background: {t["grid"]}; color: {t["quiet"]}; }}
    QCheckBox:focus {{ color: {t["accent"]}; }}
    QCheckBox::indicator:unchecked {{ background: {t["raised"]}; border: 1px solid {t["line"]};
        border-radius: {SPACE // 2}px; }}
    QRadioButton:focus {{ color: {t["accent"]}; }}
    QRadioButton::indicator {{ width: {3 * SPACE}px; height: {3 * SPACE}px; }}
    QRadioButton::indicator:unchecked {{ background: {t["raised"]}; border: 1px solid {t["line"]};
        border-radius: {2 * SPACE - 1}px; }}
    QRadioButton::indicator:checked {{ background: {t["raised"]}; border: {SPACE}px solid {t["accent"]};
        border-radius: {2 * SPACE - 1}px; width: {SPACE + 2}px; height: {SPACE + 2}px; }}
    QSlider::groove:horizontal {{ height: {SPACE}px; background: {t["grid"]}; border-radius: {SPACE // 2}px; }}
    QSlider::sub-page:horizontal {{ background: {t["accent"]}; border-radius: {SPACE // 2}px; }}
    QSlider::handle:horizontal {{ width: {3 * SPACE}px; margin: -{SPACE + 1}px 0; border: 1px solid {t["line"]};
        border-radius: {2 * SPACE - 1}px; background: {t["text"] if theme.is_dark else t["raised"]}; }}
    QSlider::handle:horizontal:focus {{ border: 2px solid {t["accent"]}; }}
    QLineEdit, QPlainTextEdit, QTextEdit, QComboBox {{ background: {t["raised"]}; color: {t["text"]};
        border: 1px solid {t["line"]}; border-radius: {RADIUS}px; padding: {SPACE - 1}px {2 * SPACE}px;
        selection-background-color: {t["accent"]}; selection-color: {t["on_accent"]}; }}
    QLineEdit, QComboBox {{ min-height: {TARGET - 2 * SPACE + 2}px; }}
    QComboBox {{ combobox-popup: 0; }}
    QComboBox::drop-down {{ border: none; width: {TARGET}px; }}
    QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus {{ border: 2px solid {t["accent"]};
        padding: {SPACE - 2}px {2 * SPACE - 1}px; }}
    QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{ color: {t["line"]};
        border-color: {t["grid"]}; background: {t["panel"]}; }}
    QTableView {{ background: {t["panel"]}; border: none; gridline-color: {t["grid"]};
        selection-background-color: {t["hover"]}; selection-color: {t["text"]}; }}
    QTableView QLineEdit, QTableView QComboBox, QListView QLineEdit {{ border-radius: 0; padding: 0 {SPACE}px; }}
    QHeaderView::section {{ background: {t["panel"]}; color: {t["quiet"]}; border: none;
        border-bottom: 1px solid {t["grid"]}; padding: {SPACE}px {2 * SPACE}px; font-weight: 600; }}
    QTreeWidget[airy="true"] {{ background: {t["raised"]}; border: 1px solid {t["grid"]};
        border-radius: {RADIUS}px; }}
    QTreeWidget[airy="true"]::item {{ min-height: {6 * SPACE}px; padding: 0 {2 * SPACE}px 0 {SPACE}px; }}
    QTreeWidget[airy="true"] QHeaderView::section {{ background: {t["raised"]}; }}
    QListView {{ background: {t["panel"]}; border: none; }}
    QTableView#tablePreview {{ border: 1px solid {t["line"]}; border-radius: {RADIUS}px; }}
    QTableView#tablePreview:focus, QListView#refusals:focus {{ border-color: {t["accent"]}; }}
    QTableView#tablePreview::item {{ padding: 0 {SPACE}px; }}
    QListView#refusals {{ border: 1px solid {t["line"]}; border-radius: {RADIUS}px; padding: {SPACE // 2}px; }}
    QListView#refusals::item {{ min-height: {TARGET}px; padding: 0 {SPACE}px; }}
    QListView#refusals::item:selected {{ background: {t["hover"]}; color: {t["text"]}; }}
    QListView#findResults {{ background: {t["raised"]}; }}
    QListWidget {{ background: {t["raised"]}; border: 1px solid {t["line"]}; border-radius: {RADIUS}px;
        padding: {SPACE - 1}px; outline: none; }}
    QListWidget:focus {{ border: 2px solid {t["accent"]}; padding: {SPACE - 2}px; }}
    QListWidget::item {{ min-height: {TARGET}px; padding: 0 {SPACE}px; border-radius: {SPACE}px; }}
    QListWidget::item:focus {{ background: {t["hover"]}; }}
    QListWidget::indicator:unchecked {{ background: {t["raised"]}; border: 1px solid {t["line"]};
        border-radius: {SPACE // 2}px; }}
    QListWidget::item:selected {{ background: {t["accent"]}; color: {t["on_accent"]}; }}
    QListView#offers, QComboBox QAbstractItemView {{ background: {t["raised"]}; border: 1px solid {t["line"]};
        padding: {SPACE // 2}px; outline: none; }}
    QListView#offers::item, QComboBox QAbstractItemView::item {{ min-height: {TARGET}px; padding: 0 {SPACE}px; }}
    QListView#offers::item:selected, QComboBox QAbstractItemView::item:selected {{ background: {t["accent"]};
        color: {t["on_accent"]}; }}
    QScrollArea {{ background: {t["panel"]}; border: none; }}
    QScrollBar {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ width: {3 * SPACE}px; }}
    QScrollBar:horizontal {{ height: {3 * SPACE}px; }}
    QScrollBar::handle {{ background: {t["line"]}; border-radius: {SPACE - 1}px; margin: 3px; }}
    QScrollBar::handle:vertical {{ min-height: {TARGET}px; }}
    QScrollBar::handle:horizontal {{ min-width: {TARGET}px; }}
    QScrollBar::handle:disabled {{ background: transparent; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QScrollBar::handle:hover {{ background: {t["quiet"]}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QToolTip {{ background: {t["raised"]}; color: {t["text"]}; border: 1px solid {t["grid"]}; padding: {SPACE}px; }}
    QLabel[quiet="true"] {{ color: {t["quiet"]}; }}
    QLabel[error="true"] {{ color: {t["danger"]}; }}
    QLabel[floating="true"] {{ background: {t["raised"]}; border: 1px solid {t["danger"]};
        border-radius: {RADIUS}px; padding: {SPACE - 1}px {2 * SPACE}px; }}
    QLabel[title="true"] {{ font-size: {_scaled(TITLE)}px; font-weight: 600; }}
    QLabel[heading="true"] {{ font-size: {_scaled(LARGE)}px; font-weight: 600; }}
    """
