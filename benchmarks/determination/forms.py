"""What an engine offers to be measured."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from benchmarks.determination.population import Population

Facts = Mapping[str, bool]
"""The findings that are answered, by id; an open one is absent."""

Grain = Literal["none", "row", "rule", "condition"]
"""How finely an answer says why: not at all, the row that hit, each named rule, each condition of each rule."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to put one case to an engine.

    Only ``run`` is timed. ``facts`` makes of a case what the engine's caller
    would hold, ``standing`` reads the answer; both stand outside. An exact
    answer of several standings reads ``"exempt|mitigable"``. ``takes_open`` says
    that it is meant for open findings too, ``wider`` that it then may
    list standings that no completion reaches. Without ``standing`` the answer is
    something else than standings, and is not compared.
    """

    name: str
    run: Callable[[Any], Any]
    standing: Callable[[Any], str] | None
    grain: Grain = "none"
    facts: Callable[[Facts], Any] = dict
    takes_open: bool = False
    wider: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """One way to put many cases to an engine, facts and answers in memory.

    ``hold`` makes the facts as the engine wants them (outside the timing),
    ``tally`` counts the cases per standing or set of standings. ``moved`` are
    the bytes per case that ``run`` reads and writes at least once.
    """

    name: str
    hold: Callable[[Population], Any]
    run: Callable[[Any], Any]
    tally: Callable[[Any], Mapping[str, int]]
    takes_open: bool = False
    one_by_one: bool = False
    moved: float | None = None
