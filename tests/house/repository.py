"""What the house tests look at: the files of the repository and the sources of the product."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "rongcuo"
CORE_FLOORS = ("base", "law", "ledger", "workdays", "determination", "procedure", "casefile")


@cache
def project() -> dict[str, Any]:
    """The content of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def files() -> list[Path]:
    """Every file that git keeps or would keep; nothing that it ignores."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted({path for name in listed.split("\0") if name and (path := ROOT / name).is_file()})


def modules(*rooms: str) -> list[Path]:
    """The Python modules of the named rooms of the package, or of all of it; migrations are Django's own work."""
    folders = [PACKAGE / room for room in rooms] or [PACKAGE]
    found = (path for folder in folders for path in folder.rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of one module."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of one module, methods and inner functions too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and top-level package of every absolute import in one module, inside functions too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.lineno, node.module.partition(".")[0]


def place(path: Path, line: int | None = None) -> str:
    """A file, and a line in it, as a reader would look it up."""
    name = path.relative_to(ROOT).as_posix()
    return name if line is None else f"{name}:{line}"


def in_lines(findings: list[str]) -> str:
    """Findings one below the other, for the message of an assert."""
    return "\n  " + "\n  ".join(findings)
