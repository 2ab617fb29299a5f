"""A regulation's plain text is split where its own numbers say so, and not a word is changed."""

import pytest

from rongcuo.law import load
from rongcuo.law.markdown import parse
from rongcuo.law.outline import numeral, outline, pages, unwritable
from rongcuo.law.text import Clause

ARTICLES = """\
第一章　总则
第一条　为了支持改革，制定本办法。
第二条 应当坚持以下原则：
（一）依规依纪；
（二）失责必问。
第二章　情形
第三条有下列情形之一的，可以不予问责：
（一）在推进改革中出现的失误，包括：
1.缺乏经验的；
2.先行先试的。
（二）提出明确反对意见的。
第四条所列情形不适用前款。
第四条　本办法自发布之日起施行。
"""


def split(text: str, *drop: str) -> list[Clause]:
    return [clause for _, page in pages(outline(text, drop)) for clause in parse("page.md", page).clauses]


def cited(text: str) -> list[tuple[str, str]]:
    return [(str(clause.ref), clause.label) for clause in split(text)]


def test_an_article_with_several_paragraphs_is_cited_by_paragraph_and_item():
    assert [
        ("1", "第一条"),
        ("2", "第二条"),
        ("2.1", "第二条第（一）项"),
        ("2.2", "第二条第（二）项"),
        ("3", "第三条"),
        ("3.1", "第三条第一款"),
        ("3.1.1", "第三条第一款第（一）项"),
        ("3.1.1.1", "第三条第一款第（一）项第1目"),
        ("3.1.1.2", "第三条第一款第（一）项第2目"),
        ("3.1.2", "第三条第一款第（二）项"),
        ("3.2", "第三条第二款"),
        ("4", "第四条"),
    ] == cited(ARTICLES)


def test_a_paragraph_that_begins_by_citing_an_article_opens_none():
    assert {"3.2": "第四条所列情形不适用前款。"} == {
        str(clause.ref): clause.text for clause in split(ARTICLES) if "前款" in clause.text
    }


def test_full_width_digits_and_points_number_a_list_too():
    assert ["1", "1.1", "1.2"] == [ref for ref, _ in cited("第一条　包括：\n\uff11\uff0e甲。\n\uff12\uff0e乙。")]


def test_an_excerpt_may_leave_articles_out_and_keeps_their_numbers():
    assert [("5", "第五条"), ("17", "第十七条")] == cited("第五条　问责对象。\n第十七条　可以不予问责。")


def test_each_chapter_is_a_page():
    assert ["第一章　总则", "第二章　情形"] == [title for title, _ in pages(outline(ARTICLES))]


def test_title_and_number_stand_on_the_front_page_and_not_among_the_clauses():
    [preamble, first] = split("试行办法\n例发〔2020〕1号\n为了改革：\n第一条　甲。", "试行办法", "例发〔2020〕1号")

    assert ("0", "为了改革：") == (str(preamble.ref), preamble.text)
    assert ("1", "甲。") == (str(first.ref), first.text)


def test_the_first_regulation_is_split_as_its_pack_cites_it():
    """Only the closing words of 四（一）, which have no number of their own, are left with the clause before them."""
    pack = load("yuexiu-2017-132")
    lines = []
    for clause in pack.clauses.values():
        lines += [f"{clause.label}、{clause.heading}"] if clause.heading else []
        lines += [clause.text] if clause.text else []

    made = {str(clause.ref): (clause.label, clause.heading, clause.text) for clause in split("\n".join(lines))}

    known = {str(ref): (clause.label, clause.heading, clause.text) for ref, clause in pack.clauses.items()}
    closing = known.pop("4.1.5")
    known["4.1.4"] = (*known["4.1.4"][:2], f"{known['4.1.4'][2]}\n{closing[2]}")
    assert known == made


WITHOUT = """\
一、目的
为了改革。
二、范围：本区。
（一）机关，包括：
1.部门；
（1）处室；
（2）科室。
2.街道。
（二）个人。
"""


def test_without_articles_a_short_line_is_a_heading_and_a_sentence_is_the_laws_words():
    assert [
        ("1", "一", "目的", "为了改革。"),
        ("2", "二", None, "二、范围：本区。"),
        ("2.1", "二（一）", None, "（一）机关，包括："),
        ("2.1.1", "二（一）1", None, "1.部门；"),
        ("2.1.1.1", "二（一）1（1）", None, "（1）处室；"),
        ("2.1.1.2", "二（一）1（2）", None, "（2）科室。"),
        ("2.1.2", "二（一）2", None, "2.街道。"),
        ("2.2", "二（二）", None, "（二）个人。"),
    ] == [(str(clause.ref), clause.label, clause.heading, clause.text) for clause in split(WITHOUT)]
    (title, page), (second, _) = pages(outline(WITHOUT))
    assert ("目的", "二") == (title, second)
    assert "## 一、目的 {#1}\n\n为了改革。\n" == page


def test_without_articles_too_there_may_be_a_preamble_and_a_number_goes_on_from_the_one_before():
    text = "为了改革：\n（一）根据规定；\n一、目的\n三、不是第三部分。"

    assert [
        ("0", "引言", "为了改革：\n（一）根据规定；"),
        ("1", "一", "三、不是第三部分。"),
    ] == [(str(clause.ref), clause.label, clause.text) for clause in split(text)]


SPLIT = [
    # what whoever enters a law should know, its lines, the clauses and their words
    ("Blank lines are no words", "第一条　甲。\n\n　\n第二条　乙。", {"1": "甲。", "2": "乙。"}),
    ("The preamble keeps its paragraphs", "为了改革：\n根据规定：\n第一条　甲。",
     {"0": "为了改革：\n根据规定：", "1": "甲。"}),
    ("An article may be announced on a line of its own", "第一条\n甲。\n乙。", {"1": "", "1.1": "甲。", "1.2": "乙。"}),
    ("An article whose words are missing keeps its number", "第一条\n第二条　乙。", {"1": "", "2": "乙。"}),
    ("A sentence that begins by citing a chapter is no chapter", "第一条　甲。\n第二章　规定的情形除外。",
     {"1": "", "1.1": "甲。", "1.2": "第二章　规定的情形除外。"}),
    ("A number that was there opens nothing", "第一条　甲。\n第一条　乙。",
     {"1": "", "1.1": "甲。", "1.2": "第一条　乙。"}),
    ("Nor does one that is too far ahead, unless set apart", "第一条　甲。\n第三条以外的除外。",
     {"1": "", "1.1": "甲。", "1.2": "第三条以外的除外。"}),
    ("A list goes on in its own numbering, and another one is a paragraph", "第一条　包括：\n（一）甲；\n2.乙。",
     {"1": "", "1.1": "包括：", "1.1.1": "（一）甲；", "1.2": "2.乙。"}),
    ("Below the fourth part of a number nothing is numbered: the line is a paragraph",
     "第一条　甲。\n乙：\n（一）丙：\n1.丁：\n（1）戊。",
     {"1": "", "1.1": "甲。", "1.2": "乙：", "1.2.1": "（一）丙：", "1.2.1.1": "1.丁：", "1.3": "（1）戊。"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "clauses"), [row[1:] for row in SPLIT], ids=[row[0] for row in SPLIT])
def test_a_law_is_split(text, clauses):
    assert clauses == {str(clause.ref): clause.text for clause in split(text)}


def test_a_page_without_a_chapter_has_a_name_and_no_title():
    assert [("条文", "## 第一条 {#1}\n\n甲。\n")] == list(pages(outline("第一条　甲。")))


def test_a_chapters_page_begins_with_its_title():
    [(_, first), (_, second)] = pages(outline(ARTICLES))

    assert (first.startswith("# 第一章　总则\n"), second.startswith("# 第二章　情形\n")) == (True, True)


def test_paragraphs_are_counted_as_they_are_spoken():
    text = "第一条　甲。\n" + "乙。\n" * 30
    labels = dict(cited(text))

    assert ["第一条第一款", "第一条第九款", "第一条第十款", "第一条第十一款"] == [
        labels[f"1.{n}"] for n in (1, 9, 10, 11)
    ]
    assert ["第一条第二十款", "第一条第二十九款", "第一条第三十一款"] == [labels[f"1.{n}"] for n in (20, 29, 31)]


def test_what_a_page_would_not_take_for_the_laws_words_is_said():
    text = "第一章　总则 {#1}\n第一条　甲。\n> 乙。\n第二章　附则\n第二条　丙：\n（一）丁。\n```"

    assert ["第一章　总则 {#1}", "> 乙。", "```"] == unwritable(outline(text))


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("一", 1),
        ("一百〇二", 102),
        ("十", 10),
        ("二十一", 21),
        ("一百零二", 102),
        ("九百九十九", 999),
        ("\uff11\uff17", 17),
    ],
)
def test_a_number_is_read_as_it_is_written(written, number):
    assert number == numeral(written)


def test_a_long_line_is_the_laws_words_also_without_a_full_stop():
    [long] = outline(f"一、{'长' * 45}")
    [short] = outline(f"一、{'短' * 20}")

    assert ("", [f"一、{'长' * 45}"]) == (long.parts[0].heading, long.parts[0].paragraphs)
    assert ("短" * 20, []) == (short.parts[0].heading, short.parts[0].paragraphs)


def test_the_tenth_and_the_twentieth_paragraph_are_counted_as_they_are_spoken():
    text = "第一条　甲：\n" + "".join(f"第{number}段。\n" for number in range(21))

    labels = [clause.label for clause in split(text)]
    assert ["第一条第十款", "第一条第十一款", "第一条第二十款", "第一条第二十二款"] == [
        labels[at] for at in (10, 11, 20, 22)
    ]


def test_a_number_in_braces_is_in_the_way_of_a_chapter_alone():
    assert ["第一章　总则{#1}"] == unwritable(outline("第一章　总则{#1}\n第一条　甲。"))
    assert [] == unwritable(outline("一、总则{#1}\n甲。"))
