"""After a change of SECRET_KEY everything sealed is sealed anew, and the old key can go."""

import json
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from foundation.accounts.sealing import seal, unseal
from portal_apps.deputies.models import Person, PersonalData

OLD, NEW = "only-for-tests", "the-key-of-next-year"


@pytest.fixture
def held(db, user_for, settings):
    """Sealed under the old key; then the key is changed."""
    person = Person.objects.create(name="方谷雨")
    PersonalData.objects.create(person=person, phone="13800000042", id_number="11010519491231002X")
    account = user_for("deputy")
    Authenticator.objects.filter(user=account).delete()
    Authenticator.objects.create(user=account, type="totp", data={"secret": seal("JBSWY3DPEHPK3PXP")})
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    return person


@pytest.mark.django_db
def test_numbers_are_found_and_read_and_second_steps_work_without_the_old_key(held, settings):
    out = StringIO()
    call_command("reseal", json=True, stdout=out)
    done = json.loads(out.getvalue())
    assert (done["rows"]["deputies.personaldata"], done["lost"]) == (1, [])
    settings.SECRET_KEY_FALLBACKS = []
    assert PersonalData.objects.get().phone == "13800000042"
    assert PersonalData.objects.with_phone("13800000042").get().person == held
    assert PersonalData.objects.with_id_number("11010519491231002x").exists()
    sealed = Authenticator.objects.filter(data__has_key="secret").latest("pk").data["secret"]
    assert unseal(sealed) == "JBSWY3DPEHPK3PXP"
    call_command("reseal", stdout=StringIO())  # once more does no harm
    assert PersonalData.objects.get().phone == "13800000042"


@pytest.mark.django_db
def test_what_no_key_opens_is_named_and_left_as_it_is(held, settings):
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(CommandError, match="打不开"):
        call_command("reseal", stdout=StringIO())
    settings.SECRET_KEY_FALLBACKS = [OLD]
    assert PersonalData.objects.get().phone == "13800000042"
