"""The rules of logging in, with their sources; each is changed on its own."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render

from foundation.rights.door import requires

from ..dangerous import dangerous
from ..models import LoginRule
from ..services.rules import change_login_rule


class RuleForm(forms.Form):
    key = forms.ChoiceField(choices=LoginRule.Key)
    value = forms.IntegerField(label="数值", min_value=0, max_value=100_000)
    source = forms.CharField(label="依据", max_length=300)


@requires("accounts.policy")
@dangerous
def rules_page(request):
    form = RuleForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid() and _change(request, form):
        return redirect("accounts_rules")
    return render(request, "accounts/rules.html", {"rules": LoginRule.in_force(), "form": form})


def _change(request, form: RuleForm) -> bool:
    try:
        row = change_login_rule(**form.cleaned_data, by=request.user)
    except ValidationError as error:
        form.add_error(None, error if not hasattr(error, "error_dict") else error.messages)
        return False
    messages.success(request, f"改好了：{row}，{row.value}。")
    return True
