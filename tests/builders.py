"""Case files brought to any stage through the door, each act by the person whom the law wants.

`Scene` knows the demonstration district's cast by key (`scene.persons["chenliyan"]`)
and does acts: `scene.act("chenliyan", "notify_rights", file)`. The content of
each act has a lawful default that keyword arguments replace.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

from rongcuo.office import clock
from rongcuo.office.demo import district as demo
from rongcuo.office.door import carry_out
from rongcuo.office.files.attachments import upload
from rongcuo.office.models import CaseFile, District, Organ, Person
from rongcuo.office.outcomes import Done, Outcome, Refused
from rongcuo.office.people import register
from rongcuo.office.people.roster import roster_of
from tests.contents import CONTENTS, PREPARED

Raw = dict[str, Any]

STAGES = (
    "opened", "notified", "reviewing", "concluded", "reported",
    "deliberated", "awaiting_consent", "decided", "served", "closed", "archived",
)  # fmt: skip
"""The stages in the order of the law."""

FACTS = {
    "natural_person": "established",
    "covered_organisation": "established",
    "public_duty": "established",
    "managed_above_district": "not_established",
    "error_occurred": "established",
    "reform_pleaded": "established",
    "transformative_project": "established",
    "diligent": "established",
}
"""What the scene's investigation finds unless a test says otherwise."""


class NotDone(AssertionError):
    """A builder's act was not carried out; the outcome says why."""


@dataclass
class Scene:
    """The demonstration district with its cast, and the acts of a file with their usual content."""

    cast: demo.Cast = field(default_factory=lambda: demo.existing(District.objects.get()))

    @property
    def persons(self) -> dict[str, Person]:
        return self.cast.persons

    @property
    def organs(self) -> dict[str, Organ]:
        return self.cast.organs

    def id(self, key: str) -> str:
        """The id, as an act names it, of a person or an organ."""
        return str((self.persons.get(key) or self.organs[key]).id)

    def attempt(
        self, who: str, act: str, file: CaseFile | None = None, *, key: str = "", version: int | None = None, **raw: Any
    ) -> Outcome:
        """One attempt through the door, with the act's usual content and `raw` in its place."""
        return carry_out(**self.prepared(who, act, file, key=key, version=version, **raw))

    def prepared(
        self, who: str, act: str, file: CaseFile | None = None, *, key: str = "", version: int | None = None, **raw: Any
    ) -> Raw:
        """What the door is handed for an attempt."""
        if file is not None and version is None:
            version = CaseFile.objects.get(pk=file.pk).version
        return {
            "actor": self.persons[who],
            "act": act,
            "raw": self.content(act, file) | raw,
            "casefile": file.id if file else None,
            "key": key or uuid4().hex,
            "version": version,
        }

    def act(self, who: str, act: str, file: CaseFile | None = None, **raw: Any) -> CaseFile:
        """An act that must be carried out; gives the file as it is afterwards."""
        outcome = self.attempt(who, act, file, **raw)
        if not isinstance(outcome, Done):
            raise NotDone(f"{who} {act}: {said(outcome)}")
        return CaseFile.objects.get(pk=outcome.casefile_id)

    def hire(self, key: str, organ: str, function: str, *, started_on: date | None = None) -> Person:
        """A new person in post, added by one administrator and appointed by the other, with an account."""
        district, on = self.cast.district, started_on or clock.today()
        person = made(register.add_person(district, self.persons["system"], name=key))
        made(
            register.create_account(
                district, self.persons["system"], person=person, username=key, password="Rong-cuo-2017"
            )
        )
        made(
            register.appoint(
                district, self.persons["security"], person=person, organ=self.organs[organ],
                function=function, started_on=on,
            )
        )  # fmt: skip
        self.persons[key] = person
        return person

    def dismiss(self, key: str, *, ended_on: date | None = None) -> None:
        """End every appointment of a person."""
        for appointment in self.persons[key].appointments.filter(ended_on=None):
            made(
                register.end_appointment(
                    self.cast.district, self.persons["security"],
                    appointment=appointment, ended_on=ended_on or clock.today(),
                )
            )  # fmt: skip

    def content(self, act: str, file: CaseFile | None = None) -> Raw:
        """The usual content of an act, as plain JSON."""
        return {"occurred_on": clock.today().isoformat()} | (USUAL | CONTENTS)[act](self, file)

    def opened(self, **raw: Any) -> CaseFile:
        """A file just opened, with two officers."""
        file = self.act("gulan", "open", **raw)
        return self.act("gulan", "assign_officers", file)

    def at(self, stage: str, **raw: Any) -> CaseFile:
        """A file at `stage`, on the way on which exemption is proposed and consent is owed; or a prepared one."""
        if stage in PREPARED:
            return PREPARED[stage](self)
        file = self.opened(**raw)
        for name in STAGES[1 : STAGES.index(stage) + 1]:
            file = self.advance(file, name)
        return file

    def advance(self, file: CaseFile, stage: str) -> CaseFile:
        """From the stage before to `stage`."""
        for who, act, raw in WAY[stage]:
            file = self.act(who, act, file, **raw)
        assert stage == file.stage, f"{stage} was to be reached, the file is {file.stage}"
        return file

    def upload(self, who: str, name: str = "材料.txt") -> str:
        """The id of a file that somebody has uploaded and no act has brought on file yet."""
        return str(made(upload(self.persons[who], name, BytesIO("演示".encode()))).id)

    def find(self, file: CaseFile, facts: Mapping[str, str]) -> CaseFile:
        """Record findings; each gets a new piece of evidence that bears out its value."""
        for name, value in facts.items():
            bearing = {"established": "supports", "not_established": "opposes"}[value]
            added = [{"title": f"关于{name}的材料", "bearing": bearing}]
            file = self.act("chenliyan", "record_finding", file, finding=name, value=value, added=added)
        return file


def made(outcome):
    """What a change of the register made; a refusal fails the test."""
    if isinstance(outcome, Refused):
        raise NotDone(said(outcome))
    return outcome


def said(outcome: Outcome) -> str:
    """An outcome in words, for the message of a failing test."""
    listed = getattr(outcome, "refusals", None) or getattr(outcome, "problems", ())
    return f"{type(outcome).__name__} " + "；".join(f"{item.code} {item.text()}" for item in listed)


def _open(scene: Scene, _: CaseFile | None) -> Raw:
    return {
        "title": "重大产业项目人防事项分步审查",
        "party_kind": "person",
        "party_person": scene.id("xiemou"),
        "organisation": scene.id("housing"),
        "post": "四级主任科员",
        "rank": "150",
        "management": "district",
        "route": "governmental_sanction",
        "matter": "办理某重大产业项目审批时，同意先行分步审查，人防事项事后补办。",
        "investigating_organ": scene.id("inquiry"),
        "deciding_organ": scene.id("committee"),
        "superior_organ": scene.id("city"),
        "approved_by": scene.id("gulan"),
        "approved_on": clock.today().isoformat(),
    }


def _ballots(scene: Scene, file: CaseFile | None) -> list[Raw]:
    """Everybody in post votes for it; who is recused on the file does not."""
    organ = file.deciding_organ_id if file else scene.organs["committee"].id
    recused = {str(each.person_id) for each in file.recusals.all()} if file else set()
    members = roster_of([organ], clock.today())[str(organ)].get("member", ())
    return [
        {"member": member, "attendance": "recused", "vote": "none"}
        if member in recused
        else {"member": member, "attendance": "present", "vote": "for"}
        for member in sorted(members)
    ]


USUAL: dict[str, Callable[[Scene, CaseFile | None], Raw]] = {
    "open": _open,
    "assign_officers": lambda scene, _: {"officers": [scene.id("chenliyan"), scene.id("zhoumin")]},
    "notify_rights": lambda _, __: {
        "facts_notified": "办理某重大产业项目审批时，同意先行分步审查。",
        "where_to_file": "可以当面递交、邮寄，也可以登录本系统提交。",
        "served_on_the_spot": True,
    },
    "record_service": lambda _, __: {"method": "direct", "received_by": "本人签收"},
    "file_defence": lambda _, __: {
        "claims": [
            {"target": "transformative_project", "statement": "本项目属于推动转型发展的项目建设。"},
            {"target": "diligent", "statement": "本人积极推动、督办项目审批。"},
        ]
    },
    "supplement_defence": lambda _, __: {"statement": "补充说明项目进度。"},
    "waive_defence": lambda _, __: {},
    "accept_defence": lambda _, __: {},
    "consider_ex_officio": lambda _, __: {
        "considered": ["transformative_project", "diligent"],
        "reasons": "已审查项目立项批复和会议纪要。",
    },
    "assess_complexity": lambda _, __: {
        "facts_complex": "no",
        "facts_reasons": "事实清楚，当事人没有异议。",
        "specialised": "no",
        "specialised_reasons": "不需要专门知识判断。",
    },
    "record_finding": lambda scene, _: {
        "finding": "diligent",
        "value": "undetermined",
        "reason": "材料载明督办经过。",
        "second_officer": scene.id("zhoumin"),
    },
    "answer_claim": lambda _, __: {"claim": 1, "adopted": "adopted", "reason": "与立项批复一致。"},
    "conclude": lambda _, __: {
        "standing": "exempt",
        "proposal": "exempt",
        "reasons": "符合适用条件。",
        "departure": "仍有未查清的事项，现有材料足以支持本结论。",
    },
    "report": lambda _, __: {"summary": "申辩意见、答复、认定和结论见各条。"},
    "return_for_inquiry": lambda _, __: {"questions": "是否经集体研究。"},
    "deliberate": lambda scene, file: {
        "meeting": "常委会2026年第12次会议",
        "proposal": "exempt",
        "ballots": _ballots(scene, file),
        "minutes": "到会委员逐一发表意见，一致同意。",
        "departure": "同意结论所列理由。",
    },
    "request_consent": lambda _, __: {"request": "拟免于问责，请予同意。"},
    "give_consent": lambda _, __: {"reply": "同意。"},
    "refuse_consent": lambda _, __: {"reasons": "程序要件尚未查清。"},
    "return_request": lambda _, __: {"questions": "请补充集体研究的材料。"},
    "decide": lambda _, __: {
        "decision": "exempt",
        "reasons": "事实清楚，符合适用条件。",
        "departure": "同意审议所列理由。",
    },
    "serve_decision": lambda _, __: {
        "method": "direct",
        "received_by": "本人签收",
        "unit_received_by": "单位收发室签收",
    },
    "clarify": lambda _, __: {
        "consulted_on": clock.today().isoformat(),
        "party_opinion": "agreed",
        "form": "written",
        "scope": "当事人所在单位全体干部",
        "statement": "经查，该事项不予问责。",
    },
    "order_effect": lambda scene, _: {
        "effect": "assessments",
        "beneficiary": "party",
        "receiving_organ": scene.id("audit"),
        "content": "本年度考核不影响考核结果。",
    },
    "acknowledge_effect": lambda _, __: {"order": 1, "result": "done"},
    "issue_rectification": lambda _, __: {
        "recipient": "unit",
        "problems": "没有集体研究。",
        "suggestions": "建立集体研究台账。",
        "due_on": (clock.today() + timedelta(days=30)).isoformat(),
    },
    "report_rectification": lambda _, __: {"rectification": 1, "measures": "已建立台账。"},
    "verify_rectification": lambda _, __: {"rectification": 1, "result": "accepted", "reason": "已经核实。"},
    "close": lambda scene, _: {"personnel_organ": scene.id("personnel")},
    "archive": lambda scene, _: {
        "retention": "permanent",
        "volume": "2026-容-1",
        "archivist": scene.id("zhoumin"),
    },
    "terminate": lambda scene, _: {
        "reason": "no_jurisdiction",
        "statement": "写明事实和依据。",
        "approved_by": scene.id("gulan"),
        "approved_on": clock.today().isoformat(),
    },
    "record_death": lambda scene, _: {
        "died_on": clock.today().isoformat(),
        "proof": [scene.upload("chenliyan", "死亡证明.txt")],
    },
    "follow_up": lambda scene, _: {
        "visitors": [scene.id("duanhong"), scene.id("weiran")],
        "form": "interview",
        "situation": "思想稳定，使用未受影响。",
        "opinion": "继续关心使用。",
    },
    "recuse": lambda scene, _: {"person": scene.id("wuping"), "ground": "other", "reasons": "曾为同科室同事。"},
    "replace_officer": lambda scene, _: {
        "leaving": scene.id("zhoumin"),
        "incoming": scene.id("hejing"),
        "reasons": "工作调整。",
    },
}
"""The usual content of each act besides its date."""

USUAL |= {
    "withdraw_defence": lambda _, __: {},
    "extend_limit": lambda _, __: {"limit": "defence", "working_days": 3, "reason": "当事人住院。"},
    "ask_for_supplement": lambda _, __: {"missing": "请补充会议记录。", "until": clock.today().isoformat()},
    "convene_panel": lambda scene, _: {
        "question": "分步审查是否符合技术规范。",
        "invited": [
            {"person": scene.id(who), "reply": "accepted", "no_interest": True} for who in ("kuanglin", "shenzhu")
        ],
        "evidence": [1],
    },
    "give_panel_opinion": lambda scene, _: {
        "opinion": "符合当时的技术规范。",
        "method": "查阅规范和图纸。",
        "signed_by": [scene.id("kuanglin")],
    },
    "meet_on_facts": lambda _, __: {"evidence": [1], "material": "事实材料。", "opinion": "agrees"},
    "send_for_review": lambda scene, _: {"organ": scene.id("review")},
    "case_review": lambda _, __: {
        "heads": [
            {"head": head, "holds": "yes"}
            for head in (
                "facts_clear",
                "evidence_sufficient",
                "characterisation_accurate",
                "handling_fitting",
                "procedure_complete",
            )
        ],
        "result": "agrees",
        "opinion": "同意调查报告。",
    },
    "consult": lambda scene, _: {
        "consulted_as": "organisation",
        "organ": scene.id("personnel"),
        "question": "对拟作处理有无意见。",
    },
    "answer_consultation": lambda _, __: {"consultation": 1, "answer": "没有意见。"},
    "record_interference": lambda _, __: {
        "who": "某局副局长",
        "happened_on": clock.today().isoformat(),
        "way": "telephone",
        "what": "询问处理意见。",
    },
    "approve_copy": lambda scene, _: {
        "kind": "loan",
        "material": "会议纪要1件",
        "recipient": "审计局某某",
        "purpose": "核对资金",
        "approved_by": scene.id("gulan"),
        "until": clock.today().isoformat(),
    },
    "record_return": lambda _, __: {"approval": 1},
}
"""And of the acts of an inquiry that not every file needs."""
EFFECTS = (
    "clean_government_assessment",
    "appointment_and_integrity_review",
    "administrative_and_efficiency_accountability",
    "assessments",
    "performance_and_audit",
)
"""The results of 6.1, each of which is ordered from a body."""

Acts = list[tuple[str, str, Raw]]

WAY: dict[str, Acts] = {
    "notified": [("chenliyan", "notify_rights", {}), ("chenliyan", "record_service", {})],
    "reviewing": [("xiemou", "file_defence", {}), ("chenliyan", "accept_defence", {})],
    "concluded": [
        ("chenliyan", "consider_ex_officio", {}),
        ("chenliyan", "assess_complexity", {}),
        ("chenliyan", "answer_claim", {"claim": 1}),
        ("chenliyan", "answer_claim", {"claim": 2}),
        ("chenliyan", "conclude", {}),
    ],
    "reported": [("chenliyan", "report", {})],
    "deliberated": [("linshu", "deliberate", {})],
    "awaiting_consent": [("linshu", "request_consent", {})],
    "decided": [("shibin", "give_consent", {}), ("fangzheng", "decide", {})],
    "served": [("linshu", "serve_decision", {})],
    "closed": [
        ("chenliyan", "clarify", {}),
        *(("linshu", "order_effect", {"effect": effect}) for effect in EFFECTS),
        ("chenliyan", "close", {}),
    ],
    "archived": [("gulan", "archive", {})],
}
"""The acts that lead from each stage to the next, with who does them."""


@contextmanager
def on(day: date) -> Iterator[None]:
    """Within, it is noon of `day` in China."""
    before = clock.tell
    noon = datetime.combine(day, time(12), clock.CIVIL)
    clock.tell = lambda: noon
    try:
        yield
    finally:
        clock.tell = before
