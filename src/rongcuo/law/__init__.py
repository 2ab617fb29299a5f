"""Policy packs as typed data: the law's words, its rules, its readings, its procedure.

``load`` gives a pack that this installation carries, ``read`` one from any
folder with everything wrong in it, ``apply`` a pack under chosen readings.
"""

from rongcuo.law.archive import archive, restore
from rongcuo.law.catalogue import (
    FaultyPack,
    NotInForce,
    PackError,
    UnknownDigest,
    UnknownPolicy,
    UnknownReading,
    folder,
    load,
    load_by_digest,
    load_policy,
    packs,
    policy_of,
)
from rongcuo.law.check import check_text
from rongcuo.law.nearest import nearest
from rongcuo.law.pack import Pack, Policy
from rongcuo.law.reader import read
from rongcuo.law.readings import apply
from rongcuo.law.text import Clause

__all__ = [
    "Clause",
    "FaultyPack",
    "NotInForce",
    "Pack",
    "PackError",
    "Policy",
    "UnknownDigest",
    "UnknownPolicy",
    "UnknownReading",
    "apply",
    "archive",
    "check_text",
    "folder",
    "load",
    "load_by_digest",
    "load_policy",
    "nearest",
    "packs",
    "policy_of",
    "read",
    "restore",
]
