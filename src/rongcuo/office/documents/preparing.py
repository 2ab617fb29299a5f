"""The way of a document up to its signature: assembled, edited by paragraph, reviewed by a second person.

Nothing here is on file. The signature is the act ``sign_document``, through the door like every act.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from rongcuo.base import Problem, Refusal
from rongcuo.casefile.audiences import HANDLING
from rongcuo.casefile.state import Done, SignedDocument
from rongcuo.documents import Document
from rongcuo.law.procedure import DocumentRow
from rongcuo.office import clock, door
from rongcuo.office.documents.contradictions import contradictions
from rongcuo.office.documents.drafting import draft_of
from rongcuo.office.documents.issuing import content_digest
from rongcuo.office.documents.second_reader import against_review, keep_edits, keep_review, stale_blocks, with_edits
from rongcuo.office.files.models import DocumentDraft
from rongcuo.office.outcomes import Outcome, Refused
from rongcuo.office.reading import CaseReading


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that an entry calls for: none of ``draft`` and ``signed`` while nobody has begun it."""

    row: DocumentRow
    about: Done
    draft: DocumentDraft | None
    signed: tuple[SignedDocument, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A draft as it would be signed now.

    ``stale`` are the blocks whose assembled words have changed since somebody wrote something in their place.
    ``problems`` keep it from being reviewed and signed.
    """

    paper: Paper
    assembled: Document
    document: Document
    stale: frozenset[str]
    problems: tuple[Problem, ...]

    @property
    def content(self) -> str:
        """The digest of what the document says."""
        return content_digest(self.document)

    @property
    def is_reviewed(self) -> bool:
        """Whether it was reviewed as it is; the file may have changed since."""
        draft = self.paper.draft
        return draft is not None and draft.is_reviewed and draft.content == self.content


def papers(reading: CaseReading) -> tuple[Paper, ...]:
    """Every document that the entries which the person may read call for, in the order of the entries."""
    rows = [row for row in reading.context.table.documents.values() if row.after and _prepares(reading, row)]
    return tuple(_papers(reading, rows)) if rows else ()


def _prepares(reading: CaseReading, row: DocumentRow) -> bool:
    """Whether documents of this kind are the person's business: of who handles the file, or is what its signer is."""
    roles = reading.context.table.roles
    signing = {roles[name].organ for name in row.signed_by}
    return bool(reading.parts & set(row.audience) & (HANDLING | signing))


def _papers(reading: CaseReading, rows: Sequence[DocumentRow]) -> Iterator[Paper]:
    drafts = {(row.kind, row.about): row for row in DocumentDraft.objects.filter(casefile=reading.row)}
    seen = {entry.sequence for entry in reading.entries}
    for done in reading.state.done:
        if done.entry in seen and reading.state.entry_of(done.entry):
            for row in rows:
                if done.act in row.after:
                    signed = [each for each in reading.state.signed if (each.kind, each.about) == (row.id, done.entry)]
                    yield Paper(row, done, drafts.get((row.id, done.entry)), tuple(signed))


def paper(reading: CaseReading, kind: str, about: int) -> Paper | None:
    """The document of that kind for that entry; none where the person has nothing to do with one."""
    return next((each for each in papers(reading) if (each.row.id, each.about.entry) == (kind, about)), None)


def prepare(reading: CaseReading, paper: Paper) -> Prepared | tuple[Problem, ...]:
    """The draft as it stands, or what of it is not on file yet."""
    assembled = draft_of(reading, paper.row.id, paper.about.entry)
    if not isinstance(assembled, Document):
        return assembled
    document, stale = with_edits(assembled, paper.draft), stale_blocks(assembled, paper.draft)
    return Prepared(paper, assembled, document, stale, tuple(contradictions(document, assembled, reading)))


def edit(reading: CaseReading, found: Prepared, words: Mapping[str, str], corrects: str = "") -> DocumentDraft:
    """Keep what the person wrote in place of the paragraphs; a change takes the review back."""
    with transaction.atomic():
        row = _draft(reading, found.paper)
        changed, row.corrects = row.corrects != corrects, corrects
        keep_edits(row, found.assembled, words, reading.person, changed=changed)
    return row


def review(reading: CaseReading, found: Prepared, content: str) -> DocumentDraft | Refused:
    """核稿: the person has read the content with this digest and finds it right."""
    row, is_current = found.paper.row, content == found.content
    reasons = tuple(
        against_review(
            found.paper.draft, reading.person,
            is_current=is_current, problems=len(found.problems), label=row.label, clause=row.clause,
        )
    )  # fmt: skip
    if reasons:
        return Refused(reasons)
    with transaction.atomic():
        draft = _draft(reading, found.paper)
        keep_review(draft, found.document, reading.person)
    return draft


def sign(reading: CaseReading, found: Prepared, key: str, occurred_on: str) -> Outcome:
    """签发, through the door: the act says what was reviewed, and the door prints nothing else."""
    draft = found.paper.draft
    if draft is None or not found.is_reviewed:
        return Refused((Refusal("document.not_reviewed", {"document": found.paper.row.label}, found.paper.row.clause),))
    raw = {
        "occurred_on": occurred_on,
        "kind": draft.kind,
        "about": draft.about,
        "content": draft.content,
        "drafted_by": str(draft.drafted_by_id),
        "reviewed_by": str(draft.reviewed_by_id),
    } | ({"corrects": draft.corrects} if draft.corrects else {})
    version = reading.row.sequence
    return door.carry_out(
        actor=reading.person, act="sign_document", raw=raw, casefile=reading.row.pk, key=key, version=version
    )


def _draft(reading: CaseReading, paper: Paper) -> DocumentDraft:
    """The row of the draft, locked; a fresh one where nobody has begun."""
    begun = {"district_id": reading.row.district_id, "drafted_by": reading.person, "drafted_at": clock.now()}
    row, _ = DocumentDraft.objects.select_for_update().get_or_create(
        casefile=reading.row, kind=paper.row.id, about=paper.about.entry, defaults=begun
    )
    return row
