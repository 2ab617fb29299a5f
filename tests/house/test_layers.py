"""The rooms of the house keep to their floors (docs/decisions, and the contracts in pyproject.toml)."""

import subprocess
import sys

from tests.house.repository import CORE_FLOORS, ROOT, imports, in_lines, modules, place

WITHOUT_THIRD_PARTY = """
import importlib.abc, sys

class Refuse(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        package = name.partition(".")[0]
        if package != "rongcuo" and package not in sys.stdlib_module_names:
            raise ModuleNotFoundError(f"{name} is asked for, and is neither rongcuo nor the standard library")

sys.meta_path.insert(0, Refuse())
"""


def import_alone(*names: str) -> subprocess.CompletedProcess[str]:
    """Import modules in a fresh interpreter where nothing but the standard library and rongcuo can be found."""
    code = WITHOUT_THIRD_PARTY + "\n".join(f"import {name}" for name in names)
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)


def module_name(path):
    parts = path.relative_to(ROOT / "src").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_no_room_reaches_up_or_across():
    """import-linter finds the contracts of pyproject.toml kept."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as main; main()", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert 0 == done.returncode, done.stdout + done.stderr


def test_the_core_floors_name_the_standard_library_alone():
    """Without extras nothing is needed: base … casefile and exports import nothing else, not even inside a function."""
    allowed = sys.stdlib_module_names | {"rongcuo"}
    foreign = [
        f"{place(path, line)} imports {package}"
        for path in modules(*CORE_FLOORS, "exports")
        for line, package in imports(path)
        if package not in allowed
    ]

    assert [] == foreign, in_lines(foreign)


def test_nothing_below_the_office_knows_django():
    """Documents, reports and replay have packages of their own, but never the shell's."""
    below = modules(*CORE_FLOORS, "documents", "exports", "reports", "replay")
    django = [place(path, line) for path in below for line, package in imports(path) if package.startswith("django")]

    assert [] == django, in_lines(django)


def test_the_core_and_the_command_line_load_without_any_other_package():
    """A machine without Django can still check a pack or compute a deadline."""
    alone = import_alone(*map(module_name, modules(*CORE_FLOORS, "exports", "cli")))

    assert 0 == alone.returncode, alone.stderr


def test_importing_a_third_party_package_would_be_noticed():
    """The trap of the test above does close."""
    assert "ModuleNotFoundError: pytest is asked for" in import_alone("pytest").stderr
