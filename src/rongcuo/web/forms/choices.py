"""What a field can be answered with: the pack's lists, the people, the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from rongcuo.casefile.fields import Question
from rongcuo.law.rules import Finding
from rongcuo.web.clauses import Law


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen; ``group`` heads it in a long list."""

    value: str
    label: str
    note: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that is already with the office and waits to be named by an act."""

    id: str
    name: str
    size: str


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that a form chooses from.

    ``organs`` by capacity and ``people`` by where they come from (an organ on
    file, ``officers``, ``any``), or by the name of a question that may be
    answered with fewer (``party_person``).
    """

    law: Law
    today: date
    organs: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)
    people: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)
    claims: tuple[Option, ...] = ()
    items: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)
    """The numbered things on the file, by kind."""
    evidence: tuple[Option, ...] = ()
    uploads: Mapping[str, Upload] = field(default_factory=dict)
    route: str = ""
    """The route of the file, once it is opened."""

    def of(self, question: Question, raw: Mapping[str, object]) -> tuple[Option, ...]:
        """The answers to choose from; empty for a question answered in words.

        The answers about a finding that ``raw`` already names are in that
        finding's words (符合 or 存在).
        """
        offer = _OFFERS.get(question.kind)
        offered = offer(self, question) if offer else ()
        finding = self.law.policy.pack.findings.get(str(raw.get("finding", "")))
        return _worded(offered, finding) if finding and question.of == "answer" else offered


KINDS = {
    "scope": "适用对象",
    "error": "失误",
    "matter": "适用事项",
    "nature": "失误的性质",
    "exclusion": "不适用容错免责的情形",
    "threshold": "严重后果或影响",
    "condition": "适用条件",
    "conflict": "与上位规定的关系",
    "source": "上位规定",
    "circumstance": "减轻、从轻的情节",
}
"""The groups of findings as a list of them is headed."""


def _worded(offered: tuple[Option, ...], finding: Finding) -> tuple[Option, ...]:
    words = dict(zip(("established", "not_established"), finding.words, strict=True))
    return tuple(replace(option, label=words.get(option.value, option.label)) for option in offered)


def _listed(sources: Sources, question: Question) -> tuple[Option, ...]:
    rows = question.choices or sources.law.choices(question.of or "")
    if question.of == _MEASURE and sources.route:
        rows = tuple(row for row in rows if sources.route in (row.group or "").split())
    return tuple(Option(row.id, row.label, row.note or "") for row in rows)


_MEASURE = "measure"
"""The list whose rows are grouped by the routes on which each measure can be given."""


def _findings(sources: Sources, question: Question) -> tuple[Option, ...]:
    kinds = question.of.split(",") if question.of else list(KINDS)
    pack = sources.law.policy.pack
    return tuple(_finding(sources.law, each) for each in pack.findings.values() if each.kind in kinds)


def _finding(law: Law, finding: Finding) -> Option:
    return Option(finding.id, finding.label, law.policy.pack.clauses[finding.clause].label, KINDS[finding.kind])


def _clauses(sources: Sources, question: Question) -> tuple[Option, ...]:
    del question
    clauses = sources.law.policy.pack.clauses
    return tuple(Option(str(ref), each.label, _opening(each.text)) for ref, each in clauses.items() if each.text)


def _opening(text: str) -> str:
    """So much of a clause that one knows it again; the whole stands a click away."""
    return text if len(text) <= _GLIMPSE else text[:_GLIMPSE] + "……"


_GLIMPSE = 18


def _readings(sources: Sources, question: Question) -> tuple[Option, ...]:
    del question
    return tuple(Option(each.id, each.label) for each in sources.law.policy.pack.readings.values())


def _reading_values(sources: Sources, question: Question) -> tuple[Option, ...]:
    del question
    readings = sources.law.policy.pack.readings.values()
    return tuple(
        Option(f"{each.id}={value.id}", value.label, group=each.label) for each in readings for value in each.values
    )


def _standings(sources: Sources, question: Question) -> tuple[Option, ...]:
    del question
    return tuple(Option(each.id, each.label) for each in sources.law.policy.pack.standings.values())


def _decisions(sources: Sources, question: Question) -> tuple[Option, ...]:
    del question
    kinds = sources.law.policy.pack.decisions.values()
    return tuple(Option(kind.id, kind.label) for kind in kinds if kind.in_decision)


def _people(sources: Sources, question: Question) -> tuple[Option, ...]:
    return sources.people.get(question.name) or sources.people.get(question.of or "any", ())


def _organs(sources: Sources, question: Question) -> tuple[Option, ...]:
    return sources.organs.get(question.of or "", ())


def _claims(sources: Sources, question: Question) -> tuple[Option, ...]:
    del question
    return sources.claims


def _items(sources: Sources, question: Question) -> tuple[Option, ...]:
    return sources.items.get(question.of or "", ())


def _evidence(sources: Sources, question: Question) -> tuple[Option, ...]:
    del question
    return sources.evidence


_OFFERS = {
    "choice": _listed,
    "finding": _findings,
    "findings": _findings,
    "clause": _clauses,
    "reading": _readings,
    "reading_value": _reading_values,
    "standing": _standings,
    "decision": _decisions,
    "person": _people,
    "people": _people,
    "organ": _organs,
    "claim": _claims,
    "item": _items,
    "items": _items,
    "citations": _evidence,
}
