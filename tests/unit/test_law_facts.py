"""Facts and records as an author may get them wrong: each fault with the place of the field that is meant."""

import pytest

from rongcuo.base import Severity
from rongcuo.law import read
from tests.derivation_samples import FACTS
from tests.law_samples import written

FAULTS = [
    # what the author should know, what stands there, what is put in its place, code and field
    ("The day of a record is one of its fields", 'dated_by = "taken_on"', 'dated_by = "taken"',
     ["law.unknown_field record.gift.dated_by"]),
    ("and a field that is a day", 'dated_by = "taken_on"', 'dated_by = "worth"',
     ["law.unknown_field record.gift.dated_by"]),
    ("The place of a record is one of its fields", 'located_by = "place"', 'located_by = "places"',
     ["law.unknown_field record.gift.located_by"]),
    ("and a field that is a code", 'located_by = "place"', 'located_by = "worth"',
     ["law.unknown_field record.gift.located_by"]),
    ("A field is a table", "[record.gift.field.secret]\n",
     '[record.gift.field]\nshown = "yes_or_no"\n\n[record.gift.field.secret]\n',
     ["law.expects_table record.gift.field.shown"]),
    ("A field has the keys of a fact", 'label_en = "Kept secret"', 'label_en = "Kept secret"\ncolour = "red"',
     ["law.unknown_key record.gift.field.secret.colour"]),
    ("A field has its label", 'label = "没有登记上交"\n', "", ["law.key_missing record.gift.field.secret"]),
    ("The list of a field exists", 'list = "place"', 'list = "places"',
     ["law.unknown_list record.gift.field.place.list"]),
    ("The list of a fact exists", 'list = "office"\nclause', 'list = "offices"\nclause',
     ["law.unknown_list fact.office.list"]),
    ("Only a code has a list", 'type = "yes_or_no"\nclause = "1"', 'type = "yes_or_no"\nlist = "office"\nclause = "1"',
     ["law.fact_list fact.on_payroll"]),
    ("A number has its unit", 'unit = "元"\n', "", ["law.fact_unit record.gift.field.worth"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_a_fault_is_pointed_at(tmp_path, old, new, expected):
    assert old in FACTS

    pack, problems = read(written(tmp_path, {"facts.md": FACTS.replace(old, new, 1)}))

    assert pack is None
    reported = [each for each in problems if each.severity is Severity.ERROR]
    assert expected == [f"{each.code} {each.place.field}" for each in reported]
    assert all(each.text("zh") and each.text("en") for each in problems)
