"""What a snapshot holds is all of a universe, and comes out as it went in."""

from __future__ import annotations

import json
import math
import zlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.exchange.snapshot_data import pack, unpack
from tests.domain.strategies import contents

STORY = contents_of(Universe(1, 7, "Carrow"), [Plotline(1, 1, "Oda"), Card(3, 1, 1, "Ice", harmony_tie=math.nan)])


@given(contents())
def test_what_is_packed_comes_out_again(story: Contents) -> None:
    assert unpack(pack(story)) == story


def test_times_and_numbers_that_are_none_are_kept() -> None:
    spring = datetime(2031, 4, 1, 12, 30, 15, 123456, tzinfo=UTC)
    story = replace(STORY, universe=replace(STORY.universe, created_at=spring, gravity_constant=math.inf))
    back = unpack(pack(story))
    assert back.universe == story.universe
    assert math.isnan(back.cards[3].harmony_tie)


def test_a_snapshot_of_an_older_version_has_defaults_for_what_it_lacks() -> None:
    document = json.loads(zlib.decompress(pack(STORY)))
    del document["plotlines"]["is_folded"]
    document["cards"]["mood"] = ["grey"]
    assert unpack(zlib.compress(json.dumps(document).encode())).plotlines == STORY.plotlines


@pytest.mark.parametrize(
    "data",
    [
        b"", b"no snapshot", pack(STORY)[:-4], zlib.compress(b"[1]"), zlib.compress(b"{}"), zlib.compress(b"[" * 99999),
        zlib.compress(b'{"version":1,"universe":{"id":[1]}}'), zlib.compress(b"\xff"),
    ],
)  # fmt: skip
def test_what_is_no_snapshot_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(InvalidValue, match="can’t be read; the universe itself is as it was"):
        unpack(data)


def test_a_snapshot_of_a_newer_version_is_told_from_a_broken_one() -> None:
    with pytest.raises(InvalidValue, match="newer version"):
        unpack(zlib.compress(b'{"version":2}'))
