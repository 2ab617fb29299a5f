"""Which keys the tables of facts and derivations have: one row a key."""

from collections.abc import Mapping

from rongcuo.law.schema import ANYTHING, CLAUSE, DATE, FACT_TYPE, TABLE, TABLES, TEXT, YES_OR_NO, Key

FACT = {
    "label": Key(TEXT),
    "label_en": Key(TEXT),
    "type": Key(FACT_TYPE),
    "unit": Key(TEXT, required=False),
    "list": Key(TEXT, required=False),
}
"""A fact, or a field of a record."""

GRADE = {"id": Key(TEXT), "label": Key(TEXT), "any": Key(TABLES)}
"""One grade of a table."""

CASE = {"value": Key(TEXT), "when": Key(ANYTHING, required=False)}
"""One line of a value's list."""

_CLAUSE = {"clause": Key(CLAUSE, required=False)}

HEAD = {"label": Key(TEXT), "label_en": Key(TEXT)} | _CLAUSE
"""What a derivation has beside its term."""

OPERANDS: Mapping[str, tuple[str, ...]] = {
    "all": (),
    "any": (),
    "none": (),
    "compare": ("is", "at_least", "less_than", "from", "before"),
    "member": ("of", "groups"),
    "count": ("at_least", "less_than", "where"),
    "table": ("at_least",),
    "reading": ("when",),
}
"""The operators of a term, each with the keys that may stand beside it."""

_TERM = {key: Key(ANYTHING, required=False) for operator, beside in OPERANDS.items() for key in (operator, *beside)}

DERIVATION_KEYS: Mapping[str, Mapping[str, Key]] = {
    "fact": FACT | _CLAUSE,
    "record": {
        "label": Key(TEXT),
        "label_en": Key(TEXT),
        "field": Key(TABLE),
        "dated_by": Key(TEXT, required=False),
        "located_by": Key(TEXT, required=False),
    }
    | _CLAUSE,
    "grading": {
        "record": Key(TEXT),
        "label": Key(TEXT),
        "source": Key(TEXT),
        "confirmed": Key(YES_OR_NO, required=False, default=True),
        "from": Key(DATE),
        "until": Key(DATE, required=False),
        "locality": Key(TEXT, required=False),
        "grade": Key(TABLES),
    }
    | _CLAUSE,
    "derivation": HEAD | _TERM,
    "value": HEAD | _TERM | {"list": Key(TEXT, required=False), "case": Key(TABLES, required=False)},
}
"""The keys of every table that concerns facts and derivations."""
