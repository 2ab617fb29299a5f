"""One place where the database does not agree with itself, named so that an auditor finds it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rongcuo.base import Language, sentence
from rongcuo.ledger import Break

REGISTER = {"zh": "机关、人员登记", "en": "Register of organs and persons"}


@dataclass(frozen=True, slots=True)
class Fault:
    """``number`` is the case file's; none for the register of organs and persons, or for the database as a whole."""

    code: str
    stream: str
    sequence: int = 0
    number: str | None = None
    params: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, found: Break, number: str | None) -> "Fault":
        """A break of a chain, with the file's number."""
        return cls(found.code, found.stream, found.sequence, number, found.params)

    def text(self, language: Language = "zh") -> str:
        """The sentence an auditor reads, with the file and the entry it concerns."""
        known = {"stream": self.stream, "sequence": self.sequence} | dict(self.params)
        colon = "：" if language == "zh" else ": "
        return f"{self.number or REGISTER[language]}{colon}{sentence(self.code, known, language)}"

    def as_json(self) -> dict[str, object]:
        """The form that ``--format json`` prints."""
        return {
            "code": self.code,
            "stream": self.stream,
            "sequence": self.sequence,
            "casefile": self.number,
            "message": self.text("zh"),
            "message_en": self.text("en"),
        }
