"""Where files live: what ships with the program, and what belongs to the person who uses it."""

from __future__ import annotations

from pathlib import Path

APP_NAME = "harmonic-desktop"

_PACKAGE = Path(__file__).resolve().parent


class UnusableDataFolder(ValueError):
    """A data folder that nothing should be written to; the message says what to do instead."""


def migrations_dir() -> Path:
    """The folder with Alembic's `env.py` and `versions/`."""
    return _shipped("migrations")


def resources_dir() -> Path:
    """The folder with icons and the sample universe."""
    return _shipped("resources")


def resource_path(name: str) -> Path:
    """The file of that name (with `/` for a folder) in `resources/`."""
    return resources_dir() / name


def default_data_dir() -> Path:
    """Where this person's database lies unless told otherwise; raises UnusableDataFolder. Makes no folder."""
    import platformdirs

    return checked_data_dir(Path(platformdirs.user_data_dir(APP_NAME, appauthor=False)))


def checked_data_dir(folder: Path) -> Path:
    """`folder`, if it is absolute and in somebody's home or a place of their choice; raises UnusableDataFolder.

    A HOME of "/" makes the system's answer `/.local/share/…`, and a relative folder would lie wherever the program was
    started from: data written there is data lost.
    """
    if folder.is_absolute() and len(folder.parts) > 1 and folder.parts[1] != ".local":
        return folder
    raise UnusableDataFolder(
        f"“{folder}” is no place to keep universes in, so nothing was opened; "
        "set HOME to your home folder, or name a folder with --data-dir."
    )


def _shipped(name: str) -> Path:
    """A folder that ships: inside the package in a wheel and in a bundle, beside it in the source tree."""
    inside = _PACKAGE / f"_{name}"
    return inside if inside.is_dir() else _PACKAGE.parent / name
