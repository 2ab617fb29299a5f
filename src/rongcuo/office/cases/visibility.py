"""What a person sees: the one scoped queryset behind list, detail, count, search, files and documents.

A case file is visible to a person on a day if, and only if,

* the person has an active account and holds no administrator's function, and
* a grant of the file is in force for the person, or for a post in which the
  person is on that day, and
* the person is not recused on the file.

Everything else starts from ``none()``.
"""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from rongcuo.casefile.audiences import HANDLING, PARTY
from rongcuo.casefile.context import Post, Roster
from rongcuo.ledger import Entry
from rongcuo.office.cases.models import CaseFile, Grant, Recusal
from rongcuo.office.people.models import Account, Person
from rongcuo.office.people.roster import administers, posts_of


def visible_to(person: Person, on: date) -> QuerySet[CaseFile]:
    """The case files that ``person`` may see on ``on``."""
    posts = posts_of(person, on)
    if administers(posts) or not Account.objects.filter(person=person, is_active=True).exists():
        return CaseFile.objects.none()
    granted = grants_of(person, posts).filter(casefile=OuterRef("pk"))
    recused = Recusal.objects.filter(casefile=OuterRef("pk"), person=person)
    return CaseFile.objects.filter(Exists(granted), ~Exists(recused), district_id=person.district_id)


def handled_by(person: Person, on: date) -> QuerySet[CaseFile]:
    """Those of the visible files that the person handles: not as the party, nor as a body that was sent something."""
    return visible_to(person, on).filter(Exists(handling(person, posts_of(person, on))))


def handling(person: Person, posts: Iterable[Post]) -> QuerySet[Grant]:
    """The grants by which the person handles the file of an outer query."""
    return grants_of(person, posts).filter(audience__in=HANDLING, casefile=OuterRef("pk"))


def grants_of(person: Person, posts: Iterable[Post]) -> QuerySet[Grant]:
    """The grants in force for a person in these posts, on all files; recusal is not looked at here.

    A party sees its own file as the party and in no other way, whatever its
    posts: votes and internal papers are kept from it.
    """
    as_allowed = Q(audience=PARTY) | ~Q(casefile__party_person=person)
    return Grant.objects.filter(held_by(person, posts), as_allowed, ended_by=None)


def held_by(person: Person, posts: Iterable[Post]) -> Q:
    """The condition that a grant is the person's: by name, by name while in post, or by post."""
    posts = tuple(posts)
    by_post = (Q(person=None, organ=post.organ, function=post.function) for post in posts)
    by_name = Q(person=person, organ=None) | Q(person=person, organ__in={post.organ for post in posts})
    return reduce(or_, by_post, by_name)


def audiences(person: Person, casefile: CaseFile, on: date) -> frozenset[str]:
    """In which parts the person sees this file (``rongcuo.law.procedure.Audience``), addressed ones with the organ."""
    granted = grants_of(person, posts_of(person, on)).filter(casefile=casefile)
    return frozenset(granted.values_list("audience", flat=True))


def may_read(entry: Entry, parts: frozenset[str]) -> bool:
    """Whether the entry declares one of these parts as its audience."""
    return bool(parts.intersection(_listed(entry, "audience")))


def entries_for(entries: Iterable[Entry], parts: frozenset[str]) -> tuple[Entry, ...]:
    """Those entries of a file that a person in these parts may read, or that one of them discloses."""
    entries = tuple(entries)
    disclosed = {type_ for entry in entries if may_read(entry, parts) for type_ in _listed(entry, "discloses")}
    return tuple(entry for entry in entries if may_read(entry, parts) or entry.type in disclosed)


def _listed(entry: Entry, key: str) -> tuple[str, ...]:
    listed = entry.body.get(key, ())
    return tuple(listed) if isinstance(listed, (list, tuple)) else ()


def readers(casefile: CaseFile, audience: Iterable[str], roster: Roster) -> set[UUID]:
    """The persons who may read an entry with this audience; ``roster`` covers the organs on file."""
    grants = Grant.objects.filter(casefile=casefile, audience__in=list(audience), ended_by=None)
    barred = {str(person) for person in casefile.recusals.values_list("person_id", flat=True)}
    party = {str(casefile.party_person_id)}
    persons = {
        person
        for grant in grants
        for person in _holders(grant, roster) - (barred if grant.audience == PARTY else barred | party)
    }
    return {UUID(person) for person in persons}


def _holders(grant: Grant, roster: Roster) -> frozenset[str]:
    posts = roster.get(str(grant.organ_id), {})
    if grant.person_id is None:
        return posts.get(grant.function, frozenset())
    in_post = frozenset().union(*posts.values())
    named = frozenset({str(grant.person_id)})
    return named if grant.organ_id is None else named & in_post
