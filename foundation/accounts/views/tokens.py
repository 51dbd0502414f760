"""Service tokens: list, issue, revoke. The secret is shown once, on the page that answers the form."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from foundation.rights.door import requires

from ..dangerous import dangerous
from ..models import ServiceToken
from ..services.tokens import issue_token, revoke_token
from ..tokens import SCOPES


class TokenForm(forms.Form):
    name = forms.CharField(label="用途", max_length=100)
    owner_unit = forms.CharField(label="使用单位", max_length=100)
    days = forms.IntegerField(label="有效几天", min_value=1, initial=180)
    scopes = forms.MultipleChoiceField(
        label="权限", widget=forms.CheckboxSelectMultiple, error_messages={"required": "至少选一项权限。"}
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = SCOPES.items()  # type: ignore[attr-defined]


@requires("accounts.tokens")
def token_list(request):
    tokens = ServiceToken.objects.select_related("issued_by")
    rows = [(token, [SCOPES.get(scope, scope) for scope in token.scopes]) for token in tokens]
    return render(request, "accounts/tokens.html", {"rows": rows})


@requires("accounts.tokens")
@dangerous
def token_issue(request):
    form = TokenForm(request.POST or None)
    if form.is_valid():
        try:
            token, secret = issue_token(**form.cleaned_data, by=request.user)
            response = render(request, "accounts/token_issued.html", {"token": token, "secret": secret})
            response["Cache-Control"] = "no-store"
            return response
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "accounts/token_issue.html", {"form": form})


@requires("accounts.tokens")
@require_POST
@dangerous
def token_revoke(request, pk: int):
    token = get_object_or_404(ServiceToken, pk=pk)
    revoke_token(token, by=request.user)
    messages.success(request, f"吊销了“{token}”，对方立刻不能再用。")
    return redirect("accounts_tokens")
