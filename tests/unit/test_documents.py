"""申辩权利告知书: what it says, and what keeps it from being printed."""

import hashlib
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rongcuo import documents
from rongcuo.documents import Addressee, OnTheSpot, Rendered, RightsNotice, document_number, render
from tests.unit.documents_samples import EX_OFFICIO, NOTICE, REGULATION, RIGHT, printed, text_of

FONTS = Path(documents.__file__).parent / "fonts"
ON_THE_SPOT = OnTheSpot(served_on=date(2017, 12, 20), last_day=date(2018, 1, 4))


def refused(notice: RightsNotice) -> list[tuple[str | None, str]]:
    """Field and code of every problem; the sentences exist in both languages."""
    outcome = render(notice)
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
    assert sentence in text_of(printed(replace(NOTICE, on_the_spot=ON_THE_SPOT)).pdf)
    later = text_of(printed().pdf)
    assert "最后一日" not in later
    assert "2018年" not in later


def test_a_unit_is_addressed_as_a_unit():
    party = Addressee(name="广州市越秀区某局", kind="organisation")
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


def test_a_character_no_font_draws_is_named_with_its_field_before_anything_is_issued():
    party = replace(NOTICE.party, name="张\ue123")
    officers = ("李四", "王😀")
    outcome = render(replace(NOTICE, party=party, officers=officers))
    assert not isinstance(outcome, Rendered)
    expected = [("party.name", "\ue123（U+E123）"), ("officers.2", "😀（U+1F600）")]
    assert expected == [(problem.place.field, problem.params["characters"]) for problem in outcome]
    assert ["documents.missing_glyph"] * 2 == [problem.code for problem in outcome]


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
        ({"matter": "机密★1年"}, [("matter", "documents.secrecy")]),
        ({"number": "越纪申告2017第3号"}, [("number", "documents.number")]),
        ({"number": "越纪申告〔2017〕03号"}, [("number", "documents.number")]),
        ({"organ": " "}, [("organ", "documents.blank")]),
        ({"organ": "某" * 61}, [("organ", "documents.too_long")]),
        ({"matter": "某" * 2001}, [("matter", "documents.too_long")]),
        ({"matter": ""}, [("matter", "documents.blank")]),
        ({"officers": ()}, [("officers", "documents.blank")]),
        ({"officers": ("李四", "")}, [("officers.2", "documents.blank")]),
        ({"counting_rule": "一行\n二行"}, [("counting_rule", "documents.line_break")]),
        ({"party": replace(NOTICE.party, name="张\u202e三")}, [("party.name", "documents.invisible")]),
        ({"party": replace(NOTICE.party, name="张\ud800")}, [("party.name", "documents.invisible")]),
        ({"party": replace(NOTICE.party, kind="人")}, [("party.kind", "documents.party_kind")]),
        ({"filing": replace(NOTICE.filing, address="")}, [("filing.address", "documents.blank")]),
        ({"limit_days": 0}, [("limit_days", "documents.limit")]),
        (
            {"on_the_spot": replace(ON_THE_SPOT, served_on=date(2017, 12, 19))},
            [("on_the_spot.served_on", "documents.served_early")],
        ),
        (
            {"on_the_spot": replace(ON_THE_SPOT, last_day=date(2017, 12, 20))},
            [("on_the_spot.last_day", "documents.last_day")],
        ),
        (
            {"organ": "", "number": "3号", "secrecy": "秘密"},
            [("organ", "documents.blank"), ("number", "documents.number"), ("secrecy", "documents.secrecy")],
        ),
    ],
)
def test_what_cannot_be_printed_is_said_field_by_field_and_all_at_once(changes, expected):
    """The same notice without the change prints."""
    assert expected == refused(replace(NOTICE, **changes))
    assert isinstance(render(NOTICE), Rendered)


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
    with_unit_fonts = render(NOTICE, fonts_dir=tmp_path)
    assert isinstance(with_unit_fonts, Rendered)
    assert b"+SimHei" in with_unit_fonts.pdf
    assert b"+SimHei" not in printed().pdf


def test_the_shipped_fonts_are_the_ones_their_readme_describes():
    fonts = FONTS.glob("*.[ot]tf")
    rows = (FONTS / "README.md").read_text(encoding="utf-8")
    expected = {font.name: hashlib.sha256(font.read_bytes()).hexdigest() for font in fonts}
    assert 4 == len(expected)
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
