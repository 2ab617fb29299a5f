"""Documents of a file: what each kind says, and its way from the draft over the review to the signature and service."""

import io
import re
import zipfile
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from rongcuo.documents import SHIPPED, Rendered, render
from rongcuo.office import clock, reading, workbench
from rongcuo.office.documents import drafting, preparing
from rongcuo.office.documents.own_words import own_words
from rongcuo.office.documents.preparing import Paper, Prepared
from rongcuo.office.models import CaseFile, DocumentDraft, IssuedDocument
from rongcuo.office.outcomes import Done, Invalid
from rongcuo.office.verification import verify_database
from tests.builders import Scene
from tests.databases import unlocked
from tests.pages import Reader

pytestmark = pytest.mark.usefixtures("database")

PREPARE = {
    "investigating": ("chenliyan", "gulan"),
    "deciding": ("linshu", "fangzheng"),
    "superior": ("shibin",),
    "appeal": ("yuanfei", "shaoting"),
    "personnel": ("duanhong", "weiran"),
}
"""Who prepares documents, by what they are on the file."""


@pytest.fixture
def scene() -> Scene:
    return Scene()


def read(scene: Scene, who: str, file: CaseFile) -> reading.CaseReading:
    found = reading.load(scene.persons[who], file.id)
    assert found is not None, who
    return found


def on_offer(scene: Scene, file: CaseFile) -> Iterator[tuple[str, Paper]]:
    """Every document that an entry calls for, with one who may prepare it."""
    seen: set[tuple[str, int]] = set()
    for who in (name for names in PREPARE.values() for name in names):
        found = reading.load(scene.persons[who], file.id)
        for paper in preparing.papers(found) if found else ():
            if (paper.row.id, paper.about.entry) not in seen:
                seen.add((paper.row.id, paper.about.entry))
                yield who, paper


def prepared(scene: Scene, who: str, file: CaseFile, kind: str) -> Prepared:
    found = read(scene, who, file)
    paper = next(each for each in preparing.papers(found) if each.row.id == kind)
    made = preparing.prepare(found, paper)
    assert isinstance(made, Prepared), [(problem.text(), str(problem.place)) for problem in made]
    return made


def whole(scene: Scene) -> CaseFile:
    """A file with a defence, findings, an error to put right, and every act that leaves a paper of the inquiry."""
    file = scene.advance(scene.opened(), "notified")
    file = scene.act("xiemou", "file_defence", file)
    file = scene.act("chenliyan", "ask_for_supplement", file)
    file = scene.act("chenliyan", "accept_defence", file)
    file = scene.find(
        file, {"diligent": "established", "error_occurred": "established", "corruption": "not_established"}
    )
    for stage in ("concluded", "reported", "deliberated", "awaiting_consent", "decided", "served"):
        file = scene.advance(file, stage)
    file = scene.act("chenliyan", "issue_rectification", file)
    file = scene.act("panhui", "report_rectification", file)
    file = scene.act("chenliyan", "verify_rectification", file)
    return scene.act("gulan", "recuse", scene.advance(file, "closed"))


def every(scene: Scene) -> Iterator[CaseFile]:
    """Files that together call for every kind of document."""
    yield whole(scene)
    yield scene.act("duanhong", "follow_up", scene.at("closed"))
    yield scene.at("reviewed")
    yield scene.act("gulan", "transfer", scene.at("above_district"))
    yield scene.act("gulan", "terminate", scene.opened())
    yield scene.act("linshu", "correct_decision", scene.at("held_accountable"))
    yield scene.act("fangzheng", "revoke_exemption", scene.at("served"))
    yield paneled(scene)


def paneled(scene: Scene) -> CaseFile:
    file = scene.find(scene.at("reviewing"), {"diligent": "established"})
    file = scene.act("chenliyan", "assess_complexity", file, facts_complex="yes", specialised="yes")
    file = scene.act("chenliyan", "convene_panel", file)
    return scene.act("kuanglin", "give_panel_opinion", file)


def test_every_kind_can_be_drafted_and_printed_from_a_file_that_calls_for_it(scene):
    drawn = set()
    for file in every(scene):
        for who, paper in on_offer(scene, file):
            made = prepared(scene, who, file, paper.row.id)
            assert () == made.problems
            assert isinstance(render(made.document), Rendered), paper.row.id
            drawn.add(paper.row.id)
    table = read(scene, "chenliyan", file).context.table
    assert {row.id for row in table.documents.values() if row.after} == drawn


def test_the_report_says_what_is_on_file_and_every_sentence_knows_its_source(scene):
    file = whole(scene)
    made = prepared(scene, "chenliyan", file, "inquiry_report")
    text = "".join(getattr(block, "text", "") for block in made.document.body)
    for said in ("本人积极推动、督办项目审批。", "与立项批复一致。", "免于问责", "符合适用条件。"):
        assert said in text
    tables = [cell for block in made.document.body for row in getattr(block, "rows", ()) for cell in row]
    assert "勤勉尽职、竭尽所能、主动作为" in tables
    assert all(block.sources for block in made.document.body if hasattr(block, "required"))


# The way of a document.


def drafted(
    scene: Scene, file: CaseFile, kind: str = "acceptance_notice", who: str = "chenliyan", **words: str
) -> Prepared:
    made = prepared(scene, who, file, kind)
    preparing.edit(read(scene, who, file), made, words)
    return prepared(scene, who, file, kind)


def reviewed(
    scene: Scene, file: CaseFile, kind: str = "acceptance_notice", who: str = "zhoumin", **words: str
) -> Prepared:
    drafted(scene, file, kind, **words)
    made = prepared(scene, who, file, kind)
    outcome = preparing.review(read(scene, who, file), made, made.content)
    assert isinstance(outcome, DocumentDraft), outcome
    return prepared(scene, who, file, kind)


def sign(scene: Scene, file: CaseFile, kind: str = "acceptance_notice", who: str = "gulan"):
    found = read(scene, who, file)
    made = prepared(scene, who, file, kind)
    return preparing.sign(found, made, uuid4().hex, clock.today().isoformat())


def codes(outcome: object) -> set[str]:
    return {each.code for each in getattr(outcome, "refusals", None) or getattr(outcome, "problems", ())}


def test_a_document_goes_from_its_draft_over_the_review_to_signature_number_and_service(scene):
    file = scene.at("reviewing")
    reviewed(scene, file)
    assert isinstance(sign(scene, file), Done)

    document = IssuedDocument.objects.get(casefile=file, kind="acceptance_notice")
    assert document.number.endswith(f"申受〔{clock.today().year}〕1号")
    assert not DocumentDraft.objects.exists()
    assert () == verify_database()
    assert document.pk not in {each.pk for each in read(scene, "xiemou", file).documents}

    file = scene.act(
        "chenliyan", "serve_document", CaseFile.objects.get(pk=file.pk), document=1, recipient="谢某", method="direct"
    )
    assert document.pk in {each.pk for each in read(scene, "xiemou", file).documents}
    assert () == verify_database()


def test_whoever_signs_a_kind_of_document_can_open_it(scene):
    """The personnel department handles no file, and signs the record of its visit all the same."""
    seen = set()
    for file in every(scene):
        for who, paper in on_offer(scene, file):
            roles = [read(scene, who, file).context.table.roles[name] for name in paper.row.signed_by]
            signers = [name for role in roles for name in PREPARE[role.organ]]
            found = [reading.load(scene.persons[name], file.id) for name in signers]
            kinds = [{each.row.id for each in preparing.papers(one)} for one in found if one]
            assert not signers or any(paper.row.id in of_one for of_one in kinds), paper.row.id
            seen |= {role.organ for role in roles}
    assert {"investigating", "deciding", "superior", "appeal", "personnel"} == seen


def test_the_record_of_a_visit_to_an_archived_file_is_drafted_reviewed_and_signed_by_those_who_visit(scene):
    file = scene.act("duanhong", "follow_up", scene.at("archived"))
    made = prepared(scene, "weiran", file, "visit_record")
    preparing.edit(read(scene, "weiran", file), made, {})
    made = prepared(scene, "duanhong", file, "visit_record")
    preparing.review(read(scene, "duanhong", file), made, made.content)
    outcome = sign(scene, file, "visit_record", "duanhong")
    assert isinstance(outcome, Done), codes(outcome)
    assert "访〔" in IssuedDocument.objects.get(kind="visit_record").number
    assert () == preparing.papers(read(scene, "xiemou", file))

    pages = Reader(scene.persons["duanhong"])
    assert "制作、核稿、签发文书" in pages.get(f"/cases/{file.pk}/").content.decode()
    assert "回访记录" in pages.get(f"/cases/{file.pk}/documents/").content.decode()


def waiting(scene: Scene, who: str) -> list[tuple[str, bool]]:
    return [(each.row.id, each.to_sign) for each in workbench.load(scene.persons[who]).drafts]


def test_a_draft_waits_for_the_drafter_s_colleagues_and_reviewed_for_who_signs_it(scene):
    file = scene.at("reviewing")
    everybody = ("chenliyan", "zhoumin", "gulan", "linshu", "fangzheng", "shibin", "xiemou")
    assert [] == [who for who in everybody if waiting(scene, who)]

    drafted(scene, file)
    assert ["zhoumin", "gulan"] == [who for who in everybody if waiting(scene, who)]
    assert [("acceptance_notice", False)] == waiting(scene, "zhoumin")

    reviewed(scene, file)
    assert ["gulan"] == [who for who in everybody if waiting(scene, who)]
    assert [("acceptance_notice", True)] == waiting(scene, "gulan")

    page = Reader(scene.persons["gulan"]).get("/").content.decode()
    assert "文书待办" in page
    assert f"/cases/{file.pk}/documents/acceptance_notice/" in page
    sign(scene, file)
    assert [] == waiting(scene, "gulan")


def test_the_workbench_asks_as_often_for_many_drafts_as_for_one(scene):
    file = scene.at("reported")
    assert [] == waiting(scene, "gulan"), "and duties are up to date"
    counted = []
    for kind in ("evidence_list", "inquiry_report", "acceptance_notice"):
        drafted(scene, file, kind)
        with CaptureQueriesContext(connection) as captured:
            found = waiting(scene, "gulan")
        counted.append((len(found), len(captured)))
    assert [1, 2, 3] == [found for found, _ in counted]
    assert 1 == len({asked for _, asked in counted})


def test_a_draft_waits_for_nobody_who_does_not_see_the_file(scene):
    """Recused, the head neither reviews nor signs; what officers sign by name waits for them alone."""
    file = scene.at("reported")
    reviewed(scene, file, "evidence_list")
    assert [("evidence_list", True)] == waiting(scene, "chenliyan") == waiting(scene, "zhoumin")
    assert [] == waiting(scene, "gulan")

    reviewed(scene, file, "inquiry_report")
    assert [("inquiry_report", True)] == waiting(scene, "gulan")
    scene.act("gulan", "recuse", file, person=scene.id("gulan"))
    assert [] == waiting(scene, "gulan")


def test_nobody_reviews_what_he_has_drafted_and_nobody_signs_what_was_not_reviewed(scene):
    file = scene.at("reviewing")
    made = drafted(scene, file)
    own = preparing.review(read(scene, "chenliyan", file), made, made.content)
    assert {"document.reviewed_by_drafter"} == codes(own)
    assert {"document.not_reviewed"} == codes(sign(scene, file))

    reviewed(scene, file)
    assert isinstance(sign(scene, file), Done)


def test_a_change_after_the_review_takes_it_back(scene):
    file = scene.at("reviewing")
    reviewed(scene, file)
    drafted(scene, file, **{"block.3": "本案承办人另行通知。"})
    assert {"document.not_reviewed"} == codes(sign(scene, file))

    reviewed(scene, file, **{"block.3": "本案承办人另行通知。"})
    assert isinstance(sign(scene, file), Done)


def test_what_changes_on_the_file_after_the_review_has_to_be_reviewed_again(scene):
    """The second officer is replaced: the notice would name somebody who has left."""
    file = scene.at("reviewing")
    reviewed(scene, file)
    file = scene.act("gulan", "replace_officer", file)
    assert {"document.not_reviewed"} == codes(sign(scene, file))

    reviewed(scene, file, who="hejing")
    assert isinstance(sign(scene, file), Done)


def test_who_reviews_has_read_what_is_there_and_not_what_was(scene):
    file = scene.at("reviewing")
    made = drafted(scene, file)
    outcome = preparing.review(read(scene, "zhoumin", file), made, "0" * 64)
    assert {"document.changed_since"} == codes(outcome)
    assert not DocumentDraft.objects.get().is_reviewed


def test_a_forged_signature_names_what_nobody_has_reviewed_and_is_refused(scene):
    """Through the door itself, past the page: content, drafter and reviewer must be those of the draft."""
    file = scene.at("reviewing")
    made = reviewed(scene, file)
    raw = {
        "kind": "acceptance_notice", "about": made.paper.about.entry, "content": made.content,
        "drafted_by": scene.id("chenliyan"), "reviewed_by": scene.id("zhoumin"),
    }  # fmt: skip
    for forged in ({"content": "0" * 64}, {"reviewed_by": scene.id("hejing")}, {"drafted_by": scene.id("hejing")}):
        outcome = scene.attempt("gulan", "sign_document", file, **(raw | forged))
        assert isinstance(outcome, Invalid)
        assert {"documents.not_as_reviewed"} == codes(outcome)
    assert not IssuedDocument.objects.filter(kind="acceptance_notice").exists()
    scene.act("gulan", "sign_document", file, **raw)


def test_a_refused_signature_uses_no_number_up_and_the_next_signature_gets_it(scene):
    file = scene.at("reviewing")
    reviewed(scene, file)
    outcome = sign(scene, file, who="zhoumin")
    assert {"document.not_the_signer"} == codes(outcome)
    assert isinstance(sign(scene, file), Done)
    assert IssuedDocument.objects.get(kind="acceptance_notice").number.endswith("1号")


def test_a_correction_is_a_new_document_and_the_signed_one_stays(scene):
    file = scene.at("reviewing")
    reviewed(scene, file)
    sign(scene, file)
    first = IssuedDocument.objects.get(kind="acceptance_notice")
    reviewed(scene, file)
    assert {"document.signed_already"} == codes(sign(scene, file, who="gulan"))

    made = prepared(scene, "chenliyan", file, "acceptance_notice")
    preparing.edit(read(scene, "chenliyan", file), made, {"block.3": "更正的内容。"}, first.number)
    made = prepared(scene, "zhoumin", file, "acceptance_notice")
    preparing.review(read(scene, "zhoumin", file), made, made.content)
    found = read(scene, "gulan", file)
    again = preparing.sign(
        found, prepared(scene, "gulan", file, "acceptance_notice"), "again", clock.today().isoformat()
    )
    assert isinstance(again, Done), codes(again)
    second = IssuedDocument.objects.exclude(pk=first.pk).get(kind="acceptance_notice")
    assert (first.number, second.number) == (first.number, first.number.replace("〕1号", "〕2号"))
    assert () == verify_database()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("本机关于1999年9月9日受理。", "documents.day_not_on_file"),
        ("依照九、（九）的规定办理。", "documents.no_such_clause"),
        ("五、（二）规定：“当事人不得申辩”", "documents.not_verbatim"),
        ("见示纪申告〔2019〕99号。", "documents.number_not_on_file"),
        ("", "documents.required_taken_out"),
    ],
)
def test_what_contradicts_the_file_is_named_with_its_place_and_not_reviewed(scene, words, code):
    file = scene.at("reviewing")
    made = drafted(scene, file, **{"block.1": words})
    assert [(code, "block.1")] == [(problem.code, problem.place.field) for problem in made.problems]
    assert all(problem.text("zh") and problem.text("en") for problem in made.problems)
    found = prepared(scene, "zhoumin", file, "acceptance_notice")
    assert {"document.has_problems"} == codes(preparing.review(read(scene, "zhoumin", file), found, found.content))

    today = clock.today()
    fitting = f"申辩意见已于{today.year}年{today.month}月{today.day}日受理，依据五、（二）。"
    assert () == drafted(scene, file, **{"block.1": fitting}).problems


def test_a_decision_document_names_no_other_outcome_than_the_decision(scene):
    file = scene.at("decided")
    made = prepared(scene, "linshu", file, "decision")
    preparing.edit(read(scene, "linshu", file), made, {"outcome": "经集体研究，决定予以问责。"})
    made = prepared(scene, "linshu", file, "decision")
    assert ["documents.other_outcome"] == [problem.code for problem in made.problems]


def test_an_edit_whose_assembled_words_have_changed_is_pointed_out_and_kept(scene):
    file = scene.at("reviewing")
    drafted(scene, file, **{"block.3": "承办人见案卷。"})
    file = scene.act("gulan", "replace_officer", file)
    made = prepared(scene, "hejing", file, "acceptance_notice")
    assert {"block.3"} == made.stale
    assert "承办人见案卷。" in {getattr(block, "text", "") for block in made.document.body}


def test_the_unit_s_own_words_go_before_the_shipped_ones_and_a_faulty_wording_makes_no_document(scene, settings_home):
    file = scene.at("reviewing")
    own = settings_home / "wordings"
    own.mkdir()
    shipped = (SHIPPED / "acceptance_notice.toml").read_text(encoding="utf-8")
    drafting._read.cache_clear()  # a server reads the wordings when it starts
    renamed = shipped.replace('title = "受理通知书"', 'title = "申辩受理书"')
    (own / "acceptance_notice.toml").write_text(renamed, encoding="utf-8")
    assert "申辩受理书" == prepared(scene, "chenliyan", file, "acceptance_notice").document.title

    drafting._read.cache_clear()
    (own / "acceptance_notice.toml").write_text(shipped.replace("{file.title}", "{file.secret}"), encoding="utf-8")
    found = read(scene, "chenliyan", file)
    paper = next(each for each in preparing.papers(found) if each.row.id == "acceptance_notice")
    outcome = preparing.prepare(found, paper)
    assert ("documents.wording_name_unknown",) == tuple(problem.code for problem in outcome)


def test_the_unit_s_own_words_are_checked_when_the_server_starts(settings_home):
    assert () == own_words()
    own = settings_home / "wordings"
    own.mkdir()
    for kind, name in (("acceptance_notice", "{file.title}"), ("annual_report", "{figure.exempt}")):
        shipped = (SHIPPED / f"{kind}.toml").read_text(encoding="utf-8")
        (own / f"{kind}.toml").write_text(shipped, encoding="utf-8")
        assert () == own_words()
        (own / f"{kind}.toml").write_text(shipped.replace(name, "{file.secret}"), encoding="utf-8")
        assert [f"{kind}.toml"] == [problem.place.file for problem in own_words()]
        (own / f"{kind}.toml").write_text(shipped, encoding="utf-8")
    (own / "decision.toml").write_text("kind = ", encoding="utf-8")
    assert ["documents.wording_toml"] == [problem.code for problem in own_words()]


@pytest.fixture
def settings_home(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "HOME", tmp_path)
    drafting._read.cache_clear()
    yield tmp_path
    drafting._read.cache_clear()


def test_a_decision_is_read_by_the_party_from_its_service_on_and_a_late_correction_from_its_own(scene):
    file = scene.at("decided")
    made = prepared(scene, "linshu", file, "decision")
    preparing.edit(read(scene, "linshu", file), made, {})
    made = prepared(scene, "fangzheng", file, "decision")
    preparing.review(read(scene, "fangzheng", file), made, made.content)
    assert isinstance(sign(scene, file, "decision", "fangzheng"), Done)

    def seen() -> list[str]:
        return [each.number for each in read(scene, "xiemou", file).documents if each.kind == "decision"]

    number = IssuedDocument.objects.get(kind="decision").number
    assert [] == seen()
    scene.act("linshu", "serve_decision", CaseFile.objects.get(pk=file.pk))
    assert [number] == seen()

    preparing.edit(
        read(scene, "linshu", file), prepared(scene, "linshu", file, "decision"), {"reasons": "更正。"}, number
    )
    made = prepared(scene, "fangzheng", file, "decision")
    preparing.review(read(scene, "fangzheng", file), made, made.content)
    assert isinstance(sign(scene, file, "decision", "fangzheng"), Done)
    assert [number] == seen()
    current = CaseFile.objects.get(pk=file.pk)
    scene.act("linshu", "serve_document", current, document=2)
    assert 2 == len(seen())


def test_a_kept_content_that_is_not_the_one_signed_is_found(scene):
    file = scene.at("reviewing")
    reviewed(scene, file)
    sign(scene, file)
    assert () == verify_database()
    with transaction.atomic(), unlocked() as cursor:
        cursor.execute("UPDATE office_issueddocument SET content = %s WHERE kind = %s", ["0" * 64, "acceptance_notice"])
    assert {"office.document_altered"} == {fault.code for fault in verify_database()}


# The pages.


def test_a_document_is_drafted_reviewed_and_signed_on_its_pages(scene):
    file = scene.at("reviewing")
    about = prepared(scene, "chenliyan", file, "acceptance_notice").paper.about.entry
    address = f"/cases/{file.id}/documents/acceptance_notice/{about}/"
    drafter, reviewer, signer = (Reader(scene.persons[who]) for who in ("chenliyan", "zhoumin", "gulan"))

    assert "受理通知书" in words(drafter.get(f"/cases/{file.id}/documents/"))
    assert address in drafter.post(address, **{"text:block.3": "承办人见案卷。", "_do": "save"})["Location"]
    page = words(reviewer.get(address))
    assert "承办人见案卷。" in page
    assert "拟稿：" + scene.persons["chenliyan"].name in page
    content = re.search(r'name="content" value="(\w+)"', page)[1]
    assert 302 == reviewer.post(address, content=content, _do="review").status_code
    page = words(signer.get(address))
    key = re.search(r'name="_key" value="([^"]+)"', page)[1]
    sent = signer.post(address, _key=key, occurred_on=clock.today().isoformat(), _do="sign")
    assert f"/cases/{file.id}/documents/" == sent["Location"]
    assert "申受〔" in words(signer.get(f"/cases/{file.id}/documents/"))


def test_the_draft_is_shown_page_by_page_and_as_pdf_and_all_issued_documents_as_one_archive(scene):
    file = scene.at("reviewing")
    about = prepared(scene, "chenliyan", file, "acceptance_notice").paper.about.entry
    address = f"/cases/{file.id}/documents/acceptance_notice/{about}/"
    reader = Reader(scene.persons["chenliyan"])
    assert reader.get(f"{address}preview/").content.startswith(b"%PDF")
    assert reader.get(f"{address}page-1.png").content.startswith(b"\x89PNG")
    assert 404 == reader.get(f"{address}page-99.png").status_code
    packed = zipfile.ZipFile(io.BytesIO(reader.get(f"/cases/{file.id}/documents/all.zip").content))
    assert IssuedDocument.objects.count() == len(packed.namelist())
    assert all(packed.read(name).startswith(b"%PDF") for name in packed.namelist())


def test_a_refusal_on_the_page_says_why_and_changes_nothing(scene):
    file = scene.at("reviewing")
    about = prepared(scene, "chenliyan", file, "acceptance_notice").paper.about.entry
    address = f"/cases/{file.id}/documents/acceptance_notice/{about}/"
    reader = Reader(scene.persons["gulan"])
    refused = reader.post(address, _key="k", occurred_on=clock.today().isoformat(), _do="sign")
    assert 409 == refused.status_code
    assert "还没有核稿" in words(refused)
    assert not IssuedDocument.objects.filter(kind="acceptance_notice").exists()


def test_whoever_does_not_handle_the_file_prepares_nothing(scene):
    file = scene.at("served")
    about = prepared(scene, "chenliyan", file, "acceptance_notice").paper.about.entry
    for who in ("xiemou", "luxiao", "system"):
        reader = Reader(scene.persons[who])
        for page in ("", f"acceptance_notice/{about}/", f"acceptance_notice/{about}/preview/"):
            assert 404 == reader.get(f"/cases/{file.id}/documents/{page}").status_code, (who, page)


def test_the_form_of_the_signature_leads_to_the_documents(scene):
    file = scene.at("reviewing")
    found = Reader(scene.persons["gulan"]).get(f"/cases/{file.id}/acts/sign_document/")
    assert (302, f"/cases/{file.id}/documents/") == (found.status_code, found["Location"])


def words(response) -> str:
    return response.content.decode()
