"""The procedure as a table: guards, limits, what can be proved of it, and its picture."""

from rongcuo.procedure.check import check
from rongcuo.procedure.draw import draw
from rongcuo.procedure.guards import GUARDS, refusals
from rongcuo.procedure.limits import deadline_of
from rongcuo.procedure.picture import Move, moves, picture, staying

__all__ = ["GUARDS", "Move", "check", "deadline_of", "draw", "moves", "picture", "refusals", "staying"]
