"""A study of three invented cases as a program reads it: each row, the sums, and what hangs on a reading."""

import json

from rongcuo.determination.practice.answer import study_answer
from rongcuo.determination.practice.examples import read_examples
from rongcuo.determination.practice.study import study
from tests import golden_pages
from tests.unit.test_example_form import PACK, SOUND, written

GOLDEN = "study.txt"
MET = (
    "natural_person", "covered_organisation", "public_duty", "error_occurred", "transformative_project",
    "duly_demonstrated", "collectively_studied", "diligent",
)  # fmt: skip


def case(number: int, decision: str, *open_ones: str, **answers: str) -> str:
    """A case in which every finding is answered but the ``open_ones``, which were asked in vain."""
    given = {name: answers.get(name, "established" if name in MET else "not_established") for name in PACK.findings}
    given |= dict.fromkeys(open_ones, "undetermined")
    findings = "\n".join(
        f'[findings.{name}]\nvalue = "{value}"\nreason = "理由"\nevidence = ["证{number}"]\n'
        f"inquired = {'true' if name in open_ones else 'false'}"
        for name, value in given.items()
    )
    head, _, rest = SOUND.replace("E1", f"E{number}").replace('"accountable"', f'"{decision}"').partition("[readings]")
    return f"{head}{findings}\n\n[expected]{rest.partition('[expected]')[2]}"


def page(folder) -> str:
    texts = (
        SOUND,
        case(2, "exempt", "collectively_studied"),
        case(3, "exempt", natural_person="not_established", diligent="not_established"),
        case(4, "exempt").replace('decision = "exempt"\n', ""),
    )
    examples, problems = read_examples(written(folder, *texts), PACK)
    assert () == problems
    told = study_answer([study(PACK, examples)])
    told["packs"][0].pop("pack_digest")
    return json.dumps(told, ensure_ascii=False, indent=1)


def test_a_program_reads_the_study(tmp_path):
    read = page(tmp_path)
    if golden_pages.IS_ACCEPTED:
        golden_pages.accept(GOLDEN, {"Four cases": read})

    assert golden_pages.pages(GOLDEN)["Four cases"] == read
