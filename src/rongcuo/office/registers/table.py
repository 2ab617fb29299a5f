"""The acts on the items of the registers as a table: by whom, at which stages, checked how, with which consequence."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rongcuo.base import ClauseRef, Problem, Refusal
from rongcuo.casefile import Act
from rongcuo.office.files.numbering import allot
from rongcuo.office.people.models import Organ
from rongcuo.office.registers import acts, rules
from rongcuo.office.registers.models import Interpretation, ItemModel, PriorFiling
from rongcuo.office.registers.occasion import Occasion

_LONGEST_CODE = 19


@dataclass(frozen=True, slots=True)
class ItemAct:
    """One row. ``stages`` empty: the act begins an item. ``derived`` is what the entry says besides the act."""

    shape: type[Act]
    model: ItemModel
    label: str
    verb: str
    stages: tuple[str, ...]
    who: Callable[[Occasion], Iterable[Refusal]]
    checks: tuple[Callable[[Occasion], Iterable[Problem]], ...] = ()
    derived: Callable[[Occasion], Mapping[str, object]] = lambda _: {}
    clause: ClauseRef | None = None

    @property
    def name(self) -> str:
        return self.shape.name

    @property
    def begins(self) -> bool:
        return not self.stages


STAGES: Mapping[str, tuple[str, str]] = {
    "asked": ("待起草", "to be drafted"),
    "drafted": ("待答复", "to be answered"),
    "answered": ("已答复", "answered"),
    "superseded": ("已被替代", "superseded"),
    "withdrawn": ("已撤回", "withdrawn"),
    "filed": ("待收件确认", "to be acknowledged"),
    "acknowledged": ("已收到备案", "acknowledged"),
}
"""The stages of an item, in Chinese and in English."""


def _file(on: Occasion) -> Mapping[str, object]:
    return {"casefile": str(on.file.id)} if on.act.casefile and on.file else {}


def _answer(on: Occasion) -> Mapping[str, object]:
    organ = on.answers_for
    if organ is None:
        message = "an answer was judged without an organ to answer for"
        raise LookupError(message)
    said = {"number": on.act.number or _numbered(on, organ, "释"), "organ": str(organ.id)}
    return said | ({"supersedes": str(on.superseded.id)} if on.act.supersedes and on.superseded else {})


def _receipt(on: Occasion) -> Mapping[str, object]:
    return {"number": _numbered(on, on.item.receiver, "备")}


def _numbered(on: Occasion, organ: Organ, word: str) -> str:
    """The register's next number that nobody has written down by hand."""
    code = f"{organ.short_name or on.district.short_name}"[:_LONGEST_CODE] + word
    while True:
        number = allot(on.district, code, on.act.occurred_on.year)
        if not type(on.item).objects.filter(district=on.district, number=number).exists():
            return number


ITEM_ACTS: Mapping[str, ItemAct] = {
    row.name: row
    for row in (
        ItemAct(
            acts.AskInterpretation, Interpretation, "请示解释", "请示解释",
            (), rules.someone_interprets, (rules.in_order, rules.asks_for_own_organ, rules.file_is_seen),
            _file, rules.INTERPRETED,
        ),
        ItemAct(
            acts.DraftInterpretation, Interpretation, "起草答复", "起草答复",
            ("asked", "drafted"), rules.drafts,
            (rules.in_order, rules.settled_readings_apply), clause=rules.INTERPRETED,
        ),
        ItemAct(
            acts.AnswerInterpretation, Interpretation, "答复", "答复",
            ("drafted",), rules.answers,
            (
                rules.in_order, rules.number_is_free, rules.supersedes_one_in_force,
                rules.settles_what_is_open, rules.settled_readings_apply,
            ),
            _answer, rules.INTERPRETED,
        ),
        ItemAct(
            acts.WithdrawInterpretation, Interpretation, "撤回解释", "撤回解释",
            ("answered",), rules.answers, (rules.in_order,), clause=rules.INTERPRETED,
        ),
        ItemAct(
            acts.FileReform, PriorFiling, "报送备案", "报送备案",
            (), rules.files,
            (rules.in_order, rules.files_for_own_unit, rules.goes_to_a_receiver, rules.before_it_begins),
        ),
        ItemAct(
            acts.AcknowledgeFiling, PriorFiling, "确认收到", "确认收到备案",
            ("filed",), rules.receives, (rules.in_order,), _receipt,
        ),
        ItemAct(
            acts.QuestionFiling, PriorFiling, "提出问题", "对备案提出问题",
            ("filed", "acknowledged"), rules.receives, (rules.in_order,),
        ),
        ItemAct(
            acts.SupplementFiling, PriorFiling, "补充备案", "补充备案",
            ("filed", "acknowledged"), rules.filed_it, (rules.in_order,),
        ),
    )
}  # fmt: skip
"""Every act that somebody does on an item, by name."""

SHAPES: Mapping[str, type[Act]] = {row.shape.entry: row.shape for row in ITEM_ACTS.values()} | {
    acts.SupersedeInterpretation.entry: acts.SupersedeInterpretation
}
"""Every shape by the type of its entry; one of them follows from another act and is done by nobody."""

VERBS: Mapping[str, str] = {row.shape.entry: row.verb for row in ITEM_ACTS.values()} | {
    acts.SupersedeInterpretation.entry: "答复另一解释，替代本解释"
}
"""What each entry says was done, after the name of who did it."""


def standing_in_the_way(row: ItemAct, on: Occasion) -> tuple[Refusal, ...]:
    """Why the act cannot be begun now: the wrong hand or the wrong stage."""
    reasons = list(row.who(on))
    if not row.begins and on.item.stage not in row.stages:
        params = {"now": STAGES[on.item.stage][0], "needed": "、".join(STAGES[name][0] for name in row.stages)}
        english = {"now_en": STAGES[on.item.stage][1], "needed_en": ", ".join(STAGES[name][1] for name in row.stages)}
        reasons.append(Refusal("register.another_stage", params | english, row.clause))
    return tuple(reasons)
