"""The demonstration district as data: organs, persons, appointments.

The district and its organs are invented, and so is every person; the law it
works under is real.
The two administrators of people come last: once both are in post the first
set-up is over, and they act.
"""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from rongcuo.base import RongcuoError
from rongcuo.casefile.context import VoteRule
from rongcuo.office.founding import made
from rongcuo.office.law import POLICY
from rongcuo.office.people import register
from rongcuo.office.people.models import District, Organ, Person


class DemoError(RongcuoError):
    """The demonstration data itself is at fault."""


@dataclass(frozen=True, slots=True)
class OrganData:
    """An organ by its key in this module; ``superior`` is the key of its superior discipline organ."""

    key: str
    name: str
    capacities: tuple[str, ...]
    short_name: str = ""
    parent: str | None = None
    superior: str | None = None
    vote_rule: VoteRule | None = None
    address: str = ""
    contact: str = ""
    telephone: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class PersonData:
    """A person by key (also the log-in name), and the posts (organ, function)."""

    key: str
    name: str
    posts: tuple[tuple[str, str], ...] = ()


BODY = VoteRule(
    quorum=Fraction(1, 2),
    majority=Fraction(1, 2),
    base="entitled",
    source="常务委员会议事规则（演示）：半数以上委员到会方能召开，赞成人数超过应到会委员半数为通过",
)

ORGANS = (
    OrganData("city", "示范市纪委监委", ("superior",), "示市纪"),
    OrganData(
        "inquiry", "示范区纪委监委", ("investigating",), "示纪", superior="city",
        address="示范市示范区（演示地址）1号", contact="案件监督管理室", telephone="020-00000000",
    ),
    OrganData(
        "inquiry_two",
        "示范区纪委监委派驻第二纪检监察组",
        ("investigating",),
        "示纪二",
        parent="inquiry",
        superior="inquiry",
        address="示范市示范区（演示地址）2号",
        contact="派驻第二纪检监察组",
        telephone="020-00000001",
    ),
    OrganData(
        "committee", "示范区纪委常委会", ("deciding",), "示纪", parent="inquiry", superior="city", vote_rule=BODY
    ),
    OrganData("district_committee", "示范区委常委会", ("deciding",), "示委", superior="city", vote_rule=BODY),
    OrganData("review", "示范区纪委监委案件审理室", ("case_review",), "示纪审", parent="inquiry"),
    OrganData("appeals", "示范区纪委监委申诉复查组", ("appeal",), "示纪复", parent="inquiry", superior="city"),
    OrganData("personnel", "示范区委组织部", ("personnel", "receiving", "consulted"), "示组"),
    OrganData("audit", "示范区审计局", ("receiving", "consulted", "unit"), "示审", kind="state_organ"),
    OrganData("performance", "示范区绩效管理办公室", ("receiving", "consulted"), "示绩"),
    OrganData("experts", "示范区重大项目专家库", ("unit",), "示专"),
    OrganData("housing", "示范区住房和建设局", ("unit",), "示住建", kind="state_organ"),
    OrganData("civil_defence", "示范区人民防空办公室", ("unit",), "示防办", kind="state_organ"),
    OrganData("water", "示范区水务局", ("unit",), "示水", kind="state_organ"),
    OrganData("street", "示范区红桥街道办事处", ("unit",), "示红办", kind="state_organ"),
    OrganData("commerce", "示范区商贸发展有限公司", ("unit",), "示商贸", kind="state_enterprise"),
    OrganData("tourism", "示范区文化旅游投资有限公司", ("unit",), "示文旅", kind="state_enterprise"),
    OrganData("organisation", "示范区委组织部办公室", ("unit",), "示组办", kind="party_organ"),
    OrganData("service", "示范区政务服务数据管理局", ("unit", "office"), "示政数", kind="state_organ"),
)  # fmt: skip

PERSONS = (
    # investigating
    PersonData("gulan", "顾岚", (("inquiry", "head"),)),
    PersonData("chenliyan", "陈立言", (("inquiry", "officer"),)),
    PersonData("zhoumin", "周敏", (("inquiry", "officer"),)),
    PersonData("hejing", "何静", (("inquiry", "officer"),)),
    PersonData("tanyong", "谭勇", (("inquiry_two", "head"),)),
    PersonData("luxiao", "陆晓", (("inquiry_two", "officer"),)),
    PersonData("kongdi", "孔迪", (("inquiry_two", "officer"),)),
    # deciding
    PersonData("fangzheng", "方正", (("committee", "head"), ("committee", "signatory"), ("committee", "member"))),
    PersonData("liangwen", "梁文", (("committee", "member"),)),
    PersonData("sunyue", "孙悦", (("committee", "member"),)),
    PersonData("qianhai", "钱海", (("committee", "member"),)),
    PersonData("wuping", "吴平", (("committee", "member"),)),
    PersonData("linshu", "林舒", (("committee", "secretary"),)),
    PersonData(
        "zhengguang", "郑光",
        (("district_committee", "head"), ("district_committee", "signatory"), ("district_committee", "member")),
    ),
    PersonData("fengqi", "冯琦", (("district_committee", "member"),)),
    PersonData("caiyun", "蔡云", (("district_committee", "member"),)),
    PersonData("xulan", "许兰", (("district_committee", "secretary"),)),
    # superior
    PersonData("shibin", "石斌", (("city", "approver"),)),
    PersonData("yaohong", "姚红", (("city", "head"),)),
    # case review, appeal, personnel, receiving bodies, experts
    PersonData("luoyi", "罗毅", (("review", "reviewer"),)),
    PersonData("baiqing", "白青", (("review", "reviewer"),)),
    PersonData("yuanfei", "袁飞", (("appeals", "head"), ("appeals", "appeal_reviewer"))),
    PersonData("shaoting", "邵婷", (("appeals", "appeal_reviewer"),)),
    PersonData("duanhong", "段红", (("personnel", "personnel_officer"), ("personnel", "receiver"))),
    PersonData("weiran", "魏然", (("personnel", "personnel_officer"),)),
    PersonData("qinyu", "秦宇", (("audit", "receiver"),)),
    PersonData("mengjie", "孟洁", (("performance", "receiver"),)),
    PersonData("kuanglin", "匡林", (("experts", "expert"),)),
    PersonData("shenzhu", "沈竹", (("experts", "expert"),)),
    # units and parties
    PersonData("xiemou", "谢某某", (("housing", "staff"),)),
    PersonData("dengmou", "邓某某", (("civil_defence", "staff"),)),
    PersonData("panhui", "潘慧", (("housing", "unit_representative"),)),
    PersonData("jiangtao", "江涛", (("civil_defence", "unit_representative"),)),
    PersonData("limou", "李某", (("water", "staff"),)),
    PersonData("chenmou", "陈某", (("street", "staff"),)),
    PersonData("zhoumou", "周某", (("commerce", "staff"),)),
    PersonData("panmou", "潘某", (("tourism", "staff"),)),
    PersonData("hurui", "胡蕊", (("organisation", "unit_representative"),)),
    # office
    PersonData("auditor", "温诚", (("service", "auditor"),)),
    PersonData("security", "安平", (("service", "security_administrator"),)),
    PersonData("system", "纪维", (("service", "system_administrator"),)),
)  # fmt: skip

IN_POST_SINCE = date(2017, 1, 1)


@dataclass(frozen=True)
class Cast:
    """The founded district with its organs and persons by key."""

    district: District
    organs: dict[str, Organ] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)


def found(passwords: dict[str, str]) -> Cast:
    """Found the district, through the register like everything else.

    ``passwords`` gives each person's first password by key; somebody without
    one gets no account.
    """
    district = register.found_district(code="demo", name="示范区（演示）", short_name="示", policy=POLICY)
    cast = Cast(district)
    for organ in ORGANS:
        cast.organs[organ.key] = _add_organ(cast, organ)
    made(register.name_organs(district, None, duty="interpretation", organs=[cast.organs["inquiry"]]))
    for person in PERSONS:
        cast.persons[person.key] = _add_person(cast, person, passwords.get(person.key))
    for person in PERSONS:
        _appoint(cast, person)
    return cast


def existing(district: District) -> Cast:
    """The cast of a demonstration district that was founded before."""
    organs = {organ.name: organ for organ in Organ.objects.filter(district=district)}
    persons = {person.name: person for person in Person.objects.filter(district=district)}
    return Cast(
        district,
        {organ.key: organs[organ.name] for organ in ORGANS},
        {person.key: persons[person.name] for person in PERSONS},
    )


def _add_organ(cast: Cast, organ: OrganData) -> Organ:
    return made(
        register.add_organ(
            cast.district, None, name=organ.name, capacities=organ.capacities, short_name=organ.short_name,
            parent=cast.organs.get(organ.parent or ""), superior=cast.organs.get(organ.superior or ""),
            vote_rule=organ.vote_rule, kind=organ.kind, address=organ.address, contact=organ.contact,
            telephone=organ.telephone,
        )
    )  # fmt: skip


def _add_person(cast: Cast, person: PersonData, password: str | None) -> Person:
    added = made(register.add_person(cast.district, None, name=person.name))
    if password is not None:
        # Whoever runs the demonstration plays every part: nobody else has seen these passwords.
        made(
            register.create_account(
                cast.district, None, person=added, username=person.key, password=password, must_change=False
            )
        )
    return added


def _appoint(cast: Cast, person: PersonData) -> None:
    for organ, function in person.posts:
        made(
            register.appoint(
                cast.district, None, person=cast.persons[person.key], organ=cast.organs[organ],
                function=function, started_on=IN_POST_SINCE,
            )
        )  # fmt: skip
