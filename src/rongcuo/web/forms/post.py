"""A post of an act's form: its uploads taken in, its answers read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO, cast

from django.http import HttpRequest, QueryDict

from rongcuo.base import Place, Problem
from rongcuo.casefile import Question
from rongcuo.office.files.attachments import upload
from rongcuo.office.outcomes import Invalid
from rongcuo.office.people.models import Person
from rongcuo.web.forms.reading import Raw, read


@dataclass(frozen=True, slots=True)
class Posted:
    """What came in: the answers, and what is wrong with the files themselves."""

    raw: Raw
    problems: tuple[Problem, ...]


def taken(request: HttpRequest, asked: Iterable[Question], person: Person) -> Posted:
    """Keep the uploaded files and read the answers with their ids among them."""
    post = request.POST.copy()
    problems = tuple(problem for name in request.FILES for problem in _kept(request, name, post, person))
    return Posted(read(asked, post), problems)


def _kept(request: HttpRequest, name: str, post: QueryDict, person: Person) -> Iterable[Problem]:
    for file in request.FILES.getlist(name):
        made = upload(person, file.name or "", cast("BinaryIO", file))
        if isinstance(made, Invalid):
            place = Place(field=name.replace("-", "."))
            yield from (Problem(problem.code, problem.params, place) for problem in made.problems)
        else:
            post.appendlist(name, str(made.id))
