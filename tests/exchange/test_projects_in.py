"""Projects of other programs, by the formats that their repositories show: what becomes of them, what is refused."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonic_desktop.domain.contents import in_story_order, markers_in_order
from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.domain.placement import overlaps
from harmonic_desktop.exchange.arrivals import Arrival
from harmonic_desktop.exchange.incoming import read_stories
from harmonic_desktop.exchange.manuskript_in import read_manuskript
from harmonic_desktop.exchange.plottr_in import read_plottr, rich_text
from harmonic_desktop.exchange.project_files import files_in_archive


def told(arrival: Arrival) -> list[tuple[str, str, str, float]]:
    lanes = {p.id: p.name for p in arrival.contents.plotlines.values()}
    cards = in_story_order(arrival.contents)
    assert not any(overlaps(arrival.contents.cards_on(lane)) for lane in lanes)
    return [(lanes[c.plotline_id], c.plot_point, c.description, c.start_beat) for c in cards]


def marked(arrival: Arrival) -> list[tuple[str, float, float]]:
    return [(m.name, m.start_beat, m.end_beat) for m in markers_in_order(arrival.contents)]


# Plottr ---------------------------------------------------------------------------------------------------------------


def paragraph(*words: str) -> dict[str, Any]:
    return {"type": "paragraph", "children": [{"text": word} for word in words]}


def card(number: int, line: int, beat: int, title: str, **more: Any) -> dict[str, Any]:
    return {"id": number, "lineId": line, "beatId": beat, "title": title, "positionWithinLine": 0, **more}


def plottr() -> dict[str, Any]:
    return {
        "file": {"fileName": "x", "version": "2021.8.1"},
        "series": {"name": "The Wheel", "premise": ""},
        "books": {"1": {"id": 1, "title": "Carrow", "premise": "A tuner comes home."}, "allIds": [1]},
        "beats": {
            "1": {
                "children": {"null": [2, 4], "2": [], "4": []},
                "heap": {"2": None, "4": None},
                "index": {
                    "2": {"id": 2, "bookId": 1, "position": 0, "title": "Arrival"},
                    "4": {"id": 4, "bookId": 1, "position": 1, "title": "auto"},
                },
            }
        },
        "lines": [
            {"id": 8, "bookId": 1, "title": "Mere", "position": 1},
            {"id": 7, "bookId": 1, "title": "Oda", "position": 0},
        ],
        "cards": [
            card(1, 7, 2, "Home", description=[paragraph("She ", "steps off."), paragraph("Cold.")]),
            card(2, 7, 2, "The fork", description="In a drawer.", positionWithinLine=1),
            card(3, 8, 2, "Ice"),
            card(4, 8, 4, "Thaw"),
            card(5, 8, 99, "Nowhere"),
        ],
        "characters": [{"id": 1, "name": "Oda"}, {"id": 2, "name": "Sefa"}],
        "places": [],
    }


def test_plottr_lines_become_plotlines_and_beats_the_columns_that_cards_begin_in() -> None:
    (arrival,) = read_plottr(json.dumps(plottr()), "file")
    assert arrival.contents.universe.name == "Carrow"
    assert arrival.contents.universe.description == "A tuner comes home."
    assert [p.name for p in arrival.contents.ordered_plotlines()] == ["Oda", "Mere"]
    assert told(arrival) == [
        ("Oda", "Home", "She steps off.\n\nCold.", 0.0),
        ("Mere", "Ice", "", 0.0),
        ("Oda", "The fork", "In a drawer.", 4.0),
        ("Mere", "Thaw", "", 8.0),
    ]
    assert marked(arrival) == [("Arrival", 0.0, 8.0)]
    assert arrival.took == "Took 4 cards on 2 plotlines and 1 marker."
    assert arrival.left == ("Characters were left out: 2", "Cards that lie in no beat were left out")


def test_older_plottr_files_have_lists_of_beats_or_chapters() -> None:
    file = plottr()
    file["beats"] = [{"id": 4, "bookId": 1, "position": 1, "title": "auto"}, {"id": 2, "bookId": 1, "position": 0}]
    listed = told(read_plottr(json.dumps(file), "file")[0])
    file["chapters"] = file.pop("beats")
    for each in file["cards"]:
        each["chapterId"] = each.pop("beatId")
    assert told(read_plottr(json.dumps(file), "file")[0]) == listed
    assert [start for *_, start in listed] == [0.0, 0.0, 4.0, 8.0]


def test_each_book_of_a_plottr_file_is_a_story_and_so_is_the_timeline_of_the_series() -> None:
    file = plottr()
    file["books"]["2"] = {"id": 2, "title": "Sequel"}
    file["books"]["allIds"] = [2, 1]
    file["beats"]["2"] = {"children": {"null": [5]}, "index": {"5": {"id": 5, "title": "auto"}}}
    file["beats"]["series"] = {"children": {"null": [6]}, "index": {"6": {"id": 6, "title": "auto"}}}
    file["lines"] += [{"id": 9, "bookId": 2, "title": ""}, {"id": 10, "bookId": "series", "title": "Arc"}]
    file["cards"] += [card(6, 9, 5, "Again"), card(7, 10, 6, "The whole")]
    arrivals = read_plottr(json.dumps(file), "file")
    assert [a.contents.universe.name for a in arrivals] == ["The Wheel", "Sequel", "Carrow"]
    assert told(arrivals[1]) == [("Plotline 1", "Again", "", 0.0)]


def test_lists_in_a_description_are_lines() -> None:
    items = [{"type": "list-item", "children": [{"text": word}]} for word in ("one", "two")]
    assert rich_text([paragraph("First"), {"type": "bulleted-list", "children": items}]) == "First\n\n– one\n– two"


def test_a_book_that_is_listed_twice_is_one_story_and_huge_places_are_places() -> None:
    file = plottr()
    file["books"]["allIds"] = [1, 1]
    file["cards"][0]["positionWithinLine"] = 10**400
    (arrival,) = read_plottr(json.dumps(file), "file")
    assert told(arrival)[0][1] == "The fork"


def test_beats_in_a_circle_are_refused() -> None:
    file = plottr()
    file["beats"]["1"]["children"] = {"null": [2], "2": [4], "4": [2]}
    with pytest.raises(InvalidValue, match="circle"):
        read_plottr(json.dumps(file), "file")


@pytest.mark.parametrize(
    "odd", [10**400, -(10**400), 1e999, True, [[]], None], ids=["huge", "low", "infinite", "true", "list", "null"]
)
@pytest.mark.parametrize("key", ["positionWithinLine", "position", "lineId", "beatId", "id"])
def test_odd_places_and_ids_give_a_story_or_a_sentence(key: str, odd: object) -> None:
    file = plottr()
    file["cards"].append({**card(99, 1, 2, "Odd"), key: odd})
    file["lines"].append({"id": 99, "bookId": 1, "title": "Odd", key: odd})
    text = json.dumps(file).replace("Infinity", "1e999")
    with suppress(InvalidValue):
        assert all(told(arrival) for arrival in read_plottr(text, "file"))


def test_beats_beyond_the_end_of_a_timeline_are_refused() -> None:
    file = plottr()
    file["beats"] = [{"id": number, "bookId": 1, "position": number, "title": "Far"} for number in range(260_000)]
    with pytest.raises(InvalidValue, match="longer than a timeline"):
        read_plottr(json.dumps(file), "file")


def test_plottr_lines_of_the_same_name_stay_apart() -> None:
    file = plottr()
    file["lines"] = [{"id": number, "bookId": 1, "position": number, "title": "Main"} for number in (1, 2)]
    file["cards"] = [card(1, 1, 2, "Here"), card(2, 2, 2, "There")]
    assert [start for *_, start in told(read_plottr(json.dumps(file), "file")[0])] == [0.0, 0.0]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["books", "beats", "lines", "cards", "series", "characters"]), JSON))
def test_odd_plottr_files_give_a_story_or_a_sentence(odd: dict[str, Any]) -> None:
    with suppress(InvalidValue):
        assert all(told(arrival) for arrival in read_plottr(json.dumps({**plottr(), **odd}), "file"))


# Manuskript -----------------------------------------------------------------------------------------------------------


def header(**values: object) -> str:
    return "".join(f"{key + ':':<16}{value}\n" for key, value in values.items()) + "\n\n"


MANUSKRIPT = {
    "MANUSKRIPT": "1",
    "infos.txt": header(Title="The Wheel", Author="Somebody"),
    "summary.txt": header(Situation="A tuner comes home."),
    "characters/0-Oda.txt": header(Name="Oda", ID=0),
    "characters/1-Sefa.txt": header(Name="Sefa", ID=1),
    "plots.xml": "<root><plot name='x'/></root>",
    "outline/0-Part_one/folder.txt": header(title="Part one", ID=1, type="folder"),
    "outline/0-Part_one/0-Home.md": header(title="Home", ID=2, type="md", POV=0) + "She steps off\nthe boat.",
    "outline/0-Part_one/10-Ice.md": header(title="Ice", ID=3, type="md", POV=1, summaryFull="It holds.") + "Long text.",
    "outline/0-Part_one/2-The_fork.md": header(ID=4, type="md", notes="In a\n                drawer."),
    "outline/1-End.md": header(title="End", ID=5, type="md", POV=0),
}


def in_folder(files: dict[str, str], folder: Path) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def in_archive(files: dict[str, str], path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def beside(files: dict[str, str], path: Path) -> Path:
    in_folder(files, path.with_suffix(""))
    path.write_text("1")
    return path


@pytest.mark.parametrize("laid", [in_archive, beside], ids=["archive", "folder"])
def test_a_manuskript_outline_becomes_cards_on_the_plotlines_of_who_tells_them(
    tmp_path: Path, laid: Callable[[dict[str, str], Path], Path]
) -> None:
    (arrival,) = read_stories(laid(MANUSKRIPT, tmp_path / "wheel.msk"))
    assert arrival.contents.universe.name == "The Wheel"
    assert arrival.contents.universe.description == "A tuner comes home."
    assert told(arrival) == [
        ("Oda", "Home", "She steps off\nthe boat.", 0.0),
        ("Main", "The fork", "In a\ndrawer.", 4.0),
        ("Sefa", "Ice", "It holds.", 8.0),
        ("Oda", "End", "", 12.0),
    ]
    assert marked(arrival) == [("Part one", 0.0, 12.0)]
    assert arrival.left == (
        "Texts that have a summary were left out", "Characters were left out: 2", "The plots were left out",
    )  # fmt: skip


def test_a_manuskript_marker_without_its_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wheel.msk"
    path.write_text("1")
    with pytest.raises(InvalidValue, match="is not beside it"):
        read_stories(path)


def test_names_that_lead_out_of_an_archive_lead_nowhere(tmp_path: Path) -> None:
    path = in_archive({**MANUSKRIPT, "../outline/0-Evil.md": header(title="Evil")}, tmp_path / "wheel.msk")
    (arrival,) = read_stories(path)
    assert "Evil" not in [title for _, title, *_ in told(arrival)]
    assert sorted(os.listdir(tmp_path)) == ["wheel.msk"]


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("outline/0-Huge.md", b"0" * 250_000_000)
    (tmp_path / "bomb.msk").write_bytes(packed.getvalue())
    with pytest.raises(InvalidValue, match="larger than 200 MB"):
        read_stories(tmp_path / "bomb.msk")


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(header(title="Secret"))
    path = beside(MANUSKRIPT, tmp_path / "wheel.msk")
    (tmp_path / "wheel" / "outline" / "2-Secret.md").symlink_to(secret)
    (arrival,) = read_stories(path)
    assert "Secret" not in [title for _, title, *_ in told(arrival)]


@pytest.mark.parametrize("damage", [b"", b"PK", b"PK\x03\x04 and nothing", b"2"])
def test_a_damaged_manuskript_file_is_refused_with_a_sentence(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "x.msk").write_bytes(damage)
    with pytest.raises(InvalidValue, match=r"\.$"):
        read_stories(tmp_path / "x.msk")


@settings(deadline=None)
@given(st.data())
def test_a_byte_that_is_wrong_in_an_archive_gives_a_story_or_a_sentence(data: st.DataObject) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in MANUSKRIPT.items():
            archive.writestr(name, text * 3)
    damaged = bytearray(packed.getvalue())
    damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= data.draw(st.integers(1, 255))
    with suppress(InvalidValue):
        read_manuskript(files_in_archive(bytes(damaged), (".md", ".txt")), "x")


def packed(name: str, method: int) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr(name, bytes(range(256)) * 9)
    return made.getvalue()


def overwritten(data: bytes, at: int, by: bytes) -> bytes:
    at %= len(data)
    return data[:at] + by + data[at + len(by) :]


@pytest.mark.parametrize("name", ["outline/é.md", "outline/é.harmonic"])
@pytest.mark.parametrize(
    "damage",
    [
        lambda name: overwritten(packed(name, zipfile.ZIP_DEFLATED), 60, b"\xff" * 15),
        lambda name: overwritten(packed(name, zipfile.ZIP_LZMA), 70, b"\xff" * 15),
        lambda name: overwritten(packed(name, zipfile.ZIP_STORED), -6, b"\xff\xff\xff\x0f"),
        lambda name: packed(name, zipfile.ZIP_STORED).replace("é".encode(), b"\xff\xfe"),
    ],
    ids=["deflate", "lzma", "place", "name"],
)
def test_an_archive_that_is_damaged_inside_is_refused_with_a_sentence(
    tmp_path: Path, damage: Callable[[str], bytes], name: str
) -> None:
    path = tmp_path / ("x.msk" if name.endswith(".md") else "x.zip")
    path.write_bytes(damage(name))
    with pytest.raises(InvalidValue, match="damaged"):
        read_stories(path)


def test_a_text_without_a_teller_is_not_told_by_a_character_without_a_number(tmp_path: Path) -> None:
    files = {**MANUSKRIPT, "characters/2-Nobody.txt": header(Name="Nobody")}
    (arrival,) = read_stories(in_archive(files, tmp_path / "wheel.msk"))
    assert "Nobody" not in [lane for lane, *_ in told(arrival)]


def test_a_value_of_very_many_lines_is_read_line_by_line(tmp_path: Path) -> None:
    """Were each line added to all before it, this would take a quarter of an hour."""
    long = "summaryFull:    It\n" + f"{'':16}holds.\n" * 500_000 + "\n"
    (arrival,) = read_stories(in_archive({"outline/0-Long.md": long}, tmp_path / "wheel.msk"))
    assert told(arrival)[0][2].count("holds.") == 500_000


# novelWriter ----------------------------------------------------------------------------------------------------------


def item(
    handle: str, parent: str, order: int, name: str, kind: str = "FILE", group: str = "NOVEL", layout: str = "DOCUMENT"
) -> str:
    about = f'handle="{handle}" parent="{parent}" root="r" order="{order}"'
    return (
        f'<item {about} type="{kind}" class="{group}" layout="{layout}">'
        f'<meta expanded="yes"/><name status="s" active="yes">{name}</name></item>'
    )


NOVELWRITER = {
    "nwProject.nwx": (
        "<?xml version='1.0' encoding='utf-8'?><novelWriterXML appVersion='2.7' fileVersion='1.5'>"
        "<project><name>The Wheel</name></project><content>"
        + item("r", "None", 0, "Novel", "ROOT")
        + item("t", "r", 0, "Title page")
        + item("c1", "r", 1, "Chapter one")
        + item("s2", "c1", 1, "Ice")
        + item("s1", "c1", 0, "Home")
        + item("c2", "r", 2, "Interlude")
        + item("n", "r", 3, "A note", layout="NOTE")
        + item("p", "None", 1, "People", "ROOT", "CHARACTER")
        + item("p1", "p", 0, "Oda", group="CHARACTER", layout="NOTE")
        + "</content></novelWriterXML>"
    ),
    "content/t.nwd": "%%~name: Title page\n#! The Wheel\n\nBy somebody\n",
    "content/c1.nwd": "%%~name: x\n## Chapter one\n\n@pov: Oda\n",
    "content/s1.nwd": (
        "%%~name: x\n### Home\n\n@pov: Oda\n@plot: Return, Tuning\n% A remark\n"
        "She [b]steps[/b] off.\n\n#### Later\n\nCold."
    ),
    "content/s2.nwd": "### Ice\n\n@pov: Sefa\n%synopsis: It holds.\n\nLong text.\n",
    "content/c2.nwd": "##! Interlude\n\nA song.\n",
    "content/n.nwd": "# A note\n\nNothing.\n",
}  # fmt: skip


def test_novelwriter_scenes_become_cards_and_chapters_markers(tmp_path: Path) -> None:
    (arrival,) = read_stories(in_folder(NOVELWRITER, tmp_path / "p") / "nwProject.nwx")
    assert arrival.contents.universe.name == "The Wheel"
    assert told(arrival) == [
        ("Return", "Home", "She steps off.\n\nLater\n\nCold.", 0.0),
        ("Main", "Ice", "It holds.", 4.0),
        ("Main", "Interlude", "A song.", 8.0),
    ]
    assert marked(arrival) == [("Chapter one", 0.0, 8.0), ("Interlude", 8.0, 12.0)]
    assert "Notes, and what is in the archive or the bin, were left out: 2" in arrival.left


def test_without_plots_the_plotline_is_whose_point_of_view_it_is(tmp_path: Path) -> None:
    files = {name: text.replace("@plot:", "@focus:") for name, text in NOVELWRITER.items()}
    (arrival,) = read_stories(in_folder(files, tmp_path / "p") / "nwProject.nwx")
    assert [lane for lane, *_ in told(arrival)] == ["Oda", "Sefa", "Main"]


def test_documents_in_a_circle_and_entities_are_refused(tmp_path: Path) -> None:
    circle = NOVELWRITER["nwProject.nwx"].replace('handle="r" parent="None"', 'handle="r" parent="s1"')
    (tmp_path / "content").mkdir()
    (tmp_path / "nwProject.nwx").write_text(circle)
    with pytest.raises(InvalidValue, match="circle"):
        read_stories(tmp_path / "nwProject.nwx")
    (tmp_path / "nwProject.nwx").write_text('<!DOCTYPE x [<!ENTITY a "b">]><novelWriterXML/>')
    with pytest.raises(InvalidValue, match="entities"):
        read_stories(tmp_path / "nwProject.nwx")


@pytest.mark.parametrize(
    "text",
    ["<?xml version='1.0' encoding='klingon'?><novelWriterXML/>", "<a", "<other/>", "<novelWriterXML/>", "plain words"],
)
def test_what_is_no_novelwriter_project_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "nwProject.nwx").write_text(text)
    with pytest.raises(InvalidValue, match=r"nothing was taken\.$"):
        read_stories(tmp_path / "nwProject.nwx")


def test_entities_in_another_encoding_are_refused_as_well(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    text = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><novelWriterXML/>'
    (tmp_path / "nwProject.nwx").write_bytes(text.encode("utf-16"))
    with pytest.raises(InvalidValue, match="entities"):
        read_stories(tmp_path / "nwProject.nwx")
    (tmp_path / "x.opml").write_bytes(text.encode("utf-16"))
    with pytest.raises(InvalidValue, match="entities"):
        read_stories(tmp_path / "x.opml")


def test_lines_made_to_be_read_for_ever_are_read_at_once(tmp_path: Path) -> None:
    """Hours, if each blank were tried for each other, or each line added to all before it."""
    long = "### Ice\n" + "%" + " " * 500_000 + "\n" + "%synopsis: It holds.\n" * 500_000
    files = {**NOVELWRITER, "content/s2.nwd": long}
    (arrival,) = read_stories(in_folder(files, tmp_path / "p") / "nwProject.nwx")
    (ice,) = [text for _, title, text, _ in told(arrival) if title == "Ice"]
    assert ice.count("It holds.") == 500_000
