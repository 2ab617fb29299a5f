"""Official documents that an act brings with it: built from what is on file, numbered, printed, stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rongcuo.base import ClauseRef, Problem
from rongcuo.casefile import CaseState, Context, Draft, Issued
from rongcuo.casefile.acts import NotifyRights
from rongcuo.casefile.limits import DEFENCE
from rongcuo.documents import Addressee, Document, Filing, OnTheSpot, QuotedClause, RightsNotice, render
from rongcuo.law import Pack, Policy
from rongcuo.law.procedure import Limit
from rongcuo.ledger import ERASED, Sealed
from rongcuo.office.cases.models import CaseFile
from rongcuo.office.files import codes, storage
from rongcuo.office.files.models import IssuedDocument, SealedText
from rongcuo.office.files.numbering import allot
from rongcuo.office.files.sealing import Sealer
from rongcuo.office.people.models import District, Organ, Person
from rongcuo.procedure.limits import count_from, deadline_of


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a document is made from: the file before the act, the act, and the words it seals."""

    district: District
    state: CaseState
    draft: Draft
    context: Context
    sealer: Sealer

    @property
    def pack(self) -> Pack:
        """The edition that the file is handled under."""
        return self.context.policy.pack

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

    @property
    def issued(self) -> Issued:
        """What the entry says of it."""
        return Issued(self.kind, self.number, self.sha256, self.code)

    def keep(self, casefile: CaseFile, sequence: int) -> None:
        """Write the row that the case page lists."""
        IssuedDocument(
            district_id=casefile.district_id, casefile=casefile, sequence=sequence,
            kind=self.kind, number=self.number, title=self.title, sha256=self.sha256, size=self.size,
            code=self.code,
        ).save(force_insert=True)  # fmt: skip


def issue(occasion: Occasion) -> tuple[Printed, ...] | tuple[Problem, ...]:
    """Print every document that the act brings with it, or say what keeps one from being printed."""
    printed: list[Printed] = []
    for kind in occasion.draft.documents:
        code = codes.draw()
        document = replace(BUILDERS[kind](occasion, kind), code=codes.printed(code))
        rendered = render(document)
        if isinstance(rendered, tuple):
            return rendered
        sha256 = storage.keep(rendered.pdf)
        printed.append(Printed(kind, document.number, rendered.title, sha256, len(rendered.pdf), code))
    return tuple(printed)


def rights_notice(occasion: Occasion, kind: str) -> Document:
    """申辩权利告知书 (5.2), from the act that makes it."""
    act = occasion.draft.act
    if not isinstance(act, NotifyRights):
        message = f"{act.name} makes no {kind}"
        raise TypeError(message)
    organ = Organ.objects.get(pk=occasion.state.file.investigating_organ)
    limit = occasion.context.table.limits[DEFENCE]
    return RightsNotice(
        organ=organ.name,
        number=_number(occasion, organ, kind),
        issued_on=act.occurred_on,
        party=_addressee(occasion),
        matter=occasion.words(act.facts_notified),
        rule=_quoted(occasion.pack, "5.2"),
        ex_officio=_quoted(occasion.pack, "5.1"),
        officers=_names(occasion.state.officers),
        limit_days=limit.length,
        counting_rule=_counting_rule(occasion.context.policy, limit),
        filing=Filing(
            how=" ".join(occasion.words(act.where_to_file).split()),
            address=organ.address, contact=organ.contact, telephone=organ.telephone,
        ),
        on_the_spot=_on_the_spot(occasion, act.occurred_on) if act.served_on_the_spot else None,
    )  # fmt: skip


BUILDERS: Mapping[str, Callable[[Occasion, str], Document]] = {"rights_notice": rights_notice}
"""How each kind of document of the packs is built."""


def _counting_rule(policy: Policy, limit: Limit) -> str:
    """The sentence that the pack gives for the reading in force (``parameters.counting_rule``)."""
    sentences: Any = policy.pack.parameters["counting_rule"]
    return str(sentences[count_from(limit, policy.readings)])


def _number(occasion: Occasion, organ: Organ, kind: str) -> str:
    code = occasion.context.table.documents[kind].group or ""
    return allot(occasion.district, organ.short_name + code, occasion.draft.act.occurred_on.year)


def _addressee(occasion: Occasion) -> Addressee:
    file = occasion.state.file
    unit = Organ.objects.get(pk=file.organisation).name
    if file.party_kind != "person":
        return Addressee(name=unit, kind="organisation")
    name = Person.objects.get(pk=file.party_person or "").name
    return Addressee(name=name, honorific="同志", organisation=unit, post=occasion.words(file.post))


def _quoted(pack: Pack, number: str) -> QuotedClause:
    clause = pack.clauses[ClauseRef.parse(number)]
    words = clause.text.removeprefix(_own_number(clause.label))
    return QuotedClause(regulation=pack.title.title, number=pack.title.number, clause=clause.label, text=words)


def _own_number(label: str) -> str:
    """The part of a label with which the clause's own text begins: （二） of 五（二）."""
    return label[label.index("（") :] if "（" in label else ""


def _names(persons: tuple[str, ...]) -> tuple[str, ...]:
    names = {str(id_): name for id_, name in Person.objects.filter(pk__in=persons).values_list("pk", "name")}
    return tuple(names[person] for person in persons)


def _on_the_spot(occasion: Occasion, day: date) -> OnTheSpot:
    limit = occasion.context.table.limits[DEFENCE]
    last = deadline_of(limit, day, occasion.context.policy.readings, occasion.context.calendar).last_day
    return OnTheSpot(served_on=day, last_day=last)
