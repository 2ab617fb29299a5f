"""XML as text: elements in the order given, two blanks a level, the same bytes each time.

Tags carry their prefix as written (``ruleml:Atom``) and the root declares it,
so that no registry of prefixes outside the document has a say.
"""

import re
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from rongcuo.determination.pictures.svg import legible

_NAME = re.compile(r"(?!id_)[A-Za-z_][A-Za-z0-9_]*")
_KEY_PART = re.compile(r"(?!id_)[A-Za-z0-9_.]+(?:-[A-Za-z0-9_.]+)*")

Attributes = Mapping[str, str | None]
"""An attribute that is none is left out."""


def element(
    tag: str, attributes: Attributes | None = None, children: Iterable[Element] = (), *, text: str | None = None
) -> Element:
    """An element; a character that XML cannot hold becomes U+FFFD."""
    kept = {name: legible(value) for name, value in (attributes or {}).items() if value is not None}
    made = Element(tag, kept)
    made.text = None if text is None else legible(text)
    made.extend(children)
    return made


def document(root: Element) -> str:
    """The whole file; ends in a newline."""
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def identifier(name: str, taken: Iterable[str] = ()) -> str:
    """``name`` where it is an identifier in XML, FEEL and elsewhere and not ``taken``; else its bytes, spelt out.

    Two names never give one identifier.
    """
    return name if _NAME.fullmatch(name) and name not in taken else _spelt(name)


def key_part(name: str) -> str:
    """``name`` as a part of a longer key, where dates and hyphens may stand; ``--`` is left to part the parts."""
    return name if _KEY_PART.fullmatch(name) else _spelt(name)


def _spelt(name: str) -> str:
    return f"id_{name.encode(errors='surrogatepass').hex()}"
