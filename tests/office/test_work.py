"""The figures of the day, the quality review and similar cases on their pages: what is counted, and for whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rongcuo.office import clock
from rongcuo.office.summaries.gathering import Asked
from rongcuo.office.summaries.reviewing import reviewed
from rongcuo.office.summaries.today import today_of
from tests.builders import Scene
from tests.pages import Reader

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def scene() -> Scene:
    return Scene()


FOUND = {"error_occurred": "established", "diligent": "established", "corruption": "not_established"}


def found_until(scene: Scene, stage: str):
    """A file with findings, at a stage; `accountable`: decided so instead of exempt."""
    file = scene.find(scene.at("reviewing"), FOUND)
    for name in ("concluded", "reported"):
        file = scene.advance(file, name)
    if stage == "accountable":
        file = scene.act("linshu", "deliberate", file, proposal="accountable", measure="warning")
        told = {"appeal_notice": "可以申请复审。"}
        return scene.act("fangzheng", "decide", file, decision="accountable", measure="warning", **told)
    if stage == "served":
        for name in ("deliberated", "awaiting_consent", "decided", "served"):
            file = scene.advance(file, name)
    return file


def year() -> int:
    return clock.today().year


def test_open_files_are_counted_by_stage_and_age_for_whoever_handles_them(scene):
    scene.at("reported")
    scene.at("reviewing")
    scene.at("served")
    found = today_of(scene.persons["gulan"], Asked())
    assert {"reported": [1, 0, 0, 0], "reviewing": [1, 0, 0, 0]} == {
        stage: list(ages) for stage, ages in found.open_files.items()
    }
    assert 1 == found.summary.value("exempt")
    assert sum(sum(counts) for counts in found.duties.values()) > 0
    assert {} == dict(today_of(scene.persons["tanyong"], Asked()).open_files)
    assert {} == dict(today_of(scene.persons["xiemou"], Asked()).open_files)


def test_the_filters_stand_in_the_address_and_show_each_reader_his_own(scene):
    scene.at("reviewing")
    address = f"/figures/?organ={scene.id('inquiry')}&by=rank"
    own = Reader(scene.persons["gulan"]).get(address).content.decode()
    other = Reader(scene.persons["tanyong"]).get(address).content.decode()
    assert "审查中" in own
    assert "没有在办案卷" in other
    assert (
        "没有在办案卷"
        in Reader(scene.persons["gulan"]).get(f"/figures/?organ={scene.id('inquiry_two')}").content.decode()
    )


@pytest.mark.parametrize("page", ["/figures/", "/summary/", "/quality/"])
def test_the_pages_ask_as_many_queries_for_many_files_as_for_one(scene, page):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert 200 == Reader(scene.persons["gulan"]).get(page, year=year()).status_code
        return len(captured)

    scene.at("served")
    queries()  # what a server asks once
    few = queries()
    for _ in range(3):
        scene.at("served")
    assert few == queries()


# The quality review.


def test_a_departure_is_listed_with_its_reasons_for_the_head_and_for_nobody_else(scene):
    file = scene.at("served")
    page = Reader(scene.persons["gulan"]).get("/quality/", year=year()).content.decode()
    assert file.number in page
    assert "同意审议所列理由。" in page
    for who in ("chenliyan", "fangzheng", "xiemou", "system"):
        assert 404 == Reader(scene.persons[who]).get("/quality/").status_code
        assert "/quality/" not in Reader(scene.persons[who]).get("/").content.decode()
    assert 0 == reviewed(scene.persons["tanyong"], year()).quality.decided


def test_like_findings_with_unlike_decisions_are_put_side_by_side(scene):
    found_until(scene, "served")
    assert () == reviewed(scene.persons["gulan"], year()).quality.unlike
    found_until(scene, "accountable")
    (group,) = reviewed(scene.persons["gulan"], year()).quality.unlike
    assert {"exempt", "accountable"} == {each.event.decided.decision for each in group.decisions}
    assert 200 == Reader(scene.persons["gulan"]).get("/quality/", year=year()).status_code


def test_the_summary_says_nothing_of_departures(scene):
    scene.at("served")
    page = Reader(scene.persons["gulan"]).get("/summary/", year=year()).content.decode()
    assert "同意审议所列理由。" not in page
    assert "不一致" not in page


# Similar cases.


def test_similar_cases_are_offered_on_the_file_and_on_the_forms_that_decide(scene):
    file = scene.at("reported")
    address = f"/cases/{file.id}/similar/"
    assert address in Reader(scene.persons["gulan"]).get(f"/cases/{file.id}/").content.decode()
    assert address in Reader(scene.persons["linshu"]).get(f"/cases/{file.id}/acts/deliberate/").content.decode()
    form = Reader(scene.persons["chenliyan"]).get(f"/cases/{file.id}/acts/record_interference/").content.decode()
    assert address not in form


def test_published_cases_are_shown_with_their_source_and_their_differences(scene):
    file = found_until(scene, "reported")
    page = Reader(scene.persons["linshu"]).get(f"/cases/{file.id}/similar/").content.decode()
    assert 'href="http' in page
    assert "只供了解，不是建议" in page
    assert "没有可以比较的案例" in page


def test_own_cases_are_shown_without_names_once_enough_are_alike(scene):
    for _ in range(3):
        found_until(scene, "served")
    file = found_until(scene, "reported")
    page = Reader(scene.persons["linshu"]).get(f"/cases/{file.id}/similar/").content.decode()
    assert "本区已办结案卷（隐去身份）" in page
    section = page.partition('id="own"')[2]
    assert "谢某" not in section
    assert "示容审" not in section


def test_whoever_does_not_handle_the_file_sees_no_similar_cases(scene):
    file = scene.at("served")
    for who in ("xiemou", "luxiao", "qinyu", "system"):
        assert 404 == Reader(scene.persons[who]).get(f"/cases/{file.id}/similar/").status_code, who
