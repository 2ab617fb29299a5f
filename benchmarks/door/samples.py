"""What is measured: how many act, on what, and what came of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Crowd:
    """``threads`` officers who do ``act`` at once, on one file or each on files of their own."""

    act: str
    threads: int
    shared: bool


@dataclass(frozen=True, slots=True)
class Sample:
    """One measurement: seconds from the first act to the last, seconds of each act, and how often one was too late.

    An act's seconds are those that its officer waits: every conflict, the file
    read again and the act done again are within.
    """

    elapsed: float
    waited: tuple[float, ...]
    conflicts: int

    @property
    def rate(self) -> float:
        """Acts a second, of all together."""
        return len(self.waited) / self.elapsed


@dataclass(frozen=True, slots=True)
class Settings:
    """Numbers of one run."""

    threads: tuple[int, ...] = (1, 4, 16)
    acts: int = 48
    rounds: int = 5


QUICK = Settings(threads=(1, 2), acts=4, rounds=1)


@dataclass(frozen=True, slots=True)
class Timed:
    """An act that is timed; ``spell`` of them are done on a file until the next one is taken.

    So no crowd has longer files than another. An act that a file takes once
    cannot be done on it by many.
    """

    label: str
    spell: int


ACTS = {
    "consider_ex_officio": Timed("an act with a text", 16),
    "notify_rights": Timed("an act that prints a document, with the next number of the office's one register", 1),
}


def crowds(settings: Settings) -> tuple[Crowd, ...]:
    """Every crowd of a run; one alone is on files of its own."""
    return tuple(
        Crowd(act, threads, shared)
        for act, timed in ACTS.items()
        for threads in settings.threads
        for shared in ((False, True) if threads > 1 and timed.spell > 1 else (False,))
    )
