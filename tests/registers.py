"""Items of the registers brought to any stage through their door, each act by the person whose it is."""

from typing import Any
from uuid import uuid4

from rongcuo.office import clock
from rongcuo.office.models import Interpretation, Person, PriorFiling
from rongcuo.office.outcomes import ItemOutcome, Recorded
from rongcuo.office.people import register
from rongcuo.office.registers.door import carry_out
from tests.builders import NotDone, Scene, made, said

Raw = dict[str, Any]
Item = Interpretation | PriorFiling

ANSWER = {"statement": "没有明确规定的，是否还要符合决策部署精神？", "answer": "还应当符合。"}

USUAL: dict[str, Any] = {
    "ask_interpretation": lambda scene: {
        "organ": scene.id("committee"),
        "clause": "4.1.1",
        "reading": "condition_1",
        "question": "前后两种情形是什么关系？",
    },
    "draft_interpretation": lambda _: dict(ANSWER),
    "answer_interpretation": lambda _: dict(ANSWER),
    "withdraw_interpretation": lambda _: {"reasons": "上级另有规定。"},
    "file_reform": lambda scene: {
        "unit": scene.id("housing"),
        "receiver": scene.id("inquiry"),
        "title": "施工许可分阶段办理试点",
        "matters": ["unprecedented_exploration"],
        "basis": "区委全面深化改革委员会第3次会议纪要。",
        "risks": [{"risk": "人防手续滞后", "measure": "建设单位书面承诺，到期复核"}],
        "demonstration": "2026年2月请5名专家论证，1名专家建议缩小范围，已采纳。",
        "study": "局党组2026年第4次会议，应到7人，到会7人，一致同意。",
        "starts_on": clock.today().isoformat(),
    },
    "acknowledge_filing": lambda _: {},
    "question_filing": lambda _: {"questions": "请补充复核的期限。"},
    "supplement_filing": lambda _: {"statement": "复核期限为6个月。"},
}
BY = {
    "ask_interpretation": "linshu",
    "draft_interpretation": "chenliyan",
    "answer_interpretation": "gulan",
    "withdraw_interpretation": "gulan",
    "file_reform": "panhui",
    "acknowledge_filing": "chenliyan",
    "question_filing": "gulan",
    "supplement_filing": "panhui",
}
"""Who does each act unless a test says otherwise; in the demonstration the inquiry organ interprets and receives."""


class Registers:
    """The registers of a scene's district."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def person(self, who: str) -> Person:
        """Fresh from the database, as a request has it: the district's settings may have changed."""
        return Person.objects.get(pk=self.scene.persons[who].pk)

    def name(self, duty: str, *organs: str) -> None:
        """The system administrator names organs for a duty."""
        chosen = [self.scene.organs[organ] for organ in organs]
        district, system = self.scene.cast.district, self.scene.persons["system"]
        made(register.name_organs(district, system, duty=duty, organs=chosen))

    def attempt(
        self, act: str, item: Item | None = None, *, by: str = "", key: str = "", version: int | None = None, **raw: Any
    ) -> ItemOutcome:
        """One attempt through the door with the act's usual content, and `raw` in its place."""
        if item is not None and version is None:
            version = type(item).objects.get(pk=item.pk).sequence
        usual = {"occurred_on": clock.today().isoformat()} | USUAL[act](self.scene)
        return carry_out(
            actor=self.person(by or BY[act]),
            act=act,
            raw={name: value for name, value in (usual | raw).items() if value is not None},
            item=item.id if item else None,
            key=key or uuid4().hex,
            version=version,
        )

    def does(self, act: str, item: Item | None = None, *, by: str = "", **raw: Any) -> Item:
        """An act that must be carried out; gives the item as it is afterwards."""
        outcome = self.attempt(act, item, by=by, **raw)
        if not isinstance(outcome, Recorded):
            raise NotDone(f"{act}: {said(outcome)}")
        model = PriorFiling if act == "file_reform" or isinstance(item, PriorFiling) else Interpretation
        return model.objects.get(pk=outcome.item_id)

    def interpretation(self, stage: str = "answered", **raw: Any) -> Interpretation:
        """An interpretation at `stage`; `raw` is what its answer says besides."""
        item = self.does("ask_interpretation")
        if stage != "asked":
            item = self.does("draft_interpretation", item)
        if stage in ("answered", "withdrawn"):
            item = self.does("answer_interpretation", item, **raw)
        if stage == "withdrawn":
            item = self.does("withdraw_interpretation", item)
        assert stage == item.stage
        return item

    def filing(self, stage: str = "filed", **raw: Any) -> PriorFiling:
        """A filing at `stage`, where the district offers filings."""
        self.name("prior_filing", "inquiry")
        item = self.does("file_reform", **raw)
        if stage == "acknowledged":
            item = self.does("acknowledge_filing", item)
        assert stage == item.stage
        return item
