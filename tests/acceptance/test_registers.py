"""The pages of the registers in a real browser: for everybody, by keyboard, on a telephone and in large letters."""

import pytest

from tests.acceptance.test_pages import tab_to, violations
from tests.registers import Registers


@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_of_the_registers_passes_axe_at_wcag_2_2_aa(site, width):
    registers = Registers(site.scene)
    registers.interpretation("withdrawn")
    older = registers.interpretation(settles="condition_1=strict")
    answered = registers.interpretation(settles="condition_1=letter", supersedes=older.number)
    asked, filing = registers.interpretation("asked"), registers.filing("acknowledged")
    file = site.scene.at("reviewing")
    interpretations, filings = "/interpretations/", f"/filings/{filing.id}/"
    addresses = {
        "chenliyan": [interpretations, f"{interpretations}?clause=5.2", f"{interpretations}{asked.id}/",
                      f"{interpretations}{answered.id}/", f"{interpretations}{older.id}/", "/policy/",
                      f"{interpretations}{asked.id}/draft_interpretation/",
                      f"{interpretations}{asked.id}/answer_interpretation/", "/filings/", filings,
                      f"{filings}question_filing/", f"{filings}supplement_filing/",
                      f"/cases/{file.id}/acts/record_finding/?finding=duly_demonstrated"],
        "limou": [f"{interpretations}ask_interpretation/", f"{interpretations}{answered.id}/"],
        "panhui": ["/filings/", "/filings/file_reform/", filings, "/defence/"],
        "system": ["/settings/", interpretations],
    }  # fmt: skip
    found = []
    for who, pages in addresses.items():
        visitor = site.visitor(who, width=width)
        for address in pages:
            found += violations(visitor, address)
    assert [] == found


def test_the_letters_grow_on_the_pages_of_the_registers_and_nothing_is_lost(site):
    registers = Registers(site.scene)
    item, filing = registers.interpretation(), registers.filing()
    visitor = site.visitor("chenliyan", width=1024)
    visitor.page.context.add_cookies([{"name": "rongcuo_look", "value": "larger", "url": site.address}])

    found = [
        problem
        for address in (f"/interpretations/{item.id}/", "/interpretations/", f"/filings/{filing.id}/", "/filings/")
        for problem in violations(visitor, address)
    ]

    assert [] == found


def test_an_interpretation_is_asked_with_the_keyboard_alone(site):
    page = site.visitor("linshu").goes("/interpretations/").page
    tab_to(page, "document.activeElement.textContent === '请示解释'")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask_interpretation/")
    tab_to(page, "document.activeElement.name === 'clause'")
    page.keyboard.type("四（一）1")
    page.select_option("[name=clause]", "4.1.1")
    tab_to(page, "document.activeElement.name === 'question'")
    page.keyboard.type("前后两种情形是什么关系？")
    tab_to(page, "document.activeElement.value === 'submit'")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert "关于四（一）1的解释请示" == page.inner_text("h1").split("\n")[0].strip().removesuffix(" 四（一）1")
    assert "已记入第1条。" in page.inner_text("main")


def test_a_filing_is_brought_as_evidence_of_a_finding_in_the_browser(site):
    registers = Registers(site.scene)
    filing, file = registers.filing("acknowledged"), site.scene.at("reviewing")
    officer = site.visitor("chenliyan").goes(f"/cases/{file.id}/acts/record_finding/?finding=duly_demonstrated")
    officer.presses(f"button[name=_cite][value='{filing.id}']")

    officer.submits(
        {
            "value": "established",
            "added": [{"bearing": "supports"}],
            "reason": "备案材料载明专家论证的经过。",
            "second_officer": site.scene.id("zhoumin"),
        }
    )

    assert f"事前备案证明和材料（{filing.number}）" in officer.reads()
