"""Which edition of a grading table governs, day by day and place by place, also where the day or the place is open."""

from datetime import date

import pytest

from rongcuo.base import Place
from rongcuo.determination.derivation.facts import Facts, Known, Row, Rows, facts_digest
from rongcuo.determination.derivation.grading import applicable, days_of, in_force
from rongcuo.law.derivation.derivations import Edition, Record
from tests.determination_samples import CLAUSE


def edition(label: str, since: date, until: date | None = None, locality: str | None = None) -> Edition:
    return Edition("table", "event", label, "某办法", True, since, until, locality, (), CLAUSE, Place())


OLD = edition("旧", date(2010, 1, 1), date(2015, 12, 31))
NEW = edition("新", date(2018, 1, 1))
PORT = edition("口岸", date(2019, 1, 1), date(2019, 12, 31), "port")
ALL = (OLD, NEW, PORT)

GOVERNED = [
    ("the day before the first, none", date(2009, 12, 31), None, None),
    ("from its first day", date(2010, 1, 1), None, OLD),
    ("to its last day", date(2015, 12, 31), None, OLD),
    ("between two, none", date(2016, 1, 1), None, None),
    ("without an end, on and on", date(2030, 1, 1), None, NEW),
    ("in its place the local one", date(2019, 6, 1), "port", PORT),
    ("elsewhere the national one", date(2019, 6, 1), "here", NEW),
    ("after the local one the national one again", date(2020, 1, 1), "port", NEW),
]


@pytest.mark.parametrize(("day", "place", "expected"), [row[1:] for row in GOVERNED], ids=[row[0] for row in GOVERNED])
def test_an_edition_governs(day, place, expected):
    assert expected is in_force(ALL, day, place)


def test_the_days_that_matter_are_those_on_either_side_of_each_change():
    assert (date(2009, 12, 31), date(2010, 1, 1), date(2015, 12, 31), date(2016, 1, 1)) == days_of([OLD])
    assert (date(2017, 12, 31), date(2018, 1, 1)) == days_of([NEW])
    assert (date.min, date.max) == days_of([edition("始终", date.min, date.max)]), (
        "no day before the first or after the last"
    )


def record(dated_by: str | None, located_by: str | None) -> Record:
    return Record(
        "event", "事件", "Event", fields={}, dated_by=dated_by, located_by=located_by, clause=CLAUSE, place=Place()
    )


APPLICABLE = [
    ("day and place are known", "day", "place", {"day": date(2019, 6, 1), "place": "port"}, {"口岸"}),
    ("the place is open", "day", "place", {"day": date(2019, 6, 1)}, {"新", "口岸"}),
    ("the day is open", "day", "place", {"place": "here"}, {None, "旧", "新"}),
    ("both are open", "day", "place", {}, {None, "旧", "新", "口岸"}),
    ("the record has no place, so any may be meant", "day", None, {"day": date(2019, 6, 1)}, {"新", "口岸"}),
    ("the record has no day, so any may be meant", None, "place", {"place": "here"}, {None, "旧", "新"}),
]


@pytest.mark.parametrize(
    ("dated_by", "located_by", "row", "expected"), [row[1:] for row in APPLICABLE], ids=[row[0] for row in APPLICABLE]
)
def test_every_edition_that_may_govern_is_considered_once(dated_by, located_by, row, expected):
    found = applicable(ALL, record(dated_by, located_by), row)

    assert expected == {each and each.label for each in found}
    assert len(expected) == len(found)


# --- what facts say ----------------------------------------------------------------------------------------------


def test_a_fact_that_is_not_known_says_nothing():
    facts = Facts({"known": Known(False), "open": Known(None, ("证1",))}, {"event": Rows()})

    assert (True, False, False, True) == tuple(facts.says(name) for name in ("known", "open", "absent", "event"))


def test_the_digest_is_over_values_and_evidence_and_nothing_that_is_silent():
    said = Facts({"day": Known(date(2020, 1, 1)), "rank": Known(3)}, {"event": Rows((Row({"loss": 5}),))})
    silent = Facts({**said.scalars, "open": Known()}, {"event": Rows((Row({"loss": 5, "deaths": None}),))})
    argued = Facts({**said.scalars, "open": Known(None, ("证1",))}, said.records)
    later = Facts({**said.scalars, "day": Known(date(2020, 1, 2))}, said.records)
    whole = Facts(said.scalars, {"event": Rows((Row({"loss": 5}),), complete=True)})
    dated = Facts(said.scalars, {"event": Rows((Row({"loss": 5}, ("证2",)),))})

    assert facts_digest(said) == facts_digest(silent)
    assert 5 == len({facts_digest(each) for each in (said, argued, later, whole, dated)})
