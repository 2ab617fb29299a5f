"""The code on an official document: whoever holds the paper can ask whether it is genuine, and learns nothing else."""

import re
from pathlib import Path

import pypdfium2
import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from rongcuo.cli import main
from rongcuo.office import checkpoints
from rongcuo.office.cases import chain
from rongcuo.office.files import codes, storage
from rongcuo.office.models import District, IssuedDocument
from rongcuo.office.verification import verify_database
from tests.builders import Scene
from tests.databases import unlocked

pytestmark = pytest.mark.usefixtures("own_database", "files")


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "HOME", tmp_path / "home")


@pytest.fixture
def issued() -> IssuedDocument:
    """A notice of rights, as issued."""
    file = Scene().at("notified")
    return IssuedDocument.objects.get(casefile=file)


def ask(code: str):
    return Client().get(f"/verify/{code}/")


def shown(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def make() -> None:
    checkpoints.make(District.objects.get())


def alter(statement: str, *values: object) -> None:
    with transaction.atomic(), unlocked() as cursor:
        cursor.execute(statement, values)


def test_the_code_stands_on_every_page_of_the_document_and_in_the_entry(issued):
    with storage.open_body(issued.sha256) as body:
        pages = pypdfium2.PdfDocument(body.read())
    entry = chain.entries(issued.casefile)[issued.sequence - 1]

    assert all(codes.printed(issued.code) in sheet.get_textpage().get_text_range() for sheet in pages)
    assert [issued.code] == [document["code"] for document in entry.body["documents"]]
    assert () == verify_database()


def test_whoever_holds_the_document_learns_that_it_is_genuine_and_no_name(issued):
    waiting = ask(codes.printed(issued.code))
    make()
    covered = ask(codes.printed(issued.code))

    for response in (waiting, covered):
        assert 200 == response.status_code
        assert issued.number in shown(response)
        assert "本机关制作的文书" in shown(response)
        assert issued.casefile.number not in shown(response)
        assert issued.title not in shown(response)
        for person in Scene().persons.values():
            assert person.name not in shown(response)
        assert "no-store" in response["Cache-Control"]
    assert "待列入下一个检查点" in shown(waiting)
    assert "签名的检查点" in shown(covered)


def test_an_unknown_code_is_unknown(issued):
    other = "0" * 20 if issued.code != "0" * 20 else "1" * 20

    for code in (other, "短", "0" * 21, "<script>alert(1)</script>"):
        response = ask(code)
        assert 404 == response.status_code
        assert "本机关制作的文书" not in shown(response)
        assert issued.number not in shown(response)
        assert b"<script>alert" not in response.content


def test_the_form_takes_a_code_however_it_was_typed(issued):
    for typed in (issued.code.lower(), f" {codes.printed(issued.code)} ", codes.printed(issued.code).replace("-", " ")):
        response = Client().get("/verify/", {"code": typed})
        assert f"/verify/{codes.printed(issued.code)}/" == response["Location"]
    assert "不是核验码" in shown(Client().get("/verify/", {"code": "短"}))
    assert "错误" not in shown(Client().get("/verify/"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("oil34-56789-abcde-fghjk", "0113456789ABCDEFGHJK"),
        ("\uff10\uff1123456789\u2014ABCDE\uff0dFGHJK\u3000", "0123456789ABCDEFGHJK"),
        ("0123456789ABCDEFGHJU", None),
        ("", None),
    ],
)
def test_a_code_is_read_as_it_was_meant(typed, meant):
    """Letters that are mistaken for digits, full width, dashes of every kind; U is in no code."""
    assert meant == codes.read(typed)


def test_codes_are_long_enough_not_to_be_guessed_and_never_the_same():
    drawn = {codes.draw() for _ in range(200)}

    assert 200 == len(drawn)
    assert 32**codes.LENGTH >= 2**80
    assert {codes.LENGTH} == {len(code) for code in drawn}
    assert all(codes.read(codes.printed(code)) == code for code in drawn)


def test_a_document_that_was_slipped_into_the_table_is_not_vouched_for(issued):
    make()
    alter("UPDATE office_issueddocument SET number = '示纪申告〔2026〕99号' WHERE id = %s", issued.pk)

    response = ask(issued.code)

    assert "不能确认" in shown(response)
    assert "99号" not in shown(response)


def test_a_document_whose_file_was_changed_is_not_vouched_for(issued):
    make()
    Path(storage.bodies().path(storage.path_of(issued.sha256))).write_bytes(b"%PDF-1.7 other")

    assert "不能确认" in shown(ask(issued.code))


def test_a_document_whose_entry_was_changed_is_not_vouched_for(issued):
    make()
    stream = issued.casefile.stream
    alter("UPDATE office_ledgerentry SET actor = 'x' WHERE stream = %s AND sequence = %s", stream, issued.sequence)

    assert "不能确认" in shown(ask(issued.code))


def test_a_document_whose_checkpoint_was_changed_or_lost_is_not_vouched_for(issued):
    make()
    (file,) = (Path(settings.CHECKPOINTS) / issued.district_id).glob("[0-9]*.json")
    sound = file.read_text()
    file.write_text(sound.replace('"signature":"', '"signature":"00', 1)[:-1])
    assert "不能确认" in shown(ask(issued.code))
    file.unlink()
    assert "不能确认" in shown(ask(issued.code))
    file.write_text(sound)

    assert "本机关制作的文书" in shown(ask(issued.code))


def test_an_entry_whose_code_differs_from_the_documents_is_found_by_the_verification(issued):
    alter("UPDATE office_issueddocument SET code = %s WHERE id = %s", "0" * 20, issued.pk)

    assert {"office.document_altered"} == {fault.code for fault in verify_database()}


def test_the_command_gives_the_proof(issued, capsys):
    make()

    assert 0 == main(["verify", "--document", codes.printed(issued.code), "--format", "json"])
    said = capsys.readouterr().out
    assert issued.sha256 in said
    assert '"inclusion": {' in said
    assert 0 == main(["verify", "--document", issued.code])
    assert "已列入检查点" in capsys.readouterr().out
    assert 1 == main(["verify", "--document", "0" * 20])
    assert "没有制作过" in capsys.readouterr().err
    assert 1 == main(["verify", "--document", "短"])
    assert "不是核验码" in capsys.readouterr().err
