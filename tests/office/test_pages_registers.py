"""The pages of the registers: who gets which, what they show, and that their forms do the acts."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rongcuo.office.models import Interpretation, PriorFiling
from rongcuo.office.verification import verify_database
from tests.builders import Scene
from tests.pages import Reader, flat
from tests.registers import ANSWER, USUAL, Registers

pytestmark = pytest.mark.usefixtures("database", "files")

NOBODYS = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.fixture
def registers(scene) -> Registers:
    return Registers(scene)


def words(response) -> str:
    return response.content.decode()


def reader(registers: Registers, who: str) -> Reader:
    return Reader(registers.person(who))


EVERYBODY = ("gulan", "chenliyan", "linshu", "panhui", "jiangtao", "limou", "shibin", "luxiao", "system", "auditor")
HANDLES_FILINGS = {"gulan", "chenliyan", "panhui"}
REPRESENTS = {"panhui", "jiangtao"}

PAGES = {
    "/interpretations/": set(EVERYBODY),
    "/interpretations/ask_interpretation/": set(EVERYBODY),
    "/interpretations/{answered}/": set(EVERYBODY),
    "/interpretations/{answered}/withdraw_interpretation/": {"gulan", "chenliyan", "linshu"},
    "/interpretations/{asked}/": {"gulan", "chenliyan", "linshu"},
    "/interpretations/{asked}/draft_interpretation/": {"gulan", "chenliyan", "linshu"},
    "/filings/": HANDLES_FILINGS | REPRESENTS,
    "/filings/file_reform/": set(EVERYBODY),
    "/filings/{filing}/": HANDLES_FILINGS,
    "/filings/{filing}/certificate/": HANDLES_FILINGS,
    "/filings/{filing}/papers/{paper}/": HANDLES_FILINGS,
    "/filings/{filing}/acknowledge_filing/": HANDLES_FILINGS,
    "/settings/": {"system", "auditor"},
}
"""Every page of the registers with those who get it; to everybody else it does not exist."""


@pytest.mark.parametrize("address", PAGES)
def test_each_page_is_there_for_those_whose_it_is_and_for_nobody_else(registers, address):
    at = address.format(**_items(registers))

    got = {who for who in EVERYBODY if _is_there(reader(registers, who).get(at))}

    assert PAGES[address] == got


def _is_there(response) -> bool:
    """Whether it was answered; a file is read to its end, as a browser does."""
    return bool(b"".join(response)) and response.status_code == 200


def _items(registers: Registers) -> dict[str, str]:
    filing = _filed(registers)
    return {
        "answered": registers.interpretation().id,
        "asked": registers.interpretation("asked").id,
        "filing": filing.id,
        "paper": re.search(r"papers/([0-9a-f-]+)/", words(reader(registers, "panhui").get(f"/filings/{filing.id}/")))[
            1
        ],
    }


def _filed(registers: Registers) -> PriorFiling:
    """Filed on the page, with a paper."""
    registers.name("prior_filing", "inquiry")
    raw = USUAL["file_reform"](registers.scene) | {"occurred_on": _today()}
    sent = reader(registers, "panhui").send("/filings/file_reform/", raw, demonstration_files=_pdf("论证意见.pdf"))
    assert 302 == sent.status_code, words(sent)
    return PriorFiling.objects.get(pk=sent["Location"].split("/")[2])


def test_every_page_of_the_registers_is_in_the_matrix():
    from rongcuo.web.urls import urlpatterns

    routes = {str(each.pattern) for each in urlpatterns if str(each.pattern).startswith(("interpretations", "filings"))}
    shapes = {re.sub(r"<uuid:\w+>", "*", re.sub(r"<slug:\w+>", "+", f"/{route}")) for route in routes}
    tried = {re.sub(r"\{\w+\}", "*", re.sub(r"\w+_(interpretation|reform|filing)(?=/)", "+", page)) for page in PAGES}

    assert set() == shapes - tried


@pytest.mark.parametrize("address", ["/interpretations/", f"/filings/{NOBODYS}/", "/filings/", "/settings/"])
def test_a_page_asks_who_one_is_before_anything_else(client, address):
    assert f"/login/?next={address}" == client.get(address)["Location"]


@pytest.mark.parametrize("kind", ["interpretations", "filings"])
def test_an_item_that_is_not_mine_looks_like_one_that_does_not_exist(registers, kind):
    item = registers.interpretation("asked") if kind == "interpretations" else registers.filing()
    stranger = reader(registers, "luxiao")

    not_mine, missing = stranger.get(f"/{kind}/{item.id}/"), stranger.get(f"/{kind}/{NOBODYS}/")

    assert (404, 404) == (not_mine.status_code, missing.status_code)
    assert words(missing) == words(not_mine).replace(str(item.id), NOBODYS)


def test_an_interpretation_is_asked_drafted_and_answered_on_the_pages(registers):
    raw = {"occurred_on": _today()} | USUAL["ask_interpretation"](registers.scene)
    asked = reader(registers, "linshu").send("/interpretations/ask_interpretation/", raw)
    address = asked["Location"].split("?")[0]
    drafted = reader(registers, "chenliyan").send(f"{address}draft_interpretation/", {"occurred_on": _today()} | ANSWER)
    form = words(reader(registers, "gulan").get(f"{address}answer_interpretation/"))
    answered = reader(registers, "gulan").send(
        f"{address}answer_interpretation/", {"occurred_on": _today(), "settles": "condition_1=strict"} | ANSWER
    )

    assert [302, 302, 302] == [each.status_code for each in (asked, drafted, answered)], words(answered)
    assert ANSWER["answer"] in form
    item = Interpretation.objects.get()
    page = words(reader(registers, "limou").get(address))
    assert item.number in page
    assert ANSWER["statement"] in page
    assert "没有明确规定的，还应符合决策部署精神" in page
    assert "前后两种情形是什么关系" not in page
    assert "前后两种情形是什么关系" in words(reader(registers, "linshu").get(address))
    assert () == verify_database()


def test_an_interpretation_stands_beside_its_clause_and_its_reading(registers):
    item = registers.interpretation(settles="condition_1=strict")

    page = words(reader(registers, "limou").get("/policy/"))
    clause = page.split('id="c-4.1.1"')[1].split("data-clause-row")[1].split("</dl>")[0]
    settled = page.split('id="r-condition_1"')[1].split("</div>")[0]

    assert f'href="/interpretations/{item.id}/">{item.number}</a>' in clause
    assert f"{item.number}（" in settled
    assert f'href="/interpretations/{item.id}/"' in settled


def test_beside_a_clause_one_that_fell_says_so_and_a_question_does_not_show(registers):
    item, asked = registers.interpretation("withdrawn"), registers.interpretation("asked")

    page = words(reader(registers, "gulan").get("/policy/"))

    assert f"{item.number}</a>（已撤回）" in page
    assert str(asked.id) not in page


def test_the_reading_beside_a_form_leads_to_its_interpretations(registers):
    item = registers.interpretation(settles="condition_1=strict")
    file = registers.scene.at("reviewing")

    page = words(
        reader(registers, "chenliyan").get(f"/cases/{file.id}/acts/record_finding/?finding=expressly_prohibited")
    )

    assert f"{item.number}（" in page
    assert 'href="/interpretations/?reading=condition_1"' in page


@pytest.mark.parametrize(
    ("asked", "shown"), [("clause=4.1.1", True), ("reading=condition_1", True), ("clause=5.2", False)]
)
def test_the_list_is_filtered_by_clause_and_reading(registers, asked, shown):
    item = registers.interpretation()

    page = words(reader(registers, "limou").get(f"/interpretations/?{asked}"))

    assert shown is (item.number in page)
    assert "清除条件" in page


def test_one_that_was_superseded_leads_to_its_successor(registers):
    older = registers.interpretation()
    newer = registers.interpretation(supersedes=older.number)

    page = words(reader(registers, "limou").get(f"/interpretations/{older.id}/"))

    assert "被替代，不再适用；原文仍可查阅。" in page
    assert f'现行的是<a href="/interpretations/{newer.id}/">{newer.number}</a>' in page


def test_a_filing_is_filed_received_questioned_and_supplemented_on_the_pages(registers):
    item = _filed(registers)
    address = f"/filings/{item.id}/"
    day = {"occurred_on": _today()}

    done = [
        reader(registers, who).send(f"{address}{act}/", day | USUAL[act](registers.scene))
        for who, act in (
            ("chenliyan", "acknowledge_filing"),
            ("gulan", "question_filing"),
            ("panhui", "supplement_filing"),
        )
    ]

    assert [302, 302, 302] == [each.status_code for each in done]
    item.refresh_from_db()
    page = words(reader(registers, "panhui").get(address))
    for said in (
        item.number,
        "施工许可分阶段办理试点",
        "论证意见.pdf",
        "备案不是审批",
        "没有规定事前备案",
        "复核期限为6个月",
    ):
        assert said in page
    certificate = b"".join(reader(registers, "panhui").get(f"{address}certificate/").streaming_content).decode()
    assert item.number in certificate
    assert () == verify_database()


def test_what_is_missing_is_said_at_its_field_and_what_was_written_is_kept(registers):
    registers.name("prior_filing", "inquiry")
    raw = USUAL["file_reform"](registers.scene) | {"occurred_on": _today(), "starts_on": "2020-01-01"}

    answer = reader(registers, "panhui").send("/filings/file_reform/", raw)

    assert 422 == answer.status_code
    assert 'href="#f-starts_on"' in words(answer)
    assert "备案在实施之前办理" in words(answer)
    assert "局党组2026年第4次会议" in words(answer)
    assert not PriorFiling.objects.exists()


def test_a_row_can_be_added_before_anything_is_sent(registers):
    registers.name("prior_filing", "inquiry")
    panhui = reader(registers, "panhui")
    fields = panhui.hidden("/filings/file_reform/") | flat({"risks": [{"risk": "一", "measure": "二"}]})

    answer = words(panhui.post("/filings/file_reform/", **fields, _add="risks"))

    assert 'name="risks-1-risk"' in answer
    assert not PriorFiling.objects.exists()


def test_a_form_that_is_not_mine_says_why(registers):
    item = registers.interpretation("asked")

    page = words(reader(registers, "linshu").get(f"/interpretations/{item.id}/draft_interpretation/"))

    assert "现在不能办理" in page
    assert "此项由负责解释的机关的承办人员、一般工作人员办理。" in page


def test_a_form_shown_before_something_new_was_recorded_says_so_and_keeps_the_words(registers):
    item = registers.interpretation("asked")
    officer = reader(registers, "chenliyan")
    fields = officer.hidden(f"/interpretations/{item.id}/draft_interpretation/")
    registers.does("draft_interpretation", item)

    raw = {"occurred_on": _today(), "statement": "另写的问题", "answer": "另写的答复"}
    answer = officer.post(f"/interpretations/{item.id}/draft_interpretation/", **fields, **raw, _do="submit")

    assert 409 == answer.status_code
    assert "另写的答复" in words(answer)


def test_where_filing_is_not_offered_there_is_no_page_and_no_line_in_the_menu(registers):
    panhui = reader(registers, "panhui")
    before = [panhui.get(address).status_code for address in ("/filings/", "/filings/file_reform/")]
    assert "事前备案" not in words(panhui.get("/policy/"))

    registers.name("prior_filing", "inquiry")

    assert [404, 404] == before
    assert '<a href="/filings/"' in words(reader(registers, "panhui").get("/policy/"))
    assert '<a href="/filings/"' in words(reader(registers, "panhui").get("/defence/"))
    assert '<a href="/filings/"' not in words(reader(registers, "luxiao").get("/policy/"))


def test_the_system_administrator_sets_who_interprets_and_who_receives(registers):
    system, auditor = reader(registers, "system"), reader(registers, "auditor")
    organ = registers.scene.organs["inquiry_two"]

    refused = auditor.post("/settings/", duty="prior_filing", organs=[organ.id])
    done = system.post("/settings/", duty="prior_filing", organs=[organ.id])

    assert "现在不能办理" in words(refused)
    assert "/settings/" == done["Location"]
    assert organ.name in words(auditor.get("/settings/")).split('id="change"')[0]
    assert 200 == reader(registers, "luxiao").get("/filings/").status_code


def test_a_filing_of_the_unit_becomes_evidence_of_a_finding_with_its_papers(registers):
    scene = registers.scene
    item, file = _filed(registers), scene.at("reviewing")
    officer, address = reader(registers, "chenliyan"), f"/cases/{file.id}/acts/record_finding/"
    shown = officer.get(f"{address}?finding=duly_demonstrated")
    assert "当事人所在单位的事前备案" in words(shown)

    content = scene.content("record_finding", file) | {"finding": "duly_demonstrated", "value": "established"}
    offered = officer.post(address, **officer.hidden(address), **flat(content), _cite=str(item.id))
    papers = re.findall(r'name="added-0-files" value="([0-9a-f-]{36})" checked', words(offered))
    title = re.search(r'name="added-0-title"[^>]*value="([^"]+)"', words(offered))[1]
    added = [{"title": title, "files": papers, "bearing": "supports"}]
    sent = officer.send(address, content | {"added": added})

    assert 302 == sent.status_code, words(sent)
    names = sorted(file.attachments.values_list("name", flat=True))
    assert [f"{item}备案证明.txt", "论证意见.pdf"] == names
    assert () == verify_database()


@pytest.mark.parametrize(
    ("who", "finding"), [("chenliyan", "diligent"), ("luxiao", "duly_demonstrated"), ("chenliyan", "improper_benefit")]
)
def test_a_filing_is_offered_for_its_findings_and_to_whoever_may_see_it(registers, who, finding):
    """`luxiao` handles a file of the same unit, for an organ that did not receive the filing."""
    scene = registers.scene
    item = _filed(registers)
    organ, officers = (
        ("inquiry_two", ["luxiao", "kongdi"]) if who == "luxiao" else ("inquiry", ["chenliyan", "zhoumin"])
    )
    head = "tanyong" if who == "luxiao" else "gulan"
    superior = "inquiry" if who == "luxiao" else "city"
    file = scene.act(
        head, "open", investigating_organ=scene.id(organ), approved_by=scene.id(head),
        superior_organ=scene.id(superior),
    )  # fmt: skip
    file = scene.act(head, "assign_officers", file, officers=[scene.id(each) for each in officers])
    handling = reader(registers, who)

    page = words(handling.get(f"/cases/{file.id}/acts/record_finding/?finding={finding}"))
    cited = words(
        handling.post(
            f"/cases/{file.id}/acts/record_finding/",
            **handling.hidden(f"/cases/{file.id}/acts/record_finding/"), finding=finding, _cite=str(item.id),
        )
    )  # fmt: skip

    assert "当事人所在单位的事前备案" not in page
    assert "备案证明" not in cited


def test_the_same_filing_is_not_brought_twice(registers):
    scene = registers.scene
    item, file = _filed(registers), scene.at("reviewing")
    officer, address = reader(registers, "chenliyan"), f"/cases/{file.id}/acts/record_finding/"
    fields = officer.hidden(address) | {"finding": "collectively_studied"}
    first = words(officer.post(address, **fields, _cite=str(item.id)))
    title = re.search(r'name="added-0-title"[^>]*value="([^"]+)"', first)[1]

    again = words(officer.post(address, **fields, **{"added-0-title": title}, _cite=str(item.id)))

    assert 'name="added-1-title"' not in again


def _today() -> str:
    from rongcuo.office import clock

    return clock.today().isoformat()


def _pdf(name):
    return SimpleUploadedFile(name, b"%PDF-1.7 ...", "application/octet-stream")
