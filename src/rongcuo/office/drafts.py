"""Drafts: what somebody has typed and not yet submitted; nothing of it is on file."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from rongcuo.office import clock
from rongcuo.office.cases.models import Draft
from rongcuo.office.cases.visibility import visible_to
from rongcuo.office.people.models import Person


def keep(person: Person, casefile: UUID | None, act: str, content: Mapping[str, Any]) -> datetime:
    """Keep what has been typed and give the moment; nothing is kept on a file that the person may not see."""
    moment = clock.now()
    if _sees(person, casefile):
        now = {"content": _storable(content), "saved_at": moment}
        Draft.objects.update_or_create(**_key(person, casefile, act), defaults=now)
    return moment


def find(person: Person, casefile: UUID | None, act: str) -> Draft | None:
    """The person's own draft of an act, if the file is still to be seen."""
    if not _sees(person, casefile):
        return None
    return Draft.objects.filter(**_key(person, casefile, act)).first()


def discard(person: Person, casefile: UUID | None, act: str) -> None:
    """Throw the draft away."""
    Draft.objects.filter(**_key(person, casefile, act)).delete()


def _key(person: Person, casefile: UUID | None, act: str) -> dict[str, Any]:
    return {"district_id": person.district_id, "person": person, "casefile_id": casefile, "act": act}


def _storable(value: Any) -> Any:
    """Without the characters that PostgreSQL keeps in no JSON: NUL and half surrogates."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode(errors="replace").decode()
    if isinstance(value, Mapping):
        return {_storable(name): _storable(item) for name, item in value.items()}
    return [_storable(item) for item in value] if isinstance(value, list | tuple) else value


def _sees(person: Person, casefile: UUID | None) -> bool:
    return casefile is None or visible_to(person, clock.today()).filter(pk=casefile).exists()
