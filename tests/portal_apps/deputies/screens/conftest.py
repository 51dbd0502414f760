"""Somebody of the deputies' commission at a desk, and one deputy."""

import pytest

from portal_apps.deputies.models import Mandate


@pytest.fixture
def user(user_for):
    return user_for("congress_staff")


@pytest.fixture
def staff(client_for, user):
    return client_for(user)


@pytest.fixture
def held(city, user_for) -> Mandate:
    return city.deputy(account=user_for("deputy"), phone="13800000042", employer="望河区医院")
