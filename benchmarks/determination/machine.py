"""The machine of a run: what it is, and how fast its memory is."""

import os
import platform
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np


def described() -> dict[str, str]:
    """Processor, cores, memory, system and Python."""
    return {
        "processor": _line("/proc/cpuinfo", "model name") or platform.processor(),
        "cores": str(os.cpu_count()),
        "memory": _line("/proc/meminfo", "MemTotal") or "unknown",
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "python": platform.python_version(),
        "numpy": np.__version__,
    }


def load() -> str:
    """How many processes wanted a core, over the last minute."""
    return f"{os.getloadavg()[0]:.2f}"


def bandwidth(words: int, rounds: int) -> dict[str, float]:
    """Bytes per second on one core, the best of ``rounds``, over arrays of ``words`` numbers of eight bytes.

    What is counted is what the program asks for: a copy reads and writes
    once, the triad ``a = b + 3 c`` takes NumPy two passes.
    """
    one, two, three = (np.full(words, value, dtype=np.float64) for value in (1.0, 2.0, 3.0))
    bits = one.view(np.uint64)
    size = one.nbytes

    def triad() -> None:
        np.multiply(three, 3.0, out=one)
        np.add(one, two, out=one)

    return {
        "read": _best(lambda: np.bitwise_or.reduce(bits), rounds, size),
        "copy": _best(lambda: np.copyto(one, two), rounds, 2 * size),
        "triad": _best(triad, rounds, 5 * size),
    }


def _best(action: Callable[[], Any], rounds: int, size: int) -> float:
    seconds = []
    for _ in range(rounds + 1):
        started = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - started)
    return size / min(seconds[1:])


def _line(path: str, key: str) -> str | None:
    file = Path(path)
    if not file.exists():
        return None
    found = (line.partition(":")[2].strip() for line in file.read_text().splitlines() if line.startswith(key))
    return next(found, None)
