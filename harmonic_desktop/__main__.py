"""The entry: reads the command line, then starts the program, or says in one sentence why it can't be started."""

from __future__ import annotations

import builtins
import gc
import os
import sys
from collections.abc import Sequence

from harmonic_desktop.options import NO_SCREEN, has_screen, parse


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program; returns its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    # The threads of numpy's linear algebra, which nobody here needs, wait for work by keeping the processors busy: a
    # tenth of a second of processor time at the start, and 10 ms of it on the clock with two processors.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if given[:1] == ["export"]:
        from harmonic_desktop.export import run as export

        return export(given[1:])
    if given == ["associate"]:
        return _associate()
    options = parse(given)
    if options.screenshot is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    elif not has_screen():
        print(NO_SCREEN, file=sys.stderr)
        return 2
    gc.disable()  # a tenth of the start goes into looking for garbage before there is any; see app.collect_garbage
    import_fast = builtins.__import__
    try:
        from harmonic_desktop.app import run
    except ImportError as error:
        print(
            f"Qt can’t be loaded on this computer ({error}); `make system-packages` names what to install.",
            file=sys.stderr,
        )
        return 1
    # WORKAROUND(PySide6 6.11): its import hook, for `from __feature__ import …`, which nobody here writes, makes the
    # start a sixth slower: measured by turns, 3.3 against 3.9 times a bare window until the timeline is painted.
    builtins.__import__ = import_fast
    return run(options)


def _associate() -> int:
    """Has universe files opened by a double-click."""
    from harmonic_desktop.association import NotAssociated, associate

    try:
        print(associate())
    except NotAssociated as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
