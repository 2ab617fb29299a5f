"""Pictures of a policy: its ordered list as rows, its diagram as a graph."""

from typing import Literal

from rongcuo.determination.compiled import compiled
from rongcuo.determination.pictures import mermaid, svg
from rongcuo.determination.pictures.picture import cards, spots
from rongcuo.law import Policy

Format = Literal["mermaid", "svg"]
Subject = Literal["list", "diagram"]


def draw(policy: Policy, form: Format = "svg", subject: Subject = "list") -> str:
    """The ordered list of ``policy`` with its rules, or its decision diagram; text that ends in a newline."""
    ready = compiled(policy)
    if form == "mermaid":
        return mermaid.ordered_list(cards(ready)) if subject == "list" else mermaid.diagram(spots(ready))
    title = policy.pack.title
    where = f"{title.number}　自 {title.effective_from} 起施行　{_readings(policy)}"
    if subject == "list":
        return svg.ordered_list(title.title, f"{where}　自上而下，首先成立的一行即为比对结果", cards(ready))
    return svg.diagram(title.title, f"{where}　实线：符合（存在）；虚线：不符合（不存在）", spots(ready))


def _readings(policy: Policy) -> str:
    changed = [
        f"{name}={value}"
        for name, value in policy.readings.items()
        if policy.pack.readings[name].affects == "determination" and value != policy.pack.readings[name].default
    ]
    return f"口径 {'、'.join(changed)}" if changed else "默认口径"
