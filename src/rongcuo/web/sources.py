"""What the forms choose from, fetched from the office in a fixed number of queries."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.template.defaultfilters import filesizeformat

from rongcuo.casefile import Context
from rongcuo.casefile.items import ITEMS, Item
from rongcuo.office.files.attachments import unbound
from rongcuo.office.files.sealing import as_uuid
from rongcuo.office.people.functions import ADMINISTRATORS, CAPACITIES
from rongcuo.office.people.models import Appointment, Organ, Person
from rongcuo.web.clauses import Law
from rongcuo.web.forms.choices import Option, Sources, Upload
from rongcuo.web.pages.onfile import OnFile

_FUNCTIONS = {
    "investigating": ("officer", "head"),
    "deciding": ("member",),
    "case_review": ("reviewer",),
    "personnel": ("personnel_officer",),
    "appeal": ("appeal_reviewer", "head"),
}
"""Who of an organ on file a question about its people means."""


def sources(person: Person, context: Context, on: OnFile | None, raw: Mapping[str, object]) -> Sources:
    """The choices for ``person``; ``on`` none while a file is being opened. ``raw`` names the uploads to keep."""
    organs = {capacity: tuple(_organs(person, capacity)) for capacity in CAPACITIES}
    names = {
        str(id_): name for id_, name in Person.objects.filter(district_id=person.district_id).values_list("id", "name")
    }
    return Sources(
        law=Law(context.policy),
        today=context.today,
        organs=organs,
        people=_people(names, _administrators(context.today), context, on),
        claims=tuple(_claims(on)) if on else (),
        items={kind: tuple(_items(kind, found(on.state), on)) for kind, found in ITEMS.items()} if on else {},
        evidence=tuple(_evidence(on)) if on else (),
        uploads=uploads_in(raw, person),
        route=on.state.file.route if on else "",
    )


def _organs(person: Person, capacity: str) -> Iterator[Option]:
    for organ in Organ.objects.filter(district_id=person.district_id):
        if capacity in organ.capacities:
            yield Option(str(organ.id), organ.name)


def _administrators(on: date) -> frozenset[str]:
    """Who holds one of the three office functions: such a person has no part in any case file."""
    live = Appointment.objects.live(on).filter(function__in=ADMINISTRATORS)
    return frozenset(str(person) for person in live.values_list("person_id", flat=True))


def _people(
    names: Mapping[str, str], administrators: frozenset[str], context: Context, on: OnFile | None
) -> Mapping[str, tuple[Option, ...]]:
    everybody = _named(names, names.keys() - administrators)
    if on is None:
        others = tuple(option for option in everybody if option.value != context.actor.person)
        return {"any": everybody, "party_person": others}
    in_post = {
        part: _named(names, context.in_post(on.state.organ(part), *functions) - on.state.recused)
        for part, functions in _FUNCTIONS.items()
    }
    in_post["panel"] = _named(names, on.state.panel_members)
    in_post["investigating_heads"] = _named(names, context.in_post(on.state.organ("investigating"), "head"))
    everyone_of_body = _named(names, context.in_post(on.state.organ("deciding"), "member"))
    return {**in_post, "deciding": everyone_of_body, "officers": _named(names, on.state.officers), "any": everybody}


def _named(names: Mapping[str, str], ids: Iterable[str]) -> tuple[Option, ...]:
    return tuple(Option(id_, names.get(id_, "")) for id_ in sorted(ids, key=lambda id_: names.get(id_, "")))


def _claims(on: OnFile) -> Iterator[Option]:
    for claim in on.state.claims:
        if on.sees(claim.entry):
            done = "已撤回" if claim.withdrawn else "" if claim.adopted is None else "已答复，将替代"
            yield Option(str(claim.number), f"第{claim.number}项　{on.law.finding(claim.target)}", done)


def _items(kind: str, items: Iterable[Item], on: OnFile) -> Iterator[Option]:
    for item in items:
        if on.sees(item.entry):
            named = (
                on.law.choice(*item.listed) if item.listed else "",
                on.law.finding(item.finding) if item.finding else "",
                on.text(item.text) if item.text else "",
            )
            number = f"证{item.number}" if kind == "evidence" else f"第{item.number}项"
            yield Option(str(item.number), f"{number}　{'，'.join(filter(None, named))}", f"第{item.entry}条")


def _evidence(on: OnFile) -> Iterator[Option]:
    for piece in on.state.evidence:
        if on.sees(piece.entry):
            yield Option(str(piece.number), on.text(piece.title), f"第{piece.entry}条")


def uploads_in(raw: Mapping[str, object], person: Person) -> Mapping[str, Upload]:
    """The uploads of this person that ``raw`` names and no act has brought on file yet, by id."""
    ids = [found for text in _attachments(raw) if (found := as_uuid(text))]
    kept = unbound(person, ids) if ids else ()
    return {str(each.id): Upload(str(each.id), each.name, filesizeformat(each.size)) for each in kept}


def _attachments(raw: object) -> Iterator[str]:
    """Every text within lists of ``raw`` that could be the id of an upload."""
    if isinstance(raw, Mapping):
        for value in raw.values():
            yield from _attachments(value)
    elif isinstance(raw, list):
        for value in raw:
            if isinstance(value, str):
                yield value
            else:
                yield from _attachments(value)
