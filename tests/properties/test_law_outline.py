"""However a regulation is numbered, splitting its text loses no word and gives clauses in order."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rongcuo.law.markdown import parse
from rongcuo.law.outline import Part, outline, pages, unwritable
from tests.budget import examples

WORDS = st.text("容错免责条款项目一二十百第（）()0123456789.、，。；:： \u3000abc{}#`>\\", min_size=1, max_size=30)
MARKS = st.sampled_from(["", "第{}条　", "第{}条", "{}、", "（{}）", "({})", "第{}章　", "第{}节"])
NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
LINES = st.lists(st.tuples(MARKS, st.sampled_from(NUMERALS), WORDS), min_size=1, max_size=25)


def bare(text: str) -> str:
    return "".join(text.split())


def said(part: Part, *, is_article: bool) -> str:
    """Everything that a part has of the text: an article its number, a heading its words, the rest its paragraphs."""
    own = part.label if is_article and part.number else f"{part.label}、{part.heading}" if part.heading else ""
    return own + "".join(part.paragraphs) + "".join(said(below, is_article=False) for below in part.parts)


@settings(max_examples=examples(300))
@given(LINES)
def test_splitting_a_text_keeps_every_word_in_its_place(lines):
    text = [line for mark, numeral, words in lines if (line := mark.format(numeral) + words).strip()]

    sections = outline("\n".join(text))

    chapters = [section.title for section in sections if section.is_chapter]
    kept = "".join(said(part, is_article=part.label.endswith("条")) for section in sections for part in section.parts)
    assert chapters == [line for line in map(str.strip, text) if line in chapters]
    assert bare("".join(line for line in text if line.strip() not in chapters)) == bare(kept)


@settings(max_examples=examples(300))
@given(LINES)
def test_what_was_split_is_read_back_as_it_was_written(lines):
    text = [mark.format(numeral) + words for mark, numeral, words in lines]
    sections = outline("\n".join(text))
    assume(not unwritable(sections))

    clauses = [clause for _, page in pages(sections) for clause in parse("page.md", page).clauses]

    refs = [clause.ref for clause in clauses]
    assert sorted(set(refs)) == refs
    assert [line for section in sections for part in section.parts for line in paragraphs(part)] == [
        line for clause in clauses for line in clause.text.split("\n") if line
    ]


def paragraphs(part: Part) -> list[str]:
    return [*part.paragraphs, *(line for below in part.parts for line in paragraphs(below))]
