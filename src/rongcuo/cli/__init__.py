"""The command line: ``rongcuo COMMAND``; every command is described in docs/reference/cli.md.

Importing this room needs the standard library alone. A command's own module
loads when it is called, Django only for the commands that need the office.
"""

from rongcuo.cli.program import main

__all__ = ["main"]
