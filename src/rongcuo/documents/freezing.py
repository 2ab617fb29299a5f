"""The content of a document as bytes: what is reviewed and signed, kept for ever, and printed from again.

Number, date, signers and code come with the signature and are no part of it: the same content has the same bytes
before and after.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter

from rongcuo.base.canonical import canonical
from rongcuo.documents.content import AnyBlock, Blank, Document, Heading, Paragraph, Table

_SHAPES: Mapping[str, type[AnyBlock]] = {"heading": Heading, "paragraph": Paragraph, "table": Table, "blank": Blank}
_BY_SIGNATURE = ("number", "issued_on", "signers", "code")


def frozen(document: Document) -> bytes:
    """The canonical bytes of what the document says."""
    content = {name: value for name, value in asdict(document).items() if name not in _BY_SIGNATURE}
    content["body"] = [_shaped(block) for block in document.body]
    content["annexes"] = [
        {"title": annex.title, "body": [_shaped(block) for block in annex.body]} for annex in document.annexes
    ]
    return canonical(content)


def thawed(content: bytes) -> Document:
    """The document of such bytes, as a draft; raises ``ValueError`` for any others."""
    said: dict[str, Any] = json.loads(content)
    said["body"] = [_block(block) for block in said["body"]]
    said["annexes"] = [annex | {"body": [_block(block) for block in annex["body"]]} for annex in said["annexes"]]
    document: Document = TypeAdapter(Document).validate_python(said)
    return document


def _shaped(block: AnyBlock) -> dict[str, object]:
    shape = next(name for name, type_ in _SHAPES.items() if type(block) is type_)
    return {"shape": shape, **asdict(block)}


def _block(said: Mapping[str, Any]) -> AnyBlock:
    rest = {name: value for name, value in said.items() if name != "shape"}
    block: AnyBlock = TypeAdapter(_SHAPES[said["shape"]]).validate_python(rest)
    return block
