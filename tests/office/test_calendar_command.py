"""``rongcuo calendar`` and ``rongcuo tick``: the same two hands at a terminal, and what cron calls."""

import io
import json

import pytest

from rongcuo.cli.program import main
from rongcuo.office import law, ticking
from rongcuo.office.calendars.models import CalendarImport
from rongcuo.office.models import District
from tests.builders import Scene, on
from tests.databases import PASSWORD
from tests.office.test_calendars import BAD, LONGER, SERVED

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def rongcuo(capsys, monkeypatch):
    """Run a command line with a password on standard input: exit code, output and errors."""

    def run(*line: str, password: str = PASSWORD) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        code = main(list(line))
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def notice(tmp_path):
    file = tmp_path / "2027.toml"
    file.write_text(LONGER, encoding="utf-8")
    return str(file)


def test_a_notice_is_imported_by_one_password_and_confirmed_by_another(rongcuo, notice):
    with on(SERVED):
        Scene().at("notified")
        before = law.calendar(District.objects.get()).digest
        assert 0 == rongcuo("calendar", "--import", notice, "--as", "system")[0]
        imported = str(CalendarImport.objects.get().pk)

        code, out, err = rongcuo("calendar", "--confirm", imported[:8], "--as", "system")
        assert (1, "") == (code, out)
        assert "此事项由安全管理员办理" in err
        code, _, err = rongcuo("calendar", "--confirm", imported[:8], "--as", "security", password="x")
        assert (1, True) == (code, "登录名或者密码不正确" in err)
        assert 1 == rongcuo("calendar", "--confirm", imported[:8])[0]
        assert before == law.calendar(District.objects.get()).digest

        code, out, _ = rongcuo("calendar", "--confirm", imported[:8], "--as", "security")
        assert (0, True) == (code, "重新计算了1个案卷的期限。" in out)

        code, out, _ = rongcuo("calendar", "--format", "json")
        shown = json.loads(out)
    assert before != law.calendar(District.objects.get()).digest == shown["digest"]
    assert ("confirmed", "纪维", "安平", None) == (
        shown["imports"][0]["status"],
        shown["imports"][0]["imported_by"],
        shown["imports"][0]["settled_by"],
        shown["missing"],
    )
    assert imported == next(each["import"] for each in shown["notices"] if each["number"] == "国办发明电〔2026〕9号")


def test_a_bad_file_comes_out_line_by_line_and_a_missing_one_by_name(rongcuo, tmp_path):
    file = tmp_path / "坏.toml"
    file.write_text(BAD, encoding="utf-8")

    code, out, err = rongcuo("calendar", "--import", str(file), "--as", "system")
    assert (1, "", 6) == (code, out, len(err.splitlines()))
    assert "坏.toml:10:amends" in err

    code, _, err = rongcuo("calendar", "--import", str(tmp_path / "none.toml"), "--as", "system")
    assert (1, True) == (code, "none.toml" in err)
    assert 1 == rongcuo("calendar", "--withdraw", "ffffffff", "--as", "security")[0]


def test_a_second_tick_has_nothing_left_to_do(rongcuo, monkeypatch):
    with on(SERVED):
        file = Scene().at("notified")
    with on(file.next_deadline):
        code, out, _ = rongcuo("tick", "--format", "json")
        assert (0, {"refreshed": 0, "reminded": 1, "witnessed": 1, "failed": {}}) == (code, json.loads(out))
        code, out, _ = rongcuo("tick")
        assert (0, True) == (code, "发出0条内部办理提醒。" in out)
        assert "对0个区" in out

    monkeypatch.setattr(ticking, "JOBS", {"reminded": lambda: 1 // 0})
    code, _, err = rongcuo("tick")
    assert (1, True) == (code, "“reminded”没有完成" in err)
