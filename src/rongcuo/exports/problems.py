"""Why something cannot be exported."""

from rongcuo.base import Problem, RongcuoError


class NotExportable(RongcuoError):
    """The policy cannot be said in this format; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text())
        self.problem = problem
