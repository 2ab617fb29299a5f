"""How many cases have which standing."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


def tally(standings: Iterable[str]) -> Mapping[str, int]:
    """Per standing its number of cases, by name."""
    return dict(sorted(Counter(standings).items()))


def tally_of_codes(codes: NDArray[Any], standings: Sequence[str]) -> Mapping[str, int]:
    """The same where each case carries a code, the position of its standing in ``standings``."""
    counted: Counter[str] = Counter()
    for code, number in zip(*np.unique(codes, return_counts=True), strict=True):
        counted[standings[int(code)]] += int(number)
    return dict(sorted(counted.items()))
