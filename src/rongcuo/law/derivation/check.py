"""What of a pack's facts and derivations does nothing: notices for its author."""

from collections.abc import Iterator

from rongcuo.base import Place, Problem, Severity
from rongcuo.law.derivation.derivations import Chosen, Count, Derivable, Graded, Member
from rongcuo.law.derivation.walk import every, names
from rongcuo.law.pack import Pack


def idle_derivations(pack: Pack) -> Iterator[Problem]:
    """A derivation's reading that steers nothing, and facts, records and tables that nothing rests on."""
    law = pack.derivable
    steering = _steering(law)
    for reading in pack.readings.values():
        if reading.affects == "derivation" and law.derivations and reading.id not in steering:
            yield _notice("law.reading_steers_nothing", reading.id, reading.place)
    terms = [term for derivation in law.derivations for term in every(derivation.term)]
    asked = {name for derivation in law.derivations for name in names(derivation.term)}
    counted = {term.record for term in terms if isinstance(term, Count)}
    graded = {term.table for term in terms if isinstance(term, Graded)}
    for name, fact in law.facts.items():
        if name not in asked and fact.type != "text":
            yield _notice("law.fact_idle", name, fact.place)
    for name, record in law.records.items():
        if name not in counted:
            yield _notice("law.record_idle", name, record.place)
    for name, editions in law.tables.items():
        if name not in graded:
            yield _notice("law.grading_idle", name, editions[0].place)


def _notice(code: str, name: str, place: Place) -> Problem:
    return Problem(code, {"name": name}, place, Severity.NOTICE)


def _steering(law: Derivable) -> frozenset[str]:
    """The readings of which two values lead to different terms somewhere."""
    found: set[str] = set()
    for term in (each for derivation in law.derivations for each in every(derivation.term)):
        match term:
            case Chosen(reading=reading, branches=branches):
                branch, *others = branches.values()
                found |= {reading} if any(other != branch for other in others) else set()
            case Member(of=of):
                found |= {reading for reading, _, more in of.also if not set(more) <= set(of.base)}
    return frozenset(found)
