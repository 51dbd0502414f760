"""What people fill in about accounts."""

from django import forms

from foundation.accounts.models import Standing, User
from foundation.accounts.roles import ROLES
from foundation.rights.forms import places

from .holders import Holder
from .models import ProxyEntry


def day(**more) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def colleagues():
    """Those who can take something over."""
    return User.objects.filter(is_active=True, standing=Standing.ACTIVE).order_by("display_name", "username")


class PeopleFilter(forms.Form):
    q = forms.CharField(label="姓名、用户名或手机号", required=False)
    state = forms.ChoiceField(
        label="状况",
        required=False,
        choices=[("", "全部"), *Standing.choices, ("off", "手工停用"), ("away", "休假中")],
    )
    role = forms.ChoiceField(
        label="角色", required=False, choices=[("", "全部"), *((role.key, role.name) for role in ROLES)]
    )
    idle = forms.ChoiceField(
        label="多久没登录",
        required=False,
        choices=[("", "不限"), ("30", "30 天以上"), ("83", "83 天以上"), ("90", "90 天以上")],
    )

    def asked(self) -> dict:
        """The conditions; wrong values count as not asked."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class InviteForm(forms.Form):
    """One person; the role is only proposed."""

    name = forms.CharField(label="姓名", max_length=50)
    phone = forms.CharField(
        label="手机号",
        max_length=20,
        required=False,
        help_text="激活链接发到这里，也用它登录",
        widget=forms.TelInput,
    )
    email = forms.EmailField(label="邮箱", required=False, help_text="手机号和邮箱至少写一个")
    staff_number = forms.CharField(label="工号", max_length=40, required=False)
    role = forms.ChoiceField(label="拟授的角色", required=False, help_text="由另一个人批准以后才生效")
    place = forms.ChoiceField(
        label="范围", required=False, help_text="代表团、联络站、承办单位的角色要选管哪一个"
    )
    ground = forms.CharField(
        label="依据", max_length=300, required=False, help_text="提角色时要写：任命、分工或公告的文号"
    )

    def __init__(self, *args, holder: Holder, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "先不提"), *holder.role_choices]  # type: ignore[attr-defined]
        self.fields["place"].choices = places()  # type: ignore[attr-defined]
        if holder.roles:
            del self.fields["place"], self.fields["staff_number"]


class NothingForm(forms.Form):
    """A button and its question."""


class ReasonForm(forms.Form):
    reason = forms.CharField(label="理由", max_length=300)


class RestoreForm(forms.Form):
    reason = forms.CharField(label="怎样核对了身份", max_length=300, help_text="例如：本人到场，看了身份证")


class LeavingForm(forms.Form):
    reason = forms.CharField(label="依据", max_length=300, help_text="调离、退休等的文号")


class LeaveForm(forms.Form):
    stand_in = forms.ModelChoiceField(label="代理人", queryset=User.objects.none(), empty_label="请选一个人")
    since = day(label="从哪天", help_text="当天算在内")
    until = day(label="到哪天", help_text="当天算在内")
    reason = forms.CharField(label="事由", max_length=200)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stand_in"].queryset = colleagues()  # type: ignore[attr-defined]


class HandOverForm(forms.Form):
    receiver = forms.ModelChoiceField(
        label="移交给谁", queryset=User.objects.none(), empty_label="请选一个人"
    )
    reason = forms.CharField(label="理由", max_length=300)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].queryset = colleagues()  # type: ignore[attr-defined]


class PasswordForm(forms.Form):
    """The first password of one's own; the rules of passwords are asked by the verb, which knows the person."""

    password1 = forms.CharField(label="密码", strip=False)
    password2 = forms.CharField(label="再输一次", strip=False)

    def clean_password2(self) -> str:
        if self.cleaned_data["password2"] != self.cleaned_data.get("password1"):
            raise forms.ValidationError("两次输入的不一样，请再输一次。")
        return self.cleaned_data["password2"]


class ProxyForm(forms.Form):
    """On what an entry by proxy rests; stands below the form of the thing itself."""

    how = forms.ChoiceField(label="依据", choices=[("", "请选"), *ProxyEntry.How.choices])
    scan = forms.FileField(
        label="签字扫描件",
        required=False,
        help_text="书面的必须附上；PDF、JPG 或 PNG",
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )
    note = forms.CharField(label="说明", max_length=300, required=False, help_text="例如：几点的电话，谁接的")
