"""The ways to read a pack: its defaults, each single change, every combination."""

import itertools
import math

from rongcuo.base import Language, sentence
from rongcuo.law import Pack, Policy, apply
from rongcuo.law.rules import Reading

Change = tuple[str, str]
"""A reading and a value that is not its default."""

Choice = tuple[Change, ...]
"""The changes of readings that affect the determination; none of them is the default."""


def choices(pack: Pack, *, every: bool = False) -> list[Choice]:
    """The default, then each single change, then with ``every`` all that combine more of them."""
    options = [[(), *(((reading.id, value),) for value in reading.ids[1:])] for reading in affecting(pack)]
    if not every:
        return [(), *(option for row in options for option in row if option)]
    combined = (tuple(itertools.chain.from_iterable(row)) for row in itertools.product(*options))
    return sorted(combined, key=len)


def combinations(pack: Pack) -> int:
    """How many choices there are altogether."""
    return math.prod(len(reading.ids) for reading in affecting(pack))


def affecting(pack: Pack) -> list[Reading]:
    """The readings that affect the determination."""
    return [reading for reading in pack.readings.values() if reading.affects == "determination"]


def policy_under(pack: Pack, choice: Choice) -> Policy:
    """The pack's own readings, which it cannot refuse."""
    policy = apply(pack, dict(choice))
    if not isinstance(policy, Policy):
        message = f"the pack's own readings were refused: {policy}"
        raise TypeError(message)
    return policy


def named(choice: Choice) -> str:
    """``reading=value, …``; ``default`` where nothing is changed."""
    return ", ".join("=".join(change) for change in choice) or "default"


def spoken(pack: Pack, choice: Choice, language: Language = "zh") -> str:
    """The choice as a sentence begins with it: under the defaults, or where which readings are taken how."""
    if not choice:
        return sentence("rules.under.default", {}, language)
    return sentence("rules.under.changes", {"changes": worded(pack, choice, language)}, language)


def worded(pack: Pack, choice: Choice, language: Language = "zh") -> str:
    """The changes by themselves, each with its question, its value and its name."""
    told = [sentence("rules.under.change", _words(pack, change), language) for change in choice]
    return ("、" if language == "zh" else ", ").join(told)


def _words(pack: Pack, change: Change) -> dict[str, object]:
    name, chosen = change
    reading = pack.readings[name]
    [value] = [value for value in reading.values if value.id == chosen]
    return {"change": named((change,)), "label": f"{quoted(reading.label)}取{quoted(value.label)}"}


def quoted(label: str) -> str:
    """A label in quotation marks; those within it become single ones."""
    return f"“{label.replace('“', '‘').replace('”', '’')}”"
