"""What is wrong with an input, and why an act is refused: values, not exceptions.

Both state what is on file and what is asked for, never a verdict, and both
can be collected and shown together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from rongcuo.base.clauses import ClauseRef
from rongcuo.base.sentences import Language, sentence


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is wrong; whatever is known of it."""

    file: str | None = None
    line: int | None = None
    field: str | None = None
    clause: ClauseRef | None = None

    def __str__(self) -> str:
        where = [self.file or "", str(self.line or ""), self.field or ""]
        text = ":".join(part for part in where if part)
        if self.clause is None:
            return text
        return f"{text} [{self.clause}]" if text else f"[{self.clause}]"


class Severity(StrEnum):
    """Whether a problem stops the work."""

    ERROR = "error"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a pack or an input, with its place."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    place: Place = field(default_factory=Place)
    severity: Severity = Severity.ERROR

    def text(self, language: Language = "zh") -> str:
        """The sentence a person reads, without the place."""
        return sentence(self.code, self.params, language)

    def as_json(self) -> dict[str, object]:
        """The form that ``--format json`` and the API print."""
        place = self.place
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.text("zh"),
            "message_en": self.text("en"),
            "file": place.file,
            "line": place.line,
            "field": place.field,
            "clause": str(place.clause) if place.clause else None,
        }


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an act cannot be done now: a code, what is on file, and the clause.

    ``opens`` names the act that opens the way, where there is one.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    clause: ClauseRef | None = None
    opens: str | None = None

    def text(self, language: Language = "zh") -> str:
        """The sentence a person reads."""
        return sentence(self.code, self.params, language)

    def as_json(self) -> dict[str, object]:
        """The form that ``--format json`` and the API print."""
        return {
            "code": self.code,
            "message": self.text("zh"),
            "message_en": self.text("en"),
            "clause": str(self.clause) if self.clause else None,
            "opens": self.opens,
        }
