"""What the party reads on its own pages: until when, what was received, what was decided."""

from datetime import date

import pytest

from tests.builders import Scene, on
from tests.pages import Reader

pytestmark = pytest.mark.usefixtures("database")

NOTIFIED = date(2026, 3, 2)
RUNNING = date(2026, 3, 5)
"""The limit that begins with service on 2 March 2026 ends with 16 March."""
LONG_AFTER = date(2026, 5, 20)


@pytest.fixture
def scene() -> Scene:
    with on(NOTIFIED):
        yield Scene()


def portal(scene: Scene, file, day: date) -> str:
    """What the party reads that day, from the body of its page."""
    with on(day):
        return Reader(scene.persons["xiemou"]).get(f"/defence/{file.id}/").content.decode()


def test_while_the_limit_runs_the_party_reads_the_days_left_and_that_drafts_are_kept(scene):
    page = portal(scene, scene.at("notified"), RUNNING)
    assert '尚余<span class="big">7</span>个工作日' in page
    assert "<b>2026年3月16日（星期一）24时</b>前提交。" in page
    assert "填写的内容自动保存为草稿" in page
    assert "选“不申辩”的，调查机关仍应当审查" in page


def test_a_party_that_has_filed_is_done_and_may_supplement(scene):
    page = portal(scene, scene.at("reviewing"), RUNNING)
    assert "已办" in page
    assert "</b>前，还可以补充。" in page
    assert "不申辩" not in page


def test_after_the_limit_what_was_filed_in_time_is_never_overdue(scene):
    page = portal(scene, scene.at("reviewing"), LONG_AFTER)
    assert "申辩期限已于<b>2026年3月16日（星期一）24时</b>届满，仍可补充，将如实注明。" in page
    assert "逾期" not in page
    assert "lamp-red" not in page


def test_after_the_limit_a_party_that_did_not_file_may_still_do_so(scene):
    page = portal(scene, scene.at("notified"), LONG_AFTER)
    assert "期限已满" in page
    assert "届满，仍可提出申辩，将如实注明，不影响审查。" in page
    assert "lamp-red" not in page
    assert "不申辩" not in page


def test_a_party_that_has_waived_is_done_and_may_change_its_mind(scene):
    file = scene.act("xiemou", "waive_defence", scene.at("notified"))
    page = portal(scene, file, RUNNING)
    assert "已办" in page
    assert "</b>前可以改变主意。" in page
    assert "您已声明不申辩，调查机关仍应当审查" in page
    assert f"/defence/{file.id}/waive_defence/" not in page


def test_before_service_the_party_reads_nothing_of_the_decision(scene):
    page = portal(scene, scene.at("decided"), LONG_AFTER)
    assert "事实清楚，符合适用条件。" not in page
    assert "免于问责" not in page


def test_the_decision_is_read_by_its_party_once_it_is_served(scene):
    page = portal(scene, scene.at("served"), LONG_AFTER)
    assert "决定已经送达" in page
    assert "2026年3月2日送达" in page
    assert '<p class="receipt-number">免于问责</p>' in page
    assert "事实清楚，符合适用条件。" in page
    assert "同意审议所列理由。" not in page
    assert "申诉途径和期限" not in page
    assert "lamp-red" not in page


def test_what_the_party_types_is_kept_while_it_types(scene):
    file = scene.at("notified")
    party, where = Reader(scene.persons["xiemou"]), f"/defence/{file.id}/file_defence/"
    party.post(where, _step="reasons", target="diligent")
    kept = party.post(where, _step="claim-0", statement="先写到这里", _do="keep")
    assert "✓ 草稿已保存" in kept.content.decode()
    assert "先写到这里" in party.get(where, step="claim-0").content.decode()
