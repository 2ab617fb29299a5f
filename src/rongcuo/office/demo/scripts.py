"""The demonstration case files as data: what happened on them, act by act (``cases/README.md``)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

Raw = Mapping[str, Any]

CASES = resources.files(__name__.rpartition(".")[0]) / "cases"


@dataclass(frozen=True, slots=True)
class Step:
    """One act: ``day`` working days ago, by the person of this key, with its plain form."""

    day: int
    by: str
    act: str
    raw: Raw


@dataclass(frozen=True, slots=True)
class Script:
    """One case file: the published case it is adapted from, its acts, and the text of its uploaded files."""

    source: str
    steps: tuple[Step, ...]
    files: Mapping[str, str]


def scripts() -> tuple[Script, ...]:
    """Every demonstration case file, the one that began first in front."""
    pages = [page for page in CASES.iterdir() if page.name.endswith(".toml")]
    read = [_script(tomllib.loads(page.read_text(encoding="utf-8"))) for page in pages]
    return tuple(sorted(read, key=lambda script: (-script.steps[0].day, script.source)))


def _script(table: Raw) -> Script:
    steps = tuple(step for act in table["act"] for step in _steps(act))
    return Script(table["source"], steps, table.get("files", {}))


def _steps(act: Raw) -> list[Step]:
    raw = act.get("raw", {})
    return [Step(act["day"], act["by"], act["act"], {**raw, **more}) for more in act.get("each", [{}])]
