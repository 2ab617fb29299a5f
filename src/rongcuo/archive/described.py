"""The metadata of a package against its ledger: what the one says and the other knows must be the same."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rongcuo.archive.bag import Bag
from rongcuo.archive.bodies import Line, Lists, issued
from rongcuo.archive.case import Case
from rongcuo.archive.layout import METADATA, document_path
from rongcuo.archive.metadata import Described, described
from rongcuo.base import Place, Problem
from rongcuo.ledger import ERASED, Entry

Known = tuple[str, Mapping[str, str]]
"""The level of an entity and what is known of it."""


def metadata_problems(bag: Bag, case: Case, entries: Iterable[Entry], lists: Lists) -> Iterator[Problem]:
    """Every element that differs, or that there is one entity too many or too few."""
    source = bag.read(METADATA)
    if source is None:
        return
    try:
        found = described(source)
    except ValueError as wrong:
        yield Problem("archive.metadata_unreadable", {"reason": str(wrong)}, Place(METADATA))
        return
    known = tuple(_known(bag, case, tuple(entries), lists))
    if [each.level for each in found] != [level for level, _ in known]:
        yield Problem("archive.metadata_count", {"found": len(found), "expected": len(known)}, Place(METADATA))
        return
    for entity, (_, values) in zip(found, known, strict=True):
        yield from _compared(entity, values)


def _compared(entity: Described, values: Mapping[str, str]) -> Iterator[Problem]:
    for name, value in values.items():
        if entity.values.get(name) != value:
            params = {"level": entity.level, "name": name, "value": entity.values.get(name, "")}
            yield Problem("archive.metadata_differs", params, Place(METADATA))


def _known(bag: Bag, case: Case, entries: tuple[Entry, ...], lists: Lists) -> Iterator[Known]:
    papers = tuple(issued(entries))
    yield "案卷", _case(case, entries, lists, len(papers))
    for place, (entry, said) in enumerate(papers, start=1):
        yield "文件", _document(bag, place, entry, said)
    for each in lists.files:
        yield "附件", _file(each)


def _case(case: Case, entries: tuple[Entry, ...], lists: Lists, papers: int) -> dict[str, str]:
    known = {
        "文件编号": case.number,
        "件数": str(papers),
        "附件数": str(len(lists.files)),
        "记录条数": str(case.entries),
        "摘要算法": case.algorithm,
        "链末摘要": case.head,
    }
    if not entries or entries[0].sequence != 1:
        return known
    return known | _opening(entries[0], lists)


def _opening(opened: Entry, lists: Lists) -> dict[str, str]:
    """What the first entry says of the whole file."""
    act: Any = opened.body.get("act")
    title = act.get("title") if isinstance(act, dict) else None
    text = next((each for each in lists.texts if isinstance(title, dict) and each.sealed.id == title.get("id")), None)
    words = {} if text is None else {"题名": ERASED if text.erased else text.said["body"]}
    day = opened.occurred_on
    return {"年度": str(day.year), "开始日期": day.isoformat(), **words}


def _document(bag: Bag, place: int, entry: Entry, said: Mapping[str, Any]) -> dict[str, str]:
    path = document_path(place, said["number"])
    found = bag.digest(path)
    return {
        "件号": str(place),
        "文件编号": said["number"],
        "文书类型": said["kind"],
        "日期": entry.occurred_on.isoformat(),
        "记录序号": str(entry.sequence),
        "计算机文件名": path,
        "计算机文件大小": str(found[1] if found else ""),
        "摘要": said["sha256"],
    }


def _file(each: Line) -> dict[str, str]:
    said = each.said
    known = {"附件号": str(each.number), "标识": said["id"], "记录序号": str(said["entry"])}
    if each.erased:
        return known | {"题名": ERASED}
    electronic = {"计算机文件名": said["path"], "计算机文件大小": str(said["size"]), "摘要": said["sha256"]}
    return known | {"题名": said["name"], "格式信息": said["media_type"], **electronic}
