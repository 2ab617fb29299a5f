"""Playing a script: every act through the door, by the person whom the law wants, as everybody else's acts are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from rongcuo.office import clock
from rongcuo.office.demo.district import Cast, DemoError
from rongcuo.office.demo.scripts import Script, Step
from rongcuo.office.door import carry_out
from rongcuo.office.files.attachments import upload
from rongcuo.office.outcomes import Done, Invalid, Outcome
from rongcuo.office.people.models import Person
from rongcuo.workdays import load_calendar


def play(script: Script, cast: Cast) -> UUID:
    """Bring one case file to where its script ends, and give its id; ``DemoError`` when an act is not carried out."""
    played = _Played(script, cast)
    done = [played.act(number, step) for number, step in enumerate(script.steps, 1)]
    return done[-1].casefile_id


def working_day(ago: int) -> date:
    """The ``ago``-th working day before today; today itself for 0."""
    day, calendar = clock.today(), load_calendar()
    while ago > 0:
        day -= timedelta(days=1)
        ago -= calendar.is_working(day)
    return day


@dataclass
class _Played:
    """One script under way: the file so far, and the references resolved."""

    script: Script
    cast: Cast
    casefile: UUID | None = None
    version: int | None = None
    uploaded: dict[str, str] = field(default_factory=dict)

    def act(self, number: int, step: Step) -> Done:
        actor = self.cast.persons[step.by]
        outcome = carry_out(
            actor=actor,
            act=step.act,
            raw={"occurred_on": working_day(step.day).isoformat()} | self.resolved(step.raw, actor),
            casefile=self.casefile,
            key=f"demo-{self.script.source}-{number}",
            version=self.version,
        )
        if not isinstance(outcome, Done):
            raise DemoError(f"{self.script.source} {number} {step.act}: {_said(outcome)}")
        self.casefile, self.version = outcome.casefile_id, outcome.sequence
        return outcome

    def resolved(self, value: Any, actor: Person) -> Any:
        """``value`` with every ``person:key``, ``organ:key``, ``day:n`` and ``file:name`` replaced by what it means."""
        if isinstance(value, Mapping):
            return {name: self.resolved(item, actor) for name, item in value.items()}
        if isinstance(value, list):
            return [self.resolved(item, actor) for item in value]
        if isinstance(value, str):
            return self.meant(value, actor)
        return value

    def meant(self, text: str, actor: Person) -> str:
        means: Mapping[str, Callable[[str], str]] = {
            "person": lambda key: str(self.cast.persons[key].id),
            "organ": lambda key: str(self.cast.organs[key].id),
            "day": lambda ago: working_day(int(ago)).isoformat(),
            "file": lambda name: self.upload(name, actor),
        }
        kind, colon, name = text.partition(":")
        return means[kind](name) if colon and kind in means else text

    def upload(self, name: str, actor: Person) -> str:
        """The id of a file of the script, uploaded by ``actor``."""
        kept = upload(actor, name, BytesIO(self.script.files[name].encode()))
        if isinstance(kept, Invalid):
            raise DemoError(f"{self.script.source} {name}: {_said(kept)}")
        return str(kept.id)


def _said(outcome: Outcome) -> str:
    listed = (*getattr(outcome, "refusals", ()), *getattr(outcome, "problems", ()))
    return f"{type(outcome).__name__} {'；'.join(item.text() for item in listed)}"
