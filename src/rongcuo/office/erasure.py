"""Lawful erasure (依法删除): texts and attachments of a file go, the chain that speaks of them stays.

Two hands. Whoever keeps the record of the file, and may read what is to go,
orders it with its ground; the security administrator, who sees no case file,
carries it out or declines. Both steps are entries of the register, which hold
ids and the salted digest of the ground. Nothing brings an erased body back.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date

from django.db.models import Q, QuerySet

from rongcuo.archive import Erasure as Told
from rongcuo.base import Refusal
from rongcuo.ledger import Entry, references
from rongcuo.office import clock
from rongcuo.office.cases import chain
from rongcuo.office.cases.models import CaseFile, Submission
from rongcuo.office.files import storage
from rongcuo.office.files.models import Attachment, DocumentDraft, Erasure, IssuedDocument, SealedText
from rongcuo.office.files.sealing import as_uuid
from rongcuo.office.keeping import is_keeper, under_way
from rongcuo.office.outcomes import Refused
from rongcuo.office.people import rules
from rongcuo.office.people.models import District, Person
from rongcuo.office.people.recording import act, check, not_blank, record
from rongcuo.office.reading import CaseReading

GROUND = 500
"""Longest ground, in characters."""


def may_order(found: CaseReading) -> tuple[Refusal, ...]:
    """Why this person may not order an erasure on the file; empty where nothing is against it."""
    return (*([] if is_keeper(found) else [Refusal("office.erasure_not_yours")]), *under_way(found))


def erasable(found: CaseReading) -> frozenset[str]:
    """The ids of texts and attachments that this person reads and that are still there."""
    texts = {name for name, body in found.texts.items() if body is not None}
    files = {name for name, file in found.files.items() if not file.is_erased}
    return frozenset(texts | files)


def order(found: CaseReading, bodies: Iterable[str], ground: str) -> Erasure | Refused:
    """Order that these bodies be erased; nothing goes until the second hand has acted."""
    refusals = may_order(found)
    if refusals:
        return Refused(refusals)
    return _ordered(found.row.district, found.person, found, frozenset(bodies), ground.strip())


@act
def _ordered(
    district: District, actor: Person | None, found: CaseReading, bodies: frozenset[str], ground: str
) -> Erasure:
    check(
        *not_blank(ground, "依据和理由"),
        *([] if len(ground) <= GROUND else [Refusal("office.erasure_ground_long", {"most": GROUND})]),
        *([] if bodies else [Refusal("office.erasure_of_nothing")]),
        *([] if bodies <= erasable(found) else [Refusal("office.erasure_of_unread")]),
        *([] if not bodies & _pending(found.row) else [Refusal("office.erasure_ordered_already")]),
    )
    made = Erasure.objects.create(
        district=district, casefile=found.row, texts=sorted(bodies & found.texts.keys()),
        files=sorted(bodies & found.files.keys()), ground=ground, salt=secrets.token_hex(16),
        ordered_by=found.person, ordered_on=clock.today(),
    )  # fmt: skip
    record(district, actor, "erasure_ordered", erasure_body(made))
    return made


def _pending(casefile: CaseFile) -> set[str]:
    orders = Erasure.objects.filter(casefile=casefile, state=Erasure.ORDERED)
    return {body for each in orders for body in (*each.texts, *each.files)}


def carry_out(actor: Person, erasure: Erasure, confirmed: str) -> Erasure | Refused:
    """Erase, for good. ``confirmed`` is the file's number, typed by whoever does it.

    The rows go in one transaction with the entry; the bodies on the disk go
    right after it, and :func:`remove_leftovers` finishes where that was cut short.
    """
    done = _carried_out(actor.district, actor, erasure, confirmed.strip())
    if isinstance(done, Erasure):
        with suppress(OSError):
            remove_leftovers(done)
    return done


@act
def _carried_out(district: District, actor: Person | None, erasure: Erasure, confirmed: str) -> Erasure:
    erasure = _settling(district, actor, erasure)
    check(*([] if confirmed == erasure.casefile.number else [Refusal("office.erasure_unconfirmed")]))
    CaseFile.objects.select_for_update().get(pk=erasure.casefile_id)
    files = Attachment.objects.filter(pk__in=erasure.files, casefile=erasure.casefile)
    erasure.leftovers = sorted({file.sha256 for file in files if file.sha256})
    _forget_submissions(erasure)
    DocumentDraft.objects.filter(casefile=erasure.casefile).delete()
    SealedText.objects.filter(pk__in=erasure.texts, casefile=erasure.casefile).update(body=None, salt="")
    files.update(name="", size=0, media_type="", sha256="", salt="")
    entry = record(district, actor, "erasure_carried_out", {"erasure": str(erasure.pk)})
    return _settled(erasure, actor, Erasure.CARRIED_OUT, entry)


def decline(actor: Person, erasure: Erasure) -> Erasure | Refused:
    """Leave everything as it is; whoever ordered it may order anew, with a better ground."""
    return _declined(actor.district, actor, erasure)


@act
def _declined(district: District, actor: Person | None, erasure: Erasure) -> Erasure:
    erasure = _settling(district, actor, erasure)
    entry = record(district, actor, "erasure_declined", {"erasure": str(erasure.pk)})
    return _settled(erasure, actor, Erasure.DECLINED, entry)


def _settling(district: District, actor: Person | None, erasure: Erasure) -> Erasure:
    """The order as it is now, if this actor may be its second hand."""
    now = Erasure.objects.select_related("casefile").get(pk=erasure.pk, district=district)
    by_name = [] if actor else [Refusal("office.erasure_by_nobody")]
    check(
        *by_name,
        *rules.may(district, actor, "security_administrator", clock.today()),
        *([] if now.is_open else [Refusal("office.erasure_settled")]),
        *([Refusal("office.erasure_same_hand")] if actor and now.ordered_by_id == actor.pk else []),
    )
    return now


def _settled(erasure: Erasure, actor: Person | None, state: str, entry: Entry) -> Erasure:
    erasure.state, erasure.settled_by, erasure.settled_on = state, actor, entry.occurred_on
    erasure.entry = entry.sequence
    erasure.save()
    return erasure


def _forget_submissions(erasure: Erasure) -> None:
    """A submission is recognised by a digest of what was typed; that digest must not outlive the words."""
    gone = {*erasure.texts, *erasure.files}
    entries = chain.entries(erasure.casefile)
    citing = [each.sequence for each in entries if gone & {sealed.id for sealed in references(each.body.get("act"))}]
    Submission.objects.filter(casefile=erasure.casefile, sequence__in=citing).update(fingerprint="")


def remove_leftovers(erasure: Erasure) -> None:
    """Remove from the disk what no other attachment or document needs."""
    for sha256 in erasure.leftovers:
        if not _needed(sha256):
            storage.remove(sha256)
    erasure.leftovers = []
    erasure.save(update_fields=("leftovers",))


def _needed(sha256: str) -> bool:
    issued = IssuedDocument.objects.filter(Q(sha256=sha256) | Q(content=sha256))
    others = (Attachment.objects.filter(sha256=sha256), issued)
    return any(rows.exists() for rows in others)


def erasures(casefile: CaseFile) -> Mapping[str, Told]:
    """What was erased on a file, by id, with where the register says so."""
    orders = Erasure.objects.filter(casefile=casefile, state=Erasure.CARRIED_OUT)
    return {body: told for each in orders for told in _told(each) for body in (*each.texts, *each.files)}


def _told(erasure: Erasure) -> Iterator[Told]:
    for entry in chain.rows(erasure.district_id, District.stream).filter(sequence=erasure.entry or 0):
        yield Told(str(erasure.pk), date.fromisoformat(entry.occurred_on), entry.sequence, entry.hash)


def orders_in(district: District) -> "QuerySet[Erasure]":
    """Every order of a district, the latest first."""
    found = Erasure.objects.filter(district=district).order_by("-ordered_on", "-id")
    return found.select_related("casefile__investigating_organ")


def orders_on(casefile: CaseFile) -> "QuerySet[Erasure]":
    """The orders on one file, the latest first."""
    return orders_in(casefile.district).filter(casefile=casefile)


def find(district: District, identity: str) -> Erasure | None:
    """The order with this id."""
    known = as_uuid(identity)
    return None if known is None else orders_in(district).filter(pk=known).first()


def clear(actor: Person, erasure: Erasure) -> Erasure | Refused:
    """Remove once more from the disk what could not be removed when the order was carried out."""
    refusals = tuple(rules.may(actor.district, actor, "security_administrator", clock.today()))
    if refusals:
        return Refused(refusals)
    remove_leftovers(erasure)
    return erasure


def erasure_body(erasure: Erasure) -> dict[str, object]:
    """What the register says of an order: ids and the seal of the ground, none of the words."""
    return {
        "erasure": str(erasure.pk),
        "casefile": str(erasure.casefile_id),
        "texts": erasure.texts,
        "files": erasure.files,
        "ground": erasure.seal(),
    }
