"""How many examples a test plays: a few in `make test`, many in `make soak`; and chance that can be played again."""

import os
from fractions import Fraction
from random import Random
from secrets import randbits

FACTOR = Fraction(os.environ.get("RONGCUO_BUDGET", "1"))


def examples(usual: int) -> int:
    """The number of examples for this run, from the number that `make test` can afford."""
    return max(1, int(usual * FACTOR))


def chance() -> Random:
    """Fresh chance; its seed is printed, and RONGCUO_SEED plays it again."""
    seed = int(os.environ.get("RONGCUO_SEED") or randbits(32))
    print(f"RONGCUO_SEED={seed}")
    return Random(seed)  # noqa: S311  chance for tests, no secret
