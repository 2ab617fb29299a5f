"""The product from its command line: the first start, the second, the demonstration, the verifier."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import IO
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener
from uuid import UUID

import pytest


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RONGCUO_", "DJANGO_"))}
    return kept | {"RONGCUO_HOME": str(home), "PYTHONUTF8": "1"} | more


def rongcuo(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rongcuo", *words]
    return subprocess.run(
        command, env=environment(home, **more), capture_output=True, text=True, check=False, timeout=120
    )


@contextmanager
def serving(home: Path, *words: str) -> Iterator[dict]:
    """A server that has said where it listens; stopped as Ctrl-C stops it."""
    command = [sys.executable, "-m", "rongcuo", "serve", "--port", "0", "--format", "json", *words]
    with subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        try:
            said = list(until(b"}\n", server.stdout))
            yield json.loads(b"".join(said)) if said else {}
        finally:
            server.send_signal(signal.SIGINT)
            _, errors = server.communicate(timeout=30)
    assert "" == errors.decode()


def until(last: bytes, stream: IO[bytes]) -> Iterator[bytes]:
    """The lines of a stream up to the one that ends the message."""
    for line in stream:
        yield line
        if line == last:
            return


def page_at(address: str) -> tuple[int, bool]:
    """The status of the log-in page, and whether it says what it is."""
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=30)) as connection:
        connection.request("GET", "/login/")
        answer = connection.getresponse()
        return answer.status, "登录" in answer.read().decode()


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A home folder after the first start."""
    home = tmp_path_factory.mktemp("home") / "rongcuo"
    with serving(home) as first:
        said = json.dumps(first)
        assert (200, True) == page_at(first["address"])
        assert b"%PDF" == report_in_draft(first["address"], demo_password(home, "gulan"))[:4]
    passwords = (home / "demo-passwords.txt").read_text(encoding="utf-8").split("\n")[2:-1]
    assert len(first["accounts"]) == len(passwords)
    assert [] == [line for line in passwords if line.split()[1] in said], "a password was printed"
    return home


def demo_password(home: Path, username: str) -> str:
    lines = (home / "demo-passwords.txt").read_text(encoding="utf-8").splitlines()[2:]
    return next(password for name, password, *_ in map(str.split, lines) if name == username)


def report_in_draft(address: str, password: str) -> bytes:
    """A document as the head sees it before it is issued: set by the server that has just been started."""
    browser, _ = logged_in(address, "gulan", password)
    with browser.open(f"{address}summary/report/draft.pdf", timeout=30) as answer:
        return answer.read()


def test_the_first_start_keeps_its_secrets_to_its_owner(home):
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in [home, *home.iterdir()] if path.is_file()}

    assert "0o700" == oct(home.stat().st_mode & 0o777)
    assert {"0o600"} == set(modes.values()), modes


def test_every_part_of_the_procedure_has_somebody_to_log_in_as(home):
    text = (home / "demo-passwords.txt").read_text(encoding="utf-8")
    parts = [
        "负责人",
        "结果运用承办人员",
        "承办人员",
        "会议记录人",
        "有表决权的成员",
        "决定书签发人",
        "请示批复人",
        "当事人",
    ]
    administrators = ["系统管理员", "安全管理员", "审计员"]

    assert [] == [part for part in [*parts, *administrators] if part not in text]


def test_a_second_start_keeps_the_data(home):
    def kept():
        with closing(sqlite3.connect(home / "rongcuo.sqlite3")) as database:
            entries = database.execute("SELECT count(*), max(hash) FROM office_ledgerentry").fetchone()
        return entries, (home / "demo-passwords.txt").read_bytes(), (home / "secret_key").read_bytes()

    before = kept()
    with serving(home) as second:
        assert second["accounts"]
    assert before == kept()


def test_the_demonstration_is_not_founded_twice(home):
    done = rongcuo(home, "demo", "--format", "json")

    assert (1, "") == (done.returncode, done.stdout)
    assert ["cli.demo.there"] == [problem["code"] for problem in json.loads(done.stderr)["problems"]]


def test_the_demonstration_shows_case_files_at_seven_stages_and_marks_them(home):
    with closing(sqlite3.connect(home / "rongcuo.sqlite3")) as database:
        stages = {stage for (stage,) in database.execute("SELECT stage FROM office_casefile")}
        titles = database.execute(
            "SELECT body FROM office_sealedtext WHERE id IN (SELECT title_id FROM office_casefile)"
        ).fetchall()

    assert {"opened", "notified", "reviewing", "reported", "awaiting_consent", "served", "closed"} == stages
    assert [] == [title for (title,) in titles if not title.endswith("（演示）")]


def test_an_unaltered_database_is_found_unbroken(home):
    done = rongcuo(home, "verify", "--database")

    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith("7 个案卷，")
    assert "首尾相接。" in done.stdout


def test_one_altered_byte_is_found_and_the_file_and_the_entry_named(home, tmp_path):
    number = altered_copy(home, tmp_path)

    done = rongcuo(tmp_path, "verify", "--database", "--format", "json")
    breaks = json.loads(done.stdout)["breaks"]
    text = rongcuo(tmp_path, "verify", "--database")

    assert (1, 1) == (done.returncode, text.returncode)
    assert {(number, 21)} == {(found["casefile"], found["sequence"]) for found in breaks}
    assert breaks == json.loads(done.stderr)["problems"]
    assert number in text.stderr
    assert "21" in text.stderr


def altered_copy(home: Path, copy: Path) -> str:
    """Alter one byte of entry 21 of the served file, with the database's own guard taken off; gives its number."""
    for folder in ("files", "checkpoints", "keys"):
        (copy / folder).symlink_to(home / folder)
    source, target = sqlite3.connect(home / "rongcuo.sqlite3"), sqlite3.connect(copy / "rongcuo.sqlite3")
    with closing(source), closing(target), target:
        source.backup(target)
        guards = target.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            target.execute(f"DROP TRIGGER {name}")
        [(identity, number)] = target.execute("SELECT id, number FROM office_casefile WHERE stage = 'served'")
        alter = "UPDATE office_ledgerentry SET body = replace(body, '\"direct\"', '\"direkt\"')"
        changed = target.execute(f"{alter} WHERE stream = ? AND sequence = 21", (f"case/{UUID(identity)}",))
        assert 1 == changed.rowcount
        for _, statement in guards:
            target.execute(statement)
    return number


def test_nothing_to_verify_is_said_and_no_database_is_made(tmp_path):
    done = rongcuo(tmp_path, "verify", "--database")

    assert 1 == done.returncode
    assert "数据库尚未建立" in done.stderr
    assert not (tmp_path / "rongcuo.sqlite3").exists()


def test_a_port_in_use_is_one_sentence(home):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = rongcuo(home, "serve", "--port", port)

    assert (1, "") == (done.returncode, done.stdout)
    assert f"端口 {port} 已被占用" in done.stderr


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ({"RONGCUO_HOME": "/dev/null/home"}, ("/dev/null/home", "无法使用")),
        ({"RONGCUO_IDLE_MINUTES": "soon"}, ("RONGCUO_IDLE_MINUTES",)),
        ({"RONGCUO_DATABASE_URL": "mysql://a:b@c/d"}, ("RONGCUO_DATABASE_URL", "postgresql://")),
        ({"RONGCUO_DATABASE_URL": "postgresql://a:b@127.0.0.1:1/d"}, ("数据库无法使用",)),
    ],
    ids=["no folder", "a setting that is none", "an unknown database", "a database that does not answer"],
)
def test_surroundings_that_do_not_fit_are_one_sentence(settings, names, tmp_path):
    done = rongcuo(tmp_path / "home", "serve", "--port", "0", **settings)

    assert 1 == done.returncode
    assert [] == [name for name in names if name not in done.stderr], done.stderr
    assert "Traceback" not in done.stderr
    assert "软件自身出错" not in done.stderr


def test_a_database_that_is_none_is_one_sentence(tmp_path):
    (tmp_path / "rongcuo.sqlite3").write_bytes(b"not a database, but long enough to be taken for one" * 100)
    done = rongcuo(tmp_path, "demo")

    assert 1 == done.returncode
    assert "数据库无法使用" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture(scope="module")
def real(tmp_path_factory) -> Path:
    """A home folder after a real district was founded in it."""
    home = tmp_path_factory.mktemp("real") / "rongcuo"
    done = rongcuo(home, *FOUND, "--auditor", "温诚", "--format", "json")
    assert (0, "") == (done.returncode, done.stderr)
    said = json.loads(done.stdout)
    assert str(home / "first-passwords.txt") == said["passwords"]
    assert ["system", "security", "auditor"] == [account["username"] for account in said["accounts"]]
    assert [] == [password for password in first_passwords(home).values() if password in done.stdout]
    return home


FOUND = (
    "found", "--code", "440104", "--name", "广州市越秀区", "--short-name", "越",
    "--system-administrator", "纪维", "--security-administrator", "安平",
)  # fmt: skip


def first_passwords(home: Path) -> dict[str, str]:
    lines = (home / "first-passwords.txt").read_text(encoding="utf-8").splitlines()[2:]
    return {name: password for name, password, _ in map(str.split, lines)}


def test_the_first_passwords_of_a_real_district_are_their_owners_alone(real):
    assert {"0o600"} == {oct(path.stat().st_mode & 0o777) for path in real.iterdir() if path.is_file()}


def test_an_administrator_of_a_real_district_logs_in_and_is_asked_for_a_password_of_his_own(real):
    with serving(real) as started:
        _, place = logged_in(started["address"], "system", first_passwords(real)["system"])
    assert (None, []) == (started["passwords"], started["accounts"]), "no demonstration beside a real district"
    assert "/password/" == place


def logged_in(address: str, username: str, password: str) -> tuple[OpenerDirector, str]:
    """The browser of somebody with this name and password, and where it is led to."""
    cookies = HTTPCookieProcessor()
    browser = build_opener(cookies)
    browser.open(f"{address}login/", timeout=30).close()
    [token] = [cookie.value for cookie in cookies.cookiejar if "csrf" in cookie.name]
    form = urlencode({"username": username, "password": password, "csrfmiddlewaretoken": token})
    with browser.open(Request(f"{address}login/", form.encode()), timeout=30) as answer:  # noqa: S310  our own address
        return browser, urlsplit(answer.url).path


def test_a_real_district_is_not_founded_twice(real):
    again, demo = rongcuo(real, *FOUND, "--format", "json"), rongcuo(real, "demo", "--format", "json")

    assert [(1, ""), (1, "")] == [(done.returncode, done.stdout) for done in (again, demo)]
    assert ["setup.district_there", "cli.demo.not_empty"] == [
        problem["code"] for done in (again, demo) for problem in json.loads(done.stderr)["problems"]
    ]


def test_an_empty_database_says_how_to_found_a_district(tmp_path):
    command = [sys.executable, "-m", "rongcuo", "serve", "--port", "0", "--no-demo"]
    with subprocess.Popen(command, env=environment(tmp_path / "home"), stdout=subprocess.PIPE, text=True) as server:
        said = [server.stdout.readline() for _ in range(3)]
        server.send_signal(signal.SIGINT)

    assert "rongcuo found" in said[1]
