"""Rows that the web application wrote into a file after its upgrade: it knows no plotlines."""

from __future__ import annotations

import sqlite3

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
    """Gives universes without a plotline one, and cards without one a place at the end of the first."""
    driver.execute(_PLOTLINES)
    driver.execute(_CARDS)
