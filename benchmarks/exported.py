"""Sixteen voices written as a WAV file; tells as JSON how much memory that took at most, the program's own included."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from benchmarks.stories import large
from harmonic_desktop.music.compose import compose
from harmonic_desktop.music.sound_file import SoundFormat, write_sound

VOICES = 16


def main(cards: int, target: Path) -> None:
    """Writes the music of so many cards."""
    write_sound(compose(large(cards, VOICES)), target, SoundFormat("WAV", 44_100, 16))
    # Not getrusage, which has the peak of whoever started this program.
    peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("ascii"))
    assert peak is not None
    print(json.dumps({"memory": int(peak.group(1)) / 1024}))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
