"""The house at work, on a Monday in the recess."""

import pytest

from tests.portal_apps.deputies.conftest import city

from .house import House

__all__ = ["city"]


@pytest.fixture
def house(city, moment) -> House:
    moment("2026-05-11 09:00+08:00")
    return House(city)
