"""Attachments are what they say, are kept by digest, and reach nobody before an act cites them."""

import hashlib
import stat
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile

from rongcuo.office import reading
from rongcuo.office.files import attachments, storage
from rongcuo.office.files.numbering import allot
from rongcuo.office.models import Attachment
from rongcuo.office.outcomes import Invalid
from rongcuo.office.verification import verify_database
from tests.builders import Scene

pytestmark = pytest.mark.usefixtures("database", "files")

PDF = b"%PDF-1.7\n" + b"x" * 100


def _path() -> str:
    return storage.path_of(Attachment.objects.get().sha256)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def upload(scene: Scene, who: str = "chenliyan", name: str = "送达回证.pdf", content: bytes = PDF):
    return attachments.upload(scene.persons[who], name, BytesIO(content))


def served(scene: Scene, *uploads: Attachment, **raw):
    file = scene.opened()
    file = scene.act("chenliyan", "notify_rights", file)
    return scene.act("chenliyan", "record_service", file, proof=[str(each.id) for each in uploads], **raw)


def test_a_file_is_kept_under_the_digest_of_its_bytes_for_its_owner_alone(scene, files):
    kept = upload(scene)

    [path] = [path for path in files.rglob("*") if path.is_file()]
    assert hashlib.sha256(PDF).hexdigest() == kept.sha256 == path.name
    assert (PDF, len(PDF)) == (path.read_bytes(), kept.size)
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)
    assert 0o700 == stat.S_IMODE(path.parent.stat().st_mode)


def test_the_same_bytes_are_kept_once_and_stay_two_attachments(scene, files):
    first, second = upload(scene), upload(scene, name="另一份.pdf")

    assert first.sha256 == second.sha256
    assert first.salt != second.salt
    assert 1 == len([path for path in files.rglob("*") if path.is_file()])


def test_whoever_fails_to_write_a_body_leaves_the_one_that_is_there_whole(scene):
    """Two upload the same bytes at once; the second dies half-way, when the first's act is on file already."""

    class Dying(ContentFile):
        def chunks(self, *_):
            yield PDF[: len(PDF) // 2]
            raise InterruptedError

    file = served(scene, upload(scene))
    with pytest.raises(InterruptedError):
        storage.bodies().save(storage.path_of(file.attachments.get().sha256), Dying(PDF))

    assert () == verify_database()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("程序.exe", b"MZ", "office.attachment_type"),
        ("网页.html", b"<script>", "office.attachment_type"),
        ("图.svg", b"<svg>", "office.attachment_type"),
        ("没有扩展名", PDF, "office.attachment_type"),
        ("假的.pdf", b"MZ\x90", "office.attachment_content"),
        ("假的.png", PDF, "office.attachment_content"),
        ("假的.txt", b"\x00\x01", "office.attachment_content"),
        ("空的.txt", b"", "office.attachment_empty"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_by_name(scene, name, content, code):
    outcome = upload(scene, name=name, content=content)

    assert isinstance(outcome, Invalid)
    assert [code] == [problem.code for problem in outcome.problems]
    assert all(problem.text("zh") and problem.text("en") for problem in outcome.problems)
    assert 0 == Attachment.objects.count()


def test_a_file_over_the_limit_is_refused(scene, monkeypatch):
    monkeypatch.setattr(attachments, "LIMIT", 50)

    assert ["office.attachment_too_large"] == [problem.code for problem in upload(scene).problems]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\卷宗\\证.pdf", "证.pdf"),
        ("../../etc/证.pdf", "证.pdf"),
        ("证据·一.PDF", "证据·一.PDF"),
        ("证\x00据\n.pdf", "证据.pdf"),
    ],
)
def test_a_path_in_a_name_is_dropped(scene, name, kept):
    assert kept == upload(scene, name=name).name


def test_an_attachment_comes_on_file_with_the_act_that_brings_it(scene):
    kept = upload(scene)

    file = served(scene, kept)

    kept.refresh_from_db()
    assert (file.id, file.version) == (kept.casefile_id, kept.sequence)
    assert () == verify_database()
    for who in ("chenliyan", "zhoumin", "gulan", "xiemou"):
        assert kept == reading.attachment(scene.persons[who], file.id, kept.id)
    for who in ("linshu", "luxiao", "auditor"):
        assert None is reading.attachment(scene.persons[who], file.id, kept.id)


def test_a_file_nobody_has_cited_is_read_by_nobody_through_the_file(scene):
    file = scene.opened()
    kept = upload(scene)

    assert None is reading.attachment(scene.persons["chenliyan"], file.id, kept.id)
    assert [kept] == list(attachments.unbound(scene.persons["chenliyan"], [kept.id]))
    assert [] == list(attachments.unbound(scene.persons["zhoumin"], [kept.id]))


def test_nobody_brings_somebody_elses_upload_on_file(scene):
    file = scene.act("chenliyan", "notify_rights", scene.opened())
    foreign = upload(scene, who="zhoumin")

    for id_ in (str(foreign.id), str(uuid4()), "x", str(foreign.id).upper()):
        outcome = scene.attempt("chenliyan", "record_service", file, proof=[id_])
        assert [("act.unknown_file", "proof.0")] == [(each.code, each.place.field) for each in outcome.problems]


def test_an_attachment_of_one_file_does_not_come_on_another(scene):
    kept = upload(scene)
    served(scene, kept)
    other = scene.act("chenliyan", "notify_rights", scene.opened())

    assert isinstance(scene.attempt("chenliyan", "record_service", other, proof=[str(kept.id)]), Invalid)


def test_a_refused_act_leaves_its_attachments_where_they_were(scene):
    file = scene.opened()
    kept = upload(scene)

    scene.attempt("chenliyan", "record_service", file, proof=[str(kept.id)])

    kept.refresh_from_db()
    assert (None, None) == (kept.casefile_id, kept.sequence)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (
            lambda: storage.bodies().delete(storage.path_of(Attachment.objects.get().sha256)),
            "office.attachment_missing",
        ),
        (lambda: Attachment.objects.update(name="别的.pdf"), "office.attachment_altered"),
        (lambda: Attachment.objects.update(sha256="0" * 64), "office.attachment_altered"),
        (lambda: Attachment.objects.all().delete(), "office.body_missing"),
    ],
)
def test_a_missing_or_altered_file_is_named_with_its_entry(scene, change, code):
    kept = upload(scene)
    file = served(scene, kept)

    change()

    [fault] = verify_database()
    assert (code, file.number, file.version) == (fault.code, fault.number, fault.sequence)


def test_one_turned_bit_in_a_stored_file_is_found(scene, files):
    kept = upload(scene)
    file = served(scene, kept)
    path = files / storage.path_of(kept.sha256)

    path.write_bytes(PDF[:-1] + bytes([PDF[-1] ^ 1]))

    [fault] = verify_database()
    assert ("office.attachment_altered", file.number, file.version) == (fault.code, fault.number, fault.sequence)


def test_storing_the_bytes_again_puts_a_damaged_body_right(scene, files):
    kept = upload(scene)
    path = files / storage.path_of(kept.sha256)
    path.write_bytes(b"damaged")

    upload(scene)

    assert PDF == path.read_bytes()


def test_numbers_run_by_code_and_year(scene):
    district = scene.cast.district

    asked = [("越容审", 2026), ("越容审", 2026), ("越纪申告", 2026), ("越容审", 2027), ("越容审", 2026)]
    numbers = [allot(district, code, year) for code, year in asked]

    assert [
        "越容审〔2026〕1号", "越容审〔2026〕2号", "越纪申告〔2026〕1号", "越容审〔2027〕1号", "越容审〔2026〕3号",
    ] == numbers  # fmt: skip
