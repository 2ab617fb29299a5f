"""The letter format of GB/T 9704-2012, measured in the PDF; lengths in millimetres."""

from dataclasses import replace

import pypdfium2
import pytest

from rongcuo.documents import Column, Table
from tests.unit.documents_samples import (
    DECISION,
    FIVE_PAGES,
    MM,
    NOTICE,
    REQUEST,
    Addressee,
    lines_of,
    printed,
    red_rules,
    signs_of,
    text_of,
)

# Full width characters only, so that every full line has to hold exactly 28 of them.
LONG = replace(NOTICE, matter="某" * 1900)


def near(value, within=0.1):
    return pytest.approx(value, abs=within)


def test_every_sheet_is_a4_and_the_file_says_how_many_there_are():
    done = printed(LONG)
    sheets = [sheet.get_size() for sheet in pypdfium2.PdfDocument(done.pdf)]
    assert done.pages == len(sheets)
    assert [(near(210 * MM), near(297 * MM))] * done.pages == sheets


def test_the_file_declares_pdf_a_2b_its_title_and_its_author():
    pdf = printed().pdf
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf
    metadata = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    assert ("申辩权利告知书", NOTICE.organ) == (metadata["Title"], metadata["Author"])


@pytest.mark.parametrize(
    "organ", ["广州市越秀区监察委员会", "中共广州市越秀区纪律检查委员会驻区住房和建设局纪检监察组", "某" * 60]
)
def test_the_head_stands_where_the_letter_format_puts_it(organ):
    """Mark 30 mm from the top, double rule 4 mm below it, 170 mm wide and in the middle, thick over thin."""
    done = printed(replace(NOTICE, organ=organ))
    mark = signs_of(done.pdf, 1)[: len(organ)]
    assert organ == "".join(sign.text for sign in mark)
    assert near(30, 0.2) == min(sign.ink_top for sign in mark)
    (left, top, right, bottom), thin, *_ = red_rules(done.pdf, 1)
    assert near(max(sign.ink_bottom for sign in mark) + 4, 0.2) == top
    assert (near(20), near(190)) == (left, right) == (thin[0], thin[2])
    assert bottom - top > thin[3] - thin[1]


def test_the_second_double_rule_ends_20_mm_above_the_foot_of_the_first_page_thin_over_thick():
    rules = red_rules(printed(LONG).pdf, 1)
    _, _, thin, thick = rules
    assert near(277) == thick[3]
    assert (near(20), near(190)) == (thick[0], thick[2]) == (thin[0], thin[2])
    assert thin[3] < thick[1]
    assert thin[3] - thin[1] < thick[3] - thick[1]


def test_only_the_first_page_bears_rules():
    done = printed(LONG)
    assert [[]] * 2 == [red_rules(done.pdf, page) for page in (2, 3)]


def test_the_number_stands_under_the_first_rule_flush_with_the_right_edge_of_the_type_area():
    done = printed()
    number = next(line for line in lines_of(done.pdf, 1) if line[-1].text == "号")
    assert NOTICE.number == "".join(sign.text for sign in number)
    _, thin, *_ = red_rules(done.pdf, 1)
    assert near(184) == max(sign.right for sign in number)
    assert near(thin[3] + 7 / 8 * 16 / MM + 0.88 * 16 / MM) == number[0].baseline


def test_a_full_page_has_22_lines_of_28_characters_on_the_type_area():
    """156 × 225 mm, 28 mm from the left and 37 mm from the top; a line is 29.61 pt below the one before."""
    done = printed(LONG)
    *lines, page_number = lines_of(done.pdf, 2)
    assert ["某" * 28] * 22 == ["".join(sign.text for sign in line) for line in lines]
    assert [near(28.0)] * 22 == [line[0].x for line in lines]
    assert [near(37 + (0.88 * 16 + 29.61 * row) / MM, 0.02) for row in range(22)] == [
        line[0].baseline for line in lines
    ]
    assert lines[-1][0].baseline + 0.12 * 16 / MM <= 262.1
    assert page_number[0].baseline > 262.1


@pytest.mark.parametrize("notice", [NOTICE, LONG], ids=["short", "long"])
def test_no_line_of_text_holds_more_than_28_full_width_characters_or_leaves_the_type_area(notice):
    done = printed(notice)
    lines = [line for page in range(1, done.pages) for line in lines_of(done.pdf, page)]
    assert 30 < len(lines)
    assert 28 >= max(sum(ord(sign.text) > 0x2000 for sign in line) for line in lines)
    assert near(28) == min(sign.x for line in lines for sign in line)
    # The blank half of a punctuation mark at the end of a line may hang over.
    assert 184.1 >= max(sign.x for line in lines for sign in line) + 8 / MM


def test_the_first_page_has_no_number_even_pages_have_it_left_and_odd_pages_right():
    """4号: one character of 14 pt in from the edge, the dashes 7 mm below the type area."""
    done = printed(LONG)
    assert all(line[0].baseline <= 262.1 for line in lines_of(done.pdf, 1))
    second, third = (lines_of(done.pdf, page)[-1] for page in (2, 3))
    assert ["—2—", "—3—"] == ["".join(sign.text for sign in line) for line in (second, third)]
    assert near(28 + 14 / MM, 0.2) == second[0].x
    assert near(184 - 14 / MM, 0.2) == third[-1].right
    assert [near(269, 0.05)] * 2 == [line[0].ink_top for line in (second, third)]


def test_the_first_page_shows_text_of_the_body_and_the_signature_never_stands_alone():
    """Whatever the length, text stands above name and date on their page."""
    for length in range(0, 28 * 22, 28 * 2):
        done = printed(replace(NOTICE, matter="某" * (length + 1)))
        assert "某" in {sign.text for sign in signs_of(done.pdf, 1)}
        last = lines_of(done.pdf, done.pages - 1)
        texts = ["".join(sign.text for sign in line) for line in last]
        date = texts.index("2017年12月20日")
        assert NOTICE.organ == texts[date - 1]
        assert 2 <= date, f"name and date stand alone with {length + 1} characters"


def test_name_and_date_are_centred_on_each_other_and_leave_room_for_the_seal():
    """The date four characters in from the right, as for a sealed document, unless the name is too long for that."""
    date, name = _signature(replace(NOTICE, organ="广州市越秀区监委"))
    assert near(184 - 4 * 16 / MM, 0.3) == date[-1].right
    assert near(_middle(name), 0.3) == _middle(date)
    date, name = _signature(NOTICE)
    assert near(184, 0.3) == name[-1].right
    assert near(_middle(name), 0.3) == _middle(date)


def test_no_seal_is_drawn():
    """A seal is the unit's certified seal or the one of brass: the file holds no picture at all."""
    shapes = [shape.type for sheet in pypdfium2.PdfDocument(printed().pdf) for shape in sheet.get_objects()]
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE not in shapes


def test_the_slip_that_proves_service_is_one_sheet_of_its_own_even_for_long_names():
    party = Addressee(name="某" * 60, kind="unit")
    done = printed(replace(NOTICE, organ="某" * 60, party=party))
    last = "".join(sign.text for sign in signs_of(done.pdf, done.pages))
    assert last.startswith("送达回证")
    assert last.endswith("本回证由送达机关附卷。")
    assert 1 == text_of(done.pdf).count("送达回证")


def _signature(notice):
    """The lines of date and name."""
    done = printed(notice)
    *_, name, date = lines_of(done.pdf, done.pages - 1)[:-1]
    return date, name


def _middle(line):
    return (line[0].x + line[-1].right) / 2


# The red head: 下行文, 上行文, 纪要, 文书 (GB/T 9704-2012).

RED_HEADED = pytest.mark.parametrize("document", [DECISION, REQUEST], ids=["downward", "upward"])


def words_in(line) -> str:
    return "".join(sign.text for sign in line)


@RED_HEADED
def test_the_mark_is_35_mm_below_the_type_area_and_the_red_rule_4_mm_below_the_number(document):
    pdf = printed(document).pdf
    _, __, ___, *signs = signs_of(pdf, 1)  # the page number stands first in the file
    mark = signs[: len(document.organs[0]) + 2]
    assert f"{document.organs[0]}文件" == "".join(sign.text for sign in mark)
    assert near(37 + 35, 0.3) == min(sign.ink_top for sign in mark)
    left, top, right, _ = red_rules(pdf, 1)[0]
    assert (near(28), near(184)) == (left, right)
    number = next(line for line in lines_of(pdf, 1) if document.number in words_in(line))
    assert near(number[0].baseline + 0.12 * 16 / MM + 4, 0.3) == top


def test_the_number_of_a_downward_document_is_in_the_middle_of_an_upward_one_left_beside_its_signer():
    down, up = (
        next(line for line in lines_of(printed(document).pdf, 1) if document.number in words_in(line))
        for document in (DECISION, REQUEST)
    )
    assert near((28 + 184) / 2, 0.5) == _middle(down)
    assert near(28 + 16 / MM, 0.3) == up[0].x
    assert f"{REQUEST.number}签发人：李四" == words_in(up)
    assert near(184 - 16 / MM, 0.6) == up[-1].right


def test_the_imprint_ends_with_the_type_area_of_the_last_page_and_is_as_wide():
    for document in (DECISION, REQUEST, FIVE_PAGES):
        done = printed(document)
        lines = lines_of(done.pdf, done.pages)
        issuer = next(line for line in lines if words_in(line).startswith("区纪委办公室"))
        assert words_in(issuer).endswith("2026年11月26日印发")
        assert 255 < issuer[0].baseline < 262


def test_every_page_of_a_red_headed_document_has_its_number_by_parity():
    done = printed(FIVE_PAGES)
    assert 5 == done.pages
    for page in range(1, done.pages + 1):
        number = lines_of(done.pdf, page)[-1]
        assert f"—{page}—" == words_in(number)
        if page % 2:
            assert near(184 - 14 / MM, 0.2) == number[-1].right
        else:
            assert near(28 + 14 / MM, 0.2) == number[0].x


def test_a_full_page_of_a_red_headed_document_has_22_lines_of_28_characters():
    *lines, _ = lines_of(printed(FIVE_PAGES).pdf, 2)
    assert ["某" * 28] * 22 == list(map(words_in, lines))


def test_an_annex_begins_a_page_of_its_own_and_is_announced_under_the_text():
    done = printed(FIVE_PAGES)
    assert "附件：证据清单" in "".join(words_in(line) for line in lines_of(done.pdf, done.pages - 1))
    assert "附件" == words_in(lines_of(done.pdf, done.pages)[0])


def test_of_a_joint_issue_the_host_stands_first_in_the_head_and_below_the_text():
    hosts = ("中共示范区纪律检查委员会", "示范区监察委员会")
    text = text_of(printed(replace(DECISION, organs=hosts)).pdf)
    assert 2 == text.count("".join(hosts))


@RED_HEADED
def test_the_first_page_of_a_red_headed_document_shows_its_text(document):
    for length in (1, 300, 3000):
        body = (*document.body[:1], replace(document.body[1], text="某" * length))
        assert "某" in {sign.text for sign in signs_of(printed(replace(document, body=body)).pdf, 1)}


# What goes wrong on long and awkward documents.


def test_the_imprint_stands_at_the_foot_even_where_it_needs_a_page_of_its_own():
    """Whatever the length of the text, its last rule is on the bottom edge of the type area of the last page."""
    for lines in range(6, 24):
        done = printed(replace(DECISION, body=(replace(DECISION.body[1], text="某" * 28 * lines),)))
        issuer = next(line for line in lines_of(done.pdf, done.pages) if words_in(line).startswith("区纪委办公室"))
        assert 255 < issuer[0].baseline < 262, lines


def test_name_and_date_do_not_stand_alone_after_a_short_table():
    rows = (("1", "会议纪要"), ("2", "账户流水"))
    table = Table(columns=(Column(title="序号"), Column(title="名称", width=4)), rows=rows)
    for lines in range(6, 14):
        body = (replace(DECISION.body[1], text="某" * 28 * lines), table)
        done = printed(replace(DECISION, body=body, imprint=None))
        for page in range(2, done.pages + 1):
            assert words_in(lines_of(done.pdf, page)[0]) != DECISION.organs[0], lines


def test_a_row_of_a_table_is_never_cut_by_the_end_of_a_page():
    cell = "\n".join(f"第{line}行" for line in range(1, 6))
    rows = tuple((f"行{number}", cell) for number in range(1, 30))
    done = printed(replace(DECISION, body=(Table(columns=(Column(title="甲"), Column(title="乙")), rows=rows),)))
    assert done.pages > 2
    for page in range(1, done.pages + 1):
        text = "".join(map(words_in, lines_of(done.pdf, page)))
        assert text.count("第1行") == text.count("第5行"), page


def test_a_long_token_is_broken_rather_than_run_off_the_paper():
    token = "https://example.invalid/" + "a1b2" * 40
    done = printed(replace(DECISION, body=(replace(DECISION.body[1], text=f"见{token}。"),)))
    right = max(sign.right for page in range(1, done.pages + 1) for sign in signs_of(done.pdf, page))
    assert right <= 184.6
    assert token in text_of(done.pdf)


@pytest.mark.parametrize("form", ["letter", "instrument"])
def test_a_letter_and_an_instrument_name_who_gets_a_copy(form):
    assert "抄送：区委办公室，某局。" in text_of(printed(replace(DECISION, form=form)).pdf)


def test_the_last_line_of_a_title_is_never_a_single_character():
    for length in range(18, 60):
        done = printed(replace(DECISION, title="题" * length))
        lines = [words_in(line) for line in lines_of(done.pdf, 1) if set(words_in(line)) == {"题"}]
        assert length == sum(map(len, lines))
        assert min(map(len, lines)) > 1, lines
