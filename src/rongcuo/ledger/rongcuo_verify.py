"""Check an archived case file of Rongcuo 容错 offline: Python's standard library and this one file are all it needs.

    python verify.py [--key ID] [--lang zh|en] [ARCHIVE.zip | FOLDER]

Without a path it checks the folder that it lies in. It reads and changes nothing. Exit code 0: everything holds
together; 1: something does not, each fault on a line of its own; 2: wrong usage.

What is checked, with nothing taken on trust but the id of the office's key (``--key``, as the office has published it):

- every file against the manifest, the manifest against its Ed25519 signature (RFC 8032);
- every entry of the ledger against its own digest, and each against the one before it;
- the last entry against a signed checkpoint of all the office's entries (audit path of RFC 6962);
- the signing keys against each other, from the trusted one on.

It knows nothing of the program that made the archive, on purpose: it is the second opinion. The program itself uses its
digests and its signature check, and is cross-tested against it.
"""

import argparse
import hashlib
import json
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

# --- digests -------------------------------------------------------------------------------------------------------


def hashed(algorithm: str, data: bytes) -> bytes:
    """The digest of ``data``, SM3 also where this Python's OpenSSL has none; ``ValueError`` for an unknown one."""
    if algorithm == "sm3" and "sm3" not in hashlib.algorithms_available:
        return sm3(data)
    return hashlib.new(algorithm, data).digest()


_WORD = 0xFFFFFFFF
_SM3_START = (0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E)


def sm3(data: bytes) -> bytes:
    """SM3 (GB/T 32905-2016)."""
    padded = data + b"\x80" + bytes(-(len(data) + 9) % 64) + (8 * len(data)).to_bytes(8, "big")
    state: tuple[int, ...] = _SM3_START
    for start in range(0, len(padded), 64):
        state = _sm3_block(state, padded[start : start + 64])
    return b"".join(word.to_bytes(4, "big") for word in state)


def _turn(word: int, by: int) -> int:
    by %= 32
    return (word << by | word >> (32 - by)) & _WORD


def _sm3_block(state: tuple[int, ...], block: bytes) -> tuple[int, ...]:
    words = _sm3_words(block)
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        early = j < 16
        ss1 = _turn(_turn(a, 12) + e + _turn(0x79CC4519 if early else 0x7A879D8A, j) & _WORD, 7)
        ff = a ^ b ^ c if early else a & b | a & c | b & c
        gg = e ^ f ^ g if early else e & f | ~e & g
        tt1 = ff + d + (ss1 ^ _turn(a, 12)) + (words[j] ^ words[j + 4]) & _WORD
        tt2 = gg + h + ss1 + words[j] & _WORD
        a, b, c, d = tt1, a, _turn(b, 9), c
        e, f, g, h = tt2 ^ _turn(tt2, 9) ^ _turn(tt2, 17), e, _turn(f, 19), g
    return tuple(old ^ new for old, new in zip(state, (a, b, c, d, e, f, g, h), strict=True))


def _sm3_words(block: bytes) -> list[int]:
    words = [int.from_bytes(block[at : at + 4], "big") for at in range(0, 64, 4)]
    for j in range(16, 68):
        mixed = words[j - 16] ^ words[j - 9] ^ _turn(words[j - 3], 15)
        mixed ^= _turn(mixed, 15) ^ _turn(mixed, 23)
        words.append(mixed ^ _turn(words[j - 13], 7) ^ words[j - 6])
    return words


# --- Ed25519, verification only (RFC 8032, 5.1.7) --------------------------------------------------------------------

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)

_Point = tuple[int, int, int, int]
"""Extended coordinates: X, Y, Z and T with x = X/Z, y = Y/Z, xy = T/Z."""

_ZERO: _Point = (0, 1, 1, 0)


def is_signed(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether ``signature`` (64 bytes) is that of ``message`` by the owner of ``public_key`` (32 bytes)."""
    if len(public_key) != 32 or len(signature) != 64:
        return False
    key = _decoded(public_key)
    s = int.from_bytes(signature[32:], "little")
    if key is None or s >= _L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % _L
    x, y, z, t = key
    return _encoded(_sum(_times(s, _BASE), _times(k, (-x % _P, y, z, -t % _P)))) == signature[:32]


def _sum(p: _Point, q: _Point) -> _Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % _P, (p[1] + p[0]) * (q[1] + q[0]) % _P
    c, d = 2 * p[3] * q[3] * _D % _P, 2 * p[2] * q[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(scalar: int, point: _Point) -> _Point:
    product = _ZERO
    while scalar:
        if scalar & 1:
            product = _sum(product, point)
        point = _sum(point, point)
        scalar >>= 1
    return product


def _encoded(point: _Point) -> bytes:
    inverse = pow(point[2], -1, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _decoded(data: bytes) -> _Point | None:
    number = int.from_bytes(data, "little")
    y, sign = number & (1 << 255) - 1, number >> 255
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else _P - x
    return x, y, 1, x * y % _P


_BASE: _Point = _decoded((4 * pow(5, -1, _P) % _P).to_bytes(32, "little")) or _ZERO

# --- canonical bytes, keys, tree -------------------------------------------------------------------------------------


def canonical(value: object) -> bytes:
    """JSON with sorted keys, no blanks, UTF-8, text in normalisation form C."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return unicodedata.normalize("NFC", text).encode()


def key_id(public_key: bytes) -> str:
    """The id of a key: the first 128 bits of its SHA-256, in hex."""
    return hashlib.sha256(public_key).hexdigest()[:32]


def key_statement(key: Mapping[str, Any]) -> bytes:
    """What a new key and the key before it sign."""
    names = ("key", "public_key", "made_at", "endorsed_by")
    return canonical({"format": "rongcuo/key/1"} | {name: key[name] for name in names})


def genuine_keys(document: Mapping[str, Any], trusted: str | None = None) -> dict[str, bytes]:
    """The public keys by id that hang together with ``trusted`` (none: with the first) by their signatures."""
    found: dict[str, bytes] = {}
    linked: dict[str, set[str]] = {}
    for key in document["keys"]:
        public, before = bytes.fromhex(key["public_key"]), key["endorsed_by"]
        said = key_statement(key)
        if key["key"] != key_id(public) or not is_signed(public, said, bytes.fromhex(key["signature"])):
            continue
        found[key["key"]] = public
        linked.setdefault(key["key"], set())
        if before in found and is_signed(found[before], said, bytes.fromhex(key["endorsement"])):
            linked[key["key"]].add(before)
            linked[before].add(key["key"])
    reached, waiting = set[str](), [trusted or next(iter(found), "")]
    while waiting:
        name = waiting.pop()
        if name in found and name not in reached:
            reached.add(name)
            waiting.extend(linked[name])
    return {name: public for name, public in found.items() if name in reached}


def leaf_data(district: str, leaf: Mapping[str, Any], algorithm: str) -> bytes:
    """What a leaf of the tree of ``algorithm`` holds: which entry, and its digest.

    The first tree holds the digests that chain the entries, a second one those of its own algorithm.
    """
    own = {"algorithm": leaf["algorithm"], "hash": leaf["hash"]}
    other = {"algorithm": algorithm, "hash": leaf.get(algorithm)}
    place = {"district": district, "stream": leaf["stream"], "sequence": leaf["sequence"]}
    return canonical(place | (own if algorithm == "sha256" else other))


def root_by_path(algorithm: str, leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that an audit path gives (RFC 9162, 2.1.3.2); none where the path does not fit the size."""
    if not 0 <= index < size:
        return None
    at, last, node = index, size - 1, hashed(algorithm, b"\0" + leaf)
    for other in path:
        if last == 0:
            return None
        if at & 1 or at == last:
            node = hashed(algorithm, b"\1" + other + node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = hashed(algorithm, b"\1" + node + other)
        at, last = at >> 1, last >> 1
    return node if last == 0 else None


def entry_hash(entry: Mapping[str, Any], algorithm: str) -> str:
    """The digest of an entry: of everything it says but its own digest."""
    body = canonical({name: value for name, value in entry.items() if name != "hash"})
    return hashed(algorithm, b"rongcuo/entry/1\n%d\n" % len(body) + body).hex()


# --- the archive -----------------------------------------------------------------------------------------------------

SENTENCES = {
    "unreadable": ("不能作为档案包读取：{reason}", "not readable as an archive: {reason}"),
    "file_missing": ("缺少文件{path}", "{path} is missing"),
    "file_unreadable": ("文件{path}的内容不能读取：{reason}", "{path} cannot be read: {reason}"),
    "file_altered": (
        "文件{path}与清单所载的摘要（{algorithm}）或者大小不一致",
        "{path} differs from the manifest ({algorithm})",
    ),
    "file_unlisted": ("文件{path}不在清单之内", "{path} is not in the manifest"),
    "manifest_unsigned": ("清单的签名不成立", "the signature of the manifest does not hold"),
    "key_unknown": ("签名公钥{key}不属于本机关的公钥", "the signing key {key} is not one of the office's"),
    "ledger_empty": ("没有一条记录", "the ledger has no entry"),
    "entry_not_canonical": ("第{sequence}条不是规范形式", "entry {sequence} is not in canonical form"),
    "entry_altered": ("第{sequence}条的内容与其摘要不一致", "entry {sequence} differs from its digest"),
    "entry_not_linked": ("第{sequence}条没有接在上一条之后", "entry {sequence} does not follow the one before it"),
    "entry_foreign": ("第{sequence}条不属于本案", "entry {sequence} belongs to another file"),
    "withheld_other": ("封存条目与清单所列的不一致", "the withheld entries differ from those in the manifest"),
    "checkpoint_unsigned": ("检查点的签名不成立", "the signature of the checkpoint does not hold"),
    "checkpoint_other": ("检查点所载的不是账册的最后一条", "the checkpoint is not about the last entry of the ledger"),
    "not_included": ("最后一条不在检查点之内（{algorithm}）", "the last entry is not in the checkpoint ({algorithm})"),
}
"""What may be found, in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold together."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: str = "zh") -> str:
        """The sentence that a person reads."""
        return SENTENCES[self.code][language == "en"].format(**self.params)

    def as_json(self) -> dict[str, object]:
        """For programs."""
        return {"code": f"archive.{self.code}", "message": self.text("zh"), "message_en": self.text("en")}


@dataclass(slots=True)
class Examination:
    """Everything that does not hold together (empty: all does), and what was looked at."""

    faults: list[Fault] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Archive:
    """The files by their path below the top folder, each with what opens it."""

    files: Mapping[str, Callable[[], AbstractContextManager[IO[bytes]]]]

    def read(self, path: str) -> bytes:
        with self.files[path]() as content:
            return content.read()

    def json(self, path: str) -> Any:
        return json.loads(self.read(path))

    def digests(self, path: str, algorithms: Iterable[str]) -> tuple[int, dict[str, str]]:
        """Size and digests; held in memory only where the digest has no stream here."""
        if "sm3" in algorithms and "sm3" not in hashlib.algorithms_available:
            body = self.read(path)
            return len(body), {name: hashed(name, body).hex() for name in algorithms}
        sums, size = {name: hashlib.new(name) for name in algorithms}, 0
        with self.files[path]() as content:
            while chunk := content.read(1 << 20):
                size += len(chunk)
                for each in sums.values():
                    each.update(chunk)
        return size, {name: each.hexdigest() for name, each in sums.items()}


WITHHELD = {"sequence", "previous", "hash", "withheld"}
"""An entry that the archive's reader may not read: its place in the chain, nothing of what it says."""

NEEDED = ("ledger.jsonl", "manifest.json", "manifest.sig", "checkpoint.json", "keys.json")
_BAD = (KeyError, TypeError, ValueError, AttributeError, OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError)
"""What a file may raise that is not what it should be."""


def examine(archive: Path | IO[bytes], trusted: str | None = None) -> Examination:
    """Check a zip file (also an open one) or a folder; ``trusted`` is the id of the key that the office published."""
    found = Examination()
    try:
        if isinstance(archive, Path) and archive.is_dir():
            _look(_folder(archive), trusted, found)
        else:
            with zipfile.ZipFile(archive) as packed:
                _look(_zip(packed), trusted, found)
    except _BAD as fault:
        found.faults.append(Fault("unreadable", {"reason": str(fault) or type(fault).__name__}))
    return found


def _folder(top: Path) -> _Archive:
    def opener(path: Path) -> Callable[[], AbstractContextManager[IO[bytes]]]:
        return lambda: path.open("rb")

    files = (path for path in sorted(top.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    return _Archive({path.relative_to(top).as_posix(): opener(path) for path in files})


def _zip(packed: zipfile.ZipFile) -> _Archive:
    def opener(name: str) -> Callable[[], AbstractContextManager[IO[bytes]]]:
        return lambda: packed.open(name)

    names = [info.filename for info in packed.infolist() if not info.is_dir()]
    tops = {name.partition("/")[0] for name in names}
    if len(tops) != 1 or len(set(names)) != len(names):
        raise ValueError("one top folder is expected, and each file once")
    return _Archive({name.partition("/")[2]: opener(name) for name in names})


def _look(archive: _Archive, trusted: str | None, found: Examination) -> None:
    missing = [Fault("file_missing", {"path": path}) for path in NEEDED if path not in archive.files]
    found.faults.extend(missing)
    if missing:
        return
    keys = genuine_keys(archive.json("keys.json"), trusted)
    manifest, entries = archive.json("manifest.json"), list[Mapping[str, Any]]()
    found.facts |= {"case": manifest["case"], "files": len(manifest["files"]), "keys": list(keys)}
    for check in (_signed(archive, keys), _listed(archive, manifest), _chained(archive, manifest["case"], entries)):
        found.faults.extend(check)
    found.facts |= {"entries": len(entries), "head": entries[-1]["hash"] if entries else None}
    if entries:
        found.faults.extend(_covered(archive.json("checkpoint.json"), entries[-1], keys, found.facts))


def _signed(archive: _Archive, keys: Mapping[str, bytes]) -> Iterator[Fault]:
    mark = archive.json("manifest.sig")
    yield from _by(keys, mark, archive.read("manifest.json"), "manifest_unsigned")


def _by(keys: Mapping[str, bytes], mark: Mapping[str, Any], said: bytes, otherwise: str) -> Iterator[Fault]:
    public = keys.get(mark["key"])
    if public is None:
        yield Fault("key_unknown", {"key": mark["key"]})
    elif not is_signed(public, said, bytes.fromhex(mark["signature"])):
        yield Fault(otherwise)


def _listed(archive: _Archive, manifest: Mapping[str, Any]) -> Iterator[Fault]:
    listed = {file["path"]: file for file in manifest["files"]}
    for path, file in listed.items():
        yield from _file(archive, path, file) if path in archive.files else [Fault("file_missing", {"path": path})]
    free = {"manifest.json", "manifest.sig", *manifest.get("uncovered", ())}
    yield from (
        Fault("file_unlisted", {"path": path}) for path in archive.files if path not in listed and path not in free
    )


def _file(archive: _Archive, path: str, said: Mapping[str, Any]) -> Iterator[Fault]:
    algorithms = [name for name in ("sha256", "sm3") if name == "sha256" or name in said]
    try:
        size, digests = archive.digests(path, algorithms)
    except _BAD as fault:
        yield Fault("file_unreadable", {"path": path, "reason": str(fault)})
        return
    wrong = [name for name in algorithms if digests[name] != said[name]]
    if wrong or size != said["size"]:
        yield Fault("file_altered", {"path": path, "algorithm": "、".join(wrong) or "size"})


def _chained(archive: _Archive, case: Mapping[str, Any], entries: list[Mapping[str, Any]]) -> Iterator[Fault]:
    """The chain from its first entry; every entry that can be read goes to ``entries``."""
    previous, place = "0" * 64, (case["district"], case["stream"])
    for number, line in enumerate(archive.read("ledger.jsonl").splitlines(), 1):
        entry = json.loads(line)
        if canonical(entry) != line:
            yield Fault("entry_not_canonical", {"sequence": number})
        withheld = entry.keys() == WITHHELD
        if withheld:
            entry |= {"district": place[0], "stream": place[1], "algorithm": case.get("algorithm", "sha256")}
        entries.append(entry)
        if (entry["district"], entry["stream"]) != place:
            yield Fault("entry_foreign", {"sequence": number})
        if entry["previous"] != previous or entry["sequence"] != number:
            yield Fault("entry_not_linked", {"sequence": number})
        if not withheld and entry_hash(entry, entry["algorithm"]) != entry["hash"]:
            yield Fault("entry_altered", {"sequence": number})
        previous = entry["hash"]
    held = [entry["sequence"] for entry in entries if "withheld" in entry]
    if held != case.get("withheld", []):
        yield Fault("withheld_other")
    if not entries:
        yield Fault("ledger_empty")


def _covered(
    proof: Mapping[str, Any], head: Mapping[str, Any], keys: Mapping[str, bytes], facts: dict[str, object]
) -> Iterator[Fault]:
    """The last entry against the checkpoint, in each of its trees."""
    statement, leaf = proof["checkpoint"]["statement"], proof["leaf"]
    facts |= {"checkpoint": statement, "index": proof["index"]}
    mark = {"key": statement["key"], "signature": proof["checkpoint"]["signature"]}
    yield from _by(keys, mark, canonical(statement), "checkpoint_unsigned")
    said = [statement["district"], *(leaf[name] for name in ("stream", "sequence", "algorithm", "hash"))]
    second = [name for name in statement["roots"] if name != "sha256" and "withheld" not in head]
    other = any(leaf[name] != entry_hash(head, name) for name in second)
    if other or said != [head[name] for name in ("district", "stream", "sequence", "algorithm", "hash")]:
        yield Fault("checkpoint_other")
    for algorithm, root in statement["roots"].items():
        path = [bytes.fromhex(node) for node in proof["path"][algorithm]]
        data = leaf_data(statement["district"], leaf, algorithm)
        given = root_by_path(algorithm, data, proof["index"], statement["size"], path)
        if given is None or given.hex() != root:
            yield Fault("not_included", {"algorithm": algorithm})


def lines_of(found: Examination, language: str = "zh") -> list[str]:
    """What was looked at, for a reader."""
    if "head" not in found.facts:
        return []
    case: Any = found.facts["case"]
    statement: Any = found.facts.get("checkpoint", {"size": 0, "at": "—", "key": "—"})
    params = found.facts | {"number": case.get("number", case["stream"])} | statement
    sound = {
        "zh": "案卷{number}：{entries}条记录，{files}个文件；检查点{at}，共{size}条，"
        "公钥{key}（请与机关公布的公钥编号核对）。",
        "en": "{number}: {entries} entries, {files} files; checkpoint of {at} over {size} entries, key {key} "
        "(compare with the id that the office has published).",
    }[language]
    return [sound.format(**params)]


def main(words: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("archive", nargs="?", type=Path, default=Path(__file__).parent)
    parser.add_argument("--key", help="the key id that the office has published 机关公布的公钥编号")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    args = parser.parse_args(words)
    found = examine(args.archive, args.key)
    closing = {"zh": ("一切相符。", "有{}处不符。"), "en": ("Everything holds together.", "{} faults.")}[args.lang]
    for line in [*lines_of(found, args.lang), *(fault.text(args.lang) for fault in found.faults)]:
        print(line)  # noqa: T201  a command prints
    print(closing[bool(found.faults)].format(len(found.faults)))  # noqa: T201
    return int(bool(found.faults))


if __name__ == "__main__":
    sys.exit(main())
