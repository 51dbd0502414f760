"""What people fill in about grants."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from foundation.accounts.models import User
from foundation.accounts.roles import ROLES

from .models import State
from .places import kind_of
from .scopes import PLACES


def places() -> list[tuple[str, Any]]:
    """The whole house, then the places of each kind in a group of their own."""
    kinds = [(scope, kind_of(scope)) for scope in PLACES]
    return [("", "全机关"), *((scope.label, list(kind.choices())) for scope, kind in kinds if kind)]


class Asked(forms.Form):
    """Who is to get which role."""

    person = forms.ModelChoiceField(
        label="给谁",
        queryset=User.objects.filter(is_active=True).order_by("display_name", "username"),
        empty_label="请选一个人",
    )
    role = forms.ChoiceField(label="角色", choices=[("", "请选角色"), *((r.key, r.name) for r in ROLES)])
    place = forms.ChoiceField(
        label="范围",
        required=False,
        choices=places,
        help_text="代表团、联络站、承办单位的角色要选管哪一个",
    )


class GrantForm(Asked):
    """A proposal."""

    ground = forms.CharField(label="依据", max_length=300, help_text="任命、分工或者批示的文号")
    until = forms.DateField(
        label="到哪天为止",
        required=False,
        help_text="当天算在内；空着是长期有效",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_until(self) -> datetime | None:
        """The end of that day."""
        day = self.cleaned_data["until"]
        return timezone.make_aware(datetime.combine(day, time.max)) if day else None


class EmergencyForm(Asked):
    """A grant without a second approval."""

    hours = forms.IntegerField(label="几小时", min_value=1, initial=1)
    reason = forms.CharField(label="为什么等不到批准", max_length=300, help_text="三位管理员马上会收到这句话")


class GrantFilter(forms.Form):
    q = forms.CharField(label="姓名、用户名或依据", required=False)
    role = forms.ChoiceField(
        label="角色", required=False, choices=[("", "全部"), *((r.key, r.name) for r in ROLES)]
    )
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *State.choices])

    def apply(self, grants):
        """What it finds; a filter that makes no sense finds everything."""
        said = self.cleaned_data if self.is_valid() else {}
        return grants.matching(text=said.get("q", ""), role=said.get("role", ""), state=said.get("state", ""))
