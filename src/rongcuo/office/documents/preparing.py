"""The way of a document up to its signature: assembled, edited by paragraph, reviewed by a second person.

Nothing here is on file. The signature is the act ``sign_document``, through the door like every act.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from rongcuo.base import Problem, Refusal
from rongcuo.casefile.audiences import HANDLING
from rongcuo.casefile.state import Done, SignedDocument
from rongcuo.documents import Document, Paragraph, edited
from rongcuo.documents.freezing import frozen
from rongcuo.law.procedure import DocumentRow
from rongcuo.office import clock, door
from rongcuo.office.documents.contradictions import contradictions
from rongcuo.office.documents.drafting import draft_of
from rongcuo.office.documents.issuing import content_digest
from rongcuo.office.files import storage
from rongcuo.office.files.models import DocumentDraft
from rongcuo.office.outcomes import Outcome, Refused
from rongcuo.office.people.models import Person
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
    edits = paper.draft.edits if paper.draft else {}
    document = edited(assembled, {block: edit["text"] for block, edit in edits.items()})
    now = words_of(assembled)
    stale = frozenset(block for block, edit in edits.items() if now.get(block) != edit["was"])
    return Prepared(paper, assembled, document, stale, tuple(contradictions(document, assembled, reading)))


def words_of(document: Document) -> Mapping[str, str]:
    """The paragraphs that people may edit, by block."""
    blocks = (*document.body, *(block for annex in document.annexes for block in annex.body))
    return {block.id: block.text for block in blocks if isinstance(block, Paragraph)}


def edit(reading: CaseReading, found: Prepared, words: Mapping[str, str], corrects: str = "") -> DocumentDraft:
    """Keep what the person wrote; what is as it was assembled is no edit. Whoever writes last is the drafter.

    A change takes the review back.
    """
    now = words_of(found.assembled)
    edits = {
        block: {"text": text, "was": now[block]}
        for block, text in ((block, _plain(text)) for block, text in words.items())
        if block in now and text != now[block]
    }
    with transaction.atomic():
        row = _draft(reading, found.paper)
        if row.edits != edits or row.corrects != corrects or row.drafted_by_id != reading.person.pk:
            row.edits, row.corrects = edits, corrects
            row.drafted_by, row.drafted_at = reading.person, clock.now()
            row.reviewed_by, row.reviewed_at, row.content = None, None, ""
            row.save()
    return row


def review(reading: CaseReading, found: Prepared, content: str) -> DocumentDraft | Refused:
    """核稿: the person has read the content with this digest and finds it right."""
    reasons = tuple(_against_review(reading.person, found, content))
    if reasons:
        return Refused(reasons)
    with transaction.atomic():
        row = _draft(reading, found.paper)
        kept = storage.keep(frozen(found.document))
        row.reviewed_by, row.reviewed_at, row.content = reading.person, clock.now(), kept
        row.save()
    return row


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


def _against_review(person: Person, found: Prepared, content: str) -> Iterator[Refusal]:
    row, draft = found.paper.row, found.paper.draft
    if draft is None:
        yield Refusal("document.not_drafted", {"document": row.label}, row.clause)
    elif draft.drafted_by_id == person.pk:
        yield Refusal("document.reviewed_by_drafter", {"document": row.label}, row.clause)
    if content != found.content:
        yield Refusal("document.changed_since", {"document": row.label}, row.clause)
    if found.problems:
        yield Refusal("document.has_problems", {"document": row.label, "count": len(found.problems)}, row.clause)


def _draft(reading: CaseReading, paper: Paper) -> DocumentDraft:
    """The row of the draft, locked; a fresh one where nobody has begun."""
    begun = {"district_id": reading.row.district_id, "drafted_by": reading.person, "drafted_at": clock.now()}
    row, _ = DocumentDraft.objects.select_for_update().get_or_create(
        casefile=reading.row, kind=paper.row.id, about=paper.about.entry, defaults=begun
    )
    return row


def _plain(text: str) -> str:
    return "\n".join(line.strip() for line in text.replace("\r\n", "\n").split("\n") if line.strip())
