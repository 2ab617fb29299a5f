"""The fixed words of each kind of document, and what is put between them: read from TOML, checked when read.

A wording is data: blocks of text with the names of what goes in, ``{party.name}``. What goes in is never read as a
wording. The shipped ones lie in ``wordings/``; a unit's own folder may hold its own of the same name.

    kind = "decision"            form = "downward"          title = "关于{party.name}…的决定"
    organs = ["{deciding.name}"] addressees = ["{party.salutation}"]

    [[block]]
    heading = 1
    text = "当事人的申辩"
    when = "defences"            only where the file has this; unless = "…" only where it has not

    [[block]]
    each = "defences"            one paragraph for every row of this list
    text = "{row.on}，{party.name}提出：{row.words}"
    clauses = ["5.2"]            what the sentence rests on besides what is put in
    required = true              may be edited, not emptied
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, get_args

from rongcuo.base import Place, Problem
from rongcuo.documents.content import FORMS, Form

SHIPPED = Path(__file__).parent / "wordings"
"""The wordings that come with the product."""

ROW = "row."
"""Within ``each`` and ``table``: the fields of the row."""

_NAME = re.compile(r"\{([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)\}")
_BRACE = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedColumn:
    """A column: its title, the field of the row, its share of the width."""

    title: str
    of: str
    width: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedBlock:
    """A block before anything is put in. One of heading, table, blank; else it is a paragraph."""

    id: str = ""
    text: str = ""
    heading: int = 0
    table: str = ""
    columns: tuple[WordedColumn, ...] = ()
    blank: int = 0
    each: str = ""
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    flush: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedAnnex:
    """An annex before anything is put in."""

    title: str
    when: tuple[str, ...] = ()
    block: tuple[WordedBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of one kind of document."""

    kind: str
    form: Form
    title: str
    organs: tuple[str, ...]
    block: tuple[WordedBlock, ...]
    addressees: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    note: str = ""
    copies: tuple[str, ...] = ()
    issuer: str = ""
    annex: tuple[WordedAnnex, ...] = ()
    receipt: str = ""
    """Whom the slip names, where there is one."""
    receipt_note: str = ""

    def names(self) -> frozenset[str]:
        """Everything that the wording asks of a file: names of values and of lists, without the rows' own fields."""
        return frozenset(name for name in _asked(self) if not name.startswith(ROW))

    def row_names(self) -> Mapping[str, frozenset[str]]:
        """By list: the fields that are asked of its rows."""
        found: dict[str, set[str]] = {}
        for block in self.blocks():
            if block.each or block.table:
                asked = {name.removeprefix(ROW) for name in names_in(block.text) if name.startswith(ROW)}
                asked |= {column.of for column in block.columns}
                found.setdefault(block.each or block.table, set()).update(asked)
        return {name: frozenset(asked) for name, asked in found.items()}

    def blocks(self) -> Iterator[WordedBlock]:
        """All blocks, those of the annexes too."""
        yield from self.block
        for annex in self.annex:
            yield from annex.block


def names_in(text: str) -> tuple[str, ...]:
    """The names in a text, in order."""
    return tuple(_NAME.findall(text))


def put_in(text: str, said: Mapping[str, str]) -> str:
    """The text with what each name stands for; in one pass, so that what is put in is never read again."""
    return _NAME.sub(lambda found: said[found[1]], text)


def read_wording(text: str, file: str = "") -> Wording | tuple[Problem, ...]:
    """A wording from its TOML, or everything that is wrong with it, with the field."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return (Problem("documents.wording_toml", {"reason": str(error)}, Place(file=file)),)
    reader = _Reader(file)
    wording = reader.shape(Wording, document, "")
    return tuple(reader.problems) if reader.problems or wording is None else wording


def read_wordings(*folders: Path) -> tuple[Mapping[str, Wording], tuple[Problem, ...]]:
    """The wordings by kind, and what is wrong. A later folder goes before an earlier one; a missing one is empty."""
    found: dict[str, Wording] = {}
    problems: list[Problem] = []
    for folder in folders:
        for page in sorted(folder.glob("*.toml")):
            match read_wording(page.read_text(encoding="utf-8"), page.name):
                case Wording() as wording if wording.kind == page.stem:
                    found[wording.kind] = wording
                case Wording() as wording:
                    params = {"kind": wording.kind, "name": page.stem}
                    problems.append(Problem("documents.wording_name", params, Place(file=page.name)))
                case wrong:
                    problems.extend(wrong)
    return found, tuple(problems)


def _asked(wording: Wording) -> Iterator[str]:
    heads = (wording.title, wording.note, wording.issuer, wording.receipt, wording.receipt_note)
    lists = (wording.organs, wording.addressees, wording.signers, wording.copies)
    for text in (*heads, *(text for texts in lists for text in texts)):
        yield from names_in(text)
    for annex in wording.annex:
        yield from (*names_in(annex.title), *annex.when)
    for block in wording.blocks():
        yield from (*names_in(block.text), *block.when, *block.unless)
        yield from (name for name in (block.each, block.table) if name)


@dataclass
class _Reader:
    """Reads TOML tables into the shapes above by their fields; collects what is wrong."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def shape(self, shape: type, table: object, path: str) -> Any:
        if not isinstance(table, dict):
            return self._wrong(path, "documents.wording_type")
        known = {each.name: each for each in fields(shape)}
        for name in table.keys() - known.keys():
            self._wrong(_join(path, name), "documents.wording_unknown", known="、".join(known))
        given = {name: self._value(known[name].type, table[name], _join(path, name)) for name in known if name in table}
        lacking = [each.name for each in known.values() if each.default is MISSING and each.name not in table]
        for name in lacking:
            self._wrong(_join(path, name), "documents.wording_missing")
        return None if lacking or self.problems else shape(**given)

    def _value(self, type_: Any, value: object, path: str) -> Any:
        if (parts := get_args(type_)) and parts[-1] is Ellipsis:
            items = value if isinstance(value, list) else [value]
            return tuple(self._value(parts[0], item, f"{path}.{index}") for index, item in enumerate(items, start=1))
        if type_ is Form:
            return value if value in FORMS else self._wrong(path, "documents.wording_form", known="、".join(FORMS))
        if isinstance(type_, type) and type_ not in (str, int, bool):
            return self.shape(type_, value, path)
        if type(value) is not type_:
            return self._wrong(path, "documents.wording_type")
        return self._text(value, path) if isinstance(value, str) else value

    def _text(self, text: str, path: str) -> str:
        if stray := _BRACE.search(_NAME.sub("", text)):
            self._wrong(path, "documents.wording_brace", found=stray.group())
        return text

    def _wrong(self, path: str, code: str, **params: object) -> None:
        self.problems.append(Problem(code, params, Place(file=self.file, field=path)))


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def misplaced(wording: Wording, known: Iterable[str], lists: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """What the wording asks of a file that nobody can tell: unknown names, unknown fields of rows."""
    place = Place(file=f"{wording.kind}.toml")
    for name in sorted(wording.names() - set(known) - lists.keys()):
        yield Problem("documents.wording_name_unknown", {"name": name}, place)
    for list_, asked in wording.row_names().items():
        for name in sorted(asked - lists.get(list_, frozenset())):
            yield Problem("documents.wording_field_unknown", {"list": list_, "name": name}, place)
