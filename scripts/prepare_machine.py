"""Find or install what the tests need of a machine: a Chromium and what goes with it, and Java for Spark.

What is installed is used as it is. Otherwise, where this is root on Debian or Ubuntu, their packages are
installed. What could not be got is said in plain words; the tests then skip with the same words, except in CI
(environment variable CI), where a missing part is a failure.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
JAVA = 17
CHINESE_FONTS = ("NotoSansCJK*", "NotoSerifCJK*", "NotoSansSC*", "SourceHan*", "wqy*", "simsun*", "msyh*")


def output(*command: str) -> str | None:
    """What a command prints, or nothing when it does not start, fails or hangs."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


@cache
def chromium() -> str | None:
    """Path of a Chromium or Chrome that starts; `RONGCUO_CHROMIUM` names one before all others.

    Ubuntu's `chromium-browser` may be an empty hull, so each is asked for its version.
    """
    wished = os.environ.get("RONGCUO_CHROMIUM")
    found = [wished] if wished else [path for name in BROWSERS if (path := shutil.which(name))]
    return next((path for path in found if output(path, "--version")), None)


@cache
def driver() -> str | None:
    """Playwright's own version; its driver program needs a C library that a bare machine lacks."""
    return output(sys.executable, "-m", "playwright", "--version")


@cache
def chinese_font() -> str | None:
    """Path of one font file that covers Chinese, by fontconfig or by its usual name."""
    listed = output("fc-list", ":lang=zh-cn", "file")
    if listed:
        return listed.splitlines()[0].rstrip(": ")
    found = (path for folder in FONT_FOLDERS for name in CHINESE_FONTS for path in folder.rglob(name))
    return next(map(str, found), None)


@cache
def java() -> str | None:
    """The version of the Java that Spark would start, where it is one that Spark runs on."""
    home = os.environ.get("JAVA_HOME")
    said = output(str(Path(home, "bin", "java")) if home else "java", "--version")
    version = re.search(r"\b(\d+)[.\d]*", said or "")
    return version.group() if version and int(version.group(1)) >= JAVA else None


class Part(NamedTuple):
    """One thing that tests need, how it is found, and the Debian package that brings it."""

    name: str
    find: Callable[[], str | None]
    package: str


BROWSER = (
    Part("Chromium", chromium, "chromium"),
    Part("Playwright's driver", driver, "libatomic1"),
    Part("a font with Chinese characters", chinese_font, "fonts-noto-cjk"),
)
SPARK = (Part(f"Java {JAVA}", java, f"openjdk-{JAVA}-jre-headless"),)
PARTS = {"Browser tests": BROWSER, "Tests of Spark": SPARK}
"""Kind of test to what it needs."""


def lacking(parts: Iterable[Part]) -> list[Part]:
    """Those of ``parts`` that this machine does not have."""
    return [part for part in parts if part.find() is None]


def remedy(parts: list[Part]) -> str:
    """How to get the parts on Debian."""
    return "apt-get install " + " ".join(part.package for part in parts)


def may_install() -> bool:
    """Whether this is root on a machine with apt-get."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(parts: list[Part]) -> None:
    """Install the parts' Debian packages, refreshing the package lists only when it does not work without."""
    packages = [part.package for part in parts]
    print(f"Installing {' and '.join(packages)} …", flush=True)

    def succeeds(*arguments: str) -> bool:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        command = ["apt-get", "--quiet", *arguments]
        return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode == 0

    command = ("install", "--yes", "--no-install-recommends", *packages)
    if not succeeds(*command) and succeeds("update"):
        succeeds(*command)
    for finder in (chromium, driver, chinese_font, java):
        finder.cache_clear()


def main() -> int:
    """Return 0 unless a part is missing in CI."""
    missing = lacking(part for parts in PARTS.values() for part in parts)
    if missing and may_install():
        install(missing)
    complete = True
    for kind, parts in PARTS.items():
        missing = lacking(parts)
        complete = complete and not missing
        if missing:
            print(f"{kind}: {' and '.join(part.name for part in missing)} could not be had; try: {remedy(missing)}")
        else:
            print(f"{kind}: {', '.join(f'{part.name} ({part.find()})' for part in parts)}")
    return 1 if not complete and os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
