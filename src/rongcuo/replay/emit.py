"""The way through one diagram as the text of a function without branches, for a compiler.

With the steps as data the compiler must keep every word in memory; with the
steps as code they stay in registers, and it runs about ten times as fast.
Only numbers of nodes and bits go into the text, no name of a pack does.
"""

from collections import defaultdict

from rongcuo.replay.program import Program

NAME = "flow"
"""What the function is called: ``flow(yes, no, entries, start, stop)`` fills ``entries[:, start:stop]``."""


def emit(program: Program) -> str:
    """The function for ``program``: planes in, one plane per entry out; ``EVERY`` is the word of 64 ones."""
    lines = [f"y{bit}, n{bit} = yes[{bit}, word], no[{bit}, word]" for bit in program.asked]
    lines += _arrivals(program)
    lines += [f"entries[{entry}, word] = r{end}" for end, entry in enumerate(program.ends) if entry is not None]
    body = "\n".join(f"        {line}" for line in lines)
    # That no index is negative is said aloud; else the compiler guards every one of them.
    return f"def {NAME}(yes, no, entries, start, stop):\n    for word in range(max(start, 0), stop):\n{body}\n"


def _arrivals(program: Program) -> list[str]:
    """Per node, from the root down, what arrives there: by either side of every node that leads to it."""
    diagram = program.diagram
    arriving: dict[int, list[str]] = defaultdict(list)
    arriving[diagram.root].append("EVERY")
    for node in reversed(range(len(diagram.labels), len(diagram.test))):
        arriving[diagram.high[node]].append(f"r{node} & y{program.bits[node]}")
        arriving[diagram.low[node]].append(f"r{node} & n{program.bits[node]}")
    return [f"r{node} = {' | '.join(arriving[node])}" for node in reversed(range(len(diagram.test)))]
