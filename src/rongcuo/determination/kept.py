"""What was made of a thing once and is kept while it is used."""

from collections.abc import Callable
from typing import Generic, TypeVar

Thing = TypeVar("Thing")
Made = TypeVar("Made")


class Kept(Generic[Thing, Made]):
    """``make`` called once for each thing, told apart by identity.

    What is kept holds on to its thing, so that the identity of one cannot
    pass to another. At most ``limit`` are kept.
    """

    def __init__(self, make: Callable[[Thing], Made], *, limit: int) -> None:
        self._make = make
        self._limit = limit
        self._kept: dict[int, tuple[Thing, Made]] = {}

    def __call__(self, thing: Thing) -> Made:
        found = self._kept.get(id(thing))
        if found is None:
            if len(self._kept) >= self._limit:
                self._kept.clear()
            found = self._kept[id(thing)] = (thing, self._make(thing))
        return found[1]
