"""Take the pictures of the user guide from the running product, on a home folder of its own.

Run it after a page has changed: `.venv/bin/python -m scripts.take_pictures`. It founds the demonstration
afresh, logs in as those whose pages are shown, changes nothing on file, and writes `docs/guide/pictures/`.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.prepare_machine import chromium

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "guide" / "pictures"
LARGEST = 200_000
"""In bytes; a guide is read on slow networks too."""

FAILURE = 500
"""The first HTTP status that is the server's own fault; a refusal is below."""


class Picture(NamedTuple):
    """A page as somebody sees it: who, how to get there, the window in pixels, and a part of it if not the whole."""

    name: str
    who: str
    show: Callable[[Page], object]
    size: tuple[int, int] = (1280, 820)
    part: str = ""


def _file_of(party: str, rest: str = "") -> Callable[[Page], object]:
    """The case file of a party, or a page below it."""

    def show(page: Page) -> None:
        page.goto("/cases/")
        address = page.locator("tr", has_text=party).locator("a[href^='/cases/']").first.get_attribute("href")
        page.goto(f"{address}{rest}")

    return show


def _too_few(page: Page) -> None:
    """A deliberation with two members present: refused, and nothing typed is lost."""
    _file_of("周某", "acts/deliberate/")(page)
    page.locator("input[name=meeting]").fill("区纪委常委会第12次会议，302会议室")
    page.locator("input[name=proposal][value=mitigated]").check(force=True)
    page.locator("select[name=measure]").select_option("criticism")
    for row in range(page.locator("select[name$=attendance]").count()):
        attends = row < 2
        page.locator("select[name$=attendance]").nth(row).select_option("present" if attends else "leave")
        page.locator("select[name$=vote]").nth(row).select_option("for" if attends else "none")
    page.locator("textarea[name=minutes]").fill("会议记录（演示）。")
    page.locator("textarea[name=departure]").fill("其余事项与本案事实无关（演示）。")
    page.locator("main form button[value=submit]").click()


SHOWN = (
    Picture("workbench", "chenliyan", lambda page: page.goto("/")),
    Picture("case", "chenliyan", _file_of("李某"), (1280, 900)),
    Picture("under-readings", "chenliyan", _file_of("谢某某"), part="#under-readings"),
    Picture("limit", "chenliyan", _file_of("李某"), part="[aria-labelledby=limit-1]"),
    Picture("finding", "chenliyan", _file_of("李某", "acts/record_finding/?finding=diligent"), (1280, 1000)),
    Picture("refusal", "fangzheng", _file_of("谢某某", "acts/decide/"), (1280, 560)),
    Picture("portal", "limou", lambda page: page.goto("/"), (390, 844)),
    Picture("deliberation", "linshu", _too_few, (1280, 1180)),
    Picture("appointments", "security", lambda page: page.goto("/appointments/"), (1280, 620)),
    Picture("summary", "gulan", lambda page: page.goto("/summary/"), (1280, 1100)),
    Picture("figures", "gulan", lambda page: page.goto("/figures/"), (1280, 1000)),
    Picture("similar", "linshu", _file_of("周某", "similar/"), (1280, 760)),
    Picture("policy", "chenliyan", lambda page: page.goto("/policy/"), (1280, 560)),
)


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The address of a product that runs on `home` while the block lasts."""
    command = [sys.executable, "-m", "rongcuo", "serve", "--port", "0"]
    environment = {**os.environ, "RONGCUO_HOME": str(home)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            lines = server.stdout or ()
            yield next(found[0].rstrip("/") for line in lines if (found := re.search(r"http://\S+", line)))
        finally:
            server.terminate()


def passwords(home: Path) -> dict[str, str]:
    """The passwords of the demonstration by log-in name."""
    page = (home / "demo-passwords.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^(\w+) +(\S+)  ", page, re.MULTILINE))


def take(browser: Browser, address: str, picture: Picture, password: str) -> bytes:
    """Log in, go there, and give what the window or the part shows, as PNG; a page that failed is not taken."""
    width, height = picture.size
    context = browser.new_context(
        base_url=address, locale="zh-CN", viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    page = context.new_page()
    failed: list[str] = []
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= FAILURE else None)
    page.goto("/login/")
    page.locator("#id_username").fill(picture.who)
    page.locator("#id_password").fill(password)
    page.locator("button[type=submit]").click()
    picture.show(page)
    shown = page.locator(picture.part) if picture.part else page
    taken = shown.screenshot(animations="disabled")
    context.close()
    if failed:
        raise SystemExit(f"{picture.name}: the server failed at {failed[0]}")
    return taken


def main() -> int:
    """Return 0 when every picture was taken and none is too large."""
    path = chromium()
    if path is None:
        print("No Chromium here; scripts/prepare_machine.py says how to get one.")
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    too_large = 0
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        known = passwords(Path(folder))
        for picture in SHOWN:
            taken = take(browser, address, picture, known[picture.who])
            (PICTURES / f"{picture.name}.png").write_bytes(taken)
            too_large += len(taken) > LARGEST
            print(f"{picture.name}.png  {len(taken) // 1000} kB")
        browser.close()
    return 1 if too_large else 0


if __name__ == "__main__":
    sys.exit(main())
