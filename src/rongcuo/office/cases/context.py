"""What the core needs to know besides the file: law, calendar, day, people in post."""

from collections.abc import Iterator
from datetime import date

from rongcuo.casefile import Act, CaseState, Context, fold, questions
from rongcuo.casefile.acts import OpenFile
from rongcuo.casefile.audiences import HANDLING
from rongcuo.law import Policy
from rongcuo.office import clock, law
from rongcuo.office.cases import chain
from rongcuo.office.cases.visibility import audiences, visible_to
from rongcuo.office.people.models import District, Organ, Person
from rongcuo.office.people.roster import actor_of, roster_of


def context_for(district: District, policy: Policy, actor: Person, state: CaseState, act: Act | None = None) -> Context:
    """The context of an act on a file, or of the act that opens one, in a fixed number of queries."""
    today = clock.today()
    file = state.opened or (act if isinstance(act, OpenFile) else None)
    ids = {*(_organs(file) if file else ()), *(organ for named in state.organs.values() for organ in named)}
    ids |= set(_named_in(act)) if act else set()
    organs = {str(organ.id): organ for organ in Organ.objects.filter(district=district, id__in=ids)}
    deciding = organs.get(file.deciding_organ) if file else None
    return Context(
        policy=policy,
        calendar=law.calendar(district),
        today=today,
        actor=actor_of(actor, today),
        roster=roster_of(ids, today),
        discipline_line={id_: str(organ.superior_id) for id_, organ in organs.items() if organ.superior_id},
        vote_rule=deciding.vote_rule if deciding else None,
        other_files=_other_files(actor, act, today) if act else {},
    )


def _other_files(actor: Person, act: Act, today: date) -> dict[str, CaseState]:
    """The files that the act names by number, as they stand, if the actor handles them."""
    asked = [question.name for question in questions(type(act)) if question.kind == "casefile"]
    numbers = [number for name in asked if (number := getattr(act, name))]
    seen = visible_to(actor, today).filter(number__in=numbers) if numbers else ()
    return {row.number: fold(chain.entries(row)) for row in seen if audiences(actor, row, today) & HANDLING}


def _named_in(act: Act) -> Iterator[str]:
    """The organs that the act itself names."""
    for question in questions(type(act)):
        named = getattr(act, question.name)
        if question.kind == "organ" and named:
            yield named


def _organs(file: OpenFile) -> Iterator[str]:
    yield from (file.organisation, file.investigating_organ, file.deciding_organ, file.superior_organ)
