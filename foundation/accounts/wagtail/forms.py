"""Creating and changing an account: one name in Chinese order, phone, roles; nobody makes a superuser here."""

import re
from typing import Any

from django import forms
from wagtail.users.forms import UserCreationForm, UserEditForm

from ..backend import as_phone
from ..models import User
from ..roles import BY_GROUP, SEPARATED, clash

PHONE = re.compile(r"1[3-9]\d{9}")
FIELDS = ["username", "display_name", "staff_number", "phone", "email", "groups"]


class PersonFields:
    """What both forms share; stands before Wagtail's form in the list of bases."""

    fields: dict[str, Any]
    cleaned_data: dict[str, Any]
    instance: User

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name", "is_superuser"):
            self.fields.pop(name, None)
        self.fields["username"].help_text = "可以用中文、字母、数字和 @ . + - _"
        self.fields["display_name"].required = True
        self.fields["email"].required = False
        self.fields["groups"].label = "角色"

    def clean_phone(self) -> str | None:
        phone = re.sub(r"[\s-]", "", self.cleaned_data.get("phone") or "")
        if phone and not PHONE.fullmatch(phone):
            raise forms.ValidationError("手机号是 11 位数字，以 1 开头。")
        return phone or None

    def clean_username(self) -> str:
        """A user name that is somebody else's phone number would take over that person's login field."""
        clean = getattr(super(), "clean_username", None)
        name = clean() if clean else self.cleaned_data["username"]
        others = User.objects.filter(phone=as_phone(name)).exclude(pk=self.instance.pk)
        if others.exists():
            raise forms.ValidationError("这是别人的手机号，不能作用户名。")
        return name

    def clean_staff_number(self) -> str | None:
        return (self.cleaned_data.get("staff_number") or "").strip() or None

    def save(self, commit=True):
        """A password that somebody else typed is changed by its owner at the next login."""
        if self.cleaned_data.get("password1") and not getattr(self, "own", False):
            self.instance.must_change_password = True
        return super().save(commit)  # type: ignore[misc]

    def clean_groups(self):
        groups = self.cleaned_data["groups"]
        problem = clash(group.name for group in groups)
        if problem:
            raise forms.ValidationError(f"{problem}三员要由三个人担任。")
        return groups


class PersonCreationForm(PersonFields, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = FIELDS


class PersonEditForm(PersonFields, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = [*FIELDS, "is_active"]

    def __init__(self, *args, **kwargs):
        self.own = kwargs.get("editing_self", False)
        kwargs["editing_self"] = False
        super().__init__(*args, **kwargs)
        if self.own:
            self.fields.pop("is_active", None)

    def clean_groups(self):
        groups = super().clean_groups()
        if self.own:
            held = set(self.instance.groups.all())
            gained = {g.name for g in set(groups) - held}
            if gained:
                raise forms.ValidationError("不能给自己增加角色，请另一位安全管理员来做。")
            if any(BY_GROUP[g.name].key in SEPARATED for g in held - set(groups) if g.name in BY_GROUP):
                raise forms.ValidationError("不能取消自己的管理员角色，请另一位安全管理员来做。")
        return groups
