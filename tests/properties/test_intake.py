"""Acts from any input: read or refused by name, never an accident; and kept as they were read."""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rongcuo.base import Problem
from rongcuo.casefile import ACTS, dump_act, load_act, questions, read_act, schema_of
from rongcuo.casefile.intake import LINE, PROSE
from rongcuo.ledger import Sealed, seal
from tests import desk as d
from tests.desk import Texts

POLICY = d.policy()
SCHEMAS = {act: schema_of(act, POLICY) for act in ACTS}
NAMES = sorted({question.name for act in ACTS.values() for question in questions(act)} | {"target", "bearing", "vote"})
REGISTRY = {"act.unknown_person", "act.unknown_organ", "act.unknown_file"}

SAID = "☞"
"""Stands before everything that somebody says in their own words."""

LETTERS = st.text(st.characters(categories=("Lu", "Ll", "Lo", "Nd")), min_size=1, max_size=9)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=True)
    | st.text(max_size=9)
    | st.sampled_from(("2026-03-02", "exempt", "liyan", "commission", "file-1", "established", "\ud800", "\x00", "　")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES) | st.text(), inner, max_size=3),
    max_leaves=8,
)


class Known(Texts):
    """A district in which every id is somebody's."""

    def file(self, upload: str) -> Sealed | None:
        return seal(upload, "00" * 16, {"name": upload})

    def withheld(self) -> tuple[str, ...]:
        return ()

    def knows_person(self, person: str) -> bool:
        return bool(person)

    def knows_organ(self, organ: str) -> bool:
        return bool(organ)


def kind(schema: Mapping[str, Any]) -> str:
    """What is asked: ``enum``, ``date``, ``said`` for free words, or the JSON type."""
    if schema.get("maxLength") in (LINE, PROSE):
        return "said"
    return "enum" if "enum" in schema else schema.get("format", schema["type"])


def raws(schema: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Inputs that the JSON schema allows, with plain letters for texts."""
    return RAWS[kind(schema)](schema)


def _objects(schema: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    fields = {name: raws(field) for name, field in schema["properties"].items()}
    required = {name: fields.pop(name) for name in schema["required"]}
    return st.fixed_dictionaries(required, optional=fields)


RAWS = {
    "enum": lambda schema: st.sampled_from(schema["enum"]),
    "object": _objects,
    "array": lambda schema: st.lists(raws(schema["items"]), min_size=schema.get("minItems", 0), max_size=3),
    "date": lambda _: st.dates(date(1990, 1, 1), date(2030, 12, 31)).map(date.isoformat),
    "said": lambda _: LETTERS.map(lambda words: f"{SAID}{words}"),
    "string": lambda _: LETTERS,
    "integer": lambda schema: st.integers(schema["minimum"], 10**6),
    "boolean": lambda _: st.booleans(),
}


def conforms(schema: Mapping[str, Any], value: Any) -> bool:
    """Whether ``value`` is what the JSON schema allows: just the words that our schemas use."""
    return CONFORMS[kind(schema)](schema, value)


def _object(schema: Mapping[str, Any], value: Any) -> bool:
    fields = schema["properties"]
    return (
        isinstance(value, dict)
        and set(schema["required"]) <= value.keys() <= fields.keys()
        and all(conforms(fields[name], item) for name, item in value.items())
    )


def _array(schema: Mapping[str, Any], value: Any) -> bool:
    long_enough = isinstance(value, list) and len(value) >= schema.get("minItems", 0)
    return long_enough and all(conforms(schema["items"], item) for item in value)


def _text(schema: Mapping[str, Any], value: Any) -> bool:
    fits = isinstance(value, str) and len(value) >= schema["minLength"]
    return fits and len(value.strip()) <= schema.get("maxLength", len(value))


CONFORMS = {
    "enum": lambda schema, value: value in schema["enum"],
    "object": _object,
    "array": _array,
    "date": lambda _, value: isinstance(value, str) and bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)),
    "said": _text,
    "string": _text,
    "integer": lambda schema, value: type(value) is int and value >= schema["minimum"],
    "boolean": lambda _, value: type(value) is bool,
}


def without_blanks(value: Any) -> Any:
    """What is left blank in a form is not there."""
    if isinstance(value, dict):
        kept = {name: without_blanks(item) for name, item in value.items()}
        return {name: item for name, item in kept.items() if item not in (None, []) and not _blank(item)}
    return [without_blanks(item) for item in value] if isinstance(value, list) else value


def _blank(item: Any) -> bool:
    return isinstance(item, str) and not item.strip()


@st.composite
def acts_and_raws(draw: Any) -> tuple[str, Any]:
    act = draw(st.sampled_from(sorted(ACTS)))
    return act, draw(raws(SCHEMAS[act]))


@st.composite
def damaged(draw: Any) -> tuple[str, Any]:
    """An input in order but for one place, however deep, where anything may stand."""
    act, raw = draw(acts_and_raws())
    whole = inner = raw
    while True:
        places = list(inner) if isinstance(inner, dict) else range(len(inner))
        at = draw(st.sampled_from([*places]))
        if isinstance(inner[at], dict | list) and inner[at] and draw(st.booleans()):
            inner = inner[at]
        else:
            inner[at] = draw(JSON)
            return act, whole


def judged(act: str, raw: Any, intake: Texts) -> set[str]:
    """The codes of the problems; none where the act was read. Nothing else ever comes out."""
    found = read_act(act, raw, POLICY, intake)
    if not isinstance(found, tuple):
        assert isinstance(found, ACTS[act])
        return set()
    assert found
    for problem in found:
        assert isinstance(problem, Problem)
        assert problem.text("zh")
        assert problem.text("en")
        assert problem.place.field is not None
    return {problem.code for problem in found}


@given(st.sampled_from(sorted(ACTS)), st.dictionaries(st.sampled_from(NAMES) | st.text(), JSON, max_size=8))
def test_any_json_is_read_or_refused_by_name(act, raw):
    judged(act, raw, Texts())


@given(damaged())
def test_an_input_with_one_wrong_place_is_read_or_refused_by_name(made):
    act, raw = made

    judged(act, raw, Known())


@given(damaged())
def test_whatever_is_read_is_what_the_schema_allows(made):
    act, raw = made

    if not judged(act, raw, Known()):
        assert conforms(SCHEMAS[act], without_blanks(raw))


@given(acts_and_raws())
def test_whatever_the_schema_allows_is_read_but_for_the_register(made):
    """The schema cannot know who is in the district; everything else it says is what the reader says."""
    act, raw = made

    assert judged(act, raw, Texts()) <= REGISTRY
    assert set() == judged(act, raw, Known())


@given(acts_and_raws())
def test_an_act_is_loaded_as_it_was_dumped(made):
    act, raw = made
    read = read_act(act, raw, POLICY, Known())

    stored = json.loads(json.dumps(dump_act(read)))

    assert read == load_act(act, stored)
    assert stored == dump_act(load_act(act, stored))


@given(acts_and_raws())
def test_no_word_of_a_text_is_kept_in_the_act(made):
    """Design 7.1: what is said stands outside the entry; the entry holds ids, codes and digests."""
    act, raw = made
    intake = Known()
    stored = json.dumps(dump_act(read_act(act, raw, POLICY, intake)), ensure_ascii=False)

    assert json.dumps(raw, ensure_ascii=False).count(SAID) == len(intake.bodies)
    assert SAID not in stored
    assert all(f'"{identity}"' in stored for identity in intake.bodies)
