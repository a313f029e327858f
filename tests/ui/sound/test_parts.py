"""Who plays at a place, and what of the effects is told once or for each."""

from __future__ import annotations

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.parameters import MusicParameter
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.ui.sound.model import SoundModel
from harmonic_desktop.ui.sound.parts import MOST_PARTS, Part, Reasons, parts_of


def story(*parameters: MusicParameter) -> Contents:
    """Three plotlines with a card each; the first two play the violin."""
    lanes = [
        Plotline(1, 1, "Main", 0, 0, "Violin"),
        Plotline(2, 1, "Sea", 1, 1, "Violin"),
        Plotline(3, 1, "Town", 2, 2),
    ]
    cards = [Card(i, 1, i, f"Point {i}", start_beat=0.0) for i in (1, 2, 3)]
    return contents_of(Universe(1, 1, "Tales"), [*lanes, *cards, *parameters])


def octave(value: float) -> MusicParameter:
    return MusicParameter(1, 1, "octave", value, instrument="Violin")


def test_those_who_play_the_same_instrument_are_one_part() -> None:
    assert parts_of(story(), [3, 2, 1, 99]) == [Part("Violin", ("Main", "Sea")), Part("", ("Town",))]
    assert parts_of(story(), [3]) == [Part("", ("Town",))]


def test_what_is_the_same_for_all_is_told_once_and_what_differs_for_each() -> None:
    contents = story(octave(6.0))
    told = Reasons(contents).of(parts_of(contents, [1, 2, 3]))
    octaves = [(one.effect.value, one.plotlines) for one in told if one.effect.name == "octave"]
    assert octaves == [(6.0, ("Main", "Sea")), (4.0, ("Town",))]
    assert all(not one.plotlines for one in told if one.effect.name != "octave")
    assert len({one.effect.name for one in told}) == len(told) - 1


def test_an_instrument_s_own_parameter_leads_to_that_instrument() -> None:
    contents = story(octave(6.0))
    told = Reasons(contents).of(parts_of(contents, [1, 3]))
    assert [one.instrument for one in told if one.effect.name == "octave"] == ["Violin", ""]


def test_of_sixty_instruments_at_once_not_all_are_told() -> None:
    parts = [Part(f"Instrument {number}", (f"Lane {number}",)) for number in range(60)]
    parts[0] = Part("Violin", ("Lane 0",))
    told = Reasons(story(octave(6.0))).of(parts)
    octaves = [one.plotlines for one in told if one.effect.name == "octave"]
    assert octaves == [("Lane 0",), tuple(f"Lane {number}" for number in range(1, MOST_PARTS))]


def test_rows_say_for_whom_they_are(qapp: object) -> None:
    contents, model = story(octave(6.0)), SoundModel()
    model.show_told(Reasons(contents).of(parts_of(contents, [1, 3])))
    names = [model.line(row).name for row in range(model.rowCount())]
    assert "Octave, Main" in names
    assert "Octave, Town" in names
    assert "Tempo" in names
    row = names.index("Octave, Main")
    assert model.index(row).data().startswith("Octave, Main 6")
    assert model.line(row).sentence.startswith("Main: Octave: 6, from")


def test_a_row_that_is_for_others_now_says_so(qapp: object) -> None:
    contents, model = story(octave(6.0)), SoundModel()
    reasons, changed = Reasons(contents), list[int]()
    model.show_told(reasons.of(parts_of(contents, [1, 3])))
    model.dataChanged.connect(lambda first, last: changed.extend(range(first.row(), last.row() + 1)))
    model.show_told(reasons.of(parts_of(contents, [1, 2, 3])))
    names = [model.line(row).name for row in range(model.rowCount())]
    assert "Octave, Main, Sea" in names
    assert names.index("Octave, Main, Sea") in changed
