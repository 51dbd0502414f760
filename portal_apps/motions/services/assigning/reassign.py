"""Another unit takes the place."""

from django.utils.timezone import localdate

from foundation.accounts.models import User
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Body

from ...models import Handling
from ...states import HandlingState
from ..acting import Act, perform
from .places import assert_free, assert_unit, office_of


def reassign(handling: Handling, *, by: User, unit: Body, reason: str, seen: int | None = None) -> Handling:
    """The reply clock begins anew today; the first T0 stays for statistics. Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        place = act.thing
        assert_unit(unit)
        if unit == place.unit:
            raise Refused(f"现在就是{unit}。")
        assert_free(place, unit)
        act.detail |= {"from": place.unit_id, "unit": unit.pk}
        place.unit, place.office, place.handler = unit, office_of(unit), None
        act.to = HandlingState.AT_OFFICE if place.office else HandlingState.ASSIGNED
        place.assigned_on = localdate()
        place.received_on = None if place.office else place.assigned_on

    return perform("reassign", handling, by=by, change=change, seen=seen, unit=unit, reason=reason)
