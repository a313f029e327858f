"""What something costs who waits for it, on the processor: what others do with the machine is no matter."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication


def cost(work: Callable[[], object]) -> float:
    """What work and its painting take of the processor, in ms."""
    begun = time.process_time()
    work()
    QCoreApplication.processEvents()
    return (time.process_time() - begun) * 1000


def settle() -> None:
    """Until what was asked for is painted."""
    for _ in range(10):
        QCoreApplication.processEvents()


def p95(costs: list[float]) -> float:
    """What nineteen of twenty stay below."""
    return sorted(costs)[int(len(costs) * 0.95)]
