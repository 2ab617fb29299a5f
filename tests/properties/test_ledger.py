"""Chains at random, damaged at random: the damage is always named, and at the right entry."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from rongcuo.ledger import Content, Entry, Head, append, head_of, verify

GENESIS = Head.genesis("demo", "case/1")

TEXTS = st.text(st.characters(codec="utf-8"), max_size=6)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=3),
    max_leaves=5,
)
CONTENTS = st.builds(
    Content,
    type=st.sampled_from(("file_opened", "finding_recorded", "decided")),
    schema=st.integers(1, 3),
    occurred_on=st.dates(date(2017, 11, 2), date(2030, 12, 31)),
    recorded_at=st.datetimes(datetime(2017, 11, 2), datetime(2030, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    actor=st.sampled_from(("haoran", "liyan", "xie")),
    body=st.dictionaries(st.sampled_from("abcd"), JSON, max_size=3),
    editions=st.dictionaries(st.sampled_from(("pack", "calendar")), st.text("0123456789abcdef", max_size=4)),
)

OTHER = {
    "type": "another",
    "schema": 99,
    "occurred_on": date(2099, 1, 1),
    "recorded_at": datetime(2099, 1, 1, tzinfo=UTC),
    "actor": "nobody",
    "body": {"another": True},
    "editions": {"another": "edition"},
    "district": "another",
    "stream": "case/another",
    "sequence": 99,
    "algorithm": "sha512",
    "previous": "f" * 64,
    "hash": "e" * 64,
}


@st.composite
def chains(draw, least: int = 1) -> list[Entry]:
    entries: list[Entry] = []
    head = GENESIS
    for said in draw(st.lists(CONTENTS, min_size=least, max_size=6)):
        entries.append(append(head, said))
        head = head_of(entries[-1])
    return entries


def found(entries: list[Entry], end: Head) -> set[tuple[str, int]]:
    return {(item.code, item.sequence) for item in verify(entries, GENESIS, end)}


@given(chains())
def test_what_was_chained_is_whole_from_every_entry_on(entries):
    end = head_of(entries[-1])

    assert () == verify(entries, GENESIS, end)
    for cut in range(len(entries)):
        assert () == verify(entries[cut + 1 :], head_of(entries[cut]), end)


@given(chains(), st.data())
def test_one_field_changed_is_named_at_its_entry(entries, data):
    end = head_of(entries[-1])
    at = data.draw(st.integers(0, len(entries) - 1))
    name = data.draw(st.sampled_from([field.name for field in fields(Entry)]))
    entries[at] = replace(entries[at], **{name: OTHER[name]})

    assert ("ledger.altered", entries[at].sequence) in found(entries, end)


@given(chains(), st.data())
def test_a_change_hidden_by_a_new_hash_is_named_at_the_next_entry_or_at_the_end(entries, data):
    """Whoever rewrites an entry would have to rewrite every later one, and the head that is kept apart."""
    end = head_of(entries[-1])
    at = data.draw(st.integers(0, len(entries) - 1))
    forged = replace(entries[at], actor="nobody")
    entries[at] = replace(forged, hash=forged.recomputed())

    last = at == len(entries) - 1
    expected = ("ledger.head_differs", len(entries)) if last else ("ledger.not_linked", at + 2)
    assert {expected} == found(entries, end)


@given(chains(), st.data())
def test_an_entry_left_out_is_named(entries, data):
    end = head_of(entries[-1])
    at = data.draw(st.integers(0, len(entries) - 1))
    del entries[at]

    last = at == len(entries)
    expected = {("ledger.length", at)} if last else {("ledger.gap", at + 2), ("ledger.not_linked", at + 2)}
    assert expected == found(entries, end)


@given(chains(), st.data())
def test_an_entry_put_in_is_named(entries, data):
    """Wherever a foreign act is slipped in, the entry behind it no longer follows, or the chain is too long."""
    end = head_of(entries[-1])
    at = data.draw(st.integers(0, len(entries)))
    before = head_of(entries[at - 1]) if at else GENESIS
    entries.insert(at, append(before, data.draw(CONTENTS)))

    last = at == len(entries) - 1
    expected = ("ledger.length", len(entries)) if last else ("ledger.gap", at + 1)
    assert expected in found(entries, end)


@given(chains(least=2), st.data())
def test_two_entries_that_changed_places_are_named(entries, data):
    end = head_of(entries[-1])
    one, other = sorted(data.draw(st.permutations(range(len(entries))))[:2])
    entries[one], entries[other] = entries[other], entries[one]

    assert ("ledger.gap", other + 1) in found(entries, end)


@given(chains(least=2), st.data())
def test_a_chain_cut_short_is_whole_in_itself_and_named_by_its_head(entries, data):
    end = head_of(entries[-1])
    left = data.draw(st.integers(0, len(entries) - 1))

    assert () == verify(entries[:left], GENESIS)
    assert {("ledger.length", left)} == found(entries[:left], end)


@given(chains(), chains())
def test_an_entry_of_another_file_is_named(entries, others):
    """The hash covers the stream: an entry cannot be carried from one file to another."""
    end = head_of(entries[-1])
    moved = append(Head("demo", "case/2", 0, "0" * 64), others[0])

    assert ("ledger.foreign_entry", 1) in found([moved, *entries[1:]], end)
