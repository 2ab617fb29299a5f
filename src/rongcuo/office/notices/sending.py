"""Writing notices, in the transaction of the entry that they tell of."""

from rongcuo.casefile.context import Roster
from rongcuo.ledger import Entry
from rongcuo.office.cases.models import CaseFile
from rongcuo.office.cases.visibility import readers
from rongcuo.office.notices.models import Notice
from rongcuo.office.people.models import Person


def notify(casefile: CaseFile, entry: Entry, *, act: str, actor: Person, roster: Roster) -> None:
    """One notice for everybody who may read the entry, except the one who made it."""
    persons = readers(casefile, entry, roster) - {actor.id}
    Notice.objects.bulk_create(
        Notice(
            district_id=casefile.district_id, person_id=person, casefile=casefile,
            sequence=entry.sequence, act=act, at=entry.recorded_at,
        )
        for person in persons
    )  # fmt: skip
