"""A person at one case file: what the office lets read, and what can be done from here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID, uuid4

from django.http import QueryDict

from rongcuo.base import Refusal
from rongcuo.casefile import ACTS, EMPTY, Act, Context, Draft, decide, questions, read_act, read_record
from rongcuo.casefile.competence import competence
from rongcuo.casefile.words import full_date
from rongcuo.law.procedure import ActRow
from rongcuo.ledger import Entry
from rongcuo.office import clock, drafts, law, reading
from rongcuo.office.cases.context import context_for
from rongcuo.office.files.models import IssuedDocument
from rongcuo.office.files.sealing import Sealer
from rongcuo.office.outcomes import Invalid, Refused
from rongcuo.office.people.models import Organ, Person
from rongcuo.office.reading import CaseReading
from rongcuo.web.clauses import Law
from rongcuo.web.pages.case import Step
from rongcuo.web.pages.course import DocumentLink, EntryLine, line, moment
from rongcuo.web.pages.onfile import OnFile

OPEN = "open"


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft with the moment at which it was kept, in words."""

    content: Mapping[str, object]
    when: str


@dataclass(frozen=True)
class Desk:
    """A person before a case file, or before the form that opens one (``reading`` none)."""

    person: Person
    context: Context
    reading: CaseReading | None
    address: str

    @property
    def casefile(self) -> UUID | None:
        return self.reading.row.id if self.reading else None

    @property
    def version(self) -> int:
        """The sequence of the latest entry."""
        return self.reading.row.version if self.reading else 0

    @property
    def today(self) -> date:
        return self.context.today

    @cached_property
    def on(self) -> OnFile | None:
        """The file in words; none before it is opened."""
        return onfile(self.reading, self.address) if self.reading else None

    @property
    def trail(self) -> tuple[Step, ...]:
        """The way back from a form."""
        if self.on is None:
            return (Step("案卷", "/cases/"),)
        return (Step("案卷", "/cases/"), Step(f"{self.on.number}　{self.on.party}", self.address))

    def act_address(self, act: str) -> str:
        """Where the act's form stands."""
        return "/cases/open/" if act == OPEN else f"{self.address}acts/{act}/"

    def row(self, act: str) -> ActRow | None:
        """The act's row of the table; none where the act does not belong here."""
        if (act == OPEN) is (self.reading is not None):
            return None
        return self.context.table.acts.get(act)

    def refusals(self, act: str) -> tuple[Refusal, ...]:
        """Why the act cannot be begun now; empty where it can."""
        if self.reading is None:
            return competence(self.context.table.acts[act], EMPTY, self.context, None)
        found = next((option for option in self.reading.options if option.row.id == act), None)
        return tuple(self._told(refusal, found.row) for refusal in found.refusals) if found else ()

    def _told(self, refusal: Refusal, row: ActRow) -> Refusal:
        """A refusal of the present stage, with the stages at which the act is done."""
        if refusal.code != "stage.not_here" or self.reading is None:
            return refusal
        at = {name for step in row.steps for name in step.stages}
        stages = self.context.table.stages
        needed = "、".join(stage.label for stage in stages if stage.id in at)
        now = next(stage.label for stage in stages if stage.id == self.reading.state.stage)
        return Refusal("stage.another", {"now": now, "needed": needed}, refusal.clause)

    def rehearse(self, act: str, raw: Mapping[str, object]) -> Refused | Invalid | None:
        """What the door would say of the act, without doing it; none where it would carry it out."""
        state = self.reading.state if self.reading else EMPTY
        sealer = Sealer(self.person, self.casefile or uuid4(), state)
        read = read_act(act, raw, self.context.policy, sealer)
        if not isinstance(read, Act):
            return Invalid(read)
        context = context_for(self.person.district, self.context.policy, self.person, state, read)
        draft = decide(state, read, context)
        return None if isinstance(draft, Draft) else Refused(draft)

    def draft(self, act: str) -> KeptDraft | None:
        """What the person had typed for this act."""
        kept = drafts.find(self.person, self.casefile, act)
        return KeptDraft(kept.content, moment(kept.saved_at)) if kept else None

    def keep(self, act: str, raw: Mapping[str, object]) -> str:
        """Keep what was typed; the moment in words."""
        return moment(drafts.keep(self.person, self.casefile, act, raw))

    def discard(self, act: str) -> None:
        """Forget what was typed."""
        drafts.discard(self.person, self.casefile, act)

    def given(self, act: str, asked: QueryDict) -> dict[str, object]:
        """What a fresh form is filled with: the finding, claim or item that was followed, the members of the body."""
        followed = (each.name for each in questions(ACTS[act]) if each.kind in ("finding", "claim", "item"))
        for name in followed:
            value = str(asked.get(name, ""))
            if value:
                return {name: int(value) if value.isdecimal() else value}
        if act == "deliberate" and self.reading:
            members = self.context.in_post(self.reading.state.organ("deciding"), "member")
            recused = self.reading.state.recused
            rule = self.context.vote_rule
            secret = rule is not None and rule.secrecy == "secret"
            return {"ballots": [_ballot(member, member in recused, secret) for member in sorted(members)]}
        if act == "case_review":
            return {"heads": [{"head": row.id} for row in self.context.table.lists["review_head"]]}
        return {}

    def lines(self, entries: Iterable[Entry]) -> tuple[EntryLine, ...]:
        """Entries as sentences; of a file that has gone on since, read afresh."""
        if self.reading is None:
            return ()
        fresh = desk_for(self.person, self.reading.row.id)
        if fresh is None or fresh.on is None:
            return ()
        return tuple(line(read_record(entry), fresh.on) for entry in entries if fresh.on.sees(entry.sequence))


def desk_for(person: Person, casefile: UUID, root: str = "/cases/") -> Desk | None:
    """The person's desk at the file; none where there is none to see."""
    found = reading.load(person, casefile)
    return Desk(person, found.context, found, f"{root}{casefile}/") if found else None


def desk_for_opening(person: Person) -> Desk | None:
    """The desk at which a file is opened; none for whoever cannot open any."""
    district = person.district
    context = context_for(district, law.district_policy(district), person, EMPTY)
    desk = Desk(person, context, None, "/cases/")
    return None if desk.refusals(OPEN) or not _investigates(context) else desk


def _investigates(context: Context) -> bool:
    """Whether the actor has a post that opens files in an organ that investigates."""
    by = [context.table.roles[name] for name in context.table.acts[OPEN].by]
    functions = {function for role in by for function in role.functions}
    posts = [post.organ for post in context.actor.posts if post.function in functions]
    return any("investigating" in organ.capacities for organ in Organ.objects.filter(id__in=posts))


def onfile(found: CaseReading, address: str) -> OnFile:
    """What the office read, in the form that the pages speak from."""
    return OnFile(
        law=Law(found.context.policy),
        state=found.state,
        calendar=found.context.calendar,
        today=found.context.today,
        casefile=found.row.id,
        number=found.row.number,
        persons=found.persons,
        organs=found.organs,
        texts=found.texts,
        files={id_: attachment.name for id_, attachment in found.files.items()},
        recorded={entry.sequence: entry.recorded_at for entry in found.entries},
        address=address,
    )


def document_links(found: CaseReading) -> tuple[tuple[int, DocumentLink], ...]:
    """The official documents that the reader may see, each with its entry."""
    moments = {entry.sequence: clock.civil_day(entry.recorded_at) for entry in found.entries}
    return tuple((document.sequence, _link(document, found.row.id, moments)) for document in found.documents)


def _link(document: IssuedDocument, casefile: UUID, moments: Mapping[int, date]) -> DocumentLink:
    address = f"/cases/{casefile}/documents/{document.pk}/"
    return DocumentLink(document.title, document.number, address, full_date(moments[document.sequence]))


def _ballot(member: str, recused: bool, secret: bool) -> dict[str, object]:
    away: dict[str, object] = {"attendance": "recused", "vote": "none"}
    unnamed: dict[str, object] = {"vote": "none"} if secret else {}
    return {"member": member, **(away if recused else unnamed)}
