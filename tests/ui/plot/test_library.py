"""pyqtgraph is loaded without what the plot does not use; whoever wants the rest still gets it."""

from __future__ import annotations

import sys
from subprocess import run

LOADED = """
import sys
from harmonic_desktop.ui.plot.library import load_pyqtgraph
plots = load_pyqtgraph()
"""


def told(script: str) -> str:
    """What a fresh interpreter prints."""
    done = run([sys.executable, "-c", LOADED + script], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_what_the_plot_is_made_of_is_there() -> None:
    assert told("print(plots.ViewBox.__name__, plots.PlotCurveItem.__name__, plots.GraphicsView.__name__)") == (
        "ViewBox PlotCurveItem GraphicsView"
    )


def test_what_the_plot_does_not_use_is_left_out() -> None:
    assert told("print('pyqtgraph.graphicsItems.ImageItem' in sys.modules, 'pyqtgraph.imageview' in sys.modules)") == (
        "False False"
    )


def test_what_was_left_out_is_had_by_whoever_imports_it_later() -> None:
    assert told(
        "from pyqtgraph.graphicsItems.ImageItem import ImageItem; print(issubclass(ImageItem, plots.GraphicsObject))"
    ) == ("True")
