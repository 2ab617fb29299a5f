"""The names that a wording may ask a case file for, besides the fields of its acts."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rongcuo.base import Problem
from rongcuo.casefile import ACTS, limits_on_file
from rongcuo.casefile.acts import Decide, Deliberate, NotifyRights
from rongcuo.casefile.limits import DEFENCE
from rongcuo.casefile.state import FindingOnFile, Tally
from rongcuo.documents import Row, Said, Source, Wording, misplaced
from rongcuo.law import Pack
from rongcuo.law.procedure import ProcedureTable
from rongcuo.office.documents.onfile import SUBJECT, DocumentFile, act_lists, act_values, printed
from rongcuo.office.people.models import Organ
from rongcuo.procedure.limits import count_from, deadline_of
from rongcuo.workdays import weekday_zh

Teller = Callable[[DocumentFile], Said]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: the fields of its rows, and the rows on a file."""

    fields: frozenset[str]
    rows: Callable[[DocumentFile], Iterable[Row]]


# The party.


def _party_name(file: DocumentFile) -> str:
    opened = file.state.file
    return file.person(opened.party_person) if opened.party_person else file.organ(opened.organisation)


def _is_person(file: DocumentFile) -> bool:
    return file.state.file.party_kind == "person"


def _recipient(file: DocumentFile) -> str:
    """Name, organisation and post, as one reads them out: 张三，某局副局长."""
    opened = file.state.file
    if not _is_person(file):
        return _party_name(file)
    return "，".join(filter(None, (_party_name(file), file.organ(opened.organisation) + file.words(opened.post))))


def _opening(tell: Callable[[DocumentFile], str]) -> Teller:
    """A value that the opening of the file gave."""
    return lambda file: Said(tell(file), (Source("entry", "1"),))


PARTY: Mapping[str, Teller] = {
    "party.name": _opening(_party_name),
    "party.salutation": _opening(lambda file: _party_name(file) + ("同志" if _is_person(file) else "")),
    "party.recipient": _opening(_recipient),
    "party.you": _opening(lambda file: "你" if _is_person(file) else "你单位"),
    "party.unit": _opening(lambda file: file.organ(file.state.file.organisation)),
    "party.post": _opening(lambda file: file.words(file.state.file.post)),
    "party.rank": _opening(lambda file: file.law.choice("rank", file.state.file.rank) if file.state.file.rank else ""),
    "file.title": _opening(lambda file: file.words(file.state.file.title)),
    "file.matter": _opening(lambda file: file.words(file.state.file.matter)),
    "file.opened_on": _opening(lambda file: printed(file.state.dates.get("opened_on"))),
}

# Organs and people.


def _organ(capacity: str, tell: Callable[[Organ], str]) -> Teller:
    def told(file: DocumentFile) -> Said:
        organ = file.organs.get(file.state.organ(capacity) or "")
        return Said(tell(organ) if organ else "", (Source("office", capacity),))

    return told


_OF_AN_ORGAN: Mapping[str, Callable[[Organ], str]] = {
    "name": lambda organ: organ.name,
    "address": lambda organ: organ.address,
    "contact": lambda organ: organ.contact,
    "telephone": lambda organ: organ.telephone,
}
CAPACITIES = ("investigating", "deciding", "superior", "case_review", "appeal", "personnel")

ORGANS: Mapping[str, Teller] = {
    f"{capacity}.{part}": _organ(capacity, tell) for capacity in CAPACITIES for part, tell in _OF_AN_ORGAN.items()
}


def _officers(file: DocumentFile) -> Said:
    record = file.latest("replace_officer") or file.latest("assign_officers")
    return Said(file.people(file.state.officers), file.entry(record.sequence if record else None))


PEOPLE: Mapping[str, Teller] = {
    "handlers.names": _officers,
    "signer.name": lambda _: Said("（待签发）", (Source("office", "signer"),)),  # open until somebody signs
    "regulation.title": lambda file: Said(f"《{file.pack.title.title}》（{file.pack.title.number}）"),
}

# The defence and its limit.


def _clause_of_limit(file: DocumentFile) -> tuple[Source, ...]:
    clause = file.context.table.limits[DEFENCE].clause
    return (Source("clause", str(clause)),) if clause else ()


def _limit_days(file: DocumentFile) -> Said:
    return Said(str(file.context.table.limits[DEFENCE].length), _clause_of_limit(file))


def _counting_rule(file: DocumentFile) -> Said:
    """The sentence that the pack gives for the reading in force (``parameters.counting_rule``)."""
    sentences: Any = file.pack.parameters["counting_rule"]
    return Said(str(sentences[count_from(file.context.table.limits[DEFENCE], file.context.policy.readings)]))


def _on_the_spot(file: DocumentFile) -> date | None:
    act = file.subject
    return act.occurred_on if isinstance(act, NotifyRights) and act.served_on_the_spot else None


def _on_the_spot_last_day(file: DocumentFile) -> Said:
    served = _on_the_spot(file)
    if served is None:
        return Said("")
    limit, context = file.context.table.limits[DEFENCE], file.context
    last = deadline_of(limit, served, context.policy.readings, context.calendar).last_day
    return Said(f"{printed(last)}（{weekday_zh(last)}）", _clause_of_limit(file))


def _last_day(file: DocumentFile) -> Said:
    found = limits_on_file(file.state, file.context.policy, file.context.calendar).get(DEFENCE)
    return Said(f"{printed(found.last_day)}（{weekday_zh(found.last_day)}）" if found else "")


LIMIT: Mapping[str, Teller] = {
    "defence_limit.days": _limit_days,
    "defence_limit.counting_rule": _counting_rule,
    "defence_limit.on_the_spot": lambda file: Said(printed(_on_the_spot(file))),
    "defence_limit.on_the_spot_last_day": _on_the_spot_last_day,
    "defence_limit.last_day": _last_day,
    "waived": lambda file: Said("是" if file.state.waived else ""),
}

# Result and vote.


def _outcome(file: DocumentFile) -> Said:
    """What the act decides that the document is for, or else what was decided last."""
    record = file.latest("decide")
    of_subject = isinstance(file.subject, Decide)
    act = file.subject if of_subject else record.act if record else None
    if not isinstance(act, Decide):
        return Said("")
    measure = file.law.choice("measure", act.measure) if act.measure else ""
    label = file.law.decision(act.decision)
    source = file.about if of_subject else record.sequence if record else None
    return Said(label + (f"（{measure}）" if measure else ""), file.entry(source))


def _vote(file: DocumentFile) -> tuple[Tally | None, int | None]:
    """The count of the vote that the document is for, or else of the latest, with its entry."""
    record = file.recorded(file.about)
    if record is None or not isinstance(record.act, Deliberate):
        record = file.latest("deliberate")
    return (record.derived.tally, record.sequence) if record else (None, None)


def _tally(file: DocumentFile) -> Said:
    tally, entry = _vote(file)
    if tally is None:
        return Said("")
    words = (
        f"应到会{tally.entitled}人，实到会{tally.present}人，回避{tally.recused}人；"
        f"同意{tally.in_favour}票，不同意{tally.against}票，弃权{tally.abstained}票；"
        f"{'表决通过' if tally.carried else '表决未通过'}"
    )
    return Said(words, file.entry(entry))


def _is_open(file: DocumentFile) -> Said:
    tally, _ = _vote(file)
    return Said("是" if tally and tally.secrecy == "open" else "")


RESULT: Mapping[str, Teller] = {
    "result.outcome": _outcome,
    "ballot.tally": _tally,
    "ballot.is_open": _is_open,
}

VALUES: Mapping[str, Teller] = {**PARTY, **ORGANS, **PEOPLE, **LIMIT, **RESULT}
"""Every value by its name."""

# Lists.


def _finding_row(file: DocumentFile, found: FindingOnFile) -> Row:
    finding = file.pack.findings[found.finding]
    fields = {
        "clause": file.pack.clauses[finding.clause].label,
        "finding": finding.label,
        "answer": file.law.choice("answer", found.answer.value),
        "evidence": "、".join(f"证{number}" for number in _numbers(found)) or "—",
        "reason": file.words(found.reason) or "—",
    }
    sources = (Source("finding", found.finding), Source("clause", str(finding.clause)), *file.entry(found.entry))
    return Row(fields, sources)


def _numbers(found: FindingOnFile) -> list[int]:
    return [bearing.number for bearing in found.evidence]


def _findings(*kinds: str) -> Callable[[DocumentFile], Iterator[Row]]:
    """The findings of these kinds, in the order of the law."""

    def rows(file: DocumentFile) -> Iterator[Row]:
        for finding in file.pack.findings.values():
            found = file.state.findings.get(finding.id)
            if found and (not kinds or finding.kind in kinds):
                yield _finding_row(file, found)

    return rows


def _claims(file: DocumentFile) -> Iterator[Row]:
    for claim in file.state.claims:
        finding = file.pack.findings[claim.target]
        answered = file.law.choice("adoption", claim.adopted) if claim.adopted else ""
        fields = {
            "number": str(claim.number),
            "target": finding.label,
            "clause": file.pack.clauses[finding.clause].label,
            "statement": file.words(claim.statement),
            "adopted": "已撤回" if claim.withdrawn else answered or "未答复",
            "answer": file.words(claim.answer) or "—",
        }
        sources = (*file.entry(claim.entry), *file.entry(claim.answer_entry), Source("clause", str(finding.clause)))
        yield Row(fields, sources)


def _evidence(file: DocumentFile) -> Iterator[Row]:
    bearing = _borne(file)
    on = {each.entry: each.on for each in file.state.done}
    for piece in file.state.evidence:
        fields = {
            "number": f"证{piece.number}",
            "title": file.words(piece.title),
            "files": f"{len(piece.files)}件" if piece.files else "—",
            "on": printed(on.get(piece.entry)),
            "entry": f"第{piece.entry}条",
            "proves": "；".join(bearing.get(piece.number, ())) or "—",
        }
        yield Row(fields, file.entry(piece.entry))


def _borne(file: DocumentFile) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {}
    for finding in file.state.findings.values():
        for number in _numbers(finding):
            found.setdefault(number, []).append(file.law.finding(finding.finding))
    return found


def _defences(file: DocumentFile) -> Iterator[Row]:
    for defence in file.state.standing_defences:
        fields = {"on": printed(defence.filed_on), "in_time": "期限内" if defence.in_time else "逾期"}
        yield Row(fields, file.entry(defence.entry))


def _dissents(file: DocumentFile) -> Iterator[Row]:
    record = file.latest("deliberate")
    sources = file.entry(record.sequence if record else None)
    for ballot in getattr(record.act, "ballots", ()) if record else ():
        if ballot.opinion is not None:
            yield Row({"member": file.person(ballot.member), "opinion": file.words(ballot.opinion)}, sources)


def _effects(file: DocumentFile) -> Iterator[Row]:
    for order in file.state.effect_orders:
        fields = {
            "number": str(order.number),
            "effect": file.law.choice("effect", order.effect),
            "beneficiary": file.law.choice("beneficiary", order.beneficiary),
            "organ": file.organ(order.organ),
            "result": file.law.choice("effect_result", order.result) if order.result else "未回执",
        }
        yield Row(fields, file.entry(order.entry))


_FINDING = frozenset({"clause", "finding", "answer", "evidence", "reason"})
LISTS: Mapping[str, Listing] = {
    "findings": Listing(_FINDING, _findings()),
    "matters": Listing(_FINDING, _findings("matter", "nature")),
    "exclusions": Listing(_FINDING, _findings("exclusion")),
    "thresholds": Listing(_FINDING, _findings("threshold")),
    "conditions": Listing(_FINDING, _findings("condition", "conflict", "source")),
    "circumstances": Listing(_FINDING, _findings("circumstance")),
    "claims": Listing(frozenset({"number", "target", "clause", "statement", "adopted", "answer"}), _claims),
    "evidence": Listing(frozenset({"number", "title", "files", "on", "entry", "proves"}), _evidence),
    "defences": Listing(frozenset({"on", "in_time"}), _defences),
    "dissents": Listing(frozenset({"member", "opinion"}), _dissents),
    "effects": Listing(frozenset({"number", "effect", "beneficiary", "organ", "result"}), _effects),
}
"""Every list by its name."""


def problems_of(wording: Wording, pack: Pack) -> tuple[Problem, ...]:
    """What the wording asks for that no file under this policy could tell."""
    table = pack.procedure
    known = {*VALUES, *_clauses(pack), *_of_acts(wording, table)} if table else set()
    lists = {name: listing.fields for name, listing in LISTS.items()} | dict(_lists_of_acts(wording, table))
    return tuple(misplaced(wording, known, lists))


def _clauses(pack: Pack) -> Iterator[str]:
    for ref in pack.clauses:
        yield from (f"clause.{str(ref).replace('.', '_')}.{part}" for part in ("label", "text", "quoted"))


def _of_acts(wording: Wording, table: ProcedureTable) -> Iterator[str]:
    for name, shape in ACTS.items():
        yield from act_values(shape, name)
    for name in _subjects(wording, table):
        yield from act_values(ACTS[name], SUBJECT)


def _lists_of_acts(wording: Wording, table: ProcedureTable | None) -> Iterator[tuple[str, frozenset[str]]]:
    for name, shape in ACTS.items():
        yield from act_lists(shape, name)
    for name in _subjects(wording, table) if table else ():
        yield from act_lists(ACTS[name], SUBJECT)


def _subjects(wording: Wording, table: ProcedureTable) -> tuple[str, ...]:
    """The acts that a document of this kind may be for."""
    row = table.documents.get(wording.kind)
    made_with = tuple(act.id for act in table.acts.values() if wording.kind in act.documents)
    return (row.after if row else ()) or made_with
