"""An edition as a mapping of texts, so that an office can keep the law its files were handled under.

A later installation may carry a later edition only, or the same one with a
mended remark; what a case file pins by digest must stay loadable for ever.
"""

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from importlib.resources.abc import Traversable

from rongcuo.law.catalogue import FaultyPack
from rongcuo.law.digests import rule_files
from rongcuo.law.pack import Pack
from rongcuo.law.reader import read


def archive(folder: Traversable) -> dict[str, str]:
    """The rule files of an edition's folder: path → text. A pack is UTF-8 throughout."""
    return {path: content.decode() for path, content in rule_files(folder)}


def restore(files: Mapping[str, str], effective_from: date) -> Pack:
    """The edition that :func:`archive` gave; raises :class:`FaultyPack` where it cannot be read."""
    pack, problems = read(_folder(files, effective_from.isoformat()))
    if pack is None:
        raise FaultyPack(*problems)
    return pack


def _folder(files: Mapping[str, str], name: str) -> Traversable:
    """A folder in memory: a zip archive is one that the reader can walk."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as writer:
        for path, text in files.items():
            writer.writestr(f"{name}/{path}", text)
    return zipfile.Path(zipfile.ZipFile(memory), f"{name}/")
