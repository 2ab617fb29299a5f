"""申辩权利告知书: what it says, and what keeps it from being printed."""

import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from rongcuo import documents
from rongcuo.documents import Document, Rendered, document_number, render
from tests.unit.documents_samples import (
    DECISION,
    EX_OFFICIO,
    FIVE_PAGES,
    NOTICE,
    REGULATION,
    REQUEST,
    RIGHT,
    Addressee,
    printed,
    text_of,
)

FONTS = Path(documents.__file__).parent / "fonts"
ON_THE_SPOT = {"served": "2017年12月20日", "last_day": "2018年1月4日（星期四）"}


def refused(document: Document) -> list[tuple[str | None, str]]:
    """Field and code of every problem; the sentences exist in both languages."""
    outcome = render(document)
    assert not isinstance(outcome, Rendered)
    assert all(problem.text("zh") and problem.text("en") for problem in outcome)
    return [(problem.place.field, problem.code) for problem in outcome]


def test_the_notice_says_in_this_order_what_the_law_asks_of_it():
    """Matter, rule, right, recusal, no aggravation, limit, where and how, ex officio, signature, proof of service."""
    expected = [
        "中共广州市越秀区纪律检查委员会",
        "越纪申告〔2017〕3号",
        "申辩权利告知书",
        "张三同志：",
        "你在负责旧楼加装电梯审批试点工作期间，对部分材料不齐全的项目先行受理的有关问题。",
        f"《{REGULATION}》（越委办〔2017〕132号）五、（二）规定：“{RIGHT}”",
        "你有权就上述事项作出陈述和申辩",
        "有权提出容错免责的申辩意见",
        "本案承办人为李四、王五。",
        "申请其回避",
        "本机关不因你申辩而加重对你的处理。",
        "自本机关告知你有申辩权利之日起10个工作日内提出。期限从送达的次日起计算",
        "可以当面递交或者邮寄",
        "受理地址：广州市越秀区某路1号",
        "联系人：李四",
        "联系电话：020-12345678",
        f"无论你是否申辩、是否主张容错免责，本机关都依照该规定五、（一）考虑：“{EX_OFFICIO}”",
        "中共广州市越秀区纪律检查委员会2017年12月20日",
        "送达回证",
        "《申辩权利告知书》（越纪申告〔2017〕3号）",
        "张三，广州市越秀区某局副局长",
        "直接送达",
        "送达时间",
        "签名或者盖章",
    ]
    text = text_of(printed().pdf)
    found, start = [], 0
    for part in expected:
        at = text.find(part, start)
        found.append(part if at >= 0 else f"{part!r} is not in what follows {text[:start][-20:]!r}")
        start = max(at, start)
    assert expected == found


def test_the_last_day_is_printed_only_when_the_notice_is_served_on_the_spot():
    """Otherwise nobody knows the day of service yet, and a date would be a guess."""
    sentence = "本告知书于2017年12月20日当场送达，提出书面申辩意见的最后一日为2018年1月4日（星期四），至该日24时届满。"
    assert sentence in text_of(printed(replace(NOTICE, **ON_THE_SPOT)).pdf)
    later = text_of(printed().pdf)
    assert "最后一日" not in later
    assert "2018年" not in later


def test_a_unit_is_addressed_as_a_unit():
    party = Addressee(name="广州市越秀区某局", kind="unit")
    text = text_of(printed(replace(NOTICE, party=party)).pdf)
    assert "广州市越秀区某局：本机关正在就下列事项开展问责调查，现将你单位享有的申辩权利告知如下" in text
    assert "不因你单位申辩而加重对你单位的处理" in text


def test_each_line_of_the_matter_is_a_paragraph_and_nothing_of_it_is_lost():
    text = text_of(printed(replace(NOTICE, matter="第一个问题。\r\n\r\n第二个问题。")).pdf)
    assert "事项：第一个问题。第二个问题。二、依据" in text


def test_a_notice_made_again_is_the_same_file_byte_for_byte():
    """Also in another process, where sets and dictionaries may come in another order."""
    again = "from tests.unit.documents_samples import printed; print(printed().sha256)"
    environment = {"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": "7"}
    elsewhere = subprocess.run(
        [sys.executable, "-c", again], capture_output=True, text=True, check=True, env=environment
    )
    first = printed()
    assert first == printed()
    assert hashlib.sha256(first.pdf).hexdigest() == first.sha256 == elsewhere.stdout.strip()


def test_two_different_notices_are_different_files():
    assert printed().sha256 != printed(replace(NOTICE, number="越纪申告〔2017〕4号")).sha256


def test_rare_characters_of_names_are_drawn():
    """None of them is in GB 2312; 𫖮 and 𬱖 lie beyond the basic plane."""
    name = "玥䶮㛃𫖮𬱖"
    done = printed(replace(NOTICE, party=replace(NOTICE.party, name=name)))
    assert f"{name}同志：" in text_of(done.pdf)
    assert b"NotoSansSC-Regular" in done.pdf
    assert b"NotoSansSC-Regular" in printed().pdf, "the headings are set in it too"


def test_a_character_no_font_draws_is_named_with_its_place_before_anything_is_issued():
    party = replace(NOTICE.party, name="张\ue123")
    outcome = render(replace(NOTICE, party=party, officers="李四、王😀").document)
    assert not isinstance(outcome, Rendered)
    named = {(problem.place.field, problem.params["characters"]) for problem in outcome}
    assert ("addressees.1", "\ue123（U+E123）") in named
    assert "😀（U+1F600）" in {characters for _, characters in named}
    assert {"documents.missing_glyph"} == {problem.code for problem in outcome}


@pytest.mark.parametrize(
    "text", ["#panic() $x$ @ref *a*", '"); #read("../render.py")', "\\u{41} `a` _b_ = c", "//a/*b*/", "[[x]]<label>#"]
)
def test_what_people_write_is_printed_and_never_run(text):
    done = printed(replace(NOTICE, matter=text, party=replace(NOTICE.party, name=text, honorific=text)))
    plain = "".join(text.split())
    assert f"{plain}{plain}：" in text_of(done.pdf)
    assert f"事项：{plain}二、依据" in text_of(done.pdf)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"secrecy": "机密"}, [("secrecy", "documents.secrecy")]),
        ({"title": "机密★1年"}, [("title", "documents.secrecy")]),
        ({"number": "越纪决2017第3号"}, [("number", "documents.number")]),
        ({"number": "越纪决〔2017〕03号"}, [("number", "documents.number")]),
        ({"issued_on": None}, [("issued_on", "documents.blank")]),
        ({"organs": (" ",)}, [("organs.1", "documents.blank")]),
        ({"organs": ()}, [("organs", "documents.blank")]),
        ({"organs": ("某" * 61,)}, [("organs.1", "documents.too_long")]),
        ({"body": ()}, [("body", "documents.blank")]),
        ({"title": "一行\n二行"}, [("title", "documents.line_break")]),
        ({"addressees": ("张\u202e三",)}, [("addressees.1", "documents.invisible")]),
        ({"addressees": ("张\ud800",)}, [("addressees.1", "documents.invisible")]),
        ({"signers": ("李四",)}, [("signers", "documents.signer_of_upward")]),
        (
            {"organs": ("",), "number": "3号", "secrecy": "秘密"},
            [("organs.1", "documents.blank"), ("number", "documents.number"), ("secrecy", "documents.secrecy")],
        ),
    ],
)
def test_what_cannot_be_printed_is_said_field_by_field_and_all_at_once(changes, expected):
    """The same document without the change prints."""
    assert expected == refused(replace(DECISION, **changes))
    assert isinstance(render(DECISION), Rendered)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"addressees": ()}, [("addressees", "documents.one_addressee")]),
        ({"addressees": ("甲", "乙")}, [("addressees", "documents.one_addressee")]),
        ({"signers": ()}, [("signers", "documents.no_signer")]),
    ],
)
def test_an_upward_document_has_one_addressee_and_a_signer(changes, expected):
    assert expected == refused(replace(REQUEST, **changes))
    assert isinstance(render(REQUEST), Rendered)


@pytest.mark.parametrize("document", [DECISION, REQUEST, FIVE_PAGES], ids=["downward", "upward", "five pages"])
def test_a_draft_says_so_on_every_page_and_bears_neither_number_nor_date(document):
    signed = printed(document)
    draft = printed(replace(document, number="", issued_on=None))
    assert draft.pages == signed.pages == text_of(draft.pdf).count("草稿")
    assert "草稿" not in text_of(signed.pdf)
    assert "2026年11月26日" not in text_of(draft.pdf)
    assert "2026年11月26日" in text_of(signed.pdf)
    assert draft == printed(replace(document, number="", issued_on=None)), "no clock has a part in it"


@pytest.mark.parametrize(
    "typed",
    [
        "越纪申告[2017]3号",
        "越纪申告【2017】3号",
        "越纪申告（\uff12\uff10\uff11\uff17）\uff13号",
        "越纪申告(2017) 3号",
        "越纪申告\uff3b2017\uff3d3号",
    ],
)
def test_the_year_of_a_number_is_printed_in_tortoise_shell_brackets_however_it_was_typed(typed):
    assert "越纪申告〔2017〕3号" == document_number(typed)
    assert printed().sha256 == printed(replace(NOTICE, number=typed)).sha256


def test_the_unit_s_own_fonts_are_taken_before_the_shipped_ones(tmp_path):
    """The shipped 黑体 under the name of the one that Windows brings stands in for a licensed font."""
    shipped = FONTS / "NotoSansSC-Regular.ttf"
    (tmp_path / "simhei.ttf").write_bytes(_renamed(shipped.read_bytes(), "SimHei"))
    with_unit_fonts = render(NOTICE.document, fonts_dir=tmp_path)
    assert isinstance(with_unit_fonts, Rendered)
    assert b"+SimHei" in with_unit_fonts.pdf
    assert b"+SimHei" not in printed().pdf


def test_the_shipped_fonts_are_the_ones_their_readme_describes():
    fonts = FONTS.glob("*.[ot]tf")
    rows = (FONTS / "README.md").read_text(encoding="utf-8")
    expected = {font.name: hashlib.sha256(font.read_bytes()).hexdigest() for font in fonts}
    assert 5 == len(expected)
    assert [] == [name for name, digest in expected.items() if f"| `{name}` | `{digest}` |" not in rows]


def _renamed(font: bytes, name: str) -> bytes:
    """``font`` with ``name``, not longer than the old one, as its family and PostScript names."""
    data = bytearray(font)
    tables = {bytes(data[at : at + 4]): at for at in range(12, 12 + 16 * int.from_bytes(data[4:6]), 16)}
    start = int.from_bytes(data[tables[b"name"] + 8 : tables[b"name"] + 12])
    storage = start + int.from_bytes(data[start + 4 : start + 6])
    for record in range(start + 6, start + 6 + 12 * int.from_bytes(data[start + 2 : start + 4]), 12):
        platform, kind = int.from_bytes(data[record : record + 2]), int.from_bytes(data[record + 6 : record + 8])
        if platform == 3 and kind in (1, 4, 6, 16):
            encoded = name.encode("utf-16-be")
            offset = storage + int.from_bytes(data[record + 10 : record + 12])
            data[record + 8 : record + 10] = len(encoded).to_bytes(2)
            data[offset : offset + len(encoded)] = encoded
    return bytes(data)
