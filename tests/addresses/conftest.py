"""The house the walk goes through."""

import pytest

from cms.editorial.permissions import grant_role_permissions
from tests.services.people import make_user

from .world import World


@pytest.fixture
def world(db) -> World:
    grant_role_permissions()
    return World(make_user("editor"))
