"""Who gets which page, and that nobody learns from a page what is not theirs."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rongcuo.law import load_by_digest
from rongcuo.office import law, ticking
from rongcuo.office.models import Appointment, CaseFile, Organ, PackEdition, Person
from tests.builders import Scene
from tests.databases import unlocked
from tests.pages import Reader

pytestmark = pytest.mark.usefixtures("database")

HANDLING = ("/", "/cases/", "/policy/", "/policy/4.1.3/", "/password/")
ADMINISTERING = ("/organs/", "/people/", "/appointments/", "/erasures/")
NOBODYS = "/cases/00000000-0000-4000-8000-000000000000/"


@pytest.fixture
def scene() -> Scene:
    return Scene()


def words(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("who", ["gulan", "chenliyan", "linshu", "fangzheng", "shibin"])
def test_whoever_handles_files_has_a_workbench_a_list_the_law_and_the_file(scene, who):
    file, reader = scene.at("served"), Reader(scene.persons[who])
    for address in (*HANDLING, f"/cases/{file.id}/"):
        assert (address, 200) == (address, reader.get(address).status_code)
    assert file.number in words(reader.get("/cases/"))


@pytest.mark.parametrize("who", ["system", "security", "auditor"])
def test_administrators_see_people_and_no_case_file(scene, who):
    file, reader = scene.at("notified"), Reader(scene.persons[who])
    for address in ADMINISTERING:
        assert (address, 200) == (address, reader.get(address).status_code)
    assert 404 == reader.get(f"/cases/{file.id}/").status_code
    assert file.number not in words(reader.get("/cases/"))


@pytest.mark.parametrize("address", ADMINISTERING)
def test_pages_about_people_do_not_exist_for_others(scene, address):
    answer = Reader(scene.persons["gulan"]).get(address)
    assert 404 == answer.status_code
    assert "没有这个页面，或者您不在可见范围内。" in words(answer)


def test_a_page_asks_who_one_is_before_anything_else(client, scene):
    file = scene.at("notified")
    for address in (*HANDLING, *ADMINISTERING, f"/cases/{file.id}/", f"/defence/{file.id}/", "/cases/open/"):
        assert f"/login/?next={address}" == client.get(address)["Location"]


@pytest.mark.parametrize("part", ["", "acts/recuse/", "attachments/{}/", "documents/1/", "archive/", "erasure/"])
def test_a_file_that_is_not_mine_looks_like_one_that_does_not_exist(scene, part):
    file, stranger = scene.at("notified"), Reader(scene.persons["luxiao"])
    inner = part.format("00000000-0000-4000-8000-000000000001")
    not_mine, missing = stranger.get(f"/cases/{file.id}/{inner}"), stranger.get(NOBODYS + inner)
    assert (404, 404) == (not_mine.status_code, missing.status_code)
    assert _without_tokens(not_mine) == _without_tokens(missing)
    assert "没有这个案卷，或者您不在可见范围内。" in words(not_mine)


def test_a_recused_officer_meets_the_same_words(scene):
    file = scene.at("reviewing")
    assert 200 == Reader(scene.persons["zhoumin"]).get(f"/cases/{file.id}/").status_code
    scene.act("gulan", "recuse", file, person=scene.id("zhoumin"))
    assert 404 == Reader(scene.persons["zhoumin"]).get(f"/cases/{file.id}/").status_code


def test_the_party_is_led_to_its_own_pages_and_sees_no_findings_there(scene):
    file, party = scene.at("deliberated"), Reader(scene.persons["xiemou"])
    assert f"/defence/{file.id}/" == party.get(f"/cases/{file.id}/")["Location"]
    page = words(party.get(f"/defence/{file.id}/"))
    for inner in ("条文目前仍允许的结果", "会议", "同意5人", "免于问责", "拟"):
        assert inner not in page.replace("集体研究", "")


def test_a_party_with_one_file_begins_at_it(scene):
    file, party = scene.at("notified"), Reader(scene.persons["xiemou"])
    assert "/defence/" == party.get("/")["Location"]
    assert f"/defence/{file.id}/" == party.get("/defence/")["Location"]


def test_the_case_page_cites_clauses_deadline_and_what_may_be_done(scene):
    file = scene.at("reviewing")
    page = words(Reader(scene.persons["chenliyan"]).get(f"/cases/{file.id}/"))
    for said in ("一、经过", "二、申辩、认定与证据", "三、条文与结果", "四、文书", "五、人员与回避", "六、存证"):
        assert said in page
    assert 'data-clause="5.2"' in page
    assert "期限逐日计算" in page
    assert f"/cases/{file.id}/acts/answer_claim/?claim=1" in page
    assert f"/cases/{file.id}/acts/record_finding/?finding=" in page
    assert "现在不能办" in page


def test_the_list_is_filtered_by_stage_year_person_and_words(scene):
    first, second = scene.at("notified"), scene.opened()
    reader = Reader(scene.persons["gulan"])
    assert first.number in words(reader.get("/cases/", stage="notified"))
    assert second.number not in words(reader.get("/cases/", stage="notified"))
    assert first.number in words(reader.get("/cases/", text="谢某"))
    empty = words(reader.get("/cases/", year="2018"))
    assert "没有符合条件的案卷。已按“2018年”筛选。" in empty


def test_the_notice_can_be_read_as_issued_by_officer_and_party(scene):
    file = scene.at("notified")
    document = file.documents.get()
    for who in ("chenliyan", "xiemou"):
        answer = Reader(scene.persons[who]).get(f"/cases/{file.id}/documents/{document.pk}/")
        assert ("application/pdf", b"%PDF-") == (answer["Content-Type"], b"".join(answer.streaming_content)[:5])


def test_an_attachment_is_read_by_whoever_may_read_its_entry(scene):
    file, officer = scene.at("reviewing"), Reader(scene.persons["chenliyan"])
    content = scene.content("record_finding", file) | {"added": [{"title": "会议记录", "bearing": "supports"}]}
    sent = officer.send(f"/cases/{file.id}/acts/record_finding/", content, **{"added-0-files": _pdf("会议记录.pdf")})
    assert 302 == sent.status_code, words(sent)
    attachment = file.attachments.get()
    where = f"/cases/{file.id}/attachments/{attachment.id}/"
    assert b"%PDF-1.7 ..." == b"".join(officer.get(where).streaming_content)
    assert 404 == Reader(scene.persons["xiemou"]).get(where).status_code
    assert f'href="{where}"' in words(officer.get(f"/cases/{file.id}/"))


def test_a_file_that_is_not_what_its_name_says_is_refused_at_its_field(scene):
    file, officer = scene.at("reviewing"), Reader(scene.persons["chenliyan"])
    content = scene.content("record_finding", file) | {"added": [{"title": "会议记录", "bearing": "supports"}]}
    sent = officer.send(f"/cases/{file.id}/acts/record_finding/", content, **{"added-0-files": _pdf("会议记录.png")})
    assert 422 == sent.status_code
    assert 'href="#f-added-0-files"' in words(sent)


def test_the_letters_grow_in_steps_and_shrink_again(client):
    seen = []
    for _ in range(3):
        client.post("/appearance/", {"next": "/login/"})
        seen.append(client.cookies["rongcuo_look"].value)
    assert ["large", "larger", ""] == seen
    assert "https://example.org/" != client.post("/appearance/", {"next": "https://example.org/"})["Location"]


def test_a_first_password_is_changed_before_anything_else(scene):
    person = scene.hire("新来的", "inquiry", "officer")
    reader = Reader(person)
    assert "/password/" == reader.get("/")["Location"]
    weak = reader.post("/password/", old="Rong-cuo-2017", new="12345678", again="12345678")
    assert "未能修改" in words(weak)
    changed = reader.post("/password/", old="Rong-cuo-2017", new="Gai-guo-2026", again="Gai-guo-2026")
    assert "/" == changed["Location"]
    assert 200 == reader.get("/").status_code


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("Ab1-", "密码不少于8个字符。"),
        ("password", "这个密码太常见了。"),
        ("gaigaigai", "密码应当包含小写字母、大写字母、数字和其他符号中的至少3类。"),
        ("Xin-lai-de-2026", "密码不能与登录名相近。"),
    ],
)
def test_what_is_wrong_with_a_password_is_said_in_chinese(scene, new, said):
    reader = Reader(scene.hire("xin-lai-de", "inquiry", "officer"))
    page = words(reader.post("/password/", old="Rong-cuo-2017", new=new, again=new))
    assert said in page
    assert "This password" not in page


def test_an_administrator_adds_an_organ_and_a_person_another_appoints(scene):
    system, security = Reader(scene.persons["system"]), Reader(scene.persons["security"])
    assert "/organs/" == system.post("/organs/", name="示范区教育局", capacities=["unit"])["Location"]
    added = system.post("/people/", name="黎明")
    person = Person.objects.get(name="黎明")
    assert f"/people/{person.id}/" == added["Location"]
    assert 302 == system.post(f"/people/{person.id}/", username="liming", password="Li-ming-2026").status_code
    organ = Organ.objects.get(name="示范区教育局")
    post = {"person": person.id, "organ": organ.id, "function": "unit_representative", "started_on": "2026-01-01"}
    assert "现在不能办理" in words(system.post("/appointments/", **post))
    assert "/appointments/" == security.post("/appointments/", **post)["Location"]
    appointment = Appointment.objects.get(person=person)
    security.post("/appointments/", appointment=appointment.id, ended_on="2026-02-01")
    appointment.refresh_from_db()
    assert "2026-02-01" == appointment.ended_on.isoformat()


def test_a_file_whose_edition_of_the_law_is_nowhere_to_be_found_says_so_and_shows_nothing(scene, monkeypatch):
    file, reader = scene.at("notified"), Reader(scene.persons["chenliyan"])
    law._policy.cache_clear()
    monkeypatch.setattr(law, "load_by_digest", lambda _: load_by_digest("0" * 64))
    PackEdition.objects.all().delete()
    answer = reader.get(f"/cases/{file.id}/")
    assert 503 == answer.status_code
    assert "这个版本不在本机" in words(answer)
    assert file.title.body not in words(answer)


def test_the_page_says_how_far_the_file_is_witnessed_outside_the_database(scene):
    file, reader = scene.at("notified"), Reader(scene.persons["chenliyan"])
    assert f"1至{file.version}条待列入下一个检查点" in words(reader.get(f"/cases/{file.id}/"))

    assert ticking.tick()
    assert f"1至{file.version}条均已列入" in words(reader.get(f"/cases/{file.id}/"))

    after = scene.act("xiemou", "file_defence", file)
    page = words(reader.get(f"/cases/{file.id}/"))
    assert f"1至{file.version}条已列入，第{after.version}条待列入下一个检查点" in page


def test_a_page_of_a_file_whose_chain_is_broken_says_where(scene):
    file, reader = scene.at("reviewing"), Reader(scene.persons["chenliyan"])
    assert f"1至{file.version}条首尾相接，与本页一致" in words(reader.get(f"/cases/{file.id}/"))
    with unlocked() as cursor:
        cursor.execute(
            "UPDATE office_ledgerentry SET recorded_at = %s WHERE stream = %s AND sequence = 3",
            ["2026-01-01T00:00:00.000000+00:00", file.stream],
        )
    assert "第3条与存证不一致，请停止办理并联系案管室" in words(reader.get(f"/cases/{file.id}/"))


def test_healthz_answers_without_an_account(client):
    assert (200, b"ok\n") == ((answer := client.get("/healthz")).status_code, answer.content)


def test_no_page_allows_inline_script_or_style(scene):
    file = scene.at("notified")
    for who, address in (("chenliyan", f"/cases/{file.id}/"), ("xiemou", f"/defence/{file.id}/")):
        answer = Reader(scene.persons[who]).get(address)
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert " style=" not in words(answer)
        assert "<script>" not in words(answer)
        assert " onclick=" not in words(answer)


def _pdf(name):
    return SimpleUploadedFile(name, b"%PDF-1.7 ...", "application/octet-stream")


def _without_tokens(response) -> str:
    return words(response).replace(str(CaseFile.objects.get().id), "")
