"""Checkpoints outside the database: what a whole recomputed chain cannot hide any more."""

import json
import os
import shutil
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from rongcuo.cli import main
from rongcuo.ledger import Content, Head, append, head_of, rongcuo_verify
from rongcuo.office import checkpoints, clock
from rongcuo.office.cases import chain
from rongcuo.office.checkpoints import keys, making
from rongcuo.office.checkpoints.checking import standing
from rongcuo.office.models import CaseFile, CheckpointLog, District, LedgerEntry, LogLeaf
from rongcuo.office.verification import verify_database
from tests.builders import Scene
from tests.databases import unlocked

pytestmark = pytest.mark.usefixtures("own_database", "files")


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    """The keys of this test alone."""
    monkeypatch.setattr(settings, "HOME", tmp_path / "home")


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.fixture
def folder() -> Path:
    return Path(settings.CHECKPOINTS) / Scene().cast.district.code


def make():
    return checkpoints.make(District.objects.get())


def codes(copy=None) -> set[str]:
    return {fault.code for fault in verify_database(copy)}


def files_of(folder: Path) -> list[Path]:
    return sorted(folder.glob("[0-9]*.json"))


def run(*statements: tuple[str, list]) -> None:
    """What somebody with full power over the database does."""
    with transaction.atomic(), unlocked() as cursor:
        for statement, values in statements:
            cursor.execute(statement, values)


# --- making ---


def test_a_checkpoint_covers_every_entry_of_every_chain(scene, folder):
    file = scene.at("notified")
    made = make()

    assert LedgerEntry.objects.count() == made.size == LogLeaf.objects.filter(size=made.size).count()
    assert {"register", file.stream} == {leaf.stream for leaf in made.leaves}
    assert [f"{made.size:012}.json"] == [file.name for file in files_of(folder)]
    assert set() == codes()


def test_making_one_again_makes_nothing_until_something_happens(scene, folder):
    file = scene.opened()
    first = make()
    before = {each.name: each.read_bytes() for each in files_of(folder)}

    assert make() is None
    scene.advance(file, "notified")
    second = make()

    assert {"size": first.size, "roots": first.roots} == second.previous
    assert 2 == len(second.leaves)
    assert before.items() <= {each.name: each.read_bytes() for each in files_of(folder)}.items()
    assert set() == codes()


def test_a_decision_is_followed_by_a_checkpoint_at_once(scene, folder):
    file = scene.at("awaiting_consent")
    assert [] == files_of(folder)

    file = scene.advance(file, "decided")

    assert 1 == len(files_of(folder))
    assert checkpoints.inclusion_of(file) is not None
    assert set() == codes()


def test_a_checkpoint_that_cannot_be_written_loses_no_decision_and_is_an_alarm(scene, folder, caplog):
    file = scene.at("awaiting_consent")
    folder.parent.mkdir(parents=True)
    folder.write_text("no folder")

    file = scene.advance(file, "decided")

    assert "decided" == file.stage
    assert {"checkpoint.failing"} <= codes()
    assert "no checkpoint" in caplog.text
    folder.unlink()
    assert make() is not None
    assert set() == codes()


def test_many_entries_are_brought_in_by_several_checkpoints(scene, folder, monkeypatch):
    monkeypatch.setattr(making, "LIMIT", 7)
    scene.at("reviewing")

    assert LedgerEntry.objects.count() == make().size
    assert len(files_of(folder)) > 3
    assert set() == codes()


def test_a_machine_that_stopped_between_file_and_commit_goes_on(scene):
    """The checkpoint is in the folder, the database does not know it yet."""
    file = scene.opened()
    made = make()
    LogLeaf.objects.update(size=None)
    CheckpointLog.objects.all().delete()
    assert set() == codes()

    scene.advance(file, "notified")
    following = make()

    assert (made.size, made.log) == (following.first, following.log)
    assert set() == codes()


def test_checkpoints_are_never_written_over(scene, folder):
    scene.opened()
    made = make()
    before = files_of(folder)[0].read_bytes()

    with pytest.raises(FileExistsError):
        checkpoints.Folder(folder).write(made)

    assert before == files_of(folder)[0].read_bytes()
    assert [] == list(folder.glob(".*")), "no drafts are left"


# --- keys ---


def test_the_private_key_is_its_owners_alone_and_drawn_once(scene):
    scene.opened()
    make()
    private = list(keys.folder().glob("*.private"))

    assert [0o600] == [file.stat().st_mode & 0o777 for file in private]
    assert keys.signer().id == keys.signer().id == private[0].stem


def test_after_a_rotation_older_checkpoints_still_hold_and_the_new_key_is_vouched_for(scene):
    file = scene.opened()
    first = make()
    new = keys.rotate()
    scene.advance(file, "notified")
    second = make()

    assert (second.key, True) == (new.id, first.key != second.key)
    assert [f"{new.id}.private"] == [each.name for each in keys.folder().glob("*.private")]
    for trusted in (first.key, second.key, None):
        assert {first.key, second.key} == set(rongcuo_verify.genuine_keys(keys.public_keys(), trusted))
    assert {} == rongcuo_verify.genuine_keys(keys.public_keys(), "0" * 32)
    assert set() == codes()


def test_a_key_that_nobody_vouched_for_counts_for_nothing(scene):
    scene.opened()
    make()
    mine = keys.signer().id
    strange = keys._draw(2, None)

    assert [mine] == list(keys.known())
    assert [strange.id] == list(rongcuo_verify.genuine_keys(keys.public_keys(), strange.id))


# --- the command ---


def said_by(capsys, *words: str) -> tuple[int, object]:
    code = main([*words, "--format", "json"])
    printed = capsys.readouterr()
    return code, json.loads(printed.out or printed.err)


def test_the_command_makes_a_checkpoint_and_says_how_far_the_log_goes(scene, capsys):
    scene.opened()
    entries = LedgerEntry.objects.count()

    code, (first,) = said_by(capsys, "checkpoint")
    assert (0, entries, 0) == (code, first["size"], first["waiting"])
    assert said_by(capsys, "checkpoint") == (0, [first]), "nothing is new"
    code, verified = said_by(capsys, "verify", "--database")
    assert (0, [first], []) == (code, verified["checkpoints"], verified["breaks"])
    assert 0 == main(["checkpoint"])
    assert f"共{entries}条" in capsys.readouterr().out


def test_the_command_lists_and_replaces_keys(capsys):
    _, before = said_by(capsys, "checkpoint", "--keys")
    _, after = said_by(capsys, "checkpoint", "--new-key")
    main(["checkpoint", "--keys"])

    assert before["keys"] == after["keys"][:1]
    assert 2 == len(after["keys"])
    assert all(key["key"] in capsys.readouterr().out for key in after["keys"][:1])


def test_the_command_refuses_to_begin_a_log_anew_without_need_and_does_it_where_one_is_lost(scene, folder, capsys):
    scene.opened()
    make()
    code, said = said_by(capsys, "checkpoint", "--begin-anew")
    assert (1, ["checkpoint.fits"]) == (code, [problem["code"] for problem in said["problems"]])
    shutil.rmtree(folder)
    code, said = said_by(capsys, "checkpoint")
    assert (1, ["checkpoint.folder_behind"]) == (code, [problem["code"] for problem in said["problems"]])

    assert 0 == said_by(capsys, "checkpoint", "--begin-anew")[0]
    assert set() == codes()


# --- tampering ---


def said(entries) -> list[Content]:
    """What the entries say, free of their places."""
    return [Content(**{part.name: getattr(entry, part.name) for part in fields(Content)}) for entry in entries]


def rewritten(file: CaseFile, contents: list[Content]) -> None:
    """The whole chain made anew, every hash and the head recomputed: it agrees with itself."""
    head = Head.genesis(file.district_id, file.stream)
    statements = []
    for content in contents:
        entry = append(head, content)
        head = head_of(entry)
        row = chain.row_of(entry)
        names = [name for name in row if name not in ("district_id", "stream", "sequence")]
        columns = ", ".join(f"{name} = %s" for name in names)
        place = [file.stream, entry.sequence]
        statement = f"UPDATE office_ledgerentry SET {columns} WHERE stream = %s AND sequence = %s"  # noqa: S608
        statements.append((statement, [*(row[name] for name in names), *place]))
    run(*statements, ("UPDATE office_casefile SET head_hash = %s WHERE number = %s", [head.hash, file.number]))


def forged(file: CaseFile, actor: str) -> None:
    """Every entry from the second on by somebody else."""
    first, *rest = said(chain.entries(file))
    rewritten(file, [first, *(replace(each, actor=actor) for each in rest)])


def settled(file: CaseFile) -> None:
    """Bring every projection into line, as whoever covers his tracks would."""
    from rongcuo.office.rebuilding import rebuild

    file.refresh_from_db()
    rebuild()


def erased(file: CaseFile) -> list[tuple[str, list]]:
    """A file as if it had never been: with every row that speaks of it."""
    named = [
        "grant",
        "recusal",
        "dutyrow",
        "casefacts",
        "issueddocument",
        "attachment",
        "notice",
        "submission",
        "draft",
    ]
    each = [(f"DELETE FROM office_{name} WHERE casefile_id = %s", [identity(file)]) for name in named]  # noqa: S608
    return [
        *each,
        ("DELETE FROM office_ledgerentry WHERE stream = %s", [file.stream]),
        ("DELETE FROM office_logleaf WHERE stream = %s", [file.stream]),
        ("DELETE FROM office_casefile WHERE id = %s", [identity(file)]),
        ("DELETE FROM office_sealedtext WHERE casefile_id = %s", [identity(file)]),
    ]


def identity(file: CaseFile) -> object:
    return file.pk.hex if connection.vendor == "sqlite" else file.pk


def test_a_chain_recomputed_whole_with_its_head_is_found(scene):
    file = scene.at("notified")
    make()
    other = str(scene.persons["zhoumin"].id)

    forged(file, actor=other)
    settled(file)

    assert {"checkpoint.entry_differs"} == codes()
    assert {(file.number, sequence) for sequence in (2, 3, 4)} == {
        (fault.number, fault.sequence) for fault in verify_database()
    }


def test_without_a_checkpoint_it_would_not_have_been(scene):
    """The control: it is the checkpoint that finds it."""
    file = scene.at("notified")

    forged(file, actor=str(scene.persons["zhoumin"].id))
    settled(file)

    assert set() == codes()


def test_a_whole_file_that_was_removed_is_found(scene):
    file, other = scene.at("notified"), scene.opened()
    make()

    run(*erased(file))

    assert {"checkpoint.entry_missing"} == codes()
    assert {(file.stream, n) for n in range(1, 5)} == {(fault.stream, fault.sequence) for fault in verify_database()}
    assert all(file.stream in fault.text() for fault in verify_database())
    assert set() == {fault.number for fault in verify_database()} & {other.number}


def test_the_end_of_a_chain_cut_off_with_its_head_moved_back_is_found(scene):
    file = scene.at("notified")
    make()
    before = chain.entries(file)[2]

    run(
        ("DELETE FROM office_ledgerentry WHERE stream = %s AND sequence = 4", [file.stream]),
        ("DELETE FROM office_logleaf WHERE stream = %s AND sequence = 4", [file.stream]),
        (
            "UPDATE office_casefile SET sequence = 3, head_hash = %s WHERE number = %s",
            [before.hash, file.number],
        ),
    )
    settled(file)

    assert {("checkpoint.entry_missing", 4)} == {(fault.code, fault.sequence) for fault in verify_database()}


def test_a_file_replaced_by_another_is_found(scene):
    """The entries of one file under the name of another, every hash right."""
    file, other = scene.at("notified"), scene.at("notified", title="另一件事")
    make()

    rewritten(file, said(chain.entries(other)))

    assert {("checkpoint.entry_differs", n) for n in range(1, 5)} <= {
        (fault.code, fault.sequence) for fault in verify_database() if fault.number == file.number
    }
    assert "ledger.altered" not in codes()


def test_two_entries_that_changed_places_with_every_hash_made_anew_are_found(scene):
    file = scene.at("notified")
    make()
    first, second, third, fourth = said(chain.entries(file))

    rewritten(file, [first, third, second, fourth])

    assert {("checkpoint.entry_differs", n) for n in (2, 3, 4)} <= {
        (fault.code, fault.sequence) for fault in verify_database()
    }
    assert "ledger.altered" not in codes()


def test_an_entry_that_claims_to_be_older_than_a_checkpoint_without_it_is_found(scene):
    """A file slipped in afterwards, with the time that it should have had."""
    scene.opened()
    now = clock.tell
    made = make()
    clock.tell = lambda: made.at - timedelta(days=30)
    try:
        late = scene.act("gulan", "open")
    finally:
        clock.tell = now

    assert {("checkpoint.backdated", late.number)} == {(fault.code, fault.number) for fault in verify_database()}
    make()
    assert {("checkpoint.backdated", late.number)} == {(fault.code, fault.number) for fault in verify_database()}


def test_an_entry_written_past_the_door_does_not_wait_for_a_checkpoint(scene):
    file = scene.opened()
    make()
    run(("DELETE FROM office_logleaf WHERE stream = %s AND sequence = 2", [file.stream]))

    assert {"checkpoint.mark_differs", "checkpoint.unmarked"} == codes()


def test_an_entry_that_is_only_said_to_be_logged_is_found(scene):
    file = scene.opened()
    made = make()
    scene.advance(file, "notified")
    LogLeaf.objects.filter(size=None).update(size=made.size)

    assert {("checkpoint.not_logged", 3), ("checkpoint.not_logged", 4)} == {
        (fault.code, fault.sequence) for fault in verify_database()
    }


# --- the folder itself ---


def three(scene, folder) -> list[Path]:
    """A log of three checkpoints."""
    file = scene.opened()
    make()
    file = scene.advance(file, "notified")
    make()
    scene.advance(file, "reviewing")
    make()
    assert set() == codes()
    return files_of(folder)


def test_a_lost_folder_is_an_alarm_and_no_new_log_is_begun_by_itself(scene, folder):
    three(scene, folder)
    shutil.rmtree(folder)
    scene.opened()

    with pytest.raises(checkpoints.CheckpointError):
        make()

    assert {"checkpoint.folder_behind", "checkpoint.failing"} == codes()
    assert [] == files_of(folder)


def test_a_log_that_no_longer_fits_is_given_up_only_when_asked_and_kept_aside(scene, folder):
    written = three(scene, folder)
    with pytest.raises(checkpoints.CheckpointError, match="不需要另起"):
        checkpoints.begin_anew(District.objects.get())
    written[-1].unlink()

    anew = checkpoints.begin_anew(District.objects.get())

    assert LedgerEntry.objects.count() == anew.size
    assert {file.name for file in written[:-1]} <= {
        file.name for aside in folder.parent.glob(f"{folder.name}.until-*") for file in aside.iterdir()
    }
    assert set() == codes()


@pytest.mark.parametrize("which", [0, 1])
def test_a_checkpoint_missing_among_others_is_found(scene, folder, which):
    three(scene, folder)[which].unlink()

    assert "checkpoint.not_following" in codes()


def test_a_checkpoint_from_the_past_put_back_with_its_database_is_found_by_a_copy(scene, folder, tmp_path):
    """Whoever has the whole server can set everything back, but not what was kept elsewhere."""
    three(scene, folder)
    copy = tmp_path / "copy"
    shutil.copytree(folder.parent, copy)
    assert set() == codes(copy)
    last = files_of(folder)[-1]
    size = int(last.stem)
    LogLeaf.objects.filter(size=size).update(size=None)
    CheckpointLog.objects.update(size=int(files_of(folder)[-2].stem))
    last.unlink()

    assert set() == codes()
    assert {"checkpoint.copy_differs"} == codes(copy)


def test_a_copy_that_is_not_there_proves_nothing(scene, tmp_path):
    scene.opened()
    make()

    assert {"checkpoint.copy_empty"} == codes(tmp_path / "nowhere")


def changed(file: Path, change) -> None:
    document = json.loads(file.read_text())
    change(document)
    file.chmod(0o600)
    file.write_text(json.dumps(document))


FORGERIES = {
    "another time": (lambda d: d["statement"].update(at="2017-11-02T00:00:00.000000+00:00"), "checkpoint.unsigned"),
    "another signature": (lambda d: d.update(signature="00" * 64), "checkpoint.unsigned"),
    "another key": (lambda d: d.update(public_key="11" * 32), "checkpoint.unreadable"),
    "another leaf": (lambda d: d["leaves"][0].update(hash="0" * 64), "checkpoint.leaves_differ"),
    # Whether it can still be read depends on how many peaks the tree has at that size.
    "a leaf less": (lambda d: d["leaves"].pop(), "checkpoint.leaves_differ checkpoint.unreadable"),
    "leaves in another order": (lambda d: d["leaves"].reverse(), "checkpoint.leaves_differ"),
    "another root": (lambda d: d["statement"]["roots"].update(sha256="0" * 64), "checkpoint.unreadable"),
    "another beginning": (lambda d: d["statement"].update(previous=None), "checkpoint.not_following"),
    "something besides": (lambda d: d.update(more=1), "checkpoint.unreadable"),
}


def test_a_checkpoint_that_was_changed_is_found(scene, folder):
    file = three(scene, folder)[1]
    sound = file.read_bytes()
    found = {}
    for what, (change, _) in FORGERIES.items():
        changed(file, change)
        found[what] = codes()
        file.write_bytes(sound)

    assert {} == {what: found[what] for what, (_, code) in FORGERIES.items() if not found[what] & set(code.split())}
    assert set() == codes()


def test_a_checkpoint_signed_by_a_strange_key_is_found(scene, folder, tmp_path, monkeypatch):
    written = three(scene, folder)
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(settings, "HOME", tmp_path / "strange")
        stranger = keys.signer()
    document = json.loads(written[2].read_text())
    from rongcuo.base import canonical

    document["statement"]["key"] = stranger.id
    document["public_key"] = stranger.public_key.hex()
    document["signature"] = stranger.sign(canonical(document["statement"])).hex()
    written[2].write_text(json.dumps(document))

    assert {"checkpoint.key_unknown"} == codes()


def test_a_database_set_back_to_an_older_backup_is_found_and_not_written_on(scene, folder):
    file = scene.opened()
    make()
    scene.advance(file, "notified")
    make()
    run(
        ("DELETE FROM office_logleaf WHERE stream = %s AND sequence > 2", [file.stream]),
        ("DELETE FROM office_ledgerentry WHERE stream = %s AND sequence > 2", [file.stream]),
    )
    CheckpointLog.objects.update(size=int(files_of(folder)[0].stem))

    with pytest.raises(checkpoints.CheckpointError, match="较早的备份"):
        make()

    assert {("checkpoint.entry_missing", 3), ("checkpoint.entry_missing", 4)} <= {
        (fault.code, fault.sequence) for fault in verify_database()
    }


# --- a second digest ---


def test_sm3_as_a_second_digest_covers_all_entries_also_when_it_is_switched_on_late(scene, monkeypatch):
    file = scene.opened()
    make()
    monkeypatch.setattr(settings, "SECOND_DIGESTS", ["sm3"])
    file = scene.advance(file, "notified")
    second = make()
    file = scene.advance(file, "reviewing")
    third = make()

    assert {"sha256", "sm3"} == set(second.roots) == set(third.roots)
    assert set() == codes()
    monkeypatch.setattr(settings, "SECOND_DIGESTS", [])
    scene.advance(file, "concluded")
    assert {"sha256"} == set(make().roots)
    assert set() == codes()


def test_a_second_tree_that_does_not_start_from_the_entries_is_found(scene, folder, monkeypatch):
    file = scene.opened()
    make()
    monkeypatch.setattr(settings, "SECOND_DIGESTS", ["sm3"])
    monkeypatch.setattr(
        making, "_caught_up", lambda *_: making.Frontier("sm3", int(files_of(folder)[0].stem), peaks(folder))
    )
    scene.advance(file, "notified")
    make()

    assert {"checkpoint.second_differs"} == codes()


def peaks(folder: Path) -> tuple[bytes, ...]:
    return tuple(b"x" * 32 for _ in range(int(files_of(folder)[0].stem).bit_count()))


# --- proofs ---


@pytest.mark.parametrize("second", [[], ["sm3"]])
def test_the_proof_of_an_entry_is_checked_without_the_office(scene, monkeypatch, second):
    monkeypatch.setattr(settings, "SECOND_DIGESTS", second)
    scene.at("reviewing")
    make()
    file = scene.at("notified")
    assert checkpoints.inclusion_of(file) is None
    make()

    proof = checkpoints.inclusion_of(file)
    statement = proof["checkpoint"]["statement"]
    for algorithm, root in statement["roots"].items():
        data = rongcuo_verify.leaf_data(file.district_id, proof["leaf"], algorithm)
        path = [bytes.fromhex(node) for node in proof["path"][algorithm]]
        assert root == rongcuo_verify.root_by_path(algorithm, data, proof["index"], statement["size"], path).hex()
    assert file.head_hash == proof["leaf"]["hash"]
    assert {"sha256", *second} == set(statement["roots"])


def test_the_standing_says_how_far_the_log_goes(scene, folder):
    district = District.objects.get()
    waiting = LedgerEntry.objects.count()
    assert (0, None, waiting) == (standing(district).size, standing(district).at, standing(district).waiting)
    made = make()
    scene.opened()

    assert (made.size, made.at, made.key, 2) == tuple(
        getattr(standing(district), name) for name in ("size", "at", "key", "waiting")
    )
    files_of(folder)[0].write_text("not JSON")
    assert 0 == standing(district).size


def test_nobody_else_can_write_the_folder_by_accident(folder, scene):
    scene.opened()
    make()

    assert os.access(folder, os.W_OK)
    assert {"keys.json", *(file.name for file in files_of(folder))} == {file.name for file in folder.iterdir()}
