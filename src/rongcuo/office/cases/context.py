"""What the core needs to know besides the file: law, calendar, day, people in post."""

from collections.abc import Iterator

from rongcuo.casefile import Act, CaseState, Context
from rongcuo.casefile.acts import OpenFile
from rongcuo.law import Policy
from rongcuo.office import clock, law
from rongcuo.office.people.models import District, Organ, Person
from rongcuo.office.people.roster import actor_of, roster_of


def context_for(district: District, policy: Policy, actor: Person, state: CaseState, act: Act | None = None) -> Context:
    """The context of an act on a file, or of the act that opens one, in a fixed number of queries."""
    today = clock.today()
    file = state.opened or (act if isinstance(act, OpenFile) else None)
    ids = set(_organs(file)) if file else set()
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
    )


def _organs(file: OpenFile) -> Iterator[str]:
    yield from (file.organisation, file.investigating_organ, file.deciding_organ, file.superior_organ)
