"""What is said of a table that comes in: its columns, what it holds, and what becomes of its rows."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from ...exchange.csv_columns import Kind
from ...exchange.csv_tables import Refusal
from ...exchange.table_reading import TableRead

LONGEST = 60
"""So many letters of a cell are shown in a sentence."""
MOST_NAMES = 3


def tr(text: str) -> str:
    return QCoreApplication.translate("TableWords", text)


def column_title(name: str) -> str:
    """What one of our columns is called."""
    return {
        "plot_point": tr("Plot point"),
        "description": tr("Description"),
        "harmony_tie": tr("Harmony"),
        "start_beat": tr("Start (beats)"),
        "duration_beats": tr("Length (beats)"),
        "plotline": tr("Plotline"),
        "parameter_name": tr("Parameter"),
        "value": tr("Value"),
        "unit": tr("Unit"),
        "instrument": tr("Instrument"),
    }[name]


def kind_title(kind: Kind) -> str:
    """What a table is called."""
    return {"cards": tr("Cards"), "physics": tr("Physics parameters"), "music": tr("Music parameters")}[kind]


def words_of_file(name: str, read: TableRead, locale: QLocale) -> str:
    """“cards.csv”: 212 rows, in UTF-8."""
    count = len(read.sheet.rows)
    rows = tr("1 row") if count == 1 else tr("{0} rows").format(locale.toString(count))
    guess = tr("probably {0}") if read.sheet.encoding == "Windows-1252" else tr("in {0}")
    return tr("“{name}”: {rows}, {encoding}.").format(name=name, rows=rows, encoding=guess.format(read.sheet.encoding))


def words_of_plan(read: TableRead, locale: QLocale) -> str:
    """What would become of the rows, or what is still to be chosen."""
    if read.missing:
        return tr("Choose which column holds “{0}”.").format(column_title(read.missing))
    if read.refusal:
        return read.refusal
    refused = _refused(read, locale, is_done=False)
    if not read.checked.rows:
        return "; ".join([tr("Nothing can be taken"), *refused]) + "."
    if not read.outcome:
        return "; ".join([tr("Everything is there already"), *refused, tr("nothing would change")]) + "."
    return f"{'; '.join([_added(read, locale, is_done=False), *refused])}.{_plotlines(read, locale)}"


def words_of_result(read: TableRead, locale: QLocale) -> str:
    """What became of them."""
    return "; ".join([_added(read, locale, is_done=True), *_refused(read, locale, is_done=True)]) + "."


def words_of_refusal(refusal: Refusal, locale: QLocale) -> str:
    """Row 3, “harmony”, “2”: It has to be from 0 to 1; 2 is outside."""
    row = tr("Row {0}").format(locale.toString(refusal.row))
    if refusal.place < 0:
        return f"{row}: {refusal.why}"
    text = shortened(refusal.text)
    cell = tr("“{0}”").format(text) if text else tr("empty")
    return tr("{row}, {column}, {cell}: {why}").format(
        row=row, column=tr("“{0}”").format(shortened(refusal.column)), cell=cell, why=refusal.why
    )


def shortened(text: str) -> str:
    """A cell on one line, and no longer than a line can be."""
    line = " ".join(text[: 4 * LONGEST].split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def _added(read: TableRead, locale: QLocale, *, is_done: bool) -> str:
    """How many records are new, and how many are there and changed."""
    added, changed = read.outcome.added, read.outcome.changed
    told = []
    if added:
        done = tr("{0} was added") if added == 1 else tr("{0} were added")
        told.append((done if is_done else tr("{0} will be added")).format(_counted(read.kind, added, locale)))
    if changed:
        done = tr("{0} was changed") if changed == 1 else tr("{0} were changed")
        told.append((done if is_done else tr("{0} will be changed")).format(_counted(read.kind, changed, locale)))
    return "; ".join(told)


def _counted(kind: Kind, count: int, locale: QLocale) -> str:
    cards = (tr("1 card"), tr("{0} cards"))
    one, many = cards if kind == "cards" else (tr("1 parameter"), tr("{0} parameters"))
    return one if count == 1 else many.format(locale.toString(count))


def _refused(read: TableRead, locale: QLocale, *, is_done: bool) -> list[str]:
    count = read.checked.refused_rows
    if not count:
        return []
    rows = tr("1 row") if count == 1 else tr("{0} rows").format(locale.toString(count))
    told = tr("{0} was refused") if count == 1 else tr("{0} were refused")
    return [told.format(rows) if is_done else tr("{0} can’t be taken").format(rows)]


def _plotlines(read: TableRead, locale: QLocale) -> str:
    """Which plotlines are made for the cards."""
    names = read.outcome.plotlines
    if not names:
        return ""
    listed = ", ".join(tr("“{0}”").format(shortened(name)) for name in names[:MOST_NAMES])
    more = len(names) - MOST_NAMES
    if more > 0:
        listed = tr("{0} and {1} more").format(listed, locale.toString(more))
    return " " + tr("New plotlines: {0}.").format(listed)
