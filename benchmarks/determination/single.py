"""One determination: each form of each engine checked against the law, then timed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.determination import reference
from benchmarks.determination.conductor import Asked, Engine, Unequal, asking, in_turn
from benchmarks.determination.population import Population, one_fact_deleted, policy
from benchmarks.determination.settings import Settings

COMPLETE, OPEN = "complete", "open"


@dataclass(slots=True)
class Timed:
    """One form of one engine on one set of cases; ``samples`` in seconds per case."""

    engine: str
    own: bool
    node: bool
    form: str
    grain: str
    cases: str
    takes_open: bool
    deleted: str
    samples: list[float] = field(default_factory=list)


@dataclass(slots=True)
class _Sampler:
    worker: Asked
    form: int
    loops: int
    row: Timed

    def sample(self) -> None:
        said = self.worker.ask("time", form=self.form, set=self.row.cases, loops=self.loops)
        self.row.samples.append(said["seconds"])


@dataclass(frozen=True, slots=True)
class Single:
    """All rows; each engine's version; and how each engine takes many cases."""

    rows: list[Timed]
    versions: dict[str, str]
    batches: dict[Engine, list[dict[str, Any]]]


def run(engines: Sequence[Engine], settings: Settings) -> Single:
    """Check, warm up, and take the samples in turn."""
    with asking(engines) as workers:
        for worker in workers:
            _check(worker, settings)
        samplers = [sampler for worker in workers for sampler in _samplers(worker, settings)]
        for sampler in in_turn(samplers, settings.rounds):
            sampler.sample()
        return Single(
            [sampler.row for sampler in samplers],
            {worker.engine.name: f"{worker.version} ({worker.engine.licence})" for worker in workers},
            {worker.engine: worker.batches for worker in workers},
        )


def _check(worker: Asked, settings: Settings) -> None:
    """Refuse an engine that answers one case otherwise than the ordered list read slowly."""
    complete = Population(settings.checked).cases()
    lawful = [reference.standing(policy(), facts) for facts in complete]
    _compare(worker, complete, lawful, range(len(worker.forms)))
    partial = Population(settings.checked_open, takes_open=True).cases()
    lawful = [reference.standings(policy(), facts) for facts in partial]
    _compare(worker, partial, lawful, [i for i, form in enumerate(worker.forms) if form["takes_open"]])


def _compare(worker: Asked, cases: list[dict[str, bool]], lawful: list[str], forms: Sequence[int]) -> None:
    worker.ask("hold", set="checked", cases=cases)
    for form in forms:
        answers = worker.ask("answers", form=form, set="checked")["answers"]
        for facts, lawfully, answer in zip(cases, lawful, answers or lawful, strict=True):
            wider = worker.forms[form]["wider"] and len(facts) < len(policy().pack.findings)
            if not _agrees(answer, lawfully, wider=wider):
                name = f"{worker.engine.name}, {worker.forms[form]['name']}"
                raise Unequal(f"{name}: {answer}, by the law {lawfully}, on {facts}")


def _agrees(answer: str, lawfully: str, *, wider: bool) -> bool:
    """The same standings, or at least all of them where an engine is known to list too many."""
    listed, allowed = set(answer.split("|")), set(lawfully.split("|"))
    return listed == allowed or (wider and listed > allowed)


def _samplers(worker: Asked, settings: Settings) -> list[_Sampler]:
    for name in (COMPLETE, OPEN):
        cases = Population(settings.timed, takes_open=name == OPEN, salt=1).cases()
        worker.ask("hold", set=name, cases=cases)
    return [
        _sampler(worker, index, form, cases, settings)
        for index, form in enumerate(worker.forms)
        for cases in ((COMPLETE, OPEN) if form["takes_open"] else (COMPLETE,))
    ]


def _sampler(worker: Asked, index: int, form: dict[str, Any], cases: str, settings: Settings) -> _Sampler:
    """Warm up, and find how many loops fill one sample."""
    loops, seconds = 1, 0.0
    while seconds * loops * settings.timed < settings.sample / 2:
        loops *= 2
        seconds = worker.ask("time", form=index, set=cases, loops=loops)["seconds"]
    loops = max(1, round(settings.sample / seconds / settings.timed))
    said = worker.ask("one", form=index, facts=one_fact_deleted())
    deleted = said.get("answer") or (f"refused: {said['refused']}" if "refused" in said else "")
    engine, name, grain, takes_open = worker.engine, form["name"], form["grain"], form["takes_open"]
    row = Timed(engine.name, engine.own, engine.node, name, grain, cases, takes_open, deleted)
    return _Sampler(worker, index, loops, row)
