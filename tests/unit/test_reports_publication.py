"""What may be published: no small number, and none that can be worked out from a sum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rongcuo.reports import publication
from rongcuo.reports.figures import FIGURES, OUTCOMES
from rongcuo.reports.publication import LEAST, withheld
from rongcuo.reports.summary import Count, Summary
from rongcuo.reports.view import Period

pytestmark = pytest.mark.unit


def counted(number: int) -> Count:
    count = Count()
    count.hits = [(f"file-{each}", 1) for each in range(number)]
    count.persons = {f"person-{each}" for each in range(number)}
    return count


def summary(table: dict[str, list[int]]) -> Summary:
    """A summary whose outcomes by matter are these."""
    rows = {key: dict(zip(OUTCOMES, map(counted, row), strict=True)) for key, row in table.items()}
    totals = {name: counted(sum(row[place] for row in table.values())) for place, name in enumerate(OUTCOMES)}
    counts = {name: totals.get(name, Count()) for name in FIGURES}
    counts["decided"] = counted(sum(sum(row) for row in table.values()))
    counts["in_scope"] = counts["decided"]
    return Summary(Period.year(2026), counts, {"matter": rows}, (), 0, 0, {})


def test_a_small_number_is_withheld_and_another_with_it_where_their_sum_is_told():
    assert (None, None, 9) == withheld([1, 5, 9], total=True)
    assert (None, 5, 9) == withheld([1, 5, 9], total=False)
    assert (0, 5, 9) == withheld([0, 5, 9], total=True)
    assert (None, None, 0) == withheld([1, 2, 0], total=True)


def test_a_share_with_a_small_part_or_a_small_rest_is_withheld():
    assert None is publication.share(summary({"a": [1, 0, 0, 9, 0]}), "exemption_share")
    assert None is publication.share(summary({"a": [9, 0, 0, 1, 0]}), "exemption_share")
    assert (5, 10) == publication.share(summary({"a": [5, 0, 0, 5, 0]}), "exemption_share")


ROWS = st.dictionaries(st.sampled_from("abcd"), st.lists(st.integers(0, 9), min_size=5, max_size=5), max_size=4)


@given(ROWS)
def test_no_line_of_a_published_table_has_exactly_one_number_withheld_unless_it_is_the_only_one(table):
    shown = publication.table(summary(table), "matter")
    assert not [cell for row in shown.values() for cell in row.values() if cell is not None and 0 < cell < LEAST]
    lines = [list(row.items()) for row in shown.values()]
    lines += [[(key, row[name]) for key, row in shown.items()] for name in OUTCOMES]
    for line in lines:
        told = [cell for _, cell in line if cell]
        assert [cell for _, cell in line].count(None) != 1 or not told


@given(ROWS)
def test_no_small_figure_is_published(table):
    shown = publication.figures(summary(table))
    assert not [name for name, value in shown.items() if value is not None and 0 < value < LEAST]
    parts = [shown[name] for name in OUTCOMES]
    assert parts.count(None) != 1 or shown["decided"] is None or not [part for part in parts if part]
