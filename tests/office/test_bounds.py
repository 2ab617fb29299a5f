"""Everyday reading asks a bounded number of questions: as many at 1,000 case files as at 10."""

import pytest
from django.core.paginator import Paginator
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rongcuo.office import reading, workbench
from rongcuo.office.listing import CaseFilter
from rongcuo.office.models import CaseFile
from tests.builders import Scene
from tests.databases import connected
from tests.office.conftest import SIZES
from tests.pages import Reader


def row() -> CaseFile:
    return CaseFile.objects.get(number__endswith="〕2号")


def case_list(scene: Scene, page: int = 1):
    rows = Paginator(CaseFilter({}, scene.persons["gulan"]).qs, 20).get_page(page)
    return [(file.number, file.party_name, file.title.body, file.organisation.name) for file in rows]


def page(scene: Scene, who: str, address: str) -> bool:
    """The page as a browser gets it, logging in included."""
    return Reader(scene.persons[who]).get(address).status_code == 200


READS = {
    "list": case_list,
    "list, last page": lambda scene: case_list(scene, 50),
    "filtered list": lambda scene: list(CaseFilter({"stage": "opened", "text": "谢"}, scene.persons["gulan"]).qs[:20]),
    "workbench of the head": lambda scene: _tasks(workbench.load(scene.persons["gulan"])),
    "workbench of an officer": lambda scene: _tasks(workbench.load(scene.persons["chenliyan"])),
    "case page": lambda scene: _read(reading.load(scene.persons["gulan"], row().id)),
    "case page of the party": lambda scene: _read(reading.load(scene.persons["xiemou"], row().id)),
    "an act": lambda scene: scene.act("chenliyan", "answer_claim", row(), claim=1),
    "page of the list": lambda scene: page(scene, "gulan", "/cases/"),
    "page of the list, last": lambda scene: page(scene, "gulan", "/cases/?page=50"),
    "page of the list, filtered": lambda scene: page(scene, "gulan", "/cases/?stage=opened&text=谢"),
    "page of the workbench": lambda scene: page(scene, "gulan", "/"),
    "page of a case file": lambda scene: page(scene, "chenliyan", f"/cases/{row().id}/"),
    "page of an act": lambda scene: page(scene, "chenliyan", f"/cases/{row().id}/acts/conclude/"),
    "page of opening": lambda scene: page(scene, "gulan", "/cases/open/"),
    "page of the party": lambda scene: page(scene, "xiemou", f"/defence/{row().id}/"),
    "page of the interpretations": lambda scene: page(scene, "gulan", "/interpretations/"),
    "page of the regulation": lambda scene: page(scene, "gulan", "/policy/"),
}
CEILING = {
    "list": 6, "list, last page": 6, "filtered list": 5, "workbench of the head": 15,
    "workbench of an officer": 15, "case page": 17, "case page of the party": 17, "an act": 42,
    "page of the list": 27, "page of the list, last": 27, "page of the list, filtered": 27,
    "page of the workbench": 36, "page of a case file": 42, "page of an act": 42, "page of opening": 40,
    "page of the party": 36, "page of the interpretations": 30, "page of the regulation": 30,
}  # fmt: skip


def _tasks(bench: workbench.Workbench):
    tasks = [(task.casefile.number, task.casefile.party_name, task.casefile.title.body) for task in bench.own]
    changed = [(notice.casefile.number, notice.casefile.party_name) for notice in bench.changed]
    return tasks, changed, [task.casefile.title.body for task in bench.waiting]


def _read(found: reading.CaseReading):
    return found.options, found.duties, found.limits, found.determination, found.records


def queries(config: dict, read) -> int:
    """How many questions `read` asks of the database."""
    with connected(config):
        scene = Scene()
        with CaptureQueriesContext(connection) as captured:
            assert read(scene)
    return len(captured)


@pytest.mark.parametrize("vendor_name", ["sqlite", "postgresql"])
def test_the_number_of_queries_does_not_grow_with_the_number_of_files(sizes, vendor_name):
    by_size = sizes[vendor_name]

    counted = {name: [queries(by_size[size], read) for size in SIZES] for name, read in READS.items()}

    assert {} == {name: both for name, both in counted.items() if len(set(both)) > 1}
    assert {} == {name: small for name, (small, _) in counted.items() if small > CEILING[name]}
