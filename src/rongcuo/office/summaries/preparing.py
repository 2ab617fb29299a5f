"""The report of a year up to its issue: assembled from the figures, edited by paragraph, read by a second person."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from rongcuo.base import Place, Problem, Refusal
from rongcuo.casefile.labels import Labels
from rongcuo.documents import SHIPPED, Document, Paragraph, Rendered, assemble, editable, read_wordings, render
from rongcuo.office import clock, law
from rongcuo.office.documents.contradictions import against_the_law
from rongcuo.office.documents.issuing import content_digest, fonts
from rongcuo.office.documents.second_reader import (
    against_review,
    keep_edits,
    keep_review,
    stale_blocks,
    with_edits,
    words_of,
)
from rongcuo.office.files import storage
from rongcuo.office.outcomes import Refused
from rongcuo.office.people.models import Appointment, Organ, Person
from rongcuo.office.summaries.answers import SummaryAnswers, problems_of
from rongcuo.office.summaries.gathering import CLAUSE, ISSUES, Gathered, gather, organs_of
from rongcuo.office.summaries.models import IssuedSummary, SummaryDraft
from rongcuo.reports.figures import FIGURES
from rongcuo.reports.view import Period

KIND = "annual_report"
_REQUEST = re.compile(r"请予?(?:批示|批复|批准|审批|审定)|妥否|当否")
"""What asks for an answer: a report carries no request (GB/T 9704-2012, 党政机关公文处理工作条例)."""


@dataclass(frozen=True, slots=True)
class Written:
    """A paragraph as the figures make it, what stands there now, and whether that was written over other figures."""

    block: Paragraph
    text: str
    is_stale: bool


@dataclass(frozen=True)
class Prepared:
    """The report of a year as it would be issued now, or what keeps it from being drawn up.

    ``assembled`` is what the figures make of the wording, ``document`` that with what people wrote.
    """

    gathered: Gathered
    organ: Organ | None
    draft: SummaryDraft | None
    assembled: Document | None
    document: Document | None
    problems: tuple[Problem, ...]
    refusals: tuple[Refusal, ...]

    @property
    def paragraphs(self) -> tuple[Written, ...]:
        """What people may edit, also what somebody has taken out."""
        if self.assembled is None or self.document is None:
            return ()
        now, stale = words_of(self.document), stale_blocks(self.assembled, self.draft)
        blocks = (block for block in self.assembled.body if isinstance(block, Paragraph))
        return tuple(Written(block, now.get(block.id, ""), block.id in stale) for block in blocks)

    @property
    def content(self) -> str:
        """The digest of what the report says; empty where there is none."""
        return content_digest(self.document) if self.document else ""

    @property
    def is_reviewed(self) -> bool:
        """Whether it was reviewed as it is; figures and words may have changed since."""
        return self.draft is not None and self.draft.is_reviewed and self.draft.content == self.content


def prepare(person: Person, year: int) -> Prepared:
    """The report for whoever draws it up; raises ``LookupError`` for others."""
    gathered = gather(person, year)
    if gathered is None:
        message = "the person draws no summary up"
        raise LookupError(message)
    organ = _organ(person)
    draft = SummaryDraft.objects.filter(district=gathered.district, year=year).first()
    assembled, problems = _assembled(gathered, organ) if organ else (None, ())
    document = with_edits(assembled, draft) if assembled else None
    wrong = (*problems, *(_wrong(document, assembled, gathered) if document and assembled else ()))
    return Prepared(gathered, organ, draft, assembled, document, wrong, tuple(_refusals(gathered, organ)))


def edit(person: Person, found: Prepared, words: Mapping[str, str]) -> SummaryDraft | Refused:
    """Keep what the person wrote in place of the paragraphs; a change takes the review back. None once it is issued."""
    if found.assembled is None or _is_issued(found.gathered):
        return Refused(found.refusals or (Refusal("document.not_drafted", {"document": str(found.gathered.year)}),))
    with transaction.atomic():
        draft = _draft(person, found)
        keep_edits(draft, found.assembled, words, person)
    return draft


def review(person: Person, found: Prepared, content: str) -> SummaryDraft | Refused:
    """核稿: the person has read the content with this digest and finds it right."""
    label = found.document.title if found.document else str(found.gathered.year)
    is_current = found.document is not None and content == found.content
    problems = len(found.problems)
    reasons = against_review(found.draft, person, is_current=is_current, problems=problems, label=label, clause=CLAUSE)
    refusals = tuple(reasons)
    if refusals or found.document is None:
        return Refused(refusals)
    with transaction.atomic():
        draft = _draft(person, found)
        keep_review(draft, found.document, person)
    return draft


def drawn(found: Prepared, form: str) -> bytes | None:
    """The draft as PDF or .docx; none where it cannot be drawn."""
    if found.document is None:
        return None
    if form == "docx":
        made = editable(found.document)
        return made if isinstance(made, bytes) else None
    rendered = render(found.document, fonts_dir=fonts())
    return rendered.pdf if isinstance(rendered, Rendered) else None


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


def _draft(person: Person, found: Prepared) -> SummaryDraft:
    """The row of the draft, locked; a fresh one where nobody has begun."""
    district, year = found.gathered.district, found.gathered.year
    begun = {"drafted_by": person, "drafted_at": clock.now()}
    row, _ = SummaryDraft.objects.select_for_update().get_or_create(district=district, year=year, defaults=begun)
    return row


def _organ(person: Person) -> Organ | None:
    """The organ that reports: the one whose head the person is, else one for which he or she draws up."""
    today = clock.today()
    wanted = organs_of(person, today, ISSUES) or organs_of(person, today)
    return Organ.objects.filter(pk__in=wanted).order_by("name").first()


def _assembled(gathered: Gathered, organ: Organ) -> tuple[Document | None, tuple[Problem, ...]]:
    wordings, problems = read_wordings(SHIPPED, Path(settings.HOME) / "wordings")
    wrong = tuple(problem for problem in problems if problem.place.file == f"{KIND}.toml")
    if wrong or KIND not in wordings:
        return None, wrong or (Problem("documents.no_wording", {"kind": KIND}),)
    unknown = problems_of(wordings[KIND])
    if unknown:
        return None, unknown
    labels = Labels(law.district_policy(gathered.district))
    made = assemble(wordings[KIND], SummaryAnswers(gathered, organ, _heads(organ), labels, late(gathered)))
    return (made, ()) if isinstance(made, Document) else (None, made)


def _heads(organ: Organ) -> str:
    """Who would sign; whoever does stands on the report that is issued."""
    live = Appointment.objects.live(clock.today()).filter(organ=organ, function__in=ISSUES)
    return "、".join(live.order_by("person__name").values_list("person__name", flat=True)) or "（待确定）"


def _wrong(document: Document, assembled: Document, gathered: Gathered) -> Iterator[Problem]:
    """What keeps the words from being signed: a contradiction to the law, or a request."""
    yield from against_the_law(document, assembled, law.district_policy(gathered.district).pack)
    for block in document.body:
        words = _REQUEST.search(block.text) if isinstance(block, Paragraph) else None
        if words and "规定：“" not in getattr(block, "text", ""):
            yield Problem("annual.holds_request", {"words": words.group()}, Place(field=block.id))


def _is_issued(gathered: Gathered) -> bool:
    return IssuedSummary.objects.filter(district=gathered.district, year=gathered.year).exists()


def _refusals(gathered: Gathered, organ: Organ | None) -> Iterator[Refusal]:
    if Period.year(gathered.year).last >= clock.today():
        yield Refusal("annual.year_not_over", {"year": gathered.year})
    if _is_issued(gathered):
        yield Refusal("annual.issued_already", {"year": gathered.year})
    if organ is not None and not organ.short_name:
        yield Refusal("annual.no_code", {"organ": organ.name})
