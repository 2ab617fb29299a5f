"""Who can log in to the demonstration, and which part each of them plays."""

from itertools import groupby
from operator import itemgetter

from rongcuo.office.demo.district import ORGANS, PERSONS, PersonData
from rongcuo.office.founding_passwords import Login
from rongcuo.office.people.functions import FUNCTIONS

STAGED = (
    "inquiry",
    "experts",
    "review",
    "committee",
    "city",
    "service",
    "appeals",
    "personnel",
    "audit",
    "performance",
)
"""The organs that the demonstration's case files go through; the others are there to be looked at."""

PARTIES = {
    "xiemou": "当事人，正在报请同意",
    "limou": "当事人，告知书已经送达，可以申辩",
    "chenmou": "当事人，申辩正在查证",
    "zhoumou": "当事人，等待集体研究",
    "dengmou": "当事人，免于问责，案卷已经办结",
    "panmou": "当事人，决定已经送达",
    "jiangtao": "单位的代表，有整改任务",
    "hurui": "当事人（单位）的代表，尚未告知",
}
"""The parties of the demonstration's case files, with how far their files have come."""


def logins() -> tuple[Login, ...]:
    """Every account of the demonstration, in the order of the procedure."""
    return tuple(Login(person.key, person.name, part) for person in PERSONS if (part := _part(person)))


def _part(person: PersonData) -> str:
    """What the person does in the demonstration; empty for somebody without a part in it."""
    organs = {organ.key: organ.name for organ in ORGANS}
    staged = [post for post in person.posts if post[0] in STAGED]
    posts = [
        f"{organs[organ]}{'、'.join(FUNCTIONS[function].label for _, function in held)}"
        for organ, held in groupby(staged, key=itemgetter(0))
    ]
    return "；".join(posts) or PARTIES.get(person.key, "")
