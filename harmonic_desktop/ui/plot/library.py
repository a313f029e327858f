"""pyqtgraph, loaded without what the plot has no use for, which takes twice as long and 20 MB.

Left out are the copy that it makes of every class of Qt, and all of its items and widgets but a few.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets

COPIED = (QtCore, QtGui, QtWidgets)
PICKED_FROM = ("pyqtgraph.graphicsItems", "pyqtgraph.widgets")
USED = {
    "GraphicsItem", "GraphicsObject", "GraphicsView", "GraphicsWidget", "ItemGroup", "PlotCurveItem", "ViewBox",
}  # fmt: skip
"""What the plot is made of, and what that is made of."""
UNUSED = {"pyqtgraph.imageview", "pyqtgraph.Qt.OpenGLHelpers", "pyqtgraph.util.cprint"}
"""Of what else it loads: pictures, drawing by OpenGL, and colours in a terminal."""


class _Mirror(ModuleType):
    """What pyqtgraph takes for its copy of a module of Qt: a name is looked up there when it is first used."""

    def __init__(self, original: ModuleType) -> None:
        super().__init__(original.__name__.replace("PySide6", "pyqtgraph.Qt"))
        self._original = original

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._original, name)
        setattr(self, name, found)
        return found


class _Blank(ModuleType):
    """What stands for a module that is left out: nothing to import with *, and a class by any other name."""

    __all__: tuple[str, ...] = ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


class _LeavesOut(MetaPathFinder, Loader):
    """Finds blank modules for the items and widgets that nobody here uses."""

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:
        package, _, name = fullname.rpartition(".")
        is_left_out = (package in PICKED_FROM and name not in USED) or fullname in UNUSED
        return ModuleSpec(fullname, self) if is_left_out else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Blank(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing in it."""


def load_pyqtgraph() -> Any:
    """The module pyqtgraph."""
    if "pyqtgraph" not in sys.modules:
        with _mirrors(), _left_out():
            import_module("pyqtgraph")
    return sys.modules["pyqtgraph"]


@contextmanager
def _left_out() -> Iterator[None]:
    """Whoever imports one of those modules later gets the real one."""
    finder = _LeavesOut()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name, module in sys.modules.items() if isinstance(module, _Blank)]:
            del sys.modules[name]


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
