"""allauth's OpenID Connect client with what it leaves out: a nonce, and a signature that is always checked."""

import secrets

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter

NONCE = "_oidc_nonce"


class CheckedAdapter(OpenIDConnectOAuth2Adapter):
    def complete_login(self, request, app, token, **kwargs):
        """Raises OAuth2Error when the answer is not to our question or the two statements differ."""
        if "id_token" not in kwargs["response"]:
            raise OAuth2Error("the answer holds no id_token")
        login = super().complete_login(request, app, token, **kwargs)
        told = login.account.extra_data
        if told.get("userinfo", told["id_token"])["sub"] != told["id_token"]["sub"]:
            raise OAuth2Error("userinfo speaks of somebody else")
        return login

    def _decode_id_token(self, app, id_token: str) -> dict:
        claims = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        expected = self.request.session.pop(NONCE, None)
        if not expected or claims.get("nonce") != expected:
            raise OAuth2Error("nonce does not match")
        return claims


class CityPlatform(OpenIDConnectProvider):
    oauth2_adapter_class = CheckedAdapter

    def get_auth_params_from_request(self, request, action) -> dict:
        """Nothing from the address bar; a fresh nonce each time."""
        request.session[NONCE] = secrets.token_urlsafe(24)
        return {**self.get_auth_params(), "nonce": request.session[NONCE]}

    def get_scope_from_request(self, request) -> list[str]:
        return self.get_scope()

    def get_default_scope(self) -> list[str]:
        return ["openid", "profile", *(["phone"] if self.app.settings["claim"] == "phone_number" else [])]


provider_classes = [CityPlatform]
