"""The import rules of the house as sentences, each of them shown to go red when it is broken."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable

import pytest

from tests.imports import Module, loaded_with, modules_in, parsed

APP = "harmonic_desktop"

LAYERS_BELOW = {
    "start": {"start", "ui", "storage", "exchange", "music", "physics", "domain"},
    "ui": {"ui", "storage", "exchange", "music", "physics", "domain"},
    "storage": {"storage", "domain"},
    "exchange": {"exchange", "domain"},
    "music": {"music", "domain"},
    "physics": {"physics", "domain"},
    "domain": {"domain"},
}
"""Which parts of the application each part may import."""

START = {"__main__", "app", "association", "export", "log", "log_file", "offers"}
"""The modules beside the packages, which join the parts at start-up."""

SHARED = {"", "options", "paths"}
"""What any part but the domain may import: the version, what was asked for at the start, and where files live."""

OWNERS = {
    "sqlalchemy": {"storage", "migrations"},
    "alembic": {"storage", "migrations"},
    "PySide6": {"ui", "start"},
    "shiboken6": {"ui"},
    "pyqtgraph": {"ui"},
    "docx": {"exchange"},
    "mido": {"music"},
    "soundfile": {"music"},
    "pint": {"domain"},
    "bcrypt": {"domain"},
    "platformdirs": {"paths"},
}
"""Which parts may import a library that is not for all."""

DOMAIN_LIBRARIES = {"numpy", "pint", "bcrypt", *sys.stdlib_module_names}

HEAVY = {"alembic", "bcrypt", "mido", "numpy", "pint", "pyqtgraph", "soundfile", "sqlalchemy"}
"""What takes longer to load than a window takes to paint."""

NETWORK = {
    "asyncio", "ftplib", "http", "imaplib", "poplib", "requests", "smtplib", "socket", "socketserver", "ssl",
    "urllib.request", "xmlrpc",
    "PySide6.QtNetwork", "PySide6.QtWebEngineCore", "PySide6.QtWebSockets",
}  # fmt: skip
LOCAL_SOCKETS = {"PySide6.QtNetwork.QLocalServer", "PySide6.QtNetwork.QLocalSocket"}
RAISES_THE_FIRST_WINDOW = {f"{APP}.app", f"{APP}.ui.single_instance"}

PANELS = {"find", "parameters", "plot", "sound", "timeline", "universes"}
"""The packages of `ui` that are one panel each."""
NO_PANELS = {
    "accounts",
    "beat_sheets",
    "chain",
    "comparison",
    "files",
    "pictures",
    "player",
    "preferences",
    "presets",
    "snapshots",
    "widgets",
}

OURS = modules_in(APP)
MIGRATIONS = modules_in("migrations")
EVERYTHING = [*OURS, *MIGRATIONS, *modules_in("tests", "benchmarks")]


def of_each(modules: list[Module]) -> pytest.MarkDecorator:
    """Runs a rule for each of the modules, under its name."""
    return pytest.mark.parametrize("module", modules, ids=[module.name for module in modules])


def within(name: str, packages: set[str]) -> bool:
    """Whether `name` is one of the packages or lies inside one."""
    return any(name == package or name.startswith(package + ".") for package in packages)


def panel_of(name: str) -> str | None:
    """The panel that a module belongs to: a module of `ui` called …_panel, or a package of `ui` that is one."""
    parts = name.split(".")
    if parts[:2] != [APP, "ui"] or len(parts) < 3:
        return None
    return parts[2] if parts[2] in PANELS or parts[2].endswith("_panel") else None


def ours(names: set[str]) -> list[str]:
    """Those of the names that are of the application itself."""
    return sorted(name for name in names if within(name, {APP}))


def part_of(name: str) -> str:
    """The part of the house: "ui" for `harmonic_desktop.ui.theme`, "start" for what joins them, "" for the version."""
    first, _, rest = name.partition(".")
    if first != APP:
        return first
    part = rest.partition(".")[0]
    return "start" if part in START else part.replace("__version__", "")


# The rules ------------------------------------------------------------------------------------------------------------


@of_each(OURS)
def test_every_module_has_a_place_in_the_house(module: Module) -> None:
    assert part_of(module.name) in {*LAYERS_BELOW, *SHARED}, "the README’s architecture page names the parts"


@of_each(OURS)
def test_imports_point_one_way(module: Module) -> None:
    if part_of(module.name) in SHARED:
        allowed = SHARED
    else:
        allowed = LAYERS_BELOW[part_of(module.name)] | (set() if part_of(module.name) == "domain" else SHARED)
    wrong = [name for name in ours(module.imports) if part_of(name) not in allowed]
    assert not wrong, f"{part_of(module.name)} may import {', '.join(sorted(allowed))}, but not {wrong}"


@of_each(OURS)
def test_each_library_is_imported_where_it_belongs(module: Module) -> None:
    wrong = [
        name
        for name in module.imports
        for library, owners in OWNERS.items()
        if within(name, {library}) and part_of(module.name) not in owners
    ]
    assert not wrong


@of_each([module for module in OURS if part_of(module.name) == "domain"])
def test_the_domain_knows_no_screen_and_no_database(module: Module) -> None:
    wrong = [name for name in module.imports if name.split(".")[0] not in {APP, *DOMAIN_LIBRARIES}]
    assert not wrong and not within("sqlite3", set(module.imports))


@of_each([module for module in OURS if part_of(module.name) == "domain"])
def test_the_domain_says_what_its_values_are(module: Module) -> None:
    assert "typing.Any" not in module.imports


@of_each(OURS)
def test_panels_never_import_each_other(module: Module) -> None:
    if module.name == f"{APP}.ui.main_window":
        return
    # What is no panel, such as the menus, may name the type of one, but is handed the panel itself.
    imports = ours(module.imports if panel_of(module.name) else module.imports_when_run)
    others = [name for name in imports if panel_of(name) not in {None, panel_of(module.name)}]
    assert not others, "only main_window knows the panels"


def test_every_package_of_the_window_is_known_to_be_a_panel_or_none() -> None:
    names = [module.name.split(".") for module in OURS if module.name.startswith(f"{APP}.ui.")]
    assert {parts[2] for parts in names if len(parts) > 3} == PANELS | NO_PANELS


@of_each([module for module in OURS if within(module.name, {f"{APP}.ui.widgets"})])
def test_widgets_know_nothing_of_the_program_but_its_theme(module: Module) -> None:
    wrong = [n for n in ours(module.imports) if not within(n, {f"{APP}.ui.widgets", f"{APP}.ui.theme"})]
    assert not wrong


@of_each(MIGRATIONS)
def test_migrations_import_no_application_code(module: Module) -> None:
    wrong = [n for n in module.imports if n.split(".")[0] not in {"alembic", "sqlalchemy", *sys.stdlib_module_names}]
    assert not wrong, "a revision has to stay what it was, whatever the program becomes"


@of_each([*OURS, *MIGRATIONS])
def test_nothing_speaks_to_the_network(module: Module) -> None:
    allowed = LOCAL_SOCKETS if module.name in RAISES_THE_FIRST_WINDOW else set()
    assert not [name for name in module.imports if within(name, NETWORK) and name not in allowed]


def test_the_window_is_painted_before_anything_heavy_is_loaded() -> None:
    loaded = loaded_with(f"{APP}.app", {module.name: module for module in OURS})
    assert not [f"{name} by way of {way}" for name, way in loaded.items() if within(name, HEAVY)]


@of_each(OURS)
def test_a_single_shot_has_a_context_object(module: Module) -> None:
    calls = module.calls_of("singleShot")
    assert all(len(call.args) >= 3 for call in calls), "QTimer.singleShot without one outlives its window"


@of_each(EVERYTHING)
def test_no_module_is_called_utils(module: Module) -> None:
    assert module.name.rpartition(".")[2] not in {"util", "utils", "helpers", "misc", "common"}


@of_each(EVERYTHING)
def test_every_module_opens_with_a_sentence(module: Module) -> None:
    first = (ast.get_docstring(module.tree) or "").split("\n\n")[0].replace("\n", " ")
    assert first.endswith((".", "?")) or ". " in first, "say what belongs in the module"


# Each of them can go red ----------------------------------------------------------------------------------------------

BROKEN: list[tuple[Callable[[Module], None], str, str]] = [
    (test_every_module_has_a_place_in_the_house, "manager", "import os"),
    (test_imports_point_one_way, "domain.x", "from ..storage.store import Store"),
    (test_imports_point_one_way, "domain.x", "from ..paths import resource_path"),
    (test_imports_point_one_way, "storage.x", "from ..ui import theme"),
    (test_imports_point_one_way, "storage.x", "import harmonic_desktop.exchange"),
    (test_imports_point_one_way, "exchange.x", "def f():\n    from ..storage import rows"),
    (test_imports_point_one_way, "music.x", "from .. import physics"),
    (test_imports_point_one_way, "ui.x", "from ..app import run"),
    (test_imports_point_one_way, "ui.x", "import_module('..app', __package__)"),
    (test_imports_point_one_way, "paths", "from .domain import checks"),
    (test_each_library_is_imported_where_it_belongs, "ui.x", "import sqlalchemy.orm"),
    (test_each_library_is_imported_where_it_belongs, "app", "import alembic"),
    (test_each_library_is_imported_where_it_belongs, "exchange.x", "from PySide6 import QtCore"),
    (test_each_library_is_imported_where_it_belongs, "storage.x", "from PySide6.QtCore import QObject"),
    (test_each_library_is_imported_where_it_belongs, "app", "import pyqtgraph as pg"),
    (test_each_library_is_imported_where_it_belongs, "ui.x", "def f():\n    import pint"),
    (test_the_domain_knows_no_screen_and_no_database, "domain.x", "import sqlalchemy"),
    (test_the_domain_knows_no_screen_and_no_database, "domain.x", "import sqlite3"),
    (test_the_domain_says_what_its_values_are, "domain.x", "from typing import Any"),
    (test_panels_never_import_each_other, "ui.card_panel", "from .plot.harmony_plot import HarmonyPlot"),
    (test_panels_never_import_each_other, "ui.plot.lines", "from ..timeline.layout import rectangles"),
    (test_panels_never_import_each_other, "ui.timeline.canvas", "from ..universes.universe_list import UniverseList"),
    (test_panels_never_import_each_other, "ui.universes.model", "from ..parameters import units"),
    (
        test_panels_never_import_each_other,
        "ui.card_panel",
        "if TYPE_CHECKING:\n    from .plot.harmony_plot import HarmonyPlot",
    ),
    (test_panels_never_import_each_other, "ui.shell", "from . import universe_panel"),
    (test_widgets_know_nothing_of_the_program_but_its_theme, "ui.widgets.x", "from ...domain.edits import Edit"),
    (test_widgets_know_nothing_of_the_program_but_its_theme, "ui.widgets.x", "from ..workspace import Workspace"),
    (test_nothing_speaks_to_the_network, "storage.x", "from urllib.request import urlopen"),
    (test_nothing_speaks_to_the_network, "exchange.x", "import http.client"),
    (test_nothing_speaks_to_the_network, "ui.x", "from PySide6.QtNetwork import QLocalServer"),
    (test_nothing_speaks_to_the_network, "ui.single_instance", "from PySide6.QtNetwork import QTcpSocket"),
    (test_a_single_shot_has_a_context_object, "ui.x", "QTimer.singleShot(0, close)"),
    (test_no_module_is_called_utils, "ui.utils", '"""This and that."""'),
    (test_every_module_opens_with_a_sentence, "ui.x", "import os"),
    (test_every_module_opens_with_a_sentence, "ui.x", '"""Widgets"""'),
]


@pytest.mark.parametrize(("rule", "name", "source"), BROKEN)
def test_a_broken_rule_goes_red(rule: Callable[[Module], None], name: str, source: str) -> None:
    with pytest.raises(AssertionError):
        rule(parsed(f"{APP}.{name}", source))


def test_a_revision_that_imports_the_program_goes_red() -> None:
    revision = parsed("migrations.versions.0009_x", "from harmonic_desktop.storage import rows")
    with pytest.raises(AssertionError):
        test_migrations_import_no_application_code(revision)


def test_what_the_house_is_for_stays_green() -> None:
    canvas = parsed(f"{APP}.ui.timeline.canvas", "from .. import theme\nfrom . import layout\nimport numpy")
    test_imports_point_one_way(canvas)
    test_panels_never_import_each_other(canvas)
    menus = parsed(f"{APP}.ui.menus", "if TYPE_CHECKING:\n    from .plot.harmony_plot import HarmonyPlot")
    test_panels_never_import_each_other(menus)
    start = parsed(f"{APP}.app", "from . import __version__\nfrom .ui import theme\nfrom .paths import resource_path")
    test_imports_point_one_way(start)
    lock = parsed(f"{APP}.ui.single_instance", "from PySide6.QtNetwork import QLocalServer, QLocalSocket")
    test_nothing_speaks_to_the_network(lock)
    test_a_single_shot_has_a_context_object(parsed(f"{APP}.ui.x", "QTimer.singleShot(0, self, self.close)"))


def test_what_is_loaded_at_the_start_is_followed_to_its_end() -> None:
    one = parsed(f"{APP}.app", "if TYPE_CHECKING:\n    import pint\nfrom .ui import two\ndef f():\n    import bcrypt")
    two = parsed(f"{APP}.ui.two", "import sqlalchemy.orm")
    loaded = loaded_with(one.name, {one.name: one, two.name: two})
    assert {name for name in loaded if within(name, HEAVY)} == {"sqlalchemy", "sqlalchemy.orm"}


def test_every_rule_is_shown_to_go_red() -> None:
    rules = {name for name in globals() if name.startswith("test_") and name not in _ABOUT_THE_RULES}
    assert rules == {rule.__name__ for rule, _, _ in BROKEN}


_ABOUT_THE_RULES = {
    "test_a_broken_rule_goes_red",
    "test_a_revision_that_imports_the_program_goes_red",
    "test_migrations_import_no_application_code",
    "test_what_is_loaded_at_the_start_is_followed_to_its_end",
    "test_the_window_is_painted_before_anything_heavy_is_loaded",
    "test_what_the_house_is_for_stays_green",
    "test_every_package_of_the_window_is_known_to_be_a_panel_or_none",
    "test_every_rule_is_shown_to_go_red",
}
