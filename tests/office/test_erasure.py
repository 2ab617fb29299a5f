"""Lawful erasure: two hands, no way back, and every chain stays whole."""

from io import BytesIO

import pytest

from rongcuo.archive import check
from rongcuo.archive.layout import FILES, LEDGER, TEXTS
from rongcuo.casefile.records import read_record
from rongcuo.ledger import ERASED, references
from rongcuo.office import clock, erasure, reading
from rongcuo.office.cases import chain
from rongcuo.office.door import carry_out
from rongcuo.office.files import attachments, storage
from rongcuo.office.models import Attachment, CaseFile, District, Erasure, LedgerEntry, SealedText, Submission
from rongcuo.office.outcomes import Refused
from rongcuo.office.people import register
from rongcuo.office.verification import verify_database
from tests.builders import Scene, made
from tests.databases import unlocked
from tests.packages import PDF, kept, package, taken_apart
from tests.pages import Reader

pytestmark = pytest.mark.usefixtures("own_database", "files")

GROUND = "《个人信息保护法》第四十七条，当事人申请，保存期限已满"
STATEMENT = "本人积极推动、督办项目审批。"


@pytest.fixture
def scene() -> Scene:
    return Scene()


def at(scene: Scene, file: CaseFile, who: str = "gulan") -> reading.CaseReading:
    found = reading.load(scene.persons[who], file.id)
    assert found is not None
    return found


def statement(file: CaseFile) -> SealedText:
    return SealedText.objects.get(casefile=file, body=STATEMENT)


def ordered(scene: Scene, file: CaseFile, *bodies, who: str = "gulan") -> Erasure:
    return made(erasure.order(at(scene, file, who), [str(each.pk) for each in bodies], GROUND))


def erased(scene: Scene, file: CaseFile, *bodies) -> Erasure:
    return made(erasure.carry_out(scene.persons["security"], ordered(scene, file, *bodies), file.number))


def codes(outcome) -> list[str]:
    assert isinstance(outcome, Refused), outcome
    assert all(refusal.text("zh") and refusal.text("en") for refusal in outcome.refusals)
    return [refusal.code for refusal in outcome.refusals]


def test_an_order_changes_nothing_before_the_second_hand_has_acted(scene):
    file = kept(scene)
    order = ordered(scene, file, statement(file))

    assert order.is_open
    assert STATEMENT == statement(file).body
    assert "erasure_ordered" == LedgerEntry.objects.filter(stream="register").last().type
    assert () == verify_database()


def test_what_is_erased_is_gone_and_every_chain_is_as_whole_as_before(scene, files):
    file = kept(scene)
    text, attachment = statement(file), Attachment.objects.get()
    before = [(row.sequence, row.hash) for row in LedgerEntry.objects.filter(stream=file.stream)]
    assert () == verify_database()

    order = erased(scene, file, text, attachment)

    text.refresh_from_db()
    attachment.refresh_from_db()
    assert (None, "") == (text.body, text.salt)
    assert ("", "", 0, "") == (attachment.name, attachment.sha256, attachment.size, attachment.salt)
    assert not [path for path in files.rglob("*") if path.is_file() and path.read_bytes() == PDF]
    assert before == [(row.sequence, row.hash) for row in LedgerEntry.objects.filter(stream=file.stream)]
    assert () == verify_database()
    assert (Erasure.CARRIED_OUT, scene.persons["security"], []) == (
        order.state,
        order.settled_by,
        order.leftovers,
    )


def test_the_words_are_nowhere_in_the_database_any_more(scene):
    file = kept(scene)
    erased(scene, file, statement(file))

    from django.apps import apps

    rows = [str(row) for model in apps.get_app_config("office").get_models() for row in model.objects.values()]
    assert not [row for row in rows if STATEMENT in row]
    [filed] = [entry for entry in chain.entries(file) if entry.type == "defence_filed"]
    assert "" == Submission.objects.get(casefile=file, sequence=filed.sequence).fingerprint


def test_the_register_holds_ids_and_a_salted_digest_and_none_of_the_words(scene):
    file = kept(scene)
    order = erased(scene, file, statement(file))
    bodies = "".join(LedgerEntry.objects.filter(stream="register").values_list("body", flat=True))

    assert str(order.pk) in bodies
    assert order.seal()["digest"] in bodies
    assert GROUND not in bodies
    assert STATEMENT not in bodies


def test_the_file_folds_and_goes_on_after_an_erasure(scene):
    file = kept(scene, "decided")
    erased(scene, file, statement(file), file.title)
    file = scene.advance(file, "served")

    assert "served" == at(scene, file).state.stage
    assert [read_record(entry) for entry in chain.entries(file)]
    assert () == verify_database()


@pytest.mark.parametrize(
    ("who", "address"),
    [("gulan", "/cases/{}/?all=yes"), ("xiemou", "/defence/{}/receipts/5/"), ("gulan", "/cases/"), ("linshu", "/")],
)
def test_pages_say_that_it_was_erased_where_the_text_was(scene, who, address):
    file = kept(scene)
    erased(scene, file, statement(file), file.title, Attachment.objects.get())
    page = Reader(scene.persons[who]).get(address.format(file.id)).content.decode()

    assert STATEMENT not in page
    assert "重大产业项目人防事项分步审查" not in page
    assert "送达回证" not in page
    assert who == "linshu" or ERASED in page


def test_an_erased_attachment_has_no_address_any_more(scene):
    file, attachment = kept(scene), Attachment.objects.get()
    address = f"/cases/{file.id}/attachments/{attachment.pk}/"
    reader = Reader(scene.persons["gulan"])
    assert reading.attachment(scene.persons["gulan"], file.id, attachment.pk)

    erased(scene, file, attachment)

    assert 404 == reader.get(address).status_code
    assert address not in reader.get(f"/cases/{file.id}/?all=yes").content.decode()


def test_the_package_says_what_was_erased_by_which_order_and_still_holds_together(scene):
    file, attachment = kept(scene), Attachment.objects.get()
    text = statement(file)
    [sealed] = [each for entry in chain.entries(file) for each in references(entry.body) if each.id == str(text.pk)]
    order = erased(scene, file, text, file.title, attachment)
    source = package(scene, file)
    _, members = taken_apart(source)

    assert check(BytesIO(source)).sound
    assert 3 == check(BytesIO(source)).counts["erased"]
    assert STATEMENT not in b"".join(members.values()).decode(errors="replace")
    assert not [path for path in members if path.startswith("attachments/")]
    import json

    lines = [json.loads(line) for line in (members[TEXTS] + members[FILES]).splitlines()]
    told = {line["id"]: line for line in lines if "erased" in line}
    assert {str(text.pk), str(file.title_id), str(attachment.pk)} == told.keys()
    entry = LedgerEntry.objects.get(stream="register", sequence=order.entry)
    assert sealed.digest == told[str(text.pk)]["digest"]
    assert {
        "order": str(order.pk),
        "on": clock.today().isoformat(),
        "entry": entry.sequence,
        "hash": entry.hash,
    } == told[str(text.pk)]["erased"]
    assert file.sequence == len(members[LEDGER].splitlines())


def test_bytes_that_another_attachment_needs_stay(scene):
    file, first = kept(scene), Attachment.objects.get()
    other = attachments.upload(scene.persons["chenliyan"], "同样内容.pdf", BytesIO(PDF))
    erased(scene, file, first)

    with storage.open_body(other.sha256) as body:
        assert PDF == body.read()
    assert () == verify_database()


def test_a_body_that_could_not_be_removed_is_named_until_it_is(scene, files):
    file, attachment = kept(scene), Attachment.objects.get()
    order = ordered(scene, file, attachment)
    folder = files / attachment.sha256[:2]
    body = (folder / attachment.sha256).read_bytes()
    (folder / attachment.sha256).unlink()
    (folder / attachment.sha256 / "in the way").mkdir(parents=True)  # a folder of that name cannot be deleted as a file
    made(erasure.carry_out(scene.persons["security"], order, file.number))

    assert ["office.erasure_leftovers"] == [fault.code for fault in verify_database()]
    (folder / attachment.sha256 / "in the way").rmdir()
    (folder / attachment.sha256).rmdir()
    (folder / attachment.sha256).write_bytes(body)
    order.refresh_from_db()
    erasure.remove_leftovers(order)
    assert () == verify_database()
    assert not (folder / attachment.sha256).exists()


@pytest.mark.parametrize("who", ["chenliyan", "fangzheng", "shibin"])
def test_only_who_keeps_the_record_orders(scene, who):
    file = kept(scene)

    assert ["office.erasure_not_yours"] == codes(erasure.order(at(scene, file, who), [str(file.title_id)], GROUND))
    assert erasure.order(at(scene, file, "gulan"), [str(file.title_id)], GROUND)


def test_nothing_is_erased_while_the_file_is_under_way(scene):
    file = kept(scene, "reported")

    assert ["office.record_under_way"] == codes(erasure.order(at(scene, file), [str(file.title_id)], GROUND))


def test_nobody_orders_the_erasure_of_what_he_may_not_read(scene):
    file = kept(scene)
    minutes = SealedText.objects.get(body__startswith="到会委员")

    assert ["office.erasure_of_unread"] == codes(erasure.order(at(scene, file, "gulan"), [str(minutes.pk)], GROUND))
    assert made(erasure.order(at(scene, file, "linshu"), [str(minutes.pk)], GROUND))


@pytest.mark.parametrize(
    ("bodies", "ground", "code"),
    [
        ([], GROUND, "office.erasure_of_nothing"),
        (["x"], GROUND, "office.erasure_of_unread"),
        (["title"], "  ", "office.blank"),
        (["title"], "字" * 501, "office.erasure_ground_long"),
    ],
)
def test_an_order_names_what_goes_and_on_what_ground(scene, bodies, ground, code):
    file = kept(scene)
    chosen = [str(file.title_id) if each == "title" else each for each in bodies]
    before = LedgerEntry.objects.count()

    assert [code] == codes(erasure.order(at(scene, file), chosen, ground))
    assert before == LedgerEntry.objects.count()


def test_what_was_ordered_is_not_ordered_twice_and_what_is_gone_not_again(scene):
    file = kept(scene)
    text = statement(file)
    order = ordered(scene, file, text)
    again = [str(text.pk)]

    assert ["office.erasure_ordered_already"] == codes(erasure.order(at(scene, file), again, GROUND))
    made(erasure.carry_out(scene.persons["security"], order, file.number))
    assert ["office.erasure_of_unread"] == codes(erasure.order(at(scene, file), again, GROUND))


@pytest.mark.parametrize("who", ["gulan", "linshu", "system", "auditor", "chenliyan"])
def test_only_the_security_administrator_is_the_second_hand(scene, who):
    file = kept(scene)
    order = ordered(scene, file, statement(file))

    for attempt in (
        erasure.carry_out(scene.persons[who], order, file.number),
        erasure.decline(scene.persons[who], order),
    ):
        assert "office.not_administrator" in codes(attempt)
    assert STATEMENT == statement(file).body


def test_who_ordered_is_not_the_second_hand_even_once_appointed(scene):
    file = kept(scene)
    order = ordered(scene, file, statement(file))
    scene.dismiss("gulan")
    made(
        register.appoint(
            scene.cast.district, scene.persons["security"], person=scene.persons["gulan"],
            organ=scene.organs["service"], function="security_administrator", started_on=clock.today(),
        )
    )  # fmt: skip

    assert ["office.erasure_same_hand"] == codes(erasure.carry_out(scene.persons["gulan"], order, file.number))


def test_the_number_of_the_file_is_typed_before_anything_goes(scene):
    file = kept(scene)
    order = ordered(scene, file, statement(file))

    assert ["office.erasure_unconfirmed"] == codes(erasure.carry_out(scene.persons["security"], order, "是"))
    assert STATEMENT == statement(file).body


def test_a_declined_order_leaves_everything_and_may_be_given_anew(scene):
    file = kept(scene)
    text = statement(file)
    order = made(erasure.decline(scene.persons["security"], ordered(scene, file, text)))

    assert Erasure.DECLINED == order.state
    assert STATEMENT == statement(file).body
    assert ["office.erasure_settled"] == codes(erasure.carry_out(scene.persons["security"], order, file.number))
    assert () == verify_database()
    assert ordered(scene, file, text).is_open


def test_an_erased_attachment_cannot_be_brought_on_file_again(scene):
    file, attachment = kept(scene, "decided"), Attachment.objects.get()
    erased(scene, file, attachment)
    file.refresh_from_db()
    raw = scene.content("serve_decision", file) | {"proof": [str(attachment.pk)]}
    outcome = carry_out(
        actor=scene.persons["linshu"], act="serve_decision", raw=raw, casefile=file.id, key="k", version=file.version
    )

    assert ["act.unknown_file"] == [problem.code for problem in outcome.problems]


# --- what the verifier says of somebody who does without the door --------------------------------------------------


def test_a_text_that_somebody_emptied_in_the_database_is_named(scene):
    file = kept(scene)
    SealedText.objects.filter(pk=statement(file).pk).update(body=None, salt="")

    [fault] = verify_database()
    assert ("office.body_gone", file.number) == (fault.code, fault.number)


def test_an_erasure_that_the_register_does_not_know_is_named(scene):
    file = kept(scene)
    text = statement(file)
    SealedText.objects.filter(pk=text.pk).update(body=None, salt="")
    Erasure.objects.create(
        district=District.objects.get(), casefile=file, texts=[str(text.pk)], files=[], ground=GROUND, salt="0" * 32,
        ordered_by=scene.persons["gulan"], ordered_on=clock.today(), state=Erasure.CARRIED_OUT, entry=1,
    )  # fmt: skip

    assert "office.row_differs" in {fault.code for fault in verify_database()}


def test_an_order_widened_afterwards_is_named(scene):
    file = kept(scene)
    order = erased(scene, file, statement(file))
    Erasure.objects.filter(pk=order.pk).update(texts=[*order.texts, str(file.title_id)])
    SealedText.objects.filter(pk=file.title_id).update(body=None, salt="")

    assert "office.row_differs" in {fault.code for fault in verify_database()}


def test_a_body_put_back_after_its_erasure_is_named(scene):
    file = kept(scene)
    text = statement(file)
    erased(scene, file, text)
    with unlocked() as cursor:
        cursor.execute("UPDATE office_sealedtext SET body = 'x' WHERE id = %s", [text.pk.hex if _sqlite() else text.pk])

    assert ["office.body_not_gone"] == [fault.code for fault in verify_database()]


def _sqlite() -> bool:
    from django.db import connection

    return connection.vendor == "sqlite"
