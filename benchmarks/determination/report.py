"""The figures of a run as Markdown."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.determination.bars import EXPLAINED, Bar
from benchmarks.determination.many import Swept
from benchmarks.determination.single import COMPLETE, Timed
from benchmarks.tables import table


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that was measured."""

    machine: dict[str, str]
    versions: dict[str, str]
    absent: dict[str, str]
    memory: dict[str, float]
    single: Sequence[Timed]
    many: Sequence[Swept]
    bars: Sequence[Bar]


INTRODUCTION = """\
# One determination, and many, beside other engines

Written by `make bench`; how to read it stands in `benchmarks/README.md`. The rules are those
of `yuexiu-2017-132` under its default readings, 48 findings, translated by program. Every engine below gave the lawful
answer on every complete case that it was checked on before it was timed. Spread is the fastest to the slowest sample.
"""


def written(run: Run) -> str:
    """The whole page."""
    parts = [INTRODUCTION, *_bars(run), *_machine(run), *_single(run), *_deleted(run), *_many(run)]
    return "\n".join(parts)


def _bars(run: Run) -> Iterable[str]:
    yield from table(
        "## What was promised",
        ("promise", "measured", "at least", "kept"),
        ((bar.promise, f"{bar.ratio:.2f}×", f"{bar.least}×" if bar.least else "", KEPT[bar.kept]) for bar in run.bars),
        "How many times as fast as the peer, by medians of this run.",
    )


def _machine(run: Run) -> Iterable[str]:
    facts = list(run.machine.items())
    facts += [(f"memory, {name}", f"{rate / 1e9:.1f} GB/s") for name, rate in run.memory.items()]
    facts += list(run.versions.items()) + [(name, f"not measured: {why}") for name, why in run.absent.items()]
    yield from table("## The machine and the engines", ("what", "which"), facts, "")


def _single(run: Run) -> Iterable[str]:
    whole = next((row for row in run.single if row.own and row.form == EXPLAINED and row.cases == COMPLETE), None)
    yield from table(
        "## One determination",
        ("engine", "form", "cases", "µs, median", "spread", "says why", "× our explained"),
        (
            (
                row.engine,
                row.form,
                row.cases,
                _micro(median(row.samples)),
                f"{_micro(min(row.samples))} … {_micro(max(row.samples))}",
                GRAINS[row.grain],
                f"{median(row.samples) / median(whole.samples):.2f}" if whole else "",
            )
            for row in run.single
        ),
        "Complete cases have all 48 findings answered; in open cases 6 % of the findings are not.",
    )


def _deleted(run: Run) -> Iterable[str]:
    rows = {(row.engine, row.form): row for row in run.single if row.deleted}
    yield from table(
        "## One barring fact deleted",
        ("engine", "form", "answer, word for word"),
        ((row.engine, row.form, f"`{_flat(row.deleted)}`") for row in rows.values()),
        "The case deserves exemption, but nobody has said yet whether there was a severe safety accident. "
        "The law allows `exempt` and `mitigable`, and asks for that finding.",
    )


def _many(run: Run) -> Iterable[str]:
    limit = max(run.memory.values())
    yield from table(
        "## Many cases",
        (
            "engine",
            "form",
            "cases",
            "million cases/s, median",
            "spread",
            "open findings",
            "bytes/case",
            "of the memory's speed",
            "peak MB",
            "facts MB",
        ),
        (
            (
                row.engine,
                row.batch,
                f"{row.cases:,}",
                _rate(row, median),
                f"{_rate(row, max)} … {_rate(row, min)}",
                "exact" if row.takes_open else "no",
                f"{row.moved:.1f}" if row.moved else "",
                f"{row.moved * row.cases / median(row.samples) / limit:.0%}" if row.moved and limit else "",
                f"{row.peak / 1e6:.0f}",
                f"{row.held / 1e6:.0f}",
            )
            for row in run.many
        ),
        "Facts and answers in memory. `peak` is of the whole process with Python and packages, `facts` of the same "
        "process before it begins.",
    )


KEPT = {True: "yes", False: "**no**", None: "no promise"}

SHOWN = 160
"""Characters of a refusal that the page has room for."""

GRAINS = {"none": "no", "row": "the row that hit", "rule": "each named rule", "condition": "each condition"}


def _micro(seconds: float) -> str:
    return f"{seconds * 1e6:.3g}" if seconds < 1e-3 else f"{seconds * 1e6:.0f}"


def _rate(row: Swept, which: Callable[[list[float]], float]) -> str:
    return f"{row.cases / which(row.samples) / 1e6:.3g}"


def _flat(words: str) -> str:
    """On one line of a table; what was cut away ends in …."""
    line = " ".join(words.partition("Stack backtrace")[0].replace("`", "'").replace("|", " or ").split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"
