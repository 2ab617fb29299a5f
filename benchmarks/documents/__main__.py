"""``python -m benchmarks.documents``: one run, its figures as Markdown; ``--write`` keeps them beside this file."""

import argparse
import json
import re
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pypdfium2

from benchmarks.determination import machine
from benchmarks.documents.content import CONTENTS, SENTENCE
from benchmarks.documents.ways import Way, ways
from benchmarks.tables import table
from rongcuo.documents import Document

HERE = Path(__file__).parent
ROUNDS = 9
INTRODUCTION = """\
# Official documents as PDF, beside what an office would use instead

Written by `make bench-documents`; how to read it stands in `benchmarks/README.md`. Every PDF was read back and holds
every sentence of the content before it was timed.
"""
NOTE = """\
Milliseconds are medians of the rounds, with the fastest and the slowest; in each round every way made its documents in
turn. `× ours` is beside Typst in this run. Pages differ where a way cannot keep the grid of 22 lines × 28 characters.
"""


def main() -> None:
    """Measure and say."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.documents")
    parser.add_argument("--quick", action="store_true", help="two rounds; no figures to quote")
    parser.add_argument("--write", action="store_true", help="write RESULTS.md and results.json")
    args = parser.parse_args()
    described = machine.described() | {"load before": machine.load()}
    with TemporaryDirectory() as folder:
        every = ways(Path(folder))
        pages = {(way.name, name): _read_back(way, document) for way in every for name, document in CONTENTS.items()}
        seconds = _measured(every, 2 if args.quick else ROUNDS)
    described["load after"] = machine.load()
    page = _written(described, every, pages, seconds)
    print(page)
    if args.write:
        kept = {"machine": described, "seconds": {" / ".join(key): found for key, found in seconds.items()}}
        (HERE / "RESULTS.md").write_text(page, encoding="utf-8")
        (HERE / "results.json").write_text(json.dumps(kept, ensure_ascii=False) + "\n", encoding="utf-8")


def _read_back(way: Way, document: Document) -> int:
    """How many pages; a way that loses a sentence ends the run."""
    (made,) = way.make([document])
    if not way.pdf:
        return 0
    sheets = pypdfium2.PdfDocument(made)
    text = re.sub(r"\s", "", "".join(sheet.get_textpage().get_text_range() for sheet in sheets))
    text = re.sub(r"—\d+—", "", text)
    wanted = sum(str(getattr(block, "text", "")).count(SENTENCE) for block in document.body)
    if text.count(SENTENCE[:12]) != wanted:
        message = f"{way.name}: {text.count(SENTENCE[:12])} sentences of {wanted}"
        raise SystemExit(message)
    return len(sheets)


def _measured(every: list[Way], rounds: int) -> Mapping[tuple[str, str], list[float]]:
    """Seconds a document, round after round; every other round goes backwards."""
    seconds: dict[tuple[str, str], list[float]] = defaultdict(list)
    for turn in range(rounds):
        for way in every if turn % 2 == 0 else reversed(every):
            for name, document in CONTENTS.items():
                documents = [document] * (way.batch if way.batch > 1 else 5 if "Office" not in way.name else 1)
                started = time.perf_counter()
                way.make(documents)
                seconds[way.name, name].append((time.perf_counter() - started) / len(documents))
    return seconds


def _written(
    described: Mapping[str, str],
    every: list[Way],
    pages: Mapping[tuple[str, str], int],
    seconds: Mapping[tuple[str, str], list[float]],
) -> str:
    parts = [INTRODUCTION, *table("## The machine", ("what", "which"), described.items(), "")]
    head = ("way", "pages", "ms a document", "fastest to slowest", "ms a page", "documents/s", "× ours")
    for name in CONTENTS:
        ours = median(seconds[every[0].name, name])
        rows = []
        for way in every:
            found, count = seconds[way.name, name], pages[way.name, name]
            middle = median(found)
            rows.append(
                (
                    way.name,
                    str(count or "-"),
                    f"{middle * 1000:.1f}",
                    f"{min(found) * 1000:.1f} to {max(found) * 1000:.1f}",
                    f"{middle * 1000 / count:.1f}" if count else "-",
                    f"{1 / middle:.1f}",
                    f"{middle / ours:.1f}",
                )
            )
        parts += table(f"## {name.capitalize()}", head, rows, NOTE)
    return "\n".join(parts)


if __name__ == "__main__":
    main()
