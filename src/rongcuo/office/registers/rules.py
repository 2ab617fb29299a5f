"""What keeps an act from being done on an item: the wrong hand, the wrong moment, or what the act itself says."""

from collections.abc import Iterator

from rongcuo.base import ClauseRef, Place, Problem, Refusal
from rongcuo.law import Policy, apply
from rongcuo.office.people.functions import FUNCTIONS
from rongcuo.office.registers import competent
from rongcuo.office.registers.competent import INTERPRETATION, PRIOR_FILING
from rongcuo.office.registers.models import Interpretation
from rongcuo.office.registers.occasion import Occasion

INTERPRETED = ClauseRef.parse("7.2")
"""The clause that these rules answer to; which organs and functions is the pack's and the district's business."""


def someone_interprets(on: Occasion) -> Iterator[Refusal]:
    """A question needs somebody to answer it, and whoever asks is in post somewhere."""
    if not competent.interpreters(on.district):
        yield Refusal("interpretation.no_organ", {}, INTERPRETED)
    if not on.organs:
        yield Refusal("interpretation.in_no_organ", {}, INTERPRETED)


def drafts(on: Occasion) -> Iterator[Refusal]:
    """An officer of the organ that interprets."""
    return _interprets(on, "drafted_by")


def answers(on: Occasion) -> Iterator[Refusal]:
    """The head or signatory of the organ that interprets."""
    return _interprets(on, "answered_by")


def _interprets(on: Occasion, by: str) -> Iterator[Refusal]:
    wanted = on.functions(INTERPRETATION, by)
    if not on.organs_in(wanted, competent.interpreters(on.district)):
        yield Refusal("interpretation.not_yours", _labels(wanted), INTERPRETED)


def files(on: Occasion) -> Iterator[Refusal]:
    """The representative of a unit, where the district offers prior filing."""
    if not competent.receivers(on.district):
        yield Refusal("filing.not_offered")
    elif not on.organs_in(on.functions(PRIOR_FILING, "filed_by")):
        yield Refusal("filing.of_units", _labels(on.functions(PRIOR_FILING, "filed_by")))


def filed_it(on: Occasion) -> Iterator[Refusal]:
    """The representative of the unit that filed."""
    wanted = on.functions(PRIOR_FILING, "filed_by")
    if not on.organs_in(wanted, {str(on.item.unit_id)}):
        yield Refusal("filing.of_units", _labels(wanted))


def receives(on: Occasion) -> Iterator[Refusal]:
    """Whoever receives filings in the organ that this one went to."""
    wanted = on.functions(PRIOR_FILING, "received_by")
    if not on.organs_in(wanted, {str(on.item.receiver_id)}):
        yield Refusal("filing.of_receiver", _labels(wanted))


def _labels(wanted: frozenset[str]) -> dict[str, object]:
    found = [FUNCTIONS[name] for name in FUNCTIONS if name in wanted]
    return {
        "functions": "、".join(function.label for function in found),
        "functions_en": ", ".join(function.label_en for function in found),
    }


def in_order(on: Occasion) -> Iterator[Problem]:
    """Not later than today, not before what is on the item already."""
    day = on.act.occurred_on
    if day > on.today:
        yield _problem("act.in_future", "occurred_on", day=day, today=on.today)
    elif on.since is not None and day < on.since:
        yield _problem("register.before_the_last", "occurred_on", day=day, last=on.since)


def asks_for_own_organ(on: Occasion) -> Iterator[Problem]:
    """The organ that asks is one in which the asker is."""
    if on.act.organ not in on.organs:
        yield _problem("register.not_in_organ", "organ")


def file_is_seen(on: Occasion) -> Iterator[Problem]:
    """The case file named is one that the asker may see; another is told from none at all by nobody."""
    if on.act.casefile and on.file is None:
        yield _problem("interpretation.unknown_casefile", "casefile", number=on.act.casefile)


def number_is_free(on: Occasion) -> Iterator[Problem]:
    """No two interpretations have one number."""
    taken = Interpretation.objects.filter(district=on.district, number=on.act.number or "-")
    if on.act.number and taken.exists():
        yield _problem("office.already_there", "number", name=on.act.number)


def supersedes_one_in_force(on: Occasion) -> Iterator[Problem]:
    """What is superseded was answered and is still in force."""
    if on.act.supersedes and on.superseded is None:
        yield _problem("interpretation.none_in_force", "supersedes", number=on.act.supersedes)
    elif on.act.supersedes and on.superseded and on.superseded.answered_on > on.act.occurred_on:
        yield _problem("interpretation.older_than_that", "supersedes", day=on.superseded.answered_on)


def settles_what_is_open(on: Occasion) -> Iterator[Problem]:
    """A reading that another interpretation in force has settled is settled anew only in its place."""
    if not on.act.settles:
        return
    name = on.act.settles.partition("=")[0]
    in_force = Interpretation.objects.filter(
        district=on.district, stage="answered", settles__startswith=f"{name}="
    ).exclude(pk=on.item.pk)
    replaced = on.superseded.pk if on.act.supersedes and on.superseded else None
    earlier = in_force.exclude(pk=replaced).first() if replaced else in_force.first()
    if earlier is not None:
        yield _problem("interpretation.settled_already", "settles", number=earlier.number)


def settled_readings_apply(on: Occasion) -> Iterator[Problem]:
    """The district's readings with the new one must give a policy."""
    if on.act.settles:
        name, _, value = on.act.settles.partition("=")
        made = apply(on.policy.pack, {**on.district.readings, name: value})
        if not isinstance(made, Policy):
            yield from made


def files_for_own_unit(on: Occasion) -> Iterator[Problem]:
    """The unit that files is one that the actor represents."""
    if on.act.unit not in on.organs_in(on.functions(PRIOR_FILING, "filed_by")):
        yield _problem("register.not_in_organ", "unit")


def goes_to_a_receiver(on: Occasion) -> Iterator[Problem]:
    """The organ is one that receives filings in this district."""
    if on.act.receiver not in competent.receivers(on.district):
        yield _problem("filing.no_receiver", "receiver")


def before_it_begins(on: Occasion) -> Iterator[Problem]:
    """Filed before acting: by the day of recording, which nobody can choose, not by the day that the form says."""
    if on.act.starts_on < on.today:
        yield _problem("filing.already_begun", "starts_on", day=on.act.starts_on, today=on.today)
    if on.act.ends_on is not None and on.act.ends_on < on.act.starts_on:
        yield _problem("filing.ends_before_it_starts", "ends_on", day=on.act.ends_on)


def _problem(code: str, field: str, **params: object) -> Problem:
    return Problem(code, params, Place(field=field))
