"""A prior filing as evidence: its certificate as a text, and copies of its papers in the hands of an officer."""

import secrets
from collections.abc import Iterator
from io import BytesIO

from rongcuo.office import clock
from rongcuo.office.files.attachments import upload
from rongcuo.office.files.models import Attachment
from rongcuo.office.law import district_policy
from rongcuo.office.outcomes import Invalid
from rongcuo.office.people.models import Person
from rongcuo.office.registers.reading import ItemReading, ItemRecord
from rongcuo.office.registers.table import STAGES, VERBS

ERASED = "（内容已依法删除）"


def name_of(reading: ItemReading) -> str:
    """The certificate's file name."""
    return f"{reading.row}备案证明.txt"


def certificate(reading: ItemReading) -> bytes:
    """What was filed, when, and that it was received, as a text in UTF-8; the filing is complete in ``reading``."""
    return "\n".join(_lines(reading)).encode()


def as_uploads(reading: ItemReading, person: Person) -> tuple[str, ...]:
    """The certificate and a copy of every paper, as uploads that ``person`` may bring on a case file; their ids.

    A copy is another row for the same stored bytes.
    """
    made = upload(person, name_of(reading), BytesIO(certificate(reading)))
    if isinstance(made, Invalid):
        message = f"the certificate of {reading.row} is no upload: {made.problems}"
        raise TypeError(message)
    return (str(made.id), *(_copied(file, person) for file in reading.files.values()))


def _copied(file: Attachment, person: Person) -> str:
    copy = Attachment.objects.create(
        district_id=person.district_id, uploaded_by=person, uploaded_at=clock.now(), salt=secrets.token_hex(16),
        sha256=file.sha256, name=file.name, size=file.size, media_type=file.media_type,
    )  # fmt: skip
    return str(copy.id)


def _lines(reading: ItemReading) -> Iterator[str]:
    row, filed = reading.row, reading.records[0].act
    yield "事前备案证明"
    yield ""
    yield f"编号：{row.number or '尚未编号（接收机关尚未确认收到）'}"
    yield f"改革事项：{_text(reading, row.title_id)}"
    yield f"备案单位：{row.unit.name}"
    yield f"接收机关：{row.receiver.name}"
    yield f"计划期间：{row.starts_on:%Y-%m-%d}起" + (f"，{row.ends_on:%Y-%m-%d}止" if row.ends_on else "")
    findings = district_policy(row.district).pack.findings
    labels = "、".join(findings[name].label for name in getattr(filed, "matters", ()) if name in findings)
    yield f"所属事项：{labels}"
    yield f"状态：{STAGES[row.stage][0]}"
    yield ""
    yield "备案不是审批，本证明只说明何时备案、备了什么；是否充分论证、是否经集体研究，由承办人依证据认定。"
    yield ""
    yield "经过："
    yield from (_entry(record, reading) for record in reading.records)
    if reading.files:
        yield ""
        yield "备案材料（SHA-256）："
        yield from (f"{file.name}　{file.sha256}" for file in reading.files.values())


def _entry(record: ItemRecord, reading: ItemReading) -> str:
    entry = record.entry
    recorded = entry.recorded_at.astimezone(clock.CIVIL)
    who = reading.persons.get(entry.actor, "")
    return (
        f"第{entry.sequence}条　{entry.occurred_on:%Y-%m-%d}　{who}{VERBS[entry.type]}"
        f"　登记于{recorded:%Y-%m-%d %H:%M}　摘要{entry.hash}"
    )


def _text(reading: ItemReading, identity: object) -> str:
    body = reading.texts.get(str(identity), "")
    return ERASED if body is None else body
