"""Time is an argument: one module of the office asks the machine what time it is (design principle 7)."""

import ast

import pytest

from tests.house.repository import PACKAGE, in_lines, modules, place, tree

CLOCK = PACKAGE / "office" / "clock.py"
FORBIDDEN = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns"},
    "timezone": {"now"},
}
# These convert a moment that is given to them; without one they take the present.
FORBIDDEN_WITHOUT_ARGUMENT = {"time": {"localtime", "gmtime"}, "timezone": {"localtime", "localdate"}}


def forbidden_names(module: ast.Module):
    """Every `datetime.now`, `date.today`, `time.time`, `timezone.now` … by line, called or merely handed over."""
    for node in ast.walk(module):
        match node:
            case ast.Attribute(value=owner, attr=name) if name in FORBIDDEN.get(last_name(owner), ()):
                yield node.lineno, f"{last_name(owner)}.{name}"
            case ast.Call(func=ast.Attribute(value=owner, attr=name), args=[]) if (
                name in FORBIDDEN_WITHOUT_ARGUMENT.get(last_name(owner), ())
            ):
                yield node.lineno, f"{last_name(owner)}.{name}()"
            case ast.ImportFrom(module="time" | "django.utils.timezone" as source, names=names):
                taken = {alias.name for alias in names} & (FORBIDDEN["time"] | FORBIDDEN["timezone"])
                yield from ((node.lineno, f"from {source} import {name}") for name in sorted(taken))


def last_name(node: ast.expr) -> str:
    """`datetime` of both `datetime` and `datetime.datetime`."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def test_only_the_clock_of_the_office_asks_the_machine_for_the_time():
    asked = [
        f"{place(path, line)} {name}"
        for path in modules()
        if path != CLOCK
        for line, name in forbidden_names(tree(path))
    ]

    assert [] == asked, in_lines(asked)


@pytest.mark.parametrize(
    "source",
    [
        "datetime.now(UTC)",
        "datetime.datetime.utcnow()",
        "field(default_factory=date.today)",
        "from time import time",
        "time.time()",
        "timezone.now",
        "timezone.localtime()",
    ],
)
def test_each_way_of_asking_for_the_time_is_noticed(source):
    assert 1 == len(list(forbidden_names(ast.parse(source))))


@pytest.mark.parametrize(
    "source",
    [
        "time.monotonic()",
        "timezone.localtime(moment)",
        "datetime.combine(day, midnight)",
        "clock.now()",
        "from datetime import date",
    ],
)
def test_computing_with_given_times_is_allowed(source):
    assert [] == list(forbidden_names(ast.parse(source)))
