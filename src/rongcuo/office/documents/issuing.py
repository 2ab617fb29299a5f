"""Official documents that an act brings with it: built from what is on file, numbered, printed, stored."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from rongcuo.base import Place, Problem
from rongcuo.casefile import CaseState, Context, Draft, Issued, Record
from rongcuo.casefile.acts import SignDocument
from rongcuo.casefile.competence import fits
from rongcuo.documents import Document, render
from rongcuo.documents.freezing import frozen, thawed
from rongcuo.law.procedure import DocumentRow
from rongcuo.ledger import ERASED, Sealed
from rongcuo.office.cases.models import CaseFile
from rongcuo.office.documents.drafting import assembled
from rongcuo.office.documents.onfile import DocumentFile
from rongcuo.office.files import codes, storage
from rongcuo.office.files.models import DocumentDraft, IssuedDocument, SealedText
from rongcuo.office.files.numbering import allot
from rongcuo.office.files.sealing import Sealer
from rongcuo.office.people.models import District, Organ, Person


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a document is made from: the file before the act, the act, and the words it seals."""

    district: District
    casefile: CaseFile
    actor: Person
    records: tuple[Record, ...]
    state: CaseState
    draft: Draft
    context: Context
    sealer: Sealer

    @property
    def file(self) -> DocumentFile:
        """The file as the words of the document are made from it."""
        return DocumentFile(
            district=self.district,
            state=self.state,
            context=self.context,
            records=self.records,
            subject=self.draft.act,
            about=None,
            actor=str(self.actor.pk),
            words=self.words,
        )

    def words(self, sealed: Sealed | None) -> str:
        """A text that is on file, or comes with this act; empty where there is none."""
        if sealed is None:
            return ""
        on_file = SealedText.objects.filter(pk=sealed.id).values_list("body", flat=True)
        if on_file:
            return on_file[0] if on_file[0] is not None else ERASED
        return self.sealer.plain(sealed)


@dataclass(frozen=True, slots=True)
class Printed:
    """A document that has its number and its bytes, not yet its row."""

    kind: str
    number: str
    title: str
    sha256: str
    size: int
    code: str
    content: str
    """The digest of what it says, from which it can be printed again."""

    @property
    def issued(self) -> Issued:
        """What the entry says of it."""
        return Issued(self.kind, self.number, self.sha256, self.code)

    def keep(self, casefile: CaseFile, sequence: int) -> None:
        """Write the row that the case page lists."""
        IssuedDocument(
            district_id=casefile.district_id, casefile=casefile, sequence=sequence,
            kind=self.kind, number=self.number, title=self.title, sha256=self.sha256, size=self.size,
            code=self.code, content=self.content,
        ).save(force_insert=True)  # fmt: skip


def issue(occasion: Occasion) -> tuple[Printed, ...] | tuple[Problem, ...]:
    """Print every document that the act brings with it, or say what keeps one from being printed."""
    printed: list[Printed] = []
    for row, document in _documents(occasion):
        made = _printed(occasion, row, document) if isinstance(document, Document) else document
        if not isinstance(made, Printed):
            return made
        printed.append(made)
    return tuple(printed)


def fonts() -> Path:
    """Where the unit keeps its own licensed fonts."""
    return Path(settings.HOME) / "fonts"


def _documents(occasion: Occasion) -> Iterator[tuple[DocumentRow, Document | tuple[Problem, ...]]]:
    rows, act = occasion.context.table.documents, occasion.draft.act
    for kind in occasion.draft.documents:
        yield rows[kind], assembled(kind, occasion.file)
    if isinstance(act, SignDocument):
        yield rows[act.kind], _as_reviewed(occasion, act)


def _as_reviewed(occasion: Occasion, act: SignDocument) -> Document | tuple[Problem, ...]:
    """The content that was reviewed, and nothing else; the draft ends with the act."""
    draft = DocumentDraft.objects.filter(casefile=occasion.casefile, kind=act.kind, about=act.about).first()
    said = (act.content, act.drafted_by, act.reviewed_by, act.corrects or "")
    if draft is None or said != (draft.content, str(draft.drafted_by_id), str(draft.reviewed_by_id), draft.corrects):
        return (Problem("documents.not_as_reviewed", {}, Place(field="content")),)
    with storage.open_body(draft.content) as body:
        document = thawed(body.read())
    draft.delete()
    signers = (occasion.actor.name,) if document.form == "upward" else ()
    return replace(document, signers=signers)


def _printed(occasion: Occasion, row: DocumentRow, document: Document) -> Printed | tuple[Problem, ...]:
    organ = _signing_organ(occasion, row)
    if not organ.short_name:
        return (Problem("documents.no_code", {"organ": organ.name}, Place(field="number")),)
    day = occasion.draft.act.occurred_on
    number = allot(occasion.district, organ.short_name + (row.group or ""), day.year)
    code = codes.draw()
    signed = replace(document, number=number, issued_on=day, code=codes.printed(code))
    rendered = render(signed, fonts_dir=fonts())
    if isinstance(rendered, tuple):
        return rendered
    pdf, content = storage.keep(rendered.pdf), storage.keep(frozen(document))
    return Printed(row.id, number, rendered.title, pdf, len(rendered.pdf), code, content)


def _signing_organ(occasion: Occasion, row: DocumentRow) -> Organ:
    """The organ by whose role the actor signs; what is made with an act of an officer is the investigating organ's."""
    state, context = occasion.state, occasion.context
    roles = [context.table.roles[name] for name in row.signed_by]
    held = (role.organ for role in roles if role.organ and fits(role, state, context, occasion.draft.act))
    capacity = next(held, "investigating")
    return Organ.objects.get(pk=state.organ(capacity) or "")


def content_digest(document: Document) -> str:
    """The digest of what a document says, under which its content is stored."""
    return sha256(frozen(document)).hexdigest()
