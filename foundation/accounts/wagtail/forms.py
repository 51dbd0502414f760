"""Creating and changing an account: one name in Chinese order, phone. Roles come by grants, never from here."""

import re
from typing import Any

from django import forms
from wagtail.users.forms import UserCreationForm, UserEditForm

from ..backend import as_phone
from ..models import Standing, User

PHONE = re.compile(r"1[3-9]\d{9}")
FIELDS = ["username", "display_name", "staff_number", "phone", "email"]


class PersonFields:
    """What both forms share; stands before Wagtail's form in the list of bases."""

    fields: dict[str, Any]
    cleaned_data: dict[str, Any]
    instance: User

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name", "is_superuser", "groups"):
            self.fields.pop(name, None)
        self.fields["username"].help_text = "可以用中文、字母、数字和 @ . + - _"
        self.fields["display_name"].required = True
        self.fields["email"].required = False

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

    def clean_is_active(self) -> bool:
        """Who left the house comes back by a new invitation, never by a tick."""
        on = self.cleaned_data["is_active"]
        if on and self.instance.standing == Standing.LEFT:
            raise forms.ValidationError("他已经离开。再来工作请重新邀请，不能直接启用。")
        return on
