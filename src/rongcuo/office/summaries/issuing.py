"""The report of a year: prepared from the figures, edited by paragraph, issued once, frozen with what it counted."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from rongcuo.base import Place, Problem, Refusal
from rongcuo.base.canonical import canonical
from rongcuo.casefile.labels import Labels
from rongcuo.documents import (
    SHIPPED,
    Document,
    Paragraph,
    Rendered,
    assemble,
    editable,
    edited,
    read_wordings,
    render,
)
from rongcuo.documents.freezing import frozen, thawed
from rongcuo.office import clock, law
from rongcuo.office.documents.issuing import fonts
from rongcuo.office.files import storage
from rongcuo.office.files.numbering import allot
from rongcuo.office.people import recording
from rongcuo.office.people.models import District, Organ, Person
from rongcuo.office.summaries.answers import SummaryAnswers, problems_of
from rongcuo.office.summaries.gathering import ISSUES, Gathered, gather, organs_of
from rongcuo.office.summaries.models import IssuedSummary, summary_body
from rongcuo.reports.figures import FIGURES
from rongcuo.reports.view import Period

KIND = "annual_report"
GROUP = "报"
MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_REQUEST = re.compile(r"请予?(?:批示|批复|批准|审批|审定)|妥否|当否")
"""What asks for an answer: a report carries no request (GB/T 9704-2012, 党政机关公文处理工作条例)."""


@dataclass(frozen=True)
class Prepared:
    """The report of a year as it would be issued now, or what keeps it from being drawn up."""

    gathered: Gathered
    organ: Organ | None
    document: Document | None
    problems: tuple[Problem, ...]
    refusals: tuple[Refusal, ...]

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """What people may edit."""
        return tuple(block for block in self.document.body if isinstance(block, Paragraph)) if self.document else ()


def prepare(person: Person, year: int, words: Mapping[str, str] | None = None) -> Prepared:
    """The report for whoever draws it up; raises ``LookupError`` for others."""
    gathered = gather(person, year)
    if gathered is None:
        message = "the person draws no summary up"
        raise LookupError(message)
    organ = _organ(person)
    document, problems = _document(gathered, person, organ) if organ else (None, ())
    if document is not None and words:
        document = edited(document, {block: text.strip() for block, text in words.items()})
    wrong = (*problems, *(_requests(document) if document else ()))
    return Prepared(gathered, organ, document, wrong, tuple(_refusals(gathered, organ)))


def issue(person: Person, year: int, words: Mapping[str, str]) -> IssuedSummary | tuple[Problem | Refusal, ...]:
    """Number, print and freeze the report in one transaction that the district's register keeps; once for a year."""
    with transaction.atomic():
        district = District.objects.select_for_update().get(pk=person.district_id)
        found = prepare(person, year, words)
        heads = organs_of(person, clock.today(), ISSUES)
        reasons: tuple[Problem | Refusal, ...] = (*found.refusals, *found.problems)
        if found.organ is None or str(found.organ.pk) not in heads:
            reasons = (*reasons, Refusal("annual.not_the_head"))
        if reasons or found.document is None or found.organ is None:
            return reasons
        return _issued(district, person, found, found.document, found.organ)


def _issued(
    district: District, person: Person, found: Prepared, document: Document, organ: Organ
) -> IssuedSummary | tuple[Problem, ...]:
    today = clock.today()
    number = allot(district, organ.short_name + GROUP, today.year)
    rendered = render(replace(document, number=number, issued_on=today), fonts_dir=fonts())
    if not isinstance(rendered, Rendered):
        transaction.set_rollback(True)
        return rendered
    summary = found.gathered.summary
    kept = canonical({"summary": json.loads(json.dumps(summary.dump())), "files": dict(summary.files)})
    row = IssuedSummary(
        district=district, year=found.gathered.year, organ=organ, number=number, title=document.title,
        issued_on=today, issued_by=person, sha256=storage.keep(rendered.pdf), content=storage.keep(frozen(document)),
        figures=storage.keep(kept),
    )  # fmt: skip
    row.save(force_insert=True)
    recording.record(district, person, "summary_issued", summary_body(row))
    return row


def issued(district: District) -> tuple[IssuedSummary, ...]:
    """The reports that were issued, the latest year first."""
    return tuple(IssuedSummary.objects.filter(district=district).select_related("organ", "issued_by"))


def kept(district: District, identity: str, form: str) -> tuple[bytes, str] | None:
    """A report as it was issued, with a name for it; none where there is none."""
    try:
        row = IssuedSummary.objects.select_related("issued_by").get(district=district, pk=UUID(identity))
    except (ValueError, IssuedSummary.DoesNotExist):
        return None
    name = f"{row.title} {row.number}.{form}"
    if form == "pdf":
        with storage.open_body(row.sha256) as body:
            return body.read(), name
    with storage.open_body(row.content) as body:
        document = thawed(body.read())
    made = editable(replace(document, number=row.number, issued_on=row.issued_on, signers=(row.issued_by.name,)))
    return (made, name) if isinstance(made, bytes) else None


def drawn(found: Prepared, form: str) -> bytes | None:
    """The draft as PDF or .docx; none where it cannot be drawn."""
    if found.document is None:
        return None
    if form == "docx":
        made = editable(found.document)
        return made if isinstance(made, bytes) else None
    rendered = render(found.document, fonts_dir=fonts())
    return rendered.pdf if isinstance(rendered, Rendered) else None


def _organ(person: Person) -> Organ | None:
    """The organ that reports: the one whose head the person is, else one for which he or she draws up."""
    today = clock.today()
    wanted = organs_of(person, today, ISSUES) or organs_of(person, today)
    return Organ.objects.filter(pk__in=wanted).order_by("name").first()


def _document(gathered: Gathered, person: Person, organ: Organ) -> tuple[Document | None, tuple[Problem, ...]]:
    wordings, problems = read_wordings(SHIPPED, Path(settings.HOME) / "wordings")
    wrong = tuple(problem for problem in problems if problem.place.file == f"{KIND}.toml")
    if wrong or KIND not in wordings:
        return None, wrong or (Problem("documents.no_wording", {"kind": KIND}),)
    unknown = problems_of(wordings[KIND])
    if unknown:
        return None, unknown
    labels = Labels(law.district_policy(gathered.district))
    made = assemble(wordings[KIND], SummaryAnswers(gathered, organ, person, labels, late(gathered)))
    return (made, ()) if isinstance(made, Document) else (None, made)


def late(gathered: Gathered) -> Mapping[str, tuple[int, int]]:
    """Figures of the year before that have changed since its report was issued: they are told in this report."""
    earlier = IssuedSummary.objects.filter(district=gathered.district, year=gathered.year - 1).first()
    if earlier is None:
        return {}
    with storage.open_body(earlier.figures) as body:
        then = json.loads(body.read())["summary"]["figures"]
    units = {"次": "acts", "人次": "files", "人": "persons", "个": "units", "件": "matters"}
    pairs = {
        name: (int(then[name][units[figure.unit]]), gathered.before.value(name))
        for name, figure in FIGURES.items()
        if name in then
    }
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _requests(document: Document) -> Iterator[Problem]:
    for block in document.body:
        words = _REQUEST.search(block.text) if isinstance(block, Paragraph) else None
        if words and "规定：“" not in getattr(block, "text", ""):
            yield Problem("annual.holds_request", {"words": words.group()}, Place(field=block.id))


def _refusals(gathered: Gathered, organ: Organ | None) -> Iterator[Refusal]:
    if Period.year(gathered.year).last >= clock.today():
        yield Refusal("annual.year_not_over", {"year": gathered.year})
    if IssuedSummary.objects.filter(district=gathered.district, year=gathered.year).exists():
        yield Refusal("annual.issued_already", {"year": gathered.year})
    if organ is not None and not organ.short_name:
        yield Refusal("annual.no_code", {"organ": organ.name})
