"""The house the walk goes through."""

from io import StringIO

import pytest
from django.core.management import call_command

import cms.urls  # noqa: F401  (read as they are, before single sign-on is switched on here)
from cms.editorial.permissions import grant_role_permissions
from tests.services.people import make_user

from .world import World

CITY = {
    "provider_id": "city",
    "name": "市平台",
    "client_id": "we",
    "secret": "x",
    "settings": {"server_url": "http://127.0.0.1:9", "claim": "staff_number"},
}


@pytest.fixture(autouse=True)
def everything_on(settings, tmp_path, db) -> None:
    """Every address there can be: single sign-on both ways."""
    settings.ROOT_URLCONF = "tests.flows.sso_urls"
    settings.OIDC_PROVIDER, settings.OIDC_KEY_DIR = True, str(tmp_path / "keys")
    settings.OIDC_CLIENT_URL = CITY["settings"]["server_url"]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [CITY]}}
    call_command("oidc_keys", "make", stdout=StringIO())


@pytest.fixture
def world(db) -> World:
    grant_role_permissions()
    return World(make_user("editor"))
