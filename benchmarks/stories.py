"""Universes to measure with, and folders of data that hold one of them, signed in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

from harmonic_desktop.domain.accounts import guest_account
from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.edits import new_id
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe, adopt_universe
from harmonic_desktop.exchange.universe_file import read_universe
from harmonic_desktop.paths import resource_path

CARDS, PLOTLINES = 10_000, 20
WORDS = [
    "the", "a", "of", "and", "storm", "lantern", "ferry", "sister", "archive", "tide", "orbit", "whisper", "bridge",
    "winter", "harbour", "oath", "signal", "garden", "letter", "engine", "choir", "desert", "mirror", "promise",
    "comet", "shadow", "returns", "finds", "loses", "crosses", "hides", "answers", "burns", "market",
]  # fmt: skip


def sample() -> Contents:
    """The universe that comes with the program."""
    return read_universe(resource_path("sample_universe.json").read_text("utf-8"))


def large(cards: int = CARDS, plotlines: int = PLOTLINES) -> Contents:
    """A story as long as a person could write: sentences for words, and a beat between any two cards."""
    random = Random(1)
    universe = Universe(new_id(), 0, "A long story", "As long as a person could write.", 9.81, 0.6)
    lanes = [Plotline(new_id(), universe.id, f"Plotline {row + 1}", row % 8, row) for row in range(plotlines)]
    made = [
        Card(
            new_id(),
            universe.id,
            lanes[number % plotlines].id,
            _sentence(random, 3, 8),
            _sentence(random, 20, 80),
            random.random(),
            number // plotlines * 5.0,
            4.0,
        )
        for number in range(cards)
    ]
    return contents_of(universe, [*lanes, *made])


def stored(contents: Contents) -> Contents:
    """The same with ids as a store gives them, which are small."""
    lanes = {plotline_id: number for number, plotline_id in enumerate(contents.plotlines, start=1)}
    plotlines = [replace(lane, id=lanes[lane.id], universe_id=1) for lane in contents.plotlines.values()]
    cards = [
        replace(card, id=number, universe_id=1, plotline_id=lanes[card.plotline_id])
        for number, card in enumerate(contents.cards.values(), start=1)
    ]
    return contents_of(replace(contents.universe, id=1), [*plotlines, *cards])


def prepare(data_dir: Path, contents: Contents) -> int:
    """Makes a data folder where a guest is signed in and has that universe; returns the account's id."""
    from harmonic_desktop.app import DATABASE_NAME
    from harmonic_desktop.storage.database import open_database
    from harmonic_desktop.storage.remembered import write_secret

    data_dir.mkdir(mode=0o700)
    database = open_database(data_dir / DATABASE_NAME)
    account = database.accounts.create(guest_account())
    write_secret(data_dir, database.accounts.remember(account.id))
    database.store(account.id).apply(adopt_universe(contents, account.id))
    database.close()
    return account.id


def _sentence(random: Random, least: int, most: int) -> str:
    words = random.choices(WORDS, k=random.randint(least, most))
    return " ".join(words).capitalize()
