"""The government's office hands it to a department."""

from django.utils.timezone import localdate

from foundation.accounts.models import User
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Body

from ...models import Handling
from ..acting import Act, perform
from .places import assert_free, assert_unit


def dispatch(
    handling: Handling, *, by: User, unit: Body | None = None, reason: str = "", seen: int | None = None
) -> Handling:
    """To the unit the commission named, or to `unit`, another one below the same office. Raises PermissionDenied,
    Refused."""

    def change(act: Act) -> None:
        place = act.thing
        if unit is not None and unit != place.unit:
            assert_unit(unit)
            if unit.pk != place.office_id and unit.parent_id != place.office_id:
                raise Refused(f"{unit}不在{place.office}下面，请由代表工委重新确定承办单位。")
            assert_free(place, unit)
            place.unit = unit
        place.received_on = localdate()
        act.detail["unit"] = place.unit_id

    return perform("dispatch", handling, by=by, change=change, seen=seen, reason=reason)
