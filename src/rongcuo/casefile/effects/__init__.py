"""What each act does to the state of a file, and the name of the day it leaves behind.

One page for each part of the procedure, with ``EFFECTS`` and ``DATES`` of its acts.
"""

from collections.abc import Mapping

from rongcuo.casefile.acts import Act
from rongcuo.casefile.effects import (
    after,
    appealing,
    assessing,
    consenting,
    deciding,
    defending,
    documents,
    ending,
    hearing,
    inquiring,
    keeping,
    matters,
    opening,
    people,
    recording,
    reviewing,
)
from rongcuo.casefile.effects.common import FILED, Fold

_PAGES = (
    opening,
    defending,
    hearing,
    inquiring,
    assessing,
    reviewing,
    deciding,
    consenting,
    appealing,
    people,
    recording,
    matters,
    keeping,
    documents,
    after,
    ending,
)

EFFECTS: Mapping[type[Act], Fold] = {act: fold for page in _PAGES for act, fold in page.EFFECTS.items()}
"""Every act's effect, by its type."""

DATES: Mapping[type[Act], str] = {act: name for page in _PAGES for act, name in page.DATES.items()}
"""The name under which the file remembers the day of an act."""

EVENTS = frozenset(DATES.values()) | {FILED}
"""Every day that a file can know."""

__all__ = ["DATES", "EFFECTS", "EVENTS"]
