"""Which formats there are, and what makes each."""

from collections.abc import Callable, Mapping

from rongcuo.base import Place, Problem
from rongcuo.determination import draw
from rongcuo.exports.akomantoso import akoma_ntoso
from rongcuo.exports.dmn import dmn
from rongcuo.exports.legalruleml import legal_rule_ml
from rongcuo.exports.plain import plain
from rongcuo.exports.problems import NotExportable
from rongcuo.law import Policy, nearest

FORMATS: Mapping[str, Callable[[Policy], str]] = {
    "dmn": dmn,
    "legalruleml": legal_rule_ml,
    "akn": lambda policy: akoma_ntoso(policy.pack),
    "svg": lambda policy: draw(policy, "svg"),
    "mermaid": lambda policy: draw(policy, "mermaid"),
    "json": plain,
}
"""By the name that a user gives; the text of the law alone (``akn``) is the same under every reading."""


class UnknownFormat(NotExportable):
    """No export goes by this name."""


def export(policy: Policy, form: str) -> str:
    """``policy`` in the format ``form``: text that ends in a newline, the same each time.

    Raises:
        UnknownFormat: ``form`` is none of ``FORMATS``.
        NotExportable: the format cannot hold this policy; the problem says why.
    """
    if form not in FORMATS:
        params = {"name": form, "nearest": nearest(form, FORMATS), "formats": "、".join(FORMATS)}
        raise UnknownFormat(Problem("exports.unknown_format", params, Place(field="--as")))
    return FORMATS[form](policy)
