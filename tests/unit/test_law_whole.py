"""The small regulation as it is read, part by part: whatever its pages say arrives, in its order, and nothing else."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

from rongcuo.base import ClauseRef
from rongcuo.law import read
from rongcuo.law.pack import Pack
from tests import golden_pages
from tests.derivation_samples import FACTS
from tests.law_samples import written

GOLDEN = "pack.txt"
PARTS = [field.name for field in fields(Pack) if field.name != "digest"]


def read_whole(folder: Path) -> dict[str, str]:
    """Each part of the sample as text; a clause's number and a day as one writes them."""
    pack, problems = read(written(folder, {"facts.md": FACTS}))
    assert () == problems
    return {name: json.dumps(_plain(getattr(pack, name)), ensure_ascii=False, indent=1) for name in PARTS}


def _plain(part: object) -> object:
    match part:
        case ClauseRef() | date():
            return str(part)
        case Mapping():
            return {str(key): _plain(value) for key, value in part.items()}
        case list() | tuple() | frozenset():
            return [_plain(value) for value in part]
        case _ if is_dataclass(part):
            return {field.name: _plain(getattr(part, field.name)) for field in fields(part)}
    return part


def test_every_page_belongs_to_a_part(tmp_path):
    if golden_pages.IS_ACCEPTED:
        golden_pages.accept(GOLDEN, read_whole(tmp_path))

    assert PARTS == list(golden_pages.pages(GOLDEN))


def test_the_pack_is_read(tmp_path):
    assert golden_pages.pages(GOLDEN) == read_whole(tmp_path)
