"""The pages of the record: the package is downloaded, an erasure ordered and carried out."""

from io import BytesIO

import pytest

from rongcuo.archive import check
from rongcuo.office.models import Erasure, SealedText
from rongcuo.office.verification import verify_database
from tests.builders import Scene
from tests.packages import kept
from tests.pages import Reader

GROUND = "《个人信息保护法》第四十七条，当事人申请"
STATEMENT = "本人积极推动、督办项目审批。"

pytestmark = pytest.mark.usefixtures("files")


@pytest.fixture
def scene() -> Scene:
    return Scene()


def words(response) -> str:
    return response.content.decode()


@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize("who", ["gulan", "linshu"])
def test_who_keeps_the_record_downloads_a_package_that_holds_together(scene, who):
    file, reader = kept(scene), Reader(scene.persons[who])
    assert f'href="/cases/{file.id}/archive/">下载归档包' in words(reader.get(f"/cases/{file.id}/"))

    response = reader.get(f"/cases/{file.id}/archive/")
    content = b"".join(response.streaming_content)
    response.close()

    assert "application/zip" == response["Content-Type"]
    assert "no-store" == response["Cache-Control"]
    assert "attachment" in response["Content-Disposition"]
    assert check(BytesIO(content)).sound


@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize(("who", "stage"), [("chenliyan", "served"), ("fangzheng", "served"), ("gulan", "reported")])
def test_nobody_else_and_nothing_before_the_decision(scene, who, stage):
    file, reader = kept(scene, stage), Reader(scene.persons[who])

    assert "归档包" not in words(reader.get(f"/cases/{file.id}/"))
    for part in ("archive/", "erasure/"):
        refused = reader.get(f"/cases/{file.id}/{part}")
        assert 409 == refused.status_code
        assert "尚无决定" in words(refused) or "会议记录人" in words(refused)


@pytest.mark.usefixtures("own_database")
def test_an_erasure_is_ordered_by_one_hand_and_carried_out_by_the_other(scene):
    file = kept(scene)
    head, security = Reader(scene.persons["gulan"]), Reader(scene.persons["security"])
    form = words(head.get(f"/cases/{file.id}/erasure/"))
    text = SealedText.objects.get(body=STATEMENT)
    assert STATEMENT in form
    assert "附件：送达回证（本人签收）.pdf" in form

    sent = head.post(f"/cases/{file.id}/erasure/", body=[str(text.pk)], ground=GROUND)
    assert 302 == sent.status_code
    assert "待安全管理员执行" in words(head.get(f"/cases/{file.id}/erasure/"))

    waiting = words(security.get("/erasures/"))
    assert {file.number, GROUND, "文字1段"} <= {part for part in (file.number, GROUND, "文字1段") if part in waiting}
    assert STATEMENT not in waiting
    assert "重大产业项目" not in waiting

    order = str(Erasure.objects.get().pk)
    refused = security.post("/erasures/", order=order, number="示容审〔2026〕9号", _do="carry_out")
    assert "所填案号与本决定的案卷不一致，没有删除。" in words(refused)
    assert STATEMENT == SealedText.objects.get(pk=text.pk).body

    assert 302 == security.post("/erasures/", order=order, number=file.number, _do="carry_out").status_code
    assert "已删除" in words(security.get("/erasures/"))
    assert "（内容已依法删除）" in words(head.get(f"/cases/{file.id}/?all=yes"))
    assert STATEMENT not in words(head.get(f"/cases/{file.id}/erasure/"))
    assert () == verify_database()


@pytest.mark.usefixtures("own_database")
def test_what_is_wrong_with_an_order_is_said_and_what_was_typed_stays(scene):
    file, head = kept(scene), Reader(scene.persons["gulan"])
    sent = words(head.post(f"/cases/{file.id}/erasure/", body=[str(file.title_id)], ground=" "))

    assert "“依据和理由”不能为空。" in sent
    assert f'value="{file.title_id}" checked' in sent
    assert 0 == Erasure.objects.count()


@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize("who", ["system", "auditor"])
def test_the_other_administrators_see_the_orders_and_settle_none(scene, who):
    file = kept(scene)
    Reader(scene.persons["gulan"]).post(f"/cases/{file.id}/erasure/", body=[str(file.title_id)], ground=GROUND)
    reader, order = Reader(scene.persons[who]), Erasure.objects.get()

    assert file.number in words(reader.get("/erasures/"))
    for what in ("carry_out", "decline", "clear"):
        refused = reader.post("/erasures/", order=str(order.pk), number=file.number, _do=what)
        assert "此事项由安全管理员办理" in words(refused)
    order.refresh_from_db()
    assert order.is_open


@pytest.mark.usefixtures("own_database")
def test_a_declined_order_is_listed_as_declined(scene):
    file, security = kept(scene), Reader(scene.persons["security"])
    Reader(scene.persons["gulan"]).post(f"/cases/{file.id}/erasure/", body=[str(file.title_id)], ground=GROUND)

    assert 302 == security.post("/erasures/", order=str(Erasure.objects.get().pk), _do="decline").status_code
    assert "不予执行" in words(security.get("/erasures/"))
    assert 200 == security.post("/erasures/", order="x", _do="decline").status_code
