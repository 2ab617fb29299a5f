"""A pack's folder becomes a pack, or the list of everything that is wrong with it.

The folder holds ``pack.toml`` and Markdown pages; ``docs/reference/pack-format.md``
describes both. Nothing stops at the first problem: a block that is not TOML
hides nothing that stands elsewhere.
"""

from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Any

from rongcuo.base import ClauseRef, Place, Problem, Severity
from rongcuo.law import check
from rongcuo.law.bindings import bindings
from rongcuo.law.declarations import Declarations, rules
from rongcuo.law.derivation.tables import derivable
from rongcuo.law.digests import pack_digest
from rongcuo.law.items import Item, front, harvest
from rongcuo.law.markdown import Block, Page, parse
from rongcuo.law.pack import Pack
from rongcuo.law.procedure_tables import procedure
from rongcuo.law.references import references
from rongcuo.law.schema import TITLE
from rongcuo.law.schema import read as read_keys
from rongcuo.law.text import Clause, Title

FRONT = "pack.toml"
_REMARKS = "README.md"


def read(folder: Traversable) -> tuple[Pack | None, tuple[Problem, ...]]:
    """The pack in ``folder``, and everything wrong with it by file and line.

    There is no pack where it cannot be made whole. One that is whole but
    departs from its own text is returned *with* those errors; notices never
    stand in the way.
    """
    problems: list[Problem] = []
    files = _files(folder, problems)
    title, parameters = _front(folder, files, problems)
    torn: list[Problem] = []
    pages = _pages(files, torn)
    clauses = _clauses(pages, torn)
    problems.extend(torn)
    declarations, unread = _declarations(pages, problems)
    made, wrong = rules(declarations)
    table, wrong_table = procedure(declarations)
    derived, wrong_derived = derivable(declarations, made.readings, parameters)
    problems.extend((*wrong, *wrong_table, *wrong_derived, *references(declarations, clauses)))
    bound = bindings(declarations, table)
    identity = _identity(folder, problems)
    pack = None
    if title is not None and not any(problem.severity is Severity.ERROR for problem in problems):
        pack = Pack(
            title=title,
            clauses=clauses,
            findings=made.findings,
            rules=made.rules,
            standings=made.standings,
            entries=made.entries,
            exclusives=made.exclusives,
            readings=made.readings,
            decisions=made.decisions,
            procedure=table,
            bindings=bound,
            open_words=made.open_words,
            parameters=parameters,
            digest=identity,
            derivable=derived,
            unseen_words=made.unseen_words,
        )
        return pack, _in_order((*problems, *check.check_text(pack)))
    readable = {ref: clause for ref, clause in clauses.items() if ref not in unread}
    problems.extend(check.unaccounted(readable, bound, made.open_words, made.unseen_words))
    problems.extend(check.misquoted(clauses, made.findings.values(), made.open_words, made.unseen_words))
    problems.extend(check.unquoted(readable, made.findings.values(), made.unseen_words))
    problems.extend(check.unseen(clauses, made.unseen_words))
    problems.extend(check.digest_drift(title, clauses.values()) if title and not torn else ())
    return None, _in_order(problems)


def _files(folder: Traversable, problems: list[Problem]) -> dict[str, Traversable]:
    """The files of the folder itself, by name in the order of their names."""
    try:
        found = {child.name: child for child in folder.iterdir() if child.is_file()}
    except OSError:
        problems.append(Problem("law.no_folder", {"folder": folder.name}, Place(str(folder))))
        return {}
    return dict(sorted(found.items()))


def _identity(folder: Traversable, problems: list[Problem]) -> str:
    """The digest of the whole folder; what lies in it and cannot be read is reported, for it belongs to the rules."""
    try:
        return pack_digest(folder)
    except OSError as error:
        if not any(problem.code in ("law.no_folder", "law.not_read") for problem in problems):
            problems.append(_unread(error, str(error.filename or folder)))
        return ""


def _unread(error: OSError, name: str) -> Problem:
    return Problem("law.not_read", {"reason": error.strerror or str(error)}, Place(name))


def _front(
    folder: Traversable, files: dict[str, Traversable], problems: list[Problem]
) -> tuple[Title | None, dict[str, object]]:
    if FRONT not in files:
        problems.append(Problem("law.front_missing", {"file": FRONT}, Place(FRONT)))
        return None, {}
    item, wrong = front(Block(FRONT, 1, None, _text(files[FRONT], problems)))
    problems.extend(wrong)
    values: dict[str, Any] | None = None
    if item is not None:
        values, wrong = read_keys(TITLE, item, item.data)
        problems.extend(wrong)
    if item is None or values is None:
        return None, {}
    parameters = values.pop("parameters")
    title = Title(**values, place=item.place("text_digest"))
    problems.extend(_misplaced(folder, item, title))
    return title, parameters


def _misplaced(folder: Traversable, item: Item, title: Title) -> Iterator[Problem]:
    """The path is the citation: an edition stands in a folder named by the day it takes effect."""
    expected = title.effective_from.isoformat()
    if folder.name != expected:
        yield item.problem("law.folder_differs", "effective_from", folder=folder.name, date=expected)


def _pages(files: dict[str, Traversable], problems: list[Problem]) -> tuple[Page, ...]:
    names = [name for name in files if name.endswith(".md") and name != _REMARKS]
    pages = tuple(parse(name, _text(files[name], problems)) for name in names)
    problems.extend(problem for page in pages for problem in page.problems)
    return pages


def _text(file: Traversable, problems: list[Problem]) -> str:
    """The file as text; bytes that are not UTF-8 are reported with their line and replaced."""
    try:
        content = file.read_bytes()
    except OSError as error:
        problems.append(_unread(error, file.name))
        return ""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problems.append(Problem("law.not_utf8", {"byte": error.start}, Place(file.name, line)))
        return content.decode("utf-8-sig", errors="replace")


def _clauses(pages: Iterable[Page], problems: list[Problem]) -> dict[ClauseRef, Clause]:
    """The clauses in the order of the law; each number once, and never backwards."""
    every = [clause for page in pages for clause in page.clauses]
    clauses: dict[ClauseRef, Clause] = {}
    for clause in every:
        if clause.ref in clauses:
            params = {"number": str(clause.ref), "where": str(clauses[clause.ref].place)}
            problems.append(Problem("law.clause_twice", params, clause.place))
        clauses.setdefault(clause.ref, clause)
    for before, after in pairwise(clauses.values()):
        if after.ref < before.ref:
            params = {"number": str(after.ref), "before": str(before.ref)}
            problems.append(Problem("law.clause_order", params, after.place))
    return clauses


def _declarations(pages: Iterable[Page], problems: list[Problem]) -> tuple[Declarations, set[ClauseRef]]:
    """What the blocks declare, and the clauses of which a block could not be read."""
    blocks = [block for page in pages for block in page.blocks]
    harvests = [harvest(block) for block in blocks]
    unread = {block.clause for block, got in zip(blocks, harvests, strict=True) if got.broken and block.clause}
    declarations = Declarations(
        [item for got in harvests for item in got.items], [name for got in harvests for name in got.names]
    )
    problems.extend(problem for got in harvests for problem in got.problems)
    problems.extend(declarations.problems)
    unread |= {each.item.clause for each in declarations.of("unseen") if each.values is None and each.item.clause}
    if not declarations.of("entry") and not any(got.broken for got in harvests):
        problems.append(Problem("law.list_missing", {}, Place(FRONT)))
    return declarations, unread


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.place.file or "", problem.place.line or 0)))
