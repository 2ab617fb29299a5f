"""Find or install what the browser tests need: a Chromium and a font with Chinese characters.

An installed browser is used as it is. Otherwise, where this is root on Debian or Ubuntu, their packages are
installed. What could not be got is said in plain words; the tests then skip with the same words, except in CI
(environment variable CI), where a missing part is a failure.
"""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
PACKAGES = {"Chromium": "chromium", "a font with Chinese characters": "fonts-noto-cjk"}
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
CHINESE_FONTS = ("NotoSansCJK*", "NotoSerifCJK*", "NotoSansSC*", "SourceHan*", "wqy*", "simsun*", "msyh*")


def answers(browser: str) -> bool:
    """Whether the command starts; Ubuntu's `chromium-browser` may be an empty hull."""
    try:
        return subprocess.run([browser, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


@cache
def chromium() -> str | None:
    """Path of a Chromium or Chrome that starts; `RONGCUO_CHROMIUM` names one before all others."""
    wished = os.environ.get("RONGCUO_CHROMIUM")
    found = [wished] if wished else [path for name in BROWSERS if (path := shutil.which(name))]
    return next((path for path in found if answers(path)), None)


def chinese_font() -> str | None:
    """Path of one font file that covers Chinese, by fontconfig or by its usual name."""
    if shutil.which("fc-list"):
        asked = ["fc-list", ":lang=zh-cn", "file"]
        listed = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.splitlines()
        if listed:
            return listed[0].rstrip(": ")
    found = (path for folder in FONT_FOLDERS for name in CHINESE_FONTS for path in folder.rglob(name))
    return next(map(str, found), None)


def lacking() -> list[str]:
    """Which of the parts this machine does not have."""
    parts = {"Chromium": chromium(), "a font with Chinese characters": chinese_font()}
    return [name for name, path in parts.items() if path is None]


def may_install() -> bool:
    """Whether this is root on a machine with apt-get."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: list[str]) -> bool:
    """Install Debian packages, refreshing the package lists only when they are missing or stale."""
    command = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *packages]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print(f"Installing {' and '.join(packages)} …", flush=True)

    def succeeds(step: list[str]) -> bool:
        return subprocess.run(step, env=environment, stdout=subprocess.DEVNULL, check=False).returncode == 0

    return succeeds(command) or (succeeds(["apt-get", "update", "--quiet"]) and succeeds(command))


def report(missing: list[str]) -> None:
    """Say what the browser tests have and have not."""
    if not missing:
        print(f"Browser tests: {chromium()}, {chinese_font()}")
        return
    packages = " ".join(PACKAGES[name] for name in missing)
    print(f"Browser tests: {' and '.join(missing)} could not be had; install with: apt-get install {packages}")


def main() -> int:
    """Return 0 unless a part is missing in CI."""
    missing = lacking()
    if missing and may_install():
        install([PACKAGES[name] for name in missing])
        chromium.cache_clear()
        missing = lacking()
    report(missing)
    return 1 if missing and os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
