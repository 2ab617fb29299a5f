"""Change one byte of anything that was recorded, and the verifier names the case file and the entry."""

import pytest
from django.db import connection

from rongcuo.office import clock, faults, law
from rongcuo.office.cases import chain, projection
from rongcuo.office.cases.models import ReadingsEdition
from rongcuo.office.files import storage
from rongcuo.office.models import (
    Account,
    Appointment,
    Attachment,
    CaseFile,
    District,
    DutyRow,
    Grant,
    IssuedDocument,
    LedgerEntry,
    Organ,
    Person,
    Recusal,
    SealedText,
)
from rongcuo.office.verification import verify_database
from tests.builders import Scene
from tests.databases import unlocked

pytestmark = pytest.mark.usefixtures("database", "files")

COLUMNS = [field.attname for field in LedgerEntry._meta.local_concrete_fields]


@pytest.fixture
def scene() -> Scene:
    return Scene()


def flipped(value):
    """The value with its last byte, or its lowest bit, turned."""
    if isinstance(value, int):
        return value ^ 1 or 9
    head, last = value[:-1], value[-1]
    return head + ("0" if last != "0" else "1")


def tamper(file: CaseFile, sequence: int, column: str, change=flipped) -> None:
    entry = LedgerEntry.objects.get(stream=file.stream, sequence=sequence)
    new = change(getattr(entry, column))
    with unlocked() as cursor:
        cursor.execute(
            f"UPDATE office_ledgerentry SET {column} = %s WHERE stream = %s AND sequence = %s",  # noqa: S608
            [new, file.stream, sequence],
        )


def named(faults) -> set[tuple[str | None, int]]:
    return {(fault.number, fault.sequence) for fault in faults}


@pytest.mark.parametrize("column", [name for name in COLUMNS if name not in ("district_id", "stream", "sequence")])
def test_one_changed_byte_in_any_column_of_an_entry_is_named_with_file_and_entry(scene, column):
    scene.opened()
    file = scene.at("notified")

    tamper(file, 3, column)
    faults = verify_database()

    assert (file.number, 3) in named(faults)
    assert {file.number} == {number for number, _ in named(faults)}
    assert all("3" in fault.text("zh") + fault.text("en") for fault in faults if fault.sequence == 3)


@pytest.mark.parametrize("column", ["body", "editions"])
@pytest.mark.parametrize("place", range(0, 400, 37))
def test_a_byte_anywhere_in_the_text_of_an_entry_counts(scene, column, place):
    """White space, the case of an escape, a quotation mark: the text is what was hashed, not what it means."""
    file = scene.opened()

    def change(text: str) -> str:
        at = place % len(text)
        return text[:at] + (" " if text[at] != " " else "\t") + text[at + 1 :]

    tamper(file, 1, column, change)

    assert (file.number, 1) in named(verify_database())


@pytest.mark.parametrize("change", [lambda text: text.replace(":", ": ", 1), lambda text: text + " ", str.upper])
def test_an_entry_written_differently_but_meaning_the_same_is_named(scene, change):
    file = scene.opened()

    tamper(file, 2, "body", change)

    assert (file.number, 2) in named(verify_database())


@pytest.mark.parametrize(
    ("column", "change"),
    [
        ("occurred_on", lambda text: text.replace("-", "")),
        ("recorded_at", lambda text: text.replace("T", " ")),
        ("recorded_at", lambda text: text.replace(".", ",")),
        ("recorded_at", lambda text: text.replace("+00:00", "Z")),
    ],
)
def test_a_date_written_differently_is_named(scene, column, change):
    file = scene.opened()

    tamper(file, 2, column, change)

    assert (file.number, 2) in named(verify_database())


def test_bytes_that_are_no_text_any_more_are_named(scene):
    """PostgreSQL would not take them; in an SQLite file anything can be written."""
    if connection.vendor != "sqlite":
        return
    file = scene.opened()
    with unlocked() as cursor:
        cursor.execute(
            "UPDATE office_ledgerentry SET body = CAST(x'ff' || CAST(body AS BLOB) AS TEXT) "
            "WHERE stream = %s AND sequence = 2",
            [file.stream],
        )

    assert (file.number, 2) in named(verify_database())


def test_an_entry_moved_to_another_district_is_missed_where_it_was(scene):
    file = scene.opened()

    tamper(file, 2, "district_id", lambda _: "x")
    found = named(verify_database())

    assert {(file.number, 1), (None, 2)} == found


def test_an_entry_moved_to_another_file_is_named_in_both(scene):
    file, other = scene.at("notified"), scene.opened()

    with unlocked() as cursor:
        cursor.execute(
            "UPDATE office_ledgerentry SET stream = %s WHERE stream = %s AND sequence = 4", [other.stream, file.stream]
        )
    found = named(verify_database())

    assert (file.number, 3) in found
    assert (other.number, 4) in found


def test_a_removed_entry_is_missed(scene):
    file = scene.at("notified")

    with unlocked() as cursor:
        cursor.execute("DELETE FROM office_ledgerentry WHERE stream = %s AND sequence = 3", [file.stream])

    assert (file.number, 4) in named(verify_database())


def test_the_last_entry_cannot_be_cut_off(scene):
    file = scene.at("notified")

    with unlocked() as cursor:
        cursor.execute("DELETE FROM office_ledgerentry WHERE stream = %s AND sequence = 4", [file.stream])

    assert {(file.number, 3)} == named(verify_database())


def test_all_entries_of_a_file_cannot_be_cut_off(scene):
    file = scene.at("notified")

    with unlocked() as cursor:
        cursor.execute("DELETE FROM office_ledgerentry WHERE stream = %s", [file.stream])

    assert {(file.number, 0)} == named(verify_database())


def test_two_entries_that_changed_places_are_named(scene):
    file = scene.at("notified")

    with unlocked() as cursor:
        for old, new in ((2, 99), (3, 2), (99, 3)):
            cursor.execute(
                "UPDATE office_ledgerentry SET sequence = %s WHERE stream = %s AND sequence = %s",
                [new, file.stream, old],
            )

    assert {(file.number, 2), (file.number, 3)} <= named(verify_database())


def test_an_entry_slipped_in_is_named(scene):
    file = scene.opened()
    last = LedgerEntry.objects.filter(stream=file.stream).last()

    values = chain.row_of(chain.entry_of(last)) | {"sequence": 3}
    with unlocked() as cursor:
        names = ", ".join(values)
        marks = ", ".join(["%s"] * len(values))
        cursor.execute(f"INSERT INTO office_ledgerentry ({names}) VALUES ({marks})", list(values.values()))  # noqa: S608

    assert (file.number, 3) in named(verify_database())


def test_a_chain_forged_whole_from_one_entry_on_does_not_meet_the_head(scene):
    """Whoever recomputes every hash still has to change the head row, which a checkpoint outside will hold."""
    from rongcuo.ledger import Content, append, head_of

    file = scene.opened()
    first, second = chain.entries(file)
    content = Content(**{name: getattr(second, name) for name in Content.__dataclass_fields__} | {"actor": "x" * 36})
    forged = append(head_of(first), content)
    with unlocked() as cursor:
        cursor.execute(
            "UPDATE office_ledgerentry SET actor = %s, hash = %s WHERE stream = %s AND sequence = 2",
            [forged.actor, forged.hash, file.stream],
        )

    assert {("ledger.head_differs", 2)} == {(fault.code, fault.sequence) for fault in verify_database()}


PROJECTED = {
    "stage": "served",
    "number": "示容审〔2000〕9号",
    "decision": "exempt",
    "opened_on": "2000-01-01",
    "party_kind": "unit",
    "route": "party_discipline",
    "next_deadline": "2000-01-01",
    "head_hash": "0" * 64,
    "sequence": 1,
}


@pytest.mark.parametrize("column", PROJECTED)
def test_a_changed_head_row_differs_from_what_the_entries_give(scene, column):
    file = scene.at("notified")

    CaseFile.objects.filter(pk=file.pk).update(**{column: PROJECTED[column]})

    assert [file.id] == [file.id for fault in verify_database() if fault.stream == file.stream][:1]


@pytest.mark.parametrize(
    ("column", "said", "said_in_english"),
    [("stage", "案卷登记的“阶段”", "The file's stage "), ("next_deadline", "“下一期限”", "The file's next deadline ")],
)
def test_a_column_is_called_by_its_name_in_the_lists(scene, column, said, said_in_english):
    file = scene.at("notified")

    CaseFile.objects.filter(pk=file.pk).update(**{column: PROJECTED[column]})
    [fault] = verify_database()

    assert "office.projection_differs" == fault.code
    assert said in fault.text("zh")
    assert said_in_english in fault.text("en")
    assert column not in fault.text("zh")


def test_every_projected_column_has_a_name(scene):
    file = scene.at("notified")

    policy, today = law.district_policy(file.district), clock.today()
    projected = projection.project(chain.entries(file), policy, law.calendar(file.district), today)

    assert faults.COLUMNS.keys() == projected.columns.keys()


@pytest.mark.parametrize(
    ("label", "label_en", "change", "pinned"),
    [
        ("适用口径", "readings", lambda: ReadingsEdition.objects.all().delete(), lambda editions: editions["readings"]),
        (
            "工作日历",
            "calendar of working days",
            lambda: CaseFile.objects.update(calendar="0" * 64),
            lambda _: "0" * 64,
        ),
    ],
)
def test_a_file_whose_edition_is_not_here_says_which_one(scene, label, label_en, change, pinned):
    file = scene.at("notified")
    digest = pinned(chain.entries(file)[0].editions)

    change()
    [fault] = verify_database()

    assert ("office.edition_missing", file.number) == (fault.code, fault.number)
    assert f"没有本案所依据的{label}（摘要{digest}）" in fault.text("zh")
    assert f"The {label_en} {digest} " in fault.text("en")


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("office.grants_differ", lambda: Grant.objects.first().delete()),
        ("office.grants_differ", lambda: Grant.objects.update(audience="deciding")),
        (
            "office.recusals_differ",
            lambda: Recusal.objects.create(
                district=District.objects.get(), casefile=CaseFile.objects.get(), person=Person.objects.get(name="方正")
            ),
        ),
        ("office.duties_differ", lambda: DutyRow.objects.all().delete()),
        ("office.text_altered", lambda: SealedText.objects.filter(body__contains="项目").update(body="别的")),
        ("office.text_altered", lambda: SealedText.objects.update(salt="0" * 32)),
        ("office.document_altered", lambda: storage.bodies().delete(_pdf()) or _write(b"other")),
        ("office.document_missing", lambda: storage.bodies().delete(_pdf())),
        ("office.readings_altered", lambda: ReadingsEdition.objects.update(values={})),
    ],
)
def test_what_hangs_on_the_entries_is_compared_with_them(scene, code, change):
    scene.at("notified")
    assert () == verify_database()

    change()

    assert {code} == {fault.code for fault in verify_database() if fault.code != "office.entry_not_folding"}


def _pdf() -> str:
    return storage.path_of(IssuedDocument.objects.get().sha256)


def _write(content: bytes) -> None:
    from django.core.files.base import ContentFile

    storage.bodies().save(_pdf(), ContentFile(content))


def test_a_text_that_is_gone_without_an_order_is_named(scene):
    """Lawful erasure has a door of its own (test_erasure.py)."""
    file = scene.at("notified")

    SealedText.objects.filter(pk=file.title_id).update(body=None)

    assert [("office.body_gone", file.number, 1)] == [
        (fault.code, fault.number, fault.sequence) for fault in verify_database()
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda: Person.objects.filter(name="陈立言").update(name="陈立"),
        lambda: Person.objects.filter(name="陈立言").update(salt="0"),
        lambda: Organ.objects.filter(name__contains="纪委常委会").update(vote_quorum="1/3"),
        lambda: Appointment.objects.filter(function="approver").update(function="head"),
        lambda: Appointment.objects.filter(function="approver").delete(),
        lambda: Account.objects.filter(username="auditor").update(is_active=False),
    ],
)
def test_people_and_organs_are_compared_with_their_register(change):
    assert () == verify_database()

    change()

    [fault] = verify_database()
    assert ("office.row_differs", "register") == (fault.code, fault.stream)


def test_verifying_changes_nothing(scene):
    scene.at("served")
    before = list(LedgerEntry.objects.values_list())

    verify_database()

    assert before == list(LedgerEntry.objects.values_list())
    assert 0 == Attachment.objects.count()
