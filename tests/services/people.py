"""People for the tests: one call makes a user with a role, one call logs the user in."""

import base64
import hashlib
import hmac
import struct
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

PASSWORD = "correct horse 4 battery"
NAMES = iter(range(1, 10**9))


def make_user(role: str = "", **fields: Any):
    """A user holding the role with this key (foundation.accounts.roles), or none."""
    number = next(NAMES)
    values = {"username": f"{role or 'person'}_{number}", "display_name": f"测试{number}", **fields}
    user = get_user_model().objects.create_user(password=PASSWORD, **values)
    if role:
        user.groups.add(role_group(role))
    return user


def role_group(key: str) -> Group:
    """The Django group of a role; it was loaded by a migration."""
    from foundation.accounts.roles import ROLES

    return Group.objects.get(name=next(role.group for role in ROLES if role.key == key))


@pytest.fixture
def user_for(db: None) -> Callable[..., Any]:
    """`user_for("editor", display_name="王芳")`."""
    return make_user


@pytest.fixture
def client_for(db: None) -> Callable[..., Client]:
    """`client_for("editor")` or `client_for(user)`: a test client that is logged in."""

    def make(who: Any = "editor") -> Client:
        client = Client()
        client.force_login(
            make_user(who) if isinstance(who, str) else who, settings.AUTHENTICATION_BACKENDS[0]
        )
        return client

    return make


@pytest.fixture
def log_in() -> Callable[..., None]:
    """`log_in(page, user, live_server.url)`: the browser page belongs to this person, without typing."""

    def give_session(page: Any, user: Any, address: str) -> None:
        client = Client()
        client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
        morsel = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": morsel.key, "value": morsel.value, "url": address, "httpOnly": True}]
        )

    return give_session


@pytest.fixture
def second_factor(settings: Any) -> None:
    """As in production: a role that asks for a second factor gets no page without one (off in the other tests)."""
    settings.SECOND_FACTOR_REQUIRED = True


class Phone:
    """An authenticator app: it takes the key from the page and shows the code of the moment."""

    def __init__(self, key: str) -> None:
        self.key = "".join(key.split())

    def code(self, ahead: int = 0) -> str:
        """The six digits of RFC 6238 now, or `ahead` periods of 30 seconds later."""
        counter = struct.pack(">Q", int(time.time()) // 30 + ahead)
        mac = hmac.new(base64.b32decode(self.key), counter, hashlib.sha1).digest()
        part = struct.unpack(">I", mac[mac[-1] & 15 :][:4])[0] & 0x7FFFFFFF
        return f"{part % 10**6:06}"


def with_phone(user: Any) -> Phone:
    """Give the user a TOTP app, as the set-up screen does."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    key = generate_totp_secret()
    TOTP.activate(user, key)
    return Phone(key)
