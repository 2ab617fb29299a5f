"""The codes that ``member`` asks for: a list in the term, or a parameter of the pack with rows by reading.

A parameter, so that one table serves both a derivation and a guard::

    [parameters.consent]
    decisions = ["exempt"]
    [[parameters.consent.also]]
    reading = "consent_covers_mitigation"
    value = "true"
    decisions = ["mitigated", "lighter"]

``of = "consent.decisions"`` is then ``["exempt"]``, and more under that reading.
"""

from collections.abc import Iterable, Mapping

from rongcuo.base import Problem
from rongcuo.law.derivation.derivations import Listing
from rongcuo.law.items import Item
from rongcuo.law.nearest import nearest


def listing(
    item: Item, path: str, written: object, parameters: Mapping[str, object], problems: list[Problem], *, by_group: bool
) -> Listing | None:
    """The codes written at ``path`` of ``item``; none when there is a problem with them."""
    if isinstance(written, str):
        return _parameter(item, path, written, parameters, problems, by_group=by_group)
    codes = _texts(written)
    if not codes:
        problems.append(item.problem("law.expects_some_texts", path, key=path.rpartition(".")[2]))
        return None
    return Listing(codes, by_group=by_group)


def _parameter(
    item: Item, path: str, name: str, parameters: Mapping[str, object], problems: list[Problem], *, by_group: bool
) -> Listing | None:
    table, _, key = name.partition(".")
    held = parameters.get(table)
    codes = _texts(held.get(key)) if isinstance(held, Mapping) else ()
    if not isinstance(held, Mapping) or not codes:
        close = nearest(name, sorted(_names(parameters)))
        problems.append(item.problem("law.unknown_parameter", path, name=name, nearest=close))
        return None
    rows = [row for row in _rows(held.get("also")) if key in row]
    also = tuple((str(row.get("reading")), str(row.get("value")), _texts(row[key])) for row in rows)
    return Listing(codes, also, name, by_group)


def _names(parameters: Mapping[str, object]) -> Iterable[str]:
    """Every parameter that is a list of texts in a table."""
    for table, held in parameters.items():
        if isinstance(held, Mapping):
            yield from (f"{table}.{key}" for key, value in held.items() if _texts(value))


def _texts(value: object) -> tuple[str, ...]:
    texts = value if isinstance(value, list | tuple) else ()
    return tuple(text for text in texts if isinstance(text, str)) if all(isinstance(t, str) for t in texts) else ()


def _rows(value: object) -> Iterable[Mapping[str, object]]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []
