"""Small faults for one module: what `scripts.mutants` puts in to see whether a test notices.

A mutation stands in its tree as (parent, field, index, new node); `planted` compiles the tree with it and takes it out
again. Annotations, decorators, docstrings and imports are left alone: the type checker and the linter watch those.
"""

import ast
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from copy import copy
from itertools import takewhile
from types import CodeType
from typing import Any, NamedTuple

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.Mod: ast.Add,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.BitXor: ast.BitOr, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip
NAMES = {"any": "all", "all": "any", "min": "max", "max": "min", "sorted": "list", "reversed": "list"}
SKIPPED = {"annotation", "returns", "decorator_list", "bases", "format_spec", "type_params"}
LONGEST, CONTEXT = 90, 25


def _with(node: ast.AST, **fields: object) -> Any:
    new = copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def _without(node: ast.AST, *names: str) -> Iterator[ast.AST]:
    """The node with one of its parts left out, the same place in every named list; the last part always stays."""
    count = len(getattr(node, names[0]))
    for place in range(count if count > 1 else 0):
        lists = {name: getattr(node, name) for name in names}
        yield _with(node, **{name: parts[:place] + parts[place + 1 :] for name, parts in lists.items()})


def _compare(node: ast.Compare) -> Iterator[ast.AST]:
    for place, operator in enumerate(node.ops):
        yield _with(node, ops=[*node.ops[:place], SWAPS[type(operator)](), *node.ops[place + 1 :]])


def _bool_op(node: ast.BoolOp) -> Iterator[ast.AST]:
    for shorter in _without(node, "values"):
        assert isinstance(shorter, ast.BoolOp)  # noqa: S101  for the type checker
        yield shorter if len(shorter.values) > 1 else shorter.values[0]


def _constant(node: ast.Constant) -> Iterator[ast.AST]:
    match node.value:
        case bool(value):
            yield ast.Constant(value=not value)
        case int(value):
            yield ast.Constant(value=value + 1)
        case str(value):
            yield ast.Constant(value=f"{value}~" if value else "~")


def _branch(node: ast.If | ast.IfExp) -> Iterator[ast.AST]:
    """Always the one branch, always the other."""
    yield _with(node, test=ast.Constant(value=True))
    yield _with(node, test=ast.Constant(value=False))


def _binary(node: ast.BinOp | ast.AugAssign) -> Iterator[ast.AST]:
    if type(node.op) in SWAPS:
        yield _with(node, op=SWAPS[type(node.op)]())


def _return(node: ast.Return) -> Iterator[ast.AST]:
    """Nothing instead of something; where nothing or no is the answer already, going on instead."""
    says_no = node.value is None or (isinstance(node.value, ast.Constant) and node.value.value in {None, False})
    yield ast.Pass() if says_no else _with(node, value=None)


def _pass(_: ast.stmt) -> Iterator[ast.AST]:
    yield ast.Pass()


def _call(node: ast.Call) -> Iterator[ast.AST]:
    if isinstance(node.func, ast.Name) and node.func.id in NAMES:
        yield _with(node, func=ast.Name(id=NAMES[node.func.id], ctx=ast.Load()))


def _filters(node: ast.comprehension) -> Iterator[ast.AST]:
    for place in range(len(node.ifs)):
        yield _with(node, ifs=node.ifs[:place] + node.ifs[place + 1 :])


OPERATORS: dict[type[ast.AST], tuple[Callable[[Any], Iterator[ast.AST]], ...]] = {
    ast.Compare: (_compare,),
    ast.BoolOp: (_bool_op,),
    ast.UnaryOp: (lambda node: iter([node.operand] if isinstance(node.op, ast.Not | ast.USub) else []),),
    ast.BinOp: (_binary,),
    ast.AugAssign: (_binary, _pass),
    ast.Constant: (_constant,),
    ast.If: (_branch,),
    ast.IfExp: (_branch,),
    ast.Return: (_return,),
    ast.Expr: (_pass,),
    ast.Raise: (_pass,),
    ast.Continue: (_pass,),
    ast.Break: (_pass,),
    ast.Call: (_call,),
    ast.Dict: (lambda node: _without(node, "keys", "values"),),
    ast.Match: (lambda node: _without(node, "cases"),),
    ast.match_case: (lambda node: iter([_with(node, guard=None)] if node.guard else []),),
    ast.comprehension: (_filters,),
    ast.Slice: (
        lambda node: iter([_with(node, lower=None)] if node.lower else []),
        lambda node: iter([_with(node, upper=None)] if node.upper else []),
    ),
}


class Mutant(NamedTuple):
    """One fault: `function` is where it stands ('' in the module itself), `change` says it in one line.

    `outer` names the code that holds it, a function of the module or of a class with its first line; None where it
    runs at import. `lines` are the first and last line of its statement, `digest` is of the text around it.
    """

    function: str
    change: str
    outer: tuple[str, int] | None
    lines: tuple[int, int]
    digest: str
    spot: tuple[ast.AST, str, int | None, ast.AST]


class _Scope(NamedTuple):
    function: str = ""
    outer: tuple[str, int] | None = None
    lines: tuple[int, int] = (1, 1)
    text: str = ""
    in_table: bool = False
    """Within an entry of a module's own dictionary."""


def _is_left_alone(node: ast.AST) -> bool:
    """Docstrings, types, words for a programmer, and the list of a module's names."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Subscript(value=ast.Name(id="Literal")):
            return True
        case ast.Call(func=ast.Name(id="TypeVar" | "TypeError")):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__" | "message")]):
            return True
    return False


def _is_doubled(node: ast.AST, field: str, part: ast.AST, scope: _Scope) -> bool:
    """Whatever notices another fault there notices these.

    For an opposite test that is the branch always and never taken; for a key, or a value in a module's table, the
    entry left out. A function that ends in returning nothing returns nothing without that.
    """
    tried = field in {"test", "ifs"} and isinstance(node, ast.If | ast.IfExp | ast.comprehension)
    match part:
        case ast.Compare(ops=[ast.Eq() | ast.NotEq() | ast.Is() | ast.IsNot() | ast.In() | ast.NotIn()]):
            return tried
        case ast.UnaryOp(op=ast.Not()):
            return tried
        case ast.Constant():
            return field == "keys" or scope.in_table
        case ast.Return(value=None | ast.Constant(value=None)):
            return isinstance(node, ast.FunctionDef) and node.body[-1] is part
    return False


def _inside(node: ast.AST, field: str, scope: _Scope) -> _Scope:
    """Where the parts of a node stand. Defaults of a function run where it is defined."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef) and field == "body":
        function = f"{scope.function}.{node.name}".lstrip(".")
        if isinstance(node, ast.FunctionDef) and scope.outer is None:
            first = node.decorator_list[0].lineno if node.decorator_list else node.lineno
            return scope._replace(function=function, outer=(function, first), text=ast.unparse(node))
        return scope._replace(function=function)
    if isinstance(node, ast.Dict) and scope.outer is None and len(node.keys) > 1:
        return scope._replace(in_table=True)
    return scope


def _spots(node: ast.AST, scope: _Scope) -> Iterator[tuple[_Scope, tuple[ast.AST, str, int | None, ast.AST], ast.AST]]:
    for field, value in ast.iter_fields(node):
        if field in SKIPPED:
            continue
        within = _inside(node, field, scope)
        parts = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for index, part in parts:
            if not isinstance(part, ast.AST) or _is_left_alone(part):
                continue
            there = within
            if isinstance(part, ast.stmt):
                body: list[ast.stmt] = getattr(part, "body", [])
                last = body[0].lineno - 1 if body else part.end_lineno or part.lineno
                there = within._replace(lines=(part.lineno, max(part.lineno, last)))
                if there.outer is None:
                    there = there._replace(text=ast.unparse(part))
            for operator in () if _is_doubled(node, field, part, within) else OPERATORS.get(type(part), ()):
                for new in operator(part):
                    yield there, (node, field, index, ast.copy_location(new, part)), part
            yield from _spots(part, there)


def _said(old: ast.AST, new: ast.AST) -> str:
    """The change in one line: the first lines that differ, and of a long line the part around the difference."""
    befores, afters = (ast.unparse(ast.fix_missing_locations(node)).splitlines() for node in (old, new))
    pairs = [(before.strip(), after.strip()) for before, after in zip(befores, afters, strict=False) if before != after]
    before, after = pairs[0] if pairs else (befores[len(afters)].strip(), "")
    start = max(0, _shared(before, after) - CONTEXT)
    end = max(0, _shared(before[start:][::-1], after[start:][::-1]) - CONTEXT)
    if max(len(before), len(after)) > LONGEST:
        before, after = (
            f"{'… ' * (start > 0)}{text[start : len(text) - end]}{' …' * (end > 0)}" for text in (before, after)
        )
    return f"`{before}` → `{after}`"


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def mutants(tree: ast.Module) -> list[Mutant]:
    """Every mutant of a module, in the order of its text. The same change a second time in a function is numbered."""
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for scope, spot, old in _spots(tree, _Scope()):
        change = _said(old, spot[3])
        seen[scope.function, change] += 1
        number = seen[scope.function, change]
        said = change if number == 1 else f"{change} ({number})"
        digest = hashlib.sha256(scope.text.encode()).hexdigest()[:12]
        found.append(Mutant(scope.function, said, scope.outer, scope.lines, digest, spot))
    return found


def planted(tree: ast.Module, mutant: Mutant, path: str) -> CodeType:
    """The code of the module with this one fault in it."""
    parent, field, index, new = mutant.spot
    whole = getattr(parent, field)
    setattr(parent, field, new if index is None else [*whole[:index], new, *whole[index + 1 :]])
    try:
        return compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True)
    finally:
        setattr(parent, field, whole)
