"""Two security administrators, the head of the office, and somebody who needs a role."""

from dataclasses import dataclass
from typing import Any

import pytest


@dataclass
class House:
    feng: Any  # security administrators
    shi: Any
    head: Any  # of the office
    wang: Any  # holds nothing yet


@pytest.fixture
def house(user_for) -> House:
    return House(
        user_for("security_admin", display_name="冯守正"),
        user_for("security_admin", display_name="石安"),
        user_for("office_head", display_name="秦致远"),
        user_for(display_name="王芳"),
    )


def fresh(user):
    """The same person as the next request would read them."""
    return type(user).objects.get(pk=user.pk)
