"""What a file has to do with other files and other organs."""

from dataclasses import dataclass

from rongcuo.base import Answer


@dataclass(frozen=True, slots=True)
class Adopted:
    """A finding as another file of the matter has it: ``entry`` and ``digest`` are that file's."""

    finding: str
    answer: Answer
    casefile: str
    """The number of the other file."""
    entry: int


@dataclass(frozen=True, slots=True)
class Related:
    """Another file that an act on this one names, and how they belong together."""

    casefile: str
    how: str
    """The act that names it."""
    entry: int
