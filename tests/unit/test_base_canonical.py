"""One value, one byte sequence: golden vectors, and what has no canonical form."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from types import MappingProxyType

import pytest

from rongcuo.base import canonical, digest

SHANGHAI = timezone(timedelta(hours=8))

VECTORS = (
    ("keys are sorted and nothing is blank", {"b": 1, "a": 2}, '{"a":2,"b":1}'),
    ("nested keys are sorted too", {"x": {"b": [], "a": {}}}, '{"x":{"a":{},"b":[]}}'),
    ("Chinese stands as it is, in UTF-8", {"区": "越秀"}, '{"区":"越秀"}'),
    ("a quotation mark, a backslash and a line break are escaped", '"\\\n', '"\\"\\\\\\n"'),
    ("truth is not a number", [True, False, None, 1, 0], "[true,false,null,1,0]"),
    ("a large number keeps every digit", 2**70, "1180591620717411303424"),
    ("a tuple is a list", (1, (2, 3)), "[1,[2,3]]"),
    ("the order of a list is part of it", ["b", "a"], '["b","a"]'),
    ("the order of a set is not", {"乙", "甲", "b", "a"}, '["a","b","乙","甲"]'),
    ("nor that of a frozen set", frozenset({"b", "a"}), '["a","b"]'),
    ("a day is ISO 8601", date(2026, 3, 2), '"2026-03-02"'),
    ("an instant is told in UTC", datetime(2026, 3, 2, 8, tzinfo=SHANGHAI), '"2026-03-02T00:00:00.000000+00:00"'),
    ("to the microsecond", datetime(2026, 3, 2, 0, 0, 0, 7, tzinfo=UTC), '"2026-03-02T00:00:00.000007+00:00"'),
    ("a read-only mapping is a mapping", MappingProxyType({"a": 1}), '{"a":1}'),
    ("decomposed text is composed (NFC)", "e\u0301", '"\u00e9"'),
    ("a decomposed key is composed too", {"e\u0301": 1}, '{"\u00e9":1}'),
    ("a compatibility form stays itself: ① is not 1", "①Ａ", '"①Ａ"'),
)


@pytest.mark.parametrize(("sentence", "value", "expected"), VECTORS, ids=[row[0] for row in VECTORS])
def test_the_canonical_bytes(sentence, value, expected):
    assert expected.encode() == canonical(value), sentence


REFUSED = (
    ("a float has no single decimal form", 0.1),
    ("not even a whole one", {"a": [1.0]}),
    ("nor one that is no number", float("nan")),
    ("a decimal number is written as text by whoever has one", Decimal("0.1")),
    ("bytes are not text", b"a"),
    ("an instant names its time zone", datetime(2026, 3, 2, 8)),  # noqa: DTZ001
    ("a key is text", {1: "a"}),
    ("a key is never nothing", {None: "a"}),
    ("an object is not data", object()),
    ("two keys that are one once composed would hide each other", {"\u00e9": 1, "e\u0301": 2}),
)


@pytest.mark.parametrize("value", [row[1] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(TypeError):
        canonical(value)


def test_half_a_character_is_refused():
    """A lone surrogate is no Unicode text and has no UTF-8."""
    with pytest.raises(ValueError, match="surrogates"):
        canonical("\ud800")


def test_a_digest_is_over_domain_length_and_bytes():
    r"""Anybody can recompute it: ``printf 'rongcuo/test\n16\n{"区":"越秀"}' | sha256sum``."""
    golden = "be92c958f58eeeb7a7fc2d76e50882c59c752f8aa4a74c31cb5233866021fa5f"

    assert golden == digest("rongcuo/test", {"区": "越秀"})


def test_a_digest_of_one_kind_of_thing_never_passes_for_another():
    assert digest("rongcuo/entry/1", {"a": 1}) != digest("rongcuo/sealed", {"a": 1})
    assert digest("rongcuo", "x") != digest("rongcuo\n3", "x")


def test_the_algorithm_is_chosen_by_name():
    assert 128 == len(digest("rongcuo/test", 1, algorithm="sha512"))
    assert digest("rongcuo/test", 1) == digest("rongcuo/test", 1, algorithm="sha256")
