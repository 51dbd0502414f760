"""This system as identity provider: what it says of a person, and to whom (allauth.idp.oidc adapter)."""

from typing import Any
from urllib.parse import urlsplit

from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from allauth.idp.oidc.models import Client

from foundation.audit.services import record

from ..models import User
from .keys import keys

SCOPES = {
    "openid": "知道您是谁（一个固定的编号）",
    "profile": "您的姓名、工号和角色",
    "phone": "您的手机号（中间四位隐去）",
}


def origins() -> list[str]:
    """Where the forms of login and consent may lead in the end: browsers hold redirects after a form to the policy."""
    places = {
        urlsplit(address)
        for client in Client.objects.all()
        for address in (*client.get_redirect_uris(), *client.get_post_logout_redirect_uris())
    }
    return sorted({f"{place.scheme}://{place.netloc}" for place in places if place.netloc})


class HouseProvider(DefaultOIDCAdapter):
    scope_display = SCOPES

    def list_private_keys(self, *, did_activate=None, is_active=None) -> list:
        return keys()

    def get_user_sub(self, client, user) -> str:
        return str(user.uid)

    def get_user_by_sub(self, client, sub: str) -> User | None:
        try:
            return User.objects.filter(uid=sub, is_active=True).first()
        except ValueError:
            return None

    def get_claims(self, purpose, user, client, scopes, email=None, **kwargs) -> dict:
        """Never more than was asked for and allowed; the phone is always masked."""
        claims: dict[str, Any] = {"sub": self.get_user_sub(client, user)}
        if "profile" in scopes:
            claims |= {"name": user.get_full_name(), "roles": [role.key for role in user.roles]}
            claims |= {"staff_number": user.staff_number} if user.staff_number else {}
        if "phone" in scopes and user.masked_phone:
            claims |= {"phone_number": user.masked_phone}
        if purpose == "id_token":
            record(
                actor=user,
                verb="accounts.sso_granted",
                object_key=f"oidc_client:{client.pk}",
                scopes=sorted(scopes),
            )
        return claims

    def populate_server_metadata(self, data: dict) -> None:
        """Say only what there is: codes with PKCE, no devices, no mail."""
        data.pop("device_authorization_endpoint", None)
        data["scopes_supported"] = list(SCOPES)
        data["grant_types_supported"] = ["authorization_code", "refresh_token"]
        data["response_types_supported"] = ["code"]
        data["claims_supported"] = ["sub", "name", "roles", "staff_number", "phone_number"]
