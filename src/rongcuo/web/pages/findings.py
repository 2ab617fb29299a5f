"""二、申辩、认定与证据: claims, findings, and what can still change the result."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rongcuo.base import Answer
from rongcuo.casefile.state import Claim, FindingOnFile
from rongcuo.determination import Determination
from rongcuo.web.marks import Badge, Chip, badge
from rongcuo.web.pages.onfile import OnFile


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence within a list; ``bearing`` is 支持 or 反对."""

    number: int
    title: str
    bearing: str
    address: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding in force."""

    id: str
    label: str
    chip: Chip | None
    badge: Badge
    by: str
    evidence: tuple[Piece, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim of the party beside the finding it concerns and its answer."""

    number: int
    statement: str
    chip: Chip | None
    finding: str
    badge: Badge
    by: str
    evidence: tuple[Piece, ...]
    answered: str
    answer: str
    address: str
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class MissingRow:
    """An open finding that can still change the result; ``asked`` says that it was looked into in vain."""

    label: str
    chip: Chip | None
    badge: Badge
    asked: str
    address: str


def claim_rows(on: OnFile, may_answer: bool) -> tuple[ClaimRow, ...]:
    """The claims that the reader may see; ``may_answer`` gives each open one its link."""
    return tuple(_claim(claim, on, may_answer) for claim in on.state.claims if on.sees(claim.entry))


def finding_rows(on: OnFile) -> tuple[FindingRow, ...]:
    """The findings in force in the order of the law, without those shown beside a claim."""
    claimed = {claim.target for claim in on.state.claims if on.sees(claim.entry)}
    order = (name for name in on.law.policy.pack.findings if name not in claimed)
    found = (on.state.findings.get(name) for name in order)
    return tuple(finding_row(each, on) for each in found if each and on.sees(each.entry))


def finding_row(found: FindingOnFile, on: OnFile) -> FindingRow:
    """One finding in force."""
    finding = on.law.policy.pack.findings[found.finding]
    return FindingRow(
        id=finding.id,
        label=finding.label,
        chip=on.law.chip(finding.clause),
        badge=badge(finding, found.answer),
        by=f"{on.people(found.officers)}，第{found.entry}条" + ("，与登记推导不同" if found.against_facts else ""),
        evidence=tuple(_pieces(found, on)),
        reason=on.text(found.reason),
    )


def missing_rows(determination: Determination, on: OnFile, may_record: bool) -> tuple[MissingRow, ...]:
    """What can still change the result; never in which direction."""
    return tuple(_missing(name, on, may_record) for name in determination.missing)


def immaterial(determination: Determination, on: OnFile) -> str:
    """How many open findings can no longer matter."""
    known = on.law.policy.pack.findings
    answers = (on.state.findings[name].answer if name in on.state.findings else Answer.UNDETERMINED for name in known)
    rest = sum(answer.is_open for answer in answers) - len(determination.missing)
    return f"其余{rest}项未查清的，不影响结果。" if rest > 0 else ""


def _claim(claim: Claim, on: OnFile, may_answer: bool) -> ClaimRow:
    finding = on.law.policy.pack.findings[claim.target]
    found = on.state.findings.get(claim.target)
    found = found if found and on.sees(found.entry) else None
    return ClaimRow(
        number=claim.number,
        statement=on.text(claim.statement),
        chip=on.law.chip(finding.clause),
        finding=finding.label,
        badge=badge(finding, found.answer if found else Answer.UNDETERMINED),
        by=f"{on.people(found.officers)}，第{found.entry}条" if found else "尚无人认定",
        evidence=tuple(_pieces(found, on)) if found else (),
        answered=on.law.choice("adoption", claim.adopted) if on.sees(claim.answer_entry) else "",
        answer=on.text(claim.answer),
        address=on.act_address("answer_claim", claim=claim.number) if may_answer and not claim.withdrawn else "",
        withdrawn=on.sees(claim.withdrawn),
    )


def _pieces(found: FindingOnFile, on: OnFile) -> Iterator[Piece]:
    evidence = {piece.number: piece for piece in on.state.evidence}
    for bearing in found.evidence:
        piece = evidence[bearing.number]
        address = on.file(piece.files[0]).address if piece.files else ""
        yield Piece(piece.number, on.text(piece.title), "支持" if bearing.supports else "反对", address)


def _missing(name: str, on: OnFile, may_record: bool) -> MissingRow:
    finding = on.law.policy.pack.findings[name]
    found = on.state.findings.get(name)
    mark = badge(finding, found.answer if found else Answer.UNDETERMINED)
    address = on.act_address("record_finding", finding=name) if may_record else ""
    asked = "查而未明" if found and found.answer is Answer.UNDETERMINED else ""
    return MissingRow(finding.label, on.law.chip(finding.clause), mark, asked, address)


def settled(names: Iterable[str], on: OnFile) -> int:
    """How many of ``names`` have an answer that is not open."""
    found = (on.state.findings.get(name) for name in names)
    return sum(1 for each in found if each and not each.answer.is_open)
