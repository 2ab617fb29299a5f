"""The editable file: what it says and names, and, where a converter is present, how its pages look (millimetres)."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from rongcuo.documents import Blank, Column, Heading, Paragraph, Receipt, Table, editable
from tests.converters import as_pdf, with_converter
from tests.unit.documents_samples import DECISION, FIVE_PAGES, MM, NOTICE, REQUEST, lines_of, red_rules, text_of

LETTER = NOTICE.document
EVERY_FORM = pytest.mark.parametrize(
    "document",
    [LETTER, DECISION, REQUEST, replace(DECISION, form="minutes"), replace(DECISION, form="instrument")],
    ids=["letter", "downward", "upward", "minutes", "instrument"],
)
TABLE = Table(
    columns=(Column(title="证据", width=3), Column(title="来源")),
    rows=tuple((f"证据{row}　{'某' * 28}", "某局") for row in range(1, 31)),
)


def written(document) -> bytes:
    made = editable(document)
    assert isinstance(made, bytes), [problem.text("en") for problem in made]
    return made


def opened(document):
    return docx.Document(io.BytesIO(written(document)))


def words_of(document) -> str:
    """All words of the file in order, those of headers, text boxes and tables too, without blanks."""
    package = opened(document)
    section = package.sections[0]
    parts = [section.first_page_header._element] if document.form == "letter" else []
    parts.append(package.element.body)
    return "".join("".join(node.text or "" for part in parts for node in part.iter(qn("w:t"))).split())


def words_in(line) -> str:
    return "".join(sign.text for sign in line)


@EVERY_FORM
def test_the_same_document_gives_the_same_bytes(document):
    assert written(document) == written(document)


@EVERY_FORM
def test_it_says_what_the_printed_document_says(document):
    words = words_of(document)
    for said in (document.title, document.number, *document.organs, *document.addressees, *document.signers):
        assert said in words
    for block in document.body:
        assert "".join(block.text.split()) in words
    assert f"{document.issued_on.year}年{document.issued_on.month}月{document.issued_on.day}日" in words


def test_a_draft_has_an_open_number_and_date_and_says_on_every_page_that_it_is_one():
    draft = replace(LETTER, number="", issued_on=None)
    section = opened(draft).sections[0]
    for header in (section.header, section.even_page_header, section.first_page_header):
        assert "草　稿" in "".join(node.text or "" for node in header._element.iter(qn("w:t")))
    assert "草" not in "".join(node.text or "" for node in opened(LETTER).sections[0].header._element.iter(qn("w:t")))
    assert "年月日" in words_of(draft)


def test_what_can_be_changed_bears_no_code_that_vouches_for_it():
    assert "RC-AAAA" not in words_of(replace(DECISION, code="RC-AAAA-BBBB"))


def test_every_script_has_the_font_an_office_has_and_none_is_embedded():
    package = zipfile.ZipFile(io.BytesIO(written(DECISION)))
    assert not [name for name in package.namelist() if "font" in name.lower() and not name.endswith("fontTable.xml")]
    fonts = opened(DECISION).styles["Normal"].element.rPr.rFonts
    assert {"仿宋_GB2312"} == {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")}


def test_headings_and_title_are_those_of_the_word_processor_so_that_its_outline_lists_them():
    body = (Heading(level=1, text="一、事实"), Heading(level=2, text="（一）经过"), Paragraph(text="某"))
    styles = [(each.text, each.style.name) for each in opened(replace(DECISION, body=body)).paragraphs]
    assert (DECISION.title, "Title") in styles
    assert ("一、事实", "Heading 1") in styles
    assert ("（一）经过", "Heading 2") in styles


def test_the_sheet_is_that_of_the_standard():
    section = opened(DECISION).sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [Mm(210), Mm(297), Mm(37), Mm(28)] == [pytest.approx(size, abs=1000) for size in sizes]
    assert opened(DECISION).settings.odd_and_even_pages_header_footer


def test_words_that_look_like_mark_up_are_words():
    said = "<w:p>&amp; {{ x }} #panic() $y$ @z"
    assert "".join(said.split()) in words_of(replace(DECISION, body=(Paragraph(text=said),)))


def test_what_cannot_be_printed_is_refused_with_its_place():
    (problem,) = editable(replace(DECISION, title=" "))
    assert ("title", "documents.blank") == (problem.place.field, problem.code)


def test_a_table_repeats_its_head_and_cuts_no_row():
    table = opened(replace(DECISION, body=(TABLE,))).tables[0]
    assert [["证据", "来源"], ["证据1　" + "某" * 28, "某局"]] == [
        [c.text for c in row.cells] for row in table.rows[:2]
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_two_tables_do_not_touch():
    body = opened(replace(DECISION, body=(TABLE, TABLE))).element.body
    kinds = [child.tag.rpartition("}")[2] for child in body]
    assert 2 == kinds.count("tbl")
    assert "tbl tbl" not in " ".join(kinds)


def test_the_slip_that_proves_service_goes_with_what_is_served():
    words = words_of(replace(DECISION, receipt=Receipt(recipient="张三", note="送达之日起算。")))
    assert "送达回证" in words
    assert f"《{DECISION.title}》（{DECISION.number}）" in words
    assert "送达回证" not in words_of(DECISION)


def test_the_day_of_the_file_is_that_of_the_document_and_not_of_the_clock():
    about = opened(DECISION).core_properties
    assert DECISION.issued_on == about.created.date() == about.modified.date()
    package = zipfile.ZipFile(io.BytesIO(written(replace(DECISION, issued_on=date(2026, 1, 2)))))
    assert {(2026, 1, 2, 0, 0, 0)} == {part.date_time for part in package.infolist()}


# Pages, where LibreOffice is present. Its fonts are not those of an office, so that what depends on their shapes is
# given more room than in the PDF.


def near(value, within):
    return pytest.approx(value, abs=within)


@with_converter
def test_a_full_page_of_the_editable_file_has_22_lines_of_28_characters(tmp_path):
    pdf = as_pdf(written(replace(FIVE_PAGES, form="instrument", annexes=(), imprint=None)), tmp_path)
    *lines, number = lines_of(pdf, 2)
    assert ["某" * 28] * 22 == [words_in(line) for line in lines]
    assert [near(28, 0.2)] * 22 == [line[0].x for line in lines]
    assert [near(28.95 / MM, 0.1)] * 21 == [b[0].baseline - a[0].baseline for a, b in pairwise(lines)]
    assert lines[-1][0].baseline <= 262.1
    assert "—2—" == words_in(number)


@with_converter
@pytest.mark.parametrize("document", [DECISION, REQUEST], ids=["downward", "upward"])
def test_the_red_head_of_the_editable_file_stands_where_the_standard_puts_it(document, tmp_path):
    pdf = as_pdf(written(document), tmp_path)
    lines = lines_of(pdf, 1)
    mark = next(line for line in lines if words_in(line).startswith(document.organs[0]))
    assert near(37 + 35, 2.5) == min(sign.ink_top for sign in mark)
    number = next(line for line in lines if document.number in words_in(line))
    rule = next(box for box in red_rules(pdf, 1) if box[2] - box[0] > 100)
    assert (near(28, 0.5), near(184, 0.5)) == (rule[0], rule[2])
    assert near(4, 1.5) == rule[1] - max(sign.ink_bottom for sign in number)
    if document.form == "upward":
        assert near(28 + 16 / MM, 0.5) == number[0].x
        assert words_in(number).endswith("签发人：李四")


@with_converter
def test_one_page_stays_one_page_with_the_imprint_at_the_foot_of_the_type_area(tmp_path):
    pdf = as_pdf(written(DECISION), tmp_path)
    assert "抄送：区委办公室，某局。" in text_of(pdf)
    foot = [box for box in red_rules(pdf, 1) if box[2] - box[0] > 100 and box[1] > 200]
    assert [(near(28, 0.5), near(184, 0.5))] * len(foot) == [(box[0], box[2]) for box in foot]
    assert near(262, 0.5) == foot[-1][3]


@with_converter
def test_page_numbers_of_the_editable_file_are_right_on_odd_and_left_on_even_pages(tmp_path):
    pdf = as_pdf(written(FIVE_PAGES), tmp_path)
    first, second = (lines_of(pdf, page)[-1] for page in (1, 2))
    assert ["—1—", "—2—"] == [words_in(first), words_in(second)]
    assert near(184 - 14 / MM, 0.6) == first[-1].right
    assert near(28 + 14 / MM, 0.6) == second[0].x
    assert [near(269, 1)] * 2 == [(line[0].ink_top + line[0].ink_bottom) / 2 for line in (first, second)]


@with_converter
def test_the_letter_of_the_editable_file_has_its_double_rules_and_no_number_on_the_first_page(tmp_path):
    pdf = as_pdf(written(LETTER), tmp_path)
    lines = lines_of(pdf, 1)
    assert near(30, 2.5) == min(sign.ink_top for sign in lines[0])
    assert LETTER.organs[0] == words_in(lines[0])
    rules = [box for box in red_rules(pdf, 1) if box[2] - box[0] > 160]
    assert (near(20, 0.5), near(190, 0.5)) == (rules[0][0], rules[0][2])
    assert near(277, 1) == max(box[3] for box in rules)
    assert "—1—" not in {words_in(line) for line in lines}


@with_converter
def test_lines_to_be_filled_in_by_hand_reach_the_edge(tmp_path):
    form = replace(DECISION, form="instrument", body=(Blank(label="申辩意见", lines=3),), imprint=None)
    assert "申辩意见：" in text_of(as_pdf(written(form), tmp_path))
    assert "2026年11月26日" not in words_of(form)
