"""What a tooltip says: words, and in brackets the key that does the same."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import QAction, QKeySequence, Qt


def tip(words: str, keys: QKeySequence | str = "") -> str:
    """Words for a tooltip, shown as they are: a plot point in them may look like marked-up text."""
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    said = f"{words} ({shown})" if shown else words
    return f"<span>{escape(said)}</span>" if Qt.mightBeRichText(said) else said


def explain(action: QAction) -> None:
    """Gives an icon its words and its key."""
    action.setToolTip(tip(action.text().replace("&&", "&"), action.shortcut()))
