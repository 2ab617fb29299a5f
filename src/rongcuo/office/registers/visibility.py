"""Who sees which item of a register: everything starts from ``none()``, as with case files.

An interpretation that was answered is public to every open account of the
district: statement, answer, number, day. The question itself is for its asker,
while in post at the organ that asked, and for the organ that interprets; the
drafts are for the latter alone. A prior filing is seen by the unit's
representatives and by the receiving organ's functions, by nobody else.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from rongcuo.casefile import Post
from rongcuo.office.cases.models import Recusal
from rongcuo.office.law import district_policy
from rongcuo.office.people.models import Account, Organ, Person
from rongcuo.office.people.roster import administers, posts_of
from rongcuo.office.registers import competent
from rongcuo.office.registers.models import Interpretation, PriorFiling

PUBLIC = ("answered", "superseded", "withdrawn")
"""The stages from which on an interpretation can be read by everybody."""


def interpretations(person: Person, on: date) -> QuerySet[Interpretation]:
    """The interpretations that ``person`` may see on ``on``, in whole or as published."""
    if not _has_account(person):
        return Interpretation.objects.none()
    found = Interpretation.objects.filter(district_id=person.district_id)
    return found.filter(Q(stage__in=PUBLIC) | _within(person, posts_of(person, on)))


def whole_interpretations(person: Person, on: date) -> QuerySet[Interpretation]:
    """Those of which ``person`` may read question, drafts and history."""
    if not _has_account(person):
        return Interpretation.objects.none()
    return Interpretation.objects.filter(_within(person, posts_of(person, on)), district_id=person.district_id)


def filings(person: Person, on: date) -> QuerySet[PriorFiling]:
    """The prior filings that ``person`` may see on ``on``."""
    posts = posts_of(person, on)
    if administers(posts) or not _has_account(person):
        return PriorFiling.objects.none()
    policy = district_policy(person.district)
    filed = competent.functions(policy, competent.PRIOR_FILING, "filed_by")
    received = competent.functions(policy, competent.PRIOR_FILING, "received_by")
    units, receiving = competent.organs_in(posts, filed), competent.organs_in(posts, received)
    return PriorFiling.objects.filter(Q(unit__in=units) | Q(receiver__in=receiving), district_id=person.district_id)


def filings_for(unit: Organ, person: Person, on: date) -> QuerySet[PriorFiling]:
    """The filings of ``unit`` that ``person`` may see: what can be brought on a case file about it."""
    return filings(person, on).filter(unit=unit).select_related("title", "unit", "receiver")


def _within(person: Person, posts: tuple[Post, ...]) -> Q:
    """The asker, as long as in post at the organ that asked; whoever drafts or answers in an organ that interprets.

    Nobody who is recused on the case file that the question arose in, nor its party.
    """
    recused = Recusal.objects.filter(casefile=OuterRef("casefile"), person=person)
    own = Q(asked_by=person, organ__in={post.organ for post in posts})
    if _interprets(person, posts):
        own = Q(district_id=person.district_id)
    return own & ~Exists(recused) & ~Q(casefile__party_person=person)


def interprets(person: Person, on: date) -> bool:
    """Whether the person drafts or answers in an organ that interprets: drafts are for these alone."""
    return _interprets(person, posts_of(person, on))


def _interprets(person: Person, posts: tuple[Post, ...]) -> bool:
    district = person.district
    wanted = competent.functions(district_policy(district), competent.INTERPRETATION, "drafted_by", "answered_by")
    return bool(competent.organs_in(posts, wanted, competent.interpreters(district)))


def _has_account(person: Person) -> bool:
    return Account.objects.filter(person=person, is_active=True).exists()
