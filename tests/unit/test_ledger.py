"""The ledger: what a hash covers, what a break is called, and what erasing a text leaves."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from rongcuo.base import canonical
from rongcuo.ledger import ALGORITHM, Content, Entry, Head, append, head_of, is_genuine, seal, verify

GENESIS = Head.genesis("demo", "case/1")
SALT = "0123456789abcdef" * 2


def content(**changed) -> Content:
    said = {
        "type": "defence_filed",
        "schema": 1,
        "occurred_on": date(2026, 3, 13),
        "recorded_at": datetime(2026, 3, 13, 15, 59, 59, tzinfo=UTC),
        "actor": "xie",
        "body": {"act": {"claims": [{"target": "diligent"}]}},
        "editions": {"pack": "ab"},
    }
    return Content(**(said | changed))


def chain(length: int) -> list[Entry]:
    entries: list[Entry] = []
    head = GENESIS
    for number in range(1, length + 1):
        entries.append(append(head, content(body={"act": {"number": number}})))
        head = head_of(entries[-1])
    return entries


def test_the_hash_of_an_entry_is_this_and_no_other():
    """A golden entry: whoever changes the encoding, the fields or the domain breaks every ledger there is."""
    entry = append(GENESIS, content())

    assert "6dd90e0483d87892f46fa2559ae118a689645bc2c58d850f761e6c134662c7f3" == entry.hash
    assert (
        "3476c2f5df4845c8a002a597c5ff5bc77c52b0718b543578a768bd306a9f8a8b"
        == append(head_of(entry), content(type="defence_accepted")).hash
    )


def test_the_first_entry_follows_sixty_four_zeros():
    first, second = chain(2)

    assert (1, "0" * 64, ALGORITHM) == (first.sequence, first.previous, first.algorithm)
    assert (2, first.hash) == (second.sequence, second.previous)


def test_an_entry_keeps_what_it_was_given():
    given = content()
    entry = append(GENESIS, given)

    assert given == Content(**{name: getattr(entry, name) for name in Content.__dataclass_fields__})
    assert ("demo", "case/1") == (entry.district, entry.stream)


def test_the_same_instant_told_in_shanghai_time_is_the_same_entry():
    shanghai = datetime(2026, 3, 13, 23, 59, 59, tzinfo=timezone(timedelta(hours=8)))

    assert append(GENESIS, content()).hash == append(GENESIS, content(recorded_at=shanghai)).hash


def test_an_entry_without_a_time_zone_is_never_chained():
    with pytest.raises(TypeError):
        append(GENESIS, content(recorded_at=datetime(2026, 3, 13)))  # noqa: DTZ001


def test_a_chain_as_written_is_whole():
    entries = chain(5)

    assert () == verify(entries, GENESIS)
    assert () == verify(entries, GENESIS, head_of(entries[-1]))
    assert () == verify(entries[3:], head_of(entries[2]), head_of(entries[-1]))
    assert () == verify([], GENESIS, GENESIS)


OTHERS = {
    "type": "decided",
    "schema": 2,
    "occurred_on": date(2026, 3, 12),
    "recorded_at": datetime(2026, 3, 13, 16, tzinfo=UTC),
    "actor": "liyan",
    "body": {"act": {"number": 99}},
    "editions": {"pack": "cd"},
    "district": "other",
    "stream": "case/2",
    "sequence": 7,
    "algorithm": "sha512",
    "previous": "f" * 64,
    "hash": "e" * 64,
}


def test_the_table_of_changes_names_every_field():
    assert set(Entry.__dataclass_fields__) == set(OTHERS)


@pytest.mark.parametrize("field", OTHERS)
def test_a_hash_covers_every_field(field):
    """Whatever is changed in the middle of a chain, the entry itself no longer holds."""
    entries = chain(3)
    entries[1] = replace(entries[1], **{field: OTHERS[field]})

    found = verify(entries, GENESIS)

    assert ("ledger.altered", entries[1].sequence) in {(item.code, item.sequence) for item in found}


def codes(entries: list[Entry], end: Head | None = None) -> list[tuple[str, int]]:
    return [(item.code, item.sequence) for item in verify(entries, GENESIS, end)]


def rewritten(entry: Entry, **changed) -> Entry:
    """An entry changed by somebody who knows how to compute a hash."""
    forged = replace(entry, **changed)
    return replace(forged, hash=forged.recomputed())


def test_each_break_has_its_name():
    """One forgery a line: what was done to the five entries, and what an auditor reads."""
    whole = chain(5)
    one, two, three, four, five = whole
    end = head_of(five)
    other = append(Head.genesis("demo", "case/2"), content())
    lost = replace(three, algorithm="no-such")
    unreadable = replace(three, body={"act": {"share": 0.5}})

    assert [] == codes(whole, end)
    assert [("ledger.gap", 4), ("ledger.not_linked", 4)] == codes([one, two, four, five], end)
    assert [("ledger.length", 4)] == codes([one, two, three, four], end)
    assert [("ledger.length", 0)] == codes([], end)
    assert [("ledger.not_linked", 4)] == codes([one, two, rewritten(three, actor="liyan"), four, five], end)
    assert [("ledger.head_differs", 5)] == codes([one, two, three, four, rewritten(five, actor="liyan")], end)
    assert ("ledger.foreign_entry", 1) in codes([other, two, three, four, five], end)
    assert [("ledger.unknown_algorithm", 3)] == codes([one, two, lost, four, five], end)
    assert [("ledger.altered", 3)] == codes([one, two, unreadable, four, five], end)
    assert ("ledger.gap", 2) in codes([one, two, two, three, four, five], end)


def test_a_chain_rewritten_to_its_end_is_found_by_the_head_alone():
    """Why the head is kept apart: a chain can be whole in itself and still not the one that was written."""
    first, _ = chain(2)
    forged = append(head_of(first), content(actor="liyan"))

    assert [] == codes([first, forged])
    assert [("ledger.head_differs", 2)] == codes([first, forged], head_of(chain(2)[1]))


def test_every_break_is_told_in_both_languages_with_its_number():
    found = verify([*chain(2)[:1], *chain(5)[3:]], GENESIS, head_of(chain(5)[4]))

    assert found
    for item in found:
        assert str(item.sequence) in item.text("zh")
        assert str(item.sequence) in item.text("en")
        assert ("demo", "case/1") == (item.district, item.stream)


# What is sealed stands outside the chain.


def test_a_sealed_text_is_known_by_its_body_and_its_salt():
    sealed = seal("text-1", SALT, "先行通过人防审查")

    assert is_genuine(sealed, SALT, "先行通过人防审查")
    assert not is_genuine(sealed, SALT, "先行通过人防审查。")
    assert not is_genuine(sealed, "f" * 32, "先行通过人防审查")
    assert not is_genuine(seal("text-1", SALT, "另一段"), SALT, "先行通过人防审查")


def test_two_encodings_of_one_text_are_one_text():
    """A text typed on another keyboard in decomposed letters is the same text."""
    assert is_genuine(seal("text-1", SALT, "caf\u00e9"), SALT, "cafe\u0301")


def test_a_file_is_sealed_by_what_describes_it():
    described = {"sha256": "ab", "name": "会议纪要.pdf", "size": 1024, "media_type": "application/pdf"}
    sealed = seal("file-1", SALT, described)

    assert is_genuine(sealed, SALT, dict(reversed(described.items())))
    assert not is_genuine(sealed, SALT, described | {"name": "纪要.pdf"})


def test_the_same_words_under_two_salts_have_nothing_in_common():
    """Nobody can guess an erased name by trying names."""
    assert seal("text-1", SALT, "谢某某").digest != seal("text-1", "f" * 32, "谢某某").digest


def test_erasing_a_text_leaves_the_chain_whole_and_says_nothing_of_the_text():
    """Design 7.1: the entry holds an id and a salted digest, the body stands elsewhere."""
    words = "谢某某的家庭住址"
    sealed = seal("text-1", SALT, words)
    bodies = {sealed.id: (SALT, words)}
    entry = append(GENESIS, content(body={"act": {"statement": {"id": sealed.id, "digest": sealed.digest}}}))
    assert is_genuine(sealed, *bodies[sealed.id])

    del bodies[sealed.id]

    assert () == verify([entry], GENESIS, head_of(entry))
    assert words.encode() not in canonical(entry.body)
