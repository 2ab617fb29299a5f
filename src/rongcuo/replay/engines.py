"""The engines by name. Each module loads its package only when it is chosen."""

from importlib import import_module
from typing import Protocol, cast

from rongcuo.replay.program import Program
from rongcuo.replay.result import Engine

ENGINES = {"numpy": "kernel", "numba": "compiled", "duckdb": "duckdb", "spark": "spark"}
"""Name to module; the first is the default."""


class EngineModule(Protocol):
    """What a module of an engine offers."""

    def engine(self, program: Program) -> Engine:
        """The engine made ready for one program."""


def engine(name: str, program: Program) -> Engine:
    """The engine ``name`` made ready for ``program``; whoever takes it closes it."""
    return cast("EngineModule", import_module(f"rongcuo.replay.{ENGINES[name]}")).engine(program)
