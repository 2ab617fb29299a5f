"""How many examples a property plays: a few in `make test`, many in `make soak`."""

import os
from fractions import Fraction

FACTOR = Fraction(os.environ.get("RONGCUO_BUDGET", "1"))


def examples(usual: int) -> int:
    """The number of examples for this run, from the number that `make test` can afford."""
    return max(1, int(usual * FACTOR))
