"""What is read by whoever asks a question or writes an example with a fault, word for word, in both languages."""

from pathlib import Path

import pytest

from rongcuo.determination import request_of
from rongcuo.determination.practice.examples import read_examples
from tests import golden_pages
from tests.unit import test_determination_facts as facts
from tests.unit import test_determination_request as request
from tests.unit import test_example_form as example

GOLDEN = "question-faults.txt"
CHANGES = {f"Question: {row[0]}": {**request.GOOD, **row[1]} for row in request.REFUSED} | {
    f"Facts: {row[0]}": {"policy": facts.POLICY, "facts": row[1]} for row in facts.REFUSED
}
EXAMPLES = {f"Example: {row[0]}": (row[1], row[2]) for row in example.FAULTS}


def page(folder: Path, fault: str) -> str:
    """What is reported for one fault."""
    if fault in CHANGES:
        return golden_pages.told(request_of(CHANGES[fault]))
    folder.mkdir(exist_ok=True)
    _, problems = read_examples(example.written(folder, example.SOUND.replace(*EXAMPLES[fault], 1)), example.PACK)
    return golden_pages.told(problems)


def test_every_page_belongs_to_a_fault(tmp_path):
    faults = [*CHANGES, *EXAMPLES]
    if golden_pages.IS_ACCEPTED:
        golden_pages.accept(GOLDEN, {fault: page(tmp_path / str(place), fault) for place, fault in enumerate(faults)})

    assert faults == list(golden_pages.pages(GOLDEN))


@pytest.mark.parametrize("fault", [*CHANGES, *EXAMPLES])
def test_the_reader_is_told(tmp_path, fault):
    assert golden_pages.pages(GOLDEN)[fault] == page(tmp_path, fault)
