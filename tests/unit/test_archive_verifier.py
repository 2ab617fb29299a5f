"""The stand-alone verifier: an archive as it was written holds together, and whatever is changed in it is found."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rongcuo.base import canonical
from rongcuo.ledger import rongcuo_verify
from rongcuo.ledger.rongcuo_verify import SENTENCES, examine
from tests.archives import NUMBER, Archive, Key, chain, plain, signed

Files = dict[str, bytes]


def codes(path: Path, trusted: str | None = None) -> set[str]:
    return {fault.code for fault in examine(path, trusted).faults}


@pytest.mark.parametrize("shape", ["zip", "folder"])
@pytest.mark.parametrize("second", [(), ("sm3",)])
@pytest.mark.parametrize("length", [1, 2, 5, 8])
def test_an_archive_as_it_was_written_holds_together(tmp_path, shape, second, length):
    archive = Archive(chain(length), second=second)
    path = getattr(archive, shape)(tmp_path / "archive")

    found = examine(path, Key(1).id)

    assert [] == [fault.text() for fault in found.faults]
    assert (length, 5, archive.entries[-1].hash) == tuple(found.facts[name] for name in ("entries", "files", "head"))


def relisted(files: Files, signer: Key = Key(1)) -> Files:  # noqa: B008  a key is a value
    """The manifest made anew over what was changed, and signed."""
    free = ("manifest.json", "manifest.sig", "report.json")
    return signed({name: body for name, body in files.items() if name not in free}, signer)


def changed(name: str, change: Callable[[dict], object]) -> Callable[[Files], Files]:
    """One of the JSON files changed, with a manifest that knows it: what is left is its own proof."""

    def apply(files: Files) -> Files:
        document = json.loads(files[name])
        change(document)
        return relisted(files | {name: canonical(document)})

    return apply


def entries(change: Callable[[list[dict]], object], *, anew: bool = False) -> Callable[[Files], Files]:
    """Entries changed, with a manifest that knows it; with ``anew`` every hash is recomputed."""

    def apply(files: Files) -> Files:
        rows = [json.loads(line) for line in files["ledger.jsonl"].splitlines()]
        change(rows)
        previous = "0" * 64
        for number, row in enumerate(rows, 1):
            if anew:
                row |= {"previous": previous, "sequence": number}
                row["hash"] = previous = rongcuo_verify.entry_hash(row, "sha256")
        return relisted(files | {"ledger.jsonl": b"".join(canonical(row) + b"\n" for row in rows)})

    return apply


def damaged(name: str, change: Callable[[bytes], bytes]) -> Callable[[Files], Files]:
    return lambda files: files | {name: change(files[name])}


def without(name: str) -> Callable[[Files], Files]:
    return lambda files: {each: body for each, body in files.items() if each != name}


def swap(rows: list[dict]) -> None:
    rows[1], rows[2] = rows[2], rows[1]


def other_file(files: Files) -> Files:
    """The ledger of another file, whole in itself, in place of this one's."""
    rows = [plain(replace(entry)) for entry in chain(5, "case/00000000-0000-4000-8000-000000000002")]
    return relisted(files | {"ledger.jsonl": b"".join(canonical(row) + b"\n" for row in rows)})


DAMAGE: dict[str, tuple[Callable[[Files], Files], set[str]]] = {
    "a document altered": (damaged("documents/决定书.pdf", lambda body: body[:-1] + b"y"), {"file_altered"}),
    "a document longer": (damaged("documents/决定书.pdf", lambda body: body + b"y"), {"file_altered"}),
    "a document gone": (without("documents/决定书.pdf"), {"file_missing"}),
    "a file added": (lambda files: files | {"more.txt": b"x"}, {"file_unlisted"}),
    "the manifest altered": (damaged("manifest.json", lambda body: body + b" "), {"manifest_unsigned"}),
    "the manifest signed by a stranger": (lambda files: relisted(files, Key(9)), {"key_unknown"}),
    "no ledger": (without("ledger.jsonl"), {"file_missing"}),
    "no keys": (without("keys.json"), {"file_missing"}),
    "an empty ledger": (entries(list.clear), {"ledger_empty"}),
    "an entry altered": (entries(lambda rows: rows[2].update(actor="y")), {"entry_altered"}),
    "an entry written differently": (
        lambda files: relisted(files | {"ledger.jsonl": files["ledger.jsonl"].replace(b'{"act', b'{ "act', 1)}),
        {"entry_not_canonical"},
    ),
    "an entry removed": (entries(lambda rows: rows.pop(2)), {"entry_not_linked"}),
    "an entry doubled": (entries(lambda rows: rows.insert(2, rows[2])), {"entry_not_linked"}),
    "two entries in the other order": (entries(swap), {"entry_not_linked"}),
    "the last entry cut off": (entries(lambda rows: rows.pop()), {"checkpoint_other"}),
    "the first entry cut off": (entries(lambda rows: rows.pop(0)), {"entry_not_linked"}),
    "an entry altered and the chain recomputed": (
        entries(lambda rows: rows[2].update(actor="y"), anew=True), {"checkpoint_other"},
    ),
    "an entry removed and the chain recomputed": (entries(lambda rows: rows.pop(2), anew=True), {"checkpoint_other"}),
    "the whole file replaced": (other_file, {"entry_foreign", "checkpoint_other"}),
    "another leaf": (
        changed("checkpoint.json", lambda d: d["leaf"].update(hash="0" * 64)), {"checkpoint_other", "not_included"},
    ),
    "another place": (changed("checkpoint.json", lambda d: d.update(index=d["index"] - 1)), {"not_included"}),
    "a shorter path": (changed("checkpoint.json", lambda d: d["path"]["sha256"].pop()), {"not_included"}),
    "another size": (
        changed("checkpoint.json", lambda d: d["checkpoint"]["statement"].update(size=99)),
        {"checkpoint_unsigned", "not_included"},
    ),
    "another root": (
        changed("checkpoint.json", lambda d: d["checkpoint"]["statement"]["roots"].update(sha256="0" * 64)),
        {"checkpoint_unsigned", "not_included"},
    ),
    "another time": (
        changed("checkpoint.json", lambda d: d["checkpoint"]["statement"].update(at="2017-11-02T00:00:00+00:00")),
        {"checkpoint_unsigned"},
    ),
    "a checkpoint that is no JSON": (lambda files: relisted(files | {"checkpoint.json": b"{"}), {"unreadable"}),
    "a record of the key altered": (
        changed("keys.json", lambda d: d["keys"][0].update(made_at="2017-11-02T00:00:00+00:00")), {"key_unknown"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", DAMAGE)
def test_what_is_changed_in_an_archive_is_found(tmp_path, what):
    change, expected = DAMAGE[what]
    archive = Archive()
    assert set() == codes(archive.zip(tmp_path / "sound.zip"))

    found = codes(archive.zip(tmp_path / "changed.zip", change(archive.files())))

    assert expected <= found, found
    assert found <= expected | {"entry_altered", "checkpoint_other"}


def test_with_sm3_an_entry_is_bound_by_both_digests(tmp_path):
    archive = Archive(second=("sm3",))
    change = changed("checkpoint.json", lambda d: d["leaf"].update(sm3="0" * 64))

    assert {"checkpoint_other", "not_included"} == codes(archive.zip(tmp_path / "a.zip", change(archive.files())))


def test_an_archive_signed_by_a_later_key_is_trusted_by_whoever_trusts_an_earlier_one_and_the_other_way(tmp_path):
    path = Archive(keys=[Key(1), Key(2), Key(3)]).zip(tmp_path / "archive.zip")

    for number in (1, 2, 3):
        assert set() == codes(path, Key(number).id)
    assert {"key_unknown"} == codes(path, Key(4).id)


def test_a_stranger_with_keys_of_his_own_is_found_by_the_published_id(tmp_path):
    """He can make everything anew, down to the list of keys; the id that the office has published he cannot."""
    path = Archive(keys=[Key(9)]).zip(tmp_path / "archive.zip")

    assert set() == codes(path)
    assert {"key_unknown"} == codes(path, Key(1).id)


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.write_bytes(b"no zip"),
        lambda _: None,
        lambda path: Archive().zip(path, {"../../x": b"", "../y": b""}),
    ],
)
def test_what_is_no_archive_is_told_without_a_traceback(tmp_path, make):
    make(tmp_path / "archive.zip")

    assert codes(tmp_path / "archive.zip") <= {"unreadable", "file_missing"}
    assert codes(tmp_path / "archive.zip")


def test_it_runs_alone_from_within_the_archive(tmp_path):
    """Isolated from this project: nothing but Python and the one file."""
    folder = Archive().folder(tmp_path / NUMBER)

    done = run(folder / "verify.py", "--key", Key(1).id)
    assert (0, "") == (done.returncode, done.stderr)
    assert "一切相符" in done.stdout

    (folder / "documents" / "决定书.pdf").write_bytes(b"other")
    done = run(folder / "verify.py", "--lang", "en")
    assert 1 == done.returncode
    assert "documents/决定书.pdf differs from the manifest" in done.stdout


def run(file: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", "-X", "utf8", str(file), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=file.parent, encoding="utf-8")


def test_it_imports_the_standard_library_alone():
    source = Path(rongcuo_verify.__file__).read_text(encoding="utf-8")
    imported = {
        line.split()[1].partition(".")[0] for line in source.splitlines() if line.startswith(("import ", "from "))
    }

    assert imported <= sys.stdlib_module_names


def test_every_fault_has_a_sentence_in_both_languages():
    source = Path(rongcuo_verify.__file__).read_text(encoding="utf-8")

    assert all(f'"{code}"' in source.replace(f'    "{code}": (', "", 1) for code in SENTENCES)
    assert all(chinese and english for chinese, english in SENTENCES.values())
