"""``check --watch``: a change is checked when it is saved, and what it solved or brought is told apart."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rongcuo.cli import main, watching
from tests.law_samples import FILES, written

pytestmark = pytest.mark.unit

WRONG = FILES["1-law.md"].replace('none = ["private_gain"]', 'none = ["privat_gain"]')
LATER = FILES["1-law.md"].replace('quote = "勤勉尽责"', 'quote = "勤勉尽职"')


@pytest.fixture
def saved(tmp_path, capsys, monkeypatch):
    """Watch the sample pack through some saves: exit code, the rounds that were printed, what was refused."""
    folder = written(tmp_path, {"procedure.md": "# 没有程序\n"})

    def run(*saves: Callable[[Path], object] | None) -> tuple[int, list[str], str]:
        def ticks() -> Iterator[None]:
            yield
            for save in saves:
                if save:
                    save(folder)
                yield

        monkeypatch.setattr(watching, "ticks", ticks)
        code = main(["check", str(folder), "--watch"])
        printed = capsys.readouterr()
        return code, printed.out.split("─" * 24)[2::2], printed.err

    return run


def law(text: str) -> Callable[[Path], object]:
    """Save the page of the law, as an editor does: later than before."""

    def save(folder: Path) -> None:
        page = folder / "1-law.md"
        page.write_text(text, encoding="utf-8")
        newer = page.stat().st_mtime_ns + 1_000_000_000
        os.utime(page, ns=(newer, newer))

    return save


def test_it_checks_once_at_first_and_not_again_while_nothing_changes(saved):
    code, rounds, _ = saved(None, None)

    assert (0, 1) == (code, len(rounds))
    assert "没有错误" in rounds[0]


def test_a_mistake_is_shown_when_it_is_saved_and_called_new(saved):
    code, rounds, errors = saved(law(WRONG))

    assert (1, 2) == (code, len(rounds))
    assert "解决 0 处（-），新出现 1 处（+），还有 1 处" in rounds[1]
    assert "\n+ " in rounds[1]
    assert "privat_gain" in rounds[1]
    assert "privat_gain" in errors


def test_a_mistake_that_was_mended_is_called_solved(saved):
    code, rounds, _ = saved(law(WRONG), law(FILES["1-law.md"]))

    assert 0 == code
    assert "解决 1 处（-），新出现 0 处（+），还有 0 处" in rounds[2]
    assert "\n- " in rounds[2]


def test_a_mistake_that_only_moved_to_another_line_is_neither(saved):
    _, rounds, _ = saved(law(WRONG), law("\n\n" + WRONG))

    assert "解决 0 处（-），新出现 0 处（+），还有 1 处" in rounds[2]


def test_one_mistake_solved_and_another_made_are_told_apart(saved):
    _, rounds, _ = saved(law(WRONG), law(LATER))

    assert "解决 1 处（-），新出现 1 处（+），还有 1 处" in rounds[2]


def test_a_page_that_is_taken_away_is_a_change(saved):
    code, rounds, _ = saved(lambda folder: (folder / "order.md").unlink())

    assert (1, 2) == (code, len(rounds))


def test_an_example_in_the_folder_of_examples_is_watched_too(saved):
    def add(folder: Path) -> None:
        (folder / "examples").mkdir()
        (folder / "examples" / "C1.toml").write_text("id = 1", encoding="utf-8")

    _, rounds, _ = saved(add)

    assert 2 == len(rounds)


@pytest.mark.parametrize("words", [["yuexiu-2017-132"], [], ["nowhere"]])
def test_only_a_folder_can_be_watched(words, capsys):
    assert 1 == main(["check", *words, "--watch"])
    assert "只能守着一个文件夹" in capsys.readouterr().err


def test_it_prints_text_only(tmp_path, capsys):
    assert 1 == main(["check", str(written(tmp_path)), "--watch", "--format", "json"])
    assert "cli.watch.text_only" in capsys.readouterr().err
