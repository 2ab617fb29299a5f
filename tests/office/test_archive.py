"""The archive package of a case file: what it holds for whom, and that nothing in it can be changed unseen."""

import hashlib
import json
import struct
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rongcuo.archive import check
from rongcuo.archive.layout import (
    CHECKPOINT,
    FILES,
    KEYS,
    LEDGER,
    MANIFEST,
    METADATA,
    REPORT,
    REPORT_TEXT,
    SIGNATURE,
    TEXTS,
    VERIFIER,
)
from rongcuo.archive.metadata import NAMESPACE
from rongcuo.archive.report import ITEMS
from rongcuo.base.canonical import canonical
from rongcuo.base.sentences import catalogue
from rongcuo.cli import main
from rongcuo.ledger import Content, Entry, Head, append
from rongcuo.ledger.rongcuo_verify import key_id, key_statement
from rongcuo.office import archiving
from rongcuo.office.models import Attachment, IssuedDocument, LedgerEntry, SealedText
from rongcuo.office.outcomes import Invalid, NotFound, Refused
from tests.budget import examples
from tests.builders import Scene
from tests.databases import unlocked
from tests.packages import PDF, changed, forged, found, kept, named, package, put_together, taken_apart


@pytest.fixture
def scene() -> Scene:
    return Scene()


def lines(members, path) -> list[dict]:
    return [json.loads(line) for line in members[path].splitlines()]


def rewritten(rows) -> bytes:
    return b"".join(canonical(row) + b"\n" for row in rows)


# --- what it holds ----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("own_database", "files")
class TestBuilding:
    def test_it_holds_the_whole_file_and_checks_without_the_office(self, scene):
        file = kept(scene)
        source = package(scene, file)
        top, members = taken_apart(source)

        assert file.number == top
        assert file.sequence == len(lines(members, LEDGER))
        assert SealedText.objects.filter(casefile=file).count() == len(lines(members, TEXTS))
        [attachment] = lines(members, FILES)
        assert PDF == members[attachment["path"]]
        assert "送达回证（本人签收）.pdf" == attachment["name"]
        [document] = [path for path in members if path.startswith("documents/")]
        assert members[document].startswith(b"%PDF-")
        assert IssuedDocument.objects.get().number in document
        checked = check(BytesIO(source))
        assert checked.sound
        assert () == checked.problems
        assert {"checkpoint", "keys"} == checked.facts.keys()

    def test_the_same_file_in_the_same_state_gives_the_same_bytes(self, scene):
        file = kept(scene, "decided")
        first = package(scene, file)

        assert first == package(scene, file)
        file = scene.advance(file, "served")
        assert first != package(scene, file)

    def test_the_metadata_name_the_file_and_each_thing_in_it(self, scene):
        file = kept(scene)
        _, members = taken_apart(package(scene, file))
        entities = ET.fromstring(members[METADATA]).findall(f".//{{{NAMESPACE}}}文件实体")  # noqa: S314
        told = [{leaf.tag.rpartition("}")[2]: leaf.text for leaf in each.iter()} for each in entities]

        assert ["案卷", "文件", "附件"] == [each.get("聚合层次") for each in entities]
        assert (file.number, file.title.body) == (told[0]["文件编号"], told[0]["题名"])
        assert "示范区纪委监委" == told[0]["责任者"] == told[1]["责任者"]
        assert "申辩权利告知书" == told[1]["题名"]
        assert str(len(PDF)) == told[2]["计算机文件大小"]

    def test_the_report_names_the_four_properties(self, scene):
        _, members = taken_apart(package(scene, kept(scene)))
        report = json.loads(members[REPORT])

        assert ["真实性", "完整性", "可用性", "安全性"] == list(
            dict.fromkeys(each["property"] for each in report["items"])
        )
        assert {"通过"} == {each["result"] for each in report["items"]}
        assert "检测结论：通过。" in members[REPORT_TEXT].decode()

    def test_a_deliberation_that_its_reader_may_not_read_stands_there_without_its_content(self, scene):
        file = kept(scene)
        source = package(scene, file, "gulan")
        _, members = taken_apart(source)
        withheld = [row for row in lines(members, LEDGER) if "withheld" in row]

        assert [LedgerEntry.objects.get(type="deliberated").sequence] == [row["sequence"] for row in withheld]
        assert {"sequence", "previous", "hash", "withheld"} == set(withheld[0])
        assert check(BytesIO(source)).sound
        minutes = "到会委员逐一发表意见"
        assert minutes not in b"".join(members.values()).decode(errors="replace")
        _, whole = taken_apart(package(scene, file, "linshu"))
        assert minutes in whole[TEXTS].decode()

    @pytest.mark.parametrize("who", ["chenliyan", "fangzheng", "shibin"])
    def test_whoever_handles_the_file_but_does_not_keep_its_record_is_told_who_does(self, scene, who):
        outcome = archiving.build(scene.persons[who], kept(scene).id)

        assert isinstance(outcome, Refused)
        assert ["office.archive_not_yours"] == [refusal.code for refusal in outcome.refusals]

    @pytest.mark.parametrize("who", ["xiemou", "tanyong", "security", "auditor", "panhui"])
    def test_the_party_and_whoever_does_not_see_the_file_learn_nothing(self, scene, who):
        assert isinstance(archiving.build(scene.persons[who], kept(scene).id), NotFound)

    def test_before_there_is_a_decision_nothing_leaves_the_file(self, scene):
        outcome = archiving.build(scene.persons["gulan"], kept(scene, "reported").id)

        assert isinstance(outcome, Refused)
        assert ["office.record_under_way"] == [refusal.code for refusal in outcome.refusals]
        assert "已报告" in outcome.refusals[0].text()

    def test_who_is_recused_gets_no_package(self, scene):
        file = kept(scene, "reported")
        file = scene.act("gulan", "recuse", file, person=scene.id("gulan"))
        for stage in ("deliberated", "awaiting_consent", "decided"):
            file = scene.advance(file, stage)

        assert isinstance(archiving.build(scene.persons["gulan"], file.id), NotFound)

    def test_a_file_that_does_not_hold_together_is_not_packed(self, scene):
        file = kept(scene)
        with transaction.atomic(), unlocked() as cursor:
            cursor.execute(
                "UPDATE office_ledgerentry SET actor = 'x' WHERE stream = %s AND sequence = 3", [file.stream]
            )

        outcome = archiving.build(scene.persons["linshu"], file.id)
        assert isinstance(outcome, Invalid)
        assert ("ledger.altered", LEDGER, 3) in {
            (problem.code, problem.place.file, problem.place.line) for problem in outcome.problems
        }

    def test_an_attachment_that_is_lost_is_not_passed_over(self, scene, files):
        file = kept(scene)
        sha256 = Attachment.objects.get().sha256
        (files / sha256[:2] / sha256).unlink()

        assert isinstance(archiving.build(scene.persons["linshu"], file.id), Invalid)


# --- what is found ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sound(all_databases, tmp_path_factory):
    """A whole package, and the extract of the same file; built once, the vendor does not matter."""
    from django.conf import settings as django
    from django.core.files.storage import FileSystemStorage, storages

    options = django.STORAGES["bodies"]["OPTIONS"] | {"location": tmp_path_factory.mktemp("bodies")}
    before = storages._storages.get("bodies")
    storages._storages["bodies"] = FileSystemStorage(**options)
    try:
        with all_databases["sqlite"].copy():
            scene = Scene()
            file = kept(scene)
            yield package(scene, file), package(scene, file, "gulan")
    finally:
        storages._storages.pop("bodies")
        if before is not None:
            storages._storages["bodies"] = before


WHOLE, EXTRACT = 0, 1
MEMBERS = (
    LEDGER, TEXTS, FILES, METADATA, MANIFEST, SIGNATURE, CHECKPOINT, KEYS, VERIFIER, REPORT, REPORT_TEXT,
    "documents/", "attachments/",
)  # fmt: skip


def path_of(members, name: str) -> str:
    return next(path for path in members if path.startswith(name))


@pytest.mark.parametrize("which", [WHOLE, EXTRACT])
@pytest.mark.parametrize("name", MEMBERS)
def test_a_flipped_bit_in_any_member_is_found_and_the_member_named(sound, which, name):
    @given(st.integers(min_value=0), st.integers(min_value=0, max_value=7))
    @settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
    def flip(place, bit):
        _, members = taken_apart(sound[which])
        path = path_of(members, name)

        def change(all_of_them):
            body = bytearray(all_of_them[path])
            body[place % len(body)] ^= 1 << bit
            all_of_them[path] = bytes(body)

        assert path in named(changed(sound[which], change))

    flip()


@given(place=st.integers(min_value=0), bit=st.integers(min_value=0, max_value=7))
@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_flipped_bit_anywhere_in_the_file_is_found(sound, place, bit):
    """Heads, directory and end of the zip file included."""
    source = bytearray(sound[WHOLE])
    source[place % len(source)] ^= 1 << bit

    assert found(bytes(source))


@pytest.mark.parametrize("name", MEMBERS)
def test_a_removed_member_is_missed_by_name(sound, name):
    path = path_of(taken_apart(sound[WHOLE])[1], name)

    assert path in named(changed(sound[WHOLE], lambda members: members.pop(path)))


@pytest.mark.parametrize("name", MEMBERS)
def test_a_renamed_member_is_missed_under_its_name(sound, name):
    path = path_of(taken_apart(sound[WHOLE])[1], name)

    def rename(members):
        members["别名"] = members.pop(path)

    assert path in named(changed(sound[WHOLE], rename))


@pytest.mark.parametrize(
    "path", ["说明.txt", "documents/999_另一份.pdf", "attachments/夹带.exe", "../外面.txt", "a/./b"]
)
def test_an_added_member_is_found(sound, path):
    assert path in named(changed(sound[WHOLE], lambda members: members.update({path: b"%PDF-x"})))
    assert path in named(forged(sound[WHOLE], lambda members: members.update({path: b"%PDF-x"}))) or path == "说明.txt"


def test_bytes_between_behind_or_before_the_members_are_found(sound):
    source = sound[WHOLE]
    end = source.rindex(b"PK\x05\x06")
    with_comment = source[: end + 20] + struct.pack("<H", 3) + "附".encode()

    assert found(b"x" + source)
    assert found(source + b"x")
    assert "archive.container" in {code for code, _ in found(with_comment)}


def test_a_compressed_or_dated_member_is_found(sound):
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    top, members = taken_apart(sound[WHOLE])
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for path, body in members.items():
            archive.writestr(ZipInfo(f"{top}/{path}", (2026, 1, 1, 0, 0, 0)), body)

    assert members.keys() == named(made.getvalue())


def test_another_top_folder_is_found(sound):
    _, members = taken_apart(sound[WHOLE])

    assert ("archive.top_differs", "示容审〔2026〕9号") in found(put_together("示容审〔2026〕9号", members))


@pytest.mark.parametrize("which", [WHOLE, EXTRACT])
def test_two_entries_that_changed_places_are_found(sound, which):
    def swap(members):
        rows = lines(members, LEDGER)
        rows[4], rows[5] = rows[5], rows[4]
        members[LEDGER] = rewritten(rows)

    assert {("ledger.gap", LEDGER), ("ledger.not_linked", LEDGER)} <= found(forged(sound[which], swap))


@pytest.mark.parametrize("which", [WHOLE, EXTRACT])
def test_the_last_entry_cannot_be_dropped(sound, which):
    def drop(members):
        members[LEDGER] = rewritten(lines(members, LEDGER)[:-1])

    assert ("ledger.length", LEDGER) in found(forged(sound[which], drop))


def test_an_entry_cannot_be_declared_withheld_afterwards(sound):
    def withhold(members):
        rows = lines(members, LEDGER)
        rows[6] = {name: rows[6][name] for name in ("sequence", "previous", "hash")} | {"withheld": True}
        members[LEDGER] = rewritten(rows)

    assert ("archive.withheld_differs", LEDGER) in found(forged(sound[WHOLE], withhold))


def test_a_withheld_entry_cannot_be_exchanged(sound):
    def exchange(members):
        rows = lines(members, LEDGER)
        row = next(row for row in rows if "withheld" in row)
        row["hash"] = "0" * 64
        members[LEDGER] = rewritten(rows)

    assert ("ledger.not_linked", LEDGER) in found(forged(sound[EXTRACT], exchange))


def test_a_changed_text_is_found_though_the_manifest_was_brought_into_line(sound):
    def change(members):
        rows = lines(members, TEXTS)
        rows[3]["body"] += "。"
        members[TEXTS] = rewritten(rows)

    assert ("archive.body_altered", TEXTS) in found(forged(sound[WHOLE], change))


def test_a_text_left_out_and_a_text_put_in_are_found(sound):
    def leave_out(members):
        members[TEXTS] = rewritten(lines(members, TEXTS)[1:])

    def put_in(members):
        rows = lines(members, TEXTS)
        members[TEXTS] = rewritten([*rows, rows[0] | {"id": "x"}])

    assert ("archive.body_missing", LEDGER) in found(forged(sound[WHOLE], leave_out))
    assert ("archive.body_stray", TEXTS) in found(forged(sound[WHOLE], put_in))


def test_an_attachment_replaced_together_with_its_line_is_found(sound):
    def replace(members):
        [row] = lines(members, FILES)
        members[row["path"]] = b"%PDF-another"
        row |= {"sha256": hashlib.sha256(b"%PDF-another").hexdigest(), "size": len(b"%PDF-another")}
        members[FILES] = rewritten([row])

    assert ("archive.body_altered", FILES) in found(forged(sound[WHOLE], replace))


def test_a_document_replaced_by_another_is_found_by_its_number(sound):
    def replace(members):
        members[path_of(members, "documents/")] = members[path_of(members, "attachments/")]

    source = forged(sound[WHOLE], replace)
    path = path_of(taken_apart(source)[1], "documents/")
    assert ("archive.document_altered", path) in found(source)
    told = [problem.text() for problem in check(BytesIO(source)).problems if problem.code == "archive.document_altered"]
    assert "示纪申告〔2026〕1号" in told[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("重大产业项目人防事项分步审查", "另一个题名"),
        ("<件数>1<", "<件数>2<"),
        ("<记录序号>3<", "<记录序号>4<"),
        ("rights_notice", "decision"),
        ("送达回证", "另一份"),
    ],
)
def test_metadata_that_say_something_else_than_the_ledger_are_found(sound, old, new):
    def change(members):
        members[METADATA] = members[METADATA].decode().replace(old, new).encode()

    assert ("archive.metadata_differs", METADATA) in found(forged(sound[WHOLE], change))


@pytest.mark.parametrize("body", [b"", b"<", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", b"<a/>"])
def test_metadata_that_are_no_metadata_are_found(sound, body):
    assert ("archive.metadata_unreadable", METADATA) in found(
        forged(sound[WHOLE], lambda members: members.update({METADATA: body}))
    )


def test_a_report_that_says_something_nicer_is_found(sound):
    def polish(members):
        members[REPORT] = members[REPORT].replace(b'"count": 1', b'"count": 2')

    assert {("archive.report_differs", REPORT)} == found(changed(sound[WHOLE], polish))


def test_a_chain_made_anew_without_the_texts_to_it_is_found(sound):
    """Somebody recomputes every hash over other entries; what was sealed does not fit them any more."""

    def anew(members):
        rows = lines(members, LEDGER)
        head = Head.genesis(rows[0]["district"], rows[0]["stream"])
        entries = []
        for row in rows:
            row["body"]["act"] = json.loads(json.dumps(row["body"]["act"]).replace("exempt", "accountable"))
            row["body"]["documents"] = []
            entries.append(append(head, content(row)))
            head = Head(head.district, head.stream, entries[-1].sequence, entries[-1].hash)
        members[LEDGER] = rewritten(said(entry) for entry in entries)
        manifest = json.loads(members[MANIFEST])
        manifest["case"]["head"] = head.hash
        members[MANIFEST] = canonical(manifest) + b"\n"

    codes = {code for code, _ in found(forged(sound[WHOLE], anew))}
    assert {"archive.body_unasked", "archive.metadata_count"} <= codes
    assert not {code for code in codes if code.startswith("ledger.")}


def other_office() -> tuple[dict, Ed25519PrivateKey]:
    """Keys of somebody who is not the office, in the same form."""
    private = Ed25519PrivateKey.from_private_bytes(b"x" * 32)
    public = private.public_key().public_bytes_raw()
    record = {"key": key_id(public), "public_key": public.hex(), "made_at": "2026-01-01", "endorsed_by": None}
    mark = private.sign(key_statement(record)).hex()
    return record | {"signature": mark, "endorsement": None}, private


def test_a_package_that_somebody_else_made_anew_and_signed_is_found_against_the_published_key(sound):
    """List, signature and keys fit each other; only the checkpoint, or the id of the key on paper, tells."""
    record, private = other_office()

    def sign(members):
        members[KEYS] = canonical({"format": "rongcuo/keys/1", "keys": [record]}) + b"\n"
        manifest = json.loads(members[MANIFEST])
        for each in manifest["files"]:
            each |= {"sha256": hashlib.sha256(members[each["path"]]).hexdigest(), "size": len(members[each["path"]])}
        members[MANIFEST] = canonical(manifest) + b"\n"
        mark = {"algorithm": "ed25519", "key": record["key"], "public_key": record["public_key"]}
        mark["signature"] = private.sign(members[MANIFEST]).hex()
        members[SIGNATURE] = canonical(mark) + b"\n"

    codes = found(changed(sound[WHOLE], sign))
    assert ("archive.attestation", CHECKPOINT) in codes
    assert ("archive.member_altered", KEYS) not in codes
    _, members = taken_apart(sound[WHOLE])
    published = json.loads(members[SIGNATURE])["key"]
    assert check(BytesIO(sound[WHOLE]), trusted=published).sound
    assert not check(BytesIO(sound[WHOLE]), trusted=record["key"]).sound
    assert not check(BytesIO(changed(sound[WHOLE], sign)), trusted=published).sound


@pytest.mark.parametrize("which", [WHOLE, EXTRACT])
def test_the_verifier_in_the_package_says_the_same_without_the_program(sound, which, tmp_path):
    import subprocess
    import sys
    from zipfile import ZipFile

    with ZipFile(BytesIO(sound[which])) as archive:
        archive.extractall(tmp_path)
    [top] = tmp_path.iterdir()
    ran = subprocess.run([sys.executable, "-I", str(top / VERIFIER)], capture_output=True, text=True, check=False)
    assert (0, "一切相符。") == (ran.returncode, ran.stdout.strip().splitlines()[-1])

    (top / LEDGER).write_bytes((top / LEDGER).read_bytes().replace(b"exempt", b"accountable", 1))
    ran = subprocess.run([sys.executable, "-I", str(top / VERIFIER)], capture_output=True, text=True, check=False)
    assert 1 == ran.returncode


def test_the_command_line_names_the_member_and_the_entry_and_answers_in_json(sound, tmp_path, capsys):
    package = tmp_path / "案卷.zip"
    package.write_bytes(sound[WHOLE])
    assert 0 == main(["verify", str(package)])
    said_ = capsys.readouterr().out
    assert "示容审〔2026〕1号：17条记录（其中封存0条）" in said_
    assert "记录首尾相接，内容与封存时一致。" in said_

    def change(members):
        rows = lines(members, LEDGER)
        rows[2]["actor"] = rows[3]["actor"] + "x"
        members[LEDGER] = rewritten(rows)

    package.write_bytes(forged(sound[WHOLE], change))
    assert 1 == main(["verify", str(package)])
    assert "ledger.jsonl:3 第3条的内容与其摘要不一致。" in capsys.readouterr().err
    assert 1 == main(["verify", str(package), "--format", "json"])
    answer = json.loads(capsys.readouterr().out)
    assert ("示容审〔2026〕1号", False) == (answer["case"]["number"], answer["sound"])
    assert {"不通过", "通过"} == {each["result"] for each in answer["checks"]}

    assert 1 == main(["verify", str(tmp_path / "没有.zip")])
    assert 1 == main(["verify", str(tmp_path)])
    (tmp_path / "x.zip").write_bytes(b"x")
    assert 1 == main(["verify", str(tmp_path / "x.zip")])
    assert "不是归档包" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["verify", str(package), "--database"])


def content(row: dict) -> Content:
    from datetime import date, datetime

    names = ("type", "schema", "actor", "body", "editions")
    days = {
        "occurred_on": date.fromisoformat(row["occurred_on"]),
        "recorded_at": datetime.fromisoformat(row["recorded_at"]),
    }
    return Content(**{name: row[name] for name in names}, **days)


def said(entry: Entry) -> dict:
    from dataclasses import fields

    return {part.name: getattr(entry, part.name) for part in fields(Entry)}


@pytest.mark.parametrize("source", [b"", b"PK", b"\x00" * 100, b"{}", b"PK\x05\x06" + b"\x00" * 18])
def test_what_is_no_package_is_told_so(source):
    assert {"archive.not_a_package"} == {code for code, _ in found(source)}


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: manifest.update(format="rongcuo/archive/9"),
        lambda manifest: manifest.pop("case"),
        lambda manifest: manifest["case"].update(entries="16"),
        lambda manifest: manifest["case"].update(withheld=None),
        lambda manifest: manifest["files"][0].update(size=None),
        lambda manifest: manifest.update(files={}),
    ],
)
def test_a_manifest_of_another_form_is_not_guessed_at(sound, change):
    def rewrite(members):
        manifest = json.loads(members[MANIFEST])
        change(manifest)
        members[MANIFEST] = canonical(manifest) + b"\n"

    assert {("archive.manifest_form", MANIFEST)} == found(changed(sound[WHOLE], rewrite))


def test_every_code_of_the_check_stands_under_one_property_of_the_report():
    codes = {code for code in catalogue("zh") if code.startswith(("archive.", "ledger."))}
    outside = {"archive.not_a_package", "archive.manifest_form", "archive.report_differs"}
    held = {code: [item for item in ITEMS if code.startswith(item.codes)] for code in codes - outside}

    assert {} == {code: items for code, items in held.items() if len(items) != 1}
