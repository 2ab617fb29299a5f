"""Drafts of documents that wait for a person: to be read by a second one (核稿), or to be signed (签发)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from rongcuo.casefile import ACTS
from rongcuo.casefile.context import Post
from rongcuo.law.procedure import DocumentRow, ProcedureTable, Role
from rongcuo.office import clock
from rongcuo.office.cases.models import CaseFile, Grant, LedgerEntry, stream_of
from rongcuo.office.cases.visibility import grants_of
from rongcuo.office.files.models import DocumentDraft
from rongcuo.office.people.models import Person
from rongcuo.office.people.roster import roster_of


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """A draft and its kind; it waits for a review, and once there is one for a signature."""

    draft: DocumentDraft
    row: DocumentRow

    @property
    def to_sign(self) -> bool:
        """Whether it has been reviewed."""
        return self.draft.is_reviewed


@dataclass(frozen=True, slots=True)
class _Held:
    """A grant of the person; ``assigned`` where it came with being made an officer of the file."""

    grant: Grant
    assigned: bool

    def has(self, role: Role) -> bool:
        """Whether whoever has the grant holds the role on the file."""
        holds = self.assigned if role.assigned else self.grant.function in role.functions
        return holds and self.grant.audience == role.organ


def waiting_for(
    person: Person, posts: Iterable[Post], files: QuerySet[CaseFile], table: ProcedureTable
) -> tuple[WaitingDraft, ...]:
    """The drafts on ``files`` that wait for the person: those to be signed before those to be reviewed, oldest first.

    A review is for the drafter's colleagues, a signature for whoever has the role that signs the kind. Whether the
    person may (nobody acts in two parts of a file) the door says.
    """
    posts = tuple(posts)
    drafts = DocumentDraft.objects.filter(casefile__in=files, kind__in=table.documents)
    held = _held(grants_of(person, posts).filter(casefile__in=drafts.values("casefile")), table)
    roster = roster_of({post.organ for post in posts}, clock.today())
    colleagues = {other for organ in roster.values() for persons in organ.values() for other in persons}
    colleagues.discard(str(person.pk))
    found = []
    for draft in drafts.select_related("drafted_by", "casefile__party_person", "casefile__organisation"):
        each, mine = WaitingDraft(draft, table.documents[draft.kind]), held[draft.casefile_id]
        if _signs(each, mine, table) if each.to_sign else _reviews(each, mine, colleagues):
            found.append(each)
    return tuple(sorted(found, key=lambda each: (not each.to_sign, each.draft.drafted_at)))


def _held(grants: QuerySet[Grant], table: ProcedureTable) -> defaultdict[object, list[_Held]]:
    """The grants by file."""
    rows = tuple(grants)
    by = {ACTS[row.id].entry for row in table.acts.values() if any(rule.to == "officers" for rule in row.grants)}
    places = [(stream_of(grant.casefile_id), grant.given_by) for grant in rows]
    entries = LedgerEntry.objects.filter(
        stream__in={stream for stream, _ in places}, sequence__in={sequence for _, sequence in places}, type__in=by
    )
    assigning = set(entries.values_list("stream", "sequence"))
    held: defaultdict[object, list[_Held]] = defaultdict(list)
    for grant, place in zip(rows, places, strict=True):
        held[grant.casefile_id].append(_Held(grant, grant.person_id is not None and place in assigning))
    return held


def _reviews(each: WaitingDraft, held: Iterable[_Held], colleagues: Collection[str]) -> bool:
    reads = any(one.grant.audience in each.row.audience for one in held)
    return reads and str(each.draft.drafted_by_id) in colleagues


def _signs(each: WaitingDraft, held: Iterable[_Held], table: ProcedureTable) -> bool:
    return any(one.has(table.roles[name]) for name in each.row.signed_by for one in held)
