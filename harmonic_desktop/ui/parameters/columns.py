"""The columns that both tables of parameters have."""

from __future__ import annotations

from enum import IntEnum


class Column(IntEnum):
    """UNIT holds the instrument in the table of music; EFFECT is read only."""

    NAME = 0
    VALUE = 1
    UNIT = 2
    EFFECT = 3


ENTERED = (Column.NAME, Column.VALUE, Column.UNIT)
"""The columns that hold what a person enters."""
