"""Where what people wrote in a draft contradicts the file or the law: days, clauses, quotations, outcomes, numbers.

Only what was written by hand is looked at; the assembled words are the file's own. A day that somebody writes must be
one that the file or the assembled document knows; whoever means another one brings it on file first.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from rongcuo.base import Place, Problem
from rongcuo.documents import Document, Paragraph
from rongcuo.law import Pack
from rongcuo.office.reading import CaseReading

_DAY = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日|(\d{4})-(\d{1,2})-(\d{1,2})")
_CLAUSE = re.compile(r"[一二三四五六七八九十]、?（[一二三四五六七八九十]+）\d*")
_QUOTED = re.compile(r"规定：“([^”]*)”")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}〔\d{4}〕\d+号")


def contradictions(document: Document, assembled: Document, reading: CaseReading) -> Iterator[Problem]:
    """Every contradiction of the edited paragraphs to the law and to the file, by block."""
    yield from against_the_law(document, assembled, reading.context.policy.pack)
    known = _known(assembled)
    for id_, text in _rewritten(document, assembled):
        for look in _AT_THE_FILE:
            yield from look(id_, text, known, reading)


def against_the_law(document: Document, assembled: Document, pack: Pack) -> Iterator[Problem]:
    """Required paragraphs that were taken out, clauses that there are not, quotations that are not verbatim."""
    after, known = _paragraphs(document), _known(assembled)
    for id_, block in _paragraphs(assembled).items():
        if block.required and id_ not in after:
            yield _problem(id_, "documents.required_taken_out", text=block.text[:20])
    for id_, text in _rewritten(document, assembled):
        for look in _AT_THE_LAW:
            yield from look(id_, text, known, pack)


def _known(assembled: Document) -> str:
    return "\n".join(block.text for block in _paragraphs(assembled).values())


def _rewritten(document: Document, assembled: Document) -> Iterator[tuple[str, str]]:
    """The paragraphs that people wrote, with the ids of their blocks."""
    before = _paragraphs(assembled)
    for id_, block in _paragraphs(document).items():
        if id_ not in before or block.text != before[id_].text:
            yield id_, block.text


def _paragraphs(document: Document) -> Mapping[str, Paragraph]:
    blocks = (*document.body, *(block for annex in document.annexes for block in annex.body))
    return {block.id: block for block in blocks if isinstance(block, Paragraph)}


def _days(text: str) -> set[tuple[int, ...]]:
    return {tuple(int(part) for part in found if part) for found in _DAY.findall(text)}


def _foreign_days(id_: str, text: str, known: str, reading: CaseReading) -> Iterator[Problem]:
    on_file = {(day.year, day.month, day.day) for day in _on_file(reading)}
    for day in sorted(_days(text) - _days(known) - on_file):
        yield _problem(id_, "documents.day_not_on_file", day="{}年{}月{}日".format(*day))


def _on_file(reading: CaseReading) -> Iterator[date]:
    yield from (done.on for done in reading.state.done)
    yield from reading.state.announced.values()
    yield from (limit.last_day for limit in reading.limits.values())


def _foreign_clauses(id_: str, text: str, _: str, pack: Pack) -> Iterator[Problem]:
    labels = {clause.label for clause in pack.clauses.values()}
    for found in _CLAUSE.findall(text):
        if found.replace("、", "") not in labels:
            yield _problem(id_, "documents.no_such_clause", clause=found)


def _false_quotations(id_: str, text: str, known: str, pack: Pack) -> Iterator[Problem]:
    words = [clause.text for clause in pack.clauses.values()]
    for quoted in _QUOTED.findall(text):
        if quoted not in known and not any(quoted in clause for clause in words):
            yield _problem(id_, "documents.not_verbatim", quoted=quoted)


def _other_outcomes(id_: str, text: str, known: str, reading: CaseReading) -> Iterator[Problem]:
    """A decision document names no other outcome than the one decided."""
    decision = reading.state.decision
    if decision is None:
        return
    kinds = reading.context.policy.pack.decisions
    own = kinds[decision.proposal.decision].label
    for kind in kinds.values():
        if f"决定{kind.label}" in text and kind.label != own and kind.label not in known:
            yield _problem(id_, "documents.other_outcome", found=kind.label, decided=own)


def _foreign_numbers(id_: str, text: str, known: str, reading: CaseReading) -> Iterator[Problem]:
    on_file = {document.number for document in reading.state.documents} | {reading.row.number}
    on_file.add(reading.context.policy.pack.title.number)
    for number in _NUMBER.findall(text):
        if number not in known and not any(number.endswith(each) for each in on_file):
            yield _problem(id_, "documents.number_not_on_file", number=number)


def _problem(id_: str, code: str, **params: object) -> Problem:
    return Problem(code, params, Place(field=id_))


_AT_THE_LAW: tuple[Callable[[str, str, str, Pack], Iterator[Problem]], ...] = (_foreign_clauses, _false_quotations)
_AT_THE_FILE: tuple[Callable[[str, str, str, CaseReading], Iterator[Problem]], ...] = (
    _foreign_days,
    _other_outcomes,
    _foreign_numbers,
)
