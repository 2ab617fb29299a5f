"""A real district: founded once, whole or not at all, and in the hands of its administrators from then on."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.test import RequestFactory

from rongcuo.law import PackError
from rongcuo.office import clock
from rongcuo.office.demo.accounts import logins as demonstration
from rongcuo.office.founding import Founding, NotFounded, found, is_empty, made, passwords_file
from rongcuo.office.founding_passwords import Login, drawn, keep
from rongcuo.office.models import Account, Appointment, District, LedgerEntry, Organ, Person
from rongcuo.office.people import register
from rongcuo.office.setup import migrate
from rongcuo.office.verification import verify_database
from tests.databases import connected

YUEXIU = Founding(
    code="440104",
    name="广州市越秀区",
    short_name="越",
    policy="yuexiu-2017-132",
    organ="广州市越秀区容错系统管理机构",
    administrators={"system_administrator": "纪维", "security_administrator": "安平", "auditor": "温诚"},
)


@pytest.fixture
def empty_database(vendor, tmp_path, monkeypatch):
    """Migrated and without a district; the home folder is this test's alone."""
    monkeypatch.setattr(settings, "HOME", tmp_path)
    config = vendor.vendor.new()
    with connected(config):
        migrate()
        yield
    vendor.vendor.remove(config)


def first_passwords() -> dict[str, str]:
    """Log-in name to password, as the file has them."""
    lines = passwords_file().read_text(encoding="utf-8").splitlines()[2:]
    return {name: password for name, password, _ in map(str.split, lines)}


@pytest.mark.usefixtures("empty_database")
def test_a_founded_district_has_one_organ_and_three_administrators_who_are_appointed_today():
    assert is_empty()

    found(YUEXIU)

    district = District.objects.get()
    assert ("440104", "广州市越秀区", "越") == (district.code, district.name, district.short_name)
    assert [("广州市越秀区容错系统管理机构", ["office"])] == list(Organ.objects.values_list("name", "capacities"))
    posts = Appointment.objects.live(clock.today()).values_list("function", "person__name", "person__account__username")
    assert {
        ("system_administrator", "纪维", "system"),
        ("security_administrator", "安平", "security"),
        ("auditor", "温诚", "auditor"),
    } == set(posts)
    assert () == verify_database()


@pytest.mark.usefixtures("empty_database")
def test_each_administrator_logs_in_with_the_first_password_and_must_change_it():
    found(YUEXIU)

    passwords = first_passwords()
    request = RequestFactory().post("/login/")
    accounts = [authenticate(request, username=name, password=password) for name, password in passwords.items()]
    assert ["system", "security", "auditor"] == [account.username for account in accounts]
    assert {True} == {account.must_change_password for account in accounts}
    assert None is authenticate(request, username="system", password=passwords["security"])


@pytest.mark.usefixtures("empty_database")
def test_the_administrators_go_on_where_the_founding_ends():
    district = found(YUEXIU)
    system, security = (Person.objects.get(name=name) for name in ("纪维", "安平"))

    with pytest.raises(NotFounded, match="均已任职"):
        made(register.add_person(district, None, name="陈立言"))
    person = made(register.add_person(district, system, name="陈立言"))
    organ = made(register.add_organ(district, system, name="越秀区纪委监委", capacities=["investigating"]))
    made(register.appoint(district, security, person=person, organ=organ, function="officer", started_on=clock.today()))

    assert () == verify_database()


@pytest.mark.usefixtures("empty_database")
def test_the_auditor_may_be_appointed_later():
    two = {name: who for name, who in YUEXIU.administrators.items() if name != "auditor"}

    found(replace(YUEXIU, administrators=two))

    assert ["security", "system"] == sorted(Account.objects.values_list("username", flat=True))


@pytest.mark.usefixtures("empty_database")
def test_a_database_with_a_district_takes_no_second_one():
    found(YUEXIU)
    entries, passwords = LedgerEntry.objects.count(), passwords_file().read_bytes()

    with pytest.raises(NotFounded, match="已有“广州市越秀区”"):
        found(replace(YUEXIU, code="440105", name="广州市海珠区"))

    assert ["440104"] == list(District.objects.values_list("code", flat=True))
    assert (entries, passwords) == (LedgerEntry.objects.count(), passwords_file().read_bytes())


@pytest.mark.usefixtures("empty_database")
def test_a_district_whose_passwords_cannot_be_kept_is_not_founded(monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "HOME", tmp_path / "nowhere")

    with pytest.raises(FileNotFoundError):
        found(YUEXIU)

    assert is_empty()
    assert 0 == LedgerEntry.objects.count()


FAULTS = {
    "a code in words": ({"code": "越秀"}, "setup.district_code", "--code"),
    "the demonstration's code": ({"code": "demo"}, "setup.district_code", "--code"),
    "a code that is too long": ({"code": "4401040"}, "setup.district_code", "--code"),
    "no name": ({"name": " "}, "office.blank", "--name"),
    "a short name that is none": ({"short_name": "广州越秀区"}, "setup.too_long", "--short-name"),
    "a name with a line break": ({"organ": "越秀\n区"}, "office.unprintable", "--organ"),
    "a law that opens no case file": (
        {"policy": "party-accountability-2019"}, "setup.policy_opens_no_file", "--policy",
    ),
    "an administrator without a name": (
        {"administrators": YUEXIU.administrators | {"auditor": ""}}, "office.blank", "--auditor",
    ),
    "one person in two of the three posts": (
        {"administrators": YUEXIU.administrators | {"auditor": "纪维"}}, "setup.administrator_twice", "--auditor",
    ),
}  # fmt: skip


@pytest.mark.usefixtures("empty_database")
def test_what_does_not_fit_is_refused_by_the_name_of_its_option_and_changes_nothing():
    for changes, code, option in FAULTS.values():
        with pytest.raises(NotFounded) as refused:
            found(replace(YUEXIU, **changes))
        assert [(code, option)] == [(problem.code, problem.place.field) for problem in refused.value.problems]
    with pytest.raises(PackError, match="yuexiu-2017-132"):
        found(replace(YUEXIU, policy="yuexiu-2017-123"))

    assert is_empty()
    assert not passwords_file().exists()


def test_passwords_are_drawn_anew_each_time_and_in_three_classes():
    first, second = drawn(demonstration()), drawn(demonstration())

    assert first.keys() == second.keys() == {login.username for login in demonstration()}
    assert 2 * len(first) == len({*first.values(), *second.values()})
    for password in first.values():
        assert 16 == len(password)
        assert {(True, False, False), (False, True, False), (False, False, True)} == {
            (char.islower(), char.isupper(), char.isdigit()) for char in password
        }


def test_a_passwords_file_is_its_owners_alone(tmp_path):
    file = tmp_path / "passwords.txt"
    logins = [Login("system", "纪维", "系统管理员")]

    keep("密码", logins, {"system": "secret"}, file)

    assert "0o600" == oct(file.stat().st_mode & 0o777)
    assert [file] == list(tmp_path.iterdir())
    assert ["密码", "", "system      secret  纪维，系统管理员"] == file.read_text(encoding="utf-8").splitlines()
