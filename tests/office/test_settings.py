"""What an operator sets and what is fixed: databases, secrets, cookies, time."""

import os
import stat
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from rongcuo.office import clock
from rongcuo.office.models import Account, District
from rongcuo.office.options import Options, load_options, postgresql, sqlite
from rongcuo.office.secret import kept_secret
from tests.builders import on


def test_the_secret_key_is_drawn_once_and_read_by_its_owner_alone(tmp_path):
    file = tmp_path / "home" / "secret_key"

    first = kept_secret(file)

    assert first == kept_secret(file)
    assert 0o600 == stat.S_IMODE(file.stat().st_mode)
    assert 0o700 == stat.S_IMODE(file.parent.stat().st_mode)
    assert len(first) >= 50
    assert first != kept_secret(tmp_path / "other")
    assert [file] == list(file.parent.iterdir())


def test_two_processes_that_start_at_once_agree_on_the_secret(tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(8) as pool:
        drawn = set(pool.map(kept_secret, [tmp_path / "secret_key"] * 8))

    assert 1 == len(drawn)


def test_without_an_address_the_database_is_a_file_in_the_home_folder(tmp_path):
    options = Options(home=tmp_path)

    assert str(tmp_path / "rongcuo.sqlite3") == options.database["NAME"]
    assert "IMMEDIATE" == options.database["OPTIONS"]["transaction_mode"]
    assert sqlite(tmp_path / "rongcuo.sqlite3") == options.database


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://u:p%40ss@db:5433/rc",
            {"USER": "u", "PASSWORD": "p@ss", "HOST": "db", "PORT": "5433"},
        ),
        ("postgres://db/rc?sslmode=require", {"NAME": "rc", "HOST": "db", "OPTIONS": {"sslmode": "require"}}),
        ("postgresql:///rc?host=/run/postgresql", {"NAME": "rc", "HOST": "/run/postgresql", "PORT": ""}),
    ],
)
def test_one_setting_names_the_postgresql_database(url, expected):
    found = postgresql(url)

    assert expected == {name: found[name] for name in expected}


def test_another_kind_of_address_is_refused_with_what_to_write():
    with pytest.raises(ValueError, match="postgresql://user:password@host:5432/name"):
        Options(database_url="mysql://x")


def test_settings_come_from_the_environment_and_below_it_from_a_file(tmp_path, monkeypatch):
    (tmp_path / "rongcuo.env").write_text("RONGCUO_HTTPS=true\nRONGCUO_HOSTS=file.example\n", encoding="utf-8")
    monkeypatch.setenv("RONGCUO_HOME", str(tmp_path))
    monkeypatch.setenv("RONGCUO_HOSTS", "environment.example")

    options = load_options()

    assert (True, "environment.example", tmp_path) == (options.https, options.hosts, options.home)


def test_the_tests_do_not_touch_the_home_of_who_runs_them():
    assert os.environ["RONGCUO_HOME"] == str(settings.HOME)
    assert "rongcuo-tests-" in str(settings.HOME)


@pytest.mark.usefixtures("database")
def test_the_committed_migrations_are_those_of_the_models():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.usefixtures("database")
def test_the_database_is_the_one_that_was_asked_for(vendor):
    assert type(vendor.vendor).__name__.lower() == connection.vendor
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_encoding_to_char(encoding), datlocale FROM pg_database WHERE datname = current_database()"
            )
            assert ("UTF8", "C.UTF-8") == cursor.fetchone()
    else:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode")
            assert ("wal",) == cursor.fetchone()


@pytest.mark.usefixtures("database")
def test_there_is_no_superuser_and_no_account_before_the_founding():
    assert set() == {field.name for field in Account._meta.get_fields()} & {"is_superuser", "is_staff"}
    assert Account.objects.count() <= District.objects.get().persons.count()
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


def test_the_page_may_load_nothing_from_elsewhere_and_run_nothing_inline():
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]

    allowed = {str(source) for sources in directives.values() for source in sources}

    assert {"'none'", "'self'"} == allowed
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY
    assert 30 * 60 == settings.SESSION_COOKIE_AGE


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2017, 11, 1, 15, 59, 59, tzinfo=UTC), date(2017, 11, 1)),
        (datetime(2017, 11, 1, 16, 0, 0, tzinfo=UTC), date(2017, 11, 2)),
    ],
)
def test_a_day_begins_at_midnight_in_china(moment, day):
    assert day == clock.civil_day(moment)


def test_the_clock_of_a_test_is_the_clock_of_the_office():
    with on(date(2017, 11, 2)):
        assert date(2017, 11, 2) == clock.today()
        assert UTC == clock.now().tzinfo
    assert date(2017, 11, 2) != clock.today()
