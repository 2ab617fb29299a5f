"""Tables in Markdown."""

from collections.abc import Iterable, Sequence


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]], note: str) -> Iterable[str]:
    """The lines of a table under its title, with a note above it where there is one."""
    yield title + "\n"
    if note:
        yield note + "\n"
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""
