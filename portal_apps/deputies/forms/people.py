"""Forms of a deputy's file."""

from typing import Any

from django import forms

from foundation.accounts.models import User

from ..fields import FIELD_NAMES
from ..models import Body, Person, Tag, Term
from ..services.account import free_accounts
from ..services.people import BASIC
from ..services.wishes import OWN
from ..states import State
from .parts import Folded, SealedFields, code, day, text


class PersonForm(SealedFields):
    """The whole file, for staff."""

    name = text("姓名", 50, required=True)
    sex = code("sex")
    born_on = day("出生日期", required=False)
    nationality = code("nationality")
    party = code("party")
    education = code("education")
    degree = code("degree")
    occupation = text("职业", 60)
    employer = text("工作单位", 100)
    duty = text("职务", 100)
    resume = text("简历", 4000, rows=6)
    photo = forms.FileField(
        label="照片", required=False, help_text="JPG 或者 PNG，会缩小并去掉拍摄地点等信息"
    )

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in BASIC} | self.sealed()


class OwnForm(SealedFields):
    """What deputies may change themselves, subject to review."""

    offered: tuple[str, ...] = ("phone", "email", "address", "postcode", "office_phone", "aids")
    employer = text("工作单位", 100)
    duty = text("职务", 100)
    occupation = text("职业", 60)
    education = code("education")
    degree = code("degree")
    resume = text("简历", 4000, rows=6)

    def values(self) -> dict[str, Any]:
        open_ones = [name for name in OWN if name not in self.offered]
        return {name: self.cleaned_data[name] for name in open_ones} | self.sealed()


class AccountForm(forms.Form):
    account = forms.ModelChoiceField(
        label="账号",
        required=False,
        queryset=User.objects.none(),
        empty_label="（不连账号）",
        help_text="要有代表的角色",
    )

    def __init__(self, *args, person: Person, **kwargs):
        super().__init__(*args, **kwargs)
        accounts = free_accounts() | User.objects.filter(pk=person.account_id or 0)
        self.fields["account"].queryset = accounts  # type: ignore[attr-defined]
        self.fields["account"].initial = person.account_id


class ShareForm(forms.Form):
    phone = forms.BooleanField(label="代表之间可以看我的手机号", required=False)
    email = forms.BooleanField(label="代表之间可以看我的邮箱", required=False)


class RevealForm(forms.Form):
    """One sealed field, and why."""

    field = forms.ChoiceField(label="看哪一项", choices=[])
    reason = text("事由", 200, required=True, help_text="会写进审计记录")

    def __init__(self, *args, offered=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = [(name, FIELD_NAMES[name]) for name in offered]  # type: ignore[attr-defined]


class PeopleFilter(Folded):
    text = text("姓名（可用拼音首字母）、单位或代表证号", 50)
    term = forms.ModelChoiceField(
        label="届", required=False, queryset=Term.objects.none(), empty_label="全部"
    )
    delegation = forms.ModelChoiceField(
        label="代表团", required=False, queryset=Body.objects.none(), empty_label="全部"
    )
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *State.choices])
    tag = forms.ModelChoiceField(
        label="标签", required=False, queryset=Tag.objects.none(), empty_label="全部"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = {
            "term": Term.objects.select_related("area"),
            "delegation": Body.objects.kind("delegation").open(),
            "tag": Tag.objects.all(),
        }
        for name, queryset in rows.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]
