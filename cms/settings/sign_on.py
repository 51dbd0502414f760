"""Single sign-on, both ways off unless set (docs/operations/single-sign-on.md)."""

import os

OIDC_PROVIDER = os.environ.get("OIDC_PROVIDER", "") == "1"
IDP_OIDC_ADAPTER = "foundation.accounts.sso.house.HouseProvider"
IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN = 15 * 60
IDP_OIDC_REFRESH_TOKEN_EXPIRES_IN = 8 * 3600
OIDC_CLIENT_URL = os.environ.get("OIDC_CLIENT_URL", "")  # the platform's address, without /.well-known/…
OIDC_CLIENT_NAME = os.environ.get("OIDC_CLIENT_NAME", "统一身份认证")
OIDC_CLIENT_CLAIM = os.environ.get("OIDC_CLIENT_CLAIM", "phone_number")  # or staff_number
SOCIALACCOUNT_LOGIN_ON_GET = (
    True  # a form may not lead to another host; state, nonce and PKCE guard the answer
)
SOCIALACCOUNT_ADAPTER = "foundation.accounts.sso.client.HouseSocialAdapter"
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "city",
                    "name": OIDC_CLIENT_NAME,
                    "client_id": os.environ.get("OIDC_CLIENT_ID", ""),
                    "secret": os.environ.get("OIDC_CLIENT_SECRET", ""),
                    "settings": {"server_url": OIDC_CLIENT_URL, "claim": OIDC_CLIENT_CLAIM},
                }
            ],
        }
    }
    if OIDC_CLIENT_URL
    else {}
)
