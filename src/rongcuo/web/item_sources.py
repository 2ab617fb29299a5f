"""What the forms of the registers choose from, and what they begin with."""

from collections.abc import Iterable, Mapping

from django.http import QueryDict

from rongcuo.office import clock
from rongcuo.office.law import district_policy
from rongcuo.office.people.models import Organ, Person
from rongcuo.office.people.roster import posts_of
from rongcuo.office.registers import competent, visibility
from rongcuo.office.registers.reading import ItemReading
from rongcuo.office.registers.table import ItemAct
from rongcuo.web.clauses import Law
from rongcuo.web.forms.choices import Option, Sources
from rongcuo.web.pages.items import ItemWords, interpreted
from rongcuo.web.pages.policy import Interpreted
from rongcuo.web.sources import uploads_in


def sources(person: Person, law: Law, raw: Mapping[str, object]) -> Sources:
    """The organs that ``person`` may name, and the law."""
    return Sources(law=law, today=clock.today(), organs=_organs(person), uploads=uploads_in(raw, person))


def settling(person: Person) -> tuple[Interpreted, ...]:
    """The interpretations in force that settle a reading."""
    found = visibility.interpretations(person, clock.today()).filter(stage="answered").exclude(settles="")
    return interpreted(found)


def given(person: Person, row: ItemAct, found: ItemReading | None, asked: QueryDict) -> dict[str, object]:
    """What a fresh form is filled with: the clause that was followed, the latest draft, the only organ there is."""
    begun = {name: asked[name] for name in ("clause", "reading", "casefile") if asked.get(name)} if not found else {}
    fitting = _ORGANS.get(row.name, {})
    organs = _organs(person)
    only = {name: organs[of][0].value for name, of in fitting.items() if len(organs[of]) == 1}
    return {**begun, **only, **(_draft(found) if row.name in _PREFILLED and found else {})}


_ORGANS: Mapping[str, Mapping[str, str]] = {
    "ask_interpretation": {"organ": "own"},
    "file_reform": {"unit": "own_unit", "receiver": "receiving"},
}
_PREFILLED = ("draft_interpretation", "answer_interpretation")


def _draft(found: ItemReading) -> dict[str, object]:
    """The words of the latest draft."""
    record = found.last("interpretation_drafted")
    if record is None:
        return {}
    words, act = ItemWords(Law(district_policy(found.person.district)), found), record.act
    said: dict[str, object] = {name: words.text(getattr(act, name)) for name in ("statement", "answer")}
    settles = getattr(act, "settles", None)
    return said | ({"settles": settles} if settles else {})


def _organs(person: Person) -> dict[str, tuple[Option, ...]]:
    posts = posts_of(person, clock.today())
    filed_by = competent.functions(district_policy(person.district), competent.PRIOR_FILING, "filed_by")
    return {
        "own": _named({post.organ for post in posts}),
        "own_unit": _named(competent.organs_in(posts, filed_by)),
        "receiving": _named(competent.receivers(person.district)),
    }


def _named(organs: Iterable[str]) -> tuple[Option, ...]:
    found = Organ.objects.filter(pk__in=list(organs)).order_by("name")
    return tuple(Option(str(organ.id), organ.name) for organ in found)
