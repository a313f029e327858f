"""Has the system open universe files with this program when they are double-clicked; for this person alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from .paths import APP_NAME, resource_path

SUFFIX = ".harmonic"
MEDIA_TYPE = "application/x-harmonic-universe"
_CLASS = "HarmonicUniverse.File"

_MIME = f"""<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{MEDIA_TYPE}">
    <comment>Harmonic Universe</comment>
    <sub-class-of type="application/json"/>
    <glob pattern="*{SUFFIX}"/>
  </mime-type>
</mime-info>
"""


class NotAssociated(Exception):
    """The system could not be told; the message is for a person."""


def associate() -> str:
    """Tells the system; gives a sentence on what was done. Raises NotAssociated."""
    try:
        if sys.platform == "win32":
            _tell_windows()
        elif sys.platform.startswith("linux"):
            _tell_desktop()
        else:
            raise NotAssociated("On this system choose the program once by “Open with”, and “Always open with”.")
    except OSError as error:
        raise NotAssociated(
            f"The system can’t be told ({error.strerror or error}); nothing else was changed."
        ) from error
    return f"A double-click on a {SUFFIX} file opens it with this program from now on."


def command() -> list[str]:
    """How this program is started again: the bundle by itself, else by the Python that it runs in."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "harmonic_desktop"]


def _tell_desktop() -> None:
    """Desktops on Linux read two small files below the person's data folder (freedesktop.org)."""
    share = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    mime, applications = share / "mime", share / "applications"
    for folder in (mime / "packages", applications):
        folder.mkdir(parents=True, exist_ok=True)
    (mime / "packages" / f"{APP_NAME}.xml").write_text(_MIME, "utf-8")
    entry = applications / f"{APP_NAME}.desktop"
    entry.write_text(_desktop_entry(), "utf-8")
    for told in (
        ["update-mime-database", str(mime)],
        ["update-desktop-database", str(applications)],
        ["xdg-mime", "default", entry.name, MEDIA_TYPE],
    ):
        if shutil.which(told[0]):  # without it the desktop notices by itself, some with the next session
            subprocess.run(told, check=False, capture_output=True)


def _desktop_entry() -> str:
    quoted = " ".join(f'"{_escaped(part)}"' for part in command())
    lines = {
        "Type": "Application",
        "Name": "Harmonic Universe",
        "Comment": "Universes with physics, music and a storyboard whose harmony can be seen and heard",
        "Exec": f"{quoted} %F",
        "Icon": str(resource_path("icons/app.svg")),
        "MimeType": f"{MEDIA_TYPE};",
        "Categories": "Office;",
        "StartupWMClass": APP_NAME,
    }
    return "[Desktop Entry]\n" + "".join(f"{key}={value}\n" for key, value in lines.items())


def _escaped(part: str) -> str:
    """As the Exec key wants what stands in quotation marks: `"`, `$`, a backtick and a backslash with one before it."""
    for sign in ("\\", '"', "$", "`"):
        part = part.replace(sign, "\\" + sign)
    return part.replace("\\", "\\\\").replace("%", "%%")


def _tell_windows() -> None:
    """Windows keeps it in the person's part of the registry."""
    if sys.platform == "win32":
        import winreg

        opens = " ".join(f'"{part}"' for part in command()) + ' "%1"'
        classes = rf"Software\Classes\{_CLASS}"
        for path, value in (
            (rf"Software\Classes\{SUFFIX}", _CLASS),
            (classes, "Harmonic Universe"),
            (rf"{classes}\shell\open\command", opens),
        ):
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, path) as key:
                winreg.SetValueEx(key, "", 0, winreg.REG_SZ, value)
