"""What others left out of a file: the web application knows no plotlines, and Alembic at a desk not our mark."""

from __future__ import annotations

import sqlite3

from .connection import APPLICATION_ID

_PLOTLINES = """
INSERT INTO plotlines (universe_id, name, colour, position)
SELECT id, 'Main', 0, 0 FROM universes WHERE id NOT IN (SELECT universe_id FROM plotlines)
"""
_CARDS = """
WITH places AS (
    SELECT id AS card_id,
           (SELECT id FROM plotlines WHERE universe_id = cards.universe_id ORDER BY position, id LIMIT 1) AS lane_id,
           (SELECT coalesce(max(start_beat + duration_beats), 0) FROM storyboards
            WHERE universe_id = cards.universe_id AND plotline_id IS NOT NULL) AS end_beat,
           sum(duration_beats) OVER (PARTITION BY universe_id ORDER BY created_at, id) - duration_beats AS beats_later
    FROM storyboards AS cards
    WHERE plotline_id IS NULL AND universe_id IN (SELECT id FROM universes)
)
UPDATE storyboards
SET plotline_id = places.lane_id, start_beat = places.end_beat + places.beats_later
FROM places WHERE places.card_id = storyboards.id
"""


def fill_gaps(driver: sqlite3.Connection) -> None:
    """Gives universes without a plotline one, cards without one a place at the end of the first, a file our mark."""
    if driver.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
        driver.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    driver.execute(_PLOTLINES)
    driver.execute(_CARDS)
