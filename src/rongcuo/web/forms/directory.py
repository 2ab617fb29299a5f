"""The administrators' forms: organs, persons, accounts, appointments."""

from fractions import Fraction
from typing import Any

from django import forms

from rongcuo.casefile import VoteRule
from rongcuo.office.law import district_policy
from rongcuo.office.people.functions import CAPACITIES, DUTIES, FUNCTIONS
from rongcuo.office.people.models import District, Organ, Person

_REQUIRED = {"required": "请填写。", "invalid": "不能识别，请按提示填写。", "invalid_choice": "不在可选的范围内。"}

_BASES = (
    ("entitled", "应到会人数"),
    ("without_recused", "应到会人数，回避的不计入"),
    ("present", "到会人数"),
    ("voting", "同意和不同意的人数，弃权的不计入"),
)
_SECRECY = (("open", "记名表决"), ("secret", "无记名投票"))


class Plain(forms.Form):
    """A form whose fields say in Chinese what is missing."""

    def __init__(self, district: District, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages.update(_REQUIRED)
            if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
                field.queryset = field.queryset.filter(district=district)


class OrganForm(Plain):
    """A new organ or organisation."""

    name = forms.CharField(label="名称", max_length=100)
    short_name = forms.CharField(label="机关代字", max_length=20, required=False, help_text="用于文号。")
    capacities = forms.MultipleChoiceField(
        label="在案卷中可以是", choices=list(CAPACITIES.items()), widget=forms.CheckboxSelectMultiple
    )
    kind = forms.ChoiceField(label="单位类别", required=False, help_text="用于年度汇总，依据二。")
    parent = forms.ModelChoiceField(Organ.objects.all(), label="上级机关", required=False)
    superior = forms.ModelChoiceField(
        Organ.objects.all(), label="上级纪检监察机关", required=False, help_text="报请同意时报送的机关。"
    )
    address = forms.CharField(label="地址", max_length=200, required=False, help_text="当事人提交材料的地点。")
    contact = forms.CharField(label="联系人", max_length=50, required=False)
    telephone = forms.CharField(label="电话", max_length=50, required=False)
    quorum = forms.CharField(
        label="到会人数不少于", required=False, help_text="应到会人数的几分之几，例如2/3；不表决的机关不填。"
    )
    majority = forms.CharField(label="赞成超过", required=False, help_text="计票基数的几分之几，例如1/2。")
    base = forms.ChoiceField(label="计票基数", choices=_BASES, required=False)
    source = forms.CharField(label="表决规则的依据", max_length=200, required=False)
    secrecy = forms.ChoiceField(
        label="表决方式", choices=_SECRECY, required=False,
        help_text="无记名投票的，案卷只记到会人员和票数，不记何人如何表决。",
    )  # fmt: skip

    def __init__(self, district: District, *args: Any, **kwargs: Any) -> None:
        super().__init__(district, *args, **kwargs)
        kind = self.fields["kind"]
        if isinstance(kind, forms.ChoiceField):
            kind.choices = [("", "（不填）"), *kinds_of_organisation(district)]

    def clean_quorum(self) -> Fraction | None:
        """A share like 2/3."""
        return _share(self.cleaned_data["quorum"])

    def clean_majority(self) -> Fraction | None:
        """A share like 1/2."""
        return _share(self.cleaned_data["majority"])

    def clean(self) -> dict[str, Any]:
        """The share of those present and the majority belong together."""
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("quorum")) != bool(cleaned.get("majority")) and not self.errors:
            self.add_error("majority", "到会人数和赞成比例应当一并填写。")
        return cleaned

    def organ(self) -> dict[str, Any]:
        """The keywords of ``register.add_organ``."""
        given = dict(self.cleaned_data)
        names = ("quorum", "majority", "base", "source", "secrecy")
        quorum, majority, base, source, secrecy = (given.pop(name) for name in names)
        rule = VoteRule(quorum, majority, base, source, secrecy or "open") if quorum else None
        return given | {"vote_rule": rule}


class KindForm(Plain):
    """What kind of organisation an organ is."""

    organ = forms.ModelChoiceField(Organ.objects.all(), label="单位")
    kind = forms.ChoiceField(label="单位类别")

    def __init__(self, district: District, *args: Any, **kwargs: Any) -> None:
        super().__init__(district, *args, **kwargs)
        kind = self.fields["kind"]
        if isinstance(kind, forms.ChoiceField):
            kind.choices = kinds_of_organisation(district)


class PersonForm(Plain):
    """A new person."""

    name = forms.CharField(label="姓名", max_length=50)


class AccountForm(Plain):
    """A first account for a person."""

    username = forms.CharField(label="登录名", max_length=50)
    password = forms.CharField(
        label="初始密码", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="本人第一次登录时必须修改。",
    )  # fmt: skip


class PasswordForm(Plain):
    """A new first password."""

    password = forms.CharField(
        label="新的初始密码", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="本人下次登录时必须修改。",
    )  # fmt: skip


class AppointmentForm(Plain):
    """A person in post."""

    person = forms.ModelChoiceField(Person.objects.all(), label="人员")
    organ = forms.ModelChoiceField(Organ.objects.all(), label="机关或者单位")
    function = forms.ChoiceField(label="职责", choices=[(each.id, each.label) for each in FUNCTIONS.values()])
    started_on = forms.DateField(label="任职日期", widget=forms.DateInput(attrs={"type": "date"}))


class EndForm(Plain):
    """The end of an appointment."""

    ended_on = forms.DateField(label="免职日期", widget=forms.DateInput(attrs={"type": "date"}))


class CalendarForm(Plain):
    """A file of notices of days off."""

    file = forms.FileField(
        label="文件", help_text="TOML文件，每份通知一个[[notice]]：发文字号、成文日期、年份、放假、调休上班。"
    )  # fmt: skip


class DutyForm(Plain):
    """Which organs have a duty of the district; without any, it is not done."""

    duty = forms.ChoiceField(label="设置", choices=list(DUTIES.items()))
    organs = forms.ModelMultipleChoiceField(
        Organ.objects.all(), label="机关", required=False, widget=forms.CheckboxSelectMultiple
    )


def kinds_of_organisation(district: District) -> list[tuple[str, str]]:
    """The kinds that the regulation's pack lists (2)."""
    table = district_policy(district).pack.procedure
    return [(row.id, row.label) for row in table.lists.get("organisation_kind", ())] if table else []


def _share(written: str) -> Fraction | None:
    if not written.strip():
        return None
    try:
        share = Fraction(written.strip())
    except (ValueError, ZeroDivisionError) as wrong:
        raise forms.ValidationError("请写成分数，例如2/3。") from wrong
    if not 0 < share <= 1:
        raise forms.ValidationError("应当大于0，不超过1。")
    return share
