"""The words of a kind of document, and what is put between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rongcuo.documents import (
    SHIPPED,
    Document,
    Heading,
    Paragraph,
    Row,
    Said,
    Source,
    Table,
    Wording,
    assemble,
    edited,
    misplaced,
    read_wording,
    read_wordings,
)
from rongcuo.documents.freezing import frozen, thawed
from tests.unit.documents_samples import DECISION, FIVE_PAGES, NOTICE, REQUEST

WORDS = """
kind = "decision"
form = "downward"
title = "关于{party.name}的决定"
organs = ["{deciding.name}"]
addressees = ["{party.name}"]

[[block]]
heading = 1
text = "申辩"
when = "claims"

[[block]]
id = "claims"
each = "claims"
text = "{row.number}：{row.words}"
clauses = ["5.2"]
when = "claims"

[[block]]
heading = 1
text = "决定"

[[block]]
id = "outcome"
text = "决定{decision.outcome}。"
required = true

[[block]]
table = "claims"
columns = [{ title = "序号", of = "number", width = 1 }, { title = "内容", of = "words", width = 4 }]
unless = "waived"
"""


@dataclass(frozen=True)
class File:
    """A case file of a few words."""

    values: Mapping[str, str] = field(
        default_factory=lambda: {
            "party.name": "张三", "deciding.name": "某委", "decision.outcome": "免于问责", "waived": "",
        }
    )  # fmt: skip
    claims: tuple[Mapping[str, str], ...] = ({"number": "1", "words": "属实"}, {"number": "2", "words": "未谋私利"})

    def said(self, name: str) -> Said:
        return Said(self.values[name], (Source("entry", "7"),))

    def rows(self, name: str) -> tuple[Row, ...]:
        assert name == "claims"
        return tuple(Row(row, (Source("entry", row["number"]),)) for row in self.claims)

    def has(self, name: str) -> bool:
        return bool(self.claims) if name == "claims" else bool(self.values[name])


def wording(text: str = WORDS) -> Wording:
    read = read_wording(text)
    assert isinstance(read, Wording), read
    return read


def made(file: File | None = None) -> Document:
    document = assemble(wording(), file or File())
    assert isinstance(document, Document), document
    return document


def test_a_document_is_put_together_in_the_order_of_its_wording_and_every_block_knows_what_it_rests_on():
    document = made()
    assert ("关于张三的决定", ("某委",), ("张三",)) == (document.title, document.organs, document.addressees)
    heading, first, second, result, outcome, table = document.body
    assert ["一、申辩", "二、决定"] == [heading.text, result.text]
    assert ["1：属实", "2：未谋私利"] == [first.text, second.text]
    assert (Source("clause", "5.2"), Source("entry", "1")) == first.sources
    assert ("决定免于问责。", True, (Source("entry", "7"),)) == (outcome.text, outcome.required, outcome.sources)
    assert (("1", "属实"), ("2", "未谋私利")) == table.rows
    assert isinstance(table, Table)
    assert isinstance(heading, Heading)


def test_a_section_without_occasion_is_left_out_and_the_numbers_close_up():
    document = made(File(claims=()))
    assert ["一、决定"] == [block.text for block in document.body if isinstance(block, Heading)]


def test_a_sentence_with_a_hole_is_named_and_no_document_is_made():
    file = File()
    outcome = assemble(wording(), replace(file, values={**file.values, "decision.outcome": ""}))
    assert isinstance(outcome, tuple)
    assert [("documents.not_on_file", "outcome", "decision.outcome")] == [
        (problem.code, problem.place.field, problem.params["name"]) for problem in outcome
    ]


@given(st.text(max_size=80))
def test_what_is_put_in_is_never_read_as_a_wording(text):
    """Whatever people wrote, names in braces above all, stands there as they wrote it."""
    file = File()
    strange = "{party.name}{row.number}" + text
    document = made(replace(file, values={**file.values, "decision.outcome": strange}))
    assert f"决定{strange}。" == next(block.text for block in document.body if block.id == "outcome")


def test_edits_are_kept_by_block_and_an_empty_one_takes_the_paragraph_out():
    document = made()
    after = edited(document, {"claims.1": "另写", "claims.2": "", "gone": "不在了"})
    texts = [block.text for block in after.body if isinstance(block, Paragraph)]
    assert ["另写", "决定免于问责。"] == texts
    assert document.body[1].sources == after.body[1].sources


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kind = ", ("documents.wording_toml", None)),
        (WORDS.replace('form = "downward"', 'form = "sideways"'), ("documents.wording_form", "form")),
        (WORDS.replace('kind = "decision"', ""), ("documents.wording_missing", "kind")),
        (WORDS.replace("required = true", 'required = "yes"'), ("documents.wording_type", "block.4.required")),
        (WORDS.replace('id = "outcome"', 'ids = "outcome"'), ("documents.wording_unknown", "block.4.ids")),
        (WORDS.replace("{decision.outcome}", "{决定}"), ("documents.wording_brace", "block.4.text")),
        (WORDS.replace("{decision.outcome}", "{decision.outcome"), ("documents.wording_brace", "block.4.text")),
        (WORDS.replace('of = "words"', "of = 3"), ("documents.wording_type", "block.5.columns.2.of")),
    ],
)  # fmt: skip
def test_a_wording_with_a_fault_is_refused_with_the_place_and_what_to_write(text, found):
    problems = read_wording(text, "decision.toml")
    assert isinstance(problems, tuple)
    assert found in {(problem.code, problem.place.field) for problem in problems}
    assert all(problem.place.file == "decision.toml" for problem in problems)
    assert all(problem.text("zh") and problem.text("en") for problem in problems)


@given(st.text(max_size=200))
def test_any_text_is_a_wording_or_problems_never_an_accident(text):
    assert isinstance(read_wording(text), Wording | tuple)


def test_a_name_that_no_file_can_tell_is_named_and_so_is_a_field_that_no_row_has():
    known = {"party.name", "deciding.name", "decision.outcome", "waived"}
    assert [] == list(misplaced(wording(), known, {"claims": frozenset({"number", "words"})}))
    found = list(misplaced(wording(), known - {"party.name"}, {"claims": frozenset({"number"})}))
    assert ["documents.wording_name_unknown", "documents.wording_field_unknown"] == [each.code for each in found]
    assert ["party.name", "words"] == [each.params["name"] for each in found]


def test_the_unit_s_own_wording_goes_before_the_shipped_one_and_a_faulty_one_is_told(tmp_path):
    shipped = (SHIPPED / "decision.toml").read_text(encoding="utf-8")
    (tmp_path / "decision.toml").write_text(shipped.replace("有关行为的决定", "一案的决定"), encoding="utf-8")
    (tmp_path / "minutes.toml").write_text('kind = "decision"', encoding="utf-8")
    found, problems = read_wordings(SHIPPED, tmp_path)
    assert "关于{party.name}一案的决定" == found["decision"].title
    assert {"minutes.toml"} == {problem.place.file for problem in problems}
    assert ((), ()) == (read_wordings(SHIPPED)[1], read_wordings(SHIPPED, tmp_path / "nowhere")[1])


@pytest.mark.parametrize("document", [DECISION, REQUEST, FIVE_PAGES, NOTICE.document, made()])
def test_what_a_document_says_is_kept_as_bytes_and_read_back_the_same(document):
    """Number, date, signer and code come with the signature and are no part of it."""
    again = thawed(frozen(document))
    assert replace(document, number="", issued_on=None, signers=(), code="") == again
    assert frozen(document) == frozen(again)
    signed = replace(document, number="越纪决〔2026〕9号", code="ABCD")
    assert frozen(document) == frozen(signed)
