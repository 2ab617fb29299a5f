"""The command line in one process: what is printed where, and the exit code."""

import io
import json
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rongcuo.base import Answer
from rongcuo.cli import main
from rongcuo.cli.columns import indented, pad, width
from rongcuo.cli.program import COMMANDS
from rongcuo.law import load

pytestmark = pytest.mark.unit

POLICY = "yuexiu-2017-132"


@pytest.fixture
def typed(monkeypatch):
    """Standard input as if somebody had typed it, or piped it in."""

    def type_in(content: bytes | str) -> None:
        text = content.encode() if isinstance(content, str) else content
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))

    return type_in


def request(**findings: str) -> str:
    return json.dumps({"policy": POLICY, "findings": findings})


def test_a_file_of_which_nothing_is_known_is_undetermined_and_that_is_a_success(typed, capsys):
    typed(request())

    assert 0 == main(["determine", "-", "--format", "json"])
    answer = json.loads(capsys.readouterr().out)
    assert "undetermined" == answer["standing"]
    assert [] == answer["clauses"]
    assert sorted(answer["possible"]) == answer["possible"]
    assert "diligent" in answer["missing"]
    assert {"explanation", "receipt"} <= answer.keys()


def test_text_and_json_say_the_same_standing(typed, capsys):
    typed(request(covered_organisation="not_established"))
    main(["determine", "-", "--format", "json"])
    answer = json.loads(capsys.readouterr().out)

    typed(request(covered_organisation="not_established"))
    assert 0 == main(["determine", "-"])
    assert "out_of_scope" == answer["standing"]
    assert "条文比对结果：不属于适用范围〔二〕" in capsys.readouterr().out


def test_a_determination_can_be_read_in_english(typed, capsys):
    typed(request(covered_organisation="not_established"))

    assert 0 == main(["determine", "-", "--lang", "en"])
    assert "Determination: Outside the scope 〔二〕" in capsys.readouterr().out


def test_the_full_form_quotes_the_clause_word_for_word(typed, capsys):
    typed(request(covered_organisation="not_established"))

    assert 0 == main(["determine", "-", "--full"])
    assert "本实施意见的适用对象为全区党和国家机关、人民团体、事业单位、国有企业" in "".join(
        capsys.readouterr().out.split()
    )


def test_the_question_names_its_clause_and_the_shortest_list(typed, capsys):
    typed(request())
    assert 0 == main(["ask", "-", "--format", "json"])
    asked = json.loads(capsys.readouterr().out)

    typed(request())
    assert 0 == main(["ask", "-"])
    text = capsys.readouterr().out
    assert asked["next"]["finding"] == asked["settling"][0]["finding"]
    assert f"({asked['next']['finding']})  {asked['next']['cited']}" in text


def test_there_is_nothing_to_ask_once_the_standing_is_determined(typed, capsys):
    typed(request(covered_organisation="not_established"))

    assert 0 == main(["ask", "-", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["next"] is None


def test_ten_working_days_from_9_february_2018_end_on_28_february(capsys):
    """The eleventh and the twenty-fourth are make-up working days; the holiday takes seven days out."""
    assert 0 == main(["deadline", "2018-02-09", "10", "--format", "json"])
    found = json.loads(capsys.readouterr().out)

    assert "2018-02-28" == found["last_day"]
    assert found["provisional"] is False
    assert {"edition", "digest"} == found["calendar"].keys()
    assert list(range(1, 11)) == [day["ordinal"] for day in found["trace"] if day["counts"]]


def test_a_deadline_reads_day_by_day(capsys):
    assert 0 == main(["deadline", "2018-02-09", "2"])
    expected = """\
送达：2018年2月9日（星期五）；期限 2 个工作日，自送达次日起算
最后一日：2018年2月12日（星期一）24时届满

  2018-02-09  星期五  周五  送达之日，不计
  2018-02-10  星期六  休    不计
  2018-02-11  星期日  班    第 1 日
  2018-02-12  星期一  周一  第 2 日
"""
    assert capsys.readouterr().out.startswith(expected)


def test_a_deadline_in_a_year_without_notice_is_marked_provisional(capsys):
    assert 0 == main(["deadline", "2026-12-25", "10"])
    assert "暂定" in capsys.readouterr().out


def test_several_faults_of_one_request_are_said_at_once_with_their_lines(typed, capsys):
    typed('{"policy": "yuexiu-2017-132",\n "findings": {\n  "diligence": "established",\n  "diligent": "yes"}}')

    assert 1 == main(["determine", "-", "--format", "json"])
    out, err = capsys.readouterr()
    problems = json.loads(err)["problems"]
    assert "" == out
    assert [("request.finding_unknown", 3), ("request.value_unknown", 4)] == [(p["code"], p["line"]) for p in problems]
    assert "diligent" in problems[0]["message"], "the nearest valid name"


def test_findings_that_exclude_each_other_are_refused_with_their_clause(typed, capsys):
    typed(request(expressly_prohibited="established", no_explicit_provision="established"))

    assert 1 == main(["determine", "-"])
    err = capsys.readouterr().err
    assert "[4.1.1]" in err
    assert "expressly_prohibited, no_explicit_provision" in err


def test_every_command_explains_itself(capsys):
    for command in COMMANDS:
        with pytest.raises(SystemExit) as left:
            main([command, "--help"])
        assert 0 == left.value.code
        assert "--format" in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["nonsense"], ["determine"], ["deadline", "2018-02-09"], ["check", "a", "b"]])
def test_wrong_usage_is_exit_code_2(words, capsys):
    with pytest.raises(SystemExit) as left:
        main(words)

    assert 2 == left.value.code
    assert "命令的写法有误" in capsys.readouterr().err


def test_an_accident_is_one_sentence_with_a_reference(monkeypatch, capsys, typed):
    monkeypatch.setattr("rongcuo.cli.commands.determine.determine", lambda *_: 1 / 0)
    monkeypatch.delenv("RONGCUO_DEBUG", raising=False)
    typed(request())

    assert 1 == main(["determine", "-"])
    err = capsys.readouterr().err
    assert "软件自身出错（编号 " in err
    assert "Traceback" not in err
    assert "ZeroDivisionError" not in err


def test_the_details_of_an_accident_go_to_a_file_when_asked_for(monkeypatch, capsys, typed, tmp_path):
    monkeypatch.setattr("rongcuo.cli.commands.determine.determine", lambda *_: 1 / 0)
    monkeypatch.setenv("RONGCUO_DEBUG", "1")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    typed(request())

    assert 1 == main(["determine", "-"])
    [log] = tmp_path.iterdir()
    assert str(log) in capsys.readouterr().err
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


NAMES = ["policy", "on", "readings", "findings", "diligent", "value", "evidence", "note", "condition_1"]
VALUES = [POLICY, "2017-12-01", "established", "contested", "strict", "\ud800", "", "2017-13-01"]
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.sampled_from(VALUES))
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)
REQUESTS = st.fixed_dictionaries(
    {"policy": st.just(POLICY)}, optional={"on": TREES, "readings": TREES, "findings": TREES, "more": TREES}
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=60), (REQUESTS | TREES).map(lambda tree: json.dumps(tree).encode())))
def test_whatever_is_asked_there_is_an_answer_or_a_sentence(content, typed, capsys):
    typed(content)
    code = main(["determine", "-", "--format", "json"])
    out, err = capsys.readouterr()

    assert code in (0, 1)
    assert "cli.accident" not in err
    if code:
        assert all(problem["message"] for problem in json.loads(err)["problems"])
    else:
        assert json.loads(out)["possible"]


FINDINGS = st.dictionaries(st.sampled_from(sorted(load(POLICY).findings)), st.sampled_from([*Answer]), max_size=48)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(findings=FINDINGS, words=st.sampled_from([[], ["--full"], ["--lang", "en"]]))
def test_the_text_names_the_same_standings_as_the_json(findings, words, typed, capsys):
    """Whatever is on file; a file that holds two findings which exclude each other is refused in both forms."""
    asked = request(**{name: answer.value for name, answer in findings.items()})
    typed(asked)
    code = main(["determine", "-", "--format", "json"])
    answer = capsys.readouterr().out
    typed(asked)

    assert code == main(["determine", "-", *words])
    text = capsys.readouterr().out
    language = "label_en" if "en" in words else "label"
    possible = json.loads(answer)["possible"] if answer else []
    assert [] == [name for name in possible if getattr(load(POLICY).standings[name], language) not in text]
    assert bool(answer) == bool(text)


def test_a_chinese_character_takes_two_columns():
    assert 6 == width("案卷ab")
    assert "案卷  |" == pad("案卷", 6) + "|"
    assert "案卷宗 |" == pad("案卷宗", 4) + "|", "never without a blank"


def test_no_line_begins_with_a_punctuation_mark():
    assert ["  案", "  卷，", "  宗"] == indented("案卷，宗", 2, columns=6).split("\n")


def test_a_latin_word_stays_whole():
    assert ["  file of", "  acts"] == indented("file of acts", 2, columns=10).split("\n")
