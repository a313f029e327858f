"""What is said of the SoundFont that a person chose, or of there being none."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from ...music.soundfont import PROGRAMS, SoundFont
from ..player.chosen_font import ChosenFont


def font_in_words(chosen: ChosenFont) -> str:
    """““Orchestra” has 42 of 128 instruments and drums; the others sound without it.”"""
    if chosen.notice:
        return chosen.notice
    if chosen.path is None:
        return _tr("The program’s own voices play. A SoundFont is a file of recorded instruments (.sf2).")
    return _has(chosen.opened) if chosen.opened is not None else ""


def _has(font: SoundFont) -> str:
    count = len(font.programs)
    if count == PROGRAMS:
        words = (
            _tr("“{name}” has all instruments and drums.")
            if font.has_drums
            else _tr("“{name}” has all instruments and no drums, which sound without it.")
        )
    else:
        words = _tr("“{name}” has {count} of {all} instruments and drums; the others sound without it.")
        if not font.has_drums:
            words = _tr("“{name}” has {count} of {all} instruments and no drums; the others sound without it.")
    locale = QLocale()
    words = words.replace("{count}", locale.toString(count)).replace("{all}", locale.toString(PROGRAMS))
    return words.replace("{name}", font.name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Preferences", text)
