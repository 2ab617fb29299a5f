"""The report of a year is issued: once, by the head, as it was reviewed, frozen with what it counted."""

import json
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from rongcuo.base import Problem, Refusal
from rongcuo.base.canonical import canonical
from rongcuo.documents import Document, Rendered, editable, render
from rongcuo.documents.freezing import frozen, thawed
from rongcuo.office import clock
from rongcuo.office.documents.issuing import fonts
from rongcuo.office.files import codes, storage
from rongcuo.office.files.numbering import allot
from rongcuo.office.people import recording
from rongcuo.office.people.models import District, Organ, Person
from rongcuo.office.summaries.gathering import CLAUSE, ISSUES, organs_of
from rongcuo.office.summaries.models import IssuedSummary, SummaryDraft, summary_body
from rongcuo.office.summaries.preparing import Prepared, prepare

GROUP = "报"
MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def issue(person: Person, year: int) -> IssuedSummary | tuple[Problem | Refusal, ...]:
    """Number, print and freeze the report in one transaction that the district's register keeps; once for a year."""
    with transaction.atomic():
        district = District.objects.select_for_update().get(pk=person.district_id)
        found = prepare(person, year)
        heads = organs_of(person, clock.today(), ISSUES)
        reasons: tuple[Problem | Refusal, ...] = (*found.refusals, *found.problems)
        if found.organ is None or str(found.organ.pk) not in heads:
            reasons = (*reasons, Refusal("annual.not_the_head"))
        if found.document is not None and not found.is_reviewed:
            reasons = (*reasons, Refusal("document.not_reviewed", {"document": found.document.title}, CLAUSE))
        if reasons or found.document is None or found.organ is None or found.draft is None:
            return reasons
        return _issued(district, person, found, document=found.document, organ=found.organ, draft=found.draft)


def _issued(
    district: District, person: Person, found: Prepared, *, document: Document, organ: Organ, draft: SummaryDraft
) -> IssuedSummary | tuple[Problem, ...]:
    today, code = clock.today(), codes.draw()
    number = allot(district, organ.short_name + GROUP, today.year)
    signed = replace(document, number=number, issued_on=today, signers=(person.name,), code=codes.printed(code))
    rendered = render(signed, fonts_dir=fonts())
    if not isinstance(rendered, Rendered):
        transaction.set_rollback(True)
        return rendered
    summary = found.gathered.summary
    kept = canonical({"summary": json.loads(json.dumps(summary.dump())), "files": dict(summary.files)})
    row = IssuedSummary(
        district=district, year=found.gathered.year, organ=organ, number=number, title=document.title,
        issued_on=today, issued_by=person, drafted_by=draft.drafted_by, reviewed_by=draft.reviewed_by, code=code,
        sha256=storage.keep(rendered.pdf), content=storage.keep(frozen(document)), figures=storage.keep(kept),
    )  # fmt: skip
    row.save(force_insert=True)
    draft.delete()
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
