"""What is said where a law cannot be used: everything at once, with the words that help, and never half a law."""

from datetime import date

import pytest

from rongcuo.law import FaultyPack, NotInForce, UnknownReading, catalogue, load, load_policy, packs, policy_of, read
from rongcuo.law.digests import pack_digest
from tests.law_samples import FILES, written
from tests.unit.test_law_reader import replaced, seen
from tests.unit.test_law_unseen import SOUND, UNSEEN

NEW = "2023-01-01"


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A shelf with two editions of one policy, an older one of another, and what others left lying there."""
    for policy, name in (("example-2020-1", "2020-05-01"), ("example-2020-1", NEW), ("another", "2019-01-01")):
        written(tmp_path / policy, {"pack.toml": FILES["pack.toml"].replace("2020-05-01", name)}, name=name)
    (tmp_path / "README.md").write_text("不是规则包", encoding="utf-8")
    (tmp_path / "example-2020-1" / "草稿").mkdir()
    (tmp_path / "example-2020-1" / "pack.toml").write_text("", encoding="utf-8")
    monkeypatch.setattr(catalogue, "PACKS", tmp_path)
    catalogue._load.cache_clear()
    yield tmp_path
    catalogue._load.cache_clear()


@pytest.mark.usefixtures("shelf")
def test_before_every_edition_the_day_of_the_first_is_stated():
    with pytest.raises(NotInForce) as refused:
        load("example-2020-1", date(2016, 1, 1))

    [problem] = refused.value.problems
    assert {"policy": "example-2020-1", "first": "2020-05-01", "on": "2016-01-01"} == problem.params


@pytest.mark.usefixtures("shelf")
def test_the_shelf_is_in_the_order_of_policies_and_days_whatever_lies_beside_them():
    days = [date(2019, 1, 1), date(2020, 5, 1), date(2023, 1, 1)]

    assert (("another", days[0]), ("example-2020-1", days[1]), ("example-2020-1", days[2])) == packs()


def test_a_policy_is_the_pack_of_a_folder_under_its_readings(tmp_path):
    folder = written(tmp_path)

    assert {"openness": "letter"} == policy_of(folder).readings
    assert {"openness": "strict"} == policy_of(str(folder), {"openness": "strict"}).readings
    assert "strict" == load_policy("yuexiu-2017-132", None, {"condition_1": "strict"}).readings["condition_1"]
    assert date(2017, 11, 2) == load_policy("yuexiu-2017-132", date(2018, 1, 1)).pack.title.effective_from


def test_every_reading_that_the_pack_does_not_know_is_refused_in_one_sentence(tmp_path):
    folder = written(tmp_path)

    with pytest.raises(UnknownReading) as refused:
        policy_of(folder, {"opennes": "letter", "openness": "leter"})

    assert "；".join(problem.text() for problem in refused.value.problems) == str(refused.value)
    assert 2 == len(refused.value.problems)


def test_a_pack_that_departs_from_its_text_gives_no_policy(tmp_path):
    law = FILES["1-law.md"].replace("可以免于问责。", "应当免于问责。")

    with pytest.raises(FaultyPack, match="text_digest"):
        policy_of(written(tmp_path, {"1-law.md": law}))


def test_a_law_that_cannot_be_made_whole_is_still_held_against_its_text(tmp_path):
    """Beside the rule that is broken: words that are in no clause, a clause that binds nothing, one known by report."""
    files = SOUND | replaced("1-law.md", 'none = ["private_gain"]', 'none = ["privat_gain"]', SOUND)
    files |= replaced("1-law.md", 'quote = "没有谋取私利"\n', "", files)
    files |= replaced("1-law.md", 'quote = "勤勉尽责"', 'quote = "勤勉尽职"', files)
    files |= replaced("order.md", 'clauses = ["3"]', 'clauses = ["1"]', files)
    files |= {"1-law.md": files["1-law.md"] + "\n## 四、附则 {#4}\n\n本办法自印发之日起施行。\n"}

    pack, problems = read(written(tmp_path, files))

    assert pack is None
    assert {
        "law.unknown_name",
        "law.quote_missing",
        "law.quote_drift",
        "law.clause_unaccounted",
        "law.text_digest_drift",
        "law.unseen",
    } == {problem.code for problem in problems}


def test_the_title_of_a_law_that_cannot_be_read_is_held_against_no_digest(tmp_path):
    front = FILES["pack.toml"].replace("number", "numbers")
    law = FILES["1-law.md"].replace("可以免于问责。", "应当免于问责。")

    _, problems = read(written(tmp_path, {"pack.toml": front, "1-law.md": law}))

    assert "law.text_digest_drift" not in [problem.code for problem in problems]
    assert ["law.key_missing", "law.unknown_key"] == sorted(problem.code for problem in problems)


def test_a_clause_that_is_unseen_is_named_where_its_finding_stands(tmp_path):
    _, problems = read(written(tmp_path, SOUND | replaced("1-law.md", UNSEEN, "", SOUND)))

    assert ["law.clause_empty", "law.quote_missing"] == [line.split()[0] for line in sorted(seen(problems))]


def test_a_pack_is_known_by_its_digest_and_a_page_that_is_not_utf_8_by_its_line(tmp_path):
    folder = written(tmp_path)
    pack, _ = read(folder)

    assert pack_digest(folder) == pack.digest
    (folder / "order.md").write_bytes(b"\xef\xbb\xbf" + (folder / "order.md").read_bytes())
    marked, problems = read(folder)
    assert ([], pack.entries) == (seen(problems), marked.entries), "a mark at the beginning is no part of the text"
    assert marked.digest != pack.digest
