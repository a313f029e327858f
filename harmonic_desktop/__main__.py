"""Starts the program: `python -m harmonic_desktop`, and the entry of the frozen bundle."""

from __future__ import annotations

import sys

from harmonic_desktop.app import main

if __name__ == "__main__":
    sys.exit(main())
