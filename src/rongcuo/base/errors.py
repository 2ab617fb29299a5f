"""The root of every exception that Rongcuo raises on purpose.

Business answers are values (:class:`~rongcuo.base.problems.Problem`,
:class:`~rongcuo.base.problems.Refusal`); exceptions are for what the caller
cannot go on from.
"""


class RongcuoError(Exception):
    """Something went wrong that Rongcuo can name."""
