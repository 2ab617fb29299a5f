"""Documents after their signature: for Word, the slip of service, the unit's programs, the register, the command."""

import io
import json
import sys
import zipfile

import docx
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rongcuo.cli.program import main
from rongcuo.office import clock
from rongcuo.office.models import CaseFile, IssuedDocument
from rongcuo.office.outcomes import Done
from tests.builders import Scene
from tests.databases import PASSWORD
from tests.office.test_documents import prepared, reviewed, sign
from tests.pages import Reader
from tests.unit.documents_samples import text_of

pytestmark = pytest.mark.usefixtures("database")

RARE = "䶮𫖮𬱖"


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.fixture
def rongcuo(capsys, monkeypatch):
    """Run a command line with a password on standard input: exit code, output and errors."""

    def run(*line: str, password: str = PASSWORD) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        code = main(list(line))
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def signed(scene: Scene, file: CaseFile) -> IssuedDocument:
    reviewed(scene, file)
    assert isinstance(sign(scene, file), Done)
    return IssuedDocument.objects.get(casefile=file, kind="acceptance_notice")


def said_in(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def test_a_draft_and_a_signed_document_are_to_be_had_for_word_with_the_same_words(scene):
    file = scene.at("reviewing")
    about = prepared(scene, "chenliyan", file, "acceptance_notice").paper.about.entry
    reader = Reader(scene.persons["chenliyan"])
    draft = reader.get(f"/cases/{file.id}/documents/acceptance_notice/{about}/editable.docx")
    document = signed(scene, file)
    final = reader.get(f"/cases/{file.id}/documents/{document.pk}/editable.docx")
    assert [True, True] == [b"PK" == each.content[:2] for each in (draft, final)]
    names = zipfile.ZipFile(io.BytesIO(final.content)).read("word/header3.xml").decode()
    assert document.number in names
    assert document.number not in zipfile.ZipFile(io.BytesIO(draft.content)).read("word/header3.xml").decode()
    day = clock.today()
    assert f"{day.year}年{day.month}月{day.day}日" in said_in(final.content)


def test_the_slip_of_service_is_printed_alone_for_what_is_served(scene):
    file = scene.at("served")
    notice = IssuedDocument.objects.get(casefile=file, kind="rights_notice")
    reader = Reader(scene.persons["chenliyan"])
    slip = text_of(reader.get(f"/cases/{file.id}/documents/{notice.pk}/slip.pdf").content)
    assert "送达回证送达机关" in slip
    assert "你享有的权利" not in slip
    assert notice.number in slip
    assert f"documents/{notice.pk}/slip.pdf" in reader.get(f"/cases/{file.id}/documents/").content.decode()


def test_other_forms_of_a_document_are_for_those_who_handle_the_file(scene):
    file = scene.at("served")
    notice = IssuedDocument.objects.get(casefile=file, kind="rights_notice")
    for who in ("xiemou", "luxiao", "system"):
        for form in ("slip.pdf", "editable.docx"):
            found = Reader(scene.persons[who]).get(f"/cases/{file.id}/documents/{notice.pk}/{form}")
            assert 404 == found.status_code, (who, form)
    assert 200 == Reader(scene.persons["zhoumin"]).get(f"/cases/{file.id}/documents/{notice.pk}/slip.pdf").status_code


COPIES = f"{sys.executable} -c 'import shutil, sys; shutil.copy(sys.argv[1], sys.argv[2])' {{source}} {{target}}"
FAILS = f"{sys.executable} -c 'import sys; sys.exit(\"no licence\")' {{source}} {{target}}"


def test_the_unit_s_own_converter_gets_the_signed_pdf_and_what_it_makes_is_handed_on(scene, monkeypatch):
    file = scene.at("reviewing")
    document = signed(scene, file)
    address = f"/cases/{file.id}/documents/{document.pk}/ofd/"
    reader = Reader(scene.persons["chenliyan"])
    assert 404 == reader.post(address).status_code
    monkeypatch.setattr(settings, "OFD_CONVERTER", COPIES)
    made = reader.post(address)
    assert made.content.startswith(b"%PDF")
    assert ".ofd" in made["Content-Disposition"]
    assert 405 == reader.get(address).status_code
    assert address in reader.get(f"/cases/{file.id}/documents/").content.decode()


def test_a_program_that_fails_is_named_with_its_reason(scene, monkeypatch):
    file = scene.at("reviewing")
    document = signed(scene, file)
    monkeypatch.setattr(settings, "OFD_CONVERTER", FAILS)
    failed = Reader(scene.persons["chenliyan"]).post(f"/cases/{file.id}/documents/{document.pk}/ofd/")
    assert 502 == failed.status_code
    assert "no licence" in failed.content.decode()
    monkeypatch.setattr(settings, "OFD_CONVERTER", "no-such-program {source} {target}")
    failed = Reader(scene.persons["chenliyan"]).post(f"/cases/{file.id}/documents/{document.pk}/ofd/")
    assert 502 == failed.status_code


def test_the_seal_service_is_called_by_the_signer_and_by_nobody_else(scene, monkeypatch):
    file = scene.at("reviewing")
    document = signed(scene, file)
    monkeypatch.setattr(settings, "SEAL_SERVICE", COPIES)
    address = f"/cases/{file.id}/documents/{document.pk}/sealed/"
    assert 404 == Reader(scene.persons["chenliyan"]).post(address).status_code
    assert Reader(scene.persons["gulan"]).post(address).content.startswith(b"%PDF")


def test_the_register_lists_the_numbers_of_a_year_for_whoever_may_read_the_documents(scene):
    file = scene.at("reviewing")
    document = signed(scene, file)
    shown = {who: Reader(scene.persons[who]).get("/documents/").content.decode() for who in ("chenliyan", "luxiao")}
    assert document.number in shown["chenliyan"]
    assert scene.persons["gulan"].name in shown["chenliyan"]
    assert document.number not in shown["luxiao"]
    before = Reader(scene.persons["chenliyan"]).get("/documents/", year=clock.today().year - 1).content.decode()
    assert document.number not in before
    scene.act("gulan", "recuse", file, person=scene.id("zhoumin"))
    assert document.number not in Reader(scene.persons["zhoumin"]).get("/documents/").content.decode()


def test_the_register_asks_as_many_queries_for_many_files_as_for_one(scene):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert 200 == Reader(scene.persons["gulan"]).get("/documents/").status_code
        return len(captured)

    signed(scene, scene.at("reviewing"))
    queries()  # what a server asks once
    few = queries()
    for _ in range(3):
        signed(scene, scene.at("reviewing"))
    assert few == queries()


def test_the_command_writes_a_document_for_whoever_may_prepare_it(scene, rongcuo, tmp_path):
    file = scene.at("reviewing")
    code, out, _ = rongcuo("document", file.number, "--as", "chenliyan", "--format", "json")
    assert 0 == code
    assert "acceptance_notice" in {each["kind"] for each in json.loads(out)["documents"]}
    for form, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        target = tmp_path / f"notice.{form}"
        line = (
            "document",
            file.number,
            "acceptance_notice",
            "--as",
            "chenliyan",
            "--format",
            form,
            "--to",
            str(target),
        )
        assert 0 == rongcuo(*line)[0]
        assert target.read_bytes().startswith(start)


def test_the_command_gives_nothing_to_whoever_may_not_see_the_file_and_says_what_it_does_not_know(scene, rongcuo):
    file = scene.at("reviewing")
    assert 1 == rongcuo("document", file.number, "acceptance_notice", "--as", "luxiao")[0]
    assert 1 == rongcuo("document", file.number, "acceptance_notice", "--as", "chenliyan", password="x")[0]
    code, _, err = rongcuo("document", file.number, "decision", "--as", "chenliyan")
    assert (1, True) == (code, "没有须制作的“decision”" in err)
    assert 0 == rongcuo("document", file.number, "--as", "chenliyan")[0]


def test_a_rare_name_comes_through_form_search_page_pdf_and_docx(scene):
    """䶮 (extension A), 𫖮 (C) and 𬱖 (E) are beyond GB 2312, and the last two beyond the first plane."""
    named = scene.persons["dengmou"]
    named.name = RARE
    named.save()
    file = scene.opened(party_person=scene.id("dengmou"), organisation=scene.id("civil_defence"))
    file = scene.act("chenliyan", "notify_rights", file)
    reader = Reader(scene.persons["chenliyan"])
    for part in (RARE, *RARE):
        assert file.number in reader.get("/cases/", text=part).content.decode()
    assert file.number not in reader.get("/cases/", text="龘").content.decode()
    assert RARE in reader.get(f"/cases/{file.id}/").content.decode()
    notice = IssuedDocument.objects.get(casefile=file, kind="rights_notice")
    assert RARE in text_of(reader.get(f"/cases/{file.id}/documents/{notice.pk}/").getvalue())
    final = reader.get(f"/cases/{file.id}/documents/{notice.pk}/editable.docx").content
    assert RARE in said_in(final)


def test_a_rare_name_is_typed_into_the_form_of_a_person(scene):
    system = Reader(scene.persons["system"])
    page = system.get("/people/").content.decode()
    assert 'name="name"' in page
    system.post("/people/", name=RARE, organ=scene.id("civil_defence"), _do="add")
    assert RARE in system.get("/people/").content.decode()
