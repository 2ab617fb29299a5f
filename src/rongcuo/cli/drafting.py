"""The folder of a new pack: templates filled in, and the pages of a regulation's plain text.

Everything is made in memory first, so that a refusal leaves nothing behind.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from rongcuo.base import Place, Problem, RongcuoError
from rongcuo.law.digests import text_digest
from rongcuo.law.markdown import parse
from rongcuo.law.outline import outline, pages, unwritable
from rongcuo.law.text import Clause

TEMPLATES = resources.files("rongcuo.cli") / "templates"
"""Data: ``pack.toml`` and ``README.md`` of any pack, ``skeleton`` a whole small one, ``text`` what goes with a text."""
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_NAME = 60
_REMARKS = "条文页.md"
_ENCODINGS = ("utf-8-sig", "gb18030")
_BYTE_ORDER = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class NotDrafted(RongcuoError):
    """The pack cannot be made as asked; ``problems`` say why, and nothing was written."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("；".join(problem.text() for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Draft:
    """What a new pack is called."""

    policy: str
    title: str
    number: str
    issuer: str
    effective_from: date


def files(draft: Draft, text: str | None, source: str = "--from") -> dict[str, str]:
    """The new pack's files by path; from a regulation's ``text``, or the sample pages; raises ``NotDrafted``.

    ``source`` is what the text is called where a line of it is refused.
    """
    _check(draft)
    law = {} if text is None else _law_pages(draft, text, source)
    rules = dict(_templates(TEMPLATES / ("skeleton" if text is None else "text"), ""))
    clauses = clauses_of(law or rules)
    forms = rules | {name: (TEMPLATES / name).read_text("utf-8") for name in ("pack.toml", "README.md")}
    return law | {path: _filled(form, draft, clauses) for path, form in forms.items()}


def clauses_of(made: Mapping[str, str]) -> list[Clause]:
    """The clauses of the pages, in their order."""
    return [clause for path in sorted(made) if path.endswith(".md") for clause in parse(path, made[path]).clauses]


def write(folder: Path, made: Mapping[str, str]) -> None:
    """Write the files into ``folder``, which must not be there; raises ``NotDrafted``."""
    try:
        folder.mkdir(parents=True)
        for path, content in made.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(content, encoding="utf-8", newline="\n")
    except FileExistsError:
        raise NotDrafted(Problem("cli.new_pack.there", {"folder": folder}, Place(file=str(folder)))) from None
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        raise NotDrafted(Problem("cli.not_written", {"reason": reason}, Place(file=str(folder)))) from fault


def decoded(content: bytes, name: str) -> tuple[str, str]:
    """A text file's text and encoding: UTF-8, UTF-16 with its mark, or GB 18030, as word processors save it."""
    encodings = (_BYTE_ORDER[content[:2]],) if content[:2] in _BYTE_ORDER else _ENCODINGS
    for encoding in encodings:
        try:
            return content.decode(encoding), encoding.removesuffix("-sig")
        except UnicodeDecodeError:
            continue
    raise NotDrafted(Problem("cli.new_pack.not_text", {}, Place(file=name)))


def _check(draft: Draft) -> None:
    problems = []
    if not _NAME.fullmatch(draft.policy) or len(draft.policy) > _LONGEST_NAME:
        problems.append(Problem("cli.new_pack.name", {"name": draft.policy}, Place(field="POLICY")))
    for option, words in (("--title", draft.title), ("--number", draft.number), ("--issuer", draft.issuer)):
        if not words.strip() or not words.isprintable():
            problems.append(Problem("cli.new_pack.words", {}, Place(field=option)))
    if problems:
        raise NotDrafted(*problems)


def _templates(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for child in sorted(folder.iterdir(), key=lambda child: child.name):
        if child.is_dir():
            yield from _templates(child, f"{prefix}{child.name}/")
        else:
            yield f"{prefix}{child.name}", child.read_text("utf-8")


def _law_pages(draft: Draft, text: str, source: str) -> dict[str, str]:
    """The pages of the law's words; the first begins with remarks on what to do next."""
    sections = outline(text, (draft.title, draft.number, f"《{draft.title}》"))
    if not any(part.number for section in sections for part in section.parts):
        raise NotDrafted(Problem("cli.new_pack.no_numbers", {}, Place(source)))
    marked = [_line(text, words) for words in unwritable(sections)]
    if marked:
        raise NotDrafted(*(Problem("cli.new_pack.marks", {}, Place(source, line)) for line in marked))
    digits = max(2, len(str(len(sections))))
    made = {_file(f"{place:0{digits}}", title): page for place, (title, page) in enumerate(pages(sections), start=1)}
    first = next(iter(made))
    return made | {first: f"{(TEMPLATES / _REMARKS).read_text('utf-8')}\n{made[first]}"}


def _line(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if words in line)


def _file(place: str, title: str) -> str:
    """``02-适用范围.md``: before the pages of the rules, which begin with a 9."""
    words = re.sub(r"\W+", "-", title).strip("-")[:20]
    return f"{place}-{words or '条文'}.md"


def _filled(content: str, draft: Draft, clauses: Sequence[Clause]) -> str:
    first = next((clause.ref for clause in clauses if clause.text and clause.ref.parts != (0,)), "1")
    return Template(content).safe_substitute(
        policy=_quoted(draft.policy),
        title=_quoted(draft.title),
        heading=draft.title,
        number=_quoted(draft.number),
        issuer=_quoted(draft.issuer),
        day=draft.effective_from.isoformat(),
        digest=text_digest(clauses),
        clause=str(first),
    )


def _quoted(words: str) -> str:
    """A TOML string; printable text needs no more than JSON does."""
    return json.dumps(words, ensure_ascii=False)
