"""``rongcuo found``: a real district in an empty database, with its first administrators."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rongcuo.base import Language, sentence
from rongcuo.cli.columns import pad
from rongcuo.cli.report import Report

if TYPE_CHECKING:
    from rongcuo.office.founding import Founding

ADMINISTRATION = "容错系统管理机构"
ADMINISTRATORS = ("system_administrator", "security_administrator", "auditor")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The district, its administration and its administrators; only the auditor can wait."""
    for name, metavar in (("code", "440104"), ("name", "广州市越秀区"), ("short-name", "越")):
        _add(parser, name, metavar, required=True)
    for name, metavar in (("policy", "PACK"), ("organ", "机关名称")):
        _add(parser, name, metavar, required=False)
    for function in ADMINISTRATORS:
        _add(parser, function.replace("_", "-"), "姓名", required=function != "auditor")


def run(args: argparse.Namespace) -> Report:
    """Found it; refused, and nothing changed, when there is a district or something does not fit."""
    from rongcuo.office.setup import alone, configure, prepare, surroundings

    with surroundings(), alone():
        configure()
        from rongcuo.office.founding import check, found, passwords_file

        founding = _founding(args)
        check(founding)
        prepare()
        found(founding)
        return _report(founding, str(passwords_file()), args.lang)


def _add(parser: argparse.ArgumentParser, name: str, metavar: str, *, required: bool) -> None:
    words = sentence(f"cli.help.found.{name.replace('-', '_')}", {})
    parser.add_argument(f"--{name}", metavar=metavar, type=str.strip, required=required, help=words)


def _founding(args: argparse.Namespace) -> "Founding":
    from rongcuo.office.founding import Founding
    from rongcuo.office.law import POLICY

    named = {function: getattr(args, function) for function in ADMINISTRATORS}
    return Founding(
        code=args.code,
        name=args.name,
        short_name=args.short_name,
        policy=args.policy or POLICY,
        organ=args.organ or f"{args.name}{ADMINISTRATION}",
        administrators={function: name for function, name in named.items() if name is not None},
    )


def _report(founding: "Founding", file: str, language: Language) -> Report:
    """Who can log in now, and where the passwords stand; never a password."""
    district = {name: getattr(founding, name) for name in ("code", "name", "short_name", "policy", "organ")}
    accounts = [{"username": each.username, "name": each.name, "part": each.part} for each in founding.logins]
    return Report(
        {"district": district, "passwords": file, "accounts": accounts}, tuple(_lines(founding, file, language))
    )


def _lines(founding: "Founding", file: str, language: Language) -> Iterator[str]:
    params = {"name": founding.name, "code": founding.code, "policy": founding.policy, "organ": founding.organ}
    yield sentence("cli.found.founded", params, language)
    yield sentence("cli.found.passwords", {"file": file}, language)
    yield from (f"  {pad(each.username, 12)}{pad(each.name, 10)}{each.part}" for each in founding.logins)
    steps = ["next", "hand_over", "add", "appoint"] + ["auditor"] * ("auditor" not in founding.administrators)
    yield from (sentence(f"cli.found.{step}", {}, language) for step in steps)
