"""Which pack is meant: the name of one that is shipped, or any folder."""

from dataclasses import dataclass, replace
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path

from rongcuo.base import Place, Problem
from rongcuo.cli.sources import Unreadable
from rongcuo.law import FaultyPack, Pack, folder, nearest, packs, read


@dataclass(frozen=True, slots=True)
class Source:
    """A pack's folder and what to call it: ``policy/effective-from``, or the path that was given."""

    name: str
    folder: Traversable


def sources() -> list[Source]:
    """Every pack that this installation carries."""
    return [_shipped(policy, day) for policy, day in packs()]


def source_of(named: str) -> Source:
    """``yuexiu-2017-132`` (its newest edition), ``yuexiu-2017-132/2017-11-02``, or a folder; raises ``Unreadable``."""
    shipped = {f"{policy}/{day}": (policy, day) for policy, day in packs()}
    newest = {policy: (policy, day) for policy, day in packs()}
    found = (shipped | newest).get(named)
    if found:
        return _shipped(*found)
    return Source(named, _folder(named, sorted(newest)))


def pack_of(named: str) -> Pack:
    """The pack that is meant; raises ``Unreadable``, and ``FaultyPack`` with everything wrong in it."""
    source = source_of(named)
    pack, problems = read(source.folder)
    if pack is None:
        raise FaultyPack(*problems)
    return pack


def in_pack(problem: Problem, name: str) -> Problem:
    """``problem`` with the pack's name before its file."""
    file = f"{name}/{problem.place.file}" if problem.place.file else name
    return replace(problem, place=replace(problem.place, file=file))


def _shipped(policy: str, day: date) -> Source:
    return Source(f"{policy}/{day}", folder(policy, day))


def _folder(named: str, policies: list[str]) -> Path:
    path = Path(named)
    try:
        if path.is_dir():
            return path
        exists = path.exists()
    except (OSError, ValueError):
        exists = False
    if exists:
        raise Unreadable(Problem("cli.not_folder", {"name": named}, Place(file=named)))
    params = {"name": named, "nearest": nearest(named, policies)}
    raise Unreadable(Problem("cli.no_pack", params, Place(field="PACK")))
