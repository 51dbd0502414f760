"""People for the tests: one call makes a user with a role, one call logs the user in."""

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
