"""The page of an act: fields, the clause beside them, what will be recorded."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rongcuo.base import ClauseRef
from rongcuo.casefile import ACTS, Context, VoteRule, questions
from rongcuo.casefile.acts import Ballot
from rongcuo.casefile.voting import count
from rongcuo.law.procedure import ActRow
from rongcuo.web.clauses import Law
from rongcuo.web.forms.showing import Field
from rongcuo.web.marks import Chip
from rongcuo.web.pages.case import Step
from rongcuo.web.pages.derived import follows
from rongcuo.web.pages.findings import finding_row
from rongcuo.web.pages.onfile import OnFile
from rongcuo.web.pages.policy import Interpreted, settled

_ASIDES = 3
"""No more clauses stand beside a form; every field still folds out its own."""


_BASES = {
    "entitled": "应到会人数的",
    "without_recused": "应到会人数（回避的不计入）的",
    "present": "到会人数的",
    "voting": "同意和不同意人数（弃权的不计入）的",
}
"""Whose number a majority is more than a share of."""


_SECRECY = {"open": "", "secret": "；无记名投票，只记到会人员和票数"}
"""What is said of how the body votes."""


@dataclass(frozen=True, slots=True)
class ReadingNote:
    """The reading in force for a clause."""

    question: str
    value: str
    settled: str
    address: str
    """Where the interpretations of it stand."""


@dataclass(frozen=True, slots=True)
class ClauseAside:
    """A clause beside the form, with the words in question marked."""

    chip: Chip
    passage: tuple[tuple[str, bool], ...]
    before: str
    quote: str
    after: str
    readings: tuple[ReadingNote, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilingOffer:
    """A prior filing of the party's organisation, beside the form of a finding that it can bear on."""

    id: str
    label: str
    note: str


@dataclass(frozen=True)
class ActPage:
    """Everything the page of an act shows."""

    title: str
    under: str
    trail: tuple[Step, ...]
    address: str
    draft_address: str
    key: str
    version: int
    fields: tuple[Field, ...]
    clauses: tuple[ClauseAside, ...]
    earlier: tuple[str, ...]
    vote_rule: str
    """How the deciding body counts, above its roll; empty on every other form."""
    submit: str
    will_record: str
    irreversible: bool
    barred: bool
    has_draft: bool
    draft_note: str
    filings: tuple[FilingOffer, ...] = ()
    """The unit's prior filings that can be brought as evidence for the finding."""
    similar: str = ""
    """Where similar cases are shown, on the forms that propose or decide."""


def title_of(row: ActRow, raw: Mapping[str, object], law: Law) -> str:
    """``记录认定：集体研究``: the act, with the finding it is about."""
    finding = str(raw.get("finding", ""))
    return f"{row.label}：{law.finding(finding)}" if finding in law.policy.pack.findings else row.label


def asides(
    row: ActRow, raw: Mapping[str, object], law: Law, settling: Sequence[Interpreted] = ()
) -> tuple[ClauseAside, ...]:
    """The clauses of the act, first of all that of the finding; ``settling`` are interpretations of readings."""
    finding = law.policy.pack.findings.get(str(raw.get("finding", "")))
    if finding is not None:
        return (_aside(finding.clause, law, settling, finding.quote or "", finding.evidence),)
    asked = (question.clause for question in questions(ACTS[row.id]))
    cited = dict.fromkeys(ref for ref in (row.clause, *asked) if ref in law.policy.pack.clauses)
    return tuple(_aside(ref, law, settling) for ref in list(cited)[:_ASIDES] if ref is not None)


def earlier(raw: Mapping[str, object], on: OnFile) -> tuple[str, ...]:
    """The finding in force and the party's own claims about it."""
    return tuple(_earlier(str(raw.get("finding", "")), on))


def will_record(row: ActRow, sequence: int, *, last: bool = False) -> str:
    """What submitting means; ``last`` on the page after which nothing is asked any more."""
    ahead = "下一页先核对内容。" if row.irreversible and not last else ""
    return f"提交后成为本案卷第{sequence}条记录，不能修改或者删除。{ahead}"


def vote_rule(context: Context, organ: str | None) -> str:
    """The deciding body's own rule in words; numbers of persons only where no vote can change them."""
    rule = context.vote_rule
    if rule is None:
        return "本机关尚未登记到会人数和表决规则，请系统管理员在“机关与单位”中登记。"
    members = context.in_post(organ, "member")
    tally = count([Ballot(member=member, attendance="present", vote="none") for member in members], rule)
    needed = f"（至少{tally.needed}人）" if rule.base == "entitled" else ""
    return (
        f"应到会{tally.entitled}人，到会不少于{tally.quorum}人可以开会；"
        f"超过{_BASES[rule.base]}{_share(rule)}{needed}同意为通过{_SECRECY[rule.secrecy]}"
        + (f"；依据{rule.source}。" if rule.source else "。")
    )


def _share(rule: VoteRule) -> str:
    """半数, or another share as it is said."""
    share = rule.majority
    return "半数" if share.denominator == 2 else f"{share.denominator}分之{share.numerator}"


def _aside(
    ref: ClauseRef, law: Law, settling: Sequence[Interpreted], quote: str = "", evidence: Iterable[str] = ()
) -> ClauseAside:
    chip = law.chip(ref)
    if chip is None:
        message = f"{ref} is no clause of this regulation"
        raise LookupError(message)
    before, found, after = law.text(ref).partition(quote) if quote else ("", "", "")
    readings = tuple(_reading_notes(ref, law, settling))
    return ClauseAside(chip, law.passage(ref), before, found, after, readings, tuple(evidence))


def _reading_notes(ref: ClauseRef, law: Law, settling: Sequence[Interpreted]) -> Iterator[ReadingNote]:
    for reading in law.policy.pack.readings.values():
        if reading.clause == ref:
            chosen = law.policy.readings[reading.id]
            value = next(value.label for value in reading.values if value.id == chosen)
            yield ReadingNote(
                reading.question, value, settled(reading, chosen, settling), f"/interpretations/?reading={reading.id}"
            )


def _earlier(finding: str, on: OnFile) -> Iterator[str]:
    found = on.state.findings.get(finding)
    if finding and found is None:
        yield "本项尚无认定。"
    if said := follows(finding, on):
        yield said
    if found is not None and on.sees(found.entry):
        row = finding_row(found, on)
        yield f"{row.badge.word}，{row.by}。{row.reason}"
    for claim in on.state.claims:
        if claim.target == finding and on.sees(claim.entry):
            yield f"当事人在申辩第{claim.number}项主张：“{on.text(claim.statement)}”"
