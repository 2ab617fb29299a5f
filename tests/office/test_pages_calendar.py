"""The page of the calendar: everybody reads it, one administrator brings a file, another confirms it."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rongcuo.office import ticking
from rongcuo.office.calendars.models import CalendarImport
from tests.builders import Scene, on
from tests.office.test_calendars import BAD, LAST, LONGER, SERVED, STORM
from tests.pages import Reader

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def scene() -> Scene:
    return Scene()


def words(response) -> str:
    return response.content.decode()


def send(reader: Reader, text: str, name: str = "2027.toml"):
    return reader.post("/calendar/", _do="import", file=SimpleUploadedFile(name, text.encode()))


def settle(reader: Reader, do: str, imported: object):
    return reader.post("/calendar/", _do=do, calendar=str(imported))


def test_a_file_is_imported_by_one_and_confirmed_by_the_other_on_the_page(scene):
    system, security = Reader(scene.persons["system"]), Reader(scene.persons["security"])
    with on(SERVED):
        assert "2027年的放假通知尚未载入" in words(system.get("/calendar/"))
        assert "此事项由系统管理员办理" in words(send(security, LONGER))
        assert "/calendar/?done=import" == send(system, LONGER)["Location"]
        pending = words(security.get("/calendar/?done=import"))
        for shown in (
            "待确认：2027.toml",
            "元旦：2027年1月1日（星期五）至2027年1月4日（星期一），4天",
            "已载入，待另一名",
        ):
            assert shown in pending

        imported = CalendarImport.objects.get().pk
        assert "此事项由安全管理员办理" in words(settle(system, "confirm", imported))
        assert "/calendar/?done=confirm" == settle(security, "confirm", imported)["Location"]
        page = words(security.get("/calendar/"))

    assert "纪维2026年12月22日载入，安平2026年12月22日确认" in page
    assert "2027年的放假通知尚未载入" not in page
    assert "待确认：" not in page


def test_a_bad_file_is_told_line_by_line(scene):
    page = words(send(Reader(scene.persons["system"]), BAD, "坏.toml"))

    assert "有6处需要补充" in page
    assert "坏.toml，第10行，amends：所调整的通知没有的通知不在此前各条之中。" in page
    assert "请填写。" in words(Reader(scene.persons["system"]).post("/calendar/", _do="import"))


def test_a_file_can_be_set_aside_on_the_page(scene):
    system = Reader(scene.persons["system"])
    send(system, LONGER)
    imported = CalendarImport.objects.get().pk

    assert "/calendar/?done=withdraw" == settle(system, "withdraw", imported)["Location"]
    assert "已撤回" in words(system.get("/calendar/"))
    for nothing in ("x", "00000000-0000-4000-8000-000000000000"):
        assert "没有这份待确认的文件" in words(settle(system, "confirm", nothing))


@pytest.mark.parametrize("who", ["gulan", "chenliyan", "linshu", "shibin"])
def test_whoever_handles_files_reads_the_calendar_and_changes_nothing(scene, who):
    reader = Reader(scene.persons[who])
    page = words(reader.get("/calendar/"))

    assert "国办发明电〔2025〕7号" in page
    assert "载入放假通知" not in page
    assert 404 == send(reader, LONGER).status_code
    assert 0 == CalendarImport.objects.count()


def test_a_party_has_no_such_page(scene):
    scene.at("notified")
    assert 404 == Reader(scene.persons["xiemou"]).get("/calendar/").status_code


def test_the_workbench_says_what_is_missing_and_what_is_provisional(scene):
    with on(SERVED):
        file = scene.at("notified")
        page = words(Reader(scene.persons["chenliyan"]).get("/"))
        case = words(Reader(scene.persons["chenliyan"]).get(f"/cases/{file.id}/"))
    with on(date(2026, 10, 31)):
        before = words(Reader(scene.persons["chenliyan"]).get("/"))

    assert "2027年的放假通知尚未载入" in page
    assert "尚未载入" not in before
    assert "截至1月6日（周三）24时（暂定）" in page
    assert "暂定，待国务院办公厅公布放假安排。" in case


def test_the_offices_own_limits_and_reminders_are_called_so_wherever_they_are_shown(scene):
    with on(date(2026, 3, 2)):
        file = scene.at("notified")
        scene.act("xiemou", "file_defence", file)
    with on(date(2026, 3, 10)):
        ticking.tick()
        officer = Reader(scene.persons["chenliyan"])
        bench, case = words(officer.get("/")), words(officer.get(f"/cases/{file.id}/"))

    assert "内部办理提醒，非132号规定" in bench
    assert "已经逾期" in bench
    assert "逾期1个工作日" in bench
    assert 1 == bench.count("内部办理时限，非132号规定")
    assert 2 == case.count("内部办理时限，非132号规定")


def test_the_party_reads_that_its_last_day_is_provisional_and_later_that_it_has_moved(scene):
    system, security = Reader(scene.persons["system"]), Reader(scene.persons["security"])
    with on(SERVED):
        file = scene.at("notified")
        party = Reader(scene.persons["xiemou"])
        before = words(party.get(f"/defence/{file.id}/"))
        send(system, LONGER)
        settle(security, "confirm", CalendarImport.objects.get().pk)
        after = words(party.get(f"/defence/{file.id}/"))

    assert ("2027年1月6日" in before, "暂定，待国务院办公厅" in before, "届满日已推迟" in before) == (True, True, False)
    assert ("2027年1月7日" in after, "暂定，待国务院办公厅" in after, "届满日已推迟" in after) == (True, False, True)


def test_a_moved_last_day_is_told_on_the_workbench_of_whoever_owes_it(scene):
    system, security = Reader(scene.persons["system"]), Reader(scene.persons["security"])
    with on(LAST - timedelta(days=12)):
        file = scene.at("notified")
        scene.act("xiemou", "file_defence", file)
        storm = (
            STORM.format(amends="国办发明电〔2025〕7号")
            .replace("2027-01-05", "2026-12-29")
            .replace("2027-01-06", "2026-12-30")
        )
        send(system, storm)
        settle(security, "confirm", CalendarImport.objects.get().pk)
        page = words(Reader(scene.persons["chenliyan"]).get("/"))

    assert "工作日历有变，届满日已改" in page
    assert "受理申辩" in page
