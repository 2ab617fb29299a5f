"""Rongcuo over many cases: the kernels of ``rongcuo.replay``, facts as bit-planes or as two masks a case."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib import import_module
from typing import Any

import numpy as np

from benchmarks.determination.forms import Batch, Form
from benchmarks.determination.population import Bools, Population
from rongcuo import __version__
from rongcuo.law import Policy
from rongcuo.replay import Planes, Program, engine, program
from rongcuo.replay.planes import rows, words

VERSION = __version__

_Masks = tuple[Any, Any]


def forms(_policy: Policy) -> tuple[Form, ...]:
    """One case is not what it is for."""
    return ()


def batches(policy: Policy) -> tuple[Batch, ...]:
    """Each kernel on planes (sets alone) and on masks (with and without the mask of missing findings)."""
    made = program(policy)
    numpy, duckdb = cache(lambda: engine("numpy", made)), cache(lambda: engine("duckdb", made))
    one, every = (cache(partial(_compiled, made, threads)) for threads in (1, None))
    return (
        _planes_in("NumPy", numpy, made),
        _masks_in("NumPy: sets and missing, masks", numpy, made, 32),
        _planes_in("numba, one core", one, made),
        _planes_in("numba, all cores", every, made),
        _masks_in("numba, one core: sets, masks", one, made, 24, missing=False),
        _masks_in("numba, all cores: sets, masks", every, made, 24, missing=False),
        _masks_in("numba, all cores: sets and missing, masks", every, made, 32),
        _masks_in("DuckDB: sets and missing, masks", duckdb, made, None),
    )


def _compiled(made: Program, threads: int | None) -> Any:
    """Loaded only where it is asked for: its package weighs."""
    return import_module("rongcuo.replay.compiled").CompiledKernel(made, threads)


def _planes_in(name: str, kernel: Callable[[], Any], made: Program) -> Batch:
    """Planes in, planes out; nothing but the sets."""
    tally = _tally(made)

    def run(facts: Planes) -> Any:
        return facts.cases, kernel().entries(facts)

    def tally_of_planes(result: Any) -> Mapping[str, int]:
        return tally(rows(result[1], result[0]))

    moved = (2 * len(made.asked) + len(made.entries)) / 8
    return Batch(f"{name}: sets, bit-planes", _planes, run, tally_of_planes, takes_open=True, moved=moved)


def _masks_in(name: str, kernel: Callable[[], Any], made: Program, moved: float | None, **how: bool) -> Batch:
    """Two masks a case in; out come masks of the sets, and of the missing findings where they are asked for."""
    tally = _tally(made)

    def run(facts: _Masks) -> Any:
        return kernel().run(*facts, **how)

    return Batch(name, _masks, run, lambda result: tally(result.entries), takes_open=True, moved=moved)


def _tally(made: Program) -> Callable[[Any], Mapping[str, int]]:
    """Counts masks of entries by the set of standings that they give."""
    standing = [made.standings[given] for given in made.standing_of]

    def tally(masks: Any) -> Mapping[str, int]:
        counted: dict[str, int] = {}
        for mask, number in zip(*np.unique(masks, return_counts=True), strict=True):
            name = "|".join(sorted({given for bit, given in enumerate(standing) if int(mask) >> bit & 1}))
            counted[name] = counted.get(name, 0) + int(number)
        return dict(sorted(counted.items()))

    return tally


def _planes(population: Population) -> Planes:
    width = words(population.size)
    shape = len(population.findings), width
    facts = Planes(np.zeros(shape, np.uint64), np.zeros(shape, np.uint64), population.size)
    for bit, finding in enumerate(population.findings):
        held, unknown = population.established(finding), ~population.known(finding)
        _pack(held | unknown, facts.yes[bit])
        _pack(~held | unknown, facts.no[bit])
    return facts


def _pack(column: Bools, plane: Any) -> None:
    """Case ``i`` becomes bit ``i``."""
    packed = np.packbits(column, bitorder="little")
    plane.view(np.uint8)[: len(packed)] = packed


def _masks(population: Population) -> _Masks:
    established, refuted = np.zeros(population.size, np.uint64), np.zeros(population.size, np.uint64)
    for bit, finding in enumerate(population.findings):
        held, known = population.established(finding), population.known(finding)
        established |= (held & known).astype(np.uint64) << np.uint64(bit)
        refuted |= (~held & known).astype(np.uint64) << np.uint64(bit)
    return established, refuted
