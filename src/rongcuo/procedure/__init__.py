"""The procedure as a table: guards, limits, what can be proved of it, and its picture."""

from rongcuo.procedure.check import check
from rongcuo.procedure.draw import draw
from rongcuo.procedure.guards import GUARDS, refusals
from rongcuo.procedure.limits import deadline_of

__all__ = ["GUARDS", "check", "deadline_of", "draw", "refusals"]
