"""``rongcuo study [PACK]``: the worked examples, the letter of the law beside what was done."""

import argparse
from collections.abc import Sequence

from rongcuo.base import Place, Problem, sentence
from rongcuo.cli.packs import Source, in_pack, source_of, sources
from rongcuo.cli.report import Report
from rongcuo.cli.studied import Studied
from rongcuo.determination.practice.answer import study_answer
from rongcuo.determination.practice.examples import Example, check_examples, read_examples
from rongcuo.determination.practice.study import study
from rongcuo.law import FaultyPack, Pack, nearest, read

Collected = list[tuple[Pack, tuple[Example, ...]]]
"""Packs with their sound examples."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """One pack, or all of them; one example, or all of them."""
    parser.add_argument("pack", metavar="PACK", nargs="?", help=sentence("cli.help.study.pack", {}))
    parser.add_argument("--case", metavar="ID", help=sentence("cli.help.study.case", {}))


def run(args: argparse.Namespace) -> Report:
    """The study, or everything wrong with the examples that it would rest on."""
    problems: list[Problem] = []
    collected = [_collect(source, problems) for source in ([source_of(args.pack)] if args.pack else sources())]
    if args.case is not None:
        collected, missing = _only(args.case, collected)
        problems += missing
    if problems:
        return Report(problems=problems)
    studies = [study(pack, examples) for pack, examples in collected]
    spoken = (Studied(each, args.lang) for each in studies)
    parts = ("\n".join(each.whole() if args.case is None else each.each_in_full()) for each in spoken)
    return Report(study_answer(studies), "\n\n".join(parts).split("\n"))


def _collect(source: Source, problems: list[Problem]) -> tuple[Pack, tuple[Example, ...]]:
    """A pack with its examples; what is wrong with them, and where one does not give what it states."""
    pack, wrong = read(source.folder)
    if pack is None:
        raise FaultyPack(*(in_pack(problem, source.name) for problem in wrong))
    examples, misshapen = read_examples(source.folder, pack)
    problems += (in_pack(problem, source.name) for problem in (*misshapen, *check_examples(pack, examples)))
    return pack, examples


def _only(case: str, collected: Collected) -> tuple[Collected, Sequence[Problem]]:
    """The packs that have the example ``case``, each with it alone."""
    chosen = [
        (pack, tuple(example for example in examples if example.id == case))
        for pack, examples in collected
        if any(example.id == case for example in examples)
    ]
    known = [example.id for _, examples in collected for example in examples]
    params = {"case": case, "nearest": nearest(case, known)}
    return chosen, () if chosen else (Problem("cli.study.no_case", params, Place(field="--case")),)
