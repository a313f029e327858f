"""The licences of the packages that the program is made with, from their own metadata."""

from __future__ import annotations

import platform
import re
from dataclasses import dataclass
from importlib import metadata

from ..paths import resource_path

MADE_WITH = {
    "PySide6-Addons": "LGPL-3.0-only",
    "PySide6-Essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
    "SQLAlchemy": "MIT",
    "alembic": "MIT",
    "bcrypt": "Apache-2.0",
    "mido": "MIT",
    "numpy": "BSD-3-Clause",
    "pint": "BSD-3-Clause",
    "platformdirs": "MIT",
    "pyqtgraph": "MIT",
    "python-docx": "MIT",
    "soundfile": "BSD-3-Clause",
}
"""What is named where a bundle carries no metadata: the packages asked for, and their licences."""

SHIPPED = {
    "Python": ["Python"],
    "PySide6-Addons": ["LGPL-3.0", "GPL-3.0"],
    "PySide6-Essentials": ["LGPL-3.0", "GPL-3.0"],
    "shiboken6": ["LGPL-3.0", "GPL-3.0"],
    "soundfile": ["LGPL-2.1"],
}
"""Texts in resources/licences for what brings none, or not that of a library inside it, as soundfile of libsndfile.
The LGPL 3 is written as an addition to the GPL."""

_NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Licence:
    """A package, its version, the name of its licence, and the licence's text where it is at hand."""

    package: str
    version: str
    name: str
    text: str


def list_licences() -> list[Licence]:
    """Python and every package that the program needs, also through others, by name."""
    found = {_canonical(package): _licence_of(package) for package in _needed()}
    python = Licence("Python", platform.python_version(), "PSF-2.0", _shipped("Python"))
    return [python, *(found[name] for name in sorted(found))]


def _needed() -> list[str]:
    """The packages asked for and those that they ask for in turn."""
    needed: dict[str, str] = {}
    open_ends = list(MADE_WITH)
    while open_ends:
        package = open_ends.pop()
        if _canonical(package) in needed:
            continue
        needed[_canonical(package)] = package
        try:
            wanted = metadata.requires(package) or []
        except metadata.PackageNotFoundError:
            continue
        open_ends += [name for requirement in wanted if (name := _present(requirement))]
    return list(needed.values())


def _present(requirement: str) -> str:
    """The package of a requirement, if it is installed and not only for an extra."""
    found = _NAME.match(requirement)
    if found is None or "extra ==" in requirement:
        return ""
    try:
        return str(metadata.distribution(found[0]).metadata["Name"])
    except metadata.PackageNotFoundError:
        return ""


def _licence_of(package: str) -> Licence:
    try:
        distribution = metadata.distribution(package)
    except metadata.PackageNotFoundError:
        return Licence(package, "", MADE_WITH.get(package, ""), _shipped(package))
    about = distribution.metadata
    name = (
        _field(about, "License-Expression") or MADE_WITH.get(package) or _classified(about.get_all("Classifier") or [])
    )
    name = name or _first_line(_field(about, "License"))
    return Licence(str(about["Name"]), distribution.version, name, _all_texts(distribution, package))


def _all_texts(distribution: metadata.Distribution, package: str) -> str:
    return "\n\n".join(text for text in (_texts(distribution), _shipped(package)) if text)


def _classified(classifiers: list[str]) -> str:
    return next((c.rpartition("::")[2].strip() for c in classifiers if c.startswith("License ::")), "")


def _field(about: metadata.PackageMetadata, name: str) -> str:
    return about[name] if name in about else ""  # noqa: SIM401  # the protocol has no get


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0][:60]


def _texts(distribution: metadata.Distribution) -> str:
    """The licence files of a package, one after the other."""
    files = [f for f in distribution.files or [] if ".dist-info" in str(f.parent) and _is_licence(f.name)]
    texts = []
    for file in files:
        try:
            texts.append(file.read_text("utf-8").strip())
        except (OSError, UnicodeDecodeError):
            continue
    return "\n\n".join(texts)


def _is_licence(name: str) -> bool:
    return name.upper().startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS"))


def _shipped(package: str) -> str:
    """The texts that ship with the program, because the package brings none."""
    try:
        return "\n\n".join(
            resource_path(f"licences/{name}.txt").read_text("utf-8") for name in SHIPPED.get(package, ())
        )
    except OSError:
        return ""


def _canonical(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()
