"""Starts the bundle as a stranger's machine would: no environment, an empty home, then moved to an awkward place.

python -m tests.packaging.start_bundle dist/harmonic-desktop
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.packaging.pictures import complaint, draw_sample

NAME = "harmonic-desktop"
LEAST_BYTES = 5_000
AWKWARD = Path("Märchen & Träume", "the bundle of Ünal")


def main(bundle: Path) -> int:
    """Tries the bundle in both places; returns 1 when one of them fails."""
    with tempfile.TemporaryDirectory(prefix="harmonic-") as name:
        folder = Path(name)
        moved = folder / AWKWARD / NAME
        shutil.copytree(bundle, moved, symlinks=True)
        _make_read_only(moved)
        before = _contents(moved)
        try:
            works = [
                _draws("as it was built", bundle, folder / "built"),
                _draws("read-only, in a folder with spaces and umlauts", moved, folder / "moved"),
                _sounds("read-only, in a folder with spaces and umlauts", moved, folder / "sound"),
            ]
            if _contents(moved) != before:
                works.append(False)
                print("bundle: it wrote into its own folder", file=sys.stderr)
        finally:
            _make_writable(moved)
    return 0 if all(works) else 1


def _draws(how: str, bundle: Path, folder: Path) -> bool:
    """Whether the bundle draws the sample universe, with nothing in its environment but an empty home."""
    home = folder / "home"
    home.mkdir(parents=True)
    began = time.monotonic()
    try:
        wrong = complaint(draw_sample([bundle / NAME], folder, {"HOME": str(home)}))
    except (OSError, RuntimeError) as error:
        wrong = str(error)
    if wrong:
        print(f"bundle, {how}: {wrong}", file=sys.stderr)
    else:
        print(f"bundle, {how}: draws the sample universe ({time.monotonic() - began:.1f} s)")
    return not wrong


def _sounds(how: str, bundle: Path, folder: Path) -> bool:
    """Whether the bundle writes the music of the sample universe, and has what a loudspeaker is played by."""
    folder.mkdir()
    files = [folder / f"music.{kind}" for kind in ("mid", "wav", "flac")]
    asked = [option for file, flag in zip(files, ("--midi", "--wav", "--flac"), strict=True) for option in (flag, file)]
    command = [bundle / NAME, "export", *bundle.rglob("sample_universe.json"), *asked]
    began = time.monotonic()
    done = subprocess.run(command, env={"HOME": str(folder)}, capture_output=True, text=True, check=False)
    wrong = done.stderr.strip() if done.returncode else ""
    if not wrong and not all(file.is_file() and file.stat().st_size > LEAST_BYTES for file in files):
        wrong = "a file of music is missing or empty"
    if not wrong and not any(path.name.startswith("QtMultimedia") for path in bundle.rglob("*")):
        wrong = "there is nothing to play a loudspeaker by"
    if wrong:
        print(f"bundle, {how}: {wrong}", file=sys.stderr)
    else:
        print(f"bundle, {how}: writes the sample’s music ({time.monotonic() - began:.1f} s)")
    return not wrong


def _contents(folder: Path) -> list[tuple[str, int, int]]:
    """Name, size and time of all that lies in a folder, to see later whether it was written to; root may, always."""
    return sorted((str(p), s.st_size, s.st_mtime_ns) for p in folder.rglob("*") for s in [p.lstat()])


def _make_read_only(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & ~0o222)


def _make_writable(folder: Path) -> None:
    for path in [folder, *(p for p in folder.rglob("*") if p.is_dir() and not p.is_symlink())]:
        path.chmod(0o755)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]).resolve()))
