"""Logging in, the party's own pages, access for everybody, and the keyboard, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from rongcuo.office import clock, erasure, reading
from rongcuo.office.files import codes
from rongcuo.office.models import CaseFile, IssuedDocument
from tests.acceptance.site import Visitor
from tests.builders import made

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def window(site, *, width: int = 1440) -> Visitor:
    """A window in which nobody has logged in."""
    context = site.browser.new_context(base_url=site.address, viewport={"width": width, "height": 900}, locale="zh-CN")
    visitor = site.visitors[f"window {len(site.visitors)}"] = Visitor("", context.new_page(), site)
    return visitor.goes("/login/")


def try_password(visitor: Visitor, who: str, password: str) -> str:
    visitor.page.fill("#id_username", who)
    visitor.page.fill("#id_password", password)
    visitor.presses("form button[type=submit]")
    return visitor.reads()


def test_each_person_begins_where_their_work_is(site):
    site.scene.at("notified")
    begins = {"chenliyan": "工作台", "linshu": "工作台", "system": "机关与单位", "xiemou": "您有权提出书面申辩"}
    assert begins == {who: site.visitor(who).page.inner_text("h1") for who in begins}


def test_a_wrong_password_is_told_without_saying_which_part_was_wrong(site):
    visitor = window(site)
    known, unknown = (try_password(visitor, who, "Falsch-2026") for who in ("chenliyan", "nobody"))
    assert "用户名或者密码不正确" in known
    assert known == unknown


def test_an_account_is_locked_after_too_many_failures_even_for_the_right_password(site):
    visitor = window(site)
    said = [try_password(visitor, "zhoumin", f"Falsch-{number}") for number in range(settings.AXES_FAILURE_LIMIT)]
    assert "账号已锁定" in said[-1]
    assert "账号已锁定" in try_password(visitor, "zhoumin", "Rong-cuo-2017")
    assert "工作台" in try_password(window(site), "chenliyan", "Rong-cuo-2017")


def test_logging_out_ends_the_session(site):
    officer = site.visitor("chenliyan")
    officer.presses("button:text-is('退出')")
    assert "登录" in officer.goes("/cases/").reads()


def test_the_party_files_with_material_gets_a_receipt_and_can_supplement(site):
    file, party = site.scene.at("notified"), site.visitor("xiemou", width=390)
    page = party.page
    assert "尚余10个工作日" in page.inner_text("main").replace("\n", "")
    page.click("text=现在写申辩")
    party.presses("button[value=next]")
    assert "请至少选择一项" in party.reads("#errors")
    page.check("input[value=diligent]")
    party.presses("button[value=next]")
    page.fill("#f-statement", "主动推动，多次督办。")
    party.presses("button[value=later]")
    page.click("text=现在写申辩")
    assert page.is_checked("input[value=diligent]")
    party.presses("button[value=next]")
    assert "主动推动，多次督办。" == page.input_value("#f-statement")
    party.presses("button[value=next]")
    page.set_input_files(
        "#f-attachments", {"name": "会议纪要.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 ..."}
    )
    party.presses("button[value=next]")
    assert "会议纪要.pdf" in party.reads()
    party.presses("button[value=submit]")
    assert "SB-2026-0001-05" in party.reads(".receipt-number")
    assert "在期限内" in party.reads()
    assert "会议纪要.pdf" in party.reads()
    party.goes(f"/defence/{file.id}/")
    page.click("text=补充申辩")
    for _ in range(2):
        party.presses("button[value=next]")
    page.click("text=上一步")
    page.fill("#f-words", "补充说明项目进度。")
    party.presses("button[value=next]")
    party.presses("button[value=submit]")
    assert "SB-2026-0001-06" in party.reads(".receipt-number")
    assert 6 == CaseFile.objects.get().version


def test_the_party_waives_on_a_second_page_that_says_what_stays_owed(site):
    site.scene.at("notified")
    party = site.visitor("xiemou", width=390)
    party.page.click("a:text-is('不申辩')")
    assert "调查机关仍应当审查您是否符合容错条件" in party.reads()
    party.presses("button[value=submit]")
    assert "已记入：您不申辩。" in party.reads("[role=status]")
    party.page.click("text=现在写申辩")
    assert "您想说明哪些情况？" == party.page.inner_text("h1")


def test_an_act_is_done_with_the_keyboard_alone(site):
    file, officer = site.scene.at("reviewing"), site.visitor("chenliyan")
    page = officer.goes(f"/cases/{file.id}/").page
    page.keyboard.press("Tab")
    assert "跳到正文" == page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Tab")
    assert "跳到可以办的" == page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    tab_to(page, "document.activeElement.matches('#options a[href$=\"/answer_claim/\"]')")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to(page, "document.activeElement.name === 'claim'")
    page.keyboard.press("ArrowDown")
    tab_to(page, "document.activeElement.name === 'adopted'")
    page.keyboard.press("Space")
    tab_to(page, "document.activeElement.name === 'reason'")
    page.keyboard.type("与立项批复一致。")
    tab_to(page, "document.activeElement.value === 'submit'")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert f"?recorded={file.version + 1}" in page.url


def test_a_clause_opens_under_the_pointer_and_shuts_with_escape(site):
    file, officer = site.scene.at("reviewing"), site.visitor("chenliyan")
    page = officer.goes(f"/cases/{file.id}/").page
    page.locator("#options .chip", has_text="五（一）").first.hover()
    page.wait_for_selector(".clause-pop")
    assert "支持改革创新的容错免责工作结合问责工作同步进行。" in page.inner_text(".clause-pop")
    page.keyboard.press("Escape")
    assert 0 == page.locator(".clause-pop").count()


def test_what_is_typed_saves_itself_and_is_there_the_next_time(site):
    file, officer = site.scene.at("reviewing"), site.visitor("chenliyan")
    page = officer.goes(f"/cases/{file.id}/acts/answer_claim/").page
    page.fill("[name=reason]", "先写到这里")
    page.press("[name=reason]", "Tab")
    page.wait_for_selector("#draft-note:has-text('草稿已保存')")
    assert "先写到这里" == officer.goes(page.url).page.input_value("[name=reason]")
    officer.presses("text=放弃草稿")
    assert "" == officer.goes(f"/cases/{file.id}/acts/answer_claim/").page.input_value("[name=reason]")


def test_what_is_written_in_a_document_saves_itself(site):
    file, officer = site.scene.at("reported"), site.visitor("chenliyan")
    page = officer.goes(f"/cases/{file.id}/documents/").page
    page.click("th a:has-text('调查报告')")
    page.locator("textarea").first.fill("先写到这里。")
    page.locator("textarea").first.press("Tab")
    page.wait_for_selector("#draft-note:has-text('草稿已保存')")
    assert "先写到这里。" == officer.goes(page.url).page.locator("textarea").first.input_value()


def test_what_the_party_types_saves_itself_too(site):
    file, party = site.scene.at("notified"), site.visitor("xiemou", width=390)
    page = party.goes(f"/defence/{file.id}/file_defence/").page
    page.check("input[value=diligent]")
    party.presses("button[value=next]")
    page.fill("#f-statement", "先写到这里")
    page.press("#f-statement", "Tab")
    page.wait_for_selector("#draft-note:has-text('草稿已保存')")
    assert "先写到这里" == party.goes(page.url).page.input_value("#f-statement")


def test_the_enter_that_chooses_a_character_submits_nothing(site):
    file, officer = site.scene.at("reviewing"), site.visitor("chenliyan")
    page = officer.goes(f"/cases/{file.id}/acts/record_finding/").page
    page.focus("[name=added-0-title]")
    composing = "new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true})"
    assert page.evaluate(f"!document.activeElement.dispatchEvent({composing})")


def test_a_form_works_without_script(site):
    file = site.scene.at("reviewing")
    officer = site.visitor("chenliyan")
    context = site.browser.new_context(base_url=site.address, java_script_enabled=False)
    context.add_cookies(officer.page.context.cookies())
    plain = site.visitors["without script"] = Visitor("chenliyan", context.new_page(), site)
    plain.does("answer_claim", f"/cases/{file.id}/", {"claim": 1, "adopted": "adopted", "reason": "与批复一致。"})
    assert file.version + 1 == CaseFile.objects.get().version


INQUIRY = {
    "assess_complexity": {}, "convene_panel": {"evidence": []}, "ask_for_supplement": {}, "record_interference": {},
    "approve_copy": {},
}  # fmt: skip
"""What gives the page of a case file its sections between findings and conclusion."""


@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_passes_axe_at_wcag_2_2_aa(site, width):
    reviewing, served = site.scene.at("reviewing"), site.scene.at("served")
    site.scene.act("chenliyan", "record_finding", reviewing, finding="diligent", value="undetermined")
    for act, raw in INQUIRY.items():
        site.scene.act("chenliyan", act, reviewing, **raw)
    notified = site.scene.at("notified")
    case = f"/cases/{reviewing.id}/"
    order_erasure(site.scene, served)
    acts = (
        "record_finding/?finding=diligent", "answer_claim/", "conclude/", "recuse/", "file_defence/", "report/",
        "convene_panel/", "meet_on_facts/", "extend_limit/", "record_interference/",
    )  # fmt: skip
    addresses = {
        "chenliyan": ["/", "/cases/", "/cases/?year=2018", "/policy/", "/policy/4.1.3/", "/password/", case,
                      f"/cases/{served.id}/?all=yes", *(f"{case}acts/{act}" for act in acts), "/cases/none/"],
        "gulan": ["/cases/open/", f"{case}acts/replace_officer/", f"/cases/{served.id}/erasure/", f"{case}erasure/"],
        "kuanglin": ["/", "/cases/", case, f"{case}acts/give_panel_opinion/"],
        "linshu": [f"/cases/{served.id}/acts/deliberate/"],
        "system": ["/organs/", "/people/", f"/people/{site.scene.id('xiemou')}/", "/appointments/", "/calendar/"],
        "security": ["/erasures/"],
        "xiemou": ["/defence/", *(f"/defence/{notified.id}/{act}" for act in ("", "file_defence/", "waive_defence/")),
                   f"/defence/{reviewing.id}/", f"/defence/{reviewing.id}/withdraw_defence/",
                   f"/defence/{reviewing.id}/receipts/5/"],
    }  # fmt: skip
    code = codes.printed(IssuedDocument.objects.filter(casefile=notified).get().code or "")
    outside = ("/login/", "/verify/", "/verify/?code=x", "/verify/00000-00000-00000-00000/", f"/verify/{code}/")
    found = [each for address in outside for each in violations(window(site, width=width), address)]
    for who, pages in addresses.items():
        visitor = site.visitor(who, width=width)
        for address in pages:
            found += violations(visitor, address)
    assert [] == found


def order_erasure(scene, file):
    """An order that waits for its second hand."""
    found = reading.load(scene.persons["gulan"], file.id)
    made(erasure.order(found, [str(file.title_id)], "《个人信息保护法》第四十七条，当事人申请"))


@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_after_the_decision_pass_axe_too(site, width):
    file = site.scene.at("closed")
    case = f"/cases/{file.id}/"
    addresses = {
        "chenliyan": ["/follow-up/", "/follow-up/?overdue=true", case, f"{case}acts/clarify/"],
        "qinyu": ["/", "/cases/", case, f"{case}acts/acknowledge_effect/?order=2"],
        "weiran": [case, f"{case}acts/follow_up/"],
        "xiemou": [f"/defence/{file.id}/"],
    }
    found: list[str] = []
    for who, pages in addresses.items():
        visitor = site.visitor(who, width=width)
        for address in pages:
            found += violations(visitor, address)
    assert [] == found


@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_of_the_summary_and_of_documents_pass_axe_too(site, width):
    file = site.scene.at("closed")
    case = f"/cases/{file.id}/"
    year = clock.today().year
    addresses = {
        "gulan": [
            "/summary/", "/summary/?by=rank", f"/summary/entries/?year={year}&figure=exempt", "/summary/report/",
            "/quality/", "/figures/", "/documents/", f"{case}similar/", f"{case}documents/",
        ],
        "fangzheng": ["/figures/"],
    }  # fmt: skip
    found: list[str] = []
    for who, pages in addresses.items():
        visitor = site.visitor(who, width=width)
        for address in pages:
            found += violations(visitor, address)
    assert [] == found


def test_the_charts_are_drawn_from_the_tables_beside_them(site):
    site.scene.at("closed")
    visitor = site.visitor("gulan")
    visitor.goes("/summary/?by=rank")
    drawn = visitor.page.locator("[data-chart] svg")
    drawn.wait_for()
    assert "科级" in drawn.text_content() or "科以下" in drawn.text_content()


def violations(visitor: Visitor, address: str) -> list[str]:
    """What axe finds on a page, and whether it is wider than its window."""
    visitor.goes(address)
    wide = visitor.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    found = Axe().run(visitor.page, options=WCAG).response["violations"]
    named = [f"{address} {each['id']} {each['nodes'][0]['html'][:100]}" for each in found]
    return named + ([f"{address} scrolls sideways"] if wide else [])


def tab_to(page, condition: str) -> None:
    """Tab until the focus is where it should be."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(condition):
            return
    pytest.fail(f"the Tab key never reaches {condition}")
