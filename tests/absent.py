"""What a test does when the machine lacks a part: skip with the reason on a desk, fail in CI."""

import os
from typing import NoReturn

import pytest


def absent(part: str, remedy: str) -> NoReturn:
    """End the test: `part` is not on this machine and `remedy` says how to get it."""
    reason = f"{part} is not on this machine; {remedy}"
    if os.environ.get("CI"):
        pytest.fail(f"{reason} (in CI a missing part is a failure)", pytrace=False)
    pytest.skip(reason)
