"""A pack and its readings in one word: ``yuexiu-2017-132@condition_1=strict,nature_required=true``."""

from pathlib import Path

from rongcuo.base import Place, Problem, RongcuoError
from rongcuo.cli.packs import pack_of
from rongcuo.law import Policy, apply


class RefusedReadings(RongcuoError):
    """Readings that the pack does not have, or that are not written as readings are."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.text() for problem in problems))
        self.problems = problems


def policy_of(named: str) -> Policy:
    """The policy that is meant; after ``@`` the readings that are not the defaults.

    Raises what ``pack_of`` raises, and ``RefusedReadings``.
    """
    name, choices = _parted(named)
    policy = apply(pack_of(name), choices)
    if not isinstance(policy, Policy):
        raise RefusedReadings(*policy)
    return policy


def _parted(named: str) -> tuple[str, dict[str, str]]:
    """A folder may have an ``@`` in its name."""
    name, at, words = named.rpartition("@")
    if not at or _is_folder(named):
        return named, {}
    choices = {}
    for word in words.split(","):
        reading, sign, value = (part.strip() for part in word.partition("="))
        if not (reading and sign and value):
            raise RefusedReadings(Problem("diff.reading_form", {"given": word}, Place(field=named)))
        choices[reading] = value
    return name, choices


def _is_folder(named: str) -> bool:
    try:
        return Path(named).is_dir()
    except (OSError, ValueError):
        return False
