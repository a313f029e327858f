"""What is said of who plays."""

from __future__ import annotations

from harmonic_desktop.ui.sound.parts import Part
from harmonic_desktop.ui.sound.words import played_in_words


def test_an_instrument_that_is_not_known_is_told_as_the_piano_that_is_heard() -> None:
    parts = [Part("Cello", ("Spoke Four",)), Part("Kazoo of doom", ("Oda’s fork", "The Mere")), Part("", ("Main",))]
    assert played_in_words(parts) == (
        "Played by Spoke Four (Cello), "
        "Oda’s fork, The Mere (Kazoo of doom, which is not known and plays as a piano), Main."
    )
