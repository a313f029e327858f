"""pyqtgraph, loaded without the copy that it makes of every class of Qt, which takes as long again and 10 MB."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets

COPIED = (QtCore, QtGui, QtWidgets)


class _Mirror(ModuleType):
    """What pyqtgraph takes for its copy of a module of Qt: a name is looked up there when it is first used."""

    def __init__(self, original: ModuleType) -> None:
        super().__init__(original.__name__.replace("PySide6", "pyqtgraph.Qt"))
        self._original = original

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._original, name)
        setattr(self, name, found)
        return found


def load_pyqtgraph() -> Any:
    """The module pyqtgraph."""
    if "pyqtgraph" not in sys.modules:
        with _mirrors():
            import_module("pyqtgraph")
    return sys.modules["pyqtgraph"]


@contextmanager
def _mirrors() -> Iterator[None]:
    """WORKAROUND(pyqtgraph 0.14): it copies every class that `dir` names, and the binding builds what is looked at."""
    for original in COPIED:
        mirror = _Mirror(original)
        sys.modules[mirror.__name__] = mirror
        vars(original)["__dir__"] = list
    try:
        yield
    finally:
        for original in COPIED:
            del vars(original)["__dir__"]
