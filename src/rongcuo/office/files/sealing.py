"""Sealing what an act brings along: texts and attachments, kept only once the act is on file."""

import secrets
from functools import cached_property
from uuid import UUID, uuid4

from rongcuo.casefile import EMPTY, CaseState
from rongcuo.casefile.withheld import names_in, withheld_texts
from rongcuo.ledger import Sealed, seal
from rongcuo.office.cases.models import CaseFile
from rongcuo.office.files.models import Attachment, SealedText
from rongcuo.office.people.models import Organ, Person


class Sealer:
    """Implements the casefile's ``Intake``: seals while an act is read, writes nothing until :meth:`keep`.

    An attachment can be sealed by the person who uploaded it, as long as no
    act has brought it on file; or again on the same file.
    """

    def __init__(self, person: Person, casefile_id: UUID, state: CaseState = EMPTY) -> None:
        self._person = person
        self._state = state
        self._casefile_id = casefile_id
        self._texts: list[SealedText] = []
        self._attachments: list[Attachment] = []

    def text(self, plain: str) -> Sealed:
        """Seal a text under a fresh id and salt."""
        text = SealedText(id=uuid4(), salt=secrets.token_hex(16), body=plain)
        self._texts.append(text)
        return seal(str(text.id), text.salt, plain)

    def file(self, attachment_id: str) -> Sealed | None:
        """Seal an uploaded file; none when this person cannot bring it on this file."""
        attachment = self._find(attachment_id)
        if attachment is None:
            return None
        self._attachments.append(attachment)
        return seal(str(attachment.id), attachment.salt, attachment.description)

    def withheld(self) -> tuple[str, ...]:
        """The names of those who are kept secret on the file, read only once somebody writes what leaves it."""
        return self._withheld

    @cached_property
    def _withheld(self) -> tuple[str, ...]:
        ids = [UUID(sealed.id) for sealed in withheld_texts(self._state)]
        bodies = SealedText.objects.filter(pk__in=ids).values_list("body", flat=True) if ids else ()
        return tuple(name for body in bodies for name in names_in(body or ""))

    def knows_person(self, person: str) -> bool:
        """Whether the person's district has a person with this id."""
        return self._knows(Person, person)

    def knows_organ(self, organ: str) -> bool:
        """Whether the person's district has an organ with this id."""
        return self._knows(Organ, organ)

    def plain(self, sealed: Sealed) -> str:
        """The words of a text that this act brings along."""
        return next(text.body or "" for text in self._texts if str(text.id) == sealed.id)

    def keep(self, casefile: CaseFile, sequence: int) -> None:
        """Write the texts and bind the attachments to the entry that now points at them."""
        for text in self._texts:
            text.district_id, text.casefile = casefile.district_id, casefile
        SealedText.objects.bulk_create(self._texts)
        fresh = [attachment.id for attachment in self._attachments if attachment.casefile_id is None]
        Attachment.objects.filter(id__in=fresh).update(casefile=casefile, sequence=sequence)

    def _knows(self, model: type[Person] | type[Organ], name: str) -> bool:
        identity = as_uuid(name)
        return identity is not None and model.objects.filter(pk=identity, district_id=self._person.district_id).exists()

    def _find(self, attachment_id: str) -> Attachment | None:
        identity = as_uuid(attachment_id)
        if identity is None:
            return None
        attachment = Attachment.objects.filter(id=identity, uploaded_by=self._person).exclude(sha256="").first()
        allowed = attachment is not None and attachment.casefile_id in (None, self._casefile_id)
        return attachment if allowed else None


def as_uuid(text: str) -> UUID | None:
    """The id that ``text`` is, in its one canonical form; none otherwise."""
    try:
        identity = UUID(text)
    except ValueError:
        return None
    return identity if str(identity) == text else None
