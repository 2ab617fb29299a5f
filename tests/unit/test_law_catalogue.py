"""Which edition is given for a policy, a date, a digest, and what is said where there is none."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from rongcuo.law import (
    FaultyPack,
    NotInForce,
    UnknownDigest,
    UnknownPolicy,
    archive,
    catalogue,
    load,
    load_by_digest,
    packs,
    read,
    restore,
)
from rongcuo.law.digests import pack_digest
from tests.law_samples import FILES, written

NEW = "2023-01-01"


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A shelf with two editions of one sample policy."""
    policy = tmp_path / "example-2020-1"
    written(policy)
    written(policy, {"pack.toml": FILES["pack.toml"].replace("2020-05-01", NEW)}, name=NEW)
    monkeypatch.setattr(catalogue, "PACKS", tmp_path)
    catalogue._load.cache_clear()
    yield tmp_path
    catalogue._load.cache_clear()


@pytest.mark.usefixtures("shelf")
def test_the_shelf_lists_policies_with_the_days_their_editions_take_effect():
    assert (("example-2020-1", date(2020, 5, 1)), ("example-2020-1", date(2023, 1, 1))) == packs()


@pytest.mark.usefixtures("shelf")
def test_the_newest_edition_is_given_where_no_date_is_asked_for():
    assert date(2023, 1, 1) == load("example-2020-1").title.effective_from


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2020, 5, 1), date(2020, 5, 1)),
        (date(2022, 12, 31), date(2020, 5, 1)),
        (date(2023, 1, 1), date(2023, 1, 1)),
        (date(2030, 1, 1), date(2023, 1, 1)),
    ],
)
def test_an_edition_is_in_force_from_its_day_until_the_next_one(on, expected):
    assert expected == load("example-2020-1", on).title.effective_from


def test_before_the_first_edition_only_the_dates_are_stated():
    with pytest.raises(NotInForce) as refused:
        load("yuexiu-2017-132", date(2016, 1, 1))

    [problem] = refused.value.problems
    assert "“yuexiu-2017-132”的文本自2017-11-02起施行；所问日期为2016-01-01。" == problem.text()


def test_an_unknown_policy_is_refused_with_the_nearest_name():
    with pytest.raises(UnknownPolicy) as refused:
        load("yuexiu-2017-123")

    [problem] = refused.value.problems
    assert "没有名为“yuexiu-2017-123”的规则包；最接近的是“yuexiu-2017-132”。" == problem.text()


@pytest.mark.usefixtures("shelf")
def test_an_edition_is_found_by_the_digest_that_an_entry_pins():
    old = load("example-2020-1", date(2020, 5, 1))

    assert old is load_by_digest(old.digest)
    assert old.digest != load("example-2020-1").digest


@pytest.mark.usefixtures("shelf")
def test_an_unknown_digest_is_refused():
    with pytest.raises(UnknownDigest):
        load_by_digest("0" * 64)


def test_a_faulty_edition_is_refused_with_everything_that_is_wrong(shelf):
    front = shelf / "example-2020-1" / NEW / "pack.toml"
    front.write_text(FILES["pack.toml"].replace("number", "numbers"), encoding="utf-8")

    with pytest.raises(FaultyPack) as refused:
        load("example-2020-1")

    assert ["law.key_missing", "law.unknown_key"] == [problem.code for problem in refused.value.problems]


def test_an_edition_whose_text_was_changed_is_refused(shelf):
    law = shelf / "example-2020-1" / NEW / "1-law.md"
    law.write_text(FILES["1-law.md"].replace("可以免于问责。", "应当免于问责。"), encoding="utf-8")

    with pytest.raises(FaultyPack) as refused:
        load("example-2020-1")

    assert ["law.text_digest_drift"] == [problem.code for problem in refused.value.problems]


def copied(shelf: Path) -> Path:
    """A copy of the first edition outside the shelf."""
    return Path(shutil.copytree(shelf / "example-2020-1" / "2020-05-01", shelf / "copy"))


def test_the_same_files_have_the_same_digest_wherever_they_stand(shelf):
    assert pack_digest(shelf / "example-2020-1" / "2020-05-01") == pack_digest(copied(shelf))


@pytest.mark.parametrize("file", sorted(FILES))
def test_one_byte_in_any_file_makes_another_digest(shelf, file):
    copy = copied(shelf)
    before = pack_digest(copy)

    (copy / file).write_bytes((copy / file).read_bytes() + b"\n")

    assert before != pack_digest(copy)


def test_worked_examples_do_not_change_the_rules_that_entries_pin(shelf):
    copy = copied(shelf)
    before = pack_digest(copy)

    (copy / "examples").mkdir()
    (copy / "examples" / "C02.toml").write_text('case = "C02"\n', encoding="utf-8")

    assert before == pack_digest(copy)


def test_what_lies_deeper_is_a_rule_too_and_its_folder_is_part_of_its_name(shelf):
    copy = copied(shelf)
    digests = [pack_digest(copy)]
    for folder in ("forms", "tables"):
        (copy / folder).mkdir()
        (copy / folder / "form.md").write_text("# 样表\n", encoding="utf-8")
        digests.append(pack_digest(copy))
        assert "# 样表\n" == archive(copy)[f"{folder}/form.md"]
        shutil.rmtree(copy / folder)

    assert 3 == len(set(digests))


def test_an_edition_kept_as_texts_is_read_again_as_it_was(shelf):
    copy = copied(shelf).rename(shelf / "2020-05-01")
    kept = archive(copy)

    assert read(copy)[0] == restore(kept, date(2020, 5, 1))
    with pytest.raises(FaultyPack) as refused:
        restore({**kept, "order.md": ""}, date(2020, 5, 1))
    assert "law.list_missing" in [problem.code for problem in refused.value.problems]
