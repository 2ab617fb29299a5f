"""The annual summary through the office: figures equal to a slow count, entries behind them, report, spreadsheet."""

import html
import io
import json
import re
import zipfile
from datetime import date

import pytest
from django.test import Client

from rongcuo.casefile.labels import Labels
from rongcuo.cli.program import main
from rongcuo.office import clock, law
from rongcuo.office.files import codes
from rongcuo.office.models import CaseFacts, CaseFile, District, IssuedSummary, LedgerEntry, Organ, SummaryDraft
from rongcuo.office.people import register
from rongcuo.office.rebuilding import rebuild
from rongcuo.office.summaries import issuing, preparing
from rongcuo.office.summaries.gathering import Asked, gather
from rongcuo.office.summaries.sheets import workbook
from rongcuo.office.verification import verify_database
from rongcuo.reports.figures import FIGURES, OUTCOMES
from tests import made_up_district
from tests.budget import examples
from tests.builders import Scene, on
from tests.databases import PASSWORD
from tests.pages import Reader
from tests.slow_summary import counted, in_acts_or_files, stored
from tests.unit.documents_samples import text_of

pytestmark = pytest.mark.usefixtures("database")

EVERY_YEAR = range(2021, 2028)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def summary(scene: Scene, year: int, **asked: str):
    found = gather(scene.persons["gulan"], year, Asked(**asked))
    assert found is not None
    return found.summary


def shown(scene: Scene, year: int) -> dict[str, int]:
    return in_acts_or_files(summary(scene, year))


def test_every_figure_of_every_year_equals_a_slow_count_over_the_entries(scene):
    """A made-up district of some years, the same every time; thousands of files in `make soak`."""
    made_up_district.make(scene, examples(30))
    entries, seen = stored(scene.cast.district.code), set()
    for year in EVERY_YEAR:
        found = shown(scene, year)
        seen |= found.keys()
        assert {name: number for name, number in counted(entries, year).items() if number} == found, year
        assert [] == [check.id for check in summary(scene, year).checks if not check.holds]
    assert len(FIGURES) * 2 // 3 < len(seen), set(FIGURES) - seen
    assert () == verify_database()


def test_a_year_in_which_nothing_happened_is_empty_and_its_checks_hold(scene):
    scene.at("served")
    found = summary(scene, 2019)
    assert {} == {name: count for name, count in found.counts.items() if count.hits}
    assert all(check.holds for check in found.checks)
    assert all(not rows for rows in found.tables.values())
    assert (0, 0) == found.share("exemption_share")


def test_a_single_file_counts_as_one_file_one_person_and_one_matter(scene):
    file = scene.at("served")
    found = summary(scene, clock.today().year)
    count = found.counts["exempt"]
    assert (1, 1, 0, 1) == (count.files, len(count.persons), len(count.units), len(count.matters))
    assert {str(file.pk): file.version} == found.files
    assert (1, 0) == (found.wholly, found.partly)


def test_the_last_day_of_a_year_belongs_to_it_and_the_first_of_the_next_does_not(scene):
    for day in (date(2025, 12, 31), date(2026, 1, 1)):
        with on(day):
            scene.at("decided")
    found = {year: summary(scene, year).value("exempt") for year in (2024, 2025, 2026, 2027)}
    assert {2024: 0, 2025: 1, 2026: 1, 2027: 0} == found
    assert 1 == summary(scene, 2025).value("started")


def test_a_file_opened_in_one_year_and_decided_in_the_next_is_carried_over(scene):
    with on(date(2025, 12, 1)):
        file = scene.at("awaiting_consent")
    with on(date(2026, 1, 15)):
        scene.advance(file, "decided")
    last, now = summary(scene, 2025), summary(scene, 2026)
    assert (1, 1, 0) == (last.value("started"), last.value("carried_forward"), last.value("decided"))
    assert (1, 1, 0) == (now.value("carried_over"), now.value("decided"), now.value("carried_forward"))
    assert (1, 0) == (last.value("consent_under_way"), now.value("consent_under_way"))


def test_a_decision_that_was_revoked_in_its_own_year_counts_as_none_and_the_file_waits_again(scene):
    with on(date(2026, 3, 2)):
        file = scene.at("served")
        assert 1 == summary(scene, 2026).value("exempt")
        scene.act("fangzheng", "revoke_exemption", file)
    found = summary(scene, 2026)
    assert (0, 1, 1, 1) == tuple(found.value(name) for name in ("decided", "revoked", "reopened", "carried_forward"))
    assert all(check.holds for check in found.checks)


def test_a_decision_revoked_in_a_later_year_stays_in_the_year_in_which_it_was_taken(scene):
    with on(date(2025, 3, 3)):
        file = scene.at("served")
    with on(date(2026, 3, 2)):
        scene.act("fangzheng", "revoke_exemption", file)
    assert 1 == summary(scene, 2025).value("exempt")
    assert (0, 1, 1) == tuple(summary(scene, 2026).value(name) for name in ("exempt", "revoked", "reopened"))


def test_a_file_decided_twice_in_one_year_counts_once_with_what_stands_at_its_end(scene):
    with on(date(2026, 3, 2)):
        file = scene.act("fangzheng", "revoke_exemption", scene.at("served"))
        file = scene.act("chenliyan", "conclude", file)
        file = scene.act("chenliyan", "report", file)
        file = scene.act("linshu", "deliberate", file, proposal="accountable", measure="warning")
        told = {"appeal_notice": "可以申请复审。"}
        scene.act("fangzheng", "decide", file, decision="accountable", measure="warning", **told)
    found = summary(scene, 2026)
    assert (2, 1) == (len(found.counts["decided_acts"].hits), found.value("decided"))
    assert (0, 1) == (found.value("exempt"), found.value("accountable"))
    assert all(check.holds for check in found.checks)


def test_a_correction_within_the_year_changes_the_outcome_and_one_of_words_does_not(scene):
    with on(date(2026, 3, 2)):
        file = scene.at("held_accountable")
        scene.act("linshu", "correct_decision", file)
    assert (1, 1) == tuple(summary(scene, 2026).value(name) for name in ("accountable", "corrected"))


def test_a_matter_is_exempt_only_if_all_its_parties_are(scene):
    number = {"matter_number": "示事〔2026〕7号"}
    scene.at("served", **number)
    assert (1, 0) == (summary(scene, clock.today().year).wholly, summary(scene, clock.today().year).partly)
    file = scene.at("reported", **number)
    file = scene.act("linshu", "deliberate", file, proposal="accountable", measure="warning")
    scene.act("fangzheng", "decide", file, decision="accountable", measure="warning", appeal_notice="可以申诉。")
    found = summary(scene, clock.today().year)
    assert (0, 1) == (found.wholly, found.partly)
    assert (2, 1) == (found.counts["decided"].files, len(found.counts["decided"].matters))


def test_filters_leave_other_files_out(scene):
    scene.at("served")
    year = clock.today().year
    assert 1 == summary(scene, year, organ=scene.id("inquiry")).value("exempt")
    assert 0 == summary(scene, year, organ=scene.id("inquiry_two")).value("exempt")
    assert 0 == summary(scene, year, rank="division").value("exempt")
    assert 0 == summary(scene, year, route="party_discipline").value("exempt") or 0 == summary(
        scene, year, route="governmental_sanction"
    ).value("exempt")


def test_the_facts_are_made_again_from_the_entries_and_a_changed_one_is_found(scene):
    scene.at("served")
    before = dict(CaseFacts.objects.values_list("pk", "facts"))
    CaseFacts.objects.update(facts="{}")
    assert {"office.facts_differ"} == {fault.code for fault in verify_database()}
    rebuild()
    assert before == dict(CaseFacts.objects.values_list("pk", "facts"))
    assert () == verify_database()


# Who sees it.


@pytest.mark.parametrize("who", ["xiemou", "fangzheng", "linshu", "shibin", "system", "auditor", "panhui"])
def test_whoever_does_not_draw_the_summary_up_finds_no_such_page(scene, who):
    scene.at("served")
    assert gather(scene.persons[who], 2026) is None
    for page in ("", "entries/?figure=exempt", "sheet.xlsx", "report/", "report/draft.pdf"):
        assert 404 == Reader(scene.persons[who]).get(f"/summary/{page}").status_code, page
    assert "/summary/" not in Reader(scene.persons[who]).get("/").content.decode()


def test_the_district_names_who_draws_the_summary_up(scene):
    named = [scene.organs["inquiry_two"]]
    register.name_organs(scene.cast.district, scene.persons["system"], duty="summary", organs=named)
    assert gather(Scene().persons["gulan"], 2026) is None
    assert gather(Scene().persons["tanyong"], 2026) is not None


def test_every_number_opens_the_entries_behind_it_and_what_may_not_be_read_is_only_counted(scene):
    file = scene.at("served")
    year = clock.today().year
    own, other = Reader(scene.persons["gulan"]), Reader(scene.persons["tanyong"])
    page = own.get("/summary/", year=year).content.decode()
    for name in ("started", "exempt", "consent_given"):
        assert f"figure={name}" in page
        rows = own.get("/summary/entries/", year=year, figure=name).content.decode()
        assert file.number in rows
    hidden = other.get("/summary/entries/", year=year, figure="exempt").content.decode()
    assert file.number not in hidden
    assert "另有1条记录" in hidden
    crossed = own.get("/summary/entries/", year=year, figure="exempt", by="rank", key="section").content.decode()
    assert "科级，免于问责" in crossed


@pytest.mark.parametrize("by", ["matter", "nature", "rank", "organisation_kind", "deciding", "against"])
def test_the_outcomes_are_shown_by_every_heading(scene, by):
    scene.at("served")
    page = Reader(scene.persons["gulan"]).get("/summary/", year=clock.today().year, by=by)
    assert 200 == page.status_code


# The spreadsheet.


def cells(content: bytes) -> str:
    book = zipfile.ZipFile(io.BytesIO(content))
    return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))


def test_the_spreadsheet_holds_the_figures_and_every_definition_and_no_formula(scene):
    for organ in scene.organs.values():
        organ.name = f"=1+{organ.name}" if organ.name == scene.organs["committee"].name else organ.name
        organ.save()
    scene.at("served")
    gathered = gather(scene.persons["gulan"], clock.today().year)
    made = workbook(gathered, Labels(law.district_policy(scene.cast.district)))
    text = cells(made)
    assert "=1+" in text
    assert "<f>" not in text
    assert all(figure.definition in text for figure in FIGURES.values())
    assert made == workbook(gathered, Labels(law.district_policy(scene.cast.district)))


def test_the_published_version_tells_no_small_number(scene):
    scene.at("served")
    gathered = gather(scene.persons["gulan"], clock.today().year)
    labels = Labels(law.district_policy(scene.cast.district))
    book = zipfile.ZipFile(io.BytesIO(workbook(gathered, labels, public=True)))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>1</v></c>" not in sheet.replace('t="s"><v>1</v></c>', "")


# The report.


def over(year: int):
    """A day on which that year is over."""
    return on(date(year + 1, 1, 20))


def drafted_report(scene, year: int, who: str = "chenliyan", **words: str):
    person = scene.persons[who]
    assert isinstance(preparing.edit(person, preparing.prepare(person, year), words), SummaryDraft)
    return preparing.prepare(person, year)


def reviewed_report(scene, year: int, who: str = "zhoumin", **words: str):
    drafted_report(scene, year, **words)
    person = scene.persons[who]
    found = preparing.prepare(person, year)
    outcome = preparing.review(person, found, found.content)
    assert isinstance(outcome, SummaryDraft), [each.text() for each in outcome.refusals]
    return preparing.prepare(person, year)


def codes_of(outcome) -> list[str]:
    return [each.code for each in getattr(outcome, "refusals", outcome)]


def test_a_report_is_issued_once_frozen_with_its_files_and_kept_in_the_register(scene):
    with on(date(2026, 3, 2)):
        file = scene.at("served")
    head = scene.persons["gulan"]
    with on(date(2026, 12, 1)):
        reviewed_report(scene, 2026)
        assert ["annual.year_not_over"] == codes_of(issuing.issue(head, 2026))
    with over(2026):
        assert ["annual.not_the_head"] == codes_of(issuing.issue(scene.persons["chenliyan"], 2026))
        row = issuing.issue(head, 2026)
        assert isinstance(row, IssuedSummary), [each.text() for each in row]
        assert row.number.startswith("示纪报〔2027〕1号")
        assert ["陈立言", "周敏"] == [row.drafted_by.name, row.reviewed_by.name]
        assert not SummaryDraft.objects.exists()
        assert {"annual.issued_already", "document.not_reviewed"} == set(codes_of(issuing.issue(head, 2026)))
        again = preparing.edit(head, preparing.prepare(head, 2026), {"opening": "甲。"})
        assert ["annual.issued_already"] == codes_of(again)
        assert not SummaryDraft.objects.exists()
    pdf, _ = issuing.kept(scene.cast.district, str(row.pk), "pdf")
    said = text_of(pdf)
    assert "关于2026年度适用支持改革创新的容错免责情况的报告" in said
    assert "免于问责1人次" in said
    assert "特此报告" in said
    assert codes.printed(row.code) in said
    assert "签发人：顾岚" in said.replace(" ", "")
    docx, _ = issuing.kept(scene.cast.district, str(row.pk), "docx")
    assert docx.startswith(b"PK")
    with issuing.storage.open_body(row.figures) as body:
        kept = json.loads(body.read())
    assert {str(file.pk): file.version} == kept["files"]
    entry = LedgerEntry.objects.filter(type="summary_issued").get()
    assert row.sha256 == json.loads(entry.body)["sha256"]
    assert () == verify_database()
    IssuedSummary.objects.update(sha256="0" * 64)
    assert {"office.row_differs"} == {fault.code for fault in verify_database()}


def test_what_was_recorded_after_the_report_is_told_in_the_next_one(scene):
    with on(date(2025, 3, 3)):
        scene.at("served")
    with over(2025):
        reviewed_report(scene, 2025)
        assert isinstance(issuing.issue(scene.persons["gulan"], 2025), IssuedSummary)
    assert {} == preparing.late(gather(scene.persons["gulan"], 2026))
    row = CaseFacts.objects.get(opened_on=date(2025, 3, 3))
    facts = json.loads(row.facts)
    facts["events"] = [event for event in facts["events"] if event[0] != "consent_given"]
    CaseFacts.objects.filter(pk=row.pk).update(facts=json.dumps(facts))
    assert {"consent_given": (1, 0), "consent_under_way": (0, 1)} == dict(
        preparing.late(gather(scene.persons["gulan"], 2026))
    )
    with over(2026):
        found = preparing.prepare(scene.persons["gulan"], 2026)
    assert "同意：上年报告为1，现为0。" in {each.text for each in found.paragraphs}


def test_a_report_carries_no_request(scene):
    with over(2026):
        found = drafted_report(scene, 2026)
        assert () == found.problems
        last = found.paragraphs[-1].block.id
        asked = drafted_report(scene, 2026, **{last: "以上妥否，请批示。"})
    assert ["annual.holds_request"] == [problem.code for problem in asked.problems]


def test_a_report_is_read_by_a_second_person_as_it_is_issued(scene):
    with over(2026):
        found = drafted_report(scene, 2026)
        drafter, other, head = (scene.persons[who] for who in ("chenliyan", "zhoumin", "gulan"))
        assert ["document.reviewed_by_drafter"] == codes_of(preparing.review(drafter, found, found.content))
        assert ["document.changed_since"] == codes_of(preparing.review(other, found, "0" * 64))
        assert ["document.not_reviewed"] == codes_of(issuing.issue(head, 2026))

        reviewed_report(scene, 2026)
        changed = drafted_report(scene, 2026, opening="现将情况报告如下。")
        assert not changed.is_reviewed
        assert ["document.not_reviewed"] == codes_of(issuing.issue(head, 2026))

        reviewed_report(scene, 2026, opening="现将情况报告如下。")
        assert isinstance(issuing.issue(head, 2026), IssuedSummary)


def test_two_who_write_at_once_do_not_undo_each_other(scene):
    """Each saves what stands on a page that was shown before the other wrote; what one takes back is taken back."""
    address = "/summary/report/?year=2026"
    with over(2026):
        first, second = (Reader(scene.persons[who]) for who in ("chenliyan", "zhoumin"))
        one, other = form_of(first), form_of(second)
        kept = first.post(address, **one | {"text:opening": "甲。"})
        assert "草稿已保存" in kept.content.decode()
        second.post(address, **other | {"text:flow": "乙。"})
        assert {"opening": "甲。", "flow": "乙。"} == edits_of(2026)

        second.post(address, **other | {"text:opening": "甲。"})
        assert {"opening": "甲。"} == edits_of(2026)


def form_of(reader: Reader) -> dict[str, str]:
    """What the form of the report would save as it is shown."""
    page = reader.get("/summary/report/", year=2026).content.decode()
    shown = {block: html.unescape(text) for block, text in re.findall(r'name="shown:([^"]+)" value="([^"]*)"', page)}
    fields = {f"{name}:{block}": text for block, text in shown.items() for name in ("shown", "text")}
    return fields | {"_seen": "", "_do": "keep"}


def edits_of(year: int) -> dict[str, str]:
    return {block: edit["text"] for block, edit in SummaryDraft.objects.get(year=year).edits.items()}


def test_figures_that_change_after_the_review_are_read_again(scene):
    with on(date(2026, 3, 2)):
        scene.at("served")
    with over(2026):
        reviewed_report(scene, 2026, flow="本年启动1人次。")
        CaseFacts.objects.all().delete()
        found = preparing.prepare(scene.persons["zhoumin"], 2026)
        assert not found.is_reviewed
        assert ["flow"] == [each.block.id for each in found.paragraphs if each.is_stale]
        assert ["document.not_reviewed"] == codes_of(issuing.issue(scene.persons["gulan"], 2026))


def test_a_paragraph_that_the_report_must_have_is_not_taken_out_and_the_law_is_quoted_as_it_is(scene):
    with over(2026):
        taken_out = drafted_report(scene, 2026, opening="")
        assert ["documents.required_taken_out"] == codes_of(taken_out.problems)
        found = preparing.prepare(scene.persons["zhoumin"], 2026)
        assert ["document.has_problems"] == codes_of(preparing.review(scene.persons["zhoumin"], found, found.content))
        assert ["documents.no_such_clause"] == codes_of(drafted_report(scene, 2026, opening="依据九（九）。").problems)
        assert () == drafted_report(scene, 2026, opening="依据五（七）。").problems


def test_whoever_holds_the_report_learns_that_it_is_genuine(scene):
    with over(2026):
        reviewed_report(scene, 2026)
        row = issuing.issue(scene.persons["gulan"], 2026)
    asked = Client().get(f"/verify/{codes.printed(row.code)}/").content.decode()
    assert row.number in asked
    assert "本机关制作的文书" in asked

    IssuedSummary.objects.update(number="示纪报〔2027〕9号")
    assert "不能确认" in Client().get(f"/verify/{codes.printed(row.code)}/").content.decode()


def test_the_report_is_prepared_and_issued_on_its_page(scene):
    with on(date(2026, 3, 2)):
        scene.at("served")
    with over(2026):
        address = "/summary/report/?year=2026"
        writer, second, reader = (Reader(scene.persons[who]) for who in ("chenliyan", "zhoumin", "gulan"))
        assert "免于问责1人次" in writer.get("/summary/report/", year=2026).content.decode()
        assert 302 == writer.post(address, _do="save", **{"text:opening": "现将情况报告如下。"}).status_code
        page = second.get("/summary/report/", year=2026).content.decode()
        assert "现将情况报告如下。" in page
        assert "拟稿：陈立言" in page
        content = re.search(r'name="content" value="(\w+)"', page).group(1)
        refused = writer.post(address, _do="review", content=content)
        assert 409 == refused.status_code
        assert "现将情况报告如下。" in refused.content.decode(), "and nothing that was written is lost"
        assert 302 == second.post(address, _do="review", content=content).status_code
        for form, start in (("pdf", b"%PDF"), ("docx", b"PK")):
            assert reader.get(f"/summary/report/draft.{form}", year=2026).content.startswith(start)
        assert 409 == writer.post(address, _do="issue").status_code
        assert 302 == reader.post(address, _do="issue").status_code
        again = reader.post(address, _do="issue")
        assert 409 == again.status_code
        assert "已经印发" in again.content.decode()
        row = IssuedSummary.objects.get()
        assert row.number in reader.get("/summary/").content.decode()
        assert reader.get(f"/summary/issued/{row.pk}.pdf").content.startswith(b"%PDF")
        assert 404 == reader.get("/summary/issued/none.pdf").status_code
        assert 404 == Reader(scene.persons["xiemou"]).get(f"/summary/issued/{row.pk}.pdf").status_code


def test_every_outcome_of_the_law_has_its_figure():
    pack = law.district_policy(District.objects.get()).pack
    assert {name for name, kind in pack.decisions.items() if kind.in_decision} == set(OUTCOMES)
    assert CaseFile.objects.count() == 0


# The command.


@pytest.fixture
def rongcuo(capsys, monkeypatch):
    """Run a command line with a password on standard input: exit code, output and errors."""

    def run(*line: str, password: str = PASSWORD) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        code = main(list(line))
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_the_command_lists_the_figures_and_writes_every_form(scene, rongcuo, tmp_path):
    scene.at("served")
    year = str(clock.today().year)
    code, out, _ = rongcuo("summary", year, "--as", "gulan", "--format", "json")
    said = json.loads(out)
    assert (0, 1, [1, 1]) == (code, said["figures"]["exempt"]["files"], said["checks"]["outcomes"])
    assert "免于问责" in rongcuo("summary", year, "--as", "gulan")[1]
    organ = scene.organs["inquiry_two"].name
    assert (
        0
        == json.loads(rongcuo("summary", year, "--as", "gulan", "--organ", organ, "--format", "json")[1])["figures"][
            "exempt"
        ]["files"]
    )
    for form, start in (("xlsx", b"PK"), ("pdf", b"%PDF"), ("docx", b"PK")):
        target = tmp_path / f"summary.{form}"
        assert 0 == rongcuo("summary", year, "--as", "gulan", "--format", form, "--to", str(target))[0]
        assert target.read_bytes().startswith(start)


def test_the_command_is_for_whoever_draws_the_summary_up(scene, rongcuo):
    scene.at("served")
    code, out, err = rongcuo("summary", "2026", "--as", "fangzheng")
    assert (1, "", True) == (code, out, "您不编制年度汇总" in err)
    assert 1 == rongcuo("summary", "2026", "--as", "gulan", password="x")[0]
    assert 1 == rongcuo("summary", "2026", "--as", "gulan", "--organ", "无此单位")[0]
    assert 0 == rongcuo("summary", "2026", "--as", "gulan")[0]


def test_the_kind_of_an_organisation_is_entered_on_its_page_and_counted_by(scene):
    housing = scene.organs["housing"]
    Organ.objects.filter(pk=housing.pk).update(kind="")
    scene.at("served")
    year = clock.today().year
    unsaid = Reader(scene.persons["gulan"]).get("/summary/", year=year, by="organisation_kind").content.decode()
    assert "类别未登记" in unsaid
    system = Reader(scene.persons["system"])
    sent = system.post("/organs/kinds/", organ=str(housing.pk), kind="public_institution")
    assert (302, "public_institution") == (sent.status_code, Organ.objects.get(pk=housing.pk).kind)
    assert "事业单位" in system.get("/organs/kinds/").content.decode()
    said = Reader(scene.persons["gulan"]).get("/summary/", year=year, by="organisation_kind").content.decode()
    assert "事业单位" in said
    assert 200 == system.post("/organs/kinds/", organ=str(housing.pk), kind="none_such").status_code
    refused = Reader(scene.persons["security"]).post("/organs/kinds/", organ=str(housing.pk), kind="state_organ")
    assert "public_institution" == Organ.objects.get(pk=housing.pk).kind
    assert 200 == refused.status_code
    assert 404 == Reader(scene.persons["gulan"]).get("/organs/kinds/").status_code
    assert () == verify_database()
