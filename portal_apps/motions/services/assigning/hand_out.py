"""Give one unit its part: directly, or by way of the government's office."""

from django.utils.timezone import localdate

from ...models import Handling
from ...states import HandlingState
from ..acting import Act, perform


def hand_out(handling: Handling, *, within: Act) -> Handling:
    """Part of an assignment. Its day is T0 (自交办之日起)."""

    def change(act: Act) -> None:
        today = act.day or localdate()
        act.to = HandlingState.AT_OFFICE if act.thing.office_id else HandlingState.ASSIGNED
        act.thing.first_assigned_on = act.thing.assigned_on = today
        act.thing.received_on = None if act.thing.office_id else today
        act.detail |= {"unit": act.thing.unit_id, "role": act.thing.role}

    return perform("hand_out", handling, by=within.by, change=change, within=within)
