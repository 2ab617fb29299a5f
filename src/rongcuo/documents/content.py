"""What each official document says, as data.

The words that never change stand in the template of the kind; here is what
one case adds to them. Law text is handed over by the pack and printed as it is.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedClause:
    """A clause as it is quoted: 《regulation》（number）clause规定：“text”."""

    regulation: str
    number: str
    clause: str
    """As the regulation numbers it, for example 五、（二）."""
    text: str
    """Verbatim, without the clause's own number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """The party the document is served on: a person, or a unit with no honorific and no post."""

    name: str
    kind: Literal["person", "organisation"] = "person"
    honorific: str = ""
    """Follows the name in the salutation, for example 同志."""
    organisation: str = ""
    post: str = ""

    @property
    def salutation(self) -> str:
        return self.name + self.honorific

    @property
    def recipient(self) -> str:
        """Name, organisation and post, as one reads them out: 张三，某局副局长."""
        return "，".join(part for part in (self.name, self.organisation + self.post) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """How a written defence is filed, and where."""

    how: str
    """One sentence, for example 可以当面递交、邮寄，也可以登录本系统提交。."""
    address: str
    contact: str
    telephone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTheSpot:
    """Service in person when the notice is issued: only then is the last day known and printed."""

    served_on: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What every official document has."""

    kind: ClassVar[str]
    """The name of its template."""
    title: ClassVar[str]

    organ: str
    number: str
    """代字〔年〕号, as the register allotted it; other brackets are put right."""
    issued_on: date
    code: str = ""
    """核验码, as it is printed at the foot of every page; empty: none is printed."""
    secrecy: str = ""
    """密级. Anything but empty is refused: the system holds no state secrets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsNotice(Document):
    """申辩权利告知书: the notice of the right to defend (clause 5.2).

    ``counting_rule`` is the sentence that says how the days are counted under
    the readings and the calendar in force.
    """

    kind: ClassVar[str] = "rights_notice"
    title: ClassVar[str] = "申辩权利告知书"

    party: Addressee
    matter: str
    """What is being investigated; one paragraph a line."""
    rule: QuotedClause
    """The clause that gives the right and its time limit (5.2)."""
    ex_officio: QuotedClause
    """The clause under which the organ considers error tolerance unasked (5.1)."""
    officers: tuple[str, ...]
    limit_days: int
    """Working days, as the clause says."""
    counting_rule: str
    filing: Filing
    on_the_spot: OnTheSpot | None = None
