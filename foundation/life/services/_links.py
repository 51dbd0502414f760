"""One-time links: made, replaced, sent."""

from datetime import timedelta

from django.utils import timezone

from foundation.notices.services import notify
from foundation.rulebook.reading import number

from ..code import code_of, digest_of
from ..models import Invitation
from ..models.invitation import new_nonce
from ..rules import INVITATION_DAYS, RESTORE_HOURS
from ._telling import minute

Purpose, Ending = Invitation.Purpose, Invitation.Ending


def make_link(person, *, by, purpose: str = Purpose.OPEN, holder: str = "staff") -> tuple[Invitation, str]:
    """A new link and its code; an older one is dead from now on."""
    end_links(person, Ending.REPLACED)
    hours = number(RESTORE_HOURS) if purpose == Purpose.RESTORE else number(INVITATION_DAYS) * 24
    nonce = new_nonce()
    code = code_of(nonce)
    made = Invitation.objects.create(
        person=person,
        purpose=purpose,
        holder=holder,
        nonce=nonce,
        digest=digest_of(code),
        made_by=by,
        expires_at=timezone.now() + timedelta(hours=hours),
    )
    return made, code


def send_link(invitation: Invitation, *, by) -> None:
    """To the phone and mail address of the day it goes out."""
    letter = "life.restore_link" if invitation.purpose == Purpose.RESTORE else "life.invited"
    until = minute(invitation.expires_at)
    notify(invitation.person, letter, invitation, key=f"invitation:{invitation.pk}", by=by, until=until)


def end_links(person, how: str) -> int:
    """Whatever link the person has; how many there were."""
    return Invitation.objects.open().filter(person=person).update(ended_at=timezone.now(), ending=how)
