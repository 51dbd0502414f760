"""The unit that must speak with a deputy sees how to reach them, and leaves a trace."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from foundation.accounts.models import User
from foundation.audit.services import record
from foundation.rights.may import demand, may
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import PersonalData

from ...models import Handling, Sponsor
from ...states import ENDED

FIELDS = {"phone": "手机", "office_phone": "单位电话"}
HOLDERS = ("suggestions.handle", "suggestions.sign_reply")


def may_see_contact(user: User, handling: Handling) -> bool:
    """While the unit has it: whoever handles or signs for the unit, and the office it goes through."""
    if handling.state in ENDED or not may(user, "deputies.contact"):
        return False
    through = bool(handling.office_id) and may(user, "suggestions.sub_assign")
    return through or any(may(user, verb, handling) for verb in HOLDERS)


@transaction.atomic
def see_contact(handling: Handling, sponsor: Sponsor, *, by: User) -> dict[str, str]:
    """What the deputy left as telephone numbers, by their names (代表法第五十条：听取代表意见). Raises PermissionDenied,
    Refused."""
    demand(by, "deputies.contact")
    if not may_see_contact(by, handling):
        raise PermissionDenied("只有正在承办这一件的单位能看提出代表的联系方式。")
    answered = sponsor.item_id in handling.item.answered_together
    if not answered or sponsor.state != Sponsor.State.CONFIRMED:
        raise Refused("请从这件的提出代表里选。")
    person = sponsor.mandate.person
    record(actor=by, verb="motions.see_contact", obj=person, item=handling.item_id, unit=handling.unit_id)
    found = PersonalData.objects.filter(person=person).first()
    said = {name: getattr(found, field) for field, name in FIELDS.items()} if found else {}
    return {name: value for name, value in said.items() if value}
