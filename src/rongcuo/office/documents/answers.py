"""What a case file answers when a wording asks: values and lists by name, each with what it rests on.

``act.FIELD`` is a field of the act that the document is for; ``ACT.FIELD`` one of the latest act of that name on file
that was not voided; ``act.on`` and ``act.by`` its day and who did it. Fields that are lists of rows are lists.
``clause.5_2.label``, ``.text`` and ``.quoted`` are a clause. Every other name stands in :mod:`.vocabulary`.
"""

from dataclasses import dataclass

from rongcuo.base import ClauseRef
from rongcuo.casefile import ACTS, Act, questions
from rongcuo.casefile.fields import Question
from rongcuo.casefile.words import full_date, in_words
from rongcuo.documents import Row, Said, Source
from rongcuo.office.documents.onfile import SUBJECT, DocumentFile
from rongcuo.office.documents.vocabulary import LISTS, VALUES


@dataclass(frozen=True)
class Answers:
    """Implements :class:`rongcuo.documents.OnFile` over a case file."""

    file: DocumentFile

    def said(self, name: str) -> Said:
        """The value of that name."""
        if name.startswith("clause."):
            return self._clause(name)
        if teller := VALUES.get(name):
            return teller(self.file)
        act, sources, question = self._field(name)
        if act is None:
            return Said("")
        if question is None:
            return Said(self._of_act(act, name), sources)
        return Said(in_words(self.file, question, getattr(act, question.name)), sources)

    def rows(self, name: str) -> tuple[Row, ...]:
        """The list of that name."""
        if found := LISTS.get(name):
            return tuple(found.rows(self.file))
        act, sources, question = self._field(name)
        if act is None or question is None or question.row is None:
            return ()
        return tuple(self._row(row, sources) for row in getattr(act, question.name))

    def has(self, name: str) -> bool:
        """Whether the value is not empty, or the list has a row."""
        return bool(self.rows(name)) if name in LISTS or _has_rows(name) else bool(self.said(name).text)

    def _clause(self, name: str) -> Said:
        _, number, part = name.split(".")
        ref = ClauseRef.parse(number.replace("_", "."))
        if self.file.pack.unseen([ref]):
            return Said("")  # words that nobody has seen are not quoted
        clause, title = self.file.pack.clauses[ref], self.file.pack.title
        text = clause.text.removeprefix(_own_number(clause.label))
        quoted = f"《{title.title}》（{title.number}）{clause.label}规定：“{text}”"
        return Said({"label": clause.label, "text": text, "quoted": quoted}[part], (Source("clause", str(ref)),))

    def _field(self, name: str) -> tuple[Act | None, tuple[Source, ...], Question | None]:
        """The act on file, its source, and the question; no question for the act's own day and actor."""
        act_name, _, field = name.partition(".")
        record = None if act_name == SUBJECT else self.file.latest(act_name)
        act = self.file.subject if act_name == SUBJECT else record.act if record else None
        if act is None:
            return None, (), None
        sources = self.file.entry(record.sequence if record else self.file.about)
        return act, sources, next((each for each in questions(type(act)) if each.name == field), None)

    def _of_act(self, act: Act, name: str) -> str:
        if name.endswith(".on"):
            return full_date(act.occurred_on)
        if not name.endswith(".by"):
            return ""  # another act that the document may be for has this field, this one has not
        record = self.file.latest(act.name) if act is not self.file.subject else None
        return self.file.person(record.actor if record else self.file.actor)

    def _row(self, row: object, sources: tuple[Source, ...]) -> Row:
        asked = questions(type(row))
        return Row({each.name: in_words(self.file, each, getattr(row, each.name)) or "—" for each in asked}, sources)


def _has_rows(name: str) -> bool:
    act, _, field = name.partition(".")
    shapes = [ACTS[act]] if act in ACTS else list(ACTS.values()) if act == SUBJECT else []
    asked = (each for shape in shapes for each in questions(shape))
    return any(each.name == field and each.row is not None for each in asked)


def _own_number(label: str) -> str:
    """The part of a label with which the clause's own text begins: （二） of 五（二）."""
    return label[label.index("（") :] if "（" in label else ""
