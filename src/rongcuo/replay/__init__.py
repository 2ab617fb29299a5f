"""Many cases through one policy or two, exactly, at the speed of the machine.

``replay`` goes through a file. In memory, ``engine(name, program(policy))``
takes two arrays of masks and gives arrays back; ``Kernel`` and
``planes`` work on bit-planes (docs/reference/replay.md).
"""

from rongcuo.replay.columns import identity, metadata
from rongcuo.replay.engines import ENGINES, engine
from rongcuo.replay.kernel import Kernel
from rongcuo.replay.outcome import CONTRADICTORY, UNDETERMINED, Cell, Counts, Summary, Transition
from rongcuo.replay.planes import Planes, planes
from rongcuo.replay.program import Program, ReplayError, columns_of, program
from rongcuo.replay.result import Engine, Masks, Result, possible
from rongcuo.replay.stream import CHUNK, Progress, replay

__all__ = [
    "CHUNK",
    "CONTRADICTORY",
    "ENGINES",
    "UNDETERMINED",
    "Cell",
    "Counts",
    "Engine",
    "Kernel",
    "Masks",
    "Planes",
    "Program",
    "Progress",
    "ReplayError",
    "Result",
    "Summary",
    "Transition",
    "columns_of",
    "engine",
    "identity",
    "metadata",
    "planes",
    "possible",
    "program",
    "replay",
]
