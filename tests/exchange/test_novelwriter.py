"""novelWriter projects, by the format that its repository shows: what becomes of them, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.exchange.incoming import read_stories

from .projects import in_folder, marked, told


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
