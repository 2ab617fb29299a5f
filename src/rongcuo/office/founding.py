"""Founding a real district: itself, its administration and its first administrators, all or nothing.

Everything else is theirs to add: the first set-up ends once the system
administrator and the security administrator are in post.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from django.conf import settings
from django.db import transaction

from rongcuo.base import Place, Problem, Refusal, RongcuoError
from rongcuo.law import load
from rongcuo.office import clock
from rongcuo.office.founding_passwords import Login, drawn, keep
from rongcuo.office.outcomes import Refused
from rongcuo.office.people import register
from rongcuo.office.people.functions import FUNCTIONS
from rongcuo.office.people.models import District, Organ, Person

PASSWORDS: Final = "first-passwords.txt"
HEADING: Final = "本区三员的登录名和初始密码。首次登录须修改；交给本人以后，请删除本文件。"

USERNAMES: Final = {"system_administrator": "system", "security_administrator": "security", "auditor": "auditor"}
"""The administrators that a founding can put in post, each with the log-in name."""

_CODE = re.compile(r"[1-9][0-9]{5}")
_SHOWN = 40

Made = TypeVar("Made")


class NotFounded(RongcuoError):
    """The founding is refused; nothing has been changed."""

    def __init__(self, *problems: Problem | Refusal) -> None:
        super().__init__("；".join(problem.text() for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Founding:
    """What a district begins with.

    ``code`` is its code in GB/T 2260, ``short_name`` begins the numbers of its
    files, ``organ`` is its administration; ``administrators`` gives the name
    of each by function.
    """

    code: str
    name: str
    short_name: str
    policy: str
    organ: str
    administrators: Mapping[str, str]

    @property
    def logins(self) -> tuple[Login, ...]:
        """The accounts it makes."""
        functions = (function for function in USERNAMES if function in self.administrators)
        return tuple(
            Login(USERNAMES[function], self.administrators[function], FUNCTIONS[function].label)
            for function in functions
        )


def passwords_file() -> Path:
    """Where the first passwords stand: in the home folder, never in the repository."""
    return Path(settings.HOME) / PASSWORDS


def is_empty() -> bool:
    """Whether the database holds no district yet."""
    return not District.objects.exists()


def check(founding: Founding) -> None:
    """Raise ``NotFounded`` with everything wrong in it, ``PackError`` when its law is not here; reads no database.

    A pack without a procedure compares findings and opens no file, so no district is founded on it.
    """
    problems = tuple(_problems(founding))
    if problems:
        raise NotFounded(*problems)
    if load(founding.policy).procedure is None:
        raise NotFounded(Problem("setup.policy_opens_no_file", {"policy": founding.policy}, Place(field="--policy")))


def found(founding: Founding) -> District:
    """Found the district in an empty database and write the first passwords; raises as :func:`check` does."""
    check(founding)
    passwords = drawn(founding.logins)
    with transaction.atomic():
        there = District.objects.first()
        if there is not None:
            raise NotFounded(Problem("setup.district_there", {"name": there.name}))
        district = register.found_district(
            code=founding.code, name=founding.name, short_name=founding.short_name, policy=founding.policy
        )
        organ = made(register.add_organ(district, None, name=founding.organ, capacities=["office"]))
        persons = {
            function: _administrator(district, name, USERNAMES[function], passwords[USERNAMES[function]])
            for function, name in founding.administrators.items()
        }
        # The auditor first: with both administrators of people in post, the set-up may do nothing any more.
        for function in reversed(USERNAMES):
            if function in persons:
                _appoint(district, organ, persons[function], function)
        keep(HEADING, founding.logins, passwords, passwords_file())
    return district


def made(outcome: Made | Refused) -> Made:
    """What the register made; ``NotFounded`` when it refuses, which rolls the whole founding back."""
    if isinstance(outcome, Refused):
        raise NotFounded(*outcome.refusals)
    return outcome


def _administrator(district: District, name: str, username: str, password: str) -> Person:
    person = made(register.add_person(district, None, name=name))
    made(register.create_account(district, None, person=person, username=username, password=password))
    return person


def _appoint(district: District, organ: Organ, person: Person, function: str) -> None:
    made(register.appoint(district, None, person=person, organ=organ, function=function, started_on=clock.today()))


def _problems(founding: Founding) -> Iterator[Problem]:
    if not _CODE.fullmatch(founding.code):
        yield Problem("setup.district_code", {"value": founding.code[:_SHOWN]}, Place(field="--code"))
    yield from _wrong_text("--name", founding.name, _longest(District, "name"))
    yield from _wrong_text("--short-name", founding.short_name, _longest(District, "short_name"))
    yield from _wrong_text("--organ", founding.organ, _longest(Organ, "name"))
    named: dict[str, str] = {}
    for function, name in founding.administrators.items():
        option = f"--{function.replace('_', '-')}"
        yield from _wrong_text(option, name, _longest(Person, "name"))
        if name.strip() in named:
            params = {"name": name.strip(), "option": named[name.strip()]}
            yield Problem("setup.administrator_twice", params, Place(field=option))
        named[name.strip()] = option


def _wrong_text(option: str, text: str, longest: int) -> Iterator[Problem]:
    """What the register or the database would not take."""
    place = Place(field=option)
    if not text.strip():
        yield Problem("office.blank", {"field": option}, place)
    elif not text.isprintable():
        yield Problem("office.unprintable", {"field": option}, place)
    elif len(text) > longest:
        yield Problem("setup.too_long", {"length": len(text), "longest": longest}, place)


def _longest(model: type[District | Organ | Person], column: str) -> int:
    field: Any = model._meta.get_field(column)  # noqa: SLF001  Django's own way to ask
    return int(field.max_length)
