"""Small modules and short functions: budgets of the design, tested rather than preached."""

import ast
from statistics import median

import pytest

from tests.house.repository import CORE_FLOORS, PACKAGE, functions, in_lines, modules, place

MODULE_LINES = 400
FUNCTION_LINES = 50
MEDIAN_LINES = 10

ONE_FILE = {"src/rongcuo/ledger/rongcuo_verify.py": 600}
"""The stand-alone verifier lies in every archive as one file that a person can read, so it cannot be parted."""


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the last statement; decorators and the docstring are not what makes a function long."""
    first, *rest = function.body
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and rest
    documented = first.end_lineno - first.lineno + 1 if is_docstring else 0
    return function.end_lineno - function.lineno + 1 - documented


def test_no_module_is_longer_than_400_lines():
    long = [
        f"{place(path)}: {lines} lines"
        for path in modules()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > ONE_FILE.get(place(path), MODULE_LINES)
    ]

    assert [] == long, in_lines(long)


def test_no_function_is_longer_than_50_lines():
    long = [
        f"{place(path, function.lineno)} {function.name}: {length(function)} lines"
        for path in modules()
        for function in functions(path)
        if length(function) > FUNCTION_LINES
    ]

    assert [] == long, in_lines(long)


@pytest.mark.parametrize("floor", [floor for floor in CORE_FLOORS if (PACKAGE / floor).exists()])
def test_the_median_function_of_a_core_floor_is_under_ten_lines(floor):
    lengths = sorted(length(function) for path in modules(floor) for function in functions(path))

    assert median(lengths or [0]) < MEDIAN_LINES, f"{floor}: {lengths}"
