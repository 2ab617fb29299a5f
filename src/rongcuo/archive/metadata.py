"""``metadata.xml``: what a catalogue of archives asks of the file and of each thing in it.

The elements follow the shape of DA/T 48 (a package with its content) and the
names of DA/T 46 (origin, number, description, form, electronic attributes).
The namespace is our own: nothing here claims to be an instance of either.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from rongcuo.archive.contents import Cover, KeptDocument, KeptFile, Package
from rongcuo.ledger import ERASED

NAMESPACE = "urn:rongcuo:archive:1"
ROOT = "电子文件封装包"
ENTITY = "文件实体"
LEVEL = "聚合层次"

_OPEN = "无"
"""密级: the system takes nothing that is classified."""


@dataclass(frozen=True, slots=True)
class Described:
    """One entity of the metadata: its level, and what each element in it says."""

    level: str
    values: Mapping[str, str]


def metadata(package: Package) -> bytes:
    """The file: UTF-8, two blanks a level, the same bytes each time."""
    root = Element(ROOT, {"xmlns": NAMESPACE})
    content = Element("封装内容")
    content.extend(_entities(package))
    root.extend((_said("封装包格式描述", "案卷归档包"), _said("版本", "1"), content))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def described(source: bytes) -> tuple[Described, ...]:
    """The entities of a metadata file; raises ``ValueError`` where it is not one."""
    if b"<!DOCTYPE" in source or b"<!ENTITY" in source:
        raise ValueError("a document type has no place here")
    try:
        root = ET.fromstring(source)  # noqa: S314  no document type, so no entity can be declared
    except ET.ParseError as wrong:
        raise ValueError(str(wrong)) from wrong
    if root.tag != f"{{{NAMESPACE}}}{ROOT}":
        raise ValueError(f"<{root.tag}>")
    return tuple(_described(found) for found in root.iter(f"{{{NAMESPACE}}}{ENTITY}"))


def _described(entity: Element) -> Described:
    leaves = (each for each in entity.iter() if not len(each))
    return Described(entity.get(LEVEL, ""), {each.tag.rpartition("}")[2]: each.text or "" for each in leaves})


def _entities(package: Package) -> Iterator[Element]:
    yield _case(package)
    yield from (_document(document, package.cover) for document in package.documents)
    yield from (_file(file) for file in package.files)


def _case(package: Package) -> Element:
    cover = package.cover
    dates = [_said("开始日期", _day(cover.opened_on)), _said("决定日期", _day(cover.decided_on))]
    return _entity(
        "案卷",
        _group("来源", _said("全宗号", cover.fonds), _said("立档单位名称", cover.organ)),
        _group("档号", _said("年度", str(cover.opened_on.year)), _said("保管期限", cover.retention)),
        _group(
            "内容描述",
            _said("题名", cover.title or ERASED), _said("文件编号", cover.number), _said("责任者", cover.organ),
            *dates, _said("密级", _OPEN),
        ),
        _group(
            "形式特征",
            _said("件数", str(len(package.documents))), _said("附件数", str(len(package.files))), _said("语种", "中文"),
        ),
        _group(
            "电子属性",
            _said("记录条数", str(package.head.sequence)), _said("摘要算法", package.head.algorithm),
            _said("链末摘要", package.head.hash),
        ),
    )  # fmt: skip


def _document(document: KeptDocument, cover: Cover) -> Element:
    return _entity(
        "文件",
        _group("来源", _said("全宗号", cover.fonds), _said("立档单位名称", cover.organ)),
        _group(
            "档号",
            _said("年度", str(document.issued_on.year)), _said("保管期限", cover.retention),
            _said("件号", str(document.place)),
        ),
        _group(
            "内容描述",
            _said("题名", document.title), _said("文件编号", document.number), _said("责任者", document.organ),
            _said("日期", _day(document.issued_on)), _said("文书类型", document.kind), _said("密级", _OPEN),
            _said("记录序号", str(document.entry)),
        ),
        _electronic(document.path, "PDF/A-2b", document.size, document.sha256),
    )  # fmt: skip


def _file(file: KeptFile) -> Element:
    told = [_said("附件号", str(file.number)), _said("标识", file.id), _said("记录序号", str(file.entry))]
    if file.erased:
        return _entity("附件", _group("内容描述", *told, _said("题名", ERASED)))
    described = _group("内容描述", *told, _said("题名", file.name))
    return _entity("附件", described, _electronic(file.path, file.media_type, file.size, file.sha256))


def _electronic(path: str, form: str, size: int, sha256: str) -> Element:
    return _group(
        "电子属性",
        _said("格式信息", form), _said("计算机文件名", path), _said("计算机文件大小", str(size)),
        _said("摘要算法", "sha256"), _said("摘要", sha256),
    )  # fmt: skip


def _entity(level: str, *groups: Element) -> Element:
    entity = Element(ENTITY, {LEVEL: level})
    entity.extend(groups)
    return entity


def _group(tag: str, *parts: Element) -> Element:
    return _with(Element(tag), parts)


def _with(made: Element, parts: Iterable[Element]) -> Element:
    made.extend(parts)
    return made


def _said(tag: str, text: str) -> Element:
    made = Element(tag)
    made.text = "".join(sign if _legible(sign) else "\ufffd" for sign in text) or None
    return made


def _legible(sign: str) -> bool:
    """What XML 1.0 can write."""
    code = ord(sign)
    return sign in "\t\n\r" or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code > 0xFFFF


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
