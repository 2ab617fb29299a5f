"""The reference of the pack format names every table and every key that the reader knows."""

import re

import pytest

from rongcuo.law.schema import KEYS, TITLE
from tests.house.repository import ROOT

REFERENCE = (ROOT / "docs" / "reference" / "pack-format.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", sorted(KEYS))
def test_each_table_is_described_with_all_its_keys_and_no_others(kind):
    [row] = re.findall(rf"^\| `\[+{kind}[^|]*\| (.*) \|$", REFERENCE, re.MULTILINE)

    assert sorted(KEYS[kind]) == sorted(set(re.findall(r"`(\w+)`", row)))


def test_every_key_of_the_front_page_is_described():
    [table] = re.findall(r"^## pack\.toml\n(.*?)^## ", REFERENCE, re.MULTILINE | re.DOTALL)
    keys = [
        key for row in table.splitlines() if row.startswith("| `") for key in re.findall(r"`(\w+)`", row.split("|")[1])
    ]

    assert sorted(TITLE) == sorted(keys)
