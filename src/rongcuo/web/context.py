"""What every page carries: who is logged in, the menu, the size of the letters."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from rongcuo.casefile import Post
from rongcuo.office import clock
from rongcuo.office.law import district_policy
from rongcuo.office.people.functions import FUNCTIONS
from rongcuo.office.people.models import Account
from rongcuo.office.people.roster import administers, posts_of
from rongcuo.office.registers import competent
from rongcuo.office.registers.competent import organs_in
from rongcuo.office.summaries.gathering import DRAWS_UP, ISSUES, drawing_up
from rongcuo.web.clauses import Law

LOOKS = ("", "large", "larger")
"""The sizes of the letters (长者模式), in the order in which the button goes through them."""

LOOK_COOKIE = "rongcuo_look"


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the menu; ``heading`` opens a group."""

    label: str
    address: str
    current: bool
    heading: str = ""


_Line = tuple[str, str, str]
"""Label, address, heading of the group it opens."""

_FOR_CASES: tuple[_Line, ...] = (
    ("工作台", "/", ""),
    ("案卷", "/cases/", ""),
    ("跟踪台账", "/follow-up/", ""),
    ("发文登记簿", "/documents/", ""),
    ("政策文本", "/policy/", "依据"),
    ("解释", "/interpretations/", ""),
    ("工作日历", "/calendar/", ""),
)
_FIGURES = ("统计图表", "/figures/", "汇总")
_SUMMARY = ("年度汇总", "/summary/", "")
_QUALITY = ("案件质量评查", "/quality/", "")
_FILINGS = ("事前备案", "/filings/", "改革事项")
_FOR_ADMINISTRATORS: tuple[_Line, ...] = (
    ("机关与单位", "/organs/", "人员管理"),
    ("人员与账号", "/people/", ""),
    ("任职", "/appointments/", ""),
    ("本区设置", "/settings/", ""),
    ("依法删除", "/erasures/", "案卷内容"),
    ("政策文本", "/policy/", "依据"),
    ("解释", "/interpretations/", ""),
    ("工作日历", "/calendar/", ""),
)


@dataclass(frozen=True)
class Menu:
    """The shell of an officer's page; asks the database only when a template wants it."""

    account: Account
    path: str

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        return posts_of(self.account.person, clock.today())

    @property
    def name(self) -> str:
        return self.account.person.name

    @property
    def role(self) -> str:
        """The functions in which the person is today."""
        labels = dict.fromkeys(FUNCTIONS[post.function].label for post in self.posts)
        return "、".join(labels)

    @property
    def sees_cases(self) -> bool:
        return not administers(self.posts)

    @cached_property
    def sees_filings(self) -> bool:
        """Whether the person files reforms beforehand or receives them, where the district offers that."""
        district = self.account.district
        receivers, policy = competent.receivers(district), district_policy(district)
        files = competent.functions(policy, competent.PRIOR_FILING, "filed_by")
        receives = competent.functions(policy, competent.PRIOR_FILING, "received_by")
        mine = competent.organs_in(self.posts, files) | competent.organs_in(self.posts, receives, receivers)
        return bool(receivers and mine)

    def draws_up(self, functions: frozenset[str]) -> bool:
        """Whether the person has one of these functions where the annual summary is drawn up."""
        return self.sees_cases and bool(organs_in(self.posts, functions, self._drawing_up))

    @cached_property
    def _drawing_up(self) -> frozenset[str]:
        return drawing_up(self.account.district)

    @property
    def items(self) -> tuple[Item, ...]:
        offered = _FOR_CASES if self.sees_cases else _FOR_ADMINISTRATORS
        offered += (_FIGURES,) if self.sees_cases else ()
        offered += (_SUMMARY,) if self.draws_up(DRAWS_UP) else ()
        offered += (_QUALITY,) if self.draws_up(ISSUES) else ()
        offered += (_FILINGS,) if self.sees_filings else ()
        return tuple(Item(label, address, self._is_current(address), heading) for label, address, heading in offered)

    @property
    def edition(self) -> str:
        """The regulation that the district opens its files under."""
        return Law(district_policy(self.account.district)).edition

    def _is_current(self, address: str) -> bool:
        return self.path == address if address == "/" else self.path.startswith(address)


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context processor of the pages."""
    look = request.COOKIES.get(LOOK_COOKIE, "")
    account = getattr(request, "user", None)
    return {
        "look": look if look in LOOKS else "",
        "today": clock.today(),
        "idle_seconds": settings.SESSION_COOKIE_AGE,
        "menu": Menu(account, request.path) if isinstance(account, Account) else None,
    }
