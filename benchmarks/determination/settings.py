"""How long and how much."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Numbers of one run; ``sample`` in seconds."""

    checked: int = 400
    checked_open: int = 200
    timed: int = 64
    sample: float = 0.25
    rounds: int = 9
    sizes: tuple[int, ...] = (1_000_000, 10_000_000)
    sweeps: int = 7
    words: int = 32 << 20
    """Numbers of eight bytes in each array with which the memory is measured."""


QUICK = Settings(
    checked=300, checked_open=50, timed=32, sample=0.02, rounds=3, sizes=(200_000,), sweeps=3, words=2 << 20
)
