"""What many cases came to, for a reader and for a machine."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rongcuo.base import Language, sentence
from rongcuo.law import Policy

if TYPE_CHECKING:
    from rongcuo.replay import Summary, Transition

SCHEMA = "rongcuo/replay-summary/1"
SHOWN = 10
"""Missing findings that a reader sees; a machine gets them all."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """A summary with the policies that it was made under."""

    summary: "Summary"
    policy: Policy
    against: Policy | None
    engine: str
    output: str | None

    def data(self) -> dict[str, object]:
        """The JSON value, ``rongcuo/replay-summary/1``."""
        found = self.summary
        return {
            "schema": SCHEMA,
            "engine": self.engine,
            "policy": _edition(self.policy),
            "cases": found.cases,
            "outcomes": {name: found.outcomes[name] for name in found.outcomes.names},
            "examples": {name: _plain(case) for name, case in found.outcomes.examples.items()},
            "missing": dict(found.missing),
            "contested": found.contested,
            "against": _edition(self.against) if self.against else None,
            "transition": _transition(found.transition) if found.transition else None,
            "output": self.output,
        }

    def lines(self, language: Language) -> Iterator[str]:
        """The same for a reader."""
        yield from self._outcomes(language)
        yield from self._missing(language)
        yield from self._moved(language)
        if self.output:
            yield _say("written", language, file=self.output)

    def _outcomes(self, language: Language) -> Iterator[str]:
        found = self.summary
        yield _say("cases", language, count=f"{found.cases:,}", **_named(self.policy))
        for name in found.outcomes.names:
            if found.outcomes[name]:
                share = found.outcomes[name] / found.cases
                yield f"  {found.outcomes[name]:>12,}  {share:>6.1%}  {_word(self.policy, name, language)}"
        if found.contested:
            yield _say("contested", language, count=f"{found.contested:,}")

    def _missing(self, language: Language) -> Iterator[str]:
        shown = list(self.summary.missing.items())[:SHOWN]
        if not shown:
            return
        yield ""
        yield _say("missing", language, count=len(shown))
        for name, count in shown:
            finding = self.policy.pack.findings[name]
            label = finding.label if language == "zh" else finding.label_en
            yield f"  {count:>12,}  {label}〔{self.policy.pack.clauses[finding.clause].label}〕"

    def _moved(self, language: Language) -> Iterator[str]:
        transition = self.summary.transition
        if self.against is None or transition is None:
            return
        yield ""
        yield _say("moved", language, count=f"{transition.moved:,}", **_named(self.against))
        for cell in transition.cells():
            if cell.before != cell.after:
                before = _word(self.policy, cell.before, language)
                after = _word(self.against, cell.after, language)
                params = {"count": f"{cell.cases:,}", "example": cell.example}
                yield _say("cell", language, before=before, after=after, **params)


def _say(code: str, language: Language, **params: object) -> str:
    return sentence(f"cli.replay.{code}", params, language)


def _named(policy: Policy) -> dict[str, object]:
    """The edition, and the readings that are not its defaults."""
    title, declared = policy.pack.title, policy.pack.readings
    changed = [f"{name}={value}" for name, value in policy.readings.items() if value != declared[name].default]
    return {"policy": f"{title.number}（{title.effective_from}）", "readings": "、".join(changed) or "—"}


def _edition(policy: Policy) -> dict[str, object]:
    title = policy.pack.title
    return {
        "policy": title.policy,
        "effective_from": title.effective_from.isoformat(),
        "pack_digest": policy.pack.digest,
        "readings": dict(policy.readings),
    }


def _transition(found: "Transition") -> dict[str, object]:
    cells = [
        {"before": cell.before, "after": cell.after, "cases": cell.cases, "example": _plain(cell.example)}
        for cell in found.cells()
    ]
    return {"moved": found.moved, "cells": cells}


def _plain(case: object) -> str | int:
    """A case's id as JSON can hold it."""
    return case if isinstance(case, str | int) else str(case)


def _word(policy: Policy, name: str, language: Language) -> str:
    declared = policy.pack.standings.get(name)
    if declared is None:
        return sentence(f"cli.replay.{name}", {}, language)
    return declared.label if language == "zh" else declared.label_en
