"""What the page of a case file, and the forms that it leads to, say to each reader."""

import re

import pytest

from tests.builders import Scene
from tests.pages import Reader

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def scene() -> Scene:
    return Scene()


def words(response) -> str:
    return response.content.decode()


def main_button(page: str) -> str:
    """The act that the page puts first; empty where it puts none."""
    found = re.search(r'<a class="button button-main" href="[^"]*/acts/(\w+)/">', page)
    return found[1] if found else ""


@pytest.mark.parametrize(
    ("who", "stage", "act"),
    [
        ("chenliyan", "opened", "consider_ex_officio"),
        ("chenliyan", "reviewing", "consider_ex_officio"),
        ("chenliyan", "concluded", "report"),
        ("linshu", "reported", "deliberate"),
        ("linshu", "deliberated", "request_consent"),
        ("shibin", "awaiting_consent", "give_consent"),
        ("linshu", "decided", "serve_decision"),
    ],
)
def test_the_main_button_is_what_this_reader_owes_now(scene, who, stage, act):
    file = scene.at(stage)
    assert act == main_button(words(Reader(scene.persons[who]).get(f"/cases/{file.id}/")))


@pytest.mark.parametrize(
    ("who", "stage"),
    [
        ("chenliyan", "awaiting_consent"),
        ("linshu", "awaiting_consent"),
        ("shibin", "decided"),
        ("fangzheng", "reported"),
        ("gulan", "opened"),
    ],
)
def test_whoever_owes_nothing_now_gets_no_main_button(scene, who, stage):
    file = scene.at(stage)
    page = words(Reader(scene.persons[who]).get(f"/cases/{file.id}/"))
    assert "可以办的" in page
    assert "" == main_button(page)
