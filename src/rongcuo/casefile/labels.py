"""What a policy calls its things: the labels behind the ids of an act."""

from dataclasses import dataclass

from rongcuo.base import ClauseRef
from rongcuo.law.pack import Policy
from rongcuo.law.procedure import Choice


@dataclass(frozen=True)
class Labels:
    """The labels of one policy."""

    policy: Policy

    def choices(self, name: str) -> tuple[Choice, ...]:
        """A closed list of the procedure; empty where the pack has none of that name."""
        table = self.policy.pack.procedure
        if table and name == "document":
            return tuple(Choice(row.id, row.label, row.note, row.group) for row in table.documents.values())
        return table.lists.get(name, ()) if table else ()

    def choice(self, name: str, identity: str | None) -> str:
        """The label of one row of a closed list; the id itself where it is not on file."""
        return next((row.label for row in self.choices(name) if row.id == identity), identity or "")

    def finding(self, identity: str) -> str:
        """The label of a finding."""
        return self.policy.pack.findings[identity].label

    def clause(self, number: str) -> str:
        """A clause as the regulation numbers it."""
        found = self.policy.pack.clauses.get(ClauseRef.parse(number))
        return found.label if found else number

    def reading(self, identity: str) -> str:
        """The label of a reading; the id itself where the pack has it no more."""
        found = self.policy.pack.readings.get(identity)
        return found.label if found else identity

    def reading_value(self, written: str) -> str:
        """``id=value`` in words: the reading's label and the value's."""
        identity, _, chosen = written.partition("=")
        found = self.policy.pack.readings.get(identity)
        labels = {value.id: value.label for value in found.values} if found else {}
        return f"{self.reading(identity)}：{labels.get(chosen, chosen)}"

    def standing(self, identity: str) -> str:
        """The label of a standing; 尚不能定 while it is undetermined."""
        known = self.policy.pack.standings.get(identity)
        return known.label if known else "尚不能定"

    def decision(self, identity: str) -> str:
        """The label of a kind of decision."""
        return self.policy.pack.decisions[identity].label

    def act(self, name: str) -> str:
        """The label of an act in the procedure's table."""
        table = self.policy.pack.procedure
        return table.acts[name].label if table and name in table.acts else name
