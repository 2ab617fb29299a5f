"""What the page of a case file, and the forms that it leads to, say to each reader."""

import re

import pytest

from rongcuo.office.models import CaseFile
from tests.builders import Scene
from tests.pages import Reader

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def scene() -> Scene:
    return Scene()


def words(response) -> str:
    return response.content.decode()


def main_button(page: str) -> str:
    """The act that the page puts first; empty where it puts none."""
    found = re.search(r'<a class="button button-main" href="[^"]*/acts/(\w+)/">', page)
    return found[1] if found else ""


@pytest.mark.parametrize(
    ("who", "stage", "act"),
    [
        ("chenliyan", "opened", "consider_ex_officio"),
        ("chenliyan", "reviewing", "consider_ex_officio"),
        ("chenliyan", "concluded", "report"),
        ("linshu", "reported", "deliberate"),
        ("linshu", "deliberated", "request_consent"),
        ("shibin", "awaiting_consent", "give_consent"),
        ("linshu", "decided", "serve_decision"),
    ],
)
def test_the_main_button_is_what_this_reader_owes_now(scene, who, stage, act):
    file = scene.at(stage)
    assert act == main_button(words(Reader(scene.persons[who]).get(f"/cases/{file.id}/")))


@pytest.mark.parametrize(
    ("who", "stage"),
    [
        ("chenliyan", "awaiting_consent"),
        ("linshu", "awaiting_consent"),
        ("shibin", "decided"),
        ("fangzheng", "reported"),
        ("gulan", "opened"),
    ],
)
def test_whoever_owes_nothing_now_gets_no_main_button(scene, who, stage):
    file = scene.at(stage)
    page = words(Reader(scene.persons[who]).get(f"/cases/{file.id}/"))
    assert "可以办的" in page
    assert "" == main_button(page)


def held(scene: Scene, route: str) -> CaseFile:
    """A file whose party was held accountable, and told so."""
    file, measure = scene.at("reviewing", route=route), {"measure": "talk"}
    file = scene.act("chenliyan", "consider_ex_officio", file)
    file = scene.act("chenliyan", "assess_complexity", file)
    for number in (1, 2):
        file = scene.act("chenliyan", "answer_claim", file, claim=number)
    file = scene.act("chenliyan", "conclude", file, proposal="accountable", **measure)
    file = scene.act("chenliyan", "report", file)
    file = scene.act("linshu", "deliberate", file, proposal="accountable", **measure)
    file = scene.act("fangzheng", "decide", file, decision="accountable", appeal_notice="可以申诉。", **measure)
    return scene.act("linshu", "serve_decision", file)


def test_a_limit_of_another_norm_says_whose_it_is_and_whether_that_is_confirmed(scene):
    party_route, sanction = held(scene, "party_accountability"), held(scene, "governmental_sanction")
    reader = Reader(scene.persons["linshu"])
    unconfirmed, confirmed = (words(reader.get(f"/cases/{file.id}/")) for file in (party_route, sanction))
    assert "24时（待确认）。" in unconfirmed
    assert "依据《中国共产党问责条例》（2019年）第二十条，不是132号的规定；所依规定尚待确认" in unconfirmed
    assert "依据《中华人民共和国监察法》（2024年修正）第五十六条，不是132号的规定。" in confirmed
    assert "待确认" not in confirmed


def test_the_roll_of_a_deliberation_stands_below_the_bodys_own_rule(scene):
    file = scene.at("reported")
    page = words(Reader(scene.persons["linshu"]).get(f"/cases/{file.id}/acts/deliberate/"))
    rule = "应到会5人，到会不少于3人可以开会；超过应到会人数的半数（至少3人）同意为通过；依据"
    assert rule in page
    assert page.index(rule) < page.index('<table class="ballots">')


@pytest.mark.parametrize(
    ("who", "act", "stage"),
    [("chenliyan", "conclude", "reviewing"), ("linshu", "deliberate", "reported"), ("fangzheng", "decide", "decided")],
)
def test_only_the_measures_of_the_files_route_are_offered(scene, who, act, stage):
    file = scene.at(stage)
    page = words(Reader(scene.persons[who]).get(f"/cases/{file.id}/acts/{act}/"))
    assert 'value="warning"' in page
    assert 'value="party_warning"' not in page


def test_a_problem_in_a_row_is_named_by_the_member_or_by_the_number_of_the_row(scene):
    file = scene.at("reported")
    content = scene.content("deliberate", file)
    content["ballots"][0]["vote"] = ""
    name = next(each.name for each in scene.persons.values() if str(each.id) == content["ballots"][0]["member"])
    sent = Reader(scene.persons["linshu"]).send(f"/cases/{file.id}/acts/deliberate/", content)
    assert f'<a href="#f-ballots-0-vote">{name}，表决：' in words(sent)

    notified = scene.at("notified", party_person=scene.id("dengmou"))
    content = scene.content("file_defence") | {"on_paper": True, "claims": [{"target": "diligent"}]}
    sent = Reader(scene.persons["chenliyan"]).send(f"/cases/{notified.id}/acts/file_defence/", content)
    assert '<a href="#f-claims-0-statement">申辩理由第1项，事实和理由：' in words(sent)


@pytest.mark.parametrize(
    ("who", "opens"), [("gulan", True), ("hejing", True), ("fangzheng", False), ("yaohong", False)]
)
def test_a_file_is_opened_by_whoever_directs_or_handles_cases_at_an_organ_that_investigates(scene, who, opens):
    reader = Reader(scene.persons[who])
    assert opens is ("启动问责" in words(reader.get("/")))
    assert opens is (reader.get("/cases/open/").status_code == 200)


def test_neither_an_administrator_nor_whoever_opens_the_file_can_be_chosen_as_its_party(scene):
    page = words(Reader(scene.persons["gulan"]).get("/cases/open/"))
    party, approver = (choices(page, name) for name in ("party_person", "approved_by"))
    assert {"谢某某", "吴平"} <= party
    assert {"顾岚"} == approver - party
    assert not {"纪维", "安平", "温诚"} & approver


def choices(page: str, name: str) -> set[str]:
    """The labels that a list offers."""
    offered = page.split(f'<select name="{name}"')[1].split("</select>", maxsplit=1)[0]
    return set(re.findall(r'<option value="[^"]+">(\w+)', offered))


def test_an_act_of_another_stage_names_the_stages_at_which_it_is_done(scene):
    file = scene.at("opened")
    page = words(Reader(scene.persons["chenliyan"]).get(f"/cases/{file.id}/acts/report/"))
    assert "案卷现在处于“已启动”，此项在“已结论、已报告”时办理。" in page


def test_what_cannot_be_corrected_in_this_release_is_not_promised(scene):
    file = scene.at("reviewing")
    page = words(Reader(scene.persons["chenliyan"]).get(f"/cases/{file.id}/acts/answer_claim/"))
    assert f"提交后成为本案卷第{file.version + 1}条记录，不能修改或者删除。" in page
    assert "更正" not in page


def test_what_changed_in_a_row_is_one_line_of_the_workbench(scene):
    file = scene.find(scene.at("reviewing"), {"natural_person": "established", "diligent": "established"})
    first = file.version - 1
    page = words(Reader(scene.persons["gulan"]).get("/"))
    assert f"<b>第{first}至{file.version}条</b>　记录认定2项" in page
    assert f'href="/cases/{file.id}/?all=yes#e-{first}"' in page


def test_the_workbench_shows_ten_changes_and_the_others_when_asked(scene):
    file = scene.at("concluded")
    for number in (1, 2, 1):
        file = scene.act("chenliyan", "answer_claim", file, claim=number)
        file = scene.act("chenliyan", "conclude", file)
    reader = Reader(scene.persons["gulan"])
    page, whole = words(reader.get("/")), words(reader.get("/", all="yes"))
    more = int(re.search(r"展开其余(\d+)组", page)[1])
    assert 10 == changes(page)
    assert 10 + more == changes(whole)
    assert "展开其余" not in whole


def changes(page: str) -> int:
    """How many lines the workbench's second part has."""
    return page.split('id="changes"')[1].split("</section>", maxsplit=1)[0].count("<li>")


def test_the_page_says_which_readings_the_result_hangs_on(scene):
    """While an exclusion can still be found, letting it bar exemption alone would take 不适用容错免责 away."""
    file = scene.at("reviewing")
    page = words(Reader(scene.persons["chenliyan"]).get(f"/cases/{file.id}/"))

    assert "以上按本案卷的适用口径比对。下列口径单独改变时，条文允许的结果不同：" in page
    [row] = re.findall(r"只排除免于问责：([^<]*)</li>", page)
    assert "免于问责" in row
    assert "不适用容错免责" not in row


def test_what_was_looked_into_in_vain_is_told_apart_from_what_nobody_asked(scene):
    file = scene.at("reviewing")
    address = f"/cases/{file.id}/"
    officer = Reader(scene.persons["chenliyan"])
    assert "查而未明" not in words(officer.get(address))

    content = scene.content("record_finding", file) | {"finding": "supervision_evasion", "value": "undetermined"}
    officer.send(f"{address}acts/record_finding/", content)

    assert "查而未明" in words(officer.get(address))
