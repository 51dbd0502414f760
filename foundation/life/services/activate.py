"""The owner of an account uses the link: from now on the password is known to nobody else."""

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import Standing, User
from foundation.notices.models import Notice
from foundation.rights.refusals import Refused

from ..code import digest_of
from ..models import Invitation
from ._links import Ending
from ._telling import tell

DEAD = "这个链接不能用了：可能已经用过、过期、撤回，或者抄错了。"


def invitation_of(code: str) -> Invitation | None:
    """The living link of a code. What never was, what is over and what was used look the same."""
    found = Invitation.objects.alive().filter(digest=digest_of(code), person__is_active=True)
    return found.select_related("person").first()


def activate(code: str, password: str) -> User:
    """Set the password and use the link up. Raises Refused for a dead link, ValidationError for a weak password."""
    with transaction.atomic():
        found = (
            Invitation.objects.select_for_update(of=("self",)).alive().filter(digest=digest_of(code)).first()
        )
        if found is None:
            raise Refused(DEAD)
        person = User.objects.select_for_update().get(pk=found.person_id)
        if not person.is_active:
            raise Refused(DEAD)
        validate_password(password, person)
        person.set_password(password)
        person.must_change_password = False
        person.password_set_at = person.awake_since = timezone.now()
        person.standing, person.by_invitation = Standing.ACTIVE, True
        person.save()
        found.ended_at, found.ending = timezone.now(), Ending.USED
        found.save(update_fields=["ended_at", "ending"])
        Notice.objects.filter(person=person, key__startswith="invitation:", read_at=None).update(
            read_at=timezone.now()
        )
        tell("accounts.activated", person, by=person, purpose=found.purpose)
    return person
