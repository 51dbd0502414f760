"""Who sets the connection up: address, tokens, identity, keys."""

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from foundation.accounts.dangerous import dangerous
from foundation.accounts.models import ServiceToken, User
from foundation.rights.door import requires
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Body

from ..models import Peer
from ..models.peers import Channel
from ..services import connect, end_key, missing_grants, renew_key, trust_key

OWN_FIELDS = ("code", "our_code", "channel", "url", "authority")


class SetupForm(forms.Form):
    """A secret that is there already is kept when its field stays empty."""

    office = forms.ModelChoiceField(Body.objects.none(), label="对接的机关")
    channel = forms.ChoiceField(label="方式", choices=Channel.choices)
    code = forms.SlugField(label="对方代号", help_text="拉丁字母、数字，双方约定，例如 gov-office")
    our_code = forms.SlugField(label="我方代号", initial="congress")
    url = forms.URLField(
        label="对方地址",
        required=False,
        assume_scheme="https",
        help_text="联网方式要填，例如 https://…/exchange/v1",
    )
    authority = forms.CharField(
        label="对方证书的颁发者（PEM）",
        required=False,
        widget=forms.Textarea,
        help_text="对方用自建证书时填；空着用系统信任的",
    )
    secret = forms.CharField(
        label="对方签发的令牌",
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="只存加密后的；已经填过的，空着就是不改",
    )
    tokens = forms.ModelMultipleChoiceField(
        ServiceToken.objects.none(),
        label="发给对方的令牌",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="先在“服务令牌”里签发，权限选“交换建议办理”",
    )

    def __init__(self, *args, peer: Peer | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.peer = peer
        offices = Body.objects.open().filter(kind="handling_unit", parent=None)
        self.fields["office"].queryset = (  # type: ignore[attr-defined]
            Body.objects.filter(pk=peer.office_id) if peer else offices.filter(exchange=None)
        )
        good = Q(expires_at__gt=timezone.now(), revoked_at=None, scopes__icontains="motions:exchange")
        self.fields["tokens"].queryset = ServiceToken.objects.filter(good)  # type: ignore[attr-defined]

    def clean(self) -> dict:
        said = super().clean() or {}
        if said.get("channel") == Channel.HTTPS and not said.get("url"):
            self.add_error("url", "联网方式要填对方地址。")
        taken = Peer.objects.filter(code=said.get("code")).exclude(pk=self.peer.pk if self.peer else 0)
        if taken.exists():
            self.add_error("code", "这个代号已经用了。")
        return said


@requires("accounts.exchange")
@dangerous
def connect_new(request):
    return _setup(request, None)


@requires("accounts.exchange")
@dangerous
def setup(request, peer: int):
    return _setup(request, get_object_or_404(Peer.objects.select_related("office", "identity"), pk=peer))


@sensitive_post_parameters("secret")
def _setup(request, peer: Peer | None):
    form = SetupForm(request.POST or None, peer=peer, initial=_initial(peer))
    if form.is_valid():
        said = dict(form.cleaned_data)
        if peer and not said["secret"]:
            said["secret"] = peer.secret
        said["identity"] = peer.identity if peer else _identity(said["code"], said["office"])
        try:
            kept = connect(by=request.user, **said)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已保存。下一步：互换公钥，给对接身份授权。")
            return redirect("exchange:setup", kept.pk)
    context = {
        "form": form,
        "peer": peer,
        "keys": peer.keys.all() if peer else (),
        "lacks": missing_grants(peer) if peer else (),
        "now": timezone.now(),
    }
    response = render(request, "exchange/setup.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


def _initial(peer: Peer | None) -> dict:
    if peer is None:
        return {}
    held = {name: getattr(peer, name) for name in OWN_FIELDS}
    return {**held, "office": peer.office_id, "tokens": peer.tokens.all()}


def _identity(code: str, office: Body) -> User:
    """An account nobody can log in with; what it may do is granted like to anybody, by two people."""
    made, new = User.objects.get_or_create(
        username=f"exchange-{code}", defaults={"display_name": f"{office}系统"[:50]}
    )
    if new:
        made.set_unusable_password()
        made.save(update_fields=["password"])
    return made


@requires("accounts.exchange")
@require_POST
@dangerous
def keys(request, peer: int):
    """Renew ours, add theirs, end one, show the secret of the packages."""
    found = get_object_or_404(Peer, pk=peer)
    do = request.POST.get("do")
    try:
        if do == "renew":
            key = renew_key(found, by=request.user)
            messages.success(request, f"新密钥 {key.key_id} 已启用，请把公钥交给对方；旧的还认 30 天。")
        elif do == "trust":
            key = trust_key(found, by=request.user, public=request.POST.get("public", ""))
            messages.success(request, f"登记了对方的公钥 {key.key_id}。")
        elif do == "end":
            end_key(get_object_or_404(found.keys, pk=request.POST.get("key")), by=request.user)
            messages.success(request, "已停用，立刻不再认。")
        elif do == "box":
            response = render(request, "exchange/box_key.html", {"peer": found})
            response["Cache-Control"] = "no-store"
            return response
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("exchange:setup", found.pk)
