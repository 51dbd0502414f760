"""The demo's congress: complete enough that every screen shows something, loaded once, never outside the demo."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from foundation.accounts.models import User
from foundation.accounts.services import make_demo_accounts
from foundation.rights.may import may, visible
from portal_apps.deputies.demo.loader import load_demo_congress
from portal_apps.deputies.models import Body, Mandate, Person, Wish
from portal_apps.deputies.states import State

pytestmark = pytest.mark.django_db


def test_it_fills_every_screen_once_and_gives_each_demo_account_its_place(settings, tmp_path):
    settings.DEMO, settings.VAR_DIR = True, tmp_path
    make_demo_accounts()
    made = load_demo_congress()
    assert made == Mandate.objects.count() > 50
    assert load_demo_congress() == 0
    assert set(Mandate.objects.values_list("state", flat=True)) == {State.CONFIRMED, State.REVIEW}
    assert Wish.objects.waiting().count() == 1
    delegation = Body.objects.get(kind="delegation", name="望山代表团")
    seen = visible(User.objects.get(username="delegation_staff"), "deputies.read", Person.objects.all())
    assert seen.count() == delegation.delegates.count() > 5
    assert may(User.objects.get(username="unit_handler"), "suggestions.handle")


def test_a_real_installation_gets_nobody_invented(settings):
    settings.DEMO = False
    with pytest.raises(ImproperlyConfigured, match="演示"):
        load_demo_congress()
    assert not Person.objects.exists()
